/** The regions of a case as they were made: a row for each with what was measured, its limits and a verdict. */
import { type Finding, finding, type Severity } from '../../core/finding.ts';
import type { Inspection, InspectionRegion, RegionCheck, Verdict } from '../../inspect/inspection.ts';
import { densityOffWords } from '../../inspect/rules/density-off.ts';
import { volumeRoomMm3 } from '../../volume/volume-room.ts';
import type { LayerTotals } from '../layers/layer-totals.ts';
import { volumeFactor } from '../layers/made-shape.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import type { RegionRequest } from '../request/prepare-request.ts';
import { BORE_RULES, boreFinding, boreRow } from './bore-deviation.ts';
import type { LatticeMeasures } from './lattice-meter.ts';
import { designVolumesMm3 } from './region-design.ts';

/** Relative difference of a region's volume from that of its meshes, beside what layers of that thickness may be off by. */
const VOLUME_RELATIVE = 0.002;
/** Share of a solid region that must be solid. */
const SOLID_SHARE = 0.999;
/** Solid in an empty region that is rounding, mm3. */
const OBSTRUCTED_MM3 = 0.001;

/** Why a check of a region could not be run. */
const UNMEASURED: Readonly<Record<string, string>> = {
  'density-off': 'holds no whole cell along the axes of the plate',
  'region-wall-thin': 'is too thin, or not resolved, for its walls to be measured',
};

/** The rules of regions, for the report. */
export const REGION_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'region-volume-off', meaning: 'Each region of the case has the volume that its meshes give it.' },
  { id: 'region-not-solid', meaning: 'Solid regions are solid throughout.' },
  { id: 'region-obstructed', meaning: 'Regions that are to be empty hold no solid.' },
  ...BORE_RULES,
  { id: 'region-wall-thin', meaning: 'Walls and struts of a region are no thinner than the case allows.' },
];

/** Rows for inspection.json, none for a bare mesh, and what is wrong. */
export interface JudgedRegions {
  readonly rows: readonly InspectionRegion[] | undefined;
  /** Checks that could not be run on a region. */
  readonly notRun: Inspection['checksNotRun'];
  readonly findings: readonly Finding[];
}

/** A check with what is said where it does not hold. */
interface Judged extends RegionCheck {
  readonly severity: Severity | null;
  readonly message: string;
}

/** Judges every region; `measures` are those of the lattices in the order of the regions. */
export async function judgeRegions(
  build: BuildInHand,
  inspection: Inspection,
  totals: LayerTotals,
  measures: readonly (LatticeMeasures | null)[],
): Promise<JudgedRegions> {
  const { regions } = build.request.part;
  if (regions.every(({ id }) => id === null)) return { rows: undefined, notRun: [], findings: [] };
  const { from, to } = build.job.spec.layers;
  const whole = to - from >= build.job.layerCount;
  const designs = whole ? await designVolumesMm3(build) : regions.map(() => null);
  const rows: InspectionRegion[] = [];
  const findings: Finding[] = [];
  const notRun: { readonly rule: string; readonly why: string }[] = [];
  for (const [n, region] of regions.entries()) {
    const lattice = build.job.fills.findIndex((filling) => filling.region === n);
    const facts: RegionFacts = {
      region,
      volumeMm3: (totals.regions[n]?.placeMm3 ?? 0) - (totals.regions[n]?.raisedMm3 ?? 0),
      solidMm3: totals.regions[n]?.solidMm3 ?? 0,
      footMm3: totals.regions[n]?.footMm3 ?? 0,
      designMm3: designs[n] ?? null,
      factor: volumeFactor(build.job.spec),
      raisedMm3: totals.regions[n]?.raisedMm3 ?? 0,
      stepsMm2: totals.regions[n]?.stepsMm2 ?? 2 * (totals.regions[n]?.mostMm2 ?? 0),
      density: inspection.densities.find(({ regionId }) => regionId === region.id) ?? null,
      measures: lattice < 0 ? null : (measures[lattice] ?? null),
    };
    const checks = checksOf(facts, build, whole);
    const bore = await boreRow(build, region);
    rows.push({ ...rowOf(facts, checks, build.part.partId), ...(bore === null ? {} : { bore }) });
    if (bore !== null) findings.push(boreFinding(build.part.partId, region.id, bore));
    for (const { rule, severity, measured, limit, unit, message } of checks) {
      if (measured === null && whole)
        notRun.push({ rule, why: `the region '${region.id}' ${UNMEASURED[rule] ?? 'was not measured'}` });
      if (severity === null) continue;
      const about = `region '${region.id}': ${message}`;
      const known = { partId: build.part.partId, regionId: region.id, measured, limit, unit };
      findings.push(finding(rule, region.limits.verdict ?? severity, about, known));
    }
  }
  return { rows, notRun, findings };
}

interface RegionFacts {
  readonly region: RegionRequest;
  readonly volumeMm3: number;
  readonly solidMm3: number;
  readonly designMm3: number | null;
  /** By how much the part is larger than its design. */
  readonly factor: number;
  /** What of its place went where faces that look down were raised. */
  readonly raisedMm3: number;
  /** What of its solid went where the first layers are made smaller: they are held to what is made of them. */
  readonly footMm3: number;
  /** Sum of the steps of its area from layer to layer: the cut's to add or lose. */
  readonly stepsMm2: number;
  readonly density: Inspection['densities'][number] | null;
  readonly measures: LatticeMeasures | null;
}

function checksOf(facts: RegionFacts, { job }: BuildInHand, whole: boolean): Judged[] {
  const { region, volumeMm3, solidMm3, designMm3, factor, raisedMm3, footMm3, density, measures } = facts;
  const checks: Judged[] = [];
  const add = (
    rule: string,
    measured: number | null,
    limit: number | null,
    unit: string | null,
    severity: Severity | null,
    message: string,
  ) => {
    const grave = severity === null ? null : (region.limits.verdict ?? severity);
    const verdict = measured === null ? null : verdictFrom(grave);
    checks.push({ rule, measured: rounded(measured), limit: rounded(limit), unit, verdict, severity, message });
  };
  if (region.fill === 'lattice' && density !== null) {
    const { relativeDensity, inFileRelativeDensity: target, limitRelative } = density;
    const off = relativeDensity === null ? 0 : Math.abs(relativeDensity / target - 1);
    const severity = off <= limitRelative ? null : off > 2 * limitRelative ? 'error' : 'warning';
    const message = relativeDensity === null ? '' : densityOffWords(relativeDensity, target, limitRelative);
    add('density-off', relativeDensity, target, 'relative density', severity, message);
  }
  const { leastWallMm } = region.limits;
  if (leastWallMm !== null) {
    const thinnest = measures?.wallMm?.min ?? measures?.wallMm?.p5 ?? null;
    const thin = thinnest !== null && thinnest < leastWallMm;
    const message = `walls are down to ${thinnest} mm thin, at least ${leastWallMm} mm are asked for`;
    add('region-wall-thin', thinnest, leastWallMm, 'mm', thin ? 'error' : null, message);
  }
  if (region.fill === 'solid' && volumeMm3 - footMm3 > 0) {
    const share = solidMm3 / (volumeMm3 - footMm3);
    const less =
      footMm3 > 0 ? `, without the ${footMm3.toPrecision(3)} mm3 by which the first layers are made smaller` : '';
    const message = `${(100 * share).toFixed(2)} % of it is solid${less}`;
    add('region-not-solid', share, SOLID_SHARE, 'solid share', share < SOLID_SHARE ? 'error' : null, message);
  }
  if (region.fill === 'empty') {
    const message = `${solidMm3.toPrecision(4)} mm3 of solid stand in what is to be empty`;
    add('region-obstructed', solidMm3, OBSTRUCTED_MM3, 'mm3', solidMm3 > OBSTRUCTED_MM3 ? 'error' : null, message);
  }
  if (whole && designMm3 !== null && designMm3 > 0) {
    const { thicknessMm, cut } = job.spec.layers;
    const madeMm3 = designMm3 * factor - raisedMm3;
    const room = madeMm3 * VOLUME_RELATIVE + volumeRoomMm3(facts.stepsMm2, thicknessMm, cut);
    const off = Math.abs(volumeMm3 - madeMm3) > room;
    const changed =
      job.spec.shape == null ? '' : ` with their shape compensated, ${designMm3.toFixed(3)} mm3 as designed`;
    const message = `its layers hold ${volumeMm3.toFixed(3)} mm3, its meshes ${madeMm3.toFixed(3)} mm3${changed}`;
    add('region-volume-off', volumeMm3, madeMm3, 'mm3', off ? 'error' : null, message);
  }
  return checks;
}

function rowOf(
  { region, volumeMm3, solidMm3, designMm3, footMm3, density, measures }: RegionFacts,
  checks: readonly Judged[],
  partId: string,
): InspectionRegion {
  const { id, kind, fill, limits } = region;
  // What could not be measured keeps a region from passing.
  const order: readonly (Verdict | null)[] = ['fail', 'warn', null, 'pass'];
  const gravest = [...checks].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))[0] ?? null;
  const share = volumeMm3 > 0 ? solidMm3 / volumeMm3 : null;
  return {
    partId,
    regionId: id ?? '',
    kind: kind ?? fill,
    fill,
    volumeMm3: rounded(volumeMm3),
    designVolumeMm3: rounded(designMm3),
    solidMm3: rounded(solidMm3),
    ...(footMm3 > 0 ? { firstLayerInsetMm3: Math.round(footMm3 * 1e6) / 1e6 } : {}),
    relativeDensity: rounded(fill === 'lattice' ? (density?.relativeDensity ?? null) : share),
    targetRelativeDensity: rounded(fill === 'lattice' ? (density?.targetRelativeDensity ?? null) : null),
    wallMm: measures?.wallMm ?? null,
    poreMm: measures?.poreMm ?? null,
    throatMm: measures?.throatMm ?? null,
    supportBan: limits.supportBan,
    toleranceMm: limits.toleranceMm,
    machiningStockMm: limits.machiningStockMm,
    etchAllowanceMm: limits.etchAllowanceMm,
    blastAllowanceMm: limits.blastAllowanceMm,
    checks: checks.map(({ rule, measured, limit, unit, verdict }) => ({ rule, measured, limit, unit, verdict })),
    rule: gravest?.rule ?? null,
    measured: gravest?.measured ?? null,
    limit: gravest?.limit ?? null,
    unit: gravest?.unit ?? null,
    verdict: gravest?.verdict ?? null,
  };
}

function verdictFrom(severity: Severity | null): Verdict {
  return severity === 'error' ? 'fail' : severity === 'warning' ? 'warn' : 'pass';
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e4) / 1e4;
}
