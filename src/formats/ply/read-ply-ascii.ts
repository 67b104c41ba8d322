/** Reads the body of an ASCII PLY file: one element a line. */
import { PrepError } from '../../core/prep-error.ts';
import { pushInt } from '../../geometry/growable.ts';
import { MOST_CORNERS } from '../../geometry/triangulate-polygon.ts';
import { type FaceList, faceList } from '../face-list.ts';
import {
  type LineTokens,
  lineTokens,
  nextToken,
  quoted,
  readCoordinate,
  textFault,
  toContent,
  wholeNumber,
} from '../line-tokens.ts';
import { CORNERS, IGNORED, type PlyBody, rolesOf } from './read-ply-elements.ts';
import type { PlyElement, PlyHeader } from './read-ply-header.ts';

/** Returns vertices and faces; a line with more or fewer words than its element has properties is refused. */
export function readAsciiPly(bytes: Uint8Array, fileName: string, header: PlyHeader, vertices: number): PlyBody {
  const tokens = lineTokens(bytes, fileName, { code: 'ply-invalid' });
  tokens.to = header.bodyAt;
  tokens.line = header.bodyLine;
  // A word has a byte and an end.
  const least = header.elements.reduce((sum, { count, properties }) => sum + 2 * count * properties.length, -1);
  const left = bytes.length - header.bodyAt;
  if (least > left) {
    const reason = `truncated: header says at least ${least} bytes, file has ${left} after it`;
    throw new PrepError('ply-invalid', reason, [fileName, `byte ${bytes.length}`]);
  }
  let positions = new Float64Array(0);
  const faces = faceList();
  for (const element of header.elements) {
    if (element.name === 'vertex') positions = new Float64Array(3 * element.count);
    if (element.properties.length > 0) readElement(tokens, element, vertices, positions, faces);
  }
  if (toContent(tokens)) {
    nextToken(tokens);
    throw textFault(tokens, `${quoted(tokens)} stands after the last element of the header`);
  }
  return { positions, faces };
}

function readElement(
  tokens: LineTokens,
  element: PlyElement,
  vertices: number,
  positions: Float64Array,
  faces: FaceList,
): void {
  const { name, count, properties } = element;
  const roles = rolesOf(element);
  for (let index = 0; index < count; index++) {
    if (!toContent(tokens)) throw textFault(tokens, `truncated: ends after ${index} of ${count} times ${kind(name)}`);
    for (let p = 0; p < roles.length; p++) {
      const role = roles[p]!;
      if (role === CORNERS) readCorners(tokens, vertices, faces);
      else if (role !== IGNORED) positions[3 * index + role] = readCoordinate(tokens);
      else if (properties[p]!.countType === null) take(tokens, properties[p]!.name);
      else {
        take(tokens, properties[p]!.name);
        const length = wholeNumber(tokens);
        if (length < 0) throw textFault(tokens, `a list must begin with its length, got ${quoted(tokens)}`);
        for (let i = 0; i < length; i++) take(tokens, properties[p]!.name);
      }
    }
    if (nextToken(tokens)) throw textFault(tokens, `${quoted(tokens)} stands after all properties of ${kind(name)}`);
  }
}

function readCorners(tokens: LineTokens, vertices: number, faces: FaceList): void {
  take(tokens, 'corners');
  const corners = wholeNumber(tokens);
  if (corners < 0) throw textFault(tokens, `a face must begin with its number of corners, got ${quoted(tokens)}`);
  if (corners < 3) throw textFault(tokens, `a face must have at least three corners, got ${corners}`);
  if (corners > MOST_CORNERS) {
    throw textFault(tokens, `a face may have at most ${MOST_CORNERS} corners, got ${corners}`);
  }
  for (let i = 0; i < corners; i++) {
    take(tokens, 'corners');
    const corner = wholeNumber(tokens);
    if (corner < 0 || corner >= vertices) {
      throw textFault(tokens, `corner ${quoted(tokens)} is not one of the ${vertices} vertices, which count from 0`);
    }
    pushInt(faces.corners, corner);
  }
  pushInt(faces.ends, faces.corners.length);
}

/** Moves to the next word of the line, which must be there. */
function take(tokens: LineTokens, property: string): void {
  if (!nextToken(tokens)) throw textFault(tokens, `the line ends where a value of ${kind(property)} must stand`);
}

/** A name of the header for a message. */
function kind(name: string): string {
  return `"${name.replace(/[^!-~]/g, '?').slice(0, 40)}"`;
}
