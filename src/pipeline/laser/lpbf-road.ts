/** Laser powder bed fusion: Common Layer files, read back and judged, and the table of exposures. */

import { pathTimingOf } from '../../config/exposure-settings.ts';
import { laserShareOf } from '../../config/laser-share.ts';
import type { LpbfPrinter } from '../../config/printer.ts';
import type { LpbfProfile } from '../../config/profile.ts';
import { timeSettingsOf } from '../../config/profile-settings.ts';
import { scanSettingsOf } from '../../config/scan-settings.ts';
import type { RunContext } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import type { Inspection } from '../../inspect/inspection.ts';
import type { BuildFolder } from '../../store/build-folder.ts';
import type { Crew } from '../../stream/crew.ts';
import { exposedRegions, exposureTable } from '../keys/exposure-table.ts';
import { type LaserPairing, scanKeysOf } from '../keys/scan-keys.ts';
import { areaSpecOf } from '../layers/area-spec.ts';
import type { ScanSpec } from '../layers/job-spec.ts';
import type { LayerTotals } from '../layers/layer-totals.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import { pathRoom } from '../parts/path-room.ts';
import { areaChart, densityChart, hatchChart, timeChart } from '../sinks/build-charts.ts';
import { inFileLayers, inspectOptions } from '../sinks/inspect-options.ts';
import { inspectCommonLayer, inspectThreeMf } from '../sinks/read-back.ts';
import type { Road } from '../sinks/road.ts';
import { commonLayerNameOf, openCommonLayerFiles, reopenCommonLayers } from './common-layer-files.ts';
import { addVectors, openLaserOutputs, type PlannedVectors, readBackLaser } from './laser-outputs.ts';
import { laserReach } from './laser-reach.ts';
import { refuseUnexposed } from './refuse-unexposed.ts';
import { roundedVectors } from './rounded-vectors.ts';
import { unexposedLayers } from './unexposed-layers.ts';

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

/** Returns the road of one build; `threads` judge its layers where there are some. */
export function lpbfRoad(pairing: LaserPairing, build: BuildInHand, threads: Crew | null = null): Road {
  const { request, job } = build;
  const { profile } = pairing;
  const planned: PlannedVectors = { vectors: 0, lengthMm: 0 };
  const room = pathRoom(profile.contour.count.value);
  const unexposed = unexposedLayers();
  /** Keys whose file would be empty, where each has one. */
  const without = new Set<string>();
  const rounded = roundedVectors();
  const reach = laserReach(pairing, job.spec.partId, request.profile.file);
  return {
    async openOutputs(folder) {
      const others = await openLaserOutputs(folder, build, pairing);
      return [...(await openCommonLayerFiles(folder, build, pairing, without, rounded)), ...others];
    },
    layer(result) {
      addVectors(planned, result);
      room.add(result);
      unexposed.add(result);
      reach.add(result);
    },
    async inspect(folder, totals, context) {
      refuseUnexposed(build, planned, room);
      const planning = [
        ...rounded.findings(request, job.spec.partId),
        ...room.findings(job),
        ...unexposed.findings(job),
        ...reach.findings(),
      ];
      const findings = inFileLayers(planning, build, totals.firstSolid);
      await readBackLaser(folder, build, planned, context.signal);
      const inspection = await inspectOutputs(folder, build, pairing, without, totals, context, threads);
      return { ...inspection, findings: [...findings, ...inspection.findings] };
    },
    exposures() {
      const { partId, layers } = job.spec;
      const nameOf = commonLayerNameOf(build);
      const exposed = {
        partId,
        file: nameOf === null ? null : (key: string) => (without.has(key) ? null : nameOf(key)),
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
  pairing: LaserPairing,
  without: ReadonlySet<string>,
  totals: LayerTotals,
  context: RunContext,
  threads: Crew | null,
): Promise<Inspection> {
  const { request, job } = build;
  const commonLayer = request.outputs.includes('cli');
  const { firstSolid, planned } = totals;
  const { from, to } = job.spec.layers;
  const raisedMm3 = to - from < job.layerCount ? 0 : totals.raised.removedMm3;
  const options = inspectOptions(build, {
    file: commonLayer ? 'common-layer' : '3mf',
    firstSolid,
    planned,
    raisedMm3,
    stepsMm2: totals.envelopeStepsMm2,
  });
  if (!commonLayer) {
    const source = await folder.source(`${job.spec.partId}.3mf`);
    try {
      return await inspectThreeMf(source, options);
    } finally {
      await source.close();
    }
  }
  const opened = await reopenCommonLayers(folder, build, pairing, without);
  try {
    const total = options.expected.layerCount ?? 0;
    const onLayer = (done: number): void => context.progress({ stage: 'inspect', done, total });
    const judging = threads === null ? null : { threads, memoryBytes: context.memoryBytes };
    const read = await inspectCommonLayer(opened.file, options, context.signal, onLayer, judging);
    // CLI+ is a departure from the specification, and what was asked for.
    const word = read.tolerated.find((note) => request.cliDialect !== 'plus' || !note.includes('dialect CLI+'));
    if (word !== undefined) throw new PrepError('own-fault', `our own file needed tolerance: ${word}`, opened.names);
    return read.inspection;
  } finally {
    await opened.close();
  }
}
