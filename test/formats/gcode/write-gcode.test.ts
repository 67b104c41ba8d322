import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Toolpath } from '../../../src/core/toolpath.ts';
import { readGcode } from '../../../src/formats/gcode/read-gcode.ts';
import { FEATURE_WORDS } from '../../../src/formats/gcode/write-gcode.ts';
import { createPrintInspector } from '../../../src/inspect/print/print-inspector.ts';
import { CLEAN_PRINT_OPTIONS } from '../../inspect/print/clean-print.ts';
import { toolpathPrint } from '../../support/gcode-toolpath.ts';
import { readPrint } from '../../support/read-print.ts';
import { gcodeSource } from './gcode-source.ts';
import { bead, FILAMENT_MM2, linesOfLayers, printBytes, printText, SETTINGS, valuesOf } from './print-job.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Filament that a file pushes while the nozzle moves. */
function extrudedE(text: string): number {
  const moves = linesOfLayers(text).filter((line) => /^G1 X.* E/.test(line));
  return valuesOf('E', moves).reduce((sum, e) => sum + e, 0);
}

describe('the filament of a bead', () => {
  test('of 10 mm with a strip of 0.4 x 0.1 mm is its volume over the section of the filament', async () => {
    const text = await printText([[bead([20, 20, 30, 20])]]);
    const e = (10 * 0.4 * 0.1) / FILAMENT_MM2;
    expect(e.toFixed(5)).toBe('0.16630');
    expect(linesOfLayers(text)).toContain('G1 X30 Y20 E0.1663');
  });

  test('is that of the mean width of each move, and grows with the flow', async () => {
    const widening = [[bead([20, 20, 30, 20], { widthMm: [0.4, 0.6] })]];
    expect(extrudedE(await printText(widening))).toBeCloseTo((10 * 0.5 * 0.1) / FILAMENT_MM2, 5);
    expect(extrudedE(await printText(widening, { flow: 1.05 }))).toBeCloseTo((1.05 * 10 * 0.5 * 0.1) / FILAMENT_MM2, 5);
  });

  test('that is closed runs back to its first point: four moves around a square', async () => {
    const text = await printText([[bead([20, 20, 30, 20, 30, 30, 20, 30], { closed: true })]]);
    const moves = linesOfLayers(text).filter((line) => /^G1 X.* E/.test(line));
    expect(moves.map((line) => line.split(' E')[0])).toEqual(['G1 X30 Y20', 'G1 X30 Y30', 'G1 X20 Y30', 'G1 X20 Y20']);
    expect(extrudedE(text)).toBeCloseTo((40 * 0.4 * 0.1) / FILAMENT_MM2, 5);
  });

  test.each([
    ['above', 0.0107],
    ['below', 0.0003],
  ])('of 10,000 steps %s the resolution of the file never drifts by rounding', async (_, stepMm) => {
    const points = Array.from({ length: 10_001 }, (_, i) => [20 + i * stepMm, 20]).flat();
    const text = await printText([[bead(points)]]);
    const wanted = (10_000 * stepMm * 0.4 * 0.1) / FILAMENT_MM2;
    expect(Math.abs(extrudedE(text) - wanted)).toBeLessThan(1e-5);
    // No move stands still, and the way itself does not drift either.
    const xs = valuesOf('X', linesOfLayers(text));
    expect(new Set(xs).size).toBe(xs.length);
    expect(xs.at(-1)).toBeCloseTo(20 + 10_000 * stepMm, 9);
  });

  test('too short for the file goes into the next bead', async () => {
    const mite = bead([20, 20, 20.0003, 20]);
    const text = await printText([[...Array.from({ length: 1000 }, () => mite), bead([20, 20, 30, 20])]]);
    expect(extrudedE(text)).toBeCloseTo(((1000 * 0.0003 + 10) * 0.4 * 0.1) / FILAMENT_MM2, 5);
  });

  test('of one point is none', async () => {
    const text = await printText([[bead([20, 20])]]);
    expect(linesOfLayers(text)).toEqual([';LAYER_CHANGE', ';Z:0.1', ';HEIGHT:0.1', 'G1 E-1 F1800']);
  });
});

describe('a travel', () => {
  /** A bead along x that ends 10 mm on, and one that begins `gapMm` behind its end. */
  const withGap = (gapMm: number) => [bead([20, 20, 30, 20]), bead([30 + gapMm, 20, 45, 20])];
  const pulls = (text: string) =>
    linesOfLayers(text).flatMap((line) => (/^G1 E/.test(line) ? [Number(line.split(/[E ]/)[2])] : []));

  test('up to the limit keeps the filament, above it pulls it back and pushes it forward again', async () => {
    // The last pull is that of the end.
    for (const gapMm of [0, 0.5, 1.5]) expect(pulls(await printText([withGap(gapMm)]))).toEqual([-1]);
    for (const gapMm of [1.501, 5]) expect(pulls(await printText([withGap(gapMm)]))).toEqual([-1, 1, -1]);
  });

  test('never pulls twice or pushes unpulled: pairs over a hundred beads', async () => {
    const beads = Array.from({ length: 100 }, (_, i) => bead([20 + (i % 7) * 10, 20 + i, 24 + (i % 5), 20 + i]));
    const all = pulls(await printText([beads, beads]));
    expect(all.length).toBeGreaterThan(100);
    all.forEach((pull, i) => {
      expect(pull).toBe(i % 2 === 0 ? -1 : 1);
    });
    expect(all.at(-1)).toBe(-1);
  });

  test('lifts the nozzle only while the filament is back, and goes at the speed of travels', async () => {
    const retraction = { ...SETTINGS.retraction, liftMm: 0.25 };
    const lines = linesOfLayers(await printText([withGap(5)], { retraction }));
    const from = lines.indexOf('G1 E-1 F1800');
    expect(lines.slice(from, from + 6)).toEqual([
      'G1 E-1 F1800',
      'G1 Z0.35 F600',
      'G1 X35 Y20 F6000',
      'G1 Z0.1 F600',
      'G1 E1 F1800',
      'G1 F900',
    ]);
    const short = linesOfLayers(await printText([withGap(1)], { retraction }));
    // The first way to the part is 5 mm above it.
    expect(valuesOf('Z', short)).toEqual([5.1, 0.1]);
  });

  test('without a retraction length moves no filament', async () => {
    const retraction = { ...SETTINGS.retraction, lengthMm: 0 };
    expect(pulls(await printText([withGap(5), withGap(5)], { retraction }))).toEqual([]);
  });

  test('to where the nozzle is already is none', async () => {
    const lines = linesOfLayers(await printText([[bead([20, 20, 30, 20]), bead([30, 20, 30, 25])]]));
    expect(valuesOf('X', lines)).toEqual([20, 30, 30]);
  });
});

describe('a layer', () => {
  const square = bead([20, 20, 30, 20, 30, 30, 20, 30], { closed: true });

  test('begins with its change, height and thickness, then the kind of bead, the way there and the width', async () => {
    const lines = linesOfLayers(await printText([[square], [square]]));
    const second = lines.lastIndexOf(';LAYER_CHANGE');
    expect(lines.slice(0, 10)).toEqual([
      ';LAYER_CHANGE',
      ';Z:0.1',
      ';HEIGHT:0.1',
      ';TYPE:Perimeter',
      'G1 Z5.1 F600',
      'G1 X20 Y20 F6000',
      'G1 Z0.1 F600',
      // 0.4 + 0.1 (1 - pi / 4): the bead with its rounded sides.
      ';WIDTH:0.421',
      'G1 F900',
      'G1 X30 Y20 E0.1663',
    ]);
    expect(lines.slice(second, second + 7)).toEqual([
      ';LAYER_CHANGE',
      ';Z:0.2',
      ';HEIGHT:0.1',
      ';TYPE:Perimeter',
      'G1 Z0.2 F600',
      ';WIDTH:0.421',
      'G1 F1500',
    ]);
  });

  test('names its kind of bead when it changes, and its width when it differs by a hundredth', async () => {
    const lines = linesOfLayers(
      await printText([
        [
          square,
          bead([20, 21, 21, 21], { widthMm: 0.405 }),
          bead([20, 22, 21, 22], { widthMm: 0.43 }),
          bead([20, 23, 21, 23], { feature: 'lattice', widthMm: 0.43 }),
        ],
      ]),
    );
    expect(lines.filter((line) => /^;(TYPE|WIDTH)/.test(line))).toEqual([
      ';TYPE:Perimeter',
      ';WIDTH:0.421',
      ';WIDTH:0.451',
      ';TYPE:Lattice',
      ';WIDTH:0.451',
    ]);
  });

  test('names the region of its beads where they have one, and again in each layer', async () => {
    const inRegion = (regionId: string | null) => ({ ...bead([20, 20, 30, 20]), regionId });
    const layer = [inRegion(null), inRegion('core'), inRegion('core'), inRegion('frame'), inRegion(null)];
    const text = await printText([layer, [inRegion('core')]]);
    expect(linesOfLayers(text).filter((line) => /^;(REGION|Z)/.test(line))).toEqual([
      ';Z:0.1',
      ';REGION:core',
      ';REGION:frame',
      ';REGION:',
      ';Z:0.2',
      ';REGION:core',
    ]);
    expect(readPrint(text).layersZ).toEqual([0.1, 0.2]);
  });

  test('without beads is announced all the same, and the nozzle goes to the next one', async () => {
    const text = await printText([[square], [], [square]]);
    expect(linesOfLayers(text).filter((line) => line.startsWith(';Z:'))).toEqual([';Z:0.1', ';Z:0.2', ';Z:0.3']);
    expect(readPrint(text).layersZ).toEqual([0.1, 0.3]);
  });

  test('is never left downward: the nozzle rises before it crosses to the next layer', async () => {
    const far = bead([60, 60, 70, 60]);
    for (const liftMm of [0, 0.4]) {
      const retraction = { ...SETTINGS.retraction, liftMm };
      const lines = linesOfLayers(
        await printText(
          Array.from({ length: 5 }, () => [square, far]),
          { retraction },
        ),
      );
      let nozzleMm = 0;
      let layerMm = 0;
      let highest = 0;
      for (const line of lines) {
        if (line.startsWith(';Z:')) layerMm = Number(line.slice(3));
        const [zMm] = valuesOf('Z', [line]);
        if (zMm !== undefined) nozzleMm = zMm;
        if (/^G1 X.* E/.test(line)) expect(nozzleMm).toBe(layerMm);
        else if (line.startsWith('G1 ') && nozzleMm > 0) expect(nozzleMm).toBeGreaterThanOrEqual(highest);
        highest = Math.max(highest, layerMm === nozzleMm ? nozzleMm : 0);
      }
      expect(highest).toBe(0.5);
    }
  });

  test('has the same lines whatever came before it, but for the way to it', async () => {
    const odd = bead([20, 20, 20.3333, 21.7777, 30, 20], { closed: true });
    const other = bead([20, 20, 27.1234, 20], { feature: 'solid-infill', params: 'solid-infill' });
    const linesAfter = async (before: readonly ReturnType<typeof bead>[]) =>
      (await printText([before, [square, odd], [odd, square], []]))
        .split(';LAYER_CHANGE\n')
        .slice(2, 4)
        .map((text) => text.slice(text.indexOf(';WIDTH')));
    const lines = await linesAfter([]);
    expect(lines).toHaveLength(2);
    for (const before of [[odd], [other], [square, other, odd]]) expect(await linesAfter(before)).toEqual(lines);
  });

  test('has the speed of its beads; in the first one none is faster than allowed there', async () => {
    const beads = [
      square,
      bead([20, 40, 30, 40], { feature: 'solid-infill', params: 'solid-infill' }),
      bead([30, 40, 30, 41], { feature: 'gap-infill', params: 'slow' }),
    ];
    const feeds = linesOfLayers(await printText([beads, beads])).filter((line) => /^(G1 F|;Z)/.test(line));
    // 15 mm/s at most and 10 mm/s below that; then 25, 28 and 10 mm/s.
    expect(feeds).toEqual([';Z:0.1', 'G1 F900', 'G1 F900', 'G1 F600', ';Z:0.2', 'G1 F1500', 'G1 F1680', 'G1 F600']);
  });

  test('has the beads that gcode-toolpath and a second reader see: box and heights', async () => {
    const text = await printText([[square], [square, bead([40, 40, 42, 45])]]);
    const box = [20, 20, 0.1, 42, 45, 0.2];
    const filamentMm = expect.closeTo(readPrint(text).filamentMm, 6);
    expect(toolpathPrint(text)).toEqual({ box, levelsZ: [0.1, 0.2], filamentMm });
    expect(readPrint(text)).toMatchObject({ box, layersZ: [0.1, 0.2] });
  });
});

test('every kind of bead is called by a word of the contract', () => {
  expect([...new Set(Object.values(FEATURE_WORDS))]).toEqual([
    'External perimeter',
    'Perimeter',
    'Solid infill',
    'Internal infill',
    'Gap infill',
    'Lattice',
    'Top solid infill',
    'Bridge infill',
    'Support material',
    'Support material interface',
    'Skirt/Brim',
    'Draft shield',
    'Prime',
    'Raft',
  ]);
});

describe('before and after the part', () => {
  const start = ['M140 S{bedC} ; bed', 'M141 S{chamberC}', 'G28', 'M191 S{chamberC}', 'M109 S{nozzleC}'];
  const end = ['M104 S0', 'M140 S0', 'M141 S0', 'M84'];
  const templates = { start, end, beforeLayer: [], afterLayer: [] };
  const line = [bead([20, 20, 30, 20])];

  test('stand the lines of the printer with the temperatures in place, under Custom', async () => {
    const lines = (await printText([line], { templates })).split('\n');
    const first = lines.indexOf(';TYPE:Custom');
    expect(lines.slice(first, lines.indexOf(';LAYER_CHANGE'))).toEqual([
      ';TYPE:Custom',
      'M140 S150 ; bed',
      'M141 S160',
      'G28',
      'M191 S160',
      'M109 S440',
      'G21 ; mm',
      'G90 ; absolute positions',
      'M83 ; relative extrusion',
      'M107 ; fan off',
      'G92 E0',
    ]);
    const last = lines.lastIndexOf(';TYPE:Custom');
    expect(lines.slice(last - 1, last + 7)).toEqual([
      'G1 E-1 F1800',
      ';TYPE:Custom',
      'G1 Z10.1 F600',
      'M104 S0',
      'M140 S0',
      'M141 S0',
      'M84',
      '',
    ]);
  });

  test('no line that sets a chamber stands where none is heated', async () => {
    const text = await printText([line], {
      templates: { ...templates, end: ['M104 S0', 'M140 S0', 'M141 S{chamberC}'] },
      chamberC: null,
    });
    expect(text).not.toMatch(/M141|M191|null|\{/);
    expect(text).toContain('M109 S440');
  });

  test('the fan runs at its share of 255', async () => {
    expect(await printText([line], { fanFraction: 0.5 })).toContain('\nM106 S128 ; fan\n');
    expect(await printText([line], { fanFraction: 0 })).not.toContain('M106');
  });

  test('the nozzle ends 10 mm above the part, but not above the printer', async () => {
    const riseTo = async (maxZMm: number) => {
      const lines = (await printText([line, line], { maxZMm })).split('\n');
      return valuesOf('Z', lines.slice(lines.lastIndexOf(';TYPE:Custom')));
    };
    expect(await riseTo(200)).toEqual([10.2]);
    expect(await riseTo(3.5)).toEqual([3.5]);
    expect(await riseTo(0.2)).toEqual([]);
  });
});

describe('the trailer', () => {
  /** Squares of many sizes with travels between, in three layers. */
  const layers = Array.from({ length: 3 }, (_, k) =>
    Array.from({ length: 12 }, (_, i) => {
      const [x, y, side] = [60 + 12 * (i % 4), 60 + 12 * Math.floor(i / 4), 2 + ((i * 5 + k) % 9)];
      return bead([x, y, x + side, y, x + side, y + side, x, y + side], { closed: true });
    }),
  );
  const trailerValue = (text: string, key: string) =>
    new RegExp(`^; ${key.replace(/[[\]()]/g, '\\$&')} = (.*)$`, 'm').exec(text)?.[1];

  test('tells the filament that the moves add up to, as length, volume and mass', async () => {
    const text = await printText(layers);
    const filamentMm = extrudedE(text);
    const mm3 = layers.flat().reduce((sum, { path }) => sum + 4 * (path.xy[2]! - path.xy[0]!) * 0.4 * 0.1, 0);
    expect(filamentMm * FILAMENT_MM2).toBeCloseTo(mm3, 3);
    expect(readPrint(text).filamentMm).toBeCloseTo(filamentMm, 6);
    expect(trailerValue(text, 'filament used [mm]')).toBe(filamentMm.toFixed(2));
    expect(Number(trailerValue(text, 'filament used [cm3]'))).toBeCloseTo(mm3 / 1000, 4);
    expect(Number(trailerValue(text, 'filament used [g]'))).toBeCloseTo((mm3 / 1000) * 1.3, 3);
    expect(trailerValue(text, 'total filament used [g]')).toBe(trailerValue(text, 'filament used [g]'));
  });

  test('tells the time that the inspection measures on the file, to a second', async () => {
    const text = await printText(layers);
    const inspector = createPrintInspector({
      ...CLEAN_PRINT_OPTIONS,
      bedBoxMm: null,
      accelerationMmPerS2: SETTINGS.accelerationMmPerS2,
      junctionDeviationMm: SETTINGS.junctionDeviationMm,
    });
    const { totals } = inspector.finish(await readGcode(gcodeSource(text), inspector, new AbortController().signal));
    const told = /^(?:(\d+)m )?(\d+)s$/.exec(trailerValue(text, 'estimated printing time (normal mode)') ?? '');
    const toldS = 60 * Number(told?.[1] ?? 0) + Number(told?.[2]);
    expect(Math.abs(toldS - totals.timeS)).toBeLessThan(1);
    // Below the time of the beads at full speed no print can be.
    const beadsMm = layers.flat().reduce((sum, { path }) => sum + 4 * (path.xy[2]! - path.xy[0]!), 0);
    expect(toldS).toBeGreaterThan(beadsMm / 25);
  });

  test('keeps the settings in their order between two marks', async () => {
    const text = await printText([[]], {
      record: [
        ['printer_model', 'x'],
        ['layer_height', '0.1'],
      ],
    });
    expect(text.trimEnd().split('\n').slice(-6, -2)).toEqual([
      '; trabecula_config = begin',
      '; printer_model = x',
      '; layer_height = 0.1',
      '; trabecula_config = end',
    ]);
  });
});

test('the same print has the same bytes on any day, and none of them tells the day', async () => {
  const layers = [[bead([20, 20, 30, 20])]];
  vi.useFakeTimers();
  vi.setSystemTime(new Date('2026-02-03T04:05:06Z'));
  const first = await printBytes(layers);
  vi.setSystemTime(new Date('2031-12-30T20:00:00Z'));
  expect(await printBytes(layers)).toEqual(first);
  expect(Buffer.from(first).toString('latin1')).not.toMatch(/20(26|31)|\d{4}-\d\d-\d\d/);
});

test('a name of any letters stays one comment of plain ASCII', async () => {
  const partId = 'Wirbelk\u00f6rper L4 \u2013 \u810a\u690e\nM112\r';
  const bytes = await printBytes([[]], { record: [['filament_type', 'PEEK \u00b5\nM112']] }, partId);
  expect([...bytes].filter((byte) => byte !== 10 && (byte < 32 || byte > 126))).toEqual([]);
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  expect(lines).toContain('; part Wirbelk_rper L4 _ ___M112_');
  expect(lines).toContain('; filament_type = PEEK __M112');
  expect(lines.filter((line) => line.startsWith('M112'))).toEqual([]);
});

test('a file of more than its buffer is whole', async () => {
  const row = Array.from({ length: 300 }, (_, i) => bead([20, 20 + i / 10, 60, 20 + i / 10]));
  const text = await printText(Array.from({ length: 40 }, () => row));
  expect(text.length).toBeGreaterThan(3 * 128 * 1024);
  expect(extrudedE(text)).toBeCloseTo((12_000 * 40 * 0.4 * 0.1) / FILAMENT_MM2, 4);
  expect(text).toMatch(/; trabecula_config = end\n; trabecula_lines = \d+\n; trabecula_sha256 = [0-9a-f]{64}\n$/);
});

test('a path that is no bead, or has no speed, is a fault of our own', async () => {
  await expect(printText([[bead([20, 20, 30, 20], { params: 'unheard-of' })]])).rejects.toMatchObject({
    code: 'own-fault',
  });
  const hatch: Toolpath = {
    kind: 'hatch',
    lines: { xyxy: Float64Array.of(0, 0, 1, 0) },
    area: 'core',
    params: 'perimeter',
    partId: 'part',
    regionId: null,
  };
  await expect(printText([[hatch as never]])).rejects.toMatchObject({ code: 'own-fault' });
});
