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
