import { describe, expect, test } from 'vitest';
import { type Finding, finding } from '../../../src/core/finding.ts';
import {
  type Inspection,
  type InspectionLayer,
  type InspectionRegion,
  verdictOf,
} from '../../../src/inspect/inspection.ts';
import type { BuiltPart } from '../../../src/pipeline/build/build-part.ts';
import { joinInspections } from '../../../src/pipeline/build/join-inspections.ts';
import { exampleInspection } from '../../inspect/report/report-example.ts';

const RECOAT_S = 9;
const LAYER_MM = 0.03;

/** A layer of 100 mm2 that takes 12 s to expose and 9 s to recoat. */
function layer(index: number, changed: Partial<InspectionLayer> = {}): InspectionLayer {
  return {
    index,
    zMm: Math.round((index + 1) * LAYER_MM * 1e6) / 1e6,
    areaMm2: 100,
    contours: 2,
    openContours: 0,
    hatchLines: 10,
    hatchLengthMm: 50.5,
    unexposedMm2: 0.01,
    exposedMm2: null,
    doubleExposedMm2: null,
    islands: 1,
    timeS: 21,
    ...changed,
  };
}

/** A part of some layers. */
function inspected(layers: readonly InspectionLayer[], changed: Partial<Inspection> = {}): Inspection {
  const findings = changed.findings ?? [];
  const count = layers.length;
  return {
    ...exampleInspection(findings),
    verdict: verdictOf(findings),
    totals: {
      layers: count,
      volumeMm3: 3 * count,
      envelopeVolumeMm3: 12 * count,
      relativeDensity: 0.25,
      hatchLengthMm: 50.5 * count,
      contourLengthMm: 40 * count,
      extrudedVolumeMm3: null,
      timeS: 21 * count,
      massG: 0.1 * count,
    },
    layers,
    checksNotRun: [],
    ...changed,
  };
}

const layersOf = (count: number, from = 0) => Array.from({ length: count }, (_, n) => layer(from + n));

const EXTRUSION: NonNullable<Inspection['extrusion']> = {
  features: [],
  extrusionBoxMm: null,
  primeBoxMm: null,
  travelBoxMm: null,
  filamentMm: 0,
  allExtrudedMm3: 0,
  retractions: 0,
  retractedMm: 0,
  temperatures: { nozzleC: null, bedC: null, chamberC: null },
};

/** What `joinInspections` asks of a part that is built: one for the left side, or a variant for the right. */
function built(
  partId: string,
  inspection: Inspection,
  kind: 'scan' | 'beads' = 'scan',
  variant: string | null = null,
): BuiltPart {
  const paths = kind === 'scan' ? { kind, recoatS: RECOAT_S } : { kind };
  const request = { part: { variant }, case: { identity: { side: variant === null ? 'left' : 'right' } } };
  return { build: { part: { partId }, request, job: { spec: { paths } } }, inspection } as BuiltPart;
}

test('the inspection of one part is its own', () => {
  const inspection = inspected(layersOf(3));
  expect(joinInspections([built('a', inspection)])).toBe(inspection);
});

describe('two laser parts of three and five layers', () => {
  const warned = finding('wall-unexposed', 'warning', 'not exposed', { partId: 'b', layer: 1 });
  const a = inspected(layersOf(3));
  const b = inspected(layersOf(5), { findings: [warned] });
  const joined = joinInspections([built('a', a), built('b', b, 'scan', 'mirrored')]);

  test('have five layers: three of both, two of the taller one', () => {
    expect(
      joined.layers.map(({ index, zMm, areaMm2, contours, islands }) => [index, zMm, areaMm2, contours, islands]),
    ).toEqual([
      [0, 0.03, 200, 4, 2],
      [1, 0.06, 200, 4, 2],
      [2, 0.09, 200, 4, 2],
      [3, 0.12, 100, 2, 1],
      [4, 0.15, 100, 2, 1],
    ]);
    expect(joined.layers[0]).toMatchObject({ openContours: 0, hatchLines: 20, hatchLengthMm: 101, unexposedMm2: 0.02 });
    expect('extrudedMm3' in (joined.layers[0] ?? {})).toBe(false);
  });

  test('are exposed one after the other and recoated once', () => {
    // 12 + 12 + 9 s three times, 12 + 9 s twice.
    expect(joined.layers.map(({ timeS }) => timeS)).toEqual([33, 33, 33, 21, 21]);
    expect(joined.totals.timeS).toBe(141);
  });

  test('are summed in the totals, of which the density is that of both', () => {
    expect(joined.totals).toEqual({
      layers: 5,
      volumeMm3: 24,
      envelopeVolumeMm3: 96,
      relativeDensity: 0.25,
      hatchLengthMm: 404,
      contourLengthMm: 320,
      extrudedVolumeMm3: null,
      timeS: 141,
      massG: 0.8,
    });
    const dense = { ...a, totals: { ...a.totals, volumeMm3: 30, envelopeVolumeMm3: 40, relativeDensity: 0.75 } };
    // 30 + 15 of 40 + 60 mm3.
    expect(joinInspections([built('a', dense), built('b', b)]).totals.relativeDensity).toBe(0.45);
  });

  test('stand beside the sums, each with its verdict, and the graver one is that of the build', () => {
    expect(joined.verdict).toBe('warn');
    expect(joined.findings).toEqual([warned]);
    expect(joined.parts).toEqual([
      { partId: 'a', variant: null, side: 'left', verdict: 'pass', totals: a.totals, lattice: a.lattice },
      { partId: 'b', variant: 'mirrored', side: 'right', verdict: 'warn', totals: b.totals, lattice: b.lattice },
    ]);
    const bad = inspected(layersOf(1), { findings: [finding('contour-open', 'error', 'open', { partId: 'c' })] });
    expect(joinInspections([built('a', a), built('c', bad), built('b', b)]).verdict).toBe('fail');
    const noted: Finding = finding('powder-trapped', 'note', 'powder', { partId: 'n' });
    expect(joinInspections([built('a', a), built('n', inspected(layersOf(2), { findings: [noted] }))]).verdict).toBe(
      'pass',
    );
  });

  test('have no wall and no density of a lattice together, but their voids and loose pieces add up', () => {
    const { lattice } = joined;
    expect([lattice.relativeDensity, lattice.targetRelativeDensity, lattice.wallMm, lattice.poreMm]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([lattice.closedVoidMm3, lattice.looseSolidMm3, lattice.surfaceMm2]).toEqual([0.001, 0, null]);
  });
});

test('what one part does not tell is not told of the build: nothing is taken for 0', () => {
  const untold = inspected([layer(0, { timeS: null, areaMm2: null, hatchLines: null })]);
  const totals = { ...untold.totals, timeS: null, volumeMm3: null, relativeDensity: null };
  const joined = joinInspections([built('a', { ...untold, totals }), built('b', inspected(layersOf(2)))]);
  expect(joined.layers.map(({ timeS, areaMm2, hatchLines }) => [timeS, areaMm2, hatchLines])).toEqual([
    [null, null, null],
    [21, 100, 10],
  ]);
  expect(joined.totals).toMatchObject({ timeS: null, volumeMm3: null, relativeDensity: null, hatchLengthMm: 151.5 });
});

test('a few layers alone have no density, though their volumes are known, and keep their numbers', () => {
  const band = (from: number, count: number) => {
    const one = inspected(layersOf(count, from));
    return { ...one, totals: { ...one.totals, relativeDensity: null } };
  };
  const joined = joinInspections([built('a', band(28, 2)), built('b', band(28, 3))]);
  expect(joined.totals.relativeDensity).toBeNull();
  expect(joined.layers.map(({ index, zMm }) => [index, zMm])).toEqual([
    [28, 0.87],
    [29, 0.9],
    [30, 0.93],
  ]);
});

test('layers of one height are one, however the height was summed; a part may begin above another', () => {
  const summed = inspected([layer(0, { zMm: 0.1 + 0.2 })]);
  const joined = joinInspections([
    built('a', inspected([layer(0, { zMm: 0.3 }), layer(1, { zMm: 0.33 })])),
    built('b', summed),
  ]);
  expect(joined.layers.map(({ areaMm2 }) => areaMm2)).toEqual([200, 100]);
  // The file of the upper one counts its layers from its own first.
  const upper = inspected([layer(0, { zMm: 0.06 }), layer(1, { zMm: 0.09 }), layer(2, { zMm: 0.12 })]);
  const both = joinInspections([built('a', inspected(layersOf(2))), built('b', upper)]);
  expect(both.layers.map(({ index, zMm }) => [index, zMm])).toEqual([
    [0, 0.03],
    [1, 0.06],
    [2, 0.09],
    [3, 0.12],
  ]);
  // 2 + 3 layers of 21 s at 4 heights.
  expect([both.totals.layers, both.totals.timeS]).toEqual([4, 5 * 21 - RECOAT_S]);
});

test('an empty layer at the base of a file takes no time, and no part is recoated for it', () => {
  const base = layer(0, { areaMm2: 0, timeS: 0 });
  const raised = (count: number) => {
    const one = inspected([base, ...layersOf(count, 1)]);
    return { ...one, totals: { ...one.totals, timeS: 21 * count } };
  };
  const both = joinInspections([built('a', raised(2)), built('b', raised(2))]);
  // 12 + 12 + 9 s twice.
  expect(both.layers.map(({ timeS }) => timeS)).toEqual([0, 33, 33]);
  expect(both.totals.timeS).toBe(66);
  // The second part has its base where the first one is exposed: 12 + 9 s, then 12 + 12 + 9 s twice.
  const beside = joinInspections([built('a', inspected(layersOf(3))), built('b', raised(2))]);
  expect(beside.layers.map(({ timeS }) => timeS)).toEqual([21, 33, 33]);
  expect(beside.totals.timeS).toBe(87);
});

test('regions and densities of all parts are kept in their order, and checks that were not run are told once', () => {
  const row = (partId: string, regionId: string) => ({ partId, regionId }) as InspectionRegion;
  const density = (regionId: string) => ({
    regionId,
    relativeDensity: 0.3,
    targetRelativeDensity: 0.3,
    inFileRelativeDensity: 0.3,
    limitRelative: 0.01,
  });
  const a = inspected(layersOf(1), {
    regions: [row('a', 'core'), row('a', 'frame')],
    densities: [density('core')],
    checksNotRun: [
      { rule: 'powder-trapped', why: 'not measured' },
      { rule: 'density-off', why: 'no lattice' },
    ],
  });
  const b = inspected(layersOf(1), {
    regions: [row('b', 'core')],
    densities: [density('core')],
    checksNotRun: [{ rule: 'density-off', why: 'no lattice' }],
  });
  const joined = joinInspections([built('a', a), built('b', b)]);
  expect(joined.regions?.map(({ partId, regionId }) => `${partId} ${regionId}`)).toEqual([
    'a core',
    'a frame',
    'b core',
  ]);
  expect(joined.densities).toHaveLength(2);
  expect(joined.checksNotRun.map(({ rule }) => rule)).toEqual(['density-off', 'powder-trapped']);
  expect('regions' in joinInspections([built('a', inspected(layersOf(1))), built('b', inspected(layersOf(1)))])).toBe(
    false,
  );
});

test('prints run one after the other: their times and volumes add up, with what their starts take', () => {
  const print = (timeS: number, filamentMm: number) => {
    const layers = layersOf(2).map((one) => ({ ...one, timeS: 30, extrudedMm3: 20.5 }));
    const one = inspected(layers, { extrusion: { ...EXTRUSION, filamentMm } });
    return { ...one, totals: { ...one.totals, timeS, extrudedVolumeMm3: 41 } };
  };
  // 5 and 6 s beside the layers.
  const joined = joinInspections([built('a', print(65, 20), 'beads'), built('b', print(66, 22.5), 'beads')]);
  expect(joined.totals).toMatchObject({ layers: 2, timeS: 131, extrudedVolumeMm3: 82 });
  expect(joined.layers.map(({ timeS, extrudedMm3 }) => [timeS, extrudedMm3])).toEqual([
    [60, 41],
    [60, 41],
  ]);
  expect(joined.extrusion?.filamentMm).toBe(42.5);
  expect('extrusion' in joinInspections([built('a', inspected(layersOf(1))), built('b', inspected(layersOf(1)))])).toBe(
    false,
  );
});
