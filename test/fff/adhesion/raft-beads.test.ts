import { beforeAll, expect, test } from 'vitest';
import { raftArea, raftBeads, raftLayerCount } from '../../../src/fff/adhesion/raft-beads.ts';
import type { RaftSettings } from '../../../src/fff/adhesion/settings.ts';
import { stripAreaMm2 } from '../../../src/fff/strip-area.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { areaOf, rectangle, reversed } from '../shapes.ts';

beforeAll(() => loadClipping());

const RAFT: RaftSettings = {
  expansionMm: 2,
  base: { count: 1, beadWidthMm: 0.8, spacingMm: 1.6 },
  contact: { count: 2, beadWidthMm: 0.4, spacingMm: 0.5 },
  angleDeg: 0,
};

test('a raft under a frame of 10 x 6 mm has no window, and reaches 2 mm beyond it, round at the corners', () => {
  const area = raftArea([rectangle(0, 0, 10, 6), reversed(rectangle(3, 2, 7, 4))], RAFT);
  expect(area).toHaveLength(1);
  expect(areaOf(area)).toBeCloseTo(60 + 32 * 2 + Math.PI * 4, 1);
  expect(raftLayerCount(RAFT)).toBe(3);
});

test("a layer is a loop and lines from the plate's origin, each layer at a right angle to the one below", () => {
  const square = [rectangle(0, 0, 16, 16)];
  const [unit, ...more] = raftBeads(square, RAFT, 0);
  expect(more).toEqual([]);
  const [loop] = unit!.perimeters[0]!;
  expect(stripAreaMm2(loop!.path, loop!.widthMm)).toBeCloseTo(0.8 * 4 * 15.2, 3);
  const lines = unit!.infill.flat();
  // Lines at y 0.8, 2.4, ... 15.2; those within 1.2 mm of the border are left to the loop, the others are 13.6 mm long.
  expect(lines.map(({ path }) => path.xy[1])).toEqual(
    Array.from({ length: 8 }, (_, k) => expect.closeTo(2.4 + 1.6 * k, 9)),
  );
  expect(lines.every(({ path: { xy } }) => Math.abs(Math.abs(xy[2]! - xy[0]!) - 13.6) < 1e-9 && xy[3] === xy[1])).toBe(
    true,
  );
  expect(lines.every(({ feature, widthMm }) => feature === 'raft' && widthMm[0] === 0.8)).toBe(true);
  const second = raftBeads(square, RAFT, 1)[0]!.infill.flat();
  expect(second.every(({ path: { xy } }) => xy[0] === xy[2])).toBe(true);
  // x 0.75, 1.25, ... 15.25 within 0.6 mm from each side.
  expect(second).toHaveLength(30);
});
