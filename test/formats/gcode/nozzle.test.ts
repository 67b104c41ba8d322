import { describe, expect, test } from 'vitest';
import { bead, linesOfLayers, printText, SETTINGS, valuesOf } from './print-job.ts';

const gap = [bead([20, 20, 30, 20]), bead([40, 20, 45, 20])];

describe('a wipe', () => {
  const wiped = async (wipeMm: number, beads = gap) =>
    linesOfLayers(await printText([beads], { retraction: { ...SETTINGS.retraction, wipeMm } }));

  test('goes back along the bead while the filament is pulled, no faster than it may be', async () => {
    const lines = await wiped(2);
    const at = lines.indexOf(';WIPE_START');
    // 1 mm of filament on 2 mm of way at 30 mm/s of filament: 60 mm/s.
    expect(lines.slice(at, at + 5)).toEqual([
      ';WIPE_START',
      'G1 X28 Y20 E-1 F3600',
      ';WIPE_END',
      'G1 X40 Y20 F6000',
      'G1 E1 F1800',
    ]);
  });

  test('longer than its bead pulls the rest where it ends', async () => {
    const lines = await wiped(20);
    const at = lines.indexOf(';WIPE_START');
    expect(lines.slice(at + 1, at + 4)).toEqual(['G1 X20 Y20 E-0.5 F6000', ';WIPE_END', 'G1 E-0.5 F1800']);
  });

  test('goes on along a loop', async () => {
    const loop = bead([20, 20, 30, 20, 30, 30, 20, 30], { closed: true });
    const lines = await wiped(4, [loop, gap[1]!]);
    expect(lines[lines.indexOf(';WIPE_START') + 1]).toBe('G1 X24 Y20 E-1 F6000');
  });

  test('pulls back in all what is pushed forward', async () => {
    const beads = Array.from({ length: 50 }, (_, i) => bead([20 + (i % 7) * 9, 20 + i, 23 + (i % 7) * 9, 20.5 + i]));
    const all = valuesOf('E', await wiped(1.7, beads));
    const sum = (part: readonly number[]) => part.reduce((a, b) => a + b, 0);
    const pushes = all.filter((e) => e === 1).length;
    expect(pushes).toBe(49);
    // The pull of the end is not pushed again; it stands before the end lines.
    expect(sum(all.filter((e) => e < 0))).toBeCloseTo(-50, 6);
  });
});

test('extra filament after a retraction is pushed and counted', async () => {
  const text = await printText([gap], { retraction: { ...SETTINGS.retraction, extraMm: 0.05 } });
  expect(linesOfLayers(text)).toContain('G1 E1.05 F1800');
  const plain = await printText([gap]);
  const used = (from: string) => Number(/filament used \[mm\] = (.*)/.exec(from)?.[1]);
  expect(used(text) - used(plain)).toBeCloseTo(0.05, 6);
});

describe('a bead that would take more than the hot end melts', () => {
  test('is slowed, to a whole half millimetre a second, and told', async () => {
    // 0.4 x 0.1 mm at 0.5 mm3/s: 12.5 mm/s.
    const text = await printText([[bead([20, 20, 30, 20])], [bead([20, 20, 30, 20])]], { maxFlowMm3PerS: 0.5 });
    expect(linesOfLayers(text).filter((line) => /^G1 F/.test(line))).toEqual(['G1 F750', 'G1 F750']);
    const free = await printText([[bead([20, 20, 30, 20])]], { maxFlowMm3PerS: 0.6 });
    expect(linesOfLayers(free)).toContain('G1 F900');
  });

  test('is slowed where it is wide alone', async () => {
    const widening = bead([20, 20, 30, 20, 40, 20], { widthMm: [0.4, 0.4, 0.8] });
    // 0.04 mm2 at 15 mm/s is 0.6 mm3/s; 0.06 mm2 may go at 10 mm/s.
    const lines = linesOfLayers(await printText([[widening]], { maxFlowMm3PerS: 0.6 }));
    expect(lines.filter((line) => /^G1 F/.test(line))).toEqual(['G1 F900', 'G1 F600']);
  });
});

test('pressure advance stands before the first layer', async () => {
  const lines = (await printText([gap], { pressureAdvanceS: 0.05 })).split('\n');
  expect(lines.indexOf('M900 K0.05 ; linear advance')).toBeGreaterThan(0);
  expect(lines.indexOf('M900 K0.05 ; linear advance')).toBeLessThan(lines.indexOf(';LAYER_CHANGE'));
});

test('the trailer tells layers and the time of the first one', async () => {
  const text = await printText([gap, gap]);
  expect(text).toContain('\n; total layers count = 2\n');
  expect(text).toMatch(/\n; estimated first layer printing time \(normal mode\) = \d+s\n/);
});

test('each layer tells its share of all layers where the printer wants it, and the end is 100', async () => {
  const shares = (text: string) => [...text.matchAll(/^M73 P(\d+)$/gm)].map(([, share]) => Number(share));
  expect(shares(await printText([gap, gap, gap], { showsProgress: true }))).toEqual([0, 33, 66, 100]);
  expect(shares(await printText([gap]))).toEqual([]);
});
