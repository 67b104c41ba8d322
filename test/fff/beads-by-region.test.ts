import { expect, test } from 'vitest';
import type { BeadFeature, BeadToolpath, Toolpath, ToolpathLayer } from '../../src/core/toolpath.ts';
import { type BeadZone, beadsByRegion } from '../../src/fff/beads-by-region.ts';
import { rectangle, reversed } from '../scan/shapes.ts';

const ZONES: readonly BeadZone[] = [
  { regionId: 'core', place: [rectangle(4, 4, 8, 8)] },
  { regionId: 'frame', place: [rectangle(0, 0, 12, 12), reversed(rectangle(4, 4, 8, 8))] },
];

function bead(points: readonly number[], closed = false, feature: BeadFeature = 'perimeter'): BeadToolpath {
  const path = { xy: Float64Array.from(points), closed };
  const widthMm = Float64Array.from({ length: points.length / 2 }, (_, n) => 0.4 + 0.01 * n);
  return { kind: 'bead', params: 'bead', partId: 'a', regionId: null, feature, path, widthMm, heightMm: 0.2 };
}

function layerWith(...toolpaths: readonly Toolpath[]): ToolpathLayer {
  return { index: 1, zMm: 0.4, thicknessMm: 0.2, toolpaths };
}

const regionsOf = (...beads: readonly BeadToolpath[]) =>
  beadsByRegion(layerWith(...beads), ZONES).toolpaths.map(({ regionId }) => regionId);

test('a bead has the region that most of its length lies in, over all its stretches, and the closing one of a loop', () => {
  expect(
    regionsOf(
      bead([5, 5, 7, 5]),
      bead([1, 1, 11, 1]),
      // 3 mm in the frame and 4 in the core; 4 + 1 + 1 + 1 and, the border counted, 5; 1.5 + 1.5 and 4.
      bead([1, 6, 8, 6]),
      bead([0, 6, 4, 6, 4, 5, 3, 5, 8, 5, 9, 5]),
      bead([2.5, 6, 9.5, 6]),
    ),
  ).toEqual(['core', 'frame', 'core', 'frame', 'core']);
  // From (6, 2.5) over (6, 6) to (2.5, 6) the core has 4 mm of 7; the way back over (2.5, 2.5) adds 7 mm to the frame.
  const corner = [6, 2.5, 6, 6, 2.5, 6];
  expect(regionsOf(bead(corner), bead([...corner, 2.5, 2.5], true))).toEqual(['core', 'frame']);
});

test('where two regions have the same, the first in order has it', () => {
  expect(regionsOf(bead([2, 6, 6, 6]))).toEqual(['core']);
  const turned = [...ZONES].reverse();
  expect(beadsByRegion(layerWith(bead([2, 6, 6, 6])), turned).toolpaths[0]?.regionId).toBe('frame');
});

test('a bead that touches no region, and the skirt wherever it runs, have none', () => {
  expect(regionsOf(bead([20, 1, 30, 1]), bead([1, 1, 11, 1], false, 'skirt'))).toEqual([null, null]);
  // A millimetre of a region counts more than nine of none.
  expect(regionsOf(bead([11, 1, 21, 1]))).toEqual(['frame']);
});

test('nothing else of a layer changes: points, widths and order are the same objects', () => {
  const beads = [bead([1, 6, 8, 6]), bead([1, 1, 11, 1, 11, 11], true, 'lattice'), bead([5, 5, 5, 5])];
  const layer = layerWith(...beads);
  const { toolpaths, ...rest } = beadsByRegion(layer, ZONES);
  expect(rest).toEqual({ index: 1, zMm: 0.4, thicknessMm: 0.2 });
  expect(toolpaths.map((path) => ({ ...path, regionId: null }))).toEqual(beads);
  for (const [n, path] of toolpaths.entries()) {
    expect(path.kind === 'bead' && path.path).toBe(beads[n]?.path);
    expect(path.kind === 'bead' && path.widthMm).toBe(beads[n]?.widthMm);
  }
  expect(beadsByRegion(layer, [])).toBe(layer);
});
