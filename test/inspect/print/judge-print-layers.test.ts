import { describe, expect, test } from 'vitest';
import type { HeatSettings } from '../../../src/inspect/print/heat/settings.ts';
import { type DesignedLayer, judgePrintLayers } from '../../../src/inspect/print/judge-print-layers.ts';
import type { PrintInspection } from '../../../src/inspect/print/print-inspection.ts';

const HEAT: HeatSettings = {
  maxLayerTimeS: 60,
  leastInterlayerC: 150,
  glassTransitionC: 143,
  material: { densityGPerCm3: 1.3, specificHeatJPerGK: 2, conductivityWPerMK: 0.25, convectionWPerM2K: 30 },
  environmentC: null,
};

/** Layers of 0.1 mm with these times, 10 mm3 each; nozzle 400 C, bed 150 C, chamber as given. */
function printOf(timesS: readonly number[], chamberC: number | null = 160, extrudedMm3 = 10): PrintInspection {
  const only = (celsius: number) => ({ min: celsius, max: celsius });
  return {
    totals: {
      layers: timesS.length,
      extrudedVolumeMm3: 0,
      allExtrudedMm3: 0,
      filamentMm: 0,
      timeS: 0,
      massG: null,
    },
    features: [],
    extrusionBoxMm: null,
    primeBoxMm: null,
    travelBoxMm: null,
    retractions: 0,
    retractedMm: 0,
    temperatures: { nozzleC: only(400), bedC: only(150), chamberC: chamberC === null ? null : only(chamberC) },
    layers: timesS.map((timeS, index) => ({
      index,
      zMm: (index + 1) / 10,
      heightMm: 0.1,
      extrudedMm3,
      allExtrudedMm3: extrudedMm3,
      byFeatureMm3: {},
      timeS,
      travelMm: 0,
      retractions: 0,
    })),
    findings: [],
    checksNotRun: [],
  };
}

function designOf(count: number): DesignedLayer[] {
  return Array.from({ length: count }, (_, n) => ({
    zMm: (n + 1) / 10,
    areaMm2: 100,
    outlineMm: 40,
    volumeMm3: 10,
  }));
}

const expected = { partId: 'p', design: designOf(3), partial: false, heat: HEAT, layerVolumeRelative: 0.05 };

describe('the layers of a print', () => {
  test('are sound where volume, time and warmth are', () => {
    const { findings, checksNotRun, designMm3, interlayerC } = judgePrintLayers(printOf([10, 10, 10]), expected);
    expect(findings).toEqual([]);
    expect(checksNotRun).toEqual([]);
    expect(designMm3).toEqual([10, 10, 10]);
    expect(interlayerC[0]).toBeNull();
    expect(interlayerC[1] as number).toBeGreaterThan(150);
  });

  test('a layer that is off the flows that its profile asks for says that they count', () => {
    const design = designOf(3).map((layer) => ({ ...layer, volumeMm3: 12, isAsked: true }));
    const { findings } = judgePrintLayers(printOf([10, 10, 10]), { ...expected, design });
    expect(findings.map(({ rule, measured, limit }) => [rule, measured, limit])).toEqual([
      ['layer-volume-off', 10, 12],
    ]);
    expect(findings[0]?.message).toContain('its contours hold 12 mm3 with flows and infill as asked (-16.7 %)');
  });

  test('a layer that takes longer than the profile lets one wait is told with both times', () => {
    const { findings } = judgePrintLayers(printOf([10, 61, 60]), expected);
    expect(
      findings.map(({ rule, layer, measured, limit, unit, severity }) => [
        rule,
        layer,
        measured,
        limit,
        unit,
        severity,
      ]),
    ).toEqual([['layer-time-long', 1, 61, 60, 's', 'warning']]);
    expect(findings[0]?.message).toBe('layer 1 takes 61 s, the profile lets a layer wait 60 s');
  });

  test('a layer on one that is too cold is told with the layer that is laid and what it finds below', () => {
    // After an hour the first layer is as warm as the bed, and the chamber hardly above it.
    const heat = { ...HEAT, maxLayerTimeS: null, leastInterlayerC: 155 };
    const { findings, checksNotRun } = judgePrintLayers(printOf([3600, 1, 1]), { ...expected, heat });
    expect(findings.map(({ rule, layer, limit, unit }) => [rule, layer, limit, unit])).toEqual([
      ['interlayer-cold', 1, 155, 'C'],
    ]);
    expect(Math.abs((findings[0]?.measured as number) - 150)).toBeLessThan(0.2);
    expect(checksNotRun.map(({ rule }) => rule)).toEqual(['layer-time-long']);
  });

  test('a layer that extrudes more than a twentieth beside its design is told', () => {
    const off = printOf([10, 10, 10], 160, 10.4);
    expect(judgePrintLayers(off, expected).findings).toEqual([]);
    const [found] = judgePrintLayers(printOf([10, 10, 10], 160, 9.4), expected).findings;
    expect([found?.rule, found?.measured, found?.limit]).toEqual(['layer-volume-off', 9.4, 10]);
    expect(found?.message).toBe(
      'layer 0 is extruded from 9.4 mm3, its contours hold 10 mm3 (-6 %) (the worst of 3, in 3 layers)',
    );
    expect(judgePrintLayers(off, { ...expected, layerVolumeRelative: 0.03 }).findings).toHaveLength(1);
  });

  test('what nobody says is not checked, and named with the reason', () => {
    const rules = (heat: HeatSettings | null, print = printOf([10, 10, 10]), more = {}) =>
      judgePrintLayers(print, { ...expected, heat, ...more }).checksNotRun.map(({ rule, why }) => `${rule}: ${why}`);
    expect(rules(null)).toEqual([
      'layer-time-long: no profile says how long a layer may take (heat.maxLayerTimeS)',
      'interlayer-cold: no profile has the constants of the estimate (heat.estimate)',
    ]);
    expect(rules({ ...HEAT, leastInterlayerC: null })[0]).toContain('heat.leastInterlayerC');
    expect(rules(HEAT, printOf([1, 1, 1], null))[0]).toContain('heat.estimate.environmentC');
    expect(rules({ ...HEAT, environmentC: 80 }, printOf([1, 1, 1], null))).toEqual([]);
    expect(rules(HEAT, undefined, { partial: true })).toEqual([
      'interlayer-cold: the layers below are not in the file',
    ]);
    expect(rules(HEAT, undefined, { design: null })).toEqual([
      'layer-volume-off: the volumes of the layers as designed are not known',
      'interlayer-cold: the outlines of the layers are not known: G-code holds no contours',
    ]);
  });
});
