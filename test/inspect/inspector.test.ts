import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { inspectionJson } from '../../src/inspect/inspection.ts';
import { RULES, UNMADE_CHECKS } from '../../src/inspect/rules.ts';
import { DEFAULT_INSPECT_LIMITS, type InspectedLattice } from '../../src/inspect/settings.ts';
import {
  boxArea,
  CLEAN_OPTIONS,
  cleanLayers,
  closed,
  hatchEnergy,
  hole,
  inspect,
  outer,
  tube,
  tubeHatches,
} from './clean-part.ts';

/** The one finding of a rule; fails when there are more or none. */
function only(findings: readonly Finding[], rule: string): Finding {
  const found = findings.filter((f) => f.rule === rule);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** No box to leave but the boundary itself. */
const ROOMY = { claims: null, buildArea: null };

const provoked = new Set<string>();

function rulesOf(findings: readonly Finding[]): string[] {
  const ids = [...new Set(findings.map((f) => f.rule))];
  for (const id of ids) provoked.add(id);
  return ids;
}

describe('the clean part', () => {
  test('passes without a finding', () => {
    const report = inspect(cleanLayers());
    expect(report.findings).toEqual([]);
    expect(report.verdict).toBe('pass');
  });

  test('is measured: volume, mass, lengths, time and each layer', () => {
    const { totals, layers, lattice } = inspect(cleanLayers());
    expect(totals).toEqual({
      layers: 8,
      volumeMm3: 336,
      envelopeVolumeMm3: 400,
      relativeDensity: 0.84,
      hatchLengthMm: 8 * 40 * 9.8,
      contourLengthMm: 8 * 56,
      extrudedVolumeMm3: null,
      timeS: 24,
      massG: 1.48848,
    });
    expect(layers[3]).toEqual({
      index: 3,
      zMm: 2,
      areaMm2: 84,
      contours: 2,
      openContours: 0,
      hatchLines: 40,
      hatchLengthMm: 392,
      unexposedMm2: 0,
      exposedMm2: 84,
      doubleExposedMm2: 12.5,
      islands: 0,
      timeS: 3,
    });
    expect(lattice).toMatchObject({ closedVoidMm3: 0, looseSolidMm3: 0, relativeDensity: null, wallMm: null });
  });

  test('gives the same text twice, with one line per layer, that parses to the same report', () => {
    const { densities, ...report } = inspect(cleanLayers());
    const text = inspectionJson({ densities, ...report });
    expect(inspectionJson(inspect(cleanLayers()))).toBe(text);
    // Densities stand in the rows of regions, and this file has none.
    expect(densities).toEqual([]);
    expect(JSON.parse(text)).toEqual(report);
    expect(text.split('\n').filter((line) => line.startsWith('    {"index"'))).toHaveLength(8);
  });
});

describe('a planted fault is found with layer and place, and alone', () => {
  test('a contour that ends 50 um away from its first point', () => {
    const open = { ...tube()[0]!, xy: Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10, 0, 0.05) };
    const report = inspect(cleanLayers((k) => (k === 5 ? { polylines: [open, tube()[1]!] } : {})));
    expect(rulesOf(report.findings)).toEqual(['contour-open']);
    expect(report.findings[0]).toMatchObject({ severity: 'error', layer: 5, xMm: 0, yMm: 0.05, measured: 0.05 });
    expect(report.layers[5]?.openContours).toBe(1);
    expect(report.verdict).toBe('fail');
    const closed = { ...open, xy: Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10, 0, 0.0009) };
    expect(inspect(cleanLayers((k) => (k === 5 ? { polylines: [closed, tube()[1]!] } : {}))).findings).toEqual([]);
  });

  test('an outer contour that runs clockwise, and a hole that runs the other way', () => {
    const turned = { ...hole(0, 0, 10, 10), direction: 'outer' as const };
    const outerReport = inspect(cleanLayers((k) => (k === 2 ? { polylines: [turned, tube()[1]!] } : {})));
    expect(rulesOf(outerReport.findings)).toEqual(['contour-orientation']);
    expect(outerReport.findings[0]).toMatchObject({ layer: 2, severity: 'error', xMm: 0, yMm: 0 });
    const back = { ...outer(3, 3, 7, 7), direction: 'hole' as const };
    const holeReport = inspect(cleanLayers((k) => (k === 2 ? { polylines: [tube()[0]!, back] } : {})));
    expect(rulesOf(holeReport.findings)).toEqual(['contour-orientation']);
    expect(holeReport.totals.volumeMm3).toBe(336);
  });

  test('an outer contour within solid, and a hole outside of all solid', () => {
    const within = inspect(cleanLayers((k) => (k === 1 ? { polylines: [...tube(), outer(1, 1, 1.01, 1.01)] } : {})));
    expect(rulesOf(within.findings)).toEqual(['contour-orientation']);
    expect(within.findings[0]).toMatchObject({ layer: 1, xMm: 1, yMm: 1 });
    const outside = inspect(cleanLayers((k) => (k === 1 ? { polylines: [...tube(), hole(4, 4, 4.01, 4.01)] } : {})));
    expect(rulesOf(outside.findings)).toEqual(['contour-orientation']);
    expect(outside.findings[0]?.message).toContain('hole lies outside');
  });

  test('a contour that crosses itself, and two contours that cross', () => {
    const bow = closed('outer', 12, 0, 14, 2, 14, 0, 12, 2.5);
    const self = inspect(cleanLayers((k) => (k === 4 ? { polylines: [...tube(), bow] } : {})));
    const found = only(self.findings, 'contour-self-intersection');
    rulesOf(self.findings);
    expect(found).toMatchObject({ layer: 4, severity: 'error' });
    expect(found.message).toContain('crosses itself');
    // x - 12 = y on the first edge, y = 2.5 - 1.25 (x - 12) on the third.
    expect(found.xMm).toBeCloseTo(12 + 2.5 / 2.25, 3);
    expect(found.yMm).toBeCloseTo(2.5 / 2.25, 3);
    const two = inspect(cleanLayers((k) => (k === 4 ? { polylines: [...tube(), outer(9.5, 4, 10.5, 5)] } : {})));
    const crossing = only(two.findings, 'contour-self-intersection');
    expect(crossing).toMatchObject({ layer: 4, xMm: 10 });
    expect(crossing.message).toContain('two contours cross');
    expect(crossing.message).toContain('the worst of 2, in 1 layer');
  });

  test('a contour of two points, and a point twice in a row', () => {
    const flat = { direction: 'outer' as const, xy: Float64Array.of(1, 1, 2, 2, 1, 1), id: 9 };
    const report = inspect(cleanLayers((k) => (k === 6 ? { polylines: [...tube(), flat] } : {})));
    expect(rulesOf(report.findings)).toEqual(['contour-degenerate']);
    expect(report.findings[0]).toMatchObject({ layer: 6, xMm: 1, yMm: 1, severity: 'warning' });
    expect(report.verdict).toBe('warn');
    const twice = closed('outer', 0, 0, 10, 0, 10, 0, 10, 10, 0, 10);
    const repeated = inspect(cleanLayers((k) => (k === 6 ? { polylines: [twice, tube()[1]!] } : {})));
    expect(rulesOf(repeated.findings)).toEqual(['contour-degenerate']);
    expect(repeated.findings[0]?.measured).toBe(1);
  });

  test('a contour that stands twice', () => {
    const report = inspect(cleanLayers((k) => (k === 6 ? { polylines: [...tube(), tube()[1]!] } : {})));
    const found = report.findings.find((f) => f.rule === 'contour-degenerate');
    expect(found).toMatchObject({ layer: 6, severity: 'error', xMm: 3, yMm: 3 });
    expect(report.findings.some((f) => f.rule === 'contour-self-intersection')).toBe(false);
  });

  test('a layer left out in the middle, at the bottom, or at the top', () => {
    const middle = inspect(cleanLayers().filter((l) => l.index !== 3));
    expect(rulesOf(middle.findings)).toEqual(['header-mismatch', 'layer-missing', 'volume-off']);
    const gap = middle.findings.find((f) => f.message.includes('missing below'));
    expect(gap).toMatchObject({
      layer: 4,
      measured: 1,
      severity: 'error',
      message: 'one layer is missing below z 2.5 mm',
    });
    const bottom = inspect(cleanLayers().slice(2));
    expect(bottom.findings.find((f) => f.message.includes('missing below'))).toMatchObject({ layer: 2, measured: 2 });
    const top = inspect(cleanLayers().slice(0, 7));
    expect(only(top.findings, 'layer-missing')).toMatchObject({ measured: 7, limit: 8 });
    expect(only(top.findings, 'header-mismatch').message).toBe('the header counts 8 layers, the file has 7');
  });

  test('a layer too many', () => {
    const layers = cleanLayers();
    const report = inspect([...layers, { ...layers[7]!, index: 8, zMm: 4.5 }]);
    rulesOf(report.findings);
    expect(only(report.findings, 'layer-surplus')).toMatchObject({ measured: 9, limit: 8 });
  });

  test('a height that does not rise, is off by 1 um, or starts wrong', () => {
    const same = inspect(cleanLayers((k) => (k === 3 ? { zMm: 1.5 } : {})));
    rulesOf(same.findings);
    expect(same.findings.some((f) => f.rule === 'layer-spacing' && f.layer === 3 && f.measured === 0)).toBe(true);
    const off = inspect(cleanLayers((k) => (k >= 3 ? { zMm: (k + 1) / 2 - 0.001 } : {})));
    expect(rulesOf(off.findings)).toEqual(['layer-spacing']);
    expect(off.findings[0]).toMatchObject({ layer: 3, measured: 0.499, limit: 0.5 });
    const start = inspect(
      cleanLayers((k) => ({ zMm: (k + 1) / 2 + 0.2 })),
      { claims: null },
    );
    expect(rulesOf(start.findings)).toEqual(['layer-spacing']);
    expect(start.findings[0]).toMatchObject({ layer: 0, measured: 0.7, limit: 0.5 });
  });

  test('an empty layer inside of the part; a zero layer is none', () => {
    const report = inspect(cleanLayers((k) => (k === 4 ? { polylines: [], hatches: [] } : {})));
    rulesOf(report.findings);
    expect(only(report.findings, 'layer-empty')).toMatchObject({ layer: 4, severity: 'error' });
    const zero = { index: 0, zMm: 0, polylines: [], hatches: [] };
    const lifted = [zero, ...cleanLayers().map((l) => ({ ...l, index: l.index + 1 }))];
    const expected = { ...CLEAN_OPTIONS.expected, zeroLayer: true, layerCount: 9 };
    expect(inspect(lifted, { expected, claims: null }).findings).toEqual([]);
    expect(only(inspect(lifted, { claims: null }).findings, 'layer-empty').severity).toBe('warning');
  });

  test('a hatch that ends outside, and one that crosses the hole', () => {
    const plant = (k: number, ...xyxy: number[]) =>
      inspect(
        cleanLayers((i) => (i === k ? { hatches: [...tubeHatches(), { id: 2, xyxy: Float64Array.from(xyxy) }] } : {})),
        ROOMY,
      );
    const end = plant(3, 5, 1, 5, -0.0015);
    expect(rulesOf(end.findings)).toEqual(['hatch-outside']);
    expect(end.findings[0]).toMatchObject({ layer: 3, xMm: 5, yMm: -0.0015, measured: 0.0015, limit: 0.001 });
    const across = plant(3, 1, 5, 9, 5);
    expect(rulesOf(across.findings)).toEqual(['hatch-outside']);
    expect(across.findings[0]).toMatchObject({ layer: 3, xMm: 5, yMm: 5, measured: 2, severity: 'error' });
    const far = plant(3, 40, 50, 41, 50);
    expect(far.findings.find((f) => f.rule === 'hatch-outside')?.measured).toBeCloseTo(Math.hypot(31, 40), 9);
    expect(plant(3, 5, 1, 5, -0.0008).findings).toEqual([]);
    expect(plant(3, 1, 3, 9, 3).findings).toEqual([]);
    expect(plant(3, 0, 0, 10, 0, 10, 10, 7, 7).findings).toEqual([]);
  });

  test('hatches in a layer that has no boundary', () => {
    const report = inspect(cleanLayers((k) => (k === 7 ? { polylines: [] } : {})));
    expect(report.findings.find((f) => f.rule === 'hatch-outside')).toMatchObject({ layer: 7, measured: null });
  });

  test('content outside of the build area on one side', () => {
    const report = inspect(cleanLayers(), { buildArea: boxArea(9.75, 250, 300) });
    expect(rulesOf(report.findings)).toEqual(['outside-build-area']);
    expect(report.findings[0]).toMatchObject({ xMm: 10, measured: 0.25, layer: 0 });
    expect(report.findings[0]?.message).toContain('in 8 layers');
    expect(inspect(cleanLayers(), { buildArea: boxArea(250, 250, 3.5) }).findings[0]?.message).toContain('+z');
  });

  test('content outside of a round plate, though within its box, and on what is excluded', () => {
    // The tube is 10 mm wide: its corners lie 7.07 mm from its middle.
    const round = (radiusMm: number) => ({
      outline: { shape: 'circle', xMm: 5, yMm: 5, radiusMm } as const,
      exclusions: [],
      heightMm: 300,
      plateUncounted: false,
    });
    expect(inspect(cleanLayers(), { buildArea: round(7.08) }).findings).toEqual([]);
    const [out] = inspect(cleanLayers(), { buildArea: round(7) }).findings;
    expect(out).toMatchObject({
      rule: 'outside-build-area',
      layer: 0,
      measured: expect.closeTo(Math.SQRT1_2 * 10 - 7, 6),
    });
    const screw = { figure: { shape: 'circle', xMm: 10, yMm: 10, radiusMm: 1 } as const, reason: 'screw' };
    const [on] = inspect(cleanLayers(), { buildArea: { ...boxArea(250, 250, 300), exclusions: [screw] } }).findings;
    expect(on?.message).toContain('into what is excluded from the build area (screw)');
  });

  test('a box in the header that is too small or far too large', () => {
    const small = inspect(cleanLayers(), { claims: { layerCount: 8, boxMm: [0, 0, 0, 9.99, 10, 4] } });
    expect(rulesOf(small.findings)).toEqual(['header-mismatch']);
    expect(small.findings[0]).toMatchObject({ severity: 'warning', measured: 0.01 });
    const large = inspect(cleanLayers(), { claims: { layerCount: 8, boxMm: [0, 0, 0, 10, 12, 4] } });
    expect(large.findings[0]).toMatchObject({ severity: 'note', measured: 2 });
    expect(large.verdict).toBe('pass');
  });

  test('a solid part 1 % larger than its layers', () => {
    // 4 mm high, so half a layer of 0.5 mm would hide it; 80 layers of 0.05 mm do not.
    const layers = Array.from({ length: 80 }, (_, k) => ({ ...cleanLayers()[0]!, index: k, zMm: (k + 1) / 20 }));
    const fine = {
      expected: { layerCount: 80, thicknessMm: 0.05, zeroLayer: false, firstTopMm: 0.05 },
      claims: null,
      planned: null,
    };
    expect(inspect(layers, fine).findings).toEqual([]);
    const report = inspect(layers, { ...fine, nominalVolumeMm3: 336 * 1.01 });
    expect(rulesOf(report.findings)).toEqual(['volume-off']);
    expect(report.findings[0]?.measured).toBeCloseTo(336, 9);
  });

  test('what half a layer at each end accounts for is a warning, more is an error', () => {
    // Eight layers of 0.5 mm and 84 mm2: 42 mm3 of room for the two ends, 0.1 % of the mesh beside it.
    const severity = (nominalVolumeMm3: number, at: 'mid' | 'base' = 'mid') =>
      inspect(cleanLayers(), { nominalVolumeMm3, nominalCut: { at } }).findings.map((found) => found.severity);
    expect(severity(336.3)).toEqual([]);
    expect(severity(378.3)).toEqual(['warning']);
    expect(severity(378.5)).toEqual(['error']);
    expect(severity(378.5, 'base')).toEqual(['warning']);
  });

  test('a lid on both ends traps the powder: an error above the limit, a warning below it, a note when tiny', () => {
    const lids = cleanLayers((k) => (k === 0 || k === 7 ? { polylines: [tube()[0]!] } : {}));
    const options = { nominalVolumeMm3: null };
    const report = inspect(lids, options);
    expect(rulesOf(report.findings)).toEqual(['powder-trapped']);
    expect(report.findings[0]).toMatchObject({ severity: 'error', measured: 48, limit: 1, unit: 'mm3' });
    expect(report.findings[0]?.message).toContain('48 mm3');
    const { xMm, yMm } = report.findings[0]!;
    expect(xMm! > 3 && xMm! < 7 && yMm! > 3 && yMm! < 7).toBe(true);
    expect(report.lattice.closedVoidMm3).toBe(48);
    expect(inspect(lids, { ...options, trappedLimitMm3: 50 }).verdict).toBe('warn');
    const limits = { ...DEFAULT_INSPECT_LIMITS, noteVolumeMm3: 49 };
    expect(inspect(lids, { ...options, trappedLimitMm3: 50, limits }).verdict).toBe('pass');
    // Where nobody minds there is no limit, which a JSON file could not hold as infinite.
    const unlimited = inspect(lids, { ...options, trappedLimitMm3: Number.POSITIVE_INFINITY });
    expect(unlimited.findings[0]).toMatchObject({ rule: 'powder-trapped', severity: 'warning', limit: null });
    expect(() => inspectionJson(unlimited)).not.toThrow();
  });

  test('a piece of solid that hangs in the air', () => {
    const report = inspect(
      cleanLayers((k) => (k === 3 ? { polylines: [...tube(), outer(4, 4, 5, 5)] } : {})),
      {
        nominalVolumeMm3: 336.5,
      },
    );
    expect(rulesOf(report.findings)).toEqual(['solid-loose']);
    expect(report.findings[0]).toMatchObject({ severity: 'warning', layer: 3, xMm: 4.5, measured: 0.5 });
    expect(report.layers[3]?.islands).toBe(1);
  });

  test('unexposed solid as the planner measured it, an error above the share', () => {
    const planned = CLEAN_OPTIONS.planned!.map((p, k) => (k === 2 ? { ...p, missedMm2: 0.5 } : p));
    const report = inspect(cleanLayers(), { planned });
    expect(rulesOf(report.findings)).toEqual(['wall-unexposed']);
    expect(report.findings[0]).toMatchObject({ severity: 'warning', layer: 2, measured: 0.5, unit: 'mm2' });
    expect(report.layers[2]?.unexposedMm2).toBe(0.5);
    const more = inspect(cleanLayers(), { planned: planned.map((p) => ({ ...p, missedMm2: 1 })) });
    expect(more.verdict).toBe('fail');
    expect(more.findings.find((f) => f.severity === 'error')?.measured).toBe(8);
  });

  test('unexposed solid of a file without boundaries, by the solid that the planner knows', () => {
    const layers = cleanLayers(() => ({ polylines: [] }));
    const planned = CLEAN_OPTIONS.planned!.map((p) => ({ ...p, missedMm2: 1, solidMm2: 84 }));
    const report = inspect(layers, { planned, written: { boundary: false, hatches: true } });
    expect(report.layers[0]).toMatchObject({ areaMm2: null, unexposedMm2: 1, exposedMm2: 83 });
    // 1 of 84 mm2 in each layer is more than one hundredth.
    expect(report.verdict).toBe('fail');
    expect(report.findings.find((f) => f.severity === 'error')).toMatchObject({ rule: 'wall-unexposed', measured: 8 });
  });

  test('solid that gets no bead or lies bare, where beads are what makes the part', () => {
    const print = { process: 'fff', written: { boundary: true, hatches: false } } as const;
    const layers = cleanLayers(() => ({ hatches: [] }));
    const planned = (missedMm2: number, unfilledMm2: number) =>
      CLEAN_OPTIONS.planned!.map((p, k) => (k === 2 ? { ...p, missedMm2, unfilledMm2 } : p));
    const thin = inspect(layers, { ...print, planned: planned(0.5, 0.5) });
    expect(rulesOf(thin.findings)).toEqual(['wall-unfilled']);
    expect(thin.findings[0]).toMatchObject({ severity: 'warning', layer: 2, measured: 0.5, unit: 'mm2' });
    expect(thin.checksNotRun.map(({ rule }) => rule)).not.toContain('powder-trapped');
    // A layer of the clean part has 84 mm2: one hundredth of it is 0.84.
    const bare = inspect(layers, { ...print, planned: planned(0.9, 0) });
    expect(rulesOf(bare.findings)).toEqual(['bead-gap']);
    expect(bare.verdict).toBe('warn');
    expect(bare.layers[2]?.unexposedMm2).toBe(0.9);
    const all = (missedMm2: number, unfilledMm2: number) =>
      planned(0, 0).map((p) => ({ ...p, missedMm2, unfilledMm2 }));
    expect(inspect(layers, { ...print, planned: all(1.7, 0) }).verdict).toBe('fail');
    expect(inspect(layers, { ...print, planned: all(0, 1) }).verdict).toBe('fail');
  });

  test('voids between beads above the limit: a layer above twice, all layers above once, and none where no limit is set', () => {
    const limits = { ...CLEAN_OPTIONS.limits, voidFraction: 0.02 };
    const layers = cleanLayers(() => ({ hatches: [] }));
    const print = { process: 'fff', written: { boundary: true, hatches: false } } as const;
    // A layer of the clean part has 84 mm2: 4 % of it are 3.36, 2 % are 1.68.
    const voids = (voidMm2: number, only: number | null) =>
      CLEAN_OPTIONS.planned!.map((p, k) => ({
        ...p,
        missedMm2: 0,
        voids: { voidMm2: only === null || only === k ? voidMm2 : 0, overlapMm2: 0.84 },
      }));
    const one = inspect(layers, { ...print, limits, planned: voids(3.4, 2) });
    expect(rulesOf(one.findings)).toEqual(['bead-void']);
    expect(one.findings[0]).toMatchObject({ severity: 'warning', layer: 2, limit: 0.04 });
    expect(one.layers[2]).toMatchObject({ voidFraction: 0.040476, overlapFraction: 0.01 });
    expect(inspect(layers, { ...print, limits, planned: voids(1.7, null) }).verdict).toBe('warn');
    expect(inspect(layers, { ...print, limits, planned: voids(1.6, null) }).verdict).toBe('pass');
    const free = inspect(layers, { ...print, planned: voids(9, null) });
    expect(free.findings).toEqual([]);
    expect(free.totals.voidFraction).toBe(0.107143);
  });

  test('layers that are made smaller on purpose are held to what is made of them, and the cause is named', () => {
    // 80 layers of 0.05 mm; the first 20 are 56 mm2 instead of 84: 28 mm3 of 336 go.
    const small = [outer(0.5, 0.5, 9.5, 9.5), hole(2.5, 2.5, 7.5, 7.5)];
    const layers = Array.from({ length: 80 }, (_, k) => ({
      ...cleanLayers(() => (k < 20 ? { polylines: small, hatches: [] } : { hatches: [] }))[0]!,
      index: k,
      zMm: (k + 1) / 20,
    }));
    const inset = (footMm2: number) =>
      inspect(layers, {
        process: 'fff',
        written: { boundary: true, hatches: false },
        expected: { layerCount: 80, thicknessMm: 0.05, zeroLayer: false, firstTopMm: 0.05 },
        claims: null,
        nominalVolumeMm3: 336,
        planned: layers.map((_, k) => ({
          missedMm2: 0,
          doubleMm2: null,
          unfilledMm2: 0,
          timeS: null,
          ...(k < 20 ? { footMm2 } : {}),
        })),
      }).findings;
    expect(inset(28)).toEqual([]);
    const [off] = inset(14);
    expect([off?.rule, off?.severity, off?.measured, off?.limit]).toEqual(['volume-off', 'error', 308, 322]);
    expect(off?.message).toContain('the mesh less 14 mm3 by which the first layers are made smaller');
  });

  test('many of a kind make one finding that counts them', () => {
    const report = inspect(
      cleanLayers(() => ({ hatches: [{ id: 1, xyxy: Float64Array.of(-1, 1, 1, 1, -2, 2, 1, 2) }] })),
      ROOMY,
    );
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.message).toBe('vector reaches 2 mm out of the boundary (the worst of 16, in 8 layers)');
  });
});

describe('relative density of the whole cells', () => {
  /** Square struts of 1 mm in cells of 2 mm on a 3 x 3 x 2 grid: relative density 0.25. */
  const layers = Array.from({ length: 40 }, (_, index) => ({
    index,
    zMm: (index + 1) / 10,
    polylines: Array.from({ length: 9 }, (_, c) => {
      const x = 20 + 2 * (c % 3) + 0.5;
      const y = 30 + 2 * Math.floor(c / 3) + 0.5;
      return outer(x, y, x + 1, y + 1);
    }),
    hatches: [],
  }));
  const mask = new Uint8Array(18).fill(1);
  const lattice: InspectedLattice = {
    regionId: null,
    targetRelativeDensity: 0.25,
    unevenness: 0,
    compensated: null,
    cellMm: 2,
    originMm: [0, 0, 0],
    wholeCells: { nx: 3, ny: 3, nz: 2, i0: 10, j0: 15, k0: 0, mask },
  };
  const options = {
    expected: { layerCount: 40, thicknessMm: 0.1, zeroLayer: false, firstTopMm: 0.1 },
    claims: null,
    planned: null,
    nominalVolumeMm3: null,
    limits: { ...DEFAULT_INSPECT_LIMITS, noteVolumeMm3: 1e9 },
  };

  test('is exact for square struts, and silent at the target', () => {
    const report = inspect(layers, { ...options, lattices: [lattice] });
    expect(report.lattice.relativeDensity).toBeCloseTo(0.25, 9);
    expect(report.findings.filter((f) => f.rule === 'density-off')).toEqual([]);
  });

  test('counts the masked cells only', () => {
    const one = new Uint8Array(18);
    one[0] = 1;
    const half = layers.map((l) => ({ ...l, polylines: [outer(20.5, 30.5, 21, 31.5), ...l.polylines.slice(1)] }));
    const masked = { ...lattice, wholeCells: { ...lattice.wholeCells, mask: one } };
    expect(inspect(half, { ...options, lattices: [masked] }).lattice.relativeDensity).toBeCloseTo(0.125, 9);
  });

  test('warns beyond the limit and fails beyond twice the limit', () => {
    const off = (targetRelativeDensity: number) =>
      inspect(layers, { ...options, lattices: [{ ...lattice, targetRelativeDensity }] });
    rulesOf(off(0.3).findings);
    expect(only(off(0.257).findings, 'density-off').severity).toBe('warning');
    expect(only(off(0.3).findings, 'density-off')).toMatchObject({ severity: 'error', limit: 0.3 });
  });

  test('may be off by more where the target varies within a cell', () => {
    const off = (unevenness: number) =>
      inspect(layers, { ...options, lattices: [{ ...lattice, targetRelativeDensity: 0.257, unevenness }] }).findings;
    const limit = DEFAULT_INSPECT_LIMITS.densityRelative;
    expect(only(off(0), 'density-off').severity).toBe('warning');
    // 0.25 is 2.72 % off 0.257.
    expect(off(0.0273 - limit).filter((f) => f.rule === 'density-off')).toEqual([]);
    expect(only(off(0.0271 - limit), 'density-off').severity).toBe('warning');
  });

  test('is null without a whole cell, and the report says why', () => {
    const none = { ...lattice, wholeCells: { ...lattice.wholeCells, mask: new Uint8Array(18) } };
    const report = inspect(layers, { ...options, lattices: [none] });
    expect(report.lattice.relativeDensity).toBeNull();
    expect(report.checksNotRun).toContainEqual({ rule: 'density-off', why: 'the part holds no whole cell' });
  });
});

test('what tracks cover beside the solid stands in each layer and in all, and nowhere where nobody measured it', () => {
  const planned = CLEAN_OPTIONS.planned?.map((one, k) => ({ ...one, outsideMm2: k === 2 ? 1.5 : 0.25 })) ?? [];
  const { layers, totals } = inspect(cleanLayers(), { planned });
  expect(layers.map(({ exposedOutsideMm2 }) => exposedOutsideMm2)).toEqual([0.25, 0.25, 1.5, ...Array(5).fill(0.25)]);
  // (7 x 0.25 + 1.5) mm2 in layers of 0.5 mm.
  expect(totals.exposedOutsideMm3).toBeCloseTo(1.625, 9);
  const without = inspect(cleanLayers());
  expect(without.totals).not.toHaveProperty('exposedOutsideMm3');
  expect(without.layers[0]).not.toHaveProperty('exposedOutsideMm2');
});

describe('energies', () => {
  test('a key outside its window is a warning with its measure, another without a window is not checked', () => {
    const cold = hatchEnergy({ volumeEnergyJPerMm3: 34.7 });
    const free = hatchEnergy({ key: 'contour-outer', window: null });
    const report = inspect(cleanLayers(), { energies: [cold, free] });
    expect(rulesOf(report.findings)).toEqual(['energy-window']);
    expect(report.verdict).toBe('warn');
    expect(report.findings[0]).toMatchObject({ severity: 'warning', measured: 34.7, limit: 50, unit: 'J/mm3' });
    expect(report.findings[0]?.message).toContain('hatch-core brings in 34.7 J/mm3');
    expect(report.checksNotRun.filter(({ rule }) => rule === 'energy-window')).toEqual([
      { rule: 'energy-window', why: 'contour-outer has no window with a source' },
    ]);
  });

  test('each key outside is a finding of its own', () => {
    const keys = ['hatch-core', 'hatch-other'].map((key) => hatchEnergy({ key, volumeEnergyJPerMm3: 90 }));
    const { findings } = inspect(cleanLayers(), { energies: keys });
    expect(findings.map(({ rule, limit }) => [rule, limit])).toEqual([
      ['energy-window', 80],
      ['energy-window', 80],
    ]);
  });
});

describe('what was not measured is null and named', () => {
  test('of the clean part only what this version cannot measure, and the density it has none of', () => {
    const { checksNotRun } = inspect(cleanLayers());
    for (const check of UNMADE_CHECKS) expect(checksNotRun).toContainEqual(check);
    const others = checksNotRun.filter((c) => !UNMADE_CHECKS.some((u) => u.rule === c.rule));
    expect(others.map((c) => c.rule)).toEqual(['density-off']);
  });

  test('a scan file has no areas and no volume', () => {
    const layers = cleanLayers(() => ({
      polylines: [{ direction: 'open' as const, xy: Float64Array.of(1, 1, 2, 1), id: 1 }],
    }));
    const report = inspect(layers, { written: { boundary: false, hatches: true } });
    expect(report.findings).toEqual([]);
    expect(report.totals).toMatchObject({ volumeMm3: null, massG: null, relativeDensity: null, contourLengthMm: 8 });
    expect(report.layers[0]).toMatchObject({ areaMm2: null, contours: null, openContours: null, islands: null });
    expect(report.lattice.closedVoidMm3).toBeNull();
    const skipped = report.checksNotRun.map((c) => c.rule);
    for (const rule of ['contour-open', 'hatch-outside', 'volume-off', 'powder-trapped', 'solid-loose']) {
      expect(skipped).toContain(rule);
    }
  });

  test('a boundary file has no hatch lengths', () => {
    const report = inspect(
      cleanLayers(() => ({ hatches: [] })),
      { written: { boundary: true, hatches: false } },
    );
    expect(report.totals.hatchLengthMm).toBeNull();
    expect(report.layers[0]).toMatchObject({ hatchLines: null, hatchLengthMm: null, areaMm2: 84 });
    expect(report.checksNotRun).toContainEqual({ rule: 'hatch-outside', why: 'the file holds no hatches' });
  });

  test('some layers of a part say nothing about the whole', () => {
    const expected = { layerCount: 3, thicknessMm: 0.5, zeroLayer: false, firstTopMm: 1.5 };
    const report = inspect(cleanLayers().slice(2, 5), { partial: true, expected, claims: null });
    expect(report.findings).toEqual([]);
    expect(report.lattice).toMatchObject({ closedVoidMm3: null, looseSolidMm3: null });
    expect(report.totals.relativeDensity).toBeNull();
    for (const rule of ['volume-off', 'powder-trapped', 'solid-loose']) {
      expect(report.checksNotRun).toContainEqual({ rule, why: 'partial' });
    }
  });

  test('of a stranger file the thickness is taken from its first layers, and nothing is expected', () => {
    const report = inspect(cleanLayers(), {
      expected: { layerCount: null, thicknessMm: null, zeroLayer: false, firstTopMm: null },
      claims: null,
      planned: null,
      buildArea: null,
      nominalVolumeMm3: null,
      envelopeVolumeMm3: null,
      densityGPerCm3: null,
    });
    expect(report.findings).toEqual([]);
    expect(report.totals).toMatchObject({ volumeMm3: 336, relativeDensity: null, timeS: null, massG: null, layers: 8 });
    const skipped = report.checksNotRun.map((c) => c.rule);
    expect(skipped).toEqual([...skipped].sort());
    for (const rule of ['header-mismatch', 'layer-missing', 'outside-build-area', 'wall-unexposed', 'volume-off']) {
      expect(skipped).toContain(rule);
    }
    const single = inspect(cleanLayers().slice(0, 1), {
      expected: { layerCount: null, thicknessMm: null, zeroLayer: false, firstTopMm: null },
      claims: null,
    });
    expect(single.totals.volumeMm3).toBeNull();
    expect(single.layers).toHaveLength(1);
  });
});

test('every rule of the table was provoked above, and each id is a kebab word that stands once', () => {
  const ids = RULES.map((r) => r.id);
  expect(ids.filter((id) => !provoked.has(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
});
