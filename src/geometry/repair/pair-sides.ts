/** Settles which triangles hang together at every edge, and turns them so that neighbours face the same way. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { MeshEdges } from '../mesh-edges.ts';
import { type FacingSets, facingSets } from './facing-sets.ts';
import { pairCrowded } from './pair-crowded.ts';
import type { ChangedPairing } from './paired-mesh.ts';
import type { RepairChange } from './repair-step.ts';
import { CROWDED, OPEN, sidePartners } from './side-partners.ts';

/**
 * Joins the two triangles of every edge that has two, and turns the fewest so that these face one way. Then the triangles of
 * each edge that has more are joined in pairs that bound the same solid; what is left over stays open. A surface with one
 * side only (a Moebius strip) keeps edges at which its triangles face opposite ways.
 */
export function pairSides(mesh: TriangleMesh, edges: MeshEdges): ChangedPairing {
  const { positions } = mesh;
  const triangles = mesh.triangles.slice();
  const partnerOf = sidePartners(edges);
  const sets = facingSets(triangles.length / 3);
  for (let side = 0; side < partnerOf.length; side++) {
    const other = partnerOf[side]!;
    if (other > side) sets.join((side / 3) | 0, (other / 3) | 0, triangles[side] === triangles[other]);
  }
  let turned = sets.settle();
  if (pairCrowded(mesh, edges, partnerOf, sets)) turned = sets.settle();
  const changes: RepairChange[] = [];
  if (turned > 0) {
    turn(triangles, partnerOf, sets);
    changes.push({ action: 'triangles-turned', count: turned, largestMm: null, triangles: turned });
  }
  for (let side = 0; side < partnerOf.length; side++) if (partnerOf[side] === CROWDED) partnerOf[side] = OPEN;
  return { mesh: { positions, triangles, partnerOf }, changes };
}

/** Swaps the last two corners of the triangles to be turned, which swaps their first and last side. */
function turn(triangles: Uint32Array, partnerOf: Int32Array, sets: FacingSets): void {
  const before = partnerOf.slice();
  const moved = (side: number) => (sets.isTurned((side / 3) | 0) ? 3 * ((side / 3) | 0) + 2 - (side % 3) : side);
  for (let side = 0; side < before.length; side++) {
    const partner = before[side]!;
    partnerOf[moved(side)] = partner < 0 ? partner : moved(partner);
  }
  for (let t = 0; t < triangles.length; t += 3) {
    if (!sets.isTurned(t / 3)) continue;
    const second = triangles[t + 1]!;
    triangles[t + 1] = triangles[t + 2]!;
    triangles[t + 2] = second;
  }
}
