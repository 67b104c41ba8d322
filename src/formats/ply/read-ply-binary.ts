/** Reads the body of a binary PLY file. */
import { PrepError } from '../../core/prep-error.ts';
import { pushInt } from '../../geometry/growable.ts';
import { MOST_CORNERS } from '../../geometry/triangulate-polygon.ts';
import { type FaceList, faceList } from '../face-list.ts';
import { CORNERS, IGNORED, type PlyBody, rolesOf } from './read-ply-elements.ts';
import { BYTES_OF, type PlyElement, type PlyHeader, type PlyScalar } from './read-ply-header.ts';

/** Where in the body the reader stands. */
interface Cursor {
  readonly view: DataView;
  readonly fileName: string;
  readonly little: boolean;
  readonly vertices: number;
  at: number;
}

/** A property as the inner loop needs it. */
interface Step {
  readonly role: number;
  readonly type: PlyScalar;
  readonly bytes: number;
  readonly countType: PlyScalar | null;
  readonly countBytes: number;
}

/** Returns vertices and faces; zeros or blanks after the last element are padding, other bytes are refused. */
export function readBinaryPly(bytes: Uint8Array, fileName: string, header: PlyHeader, vertices: number): PlyBody {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = header.form === 'binary_little_endian';
  const cursor: Cursor = { view, fileName, little, vertices, at: header.bodyAt };
  const least = header.elements.reduce((sum, element) => sum + element.count * leastBytes(element), 0);
  const left = bytes.length - header.bodyAt;
  if (least > left) {
    const reason = `truncated: header says at least ${least} bytes, file has ${left} after it`;
    throw new PrepError('ply-invalid', reason, [fileName, `byte ${bytes.length}`]);
  }
  let positions: Float64Array = new Float64Array(0);
  const faces = faceList();
  for (const element of header.elements) {
    const steps = stepsOf(element);
    if (element.name === 'vertex') positions = readVertices(cursor, element, steps);
    else if (element.name === 'face') readFaces(cursor, element, steps, faces);
    else passElement(cursor, element, steps);
  }
  for (let at = cursor.at; at < bytes.length; at++) {
    if (bytes[at] === 0 || (bytes[at]! >= 9 && bytes[at]! <= 13) || bytes[at] === 32) continue;
    const reason = `has ${bytes.length - cursor.at} bytes after its last element, and they are not padding`;
    throw new PrepError('ply-invalid', reason, [fileName, `byte ${at}`]);
  }
  return { positions, faces };
}

/** Bytes of an element whose lists are all empty. */
function leastBytes({ properties }: PlyElement): number {
  return properties.reduce((sum, { type, countType }) => sum + BYTES_OF[countType ?? type], 0);
}

function stepsOf(element: PlyElement): Step[] {
  const roles = rolesOf(element);
  return element.properties.map(({ type, countType }, i) => ({
    role: roles[i]!,
    type,
    bytes: BYTES_OF[type],
    countType,
    countBytes: countType === null ? 0 : BYTES_OF[countType],
  }));
}

function readVertices(cursor: Cursor, element: PlyElement, steps: readonly Step[]): Float64Array {
  const positions = new Float64Array(3 * element.count);
  for (let vertex = 0; vertex < element.count; vertex++) {
    for (const step of steps) {
      if (step.role === IGNORED) {
        passStep(cursor, element, vertex, step);
        continue;
      }
      const from = cursor.at;
      const value = readScalar(cursor, element, vertex, step.type, step.bytes);
      if (!Number.isFinite(value)) {
        throw fault(cursor, `vertex ${vertex} has the coordinate ${value}, must be a finite number`, from);
      }
      positions[3 * vertex + step.role] = value;
    }
  }
  return positions;
}

function readFaces(cursor: Cursor, element: PlyElement, steps: readonly Step[], faces: FaceList): void {
  for (let face = 0; face < element.count; face++) {
    for (const step of steps) {
      if (step.role === CORNERS) readCorners(cursor, element, face, step, faces);
      else passStep(cursor, element, face, step);
    }
  }
}

function readCorners(cursor: Cursor, element: PlyElement, face: number, step: Step, faces: FaceList): void {
  const from = cursor.at;
  const corners = readScalar(cursor, element, face, step.countType!, step.countBytes);
  if (corners < 3) throw fault(cursor, `face ${face} must have at least three corners, has ${corners}`, from);
  if (corners > MOST_CORNERS) {
    throw fault(cursor, `face ${face} may have at most ${MOST_CORNERS} corners, has ${corners}`, from);
  }
  for (let i = 0; i < corners; i++) {
    const corner = readScalar(cursor, element, face, step.type, step.bytes);
    if (corner < 0 || corner >= cursor.vertices) {
      const reason = `face ${face} has the corner ${corner}, not one of the ${cursor.vertices} vertices, which count from 0`;
      throw fault(cursor, reason, cursor.at - step.bytes);
    }
    pushInt(faces.corners, corner);
  }
  pushInt(faces.ends, faces.corners.length);
}

/** Passes over all of an element, in one step where it has no lists. */
function passElement(cursor: Cursor, element: PlyElement, steps: readonly Step[]): void {
  if (steps.every(({ countType }) => countType === null)) {
    const bytes = element.count * leastBytes(element);
    if (bytes > cursor.view.byteLength - cursor.at) throw truncated(cursor, element, 0);
    cursor.at += bytes;
    return;
  }
  for (let i = 0; i < element.count; i++) {
    for (const step of steps) passStep(cursor, element, i, step);
  }
}

function passStep(cursor: Cursor, element: PlyElement, index: number, step: Step): void {
  let count = 1;
  if (step.countType !== null) {
    const from = cursor.at;
    count = readScalar(cursor, element, index, step.countType, step.countBytes);
    if (count < 0) throw fault(cursor, `${element.name} ${index} has a list of the length ${count}`, from);
  }
  if (count * step.bytes > cursor.view.byteLength - cursor.at) throw truncated(cursor, element, index);
  cursor.at += count * step.bytes;
}

function readScalar(cursor: Cursor, element: PlyElement, index: number, type: PlyScalar, bytes: number): number {
  const { view, little, at } = cursor;
  if (at + bytes > view.byteLength) throw truncated(cursor, element, index);
  cursor.at = at + bytes;
  switch (type) {
    case 'float32':
      return view.getFloat32(at, little);
    case 'int32':
      return view.getInt32(at, little);
    case 'uint8':
      return view.getUint8(at);
    case 'uint32':
      return view.getUint32(at, little);
    case 'float64':
      return view.getFloat64(at, little);
    case 'int8':
      return view.getInt8(at);
    case 'int16':
      return view.getInt16(at, little);
    case 'uint16':
      return view.getUint16(at, little);
  }
}

function truncated(cursor: Cursor, { name, count }: PlyElement, index: number): PrepError {
  const kind = name.replace(/[^!-~]/g, '?').slice(0, 40);
  return fault(cursor, `truncated: ends within ${kind} ${index} of ${count}`, cursor.view.byteLength);
}

function fault({ fileName }: Cursor, reason: string, at: number): PrepError {
  return new PrepError('ply-invalid', reason, [fileName, `byte ${at}`]);
}
