import { Clipper, EndType, FillRule, JoinType, type Paths64 } from 'clipper2-ts';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BuildArea } from '../../../src/core/build-area.ts';
import type { Loops } from '../../../src/core/polyline.ts';
import { GRID_PER_MM } from '../../../src/core/units.ts';
import { outsideOf } from '../../../src/geometry/build-area.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { densityCube, latticeCoupon, tensileBar } from '../../../src/plan/nest/coupons.ts';
import { labelTag } from '../../../src/plan/nest/label.ts';
import { type Nesting, type NestPart, nestParts } from '../../../src/plan/nest/nest.ts';
import { partShadow } from '../../../src/plan/nest/part-shadow.ts';
import { NEST_DEFAULTS, type NestSettings } from '../../../src/plan/nest/settings.ts';
import { movedLoops, turnedLoops } from '../../../src/plan/nest/turned-shadow.ts';
import { circle, loop, rectangle, reversed } from '../../scan/shapes.ts';

beforeAll(() => loadClipping());

const PLATE: BuildArea = {
  outline: { shape: 'rectangle', xMinMm: 0, yMinMm: 0, xMaxMm: 100, yMaxMm: 100 },
  exclusions: [],
  heightMm: 100,
  plateUncounted: false,
};
const part = (id: string, shadow: Loops, more: Partial<NestPart> = {}): NestPart => ({
  id,
  shadow,
  heightMm: 20,
  fixed: null,
  ...more,
});
const nested = (parts: readonly NestPart[], settings: Partial<NestSettings> = {}, area = PLATE) =>
  nestParts(parts, area, { ...NEST_DEFAULTS, ...settings });

/** Shadows as they stand, by plate. */
function standing(parts: readonly NestPart[], { placed }: Nesting): { plate: number; loops: Loops }[] {
  return placed.map(({ id, plate, turnDeg, shiftMm: [x, y] }) => {
    const { shadow } = parts.find((one) => one.id === id)!;
    return { plate, loops: movedLoops(turnedLoops(shadow, turnDeg), x, y) };
  });
}

const paths = (loops: Loops): Paths64 =>
  loops.map(({ xy }) =>
    Array.from({ length: xy.length / 2 }, (_, i) => ({
      x: Math.round(xy[2 * i]! * GRID_PER_MM),
      y: Math.round(xy[2 * i + 1]! * GRID_PER_MM),
    })),
  );

/** By another program: no shadow meets another one grown by the clearance, less what chords and the grid take; and all lie in the area. */
function expectApart(parts: readonly NestPart[], nesting: Nesting, clearanceMm: number, area = PLATE): void {
  const all = standing(parts, nesting);
  all.forEach(({ plate, loops }, n) => {
    expect(outsideOf(area, { loops: loops.map(({ xy }) => xy), lines: [], vectors: [] })).toEqual([]);
    const grown = Clipper.inflatePaths(
      paths(loops),
      (clearanceMm - 0.0005) * GRID_PER_MM,
      JoinType.Round,
      EndType.Polygon,
      2,
      2,
    );
    for (const other of all.slice(n + 1)) {
      if (other.plate !== plate) continue;
      const common = Clipper.intersect(grown, paths(other.loops), FillRule.NonZero);
      expect(Clipper.areaPaths(common)).toBe(0);
    }
  });
}

/** An L, 30 by 40 mm, its leg 10 mm wide, times a factor. */
const ell = (f = 1): Loops => [loop(0, 0, 30 * f, 0, 30 * f, 10 * f, 10 * f, 10 * f, 10 * f, 40 * f, 0, 40 * f)];
/** A bean as a bone might cast it. */
function bean(f: number): Loops {
  const xy: number[] = [];
  for (let i = 0; i < 60; i++) {
    const u = (2 * Math.PI * i) / 60;
    const r = f * (12 + 4 * Math.cos(2 * u) + 2 * Math.sin(3 * u));
    xy.push(
      Math.round(r * Math.cos(u) * GRID_PER_MM) / GRID_PER_MM,
      Math.round(r * Math.sin(u) * GRID_PER_MM) / GRID_PER_MM,
    );
  }
  return [loop(...xy)];
}

describe('places', () => {
  test('one square goes to the front left corner, or to the middle', () => {
    const square = [part('a', [rectangle(-5, -5, 5, 5)])];
    expect(nested(square).placed[0]?.shiftMm).toEqual([5, 5]);
    expect(nested(square, { gather: 'centre' }).placed[0]?.shiftMm).toEqual([50, 50]);
  });

  test('four squares of 47.5 mm fill a plate of 100 mm at 5 mm to the last, a fifth goes to the next plate', () => {
    const squares = Array.from({ length: 5 }, (_, n) => part(`s${n}`, [rectangle(0, 0, 47.5, 47.5)]));
    const nesting = nested(squares);
    expect(nesting.plates).toBe(2);
    expect(nesting.placed.map(({ plate, shiftMm }) => [plate, ...shiftMm])).toEqual([
      [0, 0, 0],
      [0, 52.5, 0],
      [0, 0, 52.5],
      [0, 52.5, 52.5],
      [1, 0, 0],
    ]);
  });

  test('squares are measured, not only counted: two odd ones stand exactly the clearance apart', () => {
    const two = [part('a', [rectangle(0, 0, 20.1234, 20)]), part('b', [rectangle(0, 0, 20, 19)])];
    expect(nested(two, { clearanceMm: 2.3456 }).placed[1]?.shiftMm).toEqual([22.469, 0]);
  });

  test('a disc goes into the hole of a ring', () => {
    const parts = [part('ring', [circle(0, 0, 45), reversed(circle(0, 0, 35))]), part('disc', [circle(0, 0, 25)])];
    const nesting = nested(parts);
    expect(nesting.plates).toBe(1);
    expectApart(parts, nesting, 5);
  });

  test('two L shapes hook into each other where boxes would need two plates', () => {
    const parts = [part('a', ell(2)), part('b', ell(2))];
    const nesting = nested(parts, { turnStepDeg: 90, clearanceMm: 3 });
    expect(nesting.plates).toBe(1);
    expectApart(parts, nesting, 3);
  });

  test('a bar longer than the side of the plate goes in along the diagonal, in turns of 45 degrees', () => {
    const bar = [part('bar', [rectangle(0, 0, 120, 10)])];
    expect(nested(bar, { turnStepDeg: 90 }).unplaced[0]).toMatchObject({ id: 'bar', overMm: [20, 0, 0] });
    const nesting = nested(bar, { turnStepDeg: 45 });
    expect(nesting.placed[0]?.turnDeg).toBe(45);
    expectApart(bar, nesting, 5);
  });
});

describe('plates', () => {
  test('32 size variants stand apart, on a round plate with screws and a sensor, in turns', () => {
    const area: BuildArea = {
      outline: { shape: 'circle', xMm: 0, yMm: 0, radiusMm: 110 },
      exclusions: [
        { figure: { shape: 'circle', xMm: 0, yMm: 0, radiusMm: 6 }, reason: 'screw' },
        { figure: { shape: 'rectangle', xMinMm: 60, yMinMm: -4, xMaxMm: 80, yMaxMm: 4 }, reason: 'sensor' },
      ],
      heightMm: 100,
      plateUncounted: false,
    };
    const parts = Array.from({ length: 32 }, (_, n) => part(`v${n}`, bean(0.7 + 0.02 * n)));
    const nesting = nested(parts, { turnStepDeg: 90, clearanceMm: 4, gather: 'centre', squareMm: 1 }, area);
    expect(nesting.placed.length).toBe(32);
    expectApart(parts, nesting, 4, area);
    expect(nested(parts, { turnStepDeg: 90, clearanceMm: 4, gather: 'centre', squareMm: 1 }, area)).toEqual(nesting);
  });

  test('a polygon with a distance to its border and to a screw keeps both', () => {
    const area: BuildArea = {
      outline: { shape: 'polygon', xy: Float64Array.of(0, 0, 80, 0, 80, 40, 40, 40, 40, 80, 0, 80) },
      exclusions: [{ figure: { shape: 'circle', xMm: 5, yMm: 5, radiusMm: 2 }, reason: 'screw' }],
      heightMm: 100,
      plateUncounted: false,
    };
    const parts = [part('a', [rectangle(0, 0, 20, 10)]), part('b', ell())];
    const nesting = nested(parts, { borderMm: 2, exclusionMm: 3 }, area);
    expect(nesting.plates).toBe(1);
    expectApart(parts, nesting, 5, area);
    for (const { loops } of standing(parts, nesting)) {
      const wide = [{ xy: area.outline.shape === 'polygon' ? area.outline.xy : new Float64Array(0), closed: true }];
      const shrunk = Clipper.inflatePaths(paths(wide), -1.9995 * GRID_PER_MM, JoinType.Miter, EndType.Polygon);
      expect(Clipper.areaPaths(Clipper.difference(paths(loops), shrunk, FillRule.NonZero))).toBe(0);
      const screw = Clipper.inflatePaths(
        paths([circle(5, 5, 2)]),
        2.999 * GRID_PER_MM,
        JoinType.Round,
        EndType.Polygon,
        2,
        2,
      );
      expect(Clipper.areaPaths(Clipper.intersect(paths(loops), screw, FillRule.NonZero))).toBe(0);
    }
  });

  test('a part with a place of its own has it, and others stand around it', () => {
    const fixed = { plate: 0, turnDeg: 90, shiftMm: [55, 40] } as const;
    const parts = [part('free', bean(2)), part('fixed', ell(), { fixed })];
    const nesting = nested(parts, { clearanceMm: 2 });
    expect(nesting.placed[1]).toMatchObject({ id: 'fixed', plate: 0, turnDeg: 90, shiftMm: [55, 40] });
    expectApart(parts, nesting, 2);
  });

  test('a part too large is told with its excess, the others are placed', () => {
    const parts = [
      part('wide', [rectangle(0, 0, 120, 101)]),
      part('tall', ell(), { heightMm: 103 }),
      part('ok', ell()),
    ];
    const { placed, unplaced } = nested(parts);
    expect(placed.map(({ id }) => id)).toEqual(['ok']);
    expect(unplaced.map(({ id, overMm }) => [id, overMm])).toEqual([
      ['wide', [20, 1, 0]],
      ['tall', [0, 0, 3]],
    ]);
    expect(unplaced[0]?.reason).toBe("the part 'wide' is larger than the build area by 20 mm in x, 1 mm in y");
  });

  test('a disc as large as a round plate fits, one 0.2 mm larger is too large by that', () => {
    const area: BuildArea = { ...PLATE, outline: { shape: 'circle', xMm: 50, yMm: 50, radiusMm: 50 } };
    expect(nested([part('a', [circle(0, 0, 50)])], {}, area).placed[0]?.shiftMm).toEqual([50, 50]);
    expect(nested([part('a', [circle(0, 0, 50.1)])], {}, area).unplaced[0]?.overMm[0]).toBeCloseTo(0.2, 3);
  });
});

describe('gas flow', () => {
  const parts = Array.from({ length: 4 }, (_, n) => part(`p${n}`, [rectangle(0, 0, 10, 10)]));

  test('parts are exposed against the flow, and none stands straight behind another', () => {
    const nesting = nested(parts, { gasFlowDeg: 270, gather: 'centre' });
    const along = [...nesting.placed].sort((a, b) => a.order - b.order).map(({ shiftMm }) => shiftMm[1]);
    expect(along).toEqual([...along].sort((a, b) => a - b));
    for (const a of nesting.placed) {
      for (const b of nesting.placed)
        if (a !== b) expect(Math.abs(a.shiftMm[0] - b.shiftMm[0])).toBeGreaterThanOrEqual(2.5);
    }
  });

  test('the rule gives way where it would cost a plate', () => {
    const many = Array.from({ length: 36 }, (_, n) => part(`p${n}`, [rectangle(0, 0, 12.5, 12.5)]));
    expect(nested(many, { gasFlowDeg: 90 }).plates).toBe(1);
  });
});

test('coupons and labels are nested beside a part like parts', () => {
  const bodies = [
    ['bar', tensileBar('standing')],
    ['cube', densityCube()],
    ['lattice', latticeCoupon('gyroid', [2.5, 2.5, 2.5])],
    ['tag', labelTag('cage/L')],
  ] as const;
  const parts = [
    part('cage', bean(1.5)),
    ...bodies.map(([id, { mesh, sizeMm }]) => part(id, partShadow(mesh, { toleranceMm: 0 }), { heightMm: sizeMm[2] })),
  ];
  const nesting = nested(parts, {}, { ...PLATE, heightMm: 101 });
  expect(nesting.unplaced).toEqual([]);
  expectApart(parts, nesting, 5);
  expect(nested(parts).unplaced.map(({ id }) => id)).toEqual(['bar']);
});
