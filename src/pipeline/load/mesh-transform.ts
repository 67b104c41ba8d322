/** Transforms of meshes: four rows of four numbers, row by row, the shift in the last column. */

import { determinant } from '../../core/affine.ts';
import type { Box3, TriangleMesh } from '../../core/mesh.ts';

/** Returns the mesh transformed; one that mirrors turns the triangles, so that they go on facing outward. */
export function transformedMesh({ positions, triangles }: TriangleMesh, transform: readonly number[]): TriangleMesh {
  const m = transform as readonly number[] & { readonly length: 16 };
  const moved = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    const x = positions[i]!;
    const y = positions[i + 1]!;
    const z = positions[i + 2]!;
    for (let row = 0; row < 3; row++) {
      moved[i + row] = m[4 * row]! * x + m[4 * row + 1]! * y + m[4 * row + 2]! * z + m[4 * row + 3]!;
    }
  }
  return { positions: moved, triangles: determinant(m) < 0 ? turnedTriangles(triangles) : triangles };
}

/** Returns a box around all that a transform takes into a box. The transform has an inverse. */
export function boxBefore(box: Box3, m: readonly number[]): Box3 {
  const [a, b, c, d, e, f, g, h, i] = [m[0]!, m[1]!, m[2]!, m[4]!, m[5]!, m[6]!, m[8]!, m[9]!, m[10]!];
  const det = determinant(m);
  const inverse = [
    [e * i - f * h, c * h - b * i, b * f - c * e],
    [f * g - d * i, a * i - c * g, c * d - a * f],
    [d * h - e * g, b * g - a * h, a * e - b * d],
  ];
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let corner = 0; corner < 8; corner++) {
    const at = [0, 1, 2].map((axis) => box[axis + ((corner >> axis) & 1 ? 3 : 0)]! - m[4 * axis + 3]!);
    for (let row = 0; row < 3; row++) {
      const value = (inverse[row]![0]! * at[0]! + inverse[row]![1]! * at[1]! + inverse[row]![2]! * at[2]!) / det;
      low[row] = Math.min(low[row]!, value);
      high[row] = Math.max(high[row]!, value);
    }
  }
  return [...low, ...high] as unknown as Box3;
}

/** Returns the triangles with every one turned over. */
export function turnedTriangles(triangles: Uint32Array): Uint32Array {
  const out = triangles.slice();
  for (let t = 0; t < out.length; t += 3) {
    out[t + 1] = triangles[t + 2]!;
    out[t + 2] = triangles[t + 1]!;
  }
  return out;
}
