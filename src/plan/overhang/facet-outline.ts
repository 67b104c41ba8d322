/** The outline of facets that all look down, seen from above. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Loops, Polyline } from '../../core/polyline.ts';
import { snapMm } from '../../core/units.ts';
import { unitePositive } from '../../geometry/clipping.ts';

/**
 * Returns the union of the facets' projections. Sides that two facets run in opposite ways cancel out; what is left winds around each place as
 * often as facets cover it, however it is joined to loops, so only the border is handed to the clipper.
 */
export function facetOutline({ positions, triangles }: TriangleMesh, facets: Uint32Array): Loops {
  const vertices = positions.length / 3;
  // A facet that looks down runs clockwise seen from above: its sides are taken backward. Counted by from * vertices + to.
  const sides = new Map<number, number>();
  for (const t of facets) {
    for (let k = 0; k < 3; k++) {
      const to = triangles[3 * t + k]!;
      const from = triangles[3 * t + ((k + 1) % 3)]!;
      const back = to * vertices + from;
      const opposite = sides.get(back) ?? 0;
      if (opposite > 1) sides.set(back, opposite - 1);
      else if (opposite === 1) sides.delete(back);
      else sides.set(from * vertices + to, (sides.get(from * vertices + to) ?? 0) + 1);
    }
  }
  const followers = new Map<number, number[]>();
  for (const [side, count] of sides) {
    const to = side % vertices;
    const from = (side - to) / vertices;
    const list = followers.get(from) ?? [];
    for (let n = 0; n < count; n++) list.push(to);
    followers.set(from, list);
  }
  const loops: Polyline[] = [];
  for (const [start, list] of followers) {
    // As many sides end in a vertex as begin there, so a walk ends where it began.
    while (list.length > 0) {
      const xy: number[] = [];
      let at = start;
      do {
        xy.push(snapMm(positions[3 * at]!), snapMm(positions[3 * at + 1]!));
        at = followers.get(at)!.pop()!;
      } while (at !== start);
      if (xy.length >= 6) loops.push({ xy: Float64Array.from(xy), closed: true });
    }
  }
  return unitePositive(loops);
}
