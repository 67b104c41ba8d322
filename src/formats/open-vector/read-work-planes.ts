/** Reads the work planes of a file, one at a time. */
import type { LaserFileLayer, LaserFilePath } from '../../core/laser-file.ts';
import type { ByteSource } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import { readLong, readLongs, readMessage } from './decode-message.ts';
import { type ByteRange, type FileWindow, fileWindow, readDelimited, readPlace } from './file-window.ts';
import { PLACE_BYTES, PLANE_TABLE } from './open-vector-file.ts';
import type { ReadJob } from './read-job-shell.ts';
import { type PlaneShell, readPlaneShell } from './read-plane-shell.ts';
import { readVectorBlock, type VectorBlock } from './read-vector-block.ts';

/** What is read. */
export interface PlaneSection {
  readonly source: ByteSource;
  readonly notes: ReadingNotes;
  /** Where each work plane begins, in ascending order. */
  readonly planes: readonly number[];
  /** Where the last one ends. */
  readonly end: number;
  readonly job: ReadJob;
}

/** Where the pieces of a work plane stand. */
interface PlaneTable {
  readonly at: number;
  readonly bytes: number;
  readonly shellAt: number;
  readonly blocks: readonly number[];
}

/** Reads the work planes in order. */
export async function* readWorkPlanes({
  source,
  notes,
  planes,
  end,
  job,
}: PlaneSection): AsyncGenerator<LaserFileLayer> {
  const window = fileWindow(source, notes);
  let belowMm: number | null = null;
  for (const [index, from] of planes.entries()) {
    const range = { from, to: planes[index + 1] ?? end };
    const { shell, blocks } = await readPlane(window, range);
    const { zMm, number } = shell;
    if (number !== index) notes.add('number', `work plane ${index} says that it is number ${number}`);
    const isAbove = belowMm === null || zMm > belowMm;
    if (!isAbove)
      notes.add('height', `work plane ${index}, at ${zMm} mm, is not above the one before, at ${belowMm} mm`);
    const paths: LaserFilePath[] = [];
    for (const block of blocks) addPath(paths, block, job, notes, `work plane ${index}`);
    yield { zMm, thicknessMm: belowMm !== null && isAbove ? differenceMm(zMm, belowMm) : null, paths };
    belowMm = zMm;
  }
}

/** Reads a work plane and checks that its pieces fill its bytes. */
async function readPlane(
  window: FileWindow,
  range: ByteRange,
): Promise<{ readonly shell: PlaneShell; readonly blocks: readonly VectorBlock[] }> {
  const inner = { from: range.from + PLACE_BYTES, to: range.to };
  const table = await readPlaneTable(
    window,
    inner,
    await readPlace(window, range.from, inner, 'the table of a work plane'),
  );
  const shell = await readDelimited(window, table.shellAt, range.to, 'the shell of a work plane');
  const read = readPlaneShell(shell.message);
  if (read.blockCount === 0 && table.blocks.length > 0) {
    window.notes.add(
      'count',
      'the shell of a work plane tells no number of vector blocks; those of its table were read',
    );
  } else if (read.blockCount !== table.blocks.length) {
    const reason = `the shell of a work plane says ${read.blockCount} vector blocks, its table has ${table.blocks.length}`;
    throw fault(window, reason, table.shellAt);
  }
  const blocks: VectorBlock[] = [];
  let used = PLACE_BYTES + table.bytes + (shell.end - table.shellAt);
  let at = inner.from;
  for (const from of table.blocks) {
    if (from < at || from >= range.to)
      throw fault(window, `a vector block is said to stand at byte ${from}, out of order`, table.at);
    const block = await readDelimited(window, from, range.to, 'a vector block');
    used += block.end - from;
    at = block.end;
    blocks.push(readVectorBlock(block.message));
  }
  const unused = range.to - range.from - used;
  if (unused < 0) throw fault(window, 'the pieces of a work plane overlap', range.from);
  noteGap(window, unused, range.from);
  return { shell: read, blocks };
}

async function readPlaneTable(window: FileWindow, range: ByteRange, at: number): Promise<PlaneTable> {
  const { message, end } = await readDelimited(window, at, range.to, 'the table of a work plane');
  let shellAt = 0;
  const blocks: number[] = [];
  readMessage(message, (field) => {
    if (field.number === PLANE_TABLE.shell) shellAt = readLong(field);
    else if (field.number === PLANE_TABLE.blocks) readLongs(field, blocks);
    else return false;
    return true;
  });
  if (!(shellAt >= range.from && shellAt < range.to)) {
    throw fault(window, `the shell of a work plane is said to stand at byte ${shellAt}, outside of it`, at);
  }
  return { at, bytes: end - at, shellAt, blocks };
}

/** Adds what a block exposes, with the numbers of its part and its parameters. */
function addPath(paths: LaserFilePath[], block: VectorBlock, job: ReadJob, notes: ReadingNotes, where: string): void {
  const { kind, values, paramsKey, laser, partKey } = block;
  if (kind === null) return;
  const exposure = job.exposures.numberOf(paramsKey, laser);
  if (exposure === null && (paramsKey !== 0 || job.exposures.list.length > 0)) {
    notes.add('params', `${where}: marking parameters ${paramsKey} are not in the file`);
  }
  const part = partKey === null ? null : (job.parts.byKey.get(partKey) ?? null);
  if (part === null && partKey !== null && (partKey !== 0 || job.parts.names.length > 0)) {
    notes.add('part', `${where}: part ${partKey} is not in the file`);
  }
  if (kind === 'hatch') {
    paths.push({ kind, part, exposure, xyxy: values });
    return;
  }
  const last = values.length - 2;
  const closed = last >= 6 && values[0] === values[last] && values[1] === values[last + 1];
  paths.push({ kind, part, exposure, closed, xy: closed ? values.slice(0, last) : values });
}

/** Heights are floats: what a subtraction adds beyond a millionth of a micrometre is rounded off. */
function differenceMm(zMm: number, belowMm: number): number {
  return Math.round((zMm - belowMm) * 1e9) / 1e9;
}

function noteGap({ notes }: FileWindow, bytes: number, at: number): void {
  if (bytes > 0) notes.add('gap', `${bytes} bytes from byte ${at} on are named by no table and were ignored`);
}

function fault({ source }: FileWindow, reason: string, at: number): PrepError {
  return new PrepError('laser-file-invalid', reason, [source.name, `byte ${at}`]);
}
