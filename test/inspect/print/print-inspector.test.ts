import { describe, expect, test } from 'vitest';
import { PRINT_RULES } from '../../../src/inspect/print/print-rules.ts';
import type { PrintInspectOptions } from '../../../src/inspect/print/settings.ts';
import { AREA_MM2, CLEAN_PRINT, inspectPrint, layerText, PART_MM3, planted } from './clean-print.ts';

/** `severity rule` of each finding. */
async function found(text: string, options: Partial<PrintInspectOptions> = {}): Promise<string[]> {
  return (await inspectPrint(text, options)).findings.map(({ severity, rule }) => `${severity} ${rule}`);
}

const one = async (text: string, options: Partial<PrintInspectOptions> = {}) => {
  const { findings } = await inspectPrint(text, options);
  expect(findings).toHaveLength(1);
  return findings[0]!;
};

describe('a clean print', () => {
  test('has no finding, and every rule was run', async () => {
    const { findings, checksNotRun } = await inspectPrint(CLEAN_PRINT);
    expect(findings).toEqual([]);
    const rules = new Set(PRINT_RULES.map(({ id }) => id));
    // The clean print does not count its own filament and lines; see below.
    const skipped = checksNotRun.filter(({ rule }) => rules.has(rule)).map(({ rule }) => rule);
    expect(skipped).toEqual(['filament-claim-off', 'file-hash-off', 'file-lines-off']);
    expect(checksNotRun.map(({ rule }) => rule)).toContain('travel-over-part');
  });

  test('has the totals that are known by hand', async () => {
    const { totals } = await inspectPrint(CLEAN_PRINT);
    expect(totals).toMatchObject({
      layers: 3,
      extrudedVolumeMm3: expect.closeTo(PART_MM3, 8),
      allExtrudedMm3: expect.closeTo(12 * AREA_MM2, 8),
      filamentMm: 12,
      massG: expect.closeTo((PART_MM3 / 1000) * 1.3, 8),
    });
    // Prime 55 mm at 10 mm/s and the way to it at 100; skirt 20 at 20; the squares 120 mm at 20; travels at 150; retractions at 40.
    const toPrime = Math.hypot(5, 3, 0.3) / 100;
    const layersS = 3 * (40 / 20 + 2 / 40) + 20 / 20 + 3 * (0.2 / 10) - 0.1 / 10;
    const travelS = (Math.hypot(55, 8) + Math.hypot(15, 5)) / 150;
    expect(totals.timeS).toBeCloseTo(toPrime + 55 / 10 + layersS + travelS + 1 / 40, 8);
  });

  test('a wait within a layer is of its time, one after the last bead of the print is not', async () => {
    const plain = await inspectPrint(CLEAN_PRINT);
    const waits = CLEAN_PRINT.replace('M104 S0', 'G4 S600\nM104 S0').replace(
      layerText(0.4),
      `${layerText(0.4)}G4 S7\n`,
    );
    const { layers, totals } = await inspectPrint(waits);
    expect(totals.timeS).toBeCloseTo(plain.totals.timeS + 607, 6);
    expect(layers.map(({ timeS }, n) => timeS - (plain.layers[n]?.timeS ?? 0))).toEqual([
      expect.closeTo(0, 6),
      expect.closeTo(7, 6),
      expect.closeTo(0, 6),
    ]);
  });

  test('has the volume of each feature in each layer, prime apart', async () => {
    const { layers } = await inspectPrint(CLEAN_PRINT);
    const square = expect.closeTo(2 * AREA_MM2, 8);
    expect(layers.map(({ byFeatureMm3 }) => byFeatureMm3)).toEqual([
      { 'Skirt/Brim': expect.closeTo(AREA_MM2, 8), 'External perimeter': square },
      { 'External perimeter': square },
      { 'External perimeter': square },
    ]);
  });

  test('has features with volume, length, time and flow', async () => {
    const { features } = await inspectPrint(CLEAN_PRINT);
    expect(features).toEqual([
      {
        feature: 'Prime',
        volumeMm3: expect.closeTo(5 * AREA_MM2, 8),
        lengthMm: 55,
        timeS: 5.5,
        maxFlowMm3PerS: expect.closeTo((5 * AREA_MM2) / 5.5, 8),
      },
      {
        feature: 'Skirt/Brim',
        volumeMm3: expect.closeTo(AREA_MM2, 8),
        lengthMm: 20,
        timeS: 1,
        maxFlowMm3PerS: expect.closeTo(AREA_MM2, 8),
      },
      {
        feature: 'External perimeter',
        volumeMm3: expect.closeTo(PART_MM3, 8),
        lengthMm: 120,
        timeS: 6,
        maxFlowMm3PerS: expect.closeTo(AREA_MM2, 8),
      },
    ]);
  });

  test('has layers, boxes, retractions and temperatures', async () => {
    const print = await inspectPrint(CLEAN_PRINT);
    expect(print.layers.map(({ index, zMm, heightMm }) => [index, zMm, heightMm])).toEqual([
      [0, 0.2, 0.2],
      [1, 0.4, 0.2],
      [2, 0.6, 0.2],
    ]);
    expect(print.layers[0]).toMatchObject({
      extrudedMm3: expect.closeTo(2 * AREA_MM2, 8),
      allExtrudedMm3: expect.closeTo(3 * AREA_MM2, 8),
      retractions: 1,
    });
    expect(print.layers[1]).toMatchObject({
      extrudedMm3: expect.closeTo(2 * AREA_MM2, 8),
      // Nothing but the way up: the square ends where the next one begins.
      travelMm: 0.2,
      timeS: expect.closeTo(2 + 2 / 40 + 0.02, 8),
    });
    expect(print.extrusionBoxMm).toEqual([5, 5, 0.2, 25, 20, 0.6]);
    expect(print.primeBoxMm).toEqual([5, -3, 0.3, 60, -3, 0.3]);
    expect(print.travelBoxMm).toEqual([10, 10, 0.2, 10, 10, 0.6]);
    expect([print.retractions, print.retractedMm]).toEqual([4, 4]);
    expect(print.temperatures).toEqual({
      nozzleC: { min: 400, max: 400 },
      bedC: { min: 120, max: 120 },
      chamberC: { min: 90, max: 90 },
    });
  });

  test('takes longer with an acceleration', async () => {
    const slow = await inspectPrint(CLEAN_PRINT, { accelerationMmPerS2: 500 });
    const fast = await inspectPrint(CLEAN_PRINT);
    expect(slow.totals.timeS).toBeGreaterThan(fast.totals.timeS + 1);
    expect(slow.layers.reduce((sum, { timeS }) => sum + timeS, 0)).toBeLessThan(slow.totals.timeS);
  });

  test('says of each rule what it lacks to be run', async () => {
    const nothing = {
      bedBoxMm: null,
      head: null,
      firmware: null,
      expected: { layerCount: null, thicknessMm: null, firstTopMm: null },
      designVolumeMm3: null,
      temperatures: null,
      maxFlowMm3PerS: null,
      densityGPerCm3: null,
    };
    const { findings, checksNotRun, totals } = await inspectPrint(CLEAN_PRINT, nothing);
    expect(findings).toEqual([]);
    expect(totals.massG).toBeNull();
    expect(checksNotRun.map(({ rule }) => rule)).toEqual([
      'bead-width',
      'contour-deviation',
      'dialect-other',
      'extruded-volume-off',
      'extrusion-outside-bed',
      'fan-speed',
      'filament-claim-off',
      'file-hash-off',
      'file-lines-off',
      'flow-high',
      'head-through-part',
      'layer-missing',
      'layer-spacing',
      'layer-surplus',
      'layer-time-short',
      'overhang',
      'temperature-off',
      'travel-outside-bed',
      'travel-over-part',
    ]);
  });
});

describe('a file without marks of layers', () => {
  test('has a layer for each height that is extruded at, lifted travels aside', async () => {
    const text = CLEAN_PRINT.replaceAll(/^;(LAYER_CHANGE|Z:|HEIGHT:).*\n/gm, '').replace(
      'G1 Z0.4 F600\n',
      'G1 Z0.9 F600\nG1 X1 Y1\nG1 Z0.4\n',
    );
    const { layers, findings } = await inspectPrint(text);
    expect(layers.map(({ zMm, heightMm }) => [zMm, heightMm])).toEqual([
      [0.2, 0.2],
      [0.4, 0.2],
      [0.6, 0.2],
    ]);
    expect(findings.filter(({ rule }) => rule !== 'travel-outside-bed')).toEqual([]);
  });

  test('and without names of features is all part', async () => {
    const { features, totals } = await inspectPrint(CLEAN_PRINT.replaceAll(/^;.*\n/gm, ''));
    expect(features.map(({ feature }) => feature)).toEqual(['Unnamed']);
    expect(totals.extrudedVolumeMm3).toBeCloseTo(12 * AREA_MM2, 8);
  });

  test('but what has no name before the first mark is start code', async () => {
    const print = await inspectPrint(CLEAN_PRINT.replaceAll(/^;TYPE:(Prime|Custom)\n/gm, ''));
    expect(print.findings).toEqual([]);
    expect(print.features.map(({ feature }) => feature)).toEqual(['Custom', 'Skirt/Brim', 'External perimeter']);
    expect(print.totals.extrudedVolumeMm3).toBeCloseTo(PART_MM3, 8);
    expect(print.primeBoxMm).toEqual([5, -3, 0.3, 60, -3, 0.3]);
    expect(print.extrusionBoxMm).toEqual([5, 5, 0.2, 25, 20, 0.6]);
    expect(print.layers).toHaveLength(3);
  });
});

describe('filament', () => {
  test('that is pulled back and pushed forward again counts once; beyond that it is used, and of no bead', async () => {
    const { totals, retractions, retractedMm } = await inspectPrint(
      planted(
        'G1 E-1 F2400\nG1 X10 Y10 F9000\nG1 E1 F2400',
        'G1 X9 E-0.4 F2400\nG1 E-0.6\nG1 X10 Y10 F9000\nG1 E1.1 F2400',
      ),
    );
    expect(totals.filamentMm).toBeCloseTo(12.1, 9);
    expect(totals.allExtrudedMm3).toBeCloseTo(12.1 * AREA_MM2, 8);
    expect(totals.extrudedVolumeMm3).toBeCloseTo((await inspectPrint(CLEAN_PRINT)).totals.extrudedVolumeMm3, 8);
    expect([retractions, retractedMm]).toEqual([4, 4]);
  });

  test('of supports, raft, brim and prime is not of the part', async () => {
    for (const name of ['Support material interface', 'Raft', 'Draft shield', 'Prime', 'Custom', 'SKIRT', 'SUPPORT']) {
      const { totals } = await inspectPrint(planted(/;TYPE:External perimeter\n/, `;TYPE:${name}\n`));
      expect([name, totals.extrudedVolumeMm3]).toEqual([name, expect.closeTo(4 * AREA_MM2, 8)]);
      expect(totals.allExtrudedMm3).toBeCloseTo(12 * AREA_MM2, 8);
    }
  });
});

describe('layers', () => {
  test('that are missing are told', async () => {
    const text = CLEAN_PRINT.replace(layerText(0.4), '');
    expect(await found(text, { designVolumeMm3: null })).toEqual(['error layer-missing', 'error layer-missing']);
    expect((await inspectPrint(text)).layers.map(({ index, zMm }) => [index, zMm])).toEqual([
      [0, 0.2],
      [1, 0.6],
    ]);
  });

  test('that are too many are told', async () => {
    const text = CLEAN_PRINT.replace(layerText(0.6), layerText(0.6) + layerText(0.8));
    expect(await found(text, { designVolumeMm3: null })).toEqual(['error layer-surplus']);
  });

  test('at a wrong height are told, whatever the comment says', async () => {
    const finding = await one(planted('G1 Z0.6 F600', 'G1 Z0.65 F600'));
    expect(finding).toMatchObject({ rule: 'layer-spacing', severity: 'error', layer: 2, measured: 0.25, limit: 0.2 });
    expect(await found(planted('G1 Z0.2 F600', 'G1 Z0.25 F600'))).toContain('error layer-spacing');
    const unknown = { expected: { layerCount: null, thicknessMm: null, firstTopMm: null } };
    expect(await found(planted('G1 Z0.4 F600', 'G1 Z0.15 F600'), unknown)).toContain('error layer-spacing');
    // Without a plan, what a layer announces is held against its rise.
    expect(await found(planted('G1 Z0.4 F600', 'G1 Z0.45 F600'), unknown)).toEqual(['error layer-spacing']);
    const gap = CLEAN_PRINT.replace(layerText(0.4), '');
    expect(await found(gap, { ...unknown, designVolumeMm3: null })).toEqual(['error layer-spacing']);
    expect(await found(CLEAN_PRINT, unknown)).toEqual([]);
  });

  test('without a bead inside the part are told', async () => {
    const empty = ';LAYER_CHANGE\n;Z:0.4\n;HEIGHT:0.2\n';
    const text = CLEAN_PRINT.replace(layerText(0.4), empty);
    expect(await found(text, { designVolumeMm3: null })).toEqual(['error layer-empty']);
  });
});

describe('the volume of the part', () => {
  test('off the design beyond the limit is an error, within it is none', async () => {
    const finding = await one(planted('G1 Y20 E0.5', 'G1 Y20 E0.6'));
    expect(finding).toMatchObject({ rule: 'extruded-volume-off', severity: 'error', unit: 'mm3' });
    expect(finding.measured).toBeCloseTo(6.1 * AREA_MM2, 8);
    expect(finding.limit).toBeCloseTo(PART_MM3, 8);
    expect(finding.message).toContain('(1.67 %)');
    expect(await found(planted('G1 Y20 E0.5', 'G1 Y20 E0.55'))).toEqual([]);
    expect(await found(planted('G1 Y20 E0.5', 'G1 Y20 E0.4'))).toEqual(['error extruded-volume-off']);
  });
});

describe('the bed', () => {
  test('a bead out of it is an error with layer and side', async () => {
    const text = CLEAN_PRINT.replace(layerText(0.6), layerText(0.6).replaceAll('X20', 'X100.5'));
    const { findings } = await inspectPrint(text);
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'extrusion-outside-bed',
        severity: 'error',
        layer: 2,
        xMm: 100.5,
        measured: 0.5,
        message: 'beads reach 0.5 mm out of the bed on the +x side',
      }),
    ]);
  });

  test('the skirt counts, the prime line does not', async () => {
    expect(await found(planted('G1 X5 Y5 F9000', 'G1 X5 Y-0.1 F9000'))).toEqual(['error extrusion-outside-bed']);
    expect(await found(planted('G1 X60 E5 F600', 'G1 X-60 E5 F600'))).toEqual([]);
  });

  test('a travel out of it is a warning, before the first bead of the print it is none', async () => {
    const finding = await one(planted(';Z:0.4\n', ';Z:0.4\nG1 Y100.35 F9000\nG1 Y10\n'));
    expect(finding).toMatchObject({ rule: 'travel-outside-bed', severity: 'warning', layer: 1, yMm: 100.35 });
    expect(finding.measured).toBeCloseTo(0.35, 9);
    expect(await found(`G1 X-50 F600\n${CLEAN_PRINT}`)).toEqual([]);
    const unmarked = CLEAN_PRINT.replaceAll(/^;(LAYER_CHANGE|Z:|HEIGHT:).*\n/gm, '').replace('Y-3', 'Y3');
    expect(await found(unmarked)).toEqual([]);
    expect(await found(`G1 X-50 F600\n${unmarked}`)).toEqual([]);
    expect(await found(`${unmarked}G1 X-50 F600\nM84\n`)).toEqual(['warning travel-outside-bed']);
  });

  test('a bead below it is an error, also where no printer is given', async () => {
    const text = CLEAN_PRINT.replaceAll('Z0.2 F600', 'Z-0.1 F600');
    const options = { expected: { layerCount: 3, thicknessMm: null, firstTopMm: null }, bedBoxMm: null };
    const { findings } = await inspectPrint(text, options);
    const below = findings.find(({ rule }) => rule === 'extrusion-outside-bed');
    expect(below).toMatchObject({ severity: 'error', layer: 0, measured: 0.1 });
  });
});

describe('the count of its own filament', () => {
  // 5 mm of priming, 1 mm of skirt and 12 moves of 0.5 mm.
  const counted = (mm: string, text = CLEAN_PRINT) => `${text}; filament used [mm] = ${mm}\n`;

  test('is that of the moves, to two decimals', async () => {
    const { findings, checksNotRun } = await inspectPrint(counted('12.00'));
    expect(findings).toEqual([]);
    expect(checksNotRun.map(({ rule }) => rule)).not.toContain('filament-claim-off');
    expect(await found(counted('12.15'))).toEqual([]);
  });

  test('tells of moves that were taken out or doubled', async () => {
    const free = { designVolumeMm3: null };
    expect(await found(counted('12.00', CLEAN_PRINT.replace('G1 Y20 E0.5', 'G1 Y20 E1.5')), free)).toEqual([
      'error filament-claim-off',
    ]);
    expect(await found(counted('12.30'), free)).toEqual(['error filament-claim-off']);
    expect(await found(counted('1200.00, 3.00'), free)).toEqual([]);
  });
});

describe('temperatures', () => {
  test('out of the window while the part is printed are errors', async () => {
    const hot = await one(planted(';Z:0.4\n', ';Z:0.4\nM104 S440\n'));
    expect(hot).toMatchObject({ rule: 'temperature-off', severity: 'error', layer: 1, measured: 440, limit: 420 });
    const cold = await one(planted(';Z:0.6\n', ';Z:0.6\nM140 S100\n'));
    expect(cold).toMatchObject({ rule: 'temperature-off', layer: 2, measured: 100, limit: 110, unit: 'C' });
    const never = await one(CLEAN_PRINT.replace('M191 S90\n', ''));
    expect(never).toMatchObject({ rule: 'temperature-off', measured: null, limit: 80 });
    expect(never.message).toContain('the chamber is never set');
  });

  test('before the part may be anything', async () => {
    expect(await found(planted('M104 S400\n', 'M104 S200\n'))).toEqual([]);
    const unnamed = CLEAN_PRINT.replaceAll(/^;TYPE:(Prime|Custom)\n/gm, '');
    expect(
      await found(unnamed.replace('M109 S400\n', 'M109 S380\n').replace(';LAYER_CHANGE', 'M109 S400\n;LAYER_CHANGE')),
    ).toEqual([]);
  });

  test('that are not waited for are an error of the nozzle and a warning of the bed', async () => {
    expect(await found(planted('M109 S400\n', ''))).toEqual(['error temperature-off']);
    expect(await found(planted('M190 S120\n', ''))).toEqual(['warning temperature-off']);
    expect(await found(planted('M109 S400\n', ''), { temperatures: null })).toEqual([]);
  });

  test('of a cold nozzle are an error with the place', async () => {
    const text = CLEAN_PRINT.replace('M104 S400\n', '').replace('M109 S400\n', '');
    const finding = await one(text, { temperatures: null });
    expect(finding).toMatchObject({ rule: 'extrusion-cold', severity: 'error', measured: null, limit: 170 });
    const off = planted(';Z:0.6\n', ';Z:0.6\nM104 S0\n');
    expect(await found(off)).toEqual(['error extrusion-cold', 'error temperature-off']);
    expect((await inspectPrint(off)).findings[0]).toMatchObject({ layer: 2, measured: 0 });
  });

  test('that are left on are warnings', async () => {
    expect(await found(planted('M140 S0\n', ''))).toEqual(['warning heater-left-on']);
    expect(await found(CLEAN_PRINT.replace('M104 S0\n', '').replace('M141 S0\n', ''))).toEqual([
      'warning heater-left-on',
      'warning heater-left-on',
    ]);
  });
});

describe('flow', () => {
  test('above what the hot end melts is an error with the place', async () => {
    const finding = await one(planted('G1 Y20 E0.5\n', 'G1 Y20 E0.5 F6000\n'));
    expect(finding).toMatchObject({ rule: 'flow-high', severity: 'error', layer: 0, limit: 10, unit: 'mm3/s' });
    expect(finding.measured).toBeCloseTo((0.5 * AREA_MM2) / 0.1, 8);
  });

  test('at the limit is none, nor is the rounding of a step of a micrometre', async () => {
    expect(await found(CLEAN_PRINT, { maxFlowMm3PerS: AREA_MM2 })).toEqual([]);
    // 1 um with the filament of 1.5: what rounding of coordinates does to the last step of a bead.
    const text = planted('G1 X20 E0.5 F1200\n', 'G1 X19.999 E0.49995 F1200\nG1 X20 E0.00008\n');
    expect(await found(text, { maxFlowMm3PerS: AREA_MM2 })).toEqual([]);
    expect(await found(CLEAN_PRINT, { maxFlowMm3PerS: 0.97 * AREA_MM2 })).toEqual([
      'error flow-high',
      'error flow-high',
    ]);
  });
});

describe('the file', () => {
  test('that stops in a layer is truncated', async () => {
    const cut = CLEAN_PRINT.slice(0, CLEAN_PRINT.lastIndexOf('G1 X10 E0.5'));
    expect(await found(cut, { limits: { volumeRelative: 1, layerHeightMm: 0.0005 } })).toEqual([
      'error file-truncated',
      'warning heater-left-on',
      'warning heater-left-on',
      'warning heater-left-on',
    ]);
  });

  test('with commands that are not understood has one warning with their list', async () => {
    const finding = await one(planted(';Z:0.4\n', ';Z:0.4\nM7777\nSET_FAN x=1\nM7777\n'));
    expect(finding).toMatchObject({ rule: 'command-unknown', severity: 'warning', layer: 1, measured: 3 });
    expect(finding.message).toBe('3 commands are not understood: M7777, SET_FAN');
  });

  test('of any number of unknown commands names twenty', async () => {
    const many = Array.from({ length: 500 }, (_, i) => `M${8000 + i}\n`).join('');
    const finding = await one(many + CLEAN_PRINT);
    expect(finding.message).toMatch(/M8019 and more$/);
    expect(finding.measured).toBe(500);
  });
});
