/** Puts the beams of an object where the build places them, in mm, with the mesh that clips them. */
import { type BeamClip, type BeamSet, NUMBERS_PER_BEAM } from '../../core/beams.ts';
import { assert } from '../../core/prep-error.ts';
import type { PartBuilder, PartLattice, PartObject } from './part-builder.ts';
import { meshRoom, type Placement, placeMesh, placePoint } from './place-mesh.ts';
import { toMm } from './threemf-model.ts';
import { similarityScale } from './transform.ts';

/** Returns the object by whose mesh the beams of an object are clipped; null for none. */
export function clippingObject(part: PartBuilder, { clip }: PartLattice): PartObject | null {
  if (clip === null) return null;
  const object = part.objects.get(clip.objectId);
  assert(object !== undefined, 'a clipping mesh stands before the lattice that it clips');
  return object;
}

/** Returns the beams of an object. Round beams stay round under a similarity only, so others are refused. */
export function placeBeams(part: PartBuilder, object: PartObject, lattice: PartLattice, placement: Placement): BeamSet {
  const { matrix, unit, path, fault } = placement;
  const scale = matrix === null ? 1 : similarityScale(matrix);
  if (scale === null) {
    throw fault(
      'places a beam lattice by a transform that stretches or shears, which would make its beams oval',
      path,
      `object ${object.id}`,
    );
  }
  const { solids, caps, clip } = lattice;
  const beams = new Float64Array(solids.length);
  for (let i = 0; i < beams.length; i += NUMBERS_PER_BEAM) {
    for (const end of [0, 3]) placePoint(object, solids.values, i + end, placement, beams, i + end);
    for (const end of [6, 7]) {
      const radiusMm = toMm(solids.values[i + end]! * scale, unit);
      if (!(radiusMm > 0 && Number.isFinite(radiusMm)))
        throw fault(`places a beam with a radius of ${radiusMm} mm`, path, `object ${object.id}`);
      beams[i + end] = radiusMm;
    }
  }
  const clippedBy = clippingObject(part, lattice);
  let placedClip: BeamClip | null = null;
  if (clip !== null && clippedBy !== null) {
    const room = meshRoom(clippedBy.vertices.length / 3, clippedBy.triangles.length / 3);
    placeMesh(clippedBy, placement, room);
    placedClip = { keeps: clip.keeps, mesh: { positions: room.positions, triangles: room.triangles } };
  }
  return { beams, caps: Uint8Array.from(caps.values.subarray(0, caps.length)), clip: placedClip };
}
