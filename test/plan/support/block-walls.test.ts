import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { triangleNormal } from '../../../src/geometry/triangle-normal.ts';
import { gridLines, wallsOver } from '../../../src/plan/support/block-walls.ts';
import { facetColumns } from '../../../src/plan/support/facet-columns.ts';
import type { BlockSettings } from '../../../src/plan/support/settings.ts';
import { WANTS } from '../../../src/plan/support/wall-panels.ts';
import { wallsAt } from '../../../src/plan/support/walls-at.ts';
import { boxMesh, joined } from '../../geometry/solids.ts';

const PLAIN = { pitchMm: 1, heightMm: 1, baseMm: 1, tipMm: 1, intoMm: 0 };
const BLOCK: BlockSettings = {
  spacingMm: 1,
  angleDeg: 0,
  head: PLAIN,
  foot: PLAIN,
  openings: null,
  parting: null,
  closeMm: 0.2,
  leastLengthMm: 0.2,
};

/** Wants support wherever a facet faces straight down above the plate. */
function ceilings({ positions, triangles }: TriangleMesh): Uint8Array {
  const normal = new Float64Array(3);
  return Uint8Array.from({ length: triangles.length / 3 }, (_, t) => {
    const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
    triangleNormal(positions, a, b, c, normal);
    const isCeiling = normal[2]! < 0 && normal[0] === 0 && normal[1] === 0 && positions[a + 2]! > 0;
    return isCeiling ? WANTS.support : WANTS.nothing;
  });
}

/** A T: a stem of 2 x 4 mm and 10 mm high, arms of 9 mm on both sides from 10 to 12 mm. */
const T = joined(boxMesh(9.25, 0.5, 0, 11.25, 4.5, 11), boxMesh(0.25, 0.5, 10, 20.25, 4.5, 12));

function wallsOf(mesh: TriangleMesh, block: BlockSettings = BLOCK, wants = ceilings(mesh)) {
  const columns = facetColumns(mesh);
  return wallsOver(columns, gridLines(columns, wants, block), wants, block);
}

describe('the arms of a T', () => {
  test('stand on walls at whole spacings, from the plate to the arms, beside the stem and not in it', () => {
    const { walls, refused } = wallsOf(T);
    expect(refused).toEqual([]);
    const lines = wallsAt(walls, 5, BLOCK, 0.01).map(({ xy }) => [...xy]);
    const along = lines
      .filter(([, y0, , y1]) => y0 === y1)
      .map(([x0, y, x1]) => [y, Math.min(x0!, x1!), Math.max(x0!, x1!)]);
    expect(along).toEqual(
      [1, 2, 3, 4].flatMap((y) => [
        [y, 0.25, 9.25],
        [y, 11.25, 20.25],
      ]),
    );
    const across = lines
      .filter(([x0, , x1]) => x0 === x1)
      .map(([x, y0, , y1]) => [x!, Math.min(y0!, y1!), Math.max(y0!, y1!)]);
    const places = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19, 20];
    expect(across.sort(([a], [b]) => a! - b!)).toEqual(places.map((x) => [x, 0.5, 4.5]));
  });

  test('reach into the part by their teeth and no further, and end at the plate', () => {
    const teeth = { pitchMm: 1, heightMm: 0.8, baseMm: 1, tipMm: 0.2, intoMm: 0.1 };
    const block = { ...BLOCK, head: teeth };
    const { walls } = wallsOf(T, block);
    const lengthAt = (z: number) =>
      wallsAt(walls, z, block, 0).reduce((sum, { xy }) => sum + Math.hypot(xy[2]! - xy[0]!, xy[3]! - xy[1]!), 0);
    const whole = 4 * 2 * 9 + 18 * 4;
    expect(lengthAt(0.001)).toBeCloseTo(whole, 6);
    expect(lengthAt(9.19)).toBeCloseTo(whole, 6);
    // Half way up a tooth is 0.6 wide of 1, at its tip 0.2; teeth stand between whole millimetres, so that a stretch from a quarter to a quarter has nine.
    expect(lengthAt(9.6)).toBeCloseTo(4 * 2 * 9 * 0.6 + 18 * 4 * 0.6, 6);
    expect(lengthAt(10.05)).toBeCloseTo(4 * 2 * 9 * 0.2 + 18 * 4 * 0.2, 6);
    expect(lengthAt(10.11)).toBe(0);
  });
});
