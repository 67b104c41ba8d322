/** Extrusion: G-code, read back and judged beside the contours that it was planned from. */
import { beadSettingsOf, faceLiftMm, gcodeSettingsOf } from '../../config/fff-settings.ts';
import { heatSettingsOf } from '../../config/heat-settings.ts';
import type { Pairing } from '../../config/match.ts';
import type { FffProfile } from '../../config/profile.ts';
import { supportSettingsOf } from '../../config/support-settings.ts';
import { distinctSizes } from '../../config/thumbnail-sizes.ts';
import { type Finding, finding } from '../../core/finding.ts';
import type { Layer } from '../../core/layer.ts';
import { assert } from '../../core/prep-error.ts';
import type { ToolpathLayer } from '../../core/toolpath.ts';
import { encodePng } from '../../draw/png.ts';
import { shadedView } from '../../draw/shaded-view.ts';
import { isUpright } from '../../fff/adhesion/adhesion-beads.ts';
import { type GcodeSink, gcodeSink, type SlowedBeads } from '../../formats/gcode/write-gcode.ts';
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
import { expectedBelow, inspectOptions } from '../sinks/inspect-options.ts';
import { jobHeader, type PartOutput } from '../sinks/part-sinks.ts';
import type { BeadSpool } from '../sinks/plate-part.ts';
import { inspectedContours } from '../sinks/read-back.ts';
import type { Road } from '../sinks/road.ts';
import { askedWatch } from './asked-findings.ts';
import { asideFindings, bandFindings, bandWords } from './band-findings.ts';
import { beadSpool } from './bead-spool.ts';
import { chamberFindings } from './chamber-findings.ts';
import { footFindings } from './foot-findings.ts';
import { inspectGcode, layerLimitsOf, printOptionsOf } from './read-print.ts';
import { seamFindings } from './seam-findings.ts';
import { supportWatch } from './support-findings.ts';
import { travelWatch } from './travel-findings.ts';
import { withFindings, withPrint } from './with-print.ts';

/** Rows on which solid without a bead is measured while planning. */
const COVER_ROW_MM = 0.1;

/** What of a part decides its beads beside its profile. */
export interface BeadsAround {
  /** Thickness of its layers. */
  readonly layerMm: number;
  /** Gives the convex outline of what is made, asked for where something stands upright around it. */
  readonly outline: () => Float64Array;
  readonly supports: NonNullable<BeadSpec['supports']>;
  /** Regions that travels keep off. */
  readonly keptOff: readonly string[];
}

/** What of a profile and a part decides the beads. */
export function beadSpecOf(profile: FffProfile, { layerMm, outline, supports, keptOff }: BeadsAround): BeadSpec {
  const supported = supports.length > 0;
  const settings = { ...beadSettingsOf(profile), ...(supported ? supportSettingsOf(profile, layerMm) : {}) };
  const upright = settings.adhesion !== undefined && isUpright(settings.adhesion);
  return {
    kind: 'beads',
    settings,
    coverRowMm: COVER_ROW_MM,
    ...(upright ? { outline: outline() } : {}),
    ...(supported ? { supports } : {}),
    ...(keptOff.length > 0 && settings.travel?.avoid !== 'none'
      ? { keptOff: { ids: keptOff, clearMm: faceLiftMm(profile) } }
      : {}),
  };
}

/**
 * Returns the road of one build. G-code holds no contours, so these are judged as they were planned, layer by layer while
 * they pass; all else is measured on the file.
 */
export function fffRoad(pairing: Extract<Pairing, { process: 'fff' }>, build: BuildInHand): Road {
  const { profile, printer } = pairing;
  const { request, job } = build;
  const { partId, layers } = job.spec;
  const name = request.outputs.includes('gcode') ? `${partId}.gcode` : null;
  const planned: PlannedNumbers[] = [];
  const design: DesignedLayer[] = [];
  const supports = supportWatch(partId);
  const travels = travelWatch(partId);
  const asked = askedWatch(profile, partId, request.case?.identity.model === true);
  function designedLayer({ zMm, regions }: Layer, toolpaths: ToolpathLayer, sparseMm2: number): DesignedLayer {
    const loops = regions.flatMap(({ outline, holes }) => [outline, ...holes]);
    const areaMm2 = loopsAreaMm2(loops);
    const outlineMm = loops.reduce((sum, loop) => sum + lengthMm(loop), 0);
    // Lines of sparse infill stand where the pattern has them: a layer is held to them as planned, all together to the share asked for.
    const { volumeMm3, bridgeMm3, firstLayerMm3 } = asked.add(toolpaths, areaMm2, sparseMm2);
    const isAsked = profile.bead.flow.value !== 1 || sparseMm2 > 0 || bridgeMm3 !== 0 || firstLayerMm3 !== 0;
    return { zMm, areaMm2, outlineMm, volumeMm3, ...(isAsked ? { isAsked } : {}) };
  }
  const slowed: Finding[] = [];
  const onSlowed = (beads: ReadonlyMap<string, SlowedBeads>): void => {
    for (const [feature, { lengthMm, leastMmPerS }] of beads) {
      slowed.push(finding('flow-slowed', 'note', slowedWords(feature, lengthMm, leastMmPerS), { partId }));
    }
  };
  /** The beads for the print of the whole plate, where several parts stand on it. */
  let beads: BeadSpool | null = null;
  let sink: GcodeSink | null = null;
  const { from, to, thicknessMm } = layers;
  const plan = planLayers(job.box, layers);
  const expected = {
    layerCount: to - from,
    thicknessMm,
    firstTopMm: plan.zTopMm(from),
    ...expectedBelow(plan, from, to),
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
      const band = bandWords(job);
      const about = [
        ...(request.case === null ? [] : [identityWords(request.case.identity)]),
        ...(band === null ? [] : [band]),
      ];
      const settings = gcodeSettingsOf(profile, printer, layers.thicknessMm);
      // The mesh of the design: of a lattice its envelope, since there is no mesh of it.
      const sizes = distinctSizes(request.thumbnails ?? printer.thumbnails ?? []);
      const thumbnails = sizes.map(({ widthPx, heightPx }) => {
        return { widthPx, heightPx, png: encodePng(shadedView(job.spec.mesh, widthPx, heightPx)) };
      });
      sink = gcodeSink(file, { tool: TOOL, partId, about, settings, thumbnails, hash: hasher(), onSlowed });
      const own: PartOutput = { names: [name], sink, finish: () => file.close() };
      if (!build.shared || request.layers !== null) return [own];
      beads = beadSpool(await folder.spool());
      return [own, { names: [], sink: beads.sink, finish: async () => {} }];
    },
    layer({ layer, toolpaths, figures }) {
      const { sparseMm2 } = figures;
      design.push(designedLayer(layer, toolpaths, sparseMm2 ?? 0));
      supports.add(layer.index, figures);
      const { missedMm2, unfilledMm2, voidMm2, overlapMm2, unsupportedStarts = null, footMm2 } = figures;
      const { travelsOverFaces } = figures;
      travels.add(layer.index, travelsOverFaces);
      assert(
        missedMm2 !== null && voidMm2 !== undefined && overlapMm2 !== undefined,
        'the beads of a layer were measured',
      );
      const voids = { voidMm2, overlapMm2 };
      planned.push({
        missedMm2,
        doubleMm2: null,
        unfilledMm2,
        unsupportedStarts,
        ...(travelsOverFaces === undefined ? {} : { travelsOverFaces }),
        timeS: null,
        voids,
        ...(footMm2 === undefined ? {} : { footMm2 }),
        ...(sparseMm2 === undefined ? {} : { sparseMm2 }),
      });
      contours.layer(inspectedContours(layer));
    },
    async inspect(folder, totals, context) {
      const judged = contours.finish();
      const own = [
        ...chamberFindings(pairing, partId),
        ...bandFindings(job),
        ...asideFindings(profile, job),
        ...seamFindings(profile, job.spec),
        ...footFindings(job.spec, totals.footMm3),
        ...supports.findings(),
        ...travels.findings(),
      ];
      if (name === null) return withFindings(judged, [...own, ...asked.findings(null)]);
      const source = await folder.source(name);
      try {
        const options = printOptionsOf(printer, profile, {
          partId,
          expected,
          partial: to - from < job.layerCount,
          designVolumeMm3: designVolumeMm3(),
          ownLines: (line) => sink?.ownLine(line) ?? null,
        });
        const { print, tolerated } = await inspectGcode(source, options, printer, context.signal);
        const read = { print: { ...print, findings: [...print.findings, ...slowed] }, tolerated };
        const limits = { partId, design, partial: options.partial, ...layerLimitsOf(profile) };
        return withFindings(withPrint(judged, read, limits), [...own, ...asked.findings(print.features)]);
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
            hasKeptOff: job.spec.paths?.kind === 'beads' && job.spec.paths.keptOff !== undefined,
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
