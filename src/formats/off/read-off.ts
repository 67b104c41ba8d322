/**
 * Reads OFF (Geomview) as vertices and triangles: ASCII, one vertex and one face a line. OFF has no unit; what the numbers mean
 * is decided by the caller.
 */
import { PrepError } from '../../core/prep-error.ts';
import { pushInt } from '../../geometry/growable.ts';
import { MOST_CORNERS } from '../../geometry/triangulate-polygon.ts';
import { type FaceList, faceList, meshOfFaces } from '../face-list.ts';
import {
  isWord,
  type LineTokens,
  lineTokens,
  nextToken,
  quoted,
  readCoordinate,
  textFault,
  toContent,
  wholeNumber,
} from '../line-tokens.ts';
import type { ReadMesh } from '../read-mesh.ts';

/** OFF with texture (ST), colours (C), normals (N) of vertices; digits right behind it are the first count. */
const HEADER = /^(?:ST)?C?N?OFF(?=\d*$)/;
/** Bytes of the shortest lines, `0 0 0` and `3 0 1 2` with their ends. */
const VERTEX_BYTES = 6;
const FACE_BYTES = 8;

/**
 * Returns the mesh of an OFF file with bit-equal vertices welded. Normals, colours and texture of vertices and faces are not
 * read. Refused: binary OFF, points of other than three dimensions, no face, NaN or infinite coordinates, faces of fewer
 * than three corners, corners without a vertex, more or fewer lines than the header says.
 */
export function readOff(bytes: Uint8Array, fileName: string): ReadMesh {
  if (bytes.length === 0) throw new PrepError('off-invalid', 'is empty: 0 bytes', [fileName]);
  const tokens = lineTokens(bytes, fileName, { code: 'off-invalid', comment: '#' });
  takeHeader(tokens);
  const { vertices, faces } = readCounts(tokens);
  const positions = new Float64Array(3 * vertices);
  for (let vertex = 0; vertex < vertices; vertex++) {
    if (!toContent(tokens)) throw textFault(tokens, `truncated: ends after ${vertex} of ${vertices} vertices`);
    for (let axis = 0; axis < 3; axis++) positions[3 * vertex + axis] = readCoordinate(tokens);
    passRest(tokens);
  }
  const list = faceList();
  for (let face = 0; face < faces; face++) {
    if (!toContent(tokens)) throw textFault(tokens, `truncated: ends after ${face} of ${faces} faces`);
    readFace(tokens, vertices, list);
  }
  if (toContent(tokens)) {
    nextToken(tokens);
    throw textFault(tokens, `${quoted(tokens)} stands after all ${vertices} vertices and ${faces} faces of the header`);
  }
  return { mesh: meshOfFaces(positions, list), leftOut: [] };
}

/** Takes the first word; the counts may follow at once, in its line or in the next. */
function takeHeader(tokens: LineTokens): void {
  if (!toContent(tokens)) throw textFault(tokens, 'is no OFF file: it holds no word');
  nextToken(tokens);
  const text = quoted(tokens).slice(1, -1);
  const keyword = HEADER.exec(text)?.[0];
  if (keyword === undefined) {
    const reason = /^(?:ST)?C?N?(?:4n?|n)OFF$/.test(text)
      ? `holds points of other than three dimensions, which are not read: "${text}"`
      : `must begin with OFF, COFF, NOFF or STOFF, got ${quoted(tokens)}`;
    throw textFault(tokens, reason);
  }
  tokens.to = tokens.from + keyword.length;
}

function readCounts(tokens: LineTokens): { readonly vertices: number; readonly faces: number } {
  if (!toContent(tokens)) throw textFault(tokens, 'truncated: ends before the counts of vertices and faces');
  const counts: number[] = [];
  while (nextToken(tokens)) {
    if (isWord(tokens, 'BINARY')) throw textFault(tokens, 'is a binary OFF, which is not read; write it as text');
    const count = wholeNumber(tokens);
    if (count < 0 || counts.length === 3) {
      throw textFault(tokens, `must have three whole numbers here (vertices, faces, edges), got ${quoted(tokens)}`);
    }
    counts.push(count);
  }
  const [vertices = 0, faces = 0, edges] = counts;
  if (edges === undefined) {
    throw textFault(tokens, `must have three whole numbers here (vertices, faces, edges), got ${counts.length}`);
  }
  const left = tokens.bytes.length - tokens.to;
  if (VERTEX_BYTES * vertices + FACE_BYTES * faces > left) {
    const claim = `header says ${vertices} vertices and ${faces} faces`;
    throw textFault(tokens, `truncated: ${claim}, more than the ${left} bytes after it can hold`);
  }
  if (faces === 0) throw textFault(tokens, 'has no triangle: its header says 0 faces');
  return { vertices, faces };
}

function readFace(tokens: LineTokens, vertices: number, list: FaceList): void {
  nextToken(tokens);
  const corners = wholeNumber(tokens);
  if (corners < 0) throw textFault(tokens, `a face must begin with its number of corners, got ${quoted(tokens)}`);
  if (corners < 3) throw textFault(tokens, `a face must have at least three corners, got ${corners}`);
  if (corners > MOST_CORNERS) {
    throw textFault(tokens, `a face may have at most ${MOST_CORNERS} corners, got ${corners}`);
  }
  for (let i = 0; i < corners; i++) {
    if (!nextToken(tokens)) throw textFault(tokens, `a face of ${corners} corners names only ${i}`);
    const corner = wholeNumber(tokens);
    if (corner < 0 || corner >= vertices) {
      throw textFault(tokens, `corner ${quoted(tokens)} is not one of the ${vertices} vertices, which count from 0`);
    }
    pushInt(list.corners, corner);
  }
  pushInt(list.ends, list.corners.length);
  passRest(tokens);
}

/** Passes over normals and colours. */
function passRest(tokens: LineTokens): void {
  while (nextToken(tokens));
}
