/** Opens an Open Vector Format file (extension .ovf) of any maker and reads it work plane by work plane. */
import type { LaserFile } from '../../core/laser-file.ts';
import type { ByteSource } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import { type ReadingNotes, readingNotes } from '../reading-notes.ts';
import { readLong, readLongs, readMessage } from './decode-message.ts';
import { type FileWindow, fileWindow, readDelimited, readPlace } from './file-window.ts';
import { HEADER_BYTES, JOB_TABLE, JOB_TABLE_OFFSET, MAGIC, PLACE_BYTES } from './open-vector-file.ts';
import { readJobShell } from './read-job-shell.ts';
import { readWorkPlanes } from './read-work-planes.ts';

/** Where the parts of a file stand. */
interface JobTable {
  readonly shellAt: number;
  readonly planes: readonly number[];
}

/**
 * Reads the job table and the job shell; the work planes are read when they are asked for, one at a time, and checked to lie
 * one after the other, so that no byte is read twice or left out unsaid. A file that breaks off, whose tables disagree or that
 * exposes what `LaserFile` has no words for (arcs, points, paths in space, power that changes along a line) is refused.
 *
 * protobuf does not write a 0, so what is not there is null here, also where the writer meant 0: a parameter set without a
 * power has an unknown one. Names, places and keys that are not there are 0, as the format says. The thickness of a layer is
 * its height above the one before.
 */
export async function openOpenVector(source: ByteSource): Promise<LaserFile> {
  const notes = readingNotes();
  const window = fileWindow(source, notes);
  const { shellAt, planes } = await readJobTable(window, notes);
  const shell = await readDelimited(window, shellAt, source.size, 'the job shell');
  const job = readJobShell(shell.message);
  if (job.workPlanes !== planes.length) {
    throw new PrepError(
      'laser-file-invalid',
      `the job shell says ${job.workPlanes} work planes, the job table has ${planes.length}`,
      [source.name, `byte ${shellAt}`],
    );
  }
  return {
    parts: job.parts.names,
    exposures: job.exposures.list,
    about: job.about,
    tolerated: notes.list,
    layers: () => readWorkPlanes({ source, notes, planes, end: shellAt, job }),
  };
}

async function readJobTable(window: FileWindow, notes: ReadingNotes): Promise<JobTable> {
  const { source } = window;
  const { name, size } = source;
  const head = await source.read(0, Math.min(HEADER_BYTES, size));
  if (MAGIC.some((byte, i) => head[i] !== byte)) {
    throw new PrepError('laser-file-invalid', 'does not begin with LVF!, so it is no Open Vector Format file', [
      name,
      'byte 0',
    ]);
  }
  if (size < HEADER_BYTES) throw new PrepError('laser-file-invalid', 'truncated', [name, `byte ${size}`]);
  const tableAt = await readPlace(window, JOB_TABLE_OFFSET, { from: HEADER_BYTES, to: size }, 'the job table');
  const table = await readDelimited(window, tableAt, size, 'the job table');
  let shellAt = 0;
  const planes: number[] = [];
  readMessage(table.message, (field) => {
    if (field.number === JOB_TABLE.jobShell) shellAt = readLong(field);
    else if (field.number === JOB_TABLE.workPlanes) readLongs(field, planes);
    else return false;
    return true;
  });
  if (!(shellAt >= HEADER_BYTES && shellAt < size)) {
    throw new PrepError('laser-file-invalid', `the job shell is said to stand at byte ${shellAt}`, [
      name,
      `byte ${tableAt}`,
    ]);
  }
  checkPlaces(planes, shellAt, [name, `byte ${tableAt}`]);
  const gap = (planes[0] ?? shellAt) - HEADER_BYTES;
  if (gap > 0) notes.add('gap', `${gap} bytes from byte ${HEADER_BYTES} on are named by no table and were ignored`);
  if (table.end < size) notes.add('tail', `${size - table.end} bytes after the job table were ignored`);
  return { shellAt, planes };
}

/** Checks that work planes stand one after the other between head and job shell. */
function checkPlaces(planes: readonly number[], shellAt: number, place: readonly string[]): void {
  let least = HEADER_BYTES;
  for (const [index, at] of planes.entries()) {
    if (at < least || at + PLACE_BYTES > shellAt) {
      throw new PrepError(
        'laser-file-invalid',
        `work plane ${index} is said to stand at byte ${at}, out of order`,
        place,
      );
    }
    least = at + PLACE_BYTES;
  }
}
