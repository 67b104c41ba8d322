/** Which cells of a lattice lie whole in the porous region: relative density counts these alone. */
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import { type TriangleBvhData, triangleBvh } from '../../geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../geometry/triangle-bvh-build.ts';
import type { WholeCells } from '../../inspect/settings.ts';
import type { RegionSpec } from './job-spec.ts';
import { regionQuery } from './region-body.ts';

/** A cell may touch the surface: it is shrunk by this much before it is asked whether anything passes through it. */
const TOUCH_MM = 1e-6;

/**
 * Returns the cells between the surfaces of the part: no triangle passes through the cell, none that keeps a skin through
 * the cell widened by the skin, and its centre is inside. Where the part has regions, no surface of a region passes through
 * the cell and its centre is in the region of that number. Mesh, box, origin and regions are in the same coordinates.
 */
export function wholeCells(
  mesh: TriangleMesh,
  box: Box3,
  originMm: readonly [number, number, number],
  cellMm: number,
  skin: { readonly thicknessMm: number; readonly surface: TriangleBvhData } | null,
  regions: readonly Pick<RegionSpec, 'fill' | 'shape'>[] = [],
  region = 0,
): WholeCells {
  const first = [0, 1, 2].map((axis) =>
    Math.ceil(((box[axis] as number) - (originMm[axis] as number)) / cellMm - 1e-9),
  );
  const end = [0, 1, 2].map((axis) =>
    Math.floor(((box[axis + 3] as number) - (originMm[axis] as number)) / cellMm + 1e-9),
  );
  const [i0, j0, k0] = first as [number, number, number];
  const [nx, ny, nz] = [0, 1, 2].map((a) => Math.max(0, (end[a] as number) - (first[a] as number))) as [
    number,
    number,
    number,
  ];
  const mask = new Uint8Array(nx * ny * nz);
  const all = triangleBvh(buildTriangleBvh(mesh));
  const skinned = skin === null ? null : triangleBvh(skin.surface);
  const shapes = regions.flatMap(({ fill, shape }, number) =>
    fill === 'beneath' ? [] : [{ number, body: shape === null ? null : regionQuery(shape) }],
  );
  /** A place belongs to the first region that has it. */
  const isOwn = (x: number, y: number, z: number): boolean =>
    (shapes.find(({ body }) => body === null || body.contains(x, y, z))?.number ?? region) === region;
  for (let k = 0, c = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, c++) {
        const x = originMm[0] + (i0 + i) * cellMm;
        const y = originMm[1] + (j0 + j) * cellMm;
        const z = originMm[2] + (k0 + k) * cellMm;
        const cube = (margin: number): Box3 => [
          x - margin,
          y - margin,
          z - margin,
          x + cellMm + margin,
          y + cellMm + margin,
          z + cellMm + margin,
        ];
        if (all.boxHitsTriangle(cube(-TOUCH_MM), 0)) continue;
        if (shapes.some(({ body }) => body?.bordersIn(cube(-TOUCH_MM)) === true)) continue;
        if (skinned?.boxHitsTriangle(cube((skin?.thicknessMm ?? 0) - TOUCH_MM), 0) === true) continue;
        const [mx, my, mz] = [x + cellMm / 2, y + cellMm / 2, z + cellMm / 2];
        if (all.isInside(mx, my, mz) && isOwn(mx, my, mz)) mask[c] = 1;
      }
    }
  }
  return { nx, ny, nz, i0, j0, k0, mask };
}
