import { expect, test } from 'vitest';
import type { Inspection, InspectionLayer } from '../../../src/inspect/inspection.ts';
import type { LayerAreaRow, LayerTotals } from '../../../src/pipeline/layers/layer-totals.ts';
import { layerTotals } from '../../../src/pipeline/layers/layer-totals.ts';
import {
  areaChart,
  densityChart,
  extrusionChart,
  hatchChart,
  interlayerChart,
  timeChart,
} from '../../../src/pipeline/sinks/build-charts.ts';
import { exampleInspection } from '../../inspect/report/report-example.ts';

/** Layers 30 to 32 of a print in layers of 0.1 mm: 60, 70 and 80 mm2, extruded with 1 mm3 too much. */
const BAND: Inspection = {
  ...exampleInspection([]),
  extrusion: {
    features: [],
    extrusionBoxMm: null,
    primeBoxMm: null,
    travelBoxMm: null,
    retractions: 0,
    retractedMm: 0,
    temperatures: { nozzleC: null, bedC: null, chamberC: null },
    filamentMm: 10,
    allExtrudedMm3: 24,
  },
  layers: [0, 1, 2].map(
    (index): InspectionLayer => ({
      index,
      zMm: [3.1, 3.2, 3.3][index]!,
      areaMm2: 60 + 10 * index,
      contours: 1,
      openContours: 0,
      hatchLines: null,
      hatchLengthMm: null,
      unexposedMm2: 0,
      exposedMm2: null,
      doubleExposedMm2: null,
      islands: 0,
      timeS: 5 + index,
      extrudedMm3: 7 + index,
      designMm3: 6 + index,
    }),
  ),
};

function withLayer(inspection: Inspection, at: number, changed: Partial<InspectionLayer>): Inspection {
  return {
    ...inspection,
    layers: inspection.layers.map((layer, i) => (i === at ? { ...layer, ...changed } : layer)),
  };
}

test('area and time are drawn over the height of each layer', () => {
  const { extrusion: _, ...withContours } = BAND;
  expect(areaChart(withContours).note).toBeUndefined();
  expect(areaChart(BAND)).toEqual({
    title: 'Solid area',
    unit: 'mm2',
    // Of a print the contours are not in the file.
    note: 'of the planned contours: G-code holds none',
    series: [{ name: 'solid', x: [3.1, 3.2, 3.3], y: [60, 70, 80] }],
  });
  expect(timeChart(BAND).series).toEqual([{ name: 'time', x: [3.1, 3.2, 3.3], y: [5, 6, 7] }]);
});

test('a layer of unknown height is left out, one of unknown area is a gap', () => {
  const { series } = areaChart(withLayer(withLayer(BAND, 0, { zMm: null }), 2, { areaMm2: null }));
  expect(series).toEqual([{ name: 'solid', x: [3.2, 3.3], y: [70, null] }]);
});

test('hatch is drawn where the file has hatches, extrusion where it is a print', () => {
  expect(hatchChart(exampleInspection())).toHaveLength(1);
  expect(hatchChart(exampleInspection())[0]?.series[0]?.y).toEqual([100, 100, 100]);
  const withoutHatch = { ...BAND, totals: { ...BAND.totals, hatchLengthMm: null } };
  expect(hatchChart(withoutHatch)).toEqual([]);
  expect(extrusionChart(exampleInspection())).toEqual([]);
});

test('what a layer extrudes stands beside what its design asks for', () => {
  const [chart] = extrusionChart(BAND);
  expect(chart?.series.map(({ name }) => name)).toEqual(['part', 'part as designed']);
  expect(chart?.series[0]?.y).toEqual([7, 8, 9]);
  expect(chart?.series[1]?.y).toEqual([6, 7, 8]);
  // Less than a ten-thousandth of a cubic millimetre is rounding in the file.
  const near = withLayer(BAND, 0, { extrudedMm3: 6.00004 });
  expect(extrusionChart(near)[0]?.series[0]?.y[0]).toBe(6);
  const [gap] = extrusionChart(withLayer(BAND, 1, { designMm3: null, extrudedMm3: null }));
  expect(gap?.series.map(({ y }) => y[1])).toEqual([null, null]);
});

test('the time of a layer stands beside the longest, the estimate of the layer below beside what the profile wants', () => {
  expect(timeChart(BAND, 30).limit).toEqual({ value: 30, label: 'longest' });
  expect(timeChart(BAND).limit).toBeUndefined();
  expect(interlayerChart(BAND, null)).toEqual([]);
  const warm = withLayer(BAND, 1, { interlayerC: 151.5 });
  const heat = {
    maxLayerTimeS: null,
    leastInterlayerC: 145,
    glassTransitionC: 143,
    material: null,
    environmentC: null,
  };
  const [chart] = interlayerChart(warm, heat);
  expect(chart?.series[0]?.y).toEqual([null, 151.5, null]);
  expect(chart?.limit).toEqual({ value: 145, label: 'least' });
  expect(interlayerChart(warm, { ...heat, leastInterlayerC: null })[0]?.limit?.label).toBe('glass transition');
  expect(interlayerChart(warm, null)[0]?.limit).toBeUndefined();
});

/** Totals of layers with these areas. */
function totalsOf(rows: readonly LayerAreaRow[]): LayerTotals {
  return { ...layerTotals(), perLayer: rows };
}

test('the density of a layer counts the porous region alone', () => {
  // 100 mm2, of which 60 are porous: 40 of solid frame and 18 of walls, then walls alone, then a full layer.
  const rows = [
    { zMm: 0.1, envelopeMm2: 100, porousMm2: 60, solidMm2: 58 },
    { zMm: 0.2, envelopeMm2: 60, porousMm2: 60, solidMm2: 15 },
    { zMm: 0.3, envelopeMm2: 100, porousMm2: 0, solidMm2: 100 },
  ];
  const [chart] = densityChart(totalsOf(rows));
  expect(chart?.series).toEqual([{ name: 'porous region', x: [0.1, 0.2, 0.3], y: [0.3, 0.25, null] }]);
  expect(densityChart(totalsOf([rows[2]!]))).toEqual([]);
});
