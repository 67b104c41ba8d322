/**
 * Material that is added to a part and taken away later: stock for machining, allowances for etching and blasting. It lies on the part's own
 * surface within the region that asks for it; a bore becomes narrower.
 */
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import { type Place, PrepError } from '../../core/prep-error.ts';
import { meshEdges } from '../../geometry/mesh-edges.ts';
import { thickenPatch } from '../../geometry/thicken-patch.ts';
import { triangleBvh } from '../../geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../geometry/triangle-bvh-build.ts';
import { triangleNormal } from '../../geometry/triangle-normal.ts';
import { surfacePatchWithin } from '../../implant/part-in-region.ts';
import { buildSolid } from '../../implant/solids/build-solid.ts';
import type { SolidTree } from '../../implant/solids/solid-tree.ts';
import type { RegionShape, StockSpec } from '../layers/job-spec.ts';
import type { LoadedPart } from '../load/load-part.ts';
import type { RegionLimits, RegionRequest } from '../request/prepare-request.ts';

/** Stock reaches this deep into the part, so that no gap opens between them. */
const OVERLAP_MM = 0.002;
/** So far beyond a wall of a bore there must be solid, or it is an end that lies in the surface of the part. */
const BEYOND_MM = 0.001;
/** Share of the thickness that must be left between a lining and the wall across; facets take less than the rest. */
const ROOMY = 0.95;
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
        ? await lining(part, shape.mesh, thickMm, `the region '${id}'`, place)
        : thickenPatch(await patchOf(part, n, shapes, requests), OVERLAP_MM, thickMm);
    stocks.push(body.triangles.length === 0 ? null : { mesh: body, edges: meshEdges(body), inward: fill === 'empty' });
  }
  return stocks;
}

/**
 * What narrows a bore: a lining of its walls where they lie in the part, and not of the ends through which it leaves it. Throws where the
 * bore has no room for it.
 */
async function lining(
  { mesh }: LoadedPart,
  shape: TriangleMesh,
  thickMm: number,
  what: string,
  place: Place,
): Promise<TriangleMesh> {
  const walls = wallsIn(await surfacePatchWithin(shape, mesh), mesh);
  const body = thickenPatch(walls, thickMm, OVERLAP_MM);
  if (walls.triangles.length === 0) return body;
  // The inner copy of the walls: a bore that is too narrow for it has them cross its middle, nearer to the other side.
  const tree = triangleBvh(buildTriangleBvh(walls));
  const inner = body.positions.subarray(walls.positions.length);
  for (const vertex of new Set(walls.triangles)) {
    const [x, y, z] = [inner[3 * vertex]!, inner[3 * vertex + 1]!, inner[3 * vertex + 2]!];
    if (tree.distanceWithin(x, y, z, thickMm) >= ROOMY * thickMm) continue;
    throw new PrepError('case-invalid', `${what} is closed by its own stock and allowances of ${thickMm} mm`, place);
  }
  return body;
}

/** The triangles of a patch that have the part on their outer side. */
function wallsIn({ positions, triangles }: TriangleMesh, part: TriangleMesh): TriangleMesh {
  const solid = triangleBvh(buildTriangleBvh(part));
  const normal = new Float64Array(3);
  const kept: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!] as const;
    triangleNormal(positions, 3 * corners[0], 3 * corners[1], 3 * corners[2], normal);
    const length = Math.sqrt(normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2);
    if (length === 0) continue;
    const beyond = (axis: number) =>
      corners.reduce((sum, v) => sum + positions[3 * v + axis]! / 3, 0) + (BEYOND_MM * normal[axis]!) / length;
    if (solid.isInside(beyond(0), beyond(1), beyond(2))) kept.push(...corners);
  }
  return { positions, triangles: Uint32Array.from(kept) };
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
