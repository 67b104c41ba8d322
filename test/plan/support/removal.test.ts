import { beforeAll, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { partSupports } from '../../../src/plan/support/part-supports.ts';
import { hiddenPanels } from '../../../src/plan/support/removal.ts';
import { TITANIUM_SUPPORTS } from '../../../src/plan/support/settings.ts';
import { cleanContours } from '../../../src/slicing/clean-contours.ts';
import { meshCutter } from '../../../src/slicing/cut-mesh.ts';
import { boxMesh, joined } from '../../geometry/solids.ts';

beforeAll(() => loadClipping());

function hiddenOf(mesh: TriangleMesh) {
  const cutter = meshCutter(mesh, meshEdges(mesh));
  const { grid } = partSupports(mesh, TITANIUM_SUPPORTS);
  return hiddenPanels(grid.walls, (z) => cleanContours(cutter.cut(z).loops), 0.03);
}

/** Floor and roof of 10 x 10 mm, 4 mm apart, on walls of 1 mm. */
const FLOOR = boxMesh(0, 0, 0, 10, 10, 1);
const ROOF = boxMesh(0, 0, 5, 10, 10, 6);
const SIDES = [boxMesh(0, 0, 0, 1, 10, 6), boxMesh(9, 0, 0, 10, 10, 6), boxMesh(0, 9, 0, 10, 10, 6)];
const FRONT = boxMesh(0, 0, 0, 10, 1, 6);

test('walls in a closed box are hidden, each with its area; those in a tunnel and on the plate are not', () => {
  const closed = hiddenOf(joined(FLOOR, ROOF, ...SIDES, FRONT));
  // Seven lines each way, 2 to 8 mm; those at the walls' own faces aside, each 8 x 4 mm.
  expect(closed.length).toBeGreaterThanOrEqual(14);
  expect(closed.filter(({ areaMm2 }) => Math.abs(areaMm2 - 32) < 1e-6).length).toBeGreaterThanOrEqual(14);
  expect(closed.every(({ zMm }) => Math.abs(zMm - 3) < 0.031)).toBe(true);
  expect(hiddenOf(joined(FLOOR, ROOF, ...SIDES))).toEqual([]);
  expect(hiddenOf(boxMesh(0, 0, 3, 10, 10, 6))).toEqual([]);
});
