import { beforeAll, describe, expect, test } from 'vitest';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { borderLines } from '../../../src/plan/support/border-walls.ts';
import { facetWants } from '../../../src/plan/support/facet-wants.ts';
import { partSupports } from '../../../src/plan/support/part-supports.ts';
import { TITANIUM_SUPPORTS } from '../../../src/plan/support/settings.ts';
import { wallsAt } from '../../../src/plan/support/walls-at.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { sphereMesh } from './sphere-mesh.ts';

beforeAll(() => loadClipping());

const BORDER = { insetMm: 0.2, toleranceMm: 0.1, leastLengthMm: 0.5 };

/** Ends of lines, each with the lower one first, to a micrometre. */
const round = (value: number) => Math.round(value * 1000) / 1000;

describe('border walls', () => {
  test('of a box stand inside its four sides, whatever its triangles', () => {
    const mesh = boxMesh(0, 0, 3, 8, 5, 6);
    const block = { ...TITANIUM_SUPPORTS.block, openings: null, parting: null };
    const { borders } = partSupports(mesh, { ...TITANIUM_SUPPORTS, border: BORDER, block });
    const lines = wallsAt(borders.walls, 1, block, 0).map(({ xy: [x0, y0, x1, y1] }) =>
      [Math.min(x0!, x1!), Math.min(y0!, y1!), Math.max(x0!, x1!), Math.max(y0!, y1!)].map(round).join(' '),
    );
    expect(lines.sort()).toEqual(['0.2 0.2 0.2 4.8', '0.2 0.2 7.8 0.2', '0.2 4.8 7.8 4.8', '7.8 0.2 7.8 4.8']);
  });

  test('of a sphere are a ring of straight pieces within the tolerance', () => {
    const sphere = sphereMesh(5, 36);
    const mesh = { ...sphere, positions: sphere.positions.map((value, k) => (k % 3 === 2 ? value + 8 : value)) };
    const { groups } = facetWants(mesh, [], TITANIUM_SUPPORTS.wants);
    const lines = borderLines(mesh, groups[0]!.facets, BORDER, 1);
    // 40 degrees are 8 rings of 5 degrees.
    const radius = 5 * Math.sin((40 * Math.PI) / 180) - 0.2;
    expect(lines.length).toBeLessThan(24);
    for (const { xMm, yMm, ux, uy, fromMm, toMm } of lines) {
      for (const s of [fromMm, (fromMm + toMm) / 2, toMm]) {
        expect(Math.abs(Math.hypot(xMm + s * ux, yMm + s * uy) - radius)).toBeLessThan(0.12);
      }
    }
  });
});
