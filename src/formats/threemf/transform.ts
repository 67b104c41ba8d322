/** Transforms of 3MF (ST_Matrix3D): 3 x 4 numbers for row vectors. */
import { decimalFromBytes } from '../xml/decimal-bytes.ts';
import { attributeAt, attributeText, type XmlTag } from '../xml/xml-tag.ts';
import type { PartTransform } from './part-builder.ts';

/** Twelve numbers, row vectors: x' = x m0 + y m3 + z m6 + m9. */
export type Matrix = readonly number[];

/** Returns the transform of a tag: twelve numbers m00 m01 m02 m10 ... m32; the slice extension asks for the plane to be kept in so many characters. */
export function transformOf(tag: XmlTag): PartTransform | null {
  const at = attributeAt(tag, 'transform');
  if (at < 0) return null;
  const words = attributeText(tag, at).trim().split(/\s+/);
  const numbers = words.map((word) => {
    const bytes = new TextEncoder().encode(word);
    return decimalFromBytes(bytes, 0, bytes.length, '3mf');
  });
  if (words.length !== 12 || !numbers.every((value) => Number.isFinite(value)))
    throw tag.fault('has a transform that is not 12 numbers');
  if (determinant(numbers) === 0) throw tag.fault('has a singular transform, which would flatten the part');
  const planar = [2, 5, 6, 7].every((i) => /^0(?:\.0*)?$/.test(words[i] ?? '')) && /^1(?:\.0*)?$/.test(words[8] ?? '');
  return { numbers, planar };
}

/** Returns one transform for two: first the inner transform, then the outer one. */
export function compose(inner: Matrix | null, outer: Matrix | null): Matrix | null {
  if (inner === null || outer === null) return inner ?? outer;
  const product: number[] = [];
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 3; column++) {
      let sum = row === 3 ? (outer[9 + column] ?? 0) : 0;
      for (let k = 0; k < 3; k++) sum += (inner[3 * row + k] ?? 0) * (outer[3 * k + column] ?? 0);
      product.push(sum);
    }
  }
  return product;
}

/** Returns one coordinate (axis 0, 1, 2) of a transformed point. */
export function transformed(m: Matrix, axis: number, x: number, y: number, z: number): number {
  return x * (m[axis] ?? 0) + y * (m[3 + axis] ?? 0) + z * (m[6 + axis] ?? 0) + (m[9 + axis] ?? 0);
}

/** How far, relative to its square, a transform may be from a similarity: numbers rounded to four decimals pass. */
const SIMILARITY_TOLERANCE = 1e-4;

/** Returns the factor by which a transform scales all lengths alike, or null where it stretches or shears. */
export function similarityScale(m: Matrix): number | null {
  const at = (i: number) => m[i] ?? 0;
  const dot = (a: number, b: number) => at(a) * at(b) + at(a + 1) * at(b + 1) + at(a + 2) * at(b + 2);
  const square = (dot(0, 0) + dot(3, 3) + dot(6, 6)) / 3;
  const limit = SIMILARITY_TOLERANCE * square;
  for (const row of [0, 3, 6]) if (!(Math.abs(dot(row, row) - square) <= limit)) return null;
  for (const [a, b] of [
    [0, 3],
    [3, 6],
    [6, 0],
  ] as const)
    if (!(Math.abs(dot(a, b)) <= limit)) return null;
  return Math.sqrt(square);
}

/** Returns the determinant of the turning and scaling part; below 0 it mirrors, and triangles must change their sense. */
export function determinant(m: Matrix): number {
  const at = (i: number) => m[i] ?? 0;
  return (
    at(0) * (at(4) * at(8) - at(5) * at(7)) -
    at(1) * (at(3) * at(8) - at(5) * at(6)) +
    at(2) * (at(3) * at(7) - at(4) * at(6))
  );
}
