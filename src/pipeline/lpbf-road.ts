/** Laser powder bed fusion: Common Layer files, read back and judged, and the table of exposures. */

import { pathTimingOf } from '../config/exposure-settings.ts';
import { laserShareOf } from '../config/laser-share.ts';
import type { LpbfPrinter } from '../config/printer.ts';
import type { LpbfProfile } from '../config/profile.ts';
import { timeSettingsOf } from '../config/profile-settings.ts';
import { scanSettingsOf } from '../config/scan-settings.ts';
import type { RunContext } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import { commonLayerSink } from '../formats/common-layer/write-common-layer.ts';
import type { Inspection } from '../inspect/inspection.ts';
import type { BuildFolder } from '../store/build-folder.ts';
import { areaSpecOf } from './area-spec.ts';
import { areaChart, densityChart, hatchChart, timeChart } from './build-charts.ts';
import type { BuildInHand } from './build-in-hand.ts';
import { exposedRegions, exposureTable, writtenIds } from './exposure-table.ts';
import { inspectOptions } from './inspect-options.ts';
import type { ScanSpec } from './job-spec.ts';
import { laserJobOf } from './laser-job.ts';
import { addVectors, openLaserOutputs, type PlannedVectors, readBackLaser } from './laser-outputs.ts';
import type { LayerTotals } from './layer-totals.ts';
import { inspectCommonLayer, inspectThreeMf } from './read-back.ts';
import type { Road } from './road.ts';
import { type LaserPairing, scanKeysOf } from './scan-keys.ts';

/** Rows on which exposed and unexposed area are measured while planning. */
const EXPOSURE_ROW_MM = 0.05;

/** What of a profile and its printer decides the laser paths. */
export function scanSpecOf(profile: LpbfProfile, printer: LpbfPrinter): ScanSpec {
  const keys = [...scanKeysOf(profile), 'support' as const];
  return {
    kind: 'scan',
    settings: scanSettingsOf(profile, printer.gasFlow?.directionDeg ?? null),
    speeds: Object.fromEntries(keys.map((key) => [key, pathTimingOf(profile, key)])),
    recoatS: timeSettingsOf(profile).recoatS,
    share: laserShareOf({ profile, printer }),
    exposureRowMm: EXPOSURE_ROW_MM,
    areas: areaSpecOf(profile),
  };
}

/** Returns the road of one build. */
export function lpbfRoad(pairing: LaserPairing, build: BuildInHand): Road {
  const { request, job } = build;
  const planned: PlannedVectors = { vectors: 0, lengthMm: 0 };
  return {
    async openOutputs(folder) {
      const others = await openLaserOutputs(folder, build, pairing);
      if (!request.outputs.includes('cli')) return others;
      const { partId } = job.spec;
      const name = `${partId}.cli`;
      const file = await folder.file(name);
      const { cliEncoding: encoding, cliContent: content } = request;
      const ids = writtenIds(pairing, content, exposedRegions(job.spec.regions));
      const { partLabel } = laserJobOf(build, pairing);
      const sink = commonLayerSink(file, { encoding, content, ids, partLabel });
      return [{ names: [name], sink, finish: () => file.close() }, ...others];
    },
    layer: (result) => addVectors(planned, result),
    async inspect(folder, totals, context) {
      await readBackLaser(folder, build, planned, context.signal);
      return inspectOutputs(folder, build, totals, context);
    },
    exposures() {
      const { partId, layers } = job.spec;
      const file = request.outputs.includes('cli') ? `${partId}.cli` : null;
      const exposed = {
        partId,
        file,
        content: request.cliContent,
        regionIds: exposedRegions(job.spec.regions),
        side: request.case?.identity.side ?? null,
      };
      return [exposureTable(pairing, exposed, layers.thicknessMm)];
    },
    charts: (inspection, totals) => [
      areaChart(inspection),
      timeChart(inspection),
      ...hatchChart(inspection),
      ...densityChart(totals),
    ],
  };
}

async function inspectOutputs(
  folder: BuildFolder,
  build: BuildInHand,
  totals: LayerTotals,
  context: RunContext,
): Promise<Inspection> {
  const { request, job } = build;
  const commonLayer = request.outputs.includes('cli');
  const { firstSolid, planned } = totals;
  const options = inspectOptions(build, { file: commonLayer ? 'common-layer' : '3mf', firstSolid, planned });
  const source = await folder.source(`${job.spec.partId}.${commonLayer ? 'cli' : '3mf'}`);
  try {
    if (!commonLayer) return await inspectThreeMf(source, options);
    const total = options.expected.layerCount ?? 0;
    const onLayer = (done: number): void => context.progress({ stage: 'inspect', done, total });
    const read = await inspectCommonLayer(source, options, context.signal, onLayer);
    if (read.tolerated.length > 0) {
      throw new PrepError('own-fault', `our own file needed tolerance: ${read.tolerated[0]}`, [source.name]);
    }
    return read.inspection;
  } finally {
    await source.close();
  }
}
