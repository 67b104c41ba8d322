/** Solid blocks under overhanging areas, which carry heat away: regions of layers to be hatched. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Loops, Polyline } from '../../core/polyline.ts';
import { unitePositive } from '../../geometry/clipping.ts';
import { subtractSets, uniteSets } from '../../geometry/combine-sets.ts';

/**
 * Returns the areas of a block under facets by layer, from the plate up to the highest facet. A place belongs to it where a facet lies over it and nothing of the part is between, so it touches the
 * whole of the facets, and stands on the part where there is some below. `loadClipping` must have been awaited before.
 *
 * @param outlineAt - the part's clean outlines in the middle of a layer
 */
export function heatSinkAreas(
  mesh: TriangleMesh,
  facets: readonly number[],
  layerMm: number,
  outlineAt: (layer: number) => Loops,
): Loops[] {
  let top = 0;
  for (const t of facets) {
    for (let k = 0; k < 3; k++) top = Math.max(top, mesh.positions[3 * mesh.triangles[3 * t + k]! + 2]!);
  }
  const areas: Loops[] = new Array(Math.max(0, Math.ceil(top / layerMm - 0.5))).fill([]);
  // What has ended on the part on its way down.
  let ended: Loops = [];
  for (let n = areas.length - 1; n >= 0; n--) {
    const over = unitePositive(facets.flatMap((t) => shadowAbove(mesh, t, (n + 0.5) * layerMm)));
    const left = ended.length === 0 ? over : subtractSets(over, ended);
    const part = outlineAt(n);
    const area = part.length === 0 ? left : subtractSets(left, part);
    areas[n] = area;
    const met = part.length === 0 ? [] : subtractSets(left, area);
    if (met.length > 0) ended = ended.length === 0 ? met : uniteSets(ended, met);
  }
  return areas;
}

/** The part of a downward facet that lies above a height, seen from above and turning left. */
function shadowAbove({ positions, triangles }: TriangleMesh, t: number, zMm: number): Polyline[] {
  const xy: number[] = [];
  for (let k = 2; k >= 0; k--) {
    const [v, w] = [3 * triangles[3 * t + k]!, 3 * triangles[3 * t + ((k + 2) % 3)]!];
    const [here, there] = [positions[v + 2]! - zMm, positions[w + 2]! - zMm];
    if (here >= 0) xy.push(positions[v]!, positions[v + 1]!);
    if (here >= 0 === there >= 0) continue;
    const share = here / (here - there);
    xy.push(positions[v]! + share * (positions[w]! - positions[v]!));
    xy.push(positions[v + 1]! + share * (positions[w + 1]! - positions[v + 1]!));
  }
  return xy.length >= 6 ? [{ xy: Float64Array.from(xy), closed: true }] : [];
}
