/** Extrusion: G-code, read back and judged beside the contours that it was planned from. */
import { beadSettingsOf, gcodeSettingsOf } from '../../config/fff-settings.ts';
import type { Pairing } from '../../config/match.ts';
import type { FffProfile } from '../../config/profile.ts';
import { assert } from '../../core/prep-error.ts';
import type { ToolpathLayer } from '../../core/toolpath.ts';
import { stripAreaMm2 } from '../../fff/strip-area.ts';
import { gcodeSink } from '../../formats/gcode/write-gcode.ts';
import { createInspector } from '../../inspect/inspector.ts';
import type { PlannedNumbers } from '../../inspect/settings.ts';
import { planLayers } from '../../slicing/layer-plan.ts';
import type { BeadSpec } from '../layers/job-spec.ts';
import { TOOL } from '../load/tool.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import { identityWords } from '../request/case-identity.ts';
import { areaChart, densityChart, extrusionChart, timeChart } from '../sinks/build-charts.ts';
import { inspectOptions } from '../sinks/inspect-options.ts';
import { inspectedContours } from '../sinks/read-back.ts';
import type { Road } from '../sinks/road.ts';
import { inspectGcode, printOptionsOf } from './read-print.ts';
import { withPrint } from './with-print.ts';

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
  /** Volume of the strips of all beads but the skirt's, before the flow. */
  let stripsMm3 = 0;
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
      return [
        { names: [name], sink: gcodeSink(file, { tool: TOOL, partId, about, settings }), finish: () => file.close() },
      ];
    },
    layer({ layer, toolpaths, figures }) {
      stripsMm3 += stripVolumeMm3(toolpaths);
      const { missedMm2, unfilledMm2, voidMm2, overlapMm2 } = figures;
      assert(
        missedMm2 !== null && voidMm2 !== undefined && overlapMm2 !== undefined,
        'the beads of a layer were measured',
      );
      planned.push({ missedMm2, doubleMm2: null, unfilledMm2, timeS: null, voids: { voidMm2, overlapMm2 } });
      contours.layer(inspectedContours(layer));
    },
    async inspect(folder, totals, context) {
      const judged = contours.finish();
      if (name === null) return judged;
      const source = await folder.source(name);
      try {
        const { from, to, thicknessMm } = layers;
        const firstTopMm = planLayers(job.box, layers).zTopMm(from);
        const options = printOptionsOf(printer, profile, {
          partId,
          expected: { layerCount: to - from, thicknessMm, firstTopMm },
          partial: to - from < job.layerCount,
          // Sparse infill is not the solid: then the file is held to its plan, and the plan to nothing.
          designVolumeMm3: bead.flow.value * (infill.fraction.value < 1 ? stripsMm3 : totals.solidMm3),
        });
        return withPrint(judged, await inspectGcode(source, options, context.signal), partId);
      } finally {
        await source.close();
      }
    },
    exposures: () => [],
    charts: (inspection, totals) => [
      areaChart(inspection),
      ...extrusionChart(inspection, layers.thicknessMm),
      timeChart(inspection),
      ...densityChart(totals),
    ],
  };
}

function stripVolumeMm3({ toolpaths }: ToolpathLayer): number {
  let volume = 0;
  for (const path of toolpaths) {
    if (path.kind !== 'bead' || path.feature === 'skirt') continue;
    volume += stripAreaMm2(path.path, path.widthMm) * path.heightMm;
  }
  return volume;
}
