/** What was measured on several parts of one build as one inspection: sums, and each part by itself beside them. */
import type { Finding } from '../../core/finding.ts';
import { assert } from '../../core/prep-error.ts';
import { toGrid } from '../../core/units.ts';
import {
  type Inspection,
  type InspectionLayer,
  type InspectionTotals,
  NOT_MEASURED,
  verdictOf,
} from '../../inspect/inspection.ts';
import { joinExtrusions } from '../bead/join-extrusions.ts';
import type { BuiltPart } from './build-part.ts';

/**
 * Returns the inspection of the build; that of one part is its own.
 *
 * @param between - findings on several parts together
 */
export function joinInspections(built: readonly BuiltPart[], between: readonly Finding[] = []): Inspection {
  const [first, ...others] = built.map(({ inspection }) => inspection);
  if (first === undefined || others.length === 0) return first as Inspection;
  const all = [first, ...others];
  const findings = [...all.flatMap((one) => one.findings), ...between];
  const recoatS = recoatOf(built);
  const layers = sumLayers(all, recoatS);
  const regions = all.flatMap((one) => one.regions ?? []);
  const shapes = all.flatMap((one) => one.shapes ?? []);
  const insets = all.flatMap((one) => one.insets ?? []);
  const extrusion = joinExtrusions(all.flatMap((one) => one.extrusion ?? []));
  return {
    schema: first.schema,
    tool: first.tool,
    verdict: verdictOf(findings),
    totals: sumTotals(all, layers, recoatS),
    lattice: { ...NOT_MEASURED, ...sumVoids(all) },
    densities: all.flatMap((one) => one.densities),
    parts: built.map(({ build, inspection }) => ({
      partId: build.part.partId,
      variant: build.request.part.variant,
      side: build.request.case?.identity.side ?? null,
      verdict: inspection.verdict,
      totals: inspection.totals,
      lattice: inspection.lattice,
    })),
    ...(regions.length === 0 ? {} : { regions }),
    ...(shapes.length === 0 ? {} : { shapes }),
    ...(insets.length === 0 ? {} : { insets }),
    ...(extrusion === null ? {} : { extrusion }),
    layers,
    findings,
    checksNotRun: [
      ...new Map(all.flatMap((one) => one.checksNotRun).map((check) => [`${check.rule} ${check.why}`, check])).values(),
    ].sort((a, b) => (a.rule < b.rule ? -1 : 1)),
  };
}

/** Parts on one plate are recoated together; prints one after the other are not. */
function recoatOf([first]: readonly BuiltPart[]): number {
  const paths = first?.build.job.spec.paths;
  return paths?.kind === 'scan' ? paths.recoatS : 0;
}

function sumVoids(all: readonly Inspection[]) {
  const of = (key: 'closedVoidMm3' | 'looseSolidMm3' | 'surfaceMm2') =>
    sumKnown(all.map(({ lattice }) => lattice[key]));
  return { closedVoidMm3: of('closedVoidMm3'), looseSolidMm3: of('looseSolidMm3'), surfaceMm2: of('surfaceMm2') };
}

function sumTotals(all: readonly Inspection[], layers: readonly InspectionLayer[], recoatS: number): InspectionTotals {
  const of = (key: keyof InspectionTotals) => sumKnown(all.map(({ totals }) => totals[key] ?? null));
  const volumeMm3 = of('volumeMm3');
  const envelopeVolumeMm3 = of('envelopeVolumeMm3');
  const timeS = of('timeS');
  const recoats = all.reduce((sum, one) => sum + recoatsOf(one.layers), 0);
  // Where one part does not tell its density, as of a few layers alone, the build has none either.
  const isKnown = all.every(({ totals }) => totals.relativeDensity !== null);
  return {
    layers: layers.length,
    volumeMm3,
    envelopeVolumeMm3,
    relativeDensity:
      !isKnown || volumeMm3 === null || envelopeVolumeMm3 === null || envelopeVolumeMm3 === 0
        ? null
        : rounded(volumeMm3 / envelopeVolumeMm3),
    hatchLengthMm: of('hatchLengthMm'),
    contourLengthMm: of('contourLengthMm'),
    extrudedVolumeMm3: of('extrudedVolumeMm3'),
    timeS: timeS === null ? null : rounded(timeS - (recoats - recoatsOf(layers)) * recoatS),
    massG: of('massG'),
    ...(all.some(({ totals }) => totals.exposedOutsideMm3 !== undefined)
      ? { exposedOutsideMm3: of('exposedOutsideMm3') }
      : {}),
  };
}

/** How many layers are recoated: an empty one at the base of a file, which the format needs for the thickness of the next, takes no time. */
function recoatsOf(layers: readonly InspectionLayer[]): number {
  return layers.filter(({ timeS }) => timeS !== 0).length;
}

/** Layers of one height as one; a part that ends below has none there. Their numbers rise from that of the lowest. */
function sumLayers(all: readonly Inspection[], recoatS: number): InspectionLayer[] {
  const byHeight = new Map<number, InspectionLayer[]>();
  for (const { layers } of all) {
    for (const layer of layers) {
      assert(layer.zMm !== null, 'a layer of a build has a height');
      const height = toGrid(layer.zMm);
      const same = byHeight.get(height);
      if (same === undefined) byHeight.set(height, [layer]);
      else same.push(layer);
    }
  }
  const heights = [...byHeight.keys()].sort((a, b) => a - b);
  const lowest = byHeight.get(heights[0] ?? 0)?.[0]?.index ?? 0;
  return heights.map((height, n) => {
    const same = byHeight.get(height) as InspectionLayer[];
    const of = (key: Exclude<keyof InspectionLayer, 'index' | 'zMm' | 'byFeatureMm3'>) =>
      sumKnown(same.map((layer) => layer[key] ?? null));
    const timeS = of('timeS');
    return {
      index: lowest + n,
      zMm: same[0]?.zMm ?? null,
      areaMm2: of('areaMm2'),
      contours: of('contours'),
      openContours: of('openContours'),
      hatchLines: of('hatchLines'),
      hatchLengthMm: of('hatchLengthMm'),
      unexposedMm2: of('unexposedMm2'),
      exposedMm2: of('exposedMm2'),
      doubleExposedMm2: of('doubleExposedMm2'),
      ...(same.some((layer) => layer.exposedOutsideMm2 !== undefined)
        ? { exposedOutsideMm2: of('exposedOutsideMm2') }
        : {}),
      islands: of('islands'),
      timeS: timeS === null ? null : rounded(timeS - Math.max(0, recoatsOf(same) - 1) * recoatS),
      ...(same.some(({ extrudedMm3 }) => extrudedMm3 !== undefined) ? printedOf(same) : {}),
    };
  });
}

/** What is extruded of several parts, and the coldest that a layer of any is laid on. */
function printedOf(same: readonly InspectionLayer[]): Partial<InspectionLayer> {
  const known = same.flatMap(({ interlayerC }) => interlayerC ?? []);
  const byFeatureMm3: Record<string, number> = {};
  for (const { byFeatureMm3: own = {} } of same) {
    for (const [name, mm3] of Object.entries(own)) byFeatureMm3[name] = rounded((byFeatureMm3[name] ?? 0) + mm3);
  }
  return {
    extrudedMm3: sumKnown(same.map(({ extrudedMm3 }) => extrudedMm3 ?? null)),
    byFeatureMm3,
    designMm3: sumKnown(same.map(({ designMm3 }) => designMm3 ?? null)),
    interlayerC: known.length === 0 ? null : Math.min(...known),
  };
}

/** The sum where all are known, else null. */
function sumKnown(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return rounded(sum);
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
