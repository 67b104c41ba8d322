/** Extrusion: G-code, read back and judged beside the contours that it was planned from. */
import { beadSettingsOf, gcodeSettingsOf } from '../../config/fff-settings.ts';
import type { Pairing } from '../../config/match.ts';
import type { FffProfile } from '../../config/profile.ts';
import { supportSettingsOf } from '../../config/support-settings.ts';
import type { Finding } from '../../core/finding.ts';
import { assert } from '../../core/prep-error.ts';
import { isOfPart, type ToolpathLayer } from '../../core/toolpath.ts';
import { isUpright } from '../../fff/adhesion/adhesion-beads.ts';
import { stripAreaMm2 } from '../../fff/strip-area.ts';
import { gcodeSink } from '../../formats/gcode/write-gcode.ts';
import { type Inspection, verdictOf } from '../../inspect/inspection.ts';
import { createInspector } from '../../inspect/inspector.ts';
import type { PlannedNumbers } from '../../inspect/settings.ts';
import { planLayers } from '../../slicing/layer-plan.ts';
import type { BeadSpec } from '../layers/job-spec.ts';
import { TOOL } from '../load/tool.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import { identityWords } from '../request/case-identity.ts';
import { areaChart, densityChart, extrusionChart, timeChart } from '../sinks/build-charts.ts';
import { expectedBelow, inspectOptions } from '../sinks/inspect-options.ts';
import { inspectedContours } from '../sinks/read-back.ts';
import type { Road } from '../sinks/road.ts';
import { footFindings } from './foot-findings.ts';
import { inspectGcode, printOptionsOf } from './read-print.ts';
import { supportWatch } from './support-findings.ts';
import { withPrint } from './with-print.ts';

/** Rows on which solid without a bead is measured while planning. */
const COVER_ROW_MM = 0.1;

/** What of a part decides its beads beside its profile. */
export interface BeadsAround {
  /** Thickness of its layers. */
  readonly layerMm: number;
  /** Gives the convex outline of what is made, asked for where something stands upright around it. */
  readonly outline: () => Float64Array;
  readonly supports: NonNullable<BeadSpec['supports']>;
}

/** What of a profile and a part decides the beads. */
export function beadSpecOf(profile: FffProfile, { layerMm, outline, supports }: BeadsAround): BeadSpec {
  const supported = supports.length > 0;
  const settings = { ...beadSettingsOf(profile), ...(supported ? supportSettingsOf(profile, layerMm) : {}) };
  const upright = settings.adhesion !== undefined && isUpright(settings.adhesion);
  return {
    kind: 'beads',
    settings,
    coverRowMm: COVER_ROW_MM,
    ...(upright ? { outline: outline() } : {}),
    ...(supported ? { supports } : {}),
  };
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
  /** Volume of the strips of all beads of the part, before the flow, and what flows of their own add to it. */
  let stripsMm3 = 0;
  let moreMm3 = 0;
  let footMm3 = 0;
  const supports = supportWatch(partId);
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
      const strips = stripVolumes(toolpaths);
      stripsMm3 += strips.volumeMm3;
      moreMm3 += strips.moreMm3;
      supports.add(layer.index, figures);
      footMm3 += (figures.footMm2 ?? 0) * layer.thicknessMm;
      const { missedMm2, unfilledMm2 } = figures;
      assert(missedMm2 !== null, 'the beads of a layer were measured');
      planned.push({ missedMm2, doubleMm2: null, unfilledMm2, timeS: null });
      contours.layer(inspectedContours(layer));
    },
    async inspect(folder, totals, context) {
      const judged = withFindings(contours.finish(), [...footFindings(job.spec, footMm3), ...supports.findings()]);
      if (name === null) return judged;
      const source = await folder.source(name);
      try {
        const { from, to, thicknessMm } = layers;
        const plan = planLayers(job.box, layers);
        const options = printOptionsOf(printer, profile, {
          partId,
          expected: {
            layerCount: to - from,
            thicknessMm,
            firstTopMm: plan.zTopMm(from),
            ...expectedBelow(plan, from, to),
          },
          partial: to - from < job.layerCount,
          // Sparse infill is not the solid: then the file is held to its plan, and the plan to nothing.
          designVolumeMm3: bead.flow.value * ((infill.fraction.value < 1 ? stripsMm3 : totals.solidMm3) + moreMm3),
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

function withFindings(inspection: Inspection, more: readonly Finding[]): Inspection {
  if (more.length === 0) return inspection;
  const findings = [...more, ...inspection.findings];
  return { ...inspection, findings, verdict: verdictOf(findings) };
}

function stripVolumes({ toolpaths }: ToolpathLayer): { readonly volumeMm3: number; readonly moreMm3: number } {
  let volumeMm3 = 0;
  let moreMm3 = 0;
  for (const path of toolpaths) {
    if (path.kind !== 'bead' || !isOfPart(path.feature)) continue;
    const strip = stripAreaMm2(path.path, path.widthMm) * path.heightMm;
    volumeMm3 += strip;
    moreMm3 += strip * ((path.flow ?? 1) - 1);
  }
  return { volumeMm3, moreMm3 };
}
