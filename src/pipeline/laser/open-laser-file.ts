/** Opens files of laser paths of any maker by their endings. */
import { extname } from 'node:path';
import type { LaserFile } from '../../core/laser-file.ts';
import type { ByteSource } from '../../core/ports.ts';
import { openAlsam } from '../../formats/alsam/read-alsam.ts';
import { openIlt } from '../../formats/ilt/read-ilt.ts';
import { openOpenVector } from '../../formats/open-vector/read-open-vector.ts';

const OPENERS: Readonly<Record<string, (source: ByteSource) => Promise<LaserFile>>> = {
  '.ilt': openIlt,
  '.ovf': openOpenVector,
  '.scn': openAlsam,
};

/** One document of a .scn alone: read when it is named, and not looked for in a folder, where an .xml may be anything. */
const ALONE: typeof OPENERS = { '.xml': openAlsam };

/** Formats that are known and not read, each with what they lack. */
const UNREAD: Readonly<Record<string, string>> = {
  '.asp':
    'holds commands of a scan head (JP, GO, ON) and says no layers, heights or unit, so there is nothing to compare them with',
};

/** Endings of the files that hold laser paths, beside Common Layer and 3MF. */
export const LASER_EXTENSIONS: readonly string[] = Object.keys(OPENERS);

/** Returns what opens a file of that name; null where its ending is none of theirs. */
export function laserOpenerOf(name: string): ((source: ByteSource) => Promise<LaserFile>) | null {
  const extension = extname(name).toLowerCase();
  return OPENERS[extension] ?? ALONE[extension] ?? null;
}

/** Returns why a file of that name cannot be inspected, where `laserOpenerOf` has nothing that opens it. */
export function unreadReason(name: string): string {
  const extension = extname(name).toLowerCase();
  const known = `.cli, .3mf, .gcode, .bgcode, ${[...LASER_EXTENSIONS, ...Object.keys(ALONE)].join(', ')} can be inspected`;
  return UNREAD[extension] ?? `cannot inspect '${extension}' files; ${known}`;
}
