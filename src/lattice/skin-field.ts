/** The solid skin of a part: all points nearer than its thickness to the surface, open sides left out. */
import type { Field, PlaneField, PlaneGrid } from '../core/field.ts';
import type { TriangleMesh } from '../core/mesh.ts';
import type { TriangleBvh } from '../geometry/triangle-bvh.ts';
import { triangleNormal } from '../geometry/triangle-normal.ts';
import type { OpenSide } from './settings.ts';

const AXIS_OF_SIDE: Readonly<Record<OpenSide, readonly [number, number]>> = {
  'x+': [0, 1],
  'x-': [0, -1],
  'y+': [1, 1],
  'y-': [1, -1],
  'z+': [2, 1],
  'z-': [2, -1],
};

/** Cosine squared of the 45 degrees between a side's axis and the normals that belong to it. */
const COSINE_SQUARED = 0.5;

/** Returns the triangles that keep a skin: those whose normal is more than 45 degrees off every open side's axis. */
export function skinnedTriangles(mesh: TriangleMesh, openSides: readonly OpenSide[]): Uint32Array {
  const { positions: p, triangles } = mesh;
  const kept = new Uint32Array(triangles.length / 3);
  const normal = new Float64Array(3);
  let count = 0;
  for (let t = 0; t < kept.length; t++) {
    const a = 3 * triangles[3 * t]!;
    const b = 3 * triangles[3 * t + 1]!;
    const c = 3 * triangles[3 * t + 2]!;
    triangleNormal(p, a, b, c, normal);
    const square = normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2;
    const open = openSides.some((side) => {
      const [axis, sign] = AXIS_OF_SIDE[side];
      const along = normal[axis]! * sign;
      return along > 0 && along * along >= COSINE_SQUARED * square;
    });
    if (!open && square > 0) kept[count++] = t;
  }
  return kept.slice(0, count);
}

/** Nodes a side of the squares that are decided by one distance where it is clear; halved three times. */
const COARSEST_SQUARE = 16;

/**
 * Returns the distance to the skinned surface as a field: the skin is where it is below `skinMm`. A distance changes by at most
 * the way gone, so one query decides a whole square of nodes unless the skin's inner face passes near it.
 */
export function skinField(surface: TriangleBvh, skinMm: number): Field {
  let values = new Float64Array(0);
  return {
    plane(zMm: number, grid: PlaneGrid, mask: Uint8Array | null): PlaneField {
      const { nx, ny, stepMm } = grid;
      if (values.length < nx * ny) values = new Float64Array(nx * ny);
      for (let j = 0; j < ny; j += COARSEST_SQUARE) {
        for (let i = 0; i < nx; i += COARSEST_SQUARE) fill(i, j, COARSEST_SQUARE);
      }
      return {
        row(j, out) {
          out.set(values.subarray(j * nx, (j + 1) * nx));
        },
        nodeAt(i, j) {
          return values[j * nx + i]!;
        },
        valueAt(xMm, yMm) {
          return surface.distanceWithin(xMm, yMm, zMm, 2 * skinMm + stepMm);
        },
      };

      function fill(i0: number, j0: number, size: number): void {
        const i1 = Math.min(i0 + size, nx);
        const j1 = Math.min(j0 + size, ny);
        if (!anyMasked(i0, i1, j0, j1)) return;
        const x = grid.x0Mm + 0.5 * (i0 + i1 - 1) * stepMm;
        const y = grid.y0Mm + 0.5 * (j0 + j1 - 1) * stepMm;
        const reach = 0.5 * stepMm * Math.sqrt((i1 - i0 - 1) ** 2 + (j1 - j0 - 1) ** 2) + 1e-9;
        const distance = surface.distanceWithin(x, y, zMm, skinMm + reach + stepMm);
        if (size > 1 && Math.abs(distance - skinMm) <= reach) {
          const half = size / 2;
          fill(i0, j0, half);
          if (i0 + half < nx) fill(i0 + half, j0, half);
          if (j0 + half < ny) fill(i0, j0 + half, half);
          if (i0 + half < nx && j0 + half < ny) fill(i0 + half, j0 + half, half);
          return;
        }
        for (let j = j0; j < j1; j++) values.fill(distance, j * nx + i0, j * nx + i1);
      }

      function anyMasked(i0: number, i1: number, j0: number, j1: number): boolean {
        if (mask === null) return true;
        for (let j = j0; j < j1; j++) {
          for (let i = j * nx + i0; i < j * nx + i1; i++) if (mask[i] === 1) return true;
        }
        return false;
      }
    },
  };
}
