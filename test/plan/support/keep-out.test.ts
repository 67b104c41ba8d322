import { beforeAll, expect, test } from 'vitest';
import type { Loops } from '../../../src/core/polyline.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { keepOut } from '../../../src/plan/support/keep-out.ts';
import { partSupports } from '../../../src/plan/support/part-supports.ts';
import { TITANIUM_SUPPORTS } from '../../../src/plan/support/settings.ts';
import { wallCutter } from '../../../src/plan/support/walls-at.ts';
import { cleanContours } from '../../../src/slicing/clean-contours.ts';
import { meshCutter } from '../../../src/slicing/cut-mesh.ts';
import { boxMesh, joined } from '../../geometry/solids.ts';

beforeAll(() => loadClipping());

const GAP_MM = 0.3;
const BLOCK = { ...TITANIUM_SUPPORTS.block, openings: null, parting: null };
const TOOTH = BLOCK.head.heightMm;

/** A stem from the plate, an arm of 9 mm from 10 to 12 mm on its right. */
const ARM = joined(boxMesh(0.25, 0.5, 0, 2.25, 4.5, 11), boxMesh(0.25, 0.5, 10, 11.25, 4.5, 12));

test('walls and teeth keep away from the stem under an arm, and teeth still reach the arm', () => {
  const cutter = meshCutter(ARM, meshEdges(ARM));
  const at = (z: number): Loops => (z < 0 ? [] : cleanContours(cutter.cut(z).loops));
  const walls = wallCutter(partSupports(ARM, TITANIUM_SUPPORTS).grid.walls, BLOCK);
  const firstX = (z: number, gapMm: number) => {
    const lines = walls.linesAt(z, 0, keepOut(at(z), at(Math.max(0, z - TOOTH)), at(z + TOOTH), gapMm));
    return Math.min(...lines.flatMap(({ xy }) => [xy[0]!, xy[2]!]));
  };
  expect(firstX(5, 0.0001)).toBeCloseTo(2.25, 3);
  expect(firstX(5, GAP_MM)).toBeCloseTo(2.55, 3);
  // At 9.6 teeth are 0.55 wide: the one about 2.5 would be cut by the stem.
  expect(firstX(9.6, GAP_MM)).toBeCloseTo(2.55, 3);
  const tips = walls.linesAt(10.05, 0, keepOut(at(10.05), at(10.05 - TOOTH), at(10.05 + TOOTH), GAP_MM));
  expect(tips.length).toBeGreaterThan(40);
  expect(Math.min(...tips.flatMap(({ xy }) => [xy[0]!, xy[2]!]))).toBeCloseTo(2.55, 3);
});
