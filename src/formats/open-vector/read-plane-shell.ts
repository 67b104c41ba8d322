/** Reads the shell of a work plane: its height, and that nothing moves its coordinates. */
import {
  type Field,
  faultIn,
  type Message,
  readEntry,
  readFloat,
  readInner,
  readInt,
  readLong,
  readMessage,
  skipField,
} from './decode-message.ts';
import { PATCH, PLANE, PLANE_META } from './open-vector-file.ts';

/** What the shell of a work plane says. */
export interface PlaneShell {
  readonly zMm: number;
  readonly number: number;
  readonly blockCount: number;
}

/** Fields that move or turn a work plane, in words. */
const MOVED: ReadonlyMap<number, string> = new Map([
  [PLANE.xMm, 'moved along x'],
  [PLANE.yMm, 'moved along y'],
  [PLANE.xDeg, 'turned about x'],
  [PLANE.yDeg, 'turned about y'],
  [PLANE.zDeg, 'turned about z'],
]);
/** Lengths, powers and the list of contours, which point at vector blocks. */
const PASSED_META: ReadonlySet<number> = new Set([1, 2, 4, 5, 6, PLANE_META.bounds]);
/** Outline and layer of a patch. */
const PASSED_PATCH: ReadonlySet<number> = new Set([1, PATCH.layerId]);

/** Reads the shell of a work plane; one that moves its coordinates in ways that depend on the machine is refused. */
export function readPlaneShell(message: Message): PlaneShell {
  let zMm = 0;
  let number = 0;
  let blockCount = 0;
  readMessage(message, (field) => {
    const moved = MOVED.get(field.number);
    if (moved !== undefined) refuseUnlessZero(field, `is ${moved}`);
    else if (field.number === PLANE.zMm) zMm = readFloat(field);
    else if (field.number === PLANE.number) number = readInt(field);
    else if (field.number === PLANE.blockCount) blockCount = readInt(field);
    else if (field.number === PLANE.metaData) readPlaneMeta(readInner(field, 'the meta data of a work plane'));
    else if (field.number === PLANE.repeats) noteRepeats(field);
    else if (field.number === PLANE.machineType || field.number === PLANE.axisPositions) noteAxes(field);
    else if (field.number === PLANE.blocks) throw faultIn(field, 'holds a vector block, which belongs before it');
    else return false;
    return true;
  });
  return { zMm, number, blockCount };
}

function readPlaneMeta(message: Message): void {
  readMessage(message, (field) => {
    if (PASSED_META.has(field.number)) return skipField(field);
    if (field.number !== PLANE_META.patches) return false;
    readMessage(readEntry(field, 'a patch').value, (part) => {
      if (part.number === PATCH.u || part.number === PATCH.v) refuseUnlessZero(part, 'moves its coordinates');
      else if (PASSED_PATCH.has(part.number)) skipField(part);
      else return false;
      return true;
    });
    return true;
  });
}

function refuseUnlessZero(field: Field, what: string): void {
  const value = readFloat(field);
  if (value !== 0) throw faultIn(field, `${what} by ${value}, which is not read`);
}

function noteRepeats(field: Field): void {
  const repeats = readLong(field);
  if (repeats !== 0)
    field.message.notes.add('plane repeats', `a work plane is run ${repeats} times more; it is handed out once`);
}

function noteAxes(field: Field): void {
  skipField(field);
  field.message.notes.add('axes', 'positions of further axes of a machine are not kept');
}
