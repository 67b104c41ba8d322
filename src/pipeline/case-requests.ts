/** From a case file to one request for each of its targets. */
import { dirname, join } from 'node:path';
import { type Case, type CaseLattice, type CasePart, type CaseTarget, loadCase, targetsOf } from '../config/case.ts';
import { sliceSettingsOf } from '../config/profile-settings.ts';
import { type Place, PrepError } from '../core/prep-error.ts';
import { textOf } from '../store/file-source.ts';
import { pathInside } from '../store/path-jail.ts';
import { caseLattice } from './case-lattice.ts';
import { type FoundPairing, findPairing } from './find-pairing.ts';
import type { RunWishes } from './mesh-request.ts';
import { outputKindsOf } from './output-kinds.ts';
import type { PartRequest, PrepareRequest, RegionRequest } from './prepare-request.ts';

/**
 * Reads a case and returns one request for each wanted target (null: all). One target goes into `outDir` itself, several
 * into a folder each, named by the target.
 */
export async function caseRequests(path: string, run: RunWishes, targetId: string | null): Promise<PrepareRequest[]> {
  const text = await textOf(path);
  const item = loadCase(text, path);
  const targets = targetsOf(item, targetId);
  const requests: PrepareRequest[] = [];
  for (const target of targets) {
    const place: Place = [path, 'targets', item.targets.indexOf(target)];
    const outDir = targets.length === 1 ? run.outDir : join(run.outDir, target.id);
    requests.push(await requestOf(path, text, item, target, place, { ...run, outDir }));
  }
  return requests;
}

async function requestOf(
  path: string,
  text: string,
  item: Case,
  target: CaseTarget,
  place: Place,
  run: RunWishes,
): Promise<PrepareRequest> {
  const found = await pairingAt(place, target, run);
  const { pairing } = found;
  const part = await partRequest(path, item, target, place);
  const isLattice = part.lattice !== null;
  return {
    ...found,
    outDir: run.outDir,
    force: run.force,
    part,
    slice: sliceSettingsOf(pairing.profile, 'mid', target.layerMm),
    layers: run.layers,
    outputs: outputKindsOf(pairing.process, target.outputs ?? null, isLattice, [...place, 'outputs']),
    cliEncoding: run.cliEncoding,
    cliContent: run.cliContent,
    looseSolid: run.looseSolid,
    case: { path, text, item, targetId: target.id },
  };
}

/** A printer or profile that cannot be used is named together with the target that asks for it. */
async function pairingAt(place: Place, target: CaseTarget, run: RunWishes): Promise<FoundPairing> {
  try {
    return await findPairing(target, run.folders);
  } catch (cause) {
    if (!(cause instanceof PrepError)) throw cause;
    const key = cause.code.startsWith('printer') ? 'printer' : 'profile';
    throw new PrepError(cause.code, cause.message, [...place, key], cause);
  }
}

async function partRequest(path: string, item: Case, target: CaseTarget, place: Place): Promise<PartRequest> {
  const part = item.parts[0] as CasePart;
  const partPlace: Place = [path, 'parts', 0];
  const folder = dirname(path);
  const regions: RegionRequest[] = [];
  for (const [index, { id, kind, shape }] of part.regions.entries()) {
    const at: Place = [...partPlace, 'regions', index];
    const shapePath = shape.by === 'rest' ? null : await pathInside(folder, shape.file, [...at, 'shape', 'file']);
    regions.push({ id, kind, shapePath, place: at });
  }
  const { fill, latticePlace } = fillOf(part, target, partPlace, place);
  const { positionMm } = part;
  return {
    meshPath: await pathInside(folder, part.mesh, [...partPlace, 'mesh']),
    partId: part.id,
    load: { units: item.units, repair: false, sameUnit: true },
    regions,
    lattice: fill === null ? null : await caseLattice(fill, folder, latticePlace),
    latticePlace,
    positionMm: positionMm === undefined ? null : [positionMm.x, positionMm.y],
    place: partPlace,
  };
}

/** The fill of the porous region: the target's own, or the region's. */
function fillOf(
  part: CasePart,
  target: CaseTarget,
  partPlace: Place,
  place: Place,
): { fill: CaseLattice | null; latticePlace: Place } {
  const index = part.regions.findIndex(({ kind }) => kind === 'porous');
  const region = part.regions[index];
  if (region === undefined || region.kind !== 'porous') return { fill: null, latticePlace: partPlace };
  const own: CaseLattice | undefined = target.lattices?.[region.id];
  const latticePlace: Place =
    own === undefined ? [...partPlace, 'regions', index, 'lattice'] : [...place, 'lattices', region.id];
  return { fill: own ?? region.lattice, latticePlace };
}
