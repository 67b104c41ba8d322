/** The first step of a build: its meshes are read, the part is placed, the fill solved. */
import { PrepError } from '../core/prep-error.ts';
import type { BuildInHand } from './build-in-hand.ts';
import { beadSpecOf } from './fff-road.ts';
import { type LoadedPart, loadPart } from './load-part.ts';
import { scanSpecOf } from './lpbf-road.ts';
import { type LoadedRegion, partJob } from './part-job.ts';
import { placeOnPlate } from './place-part.ts';
import type { PrepareRequest } from './prepare-request.ts';

/** Reads part and regions, places the part and solves its fill. */
export async function takeInHand(request: PrepareRequest): Promise<BuildInHand> {
  const { meshPath, partId, load, lattice, latticePlace, positionMm, place } = request.part;
  const part = await loadPart(meshPath, load, partId);
  const regions: LoadedRegion[] = [];
  const meshes: LoadedPart[] = [part];
  for (const { id, kind, shapePath, place: at } of request.part.regions) {
    const shape = shapePath === null ? null : await loadPart(shapePath, load, id);
    if (shape !== null && !shape.topology.watertight) {
      throw new PrepError('mesh-invalid', `the mesh of the region '${id}' is not closed`, [...at, 'shape', 'file']);
    }
    if (shape !== null) meshes.push(shape);
    regions.push({ id, kind, shape });
  }
  const placing = { positionMm, place: place.length > 0 ? place : [meshPath] };
  const shiftMm = placeOnPlate(part.box, request.printer.item, placing);
  const { pairing, slice, layers: band } = request;
  const paths = pairing.process === 'lpbf' ? scanSpecOf(pairing.profile) : beadSpecOf(pairing.profile);
  const job = partJob(part, shiftMm, { slice, lattice, latticePlace, regions, paths, band });
  return { request, part, meshes, job, shiftMm };
}
