import { beforeAll, expect, test } from 'vitest';
import { brimBeads } from '../../../src/fff/adhesion/brim-beads.ts';
import type { BrimSettings } from '../../../src/fff/adhesion/settings.ts';
import { planBeads } from '../../../src/fff/plan-beads.ts';
import { stripAreaMm2 } from '../../../src/fff/strip-area.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { areaOf, beadsOf, rectangle, reversed, SETTINGS } from '../shapes.ts';
import { stripCover } from '../strip-raster.ts';

beforeAll(() => loadClipping());

const BRIM: BrimSettings = { widthMm: 4, gapMm: 0.1, inHoles: false, order: 'outer-first' };
const stripsOf = (beads: ReturnType<typeof brimBeads>) =>
  beads.reduce((sum, { path, widthMm }) => sum + stripAreaMm2(path, widthMm), 0);

test('ten loops of 0.4 mm around 20 x 10 mm have the area of a band of 4 mm from 0.1 mm on, round at the corners', () => {
  const beads = brimBeads([rectangle(0, 0, 20, 10)], BRIM, 0.4);
  expect(beads).toHaveLength(10);
  const band = 60 * 4 + Math.PI * (4.1 ** 2 - 0.1 ** 2);
  // Arcs are chords within 1 um.
  expect(Math.abs(stripsOf(beads) / band - 1)).toBeLessThan(2e-4);
  expect(beads.every(({ feature }) => feature === 'brim')).toBe(true);
  // Middle lines at 0.3, 0.7, ... 3.9 mm, the outermost first.
  expect(beads.map(({ path }) => -Math.min(...path.xy))).toEqual(
    Array.from({ length: 10 }, (_, k) => expect.closeTo(3.9 - 0.4 * k, 4)),
  );
});

test('the loops share the width that is asked for: 0.9 mm are two of 0.45 mm, 0.3 mm one of 0.3 mm', () => {
  const widths = (widthMm: number) =>
    brimBeads([rectangle(0, 0, 9, 9)], { ...BRIM, widthMm }, 0.4).map((b) => b.widthMm[0]);
  expect(widths(0.9)).toEqual([0.45, 0.45]);
  expect(widths(0.3)).toEqual([0.3]);
});

test('loops come from the inside out where that is wanted', () => {
  const reach = brimBeads([rectangle(0, 0, 9, 9)], { ...BRIM, order: 'inner-first' }, 0.4).map(({ path }) =>
    Math.max(...path.xy),
  );
  expect(reach).toEqual([...reach].sort((a, b) => a - b));
});

test('a window has loops of its own only where holes are to have some, as far as they find room', () => {
  const frame = [rectangle(0, 0, 30, 30), reversed(rectangle(10, 10, 20, 20))];
  expect(brimBeads(frame, { ...BRIM, widthMm: 2 }, 0.4)).toHaveLength(5);
  const both = brimBeads(frame, { ...BRIM, widthMm: 2, inHoles: true }, 0.4);
  expect(both).toHaveLength(10);
  const inner = both.filter(({ path }) => Math.min(...path.xy) > 10);
  expect(inner).toHaveLength(5);
  // A band between squares of 9.8 and 5.8 mm; each loop turns on an arc of half its width, which leaves its corners free.
  const band = 9.8 ** 2 - 5.8 ** 2 - 5 * 0.4 * 0.2 * (8 - 2 * Math.PI);
  expect(Math.abs(stripsOf(inner) / band - 1)).toBeLessThan(1e-3);
  // A bore of 3 mm has room for three loops of 0.4 mm on each side at most, and for a fourth none.
  const bore = [rectangle(0, 0, 30, 30), reversed(rectangle(13.5, 13.5, 16.5, 16.5))];
  expect(brimBeads(bore, { ...BRIM, inHoles: true }, 0.4).filter(({ path }) => Math.min(...path.xy) > 10)).toHaveLength(
    3,
  );
});

test('between two parts 0.5 mm apart no bead lies on another, and none on a part', () => {
  const parts = [rectangle(0, 0, 10, 10), rectangle(10.5, 0, 20, 10)];
  const beads = brimBeads(parts, { ...BRIM, gapMm: 0 }, 0.4);
  const paths = beads.map((bead) => ({
    ...bead,
    kind: 'bead' as const,
    params: 'brim',
    partId: 'a',
    regionId: null,
    heightMm: 0.1,
  }));
  const around = [rectangle(-5, -5, 25, 15), ...parts.map(reversed)];
  const { double, outside } = stripCover(around, paths, 0.02);
  // In hundredths of a per cent: corners of squares.
  expect(double).toBeLessThan(0.001);
  expect(outside).toBeLessThan(0.001);
});

test('a part with a brim has it in its first layer alone, after the skirt and before the part, which it does not change', () => {
  const area = [rectangle(0, 0, 10, 10)];
  const adhesion = {
    raft: null,
    skirtLayers: 1,
    brim: { ...BRIM, widthMm: 0.8 },
    shield: null,
    prime: null,
    firstLayer: { beadWidthMm: 0.4, flow: 1 },
  };
  const settings = { ...SETTINGS, skirt: { loops: 1, distanceMm: 3 }, adhesion };
  const planned = (index: number, of: typeof settings | typeof SETTINGS) =>
    beadsOf(
      planBeads({ index, zMm: 0.1 * (index + 1), thicknessMm: 0.1, partId: 'a' }, { solid: area, lattice: [] }, of),
    );
  const first = planned(0, settings);
  expect(first.slice(0, 4).map(({ feature }) => feature)).toEqual(['skirt', 'brim', 'brim', 'external-perimeter']);
  expect(planned(1, settings)).toEqual(planned(1, SETTINGS));
  expect(areaOf(first.filter(({ feature }) => feature === 'external-perimeter').map(({ path }) => path))).toBeCloseTo(
    // Half a bead and its rounded side from the border, at layers of 0.1 mm.
    (9.6 - 0.1 * (1 - Math.PI / 4)) ** 2,
    2,
  );
});
