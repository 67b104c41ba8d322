/** What a mesh must be to stand for a solid. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Place } from '../../core/prep-error.ts';
import { meshMeasures } from '../../geometry/mesh-measures.ts';
import { type MeshFault, meshTopology } from '../../geometry/mesh-topology.ts';
import { refuseSolid } from './refuse-solid.ts';

/**
 * Refuses a mesh that is not the closed, manifold and outward surface of a solid, and says what is wrong and where. Whether
 * it cuts itself is not looked at.
 */
export function needClosedMesh(mesh: TriangleMesh, place: Place): void {
  const { positions, triangles } = mesh;
  if (triangles.length === 0) refuseSolid('has no triangles', place);
  const vertices = Math.floor(positions.length / 3);
  for (let i = 0; i < triangles.length; i++) {
    if (triangles[i]! >= vertices)
      refuseSolid(`uses vertex ${triangles[i]} of ${vertices}`, [...place, `triangle ${Math.floor(i / 3)}`]);
  }
  for (let i = 0; i < positions.length; i++) {
    if (Number.isFinite(positions[i])) continue;
    refuseSolid(`has the coordinate ${positions[i]}, must be a finite number`, [
      ...place,
      `vertex ${Math.floor(i / 3)}`,
    ]);
  }
  const { openEdges, nonManifoldEdges, misorientedEdges } = meshTopology(mesh);
  refuseFault(openEdges, 'is not closed', 'of one triangle only', place);
  refuseFault(nonManifoldEdges, 'is not manifold', 'of more than two triangles', place);
  refuseFault(misorientedEdges, 'is not manifold', 'of two triangles that face opposite ways', place);
  if (!(meshMeasures(mesh).volumeMm3 > 0)) refuseSolid('encloses no volume: its triangles face inward', place);
}

function refuseFault({ count, atMm }: MeshFault, what: string, which: string, place: Place): void {
  if (atMm === null) return;
  const at = atMm.map((value) => value.toFixed(3)).join(', ');
  refuseSolid(`${what}: it has ${count} ${count === 1 ? 'edge' : 'edges'} ${which}, one at (${at}) mm`, place);
}
