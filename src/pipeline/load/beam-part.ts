/** Parts with beams: their box, their size in another unit, and the volume of the union by its cuts. */
import type { BeamSet } from '../../core/beams.ts';
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import { loadClipping } from '../../geometry/clipping.ts';
import { uniteSets } from '../../geometry/combine-sets.ts';
import type { MeshEdges } from '../../geometry/mesh-edges.ts';
import { meshBox, meshMeasures } from '../../geometry/mesh-measures.ts';
import { loopsAreaMm2 } from '../../geometry/polygon-area.ts';
import { cleanContours } from '../../slicing/clean-contours.ts';
import { beamCutter } from '../../slicing/cut-beams.ts';
import { meshCutter } from '../../slicing/cut-mesh.ts';

/** Cuts that the volume of a part with beams is summed from. */
const VOLUME_CUTS = 512;

/** Returns the beams with all their lengths multiplied. */
export function scaledBeams({ beams, caps, clip }: BeamSet, factor: number): BeamSet {
  const scale = (values: Float64Array) => values.map((value) => value * factor);
  return {
    beams: scale(beams),
    caps,
    clip: clip === null ? null : { ...clip, mesh: { ...clip.mesh, positions: scale(clip.mesh.positions) } },
  };
}

/** Returns the beams moved. */
export function movedBeams({ beams, caps, clip }: BeamSet, shiftMm: readonly [number, number, number]): BeamSet {
  // x1 y1 z1 x2 y2 z2 r1 r2: the two radii stay.
  const moved = beams.map((value, n) => (n % 8 < 6 ? value + (shiftMm[(n % 8) % 3] as number) : value));
  const shifted = (positions: Float64Array) => positions.map((value, n) => value + (shiftMm[n % 3] as number));
  return {
    beams: moved,
    caps,
    clip: clip === null ? null : { ...clip, mesh: { ...clip.mesh, positions: shifted(clip.mesh.positions) } },
  };
}

/** Returns the box around a mesh, which may be empty, and beams. */
export function boxWithBeams(mesh: TriangleMesh, beams: readonly BeamSet[]): Box3 {
  const boxes = [...(mesh.triangles.length > 0 ? [meshBox(mesh)] : []), ...beams.map((set) => beamCutter(set).box)];
  return [0, 1, 2, 3, 4, 5].map((n) => {
    const values = boxes.map((box) => box[n] as number);
    return n < 3 ? Math.min(...values) : Math.max(...values);
  }) as unknown as Box3;
}

/**
 * Returns the volume of the union of mesh and beams in mm3: that of the mesh, and what the beams add to it, summed from cuts at even heights.
 */
export async function volumeWithBeams(
  mesh: TriangleMesh,
  edges: MeshEdges,
  beams: readonly BeamSet[],
  box: Box3,
): Promise<number> {
  await loadClipping();
  const { cut } = meshCutter(mesh, edges);
  const cutters = beams.map(beamCutter);
  const stepMm = (box[5] - box[2]) / VOLUME_CUTS;
  let added = 0;
  for (let n = 0; n < VOLUME_CUTS; n++) {
    const zMm = box[2] + (n + 0.5) * stepMm;
    const own = cleanContours(cut(zMm).loops);
    const solid = cutters.reduce((all, beam) => uniteSets(all, beam.cut(zMm)), own);
    added += (loopsAreaMm2(solid) - loopsAreaMm2(own)) * stepMm;
  }
  return added + (mesh.triangles.length > 0 ? meshMeasures(mesh).volumeMm3 : 0);
}
