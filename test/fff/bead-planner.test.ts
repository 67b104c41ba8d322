import { beforeAll, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { beadPlanner } from '../../src/fff/bead-planner.ts';
import { type BeadLayer, planBeads } from '../../src/fff/plan-beads.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { circle, rectangle, reversed, SETTINGS } from './shapes.ts';

beforeAll(() => loadClipping());

const layer = (index: number): BeadLayer => ({ index, zMm: 0.1 * (index + 1), thicknessMm: 0.1, partId: 'a' });
const plate: Loops = [rectangle(0, 0, 20, 12), reversed(circle(10, 6, 3))];
const other: Loops = [rectangle(0, 0, 20, 12), reversed(circle(10, 6, 3.0001))];

test('a planner that remembers says what one without memory says, layer by layer', () => {
  const settings = { ...SETTINGS, skirt: { loops: 2, distanceMm: 3 }, bridge: { flow: 1, overhangShare: 0.5 } };
  const plan = beadPlanner(settings);
  const solids = [plate, plate, plate, plate, other, plate, plate, other, other];
  for (const [index, solid] of solids.entries()) {
    const around = { below: index === 0 ? null : [solids[index - 1]!], above: [] };
    const areas = { solid, lattice: [] };
    expect(plan(layer(index), areas, around, null)).toEqual(planBeads(layer(index), areas, settings, around, null));
  }
});

test('what it hands out is its own: arrays that are handed on do not spoil later layers', () => {
  const plan = beadPlanner(SETTINGS);
  const areas = { solid: plate, lattice: [] };
  const first = plan(layer(1), areas, null, null);
  for (const path of first.toolpaths.toolpaths) if (path.kind === 'bead') path.path.xy.fill(0);
  const third = plan(layer(3), areas, null, null);
  for (const path of third.toolpaths.toolpaths) if (path.kind === 'bead') path.path.xy.fill(1);
  expect(plan(layer(5), areas, null, null)).toEqual(planBeads(layer(5), areas, SETTINGS));
});

test('seams that are spread go on from layer to layer', () => {
  const seam = { position: 'spread', directionDeg: 0, reachMm: 0 } as const;
  const plan = beadPlanner({ ...SETTINGS, seam });
  const areas = { solid: plate, lattice: [] };
  const starts = [1, 3].map((index) => plan(layer(index), areas, null, null).toolpaths.toolpaths[0]);
  expect(starts[0]).not.toEqual(starts[1]);
});
