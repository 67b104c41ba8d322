/** Reads a vector block: the points that it exposes and the keys of what they belong to. */
import {
  type CoordinateList,
  type Field,
  faultAt,
  faultIn,
  type Message,
  readCoordinates,
  readInner,
  readInt,
  readLong,
  readMessage,
  skipField,
} from './decode-message.ts';
import { BLOCK, BLOCK_META, POINTS } from './open-vector-file.ts';

/** What a vector block says; its kind is null where it exposes nothing. */
export interface VectorBlock {
  readonly kind: 'line' | 'hatch' | null;
  readonly values: Float64Array;
  readonly paramsKey: number;
  readonly laser: number | null;
  /** Null where there is no meta data, which holds it. */
  readonly partKey: number | null;
}

/** Kinds of vectors that `LaserFile` has no words for. */
const UNREAD: ReadonlyMap<number, string> = new Map([
  [3, 'points'],
  [4, 'arcs'],
  [5, 'ellipses'],
  [6, 'lines in space'],
  [7, 'hatches in space'],
  [8, 'points in space'],
  [9, 'arcs in space'],
  [11, 'lines along which a parameter changes'],
  [12, 'hatches along which a parameter changes'],
]);
/** Meta data of the process: part of the area, skin, kind of structure. */
const PASSED: ReadonlySet<number> = new Set([BLOCK.lpbfMetaData, 102, 103]);
/** Lengths, patch, contour, bounds and colour of a block. */
const PASSED_META: ReadonlySet<number> = new Set([1, 2, 4, 5, 6, 7]);

/** Reads a vector block. */
export function readVectorBlock(message: Message): VectorBlock {
  const list: CoordinateList = { values: new Float64Array(0), length: 0 };
  const block: { -readonly [K in keyof VectorBlock]: VectorBlock[K] } = {
    kind: null,
    values: list.values,
    paramsKey: 0,
    laser: null,
    partKey: null,
  };
  let isPause = false;
  readMessage(message, (field) => {
    const kind = kindOf(field);
    if (kind !== null) {
      if (isPause || (block.kind !== null && block.kind !== kind))
        throw faultIn(field, 'holds more than one kind of vectors');
      block.kind = kind;
      readPoints(readInner(field, 'a list of points'), list);
    } else if (field.number === BLOCK.exposurePause) {
      if (block.kind !== null) throw faultIn(field, 'holds vectors and a pause');
      isPause = skipField(field);
    } else if (field.number === BLOCK.markingParamsKey) block.paramsKey = readInt(field);
    else if (field.number === BLOCK.laserIndex) block.laser = readInt(field);
    else if (field.number === BLOCK.metaData)
      block.partKey = readPartKey(readInner(field, 'the meta data of a vector block'));
    else if (field.number === BLOCK.repeats) noteRepeats(field);
    else if (PASSED.has(field.number)) skipField(field);
    else return false;
    return true;
  });
  block.values = list.values.length === list.length ? list.values : list.values.slice(0, list.length);
  if (isPause) message.notes.add('pause', 'pauses of exposure are not kept');
  else if (!holdsVectors(block, message)) block.kind = null;
  return block;
}

function kindOf(field: Field): 'line' | 'hatch' | null {
  if (field.number === BLOCK.lineSequence) return 'line';
  if (field.number === BLOCK.hatches) return 'hatch';
  const unread = UNREAD.get(field.number);
  if (unread !== undefined) throw faultIn(field, `exposes ${unread}, which are not read`);
  return null;
}

function readPoints(message: Message, list: CoordinateList): void {
  readMessage(message, (field) => {
    if (field.number !== POINTS) return false;
    readCoordinates(field, list);
    return true;
  });
}

function readPartKey(message: Message): number {
  let key = 0;
  readMessage(message, (field) => {
    if (field.number === BLOCK_META.partKey) key = readInt(field);
    else if (PASSED_META.has(field.number)) skipField(field);
    else return false;
    return true;
  });
  return key;
}

function noteRepeats(field: Field): void {
  const repeats = readLong(field);
  if (repeats !== 0)
    field.message.notes.add('repeats', `a vector block is run ${repeats} times more; it is handed out once`);
}

/** Checks that coordinates make whole lines; false for a block that exposes nothing. */
function holdsVectors({ kind, values: { length } }: VectorBlock, message: Message): boolean {
  if (length % (kind === 'hatch' ? 4 : 2) !== 0) {
    throw faultAt(
      message,
      message.offset,
      `${length} coordinates are no whole ${kind === 'hatch' ? 'hatches' : 'points'}`,
    );
  }
  if (length < 4)
    message.notes.add('empty', 'vector blocks of less than two points expose nothing and were passed over');
  return length >= 4;
}
