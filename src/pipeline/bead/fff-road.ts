/** Extrusion: G-code, read back and judged beside the contours that it was planned from. */
import { beadSettingsOf, gcodeSettingsOf } from '../../config/fff-settings.ts';
import { heatSettingsOf } from '../../config/heat-settings.ts';
import type { Pairing } from '../../config/match.ts';
import type { FffProfile } from '../../config/profile.ts';
import { type Finding, finding } from '../../core/finding.ts';
import type { Layer } from '../../core/layer.ts';
import { assert } from '../../core/prep-error.ts';
import type { ToolpathLayer } from '../../core/toolpath.ts';
import { stripAreaMm2 } from '../../fff/strip-area.ts';
import { gcodeSink, type SlowedBeads } from '../../formats/gcode/write-gcode.ts';
import { lengthMm, loopsAreaMm2 } from '../../geometry/polygon-area.ts';
import { createInspector } from '../../inspect/inspector.ts';
import type { DesignedLayer } from '../../inspect/print/judge-print-layers.ts';
import type { PlannedNumbers } from '../../inspect/settings.ts';
import { planLayers } from '../../slicing/layer-plan.ts';
import { hasher } from '../../store/hash.ts';
import type { BeadSpec } from '../layers/job-spec.ts';
import { TOOL } from '../load/tool.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import { identityWords } from '../request/case-identity.ts';
import { areaChart, densityChart, extrusionChart, interlayerChart, timeChart } from '../sinks/build-charts.ts';
import { inspectOptions } from '../sinks/inspect-options.ts';
import { jobHeader, type PartOutput } from '../sinks/part-sinks.ts';
import type { BeadSpool } from '../sinks/plate-part.ts';
import { inspectedContours } from '../sinks/read-back.ts';
import type { Road } from '../sinks/road.ts';
import { beadSpool } from './bead-spool.ts';
import { chamberFindings } from './chamber-findings.ts';
import { inspectGcode, layerLimitsOf, printOptionsOf } from './read-print.ts';
import { withFindings, withPrint } from './with-print.ts';

/** Rows on which solid without a bead is measured while planning. */
const COVER_ROW_MM = 0.1;

/** What of a profile decides the beads. */
export function beadSpecOf(profile: FffProfile): BeadSpec {
  return { kind: 'beads', settings: beadSettingsOf(profile), coverRowMm: COVER_ROW_MM };
}

/**
 * Returns the road of one build. G-code holds no contours, so these are judged as they were planned, layer by layer while
 * they pass; all else is measured on the file.
 */
export function fffRoad(pairing: Extract<Pairing, { process: 'fff' }>, build: BuildInHand): Road {
  const { profile, printer } = pairing;
  const { bead, infill } = profile;
  const { request, job } = build;
  const { partId, layers } = job.spec;
  const name = request.outputs.includes('gcode') ? `${partId}.gcode` : null;
  const planned: PlannedNumbers[] = [];
  const design: DesignedLayer[] = [];
  // Sparse infill is not the solid: then the file is held to its plan, and the plan to nothing.
  const isSparse = infill.fraction.value < 1;
  function designedLayer({ zMm, thicknessMm, regions }: Layer, toolpaths: ToolpathLayer): DesignedLayer {
    const loops = regions.flatMap(({ outline, holes }) => [outline, ...holes]);
    const areaMm2 = loopsAreaMm2(loops);
    const outlineMm = loops.reduce((sum, loop) => sum + lengthMm(loop), 0);
    const volumeMm3 = bead.flow.value * (isSparse ? stripVolumeMm3(toolpaths) : areaMm2 * thicknessMm);
    return { zMm, areaMm2, outlineMm, volumeMm3 };
  }
  const slowed: Finding[] = [];
  const onSlowed = (beads: ReadonlyMap<string, SlowedBeads>): void => {
    for (const [feature, { lengthMm, leastMmPerS }] of beads) {
      slowed.push(finding('flow-slowed', 'note', slowedWords(feature, lengthMm, leastMmPerS), { partId }));
    }
  };
  /** The beads for the print of the whole plate, where several parts stand on it. */
  let beads: BeadSpool | null = null;
  const { from, to, thicknessMm } = layers;
  const expected = {
    layerCount: to - from,
    thicknessMm,
    firstTopMm: planLayers(job.box, layers).zTopMm(from),
  };
  const designVolumeMm3 = () => design.reduce((sum, { volumeMm3 }) => sum + volumeMm3, 0);
  const contours = createInspector({
    ...inspectOptions(build, { file: '3mf', firstSolid: null, planned }),
    claims: null,
  });
  return {
    async openOutputs(folder) {
      if (name === null) return [];
      const file = await folder.file(name);
      const about = request.case === null ? [] : [identityWords(request.case.identity)];
      const settings = gcodeSettingsOf(profile, printer, layers.thicknessMm);
      const sink = gcodeSink(file, { tool: TOOL, partId, about, settings, hash: hasher(), onSlowed });
      const own: PartOutput = { names: [name], sink, finish: () => file.close() };
      if (!build.shared || request.layers !== null) return [own];
      beads = beadSpool(await folder.spool());
      return [own, { names: [], sink: beads.sink, finish: async () => {} }];
    },
    layer({ layer, toolpaths, figures }) {
      design.push(designedLayer(layer, toolpaths));
      const { missedMm2, unfilledMm2, voidMm2, overlapMm2, unsupportedStarts = null } = figures;
      assert(
        missedMm2 !== null && voidMm2 !== undefined && overlapMm2 !== undefined,
        'the beads of a layer were measured',
      );
      const voids = { voidMm2, overlapMm2 };
      planned.push({ missedMm2, doubleMm2: null, unfilledMm2, unsupportedStarts, timeS: null, voids });
      contours.layer(inspectedContours(layer));
    },
    async inspect(folder, totals, context) {
      const judged = contours.finish();
      if (name === null) return withFindings(judged, chamberFindings(pairing, partId));
      const source = await folder.source(name);
      try {
        const options = printOptionsOf(printer, profile, {
          partId,
          expected,
          partial: to - from < job.layerCount,
          designVolumeMm3: isSparse ? designVolumeMm3() : bead.flow.value * totals.solidMm3,
        });
        const { print, tolerated } = await inspectGcode(source, options, printer, context.signal);
        const read = { print: { ...print, findings: [...print.findings, ...slowed] }, tolerated };
        const limits = { partId, design, partial: options.partial, ...layerLimitsOf(profile) };
        return withFindings(withPrint(judged, read, limits), chamberFindings(pairing, partId));
      } finally {
        await source.close();
      }
    },
    platePart: ({ totals }) =>
      beads === null
        ? null
        : {
            partId,
            header: jobHeader(job),
            beads,
            design,
            expected,
            designVolumeMm3: designVolumeMm3(),
            extrudedMm3: totals.extrudedVolumeMm3,
          },
    exposures: () => [],
    charts: (inspection, totals) => [
      areaChart(inspection),
      ...extrusionChart(inspection),
      timeChart(inspection, profile.heat?.maxLayerTimeS?.value),
      ...interlayerChart(inspection, heatSettingsOf(profile)),
      ...densityChart(totals),
    ],
  };
}

function slowedWords(feature: string, lengthMm: number, leastMmPerS: number): string {
  return `${lengthMm.toFixed(1)} mm of ${feature} go slower than planned, down to ${leastMmPerS.toFixed(1)} mm/s: the flow allows no more`;
}

function stripVolumeMm3({ toolpaths }: ToolpathLayer): number {
  let volume = 0;
  for (const path of toolpaths) {
    if (path.kind !== 'bead' || path.feature === 'skirt') continue;
    volume += stripAreaMm2(path.path, path.widthMm) * path.heightMm;
  }
  return volume;
}
