import { describe, expect, test } from 'vitest';
import type { Box3, TriangleMesh } from '../../src/core/mesh.ts';
import { meshEdges } from '../../src/geometry/mesh-edges.ts';
import { type PorousPoints, porousPoints } from '../../src/lattice/porous-region.ts';
import type { OpenSide } from '../../src/lattice/settings.ts';
import { fillContextOf, NO_FILL_INPUTS } from '../../src/pipeline/layers/fill-context-of.ts';
import { boxMesh, sphereMesh } from '../geometry/solids.ts';

const BOX: Box3 = [0, 0, 0, 12, 10, 8];

type Kinds = readonly (readonly ['solid' | 'porous', TriangleMesh | null])[];

/** Points of the first porous one of the regions. */
function pointsOf(kinds: Kinds, skinMm = 0, openSides: readonly OpenSide[] = [], mesh = boxMesh(...BOX)): PorousPoints {
  const regions = kinds.map(([kind, shape], n) => ({
    id: `${n}`,
    fill: kind === 'solid' ? ('solid' as const) : ('lattice' as const),
    shape: shape === null ? null : { by: 'mesh' as const, mesh: shape, edges: meshEdges(shape) },
  }));
  const own = kinds.findIndex(([kind]) => kind === 'porous');
  const context = fillContextOf(mesh, BOX, [0, 0, 0], regions, own, NO_FILL_INPUTS);
  return porousPoints(context.porousRegion!(skinMm, openSides), 0.01, 100_000);
}

/** Whether each point lies in a box. */
function allIn({ xyz }: PorousPoints, [x0, y0, z0, x1, y1, z1]: Box3): boolean {
  for (let n = 0; n < xyz.length; n += 3) {
    const [x, y, z] = [xyz[n]!, xyz[n + 1]!, xyz[n + 2]!];
    if (!(x >= x0 && x <= x1 && y >= y0 && y <= y1 && z >= z0 && z <= z1)) return false;
  }
  return true;
}

/** A box of three points of 0.17 mm may pass the inner face of the skin with its larger part. */
const LOOSE: Box3 = [0.45, 0.45, 0.45, 11.55, 9.55, 7.55];
const WHOLE = { id: null, fill: 'lattice', shape: null } as const;
const REST: Kinds = [['porous', null]];

describe('the porous region', () => {
  test('of a block is the block: 960 mm3 in about the points that were wished, the same each time', () => {
    const points = pointsOf(REST);
    expect(points.volumeMm3).toBeCloseTo(960, 9);
    expect(Math.abs(points.xyz.length / 3 / 100_000 - 1)).toBeLessThan(0.03);
    expect(allIn(points, BOX)).toBe(true);
    expect(pointsOf(REST).xyz).toEqual(points.xyz);
  });

  test('under a skin of 1 mm is 10 x 8 x 6 mm, and 7 mm high where the top is open', () => {
    const closed = pointsOf(REST, 1);
    expect(Math.abs(closed.volumeMm3 / 480 - 1)).toBeLessThan(0.01);
    expect(allIn(closed, LOOSE)).toBe(true);
    const open = pointsOf(REST, 1, ['z+']);
    expect(Math.abs(open.volumeMm3 / 560 - 1)).toBeLessThan(0.01);
    expect(allIn(open, [LOOSE[0], LOOSE[1], LOOSE[2], LOOSE[3], LOOSE[4], 8])).toBe(true);
  });

  test('has what no region before it has', () => {
    const left = boxMesh(-1, -1, -1, 4, 11, 9);
    const right = boxMesh(2, -1, -1, 13, 11, 9);
    const rest = pointsOf([
      ['solid', left],
      ['porous', null],
    ]);
    expect(Math.abs(rest.volumeMm3 / 640 - 1)).toBeLessThan(0.01);
    expect(allIn(rest, [4, 0, 0, 12, 10, 8])).toBe(true);
    const first = pointsOf([
      ['porous', left],
      ['solid', right],
      ['porous', null],
    ]);
    expect(Math.abs(first.volumeMm3 / 320 - 1)).toBeLessThan(0.01);
    expect(allIn(first, [0, 0, 0, 4, 10, 8])).toBe(true);
    const nothing = pointsOf([
      ['solid', left],
      ['solid', right],
      ['porous', null],
    ]);
    expect(nothing.xyz).toHaveLength(0);
  });

  test('beyond a region that is known by its points alone has what that one leaves', () => {
    // Steps along x are whole: the face of the ball may be off by half of one, 0.11 mm.
    const ball = { contains: (x: number, y: number, z: number) => Math.hypot(x - 6, y - 5, z - 4) < 3 };
    const region = (kind: 'solid' | 'porous', shape: typeof ball | null) => ({ kind, shape });
    const of = (...regions: ReturnType<typeof region>[]) =>
      porousPoints({ boxMm: BOX, part: boxMesh(...BOX), regions, skin: null }, 0.01, 100_000);
    const ballMm3 = (4 / 3) * Math.PI * 27;
    const around = of(region('solid', ball), region('porous', null));
    expect(Math.abs(around.volumeMm3 / (960 - ballMm3) - 1)).toBeLessThan(0.005);
    const within = of(region('porous', ball), region('solid', null));
    expect(Math.abs(within.volumeMm3 / ballMm3 - 1)).toBeLessThan(0.01);
    for (let n = 0; n < within.xyz.length; n += 3) {
      const [x, y, z] = [within.xyz[n]!, within.xyz[n + 1]!, within.xyz[n + 2]!];
      expect(Math.hypot(x - 6, y - 5, z - 4)).toBeLessThan(3.12);
    }
  });

  test('of a ball is its volume, although it fills half of its box', () => {
    const ball = sphereMesh(4, 48);
    const moved = { ...ball, positions: ball.positions.map((value, n) => value + [6, 5, 4][n % 3]!) };
    const points = pointsOf(REST, 0, [], moved);
    expect(Math.abs(points.volumeMm3 / ((4 / 3) * Math.PI * 64) - 1)).toBeLessThan(0.005);
    expect(Math.abs(points.xyz.length / 3 / 100_000 - 1)).toBeLessThan(0.03);
  });

  test.each([60_000, 80_000, 90_000, 100_000])('of a ball under a skin is the inner ball, with %d points', (count) => {
    const mesh = sphereMesh(4, 48);
    const context = fillContextOf(mesh, [-4, -4, -4, 4, 4, 4], [0, 0, 0], [WHOLE], 0, NO_FILL_INPUTS);
    const { volumeMm3 } = porousPoints(context.porousRegion!(0.5, []), 0.01, count);
    expect(Math.abs(volumeMm3 / ((4 / 3) * Math.PI * 3.5 ** 3) - 1)).toBeLessThan(0.012);
  });

  test('is empty where all is solid, or skin', () => {
    expect(pointsOf([['solid', null]]).xyz).toHaveLength(0);
    expect(pointsOf(REST, 5)).toEqual({ xyz: new Float64Array(0), volumeMm3: 0 });
  });
});
