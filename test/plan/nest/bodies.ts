/** Closed meshes for tests of the plate. */
import type { TriangleMesh } from '../../../src/core/mesh.ts';

/** Boxes xMin, yMin, zMin, xMax, yMax, zMax, each a shell of its own. */
export function boxes(...all: readonly (readonly [number, number, number, number, number, number])[]): TriangleMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  const faces = [
    0, 2, 1, 0, 3, 2, 4, 5, 6, 4, 6, 7, 0, 1, 5, 0, 5, 4, 1, 2, 6, 1, 6, 5, 2, 3, 7, 2, 7, 6, 3, 0, 4, 3, 4, 7,
  ];
  all.forEach(([x0, y0, z0, x1, y1, z1], n) => {
    for (const z of [z0, z1]) positions.push(x0, y0, z, x1, y0, z, x1, y1, z, x0, y1, z);
    triangles.push(...faces.map((v) => v + 8 * n));
  });
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

/** A ring, tilted about x by some radians. */
export function torus(radius: number, tube: number, along: number, around: number, tilt: number): TriangleMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (let i = 0; i < along; i++) {
    for (let j = 0; j < around; j++) {
      const [u, v] = [(2 * Math.PI * i) / along, (2 * Math.PI * j) / around];
      const r = radius + tube * Math.cos(v);
      const [x, y, z] = [r * Math.cos(u), r * Math.sin(u), tube * Math.sin(v)];
      positions.push(x, y * Math.cos(tilt) - z * Math.sin(tilt), y * Math.sin(tilt) + z * Math.cos(tilt));
      const a = i * around + j;
      const b = ((i + 1) % along) * around + j;
      const [c, d] = [((i + 1) % along) * around + ((j + 1) % around), i * around + ((j + 1) % around)];
      triangles.push(a, b, c, a, c, d);
    }
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}
