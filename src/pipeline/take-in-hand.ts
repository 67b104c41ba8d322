/** The first step of a build: its meshes are read, the part is placed, the fill solved. */

import type { FffProfile } from '../config/profile.ts';
import { compensationOf } from '../config/profile-settings.ts';
import { type Place, PrepError } from '../core/prep-error.ts';
import type { BuildInHand } from './build-in-hand.ts';
import { beadSpecOf } from './fff-road.ts';
import { type LoadedPart, loadPart } from './load-part.ts';
import { scanSpecOf } from './lpbf-road.ts';
import { type LoadedRegion, partJob } from './part-job.ts';
import { placeOnPlate } from './place-part.ts';
import type { PrepareRequest } from './prepare-request.ts';
import { readSampleTables } from './read-fill-inputs.ts';

/** Reads part and regions, places the part and solves its fill. */
export async function takeInHand(request: PrepareRequest): Promise<BuildInHand> {
  const { meshPath, partId, load, lattice, latticePlace, positionMm, place } = request.part;
  const part = await atPlace(place, ['mesh'], () => loadPart(meshPath, load, partId));
  const regions: LoadedRegion[] = [];
  const meshes: LoadedPart[] = [part];
  for (const { id, kind, shapePath, place: at } of request.part.regions) {
    const shape = shapePath === null ? null : await atPlace(at, ['shape', 'file'], () => loadPart(shapePath, load, id));
    if (shape !== null && !shape.topology.watertight) {
      throw new PrepError('mesh-invalid', `the mesh of the region '${id}' is not closed`, [...at, 'shape', 'file']);
    }
    if (shape !== null) meshes.push(shape);
    regions.push({ id, kind, shape });
  }
  const marginMm = request.pairing.process === 'fff' ? skirtReachMm(request.pairing.profile) : 0;
  const placing = { positionMm, place: place.length > 0 ? place : [meshPath], marginMm };
  const shiftMm = placeOnPlate(part.box, request.printer.item, placing);
  const { pairing, slice, layers: band } = request;
  const paths = pairing.process === 'lpbf' ? scanSpecOf(pairing.profile) : beadSpecOf(pairing.profile);
  const tables = await readSampleTables(lattice);
  const solidYoungsGPa = pairing.profile.material.youngsModulusGPa?.value ?? null;
  const compensation = pairing.process === 'lpbf' ? compensationOf(pairing.profile) : null;
  const fillInputs = { samples: tables.samples, solidYoungsGPa };
  const job = await atPlace(request.case === null ? [] : [...place], [], async () =>
    partJob(part, shiftMm, { slice, lattice, latticePlace, regions, fillInputs, compensation, paths, band }),
  );
  if (pairing.process === 'fff') refuseThinWalls(request, job.fill?.leastWallMm ?? null, pairing.profile);
  return { request, part, meshes, tables: tables.records, job, shiftMm };
}

/** How far the skirt reaches beyond the part. */
function skirtReachMm({ skirt, bead }: FffProfile): number {
  const loops = skirt.loops.value;
  return loops === 0 ? 0 : skirt.distanceMm.value + loops * bead.widthMm.value;
}

/** A sheet whose mean wall is below the narrowest bead would get no beads at all: better known before an hour of planning. */
function refuseThinWalls({ part }: PrepareRequest, wallMm: number | null, { bead }: FffProfile): void {
  const { latticePlace } = part;
  const least = bead.minWidthMm.value;
  if (wallMm === null || wallMm >= least) return;
  const reason = `walls of ${wallMm.toFixed(3)} mm on average are thinner than the narrowest bead of ${least} mm; take a larger cell or density`;
  throw new PrepError('lattice-invalid', reason, [...latticePlace, 'cellMm']);
}

/** In a case an error bears the JSON path of what led to it; what stands in the case already is named by itself. */
async function atPlace<T>(place: Place, inner: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof PrepError) || place.length === 0 || cause.place[0] === place[0]) throw cause;
    const reason = cause.message.replace('; pass --repair to turn it', '; turn it before');
    throw new PrepError(cause.code, reason, [...place, ...inner], cause);
  }
}
