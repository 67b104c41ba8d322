import { expect, test } from 'vitest';
import type { Layer } from '../../src/core/layer.ts';
import type { BeadToolpath } from '../../src/core/toolpath.ts';
import { measureVoids } from '../../src/geometry/bead-volume.ts';

const square = (side: number): Layer => ({
  index: 3,
  zMm: 0.4,
  thicknessMm: 0.1,
  regions: [
    {
      partId: 'a',
      regionId: null,
      area: 'core',
      outline: { xy: Float64Array.of(0, 0, side, 0, side, side, 0, side), closed: true },
      holes: [],
    },
  ],
  midlines: [],
});

/** A straight bead along x. */
function bead(y: number, widthMm: number, from = 0, to = 10): BeadToolpath {
  return {
    kind: 'bead',
    params: 'solid-infill',
    feature: 'solid-infill',
    partId: 'a',
    regionId: null,
    path: { xy: Float64Array.of(from, y, to, y), closed: false },
    widthMm: Float64Array.of(widthMm, widthMm),
    heightMm: 0.1,
  };
}

const measured = (toolpaths: BeadToolpath[]) =>
  measureVoids(square(10), { index: 3, zMm: 0.4, thicknessMm: 0.1, toolpaths }, 0.01);

test('beads 0.4 mm apart that are 0.4 mm wide leave nothing but the corners of their round ends, and overlap as much outside', () => {
  const { voidMm2, overlapMm2 } = measured(Array.from({ length: 25 }, (_, i) => bead(0.2 + 0.4 * i, 0.4)));
  // Each of 50 ends reaches out by a half disc less what it is drawn back by.
  expect(voidMm2).toBeLessThan(50 * 0.4 * 0.4 * 0.08);
  expect(Math.abs(voidMm2 - overlapMm2)).toBeLessThan(0.02);
});

test('beads 0.36 mm wide at 0.4 mm leave a tenth void: 10 of 100 mm2, less what ends reach', () => {
  const { voidMm2, overlapMm2 } = measured(Array.from({ length: 25 }, (_, i) => bead(0.2 + 0.4 * i, 0.36)));
  expect(voidMm2).toBeGreaterThan(9.9);
  expect(voidMm2).toBeLessThan(10.4);
  expect(overlapMm2).toBeLessThan(0.4);
});

test('a bead that is laid twice overlaps by its area, 4 mm2', () => {
  const once = Array.from({ length: 25 }, (_, i) => bead(0.2 + 0.4 * i, 0.4));
  const more = measured([...once, bead(0.2, 0.4)]).overlapMm2 - measured(once).overlapMm2;
  expect(Math.abs(more - 4)).toBeLessThan(0.05);
});

test('a loop with its rounded side on the border leaves no void there, and overlaps the next by what it lies further in', () => {
  const ring = (insetMm: number, feature: BeadToolpath['feature']): BeadToolpath => {
    const [a, b] = [insetMm, 10 - insetMm];
    const path = { xy: Float64Array.of(a, a, b, a, b, b, a, b), closed: true };
    return { ...bead(0, 0.4), feature, path, widthMm: new Float64Array(4).fill(0.4) };
  };
  const side = 0.05 * (1 - Math.PI / 4);
  const inner = Array.from({ length: 11 }, (_, k) => ring(0.6 + 0.4 * k, 'perimeter'));
  const rest = [bead(5, 0.4, 4.8, 5.2)];
  const flush = measured([ring(0.2, 'perimeter'), ...inner, ...rest]);
  const { voidMm2, overlapMm2 } = measured([ring(0.2 + side, 'external-perimeter'), ...inner, ...rest]);
  expect(Math.abs(voidMm2 - flush.voidMm2)).toBeLessThan(0.03);
  expect(Math.abs(overlapMm2 - flush.overlapMm2 - 4 * 9.2 * side)).toBeLessThan(0.08);
});
