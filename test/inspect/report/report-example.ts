/** A small report in code, whose numbers are known, and signs that a careless page would run. */

import type { Finding } from '../../../src/core/finding.ts';
import { finding } from '../../../src/core/finding.ts';
import { encodePng } from '../../../src/draw/png.ts';
import { createRaster } from '../../../src/draw/raster.ts';
import { type Inspection, verdictOf } from '../../../src/inspect/inspection.ts';
import type { ReportData } from '../../../src/inspect/report/report-data.ts';

/** Ends every context that a text may stand in. */
export const HOSTILE = `"'><script>document.title='owned'</script><img src=x onerror="document.title='owned'">]]>--></style>&amp;\u202e`;

const UNEXPOSED = finding('wall-unexposed', 'warning', '0.02 mm2 of solid are not exposed', {
  partId: 'plate',
  layer: 1,
  measured: 0.02,
  limit: 0.01,
  unit: 'mm2',
});
const TRAPPED = finding('powder-trapped', 'note', 'a closed void holds 0.0005 mm3 of powder', {
  partId: 'plate',
  layer: 2,
  xMm: 1.25,
  yMm: -3.5,
  measured: 0.0005,
  limit: 1,
  unit: 'mm3',
});

/** Three layers of 0.03 mm, each of 100 mm2, with the findings given. */
export function exampleInspection(findings: readonly Finding[] = [TRAPPED, UNEXPOSED]): Inspection {
  return {
    schema: 'trabecula/inspection@1',
    tool: { name: 'trabecula', version: '0.1.0' },
    verdict: verdictOf(findings),
    totals: {
      layers: 3,
      volumeMm3: 9,
      envelopeVolumeMm3: 18,
      relativeDensity: 0.5,
      hatchLengthMm: 12_345.5,
      contourLengthMm: null,
      extrudedVolumeMm3: null,
      timeS: 3725,
      massG: 0.03987,
    },
    lattice: {
      relativeDensity: 0.301,
      targetRelativeDensity: 0.3,
      asBuiltRelativeDensity: null,
      wallMm: { min: 0.1, p5: 0.2, p50: 0.3, p95: 0.4 },
      poreMm: null,
      throatMm: null,
      closedVoidMm3: 0.0005,
      looseSolidMm3: 0,
      surfaceMm2: null,
    },
    densities: [],
    layers: [0, 1, 2].map((index) => ({
      index,
      zMm: [0.03, 0.06, 0.09][index]!,
      areaMm2: 100,
      contours: 1,
      openContours: 0,
      hatchLines: 10,
      hatchLengthMm: 100,
      unexposedMm2: index === 1 ? 0.02 : 0,
      exposedMm2: null,
      doubleExposedMm2: null,
      islands: 0,
      timeS: 12,
    })),
    findings,
    checksNotRun: [{ rule: 'overhang', why: 'overhang areas are not measured yet' }],
  };
}

/** A report on that inspection. */
export function exampleReport(changed: Partial<ReportData> = {}): ReportData {
  return {
    title: 'plate',
    tool: { name: 'trabecula', version: '0.1.0' },
    target: 'titanium',
    status: 'uncalibrated example',
    process: 'lpbf',
    inspection: exampleInspection(),
    rules: [
      { id: 'contour-open', meaning: 'A boundary must end at its first point.' },
      { id: 'contour-orientation', meaning: 'Outer boundaries run counter-clockwise.' },
      { id: 'wall-unexposed', meaning: 'All solid is exposed.' },
      { id: 'powder-trapped', meaning: 'No void is closed off.' },
      { id: 'density-off', meaning: 'The relative density is the target.' },
    ],
    inputs: [{ file: 'plate.stl', bytes: 684, sha256: 'a1'.repeat(32) }],
    outputs: [
      { file: 'plate.cli', bytes: 38_653_709, sha256: 'b2'.repeat(32) },
      { file: 'inspection.json', bytes: 900, sha256: 'c3'.repeat(32) },
    ],
    facts: [{ label: 'Printer', value: 'Generic machine (example)' }],
    parameters: [
      { group: 'Hatch', name: 'power', value: '200 W', source: 'uncalibrated example' },
      { group: 'Contour', name: 'power', value: '120 W', source: 'data sheet, page 2' },
      { group: 'Hatch', name: 'energy', value: '69.4 J/mm3', source: 'power / (speed * spacing * thickness)' },
    ],
    exposures: [
      {
        id: 4,
        key: 'hatch-core',
        part: 'plate',
        file: 'plate.cli',
        region: null,
        powerW: 200,
        speedMmPerS: 1200,
        focusMm: 0,
        spotMm: 0.1,
        lineEnergyJPerMm: 1 / 6,
        areaEnergyJPerMm2: 25 / 12,
        volumeEnergyJPerMm3: 625 / 9,
        window: { verdict: 'inside', range: '50 to 80 J/mm3' },
      },
    ],
    pictures: [
      {
        png: encodePng(createRaster(40, 30, [10, 135, 215, 255])),
        widthPx: 40,
        heightPx: 30,
        caption: 'Layer 1, z 0.06 mm',
        alt: 'A blue rectangle',
      },
    ],
    charts: [
      {
        title: 'Solid area',
        unit: 'mm2',
        note: 'Measured in the file.',
        series: [{ name: 'area', x: [0.03, 0.06, 0.09], y: [100, 100, 100] }],
        limit: { value: 120, label: 'limit 120' },
      },
    ],
    ...changed,
  };
}

/** A report with hostile signs wherever a text of others can stand. */
export function hostileReport(): ReportData {
  const findings = [
    finding(HOSTILE, 'error', HOSTILE, { partId: HOSTILE, layer: 0, measured: 1, limit: 2, unit: HOSTILE }),
  ];
  return exampleReport({
    title: HOSTILE,
    tool: { name: HOSTILE, version: HOSTILE },
    target: HOSTILE,
    status: HOSTILE,
    inspection: {
      ...exampleInspection(findings),
      checksNotRun: [{ rule: `${HOSTILE}2`, why: HOSTILE }],
      extrusion: {
        features: [{ feature: HOSTILE, volumeMm3: 1, lengthMm: 1, timeS: 1, maxFlowMm3PerS: 1 }],
        extrusionBoxMm: null,
        primeBoxMm: null,
        travelBoxMm: null,
        filamentMm: 1,
        allExtrudedMm3: 1,
        retractions: 1,
        retractedMm: 1,
        temperatures: { nozzleC: null, bedC: null, chamberC: null },
      },
    },
    rules: [{ id: `${HOSTILE}3`, meaning: HOSTILE }],
    inputs: [{ file: HOSTILE, bytes: 1, sha256: HOSTILE }],
    facts: [{ label: HOSTILE, value: HOSTILE }],
    exposures: exampleReport().exposures.map((one) => ({
      ...one,
      key: HOSTILE,
      part: HOSTILE,
      file: HOSTILE,
      region: HOSTILE,
      window: { verdict: HOSTILE, range: HOSTILE },
    })),
    parameters: [{ group: HOSTILE, name: HOSTILE, value: HOSTILE, source: HOSTILE }],
    pictures: exampleReport().pictures.map((picture) => ({ ...picture, caption: HOSTILE, alt: HOSTILE })),
    charts: [
      {
        title: HOSTILE,
        unit: HOSTILE,
        note: HOSTILE,
        series: [{ name: HOSTILE, x: [0, 1], y: [0, 1] }],
        limit: { value: 1, label: HOSTILE },
      },
    ],
  });
}
