/** From a case file to one request for each of its targets. */
import { join } from 'node:path';
import { raftLayersOf } from '../../config/adhesion-settings.ts';
import { type Case, type CaseTarget, loadCase, targetsOf } from '../../config/case.ts';
import { sliceSettingsOf } from '../../config/profile-settings.ts';
import { type Place, PrepError } from '../../core/prep-error.ts';
import { textOf } from '../../store/file-source.ts';
import { commonLayerChoice, refuseWithoutCommonLayer } from '../keys/common-layer-choice.ts';
import { outputKindsOf, usualMesh } from '../keys/output-kinds.ts';
import { refuseAlsam } from '../keys/refuse-alsam.ts';
import { buildRecordOf, type GivenRecord } from './build-record.ts';
import { identityOf } from './case-identity.ts';
import { partRequests } from './case-part-request.ts';
import { type FoundPairing, findPairing } from './find-pairing.ts';
import type { RunWishes } from './mesh-request.ts';
import { type BuildRequest, isPlainPart, latticesOfPart } from './prepare-request.ts';

/**
 * Reads a case and returns one request for each wanted target (null: all). One target goes into `outDir` itself, several
 * into a folder each, named by the target.
 */
export async function caseRequests(path: string, run: RunWishes, targetId: string | null): Promise<BuildRequest[]> {
  const text = await textOf(path);
  const item = loadCase(text, path);
  const targets = targetsOf(item, targetId);
  const requests: BuildRequest[] = [];
  for (const target of targets) {
    const place: Place = [path, 'targets', item.targets.indexOf(target)];
    const outDir = targets.length === 1 ? run.outDir : join(run.outDir, target.id);
    requests.push(await requestOf(path, text, item, target, place, { ...run, outDir }));
  }
  refuseWithoutCommonLayer(
    run,
    requests.map(({ outputs }) => outputs),
  );
  return requests;
}

async function requestOf(
  path: string,
  text: string,
  item: Case,
  target: CaseTarget,
  place: Place,
  run: RunWishes,
): Promise<BuildRequest> {
  const found = await pairingAt(place, target, run);
  const { pairing } = found;
  const parts = await partRequests(path, item, target, place);
  const isLattice = parts.some((part) => latticesOfPart(part).length > 0);
  const usual = usualMesh(pairing, parts.every(isPlainPart));
  const outputs = outputKindsOf(pairing.process, target.outputs ?? null, isLattice, [...place, 'outputs'], usual);
  refuseAlsam(outputs, pairing, found.profile.file);
  return {
    ...found,
    outDir: run.outDir,
    force: run.force,
    parts,
    slice: { ...sliceSettingsOf(pairing.profile, 'mid', target.layerMm), ...raftLayersOf(pairing) },
    layers: run.layers,
    outputs,
    meshAsked: target.outputs !== undefined,
    ...commonLayerChoice(run, pairing.printer, true),
    looseSolid: run.looseSolid,
    printOrder: run.printOrder ?? null,
    thumbnails: run.thumbnails ?? null,
    record: buildRecordOf(pairing, recordOfTarget(target, place), run.record ?? null),
    case: { path, text, item, identity: identityOf(item, target) },
  };
}

function recordOfTarget({ build }: CaseTarget, place: Place): GivenRecord | null {
  return build === undefined ? null : { record: build, place: [...place, 'build'] };
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
