/** Gets rid of triangles whose three corners lie on a line. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { heightMm } from './least-height.ts';

/** A flip may leave the next triangle flat; where corners lie on one line in a row this often is enough. */
const ROUNDS = 8;

/**
 * Turns the longest side of each triangle lower than `leastMm` to the other diagonal of the two triangles at it, where that
 * makes both higher. The corner in the middle of the side then divides the neighbour, so the surface moves by the height that
 * the triangle had. A mesh without such triangles is returned as it is.
 */
export function flipFlat(mesh: TriangleMesh, leastMm: number): TriangleMesh {
  const triangles = mesh.triangles.slice();
  const isFlat = (t: number) => heightMm(mesh.positions, triangles, t) < leastMm;
  let flat = startsOf(triangles).filter(isFlat);
  if (flat.length === 0) return mesh;
  const sides = sidesByEnds(triangles);
  for (let round = 0; round < ROUNDS && flat.length > 0; round++) {
    const touched = new Set<number>();
    for (const t of flat) {
      if (!isFlat(t)) continue;
      const other = flip(mesh.positions, triangles, sides, t);
      if (other !== null) touched.add(t).add(other);
    }
    flat = [...touched].filter(isFlat);
  }
  return { positions: mesh.positions, triangles };
}

function startsOf(triangles: Uint32Array): number[] {
  return Array.from({ length: triangles.length / 3 }, (_, i) => 3 * i);
}

/** Triangles by their directed sides; a number holds two vertices up to 2^26. */
type Sides = Map<number, number>;

const keyOf = (from: number, to: number): number => from * 0x4000000 + to;

function sidesByEnds(triangles: Uint32Array): Sides {
  const sides: Sides = new Map();
  for (let t = 0; t < triangles.length; t += 3) setSides(sides, triangles, t);
  return sides;
}

function setSides(sides: Sides, triangles: Uint32Array, t: number): void {
  for (let k = 0; k < 3; k++) sides.set(keyOf(triangles[t + k]!, triangles[t + ((k + 1) % 3)]!), t);
}

/** Flips the longest side of a triangle; returns the neighbour that it was flipped with, or null where it stays. */
function flip(positions: Float64Array, triangles: Uint32Array, sides: Sides, t: number): number | null {
  const k = longestSide(positions, triangles, t);
  const a = triangles[t + k]!;
  const b = triangles[t + ((k + 1) % 3)]!;
  const c = triangles[t + ((k + 2) % 3)]!;
  const other = sides.get(keyOf(b, a));
  if (other === undefined) return null;
  const d = [0, 1, 2].map((i) => triangles[other + i]!).find((vertex) => vertex !== a && vertex !== b);
  if (d === undefined || d === c || sides.has(keyOf(c, d)) || sides.has(keyOf(d, c))) return null;
  const pair = Uint32Array.of(a, d, c, d, b, c);
  const before = Math.min(heightMm(positions, triangles, t), heightMm(positions, triangles, other));
  if (Math.min(heightMm(positions, pair, 0), heightMm(positions, pair, 3)) <= before) return null;
  sides.delete(keyOf(a, b));
  sides.delete(keyOf(b, a));
  triangles.set(pair.subarray(0, 3), t);
  triangles.set(pair.subarray(3), other);
  setSides(sides, triangles, t);
  setSides(sides, triangles, other);
  return other;
}

function longestSide(positions: Float64Array, triangles: Uint32Array, t: number): number {
  const lengths = [0, 1, 2].map((k) => {
    const p = 3 * triangles[t + k]!;
    const q = 3 * triangles[t + ((k + 1) % 3)]!;
    return [0, 1, 2].reduce((sum, axis) => sum + (positions[p + axis]! - positions[q + axis]!) ** 2, 0);
  });
  return lengths.indexOf(Math.max(...lengths));
}
