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

/** Endings of the files that hold laser paths, beside Common Layer and 3MF. */
export const LASER_EXTENSIONS: readonly string[] = Object.keys(OPENERS);

/** Returns what opens a file of that name; null where its ending is none of theirs. */
export function laserOpenerOf(name: string): ((source: ByteSource) => Promise<LaserFile>) | null {
  return OPENERS[extname(name).toLowerCase()] ?? null;
}
