/** Simple solids for tests. */
import type { TriangleMesh } from '../../src/core/mesh.ts';

/** A mesh from points and triangles. */
export function meshOf(
  points: readonly (readonly number[])[],
  triangles: readonly (readonly number[])[],
): TriangleMesh {
  return { positions: Float64Array.from(points.flat()), triangles: Uint32Array.from(triangles.flat()) };
}

/** A box with outward triangles. */
export function boxMesh(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): TriangleMesh {
  return meshOf(
    [
      [x0, y0, z0],
      [x1, y0, z0],
      [x1, y1, z0],
      [x0, y1, z0],
      [x0, y0, z1],
      [x1, y0, z1],
      [x1, y1, z1],
      [x0, y1, z1],
    ],
    [
      [0, 2, 1],
      [0, 3, 2],
      [4, 5, 6],
      [4, 6, 7],
      [0, 1, 5],
      [0, 5, 4],
      [1, 2, 6],
      [1, 6, 5],
      [2, 3, 7],
      [2, 7, 6],
      [3, 0, 4],
      [3, 4, 7],
    ],
  );
}

/** An octahedron with corners at distance r on the axes. */
export function octahedronMesh(r: number): TriangleMesh {
  return meshOf(
    [
      [r, 0, 0],
      [0, r, 0],
      [-r, 0, 0],
      [0, -r, 0],
      [0, 0, r],
      [0, 0, -r],
    ],
    [
      [0, 1, 4],
      [1, 2, 4],
      [2, 3, 4],
      [3, 0, 4],
      [1, 0, 5],
      [2, 1, 5],
      [3, 2, 5],
      [0, 3, 5],
    ],
  );
}

/** A sphere of `rings` times `2 rings` quadrilaterals with its corners on radius r. */
export function sphereMesh(r: number, rings: number): TriangleMesh {
  const columns = 2 * rings;
  const points: number[][] = [[0, 0, -r]];
  for (let i = 1; i < rings; i++) {
    const polar = (Math.PI * i) / rings;
    for (let j = 0; j < columns; j++) {
      const turn = (2 * Math.PI * j) / columns;
      points.push([r * Math.sin(polar) * Math.cos(turn), r * Math.sin(polar) * Math.sin(turn), -r * Math.cos(polar)]);
    }
  }
  points.push([0, 0, r]);
  const last = points.length - 1;
  const at = (i: number, j: number) => 1 + (i - 1) * columns + (j % columns);
  const triangles: number[][] = [];
  for (let j = 0; j < columns; j++) {
    triangles.push([0, at(1, j + 1), at(1, j)], [last, at(rings - 1, j), at(rings - 1, j + 1)]);
    for (let i = 1; i < rings - 1; i++) {
      triangles.push([at(i, j), at(i, j + 1), at(i + 1, j + 1)], [at(i, j), at(i + 1, j + 1), at(i + 1, j)]);
    }
  }
  return meshOf(points, triangles);
}

/** Several meshes as one. */
export function joined(...meshes: readonly TriangleMesh[]): TriangleMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (const mesh of meshes) {
    const offset = positions.length / 3;
    positions.push(...mesh.positions);
    for (const vertex of mesh.triangles) triangles.push(vertex + offset);
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

/** The same mesh with its triangles turned inside out. */
export function insideOut(mesh: TriangleMesh): TriangleMesh {
  const triangles = mesh.triangles.slice();
  for (let t = 0; t < triangles.length; t += 3) {
    triangles[t + 1] = mesh.triangles[t + 2]!;
    triangles[t + 2] = mesh.triangles[t + 1]!;
  }
  return { positions: mesh.positions, triangles };
}

/** A repeatable stream of numbers in 0..1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let h = Math.imul(state ^ (state >>> 15), state | 1);
    h ^= h + Math.imul(h ^ (h >>> 7), h | 61);
    return ((h ^ (h >>> 14)) >>> 0) / 4294967296;
  };
}
