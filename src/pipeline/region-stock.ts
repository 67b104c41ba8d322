/**
 * Material that is added to a part and taken away later: stock for machining, allowances for etching and blasting. It lies on the part's own
 * surface within the region that asks for it; a bore becomes narrower.
 */
import type { Box3, TriangleMesh } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { meshEdges } from '../geometry/mesh-edges.ts';
import { thickenPatch } from '../geometry/thicken-patch.ts';
import { surfacePatchWithin } from '../implant/part-in-region.ts';
import { buildSolid } from '../implant/solids/build-solid.ts';
import type { SolidTree } from '../implant/solids/solid-tree.ts';
import type { RegionShape, StockSpec } from './job-spec.ts';
import type { LoadedPart } from './load-part.ts';
import type { RegionLimits, RegionRequest } from './prepare-request.ts';

/** Stock reaches this deep into the part, so that no gap opens between them. */
const OVERLAP_MM = 0.002;
/** Room around a part within which the surface of the rest is looked for. */
const ROOM_MM = 10;

/** Returns how much stands on the outer surface of a region. */
export function stockMm({ machiningStockMm, etchAllowanceMm, blastAllowanceMm }: RegionLimits): number {
  return machiningStockMm + etchAllowanceMm + blastAllowanceMm;
}

/** Returns the stock of each region, in their order; null where it has none. Throws where a region has no surface to put it on. */
export async function regionStock(
  part: LoadedPart,
  requests: readonly RegionRequest[],
  shapes: readonly (RegionShape | null)[],
): Promise<(StockSpec | null)[]> {
  const stocks: (StockSpec | null)[] = [];
  for (const [n, { limits, fill, id, place }] of requests.entries()) {
    const thickMm = stockMm(limits);
    const shape = shapes[n] ?? null;
    if (thickMm === 0) {
      stocks.push(null);
      continue;
    }
    if (shape?.by === 'distance' || part.beams.length > 0) {
      const reason = `the region '${id}' takes no stock or allowance: it needs a shape of its own, and a part of triangles`;
      throw new PrepError('case-invalid', reason, place);
    }
    const body =
      fill === 'empty' && shape !== null
        ? thickenPatch(shape.mesh, thickMm, OVERLAP_MM)
        : thickenPatch(await patchOf(part, n, shapes, requests), OVERLAP_MM, thickMm);
    stocks.push(body.triangles.length === 0 ? null : { mesh: body, edges: meshEdges(body), inward: fill === 'empty' });
  }
  return stocks;
}

/** The part's own surface within a region; that of the rest is what no region before it has. */
async function patchOf(
  { mesh, box }: LoadedPart,
  region: number,
  shapes: readonly (RegionShape | null)[],
  requests: readonly RegionRequest[],
): Promise<TriangleMesh> {
  const shape = shapes[region];
  if (shape?.by === 'mesh') return surfacePatchWithin(mesh, shape.mesh);
  const before = shapes
    .slice(0, region)
    .flatMap((one, n): SolidTree[] =>
      one?.by === 'mesh' && requests[n]?.fill !== 'beneath' ? [{ by: 'mesh', mesh: one.mesh }] : [],
    );
  if (before.length === 0) return mesh;
  const around = grown(box);
  const sizeMm = [around[3] - around[0], around[4] - around[1], around[5] - around[2]] as const;
  const centreMm = [(around[0] + around[3]) / 2, (around[1] + around[4]) / 2, (around[2] + around[5]) / 2] as const;
  const rest = await buildSolid({ by: 'difference', from: { by: 'box', centreMm, sizeMm }, minus: before }, around);
  return surfacePatchWithin(mesh, rest);
}

function grown([x0, y0, z0, x1, y1, z1]: Box3): Box3 {
  return [x0 - ROOM_MM, y0 - ROOM_MM, z0 - ROOM_MM, x1 + ROOM_MM, y1 + ROOM_MM, z1 + ROOM_MM];
}
