/**
 * Reads Wavefront OBJ as vertices and triangles: `v` and `f` (the older `fo` too), faces of any number of corners. OBJ has no
 * unit; what the numbers mean is decided by the caller.
 */
import { PrepError } from '../../core/prep-error.ts';
import { type GrowableFloats, growableFloats, pushFloat, pushInt } from '../../geometry/growable.ts';
import { MOST_CORNERS } from '../../geometry/triangulate-polygon.ts';
import { type FaceList, faceList, meshOfFaces } from '../face-list.ts';
import {
  isWord,
  type LineTokens,
  lineTokens,
  nextLine,
  nextToken,
  quoted,
  readCoordinate,
  textFault,
} from '../line-tokens.ts';
import type { ReadMesh } from '../read-mesh.ts';
import { NOT_SHAPE, OTHER_SHAPE } from './obj-statements.ts';

const BACKSLASH = 92;
const CR = 13;
const LF = 10;
const SLASH = 47;
const MINUS = 45;
const LATIN = new TextDecoder('latin1');
/** Numbers of a vertex after x, y, z: a weight, or three of a colour, or four. */
const MOST_EXTRAS = 4;

/** What was read so far. */
interface Gathered {
  readonly tokens: LineTokens;
  readonly positions: GrowableFloats;
  readonly faces: FaceList;
  /** How often each shape stands in the file that a mesh cannot hold, by its names. */
  readonly otherShapes: Map<readonly [string, string], number>;
  unknown: number;
  /** The first unknown statement and its line. */
  firstUnknown: string;
  /** The highest vertex that a face asked for before it was defined, from 0, and where. */
  highest: number;
  highestLine: number;
}

/**
 * Returns the mesh of an OBJ file with bit-equal vertices welded; several objects and groups become one mesh. Normals,
 * textures, colours, materials and groups are not read. Refused: no face, NaN or infinite coordinates, faces of fewer than
 * three corners, corners without a vertex. OBJ does not say where it ends, so a file cut between lines cannot be told.
 */
export function readObj(bytes: Uint8Array, fileName: string): ReadMesh {
  if (bytes.length === 0) throw new PrepError('obj-invalid', 'is empty: 0 bytes', [fileName]);
  if (bytes.subarray(0, 1024).includes(0)) throw new PrepError('obj-invalid', 'is no text, so no OBJ', [fileName]);
  const tokens = lineTokens(bytes, fileName, { code: 'obj-invalid', comment: '#', continues: true });
  const gathered: Gathered = {
    tokens,
    positions: growableFloats(4096),
    faces: faceList(),
    otherShapes: new Map(),
    unknown: 0,
    firstUnknown: '',
    highest: -1,
    highestLine: 0,
  };
  do {
    if (nextToken(tokens)) readStatement(gathered);
  } while (nextStatement(tokens));
  const { positions, faces, highest, unknown, firstUnknown } = gathered;
  if (highest >= positions.length / 3) {
    tokens.line = gathered.highestLine;
    throw textFault(tokens, `corner ${highest + 1} is not one of the ${positions.length / 3} vertices`);
  }
  const strange = `${unknown} ${unknown === 1 ? 'statement that is' : 'statements that are'} not known`;
  if (faces.ends.length === 0) {
    const hint = unknown > 0 ? `; it holds ${strange}, first ${firstUnknown}` : '';
    throw new PrepError('obj-invalid', `has no triangle${hint}`, [fileName]);
  }
  const leftOut = [...gathered.otherShapes].map(
    ([[one, many], count]) => `the file holds ${count} ${count === 1 ? one : many}`,
  );
  if (unknown > 0) leftOut.push(`the file holds ${strange}, first ${firstUnknown}`);
  return { mesh: meshOfFaces(positions.values.subarray(0, positions.length), faces), leftOut };
}

/** Reads the statement whose word is the current one. */
function readStatement(gathered: Gathered): void {
  const { tokens } = gathered;
  if (isWord(tokens, 'v')) readVertex(gathered);
  else if (isWord(tokens, 'f') || isWord(tokens, 'fo')) readFace(gathered);
  else if (!isWord(tokens, 'vn') && !isWord(tokens, 'vt')) noteStatement(gathered);
}

function readVertex({ tokens, positions }: Gathered): void {
  for (let axis = 0; axis < 3; axis++) pushFloat(positions, readCoordinate(tokens));
  let extras = 0;
  while (nextToken(tokens)) extras++;
  if (extras > MOST_EXTRAS) {
    throw textFault(tokens, `a vertex has at most ${3 + MOST_EXTRAS} numbers, got ${3 + extras}`);
  }
}

function readFace(gathered: Gathered): void {
  const { tokens, positions, faces } = gathered;
  const vertices = positions.length / 3;
  let corners = 0;
  while (nextToken(tokens)) {
    const corner = readCorner(tokens, vertices);
    if (corner >= vertices && corner > gathered.highest) {
      gathered.highest = corner;
      gathered.highestLine = tokens.line;
    }
    pushInt(faces.corners, corner);
    corners++;
  }
  if (corners < 3) throw textFault(tokens, `a face must have at least three corners, got ${corners}`);
  if (corners > MOST_CORNERS) {
    throw textFault(tokens, `a face may have at most ${MOST_CORNERS} corners, got ${corners}`);
  }
  pushInt(faces.ends, faces.corners.length);
}

/**
 * Reads `v`, `v/vt`, `v//vn` or `v/vt/vn`, where a number may be missing after a slash, and returns the vertex from 0. Negative
 * ones count back from the last vertex so far; positive ones may point ahead, which is decided at the end of the file.
 */
function readCorner(tokens: LineTokens, vertices: number): number {
  const { bytes, from, to } = tokens;
  let at = from;
  const back = bytes[at] === MINUS;
  if (back) at++;
  const digitsFrom = at;
  let value = 0;
  for (; at < to && bytes[at]! >= 48 && bytes[at]! <= 57; at++)
    value = Math.min(value * 10 + (bytes[at]! - 48), 2 ** 31);
  if (at === digitsFrom || !isReferenceRest(bytes, at, to)) {
    throw textFault(tokens, `a corner must be a whole number, or up to three with slashes, got ${quoted(tokens)}`);
  }
  if (value === 0) throw textFault(tokens, 'a corner is 0, but vertices count from 1');
  if (back && value > vertices) {
    throw textFault(tokens, `corner ${quoted(tokens)} goes back before the first of ${vertices} vertices so far`);
  }
  if (value >= 2 ** 31) throw textFault(tokens, `corner ${quoted(tokens)} is larger than any file has`);
  return back ? vertices - value : value - 1;
}

/** True for nothing, or one or two slashes with a whole number after each, or nothing. */
function isReferenceRest(bytes: Uint8Array, from: number, to: number): boolean {
  let slashes = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === SLASH) slashes++;
    else if (byte === MINUS ? bytes[at - 1] !== SLASH : byte < 48 || byte > 57) return false;
  }
  return slashes <= 2;
}

/** Counts what a mesh cannot hold, and what is not known. */
function noteStatement(gathered: Gathered): void {
  const { tokens, otherShapes } = gathered;
  const word = LATIN.decode(tokens.bytes.subarray(tokens.from, Math.min(tokens.to, tokens.from + 40)));
  if (NOT_SHAPE.has(word)) return;
  const names = OTHER_SHAPE.get(word);
  if (names !== undefined) {
    otherShapes.set(names, (otherShapes.get(names) ?? 0) + 1);
    return;
  }
  if (gathered.unknown === 0) gathered.firstUnknown = `${quoted(tokens)} in line ${tokens.line}`;
  gathered.unknown++;
}

/**
 * Moves behind the rest of a statement, over lines that a backslash joins to it; false at the end of the file. A path that
 * ends in a backslash would take the next line with it, so a joined line that looks like shape is refused.
 */
function nextStatement(tokens: LineTokens): boolean {
  const { bytes } = tokens;
  for (;;) {
    const rest = tokens.to;
    if (!nextLine(tokens)) return false;
    const end = tokens.to - (bytes[tokens.to - 1] === LF && bytes[tokens.to - 2] === CR ? 2 : 1);
    if (end <= rest || bytes[rest] === tokens.comment || bytes[end - 1] !== BACKSLASH) return true;
    if (nextToken(tokens) && (isWord(tokens, 'v') || isWord(tokens, 'f'))) {
      throw textFault(
        tokens,
        `${quoted(tokens)} stands in a line that the backslash before it joins to another statement`,
      );
    }
    tokens.to = tokens.from;
  }
}
