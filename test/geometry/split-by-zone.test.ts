import { describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { GRID_PER_MM, snapMm } from '../../src/core/units.ts';
import { lengthMm } from '../../src/geometry/polygon-area.ts';
import { splitByZone, type ZonePiece } from '../../src/geometry/split-by-zone.ts';
import { zoneMap } from '../../src/geometry/zone-map.ts';
import { circle, distanceToEdges, isInside, rectangle, reversed } from '../scan/shapes.ts';
import { randomFrom } from './solids.ts';

const LEAST_MM = 0.1;

/** A square from the origin to (10, 10) in a left and a right half. */
const HALVES: readonly Loops[] = [[rectangle(0, 0, 5, 10)], [rectangle(5, 0, 10, 10)]];

function split(points: readonly number[], closed: boolean, zones = HALVES, leastMm = LEAST_MM): ZonePiece[] {
  return splitByZone(Float64Array.from(points), closed, zoneMap(zones), leastMm, snapMm);
}

/** Zone and points of each piece. */
const told = (pieces: readonly ZonePiece[]) => pieces.map(({ zone, xy, closed }) => [zone, [...xy], closed]);

/** A square run around from (2, 2), which crosses x = 5 at y = 2 and y = 8. */
const SQUARE = [2, 2, 8, 2, 8, 8, 2, 8];

describe('an open line', () => {
  test('within one area stays as it is, the very points', () => {
    const xy = Float64Array.of(1, 1, 4, 2, 2, 9);
    const pieces = splitByZone(xy, false, zoneMap(HALVES), LEAST_MM, snapMm);
    expect(pieces).toEqual([{ zone: 0, xy, closed: false }]);
    expect(pieces[0]?.xy).toBe(xy);
  });

  test('is cut where it crosses, and at nothing else', () => {
    expect(told(split([1, 1, 2, 1, 8, 1, 9, 3], false))).toEqual([
      [0, [1, 1, 2, 1, 5, 1], false],
      [1, [5, 1, 8, 1, 9, 3], false],
    ]);
    expect(told(split([8, 1, 2, 1], false))).toEqual([
      [1, [8, 1, 5, 1], false],
      [0, [5, 1, 2, 1], false],
    ]);
  });

  test('that has a point on the border is cut there, without a stretch of no length', () => {
    expect(told(split([1, 1, 5, 3, 9, 1], false))).toEqual([
      [0, [1, 1, 5, 3], false],
      [1, [5, 3, 9, 1], false],
    ]);
    expect(told(split([1, 1, 5, 3, 1, 5], false))).toEqual([[0, [1, 1, 5, 3, 1, 5], false]]);
  });

  test('in no area stays whole and has none; what of it is outside goes to the piece before it, or at the start after it', () => {
    expect(told(split([20, 1, 30, 1], false))).toEqual([[-1, [20, 1, 30, 1], false]]);
    expect(told(split([-5, 1, 15, 1], false))).toEqual([
      [0, [-5, 1, 5, 1], false],
      [1, [5, 1, 15, 1], false],
    ]);
    const apart = [[rectangle(0, 0, 3, 10)], [rectangle(6, 0, 9, 10)]];
    expect(told(split([-1, 1, 12, 1], false, apart))).toEqual([
      [0, [-1, 1, 6, 1], false],
      [1, [6, 1, 12, 1], false],
    ]);
  });

  test('gives stretches that are too short to the piece before them, and leaves no points where they began', () => {
    const sliver: readonly Loops[] = [
      [rectangle(0, 0, 5, 10)],
      [rectangle(5, 0, 5.09, 10)],
      [rectangle(5.09, 0, 10, 10)],
    ];
    expect(told(split([1, 1, 9, 1], false, sliver))).toEqual([
      [0, [1, 1, 5.09, 1], false],
      [2, [5.09, 1, 9, 1], false],
    ]);
    expect(told(split([9, 1, 1, 1], false, sliver))).toEqual([
      [2, [9, 1, 5, 1], false],
      [0, [5, 1, 1, 1], false],
    ]);
    expect(told(split([1, 1, 9, 1], false, sliver, 0.08)).map(([zone]) => zone)).toEqual([0, 1, 2]);
    const within: readonly Loops[] = [
      [rectangle(5, 0, 5.09, 10)],
      [rectangle(0, 0, 5, 10), rectangle(5.09, 0, 10, 10)],
    ];
    expect(told(split([1, 1, 9, 1], false, within))).toEqual([[1, [1, 1, 9, 1], false]]);
  });

  test('gives a short end to the only neighbour that it has', () => {
    expect(told(split([4.95, 1, 9, 1], false))).toEqual([[1, [4.95, 1, 9, 1], false]]);
    expect(told(split([1, 1, 5.05, 1], false))).toEqual([[0, [1, 1, 5.05, 1], false]]);
  });

  test('of which all is short is in the area that has most of it', () => {
    expect(told(split([4.98, 1, 5.05, 1], false))).toEqual([[1, [4.98, 1, 5.05, 1], false]]);
    expect(told(split([4.92, 1, 5.05, 1], false))).toEqual([[0, [4.92, 1, 5.05, 1], false]]);
  });

  test('with stretches of no length loses nothing, and a line of no length is where its point is', () => {
    expect(told(split([1, 1, 1, 1, 8, 1, 8, 1, 8, 5], false))).toEqual([
      [0, [1, 1, 5, 1], false],
      [1, [5, 1, 8, 1, 8, 5], false],
    ]);
    expect(told(split([1, 1, 5, 1, 5, 1, 8, 1], false))).toEqual([
      [0, [1, 1, 5, 1], false],
      [1, [5, 1, 8, 1], false],
    ]);
    expect(told(split([7, 1, 7, 1], false))).toEqual([[1, [7, 1, 7, 1], false]]);
    expect(told(split([], false))).toEqual([[-1, [], false]]);
  });

  test('with no least length has no piece without one: what is shorter than the grid is gone', () => {
    const hair: readonly Loops[] = [
      [rectangle(0, 0, 5, 10)],
      [rectangle(5, 0, 5.0001, 9)],
      [rectangle(5.0001, 0, 10, 10)],
    ];
    const pieces = split([1, 1.00005, 9, 1.00005], false, hair, 0);
    expect(pieces.map(({ zone }) => zone)).toEqual([0, 1, 2]);
    // Along a border that is slanted by one grid unit the sliver is narrower than the grid.
    const slim: readonly Loops[] = [HALVES[0]!, [{ xy: Float64Array.of(5, 0, 5.0001, 10, 5, 10), closed: true }]];
    for (const { xy } of split([1, 1, 9, 1], false, slim, 0))
      expect(lengthMm({ xy, closed: false })).toBeGreaterThan(0);
  });
});

describe('a closed line', () => {
  test('that crosses no border stays closed', () => {
    const xy = Float64Array.of(1, 1, 4, 1, 4, 4, 1, 4);
    const pieces = splitByZone(xy, true, zoneMap(HALVES), LEAST_MM, snapMm);
    expect(pieces).toEqual([{ zone: 0, xy, closed: true }]);
    expect(pieces[0]?.xy).toBe(xy);
    expect(told(split([21, 1, 24, 1, 24, 4], true))).toEqual([[-1, [21, 1, 24, 1, 24, 4], true]]);
  });

  test('that starts in the middle of an area is not cut there', () => {
    expect(told(split(SQUARE, true))).toEqual([
      [1, [5, 2, 8, 2, 8, 8, 5, 8], false],
      [0, [5, 8, 2, 8, 2, 2, 5, 2], false],
    ]);
  });

  test('that starts on a border, at a point of its own', () => {
    expect(told(split([5, 2, 8, 2, 8, 8, 5, 8, 2, 8, 2, 2], true))).toEqual([
      [1, [5, 2, 8, 2, 8, 8, 5, 8], false],
      [0, [5, 8, 2, 8, 2, 2, 5, 2], false],
    ]);
  });

  test('that starts just before a border keeps that short stretch where it belongs', () => {
    expect(told(split([4.95, 2, 8, 2, 8, 8, 2, 8, 2, 2], true))).toEqual([
      [1, [5, 2, 8, 2, 8, 8, 5, 8], false],
      [0, [5, 8, 2, 8, 2, 2, 4.95, 2, 5, 2], false],
    ]);
    // Or just after it, which is the other end of the same stretch.
    expect(told(split([5.05, 2, 8, 2, 8, 8, 2, 8, 2, 2], true))).toEqual([
      [0, [5, 8, 2, 8, 2, 2, 5, 2], false],
      [1, [5, 2, 5.05, 2, 8, 2, 8, 8, 5, 8], false],
    ]);
  });

  test('stays closed where all that another area has of it is short, wherever it starts', () => {
    // A tip of 0.04 mm reaches into the right half.
    const points = [2, 2, 5.02, 5, 2, 8];
    for (let turn = 0; turn < 3; turn++) {
      const turned = [...points.slice(2 * turn), ...points.slice(0, 2 * turn)];
      expect(told(split(turned, true))).toEqual([[0, turned, true]]);
    }
    expect(split(points, true, HALVES, 0.01)).toHaveLength(2);
  });

  test('of which all is short stays closed, in the area that has most of it', () => {
    expect(told(split([4.97, 1, 5.02, 1, 5.02, 1.02, 4.97, 1.02], true))).toEqual([
      [0, [4.97, 1, 5.02, 1, 5.02, 1.02, 4.97, 1.02], true],
    ]);
  });

  test('gives a short stretch around its first point to the piece before it', () => {
    const three: readonly Loops[] = [
      [rectangle(0, 0, 10, 5)],
      [rectangle(0, 5, 10, 10)],
      [rectangle(-0.03, 4.97, 0, 5.03)],
    ];
    // Around (-0.02, 5) lies the third area.
    const pieces = split([-0.02, 5, 0.02, 4.9, 5, 1, 9, 5, 5, 9, 0.02, 5.1], true, three);
    expect(pieces.map(({ zone, closed }) => [zone, closed])).toEqual([
      [0, false],
      [1, false],
    ]);
  });
});

test('of a circle through six sectors every piece lies in its own, ends meet on the grid, and no length is lost', () => {
  const sectors: Loops[] = [];
  for (let n = 0; n < 6; n++) {
    const at = (turn: number) => [snapMm(20 * Math.cos(turn)), snapMm(20 * Math.sin(turn))];
    const xy = [0, 0, ...at((n * Math.PI) / 3), ...at(((n + 1) * Math.PI) / 3)];
    sectors.push([{ xy: Float64Array.from(xy), closed: true }]);
  }
  const ring = circle(0.3, -0.2, 7, 500).xy.map(snapMm);
  const pieces = splitByZone(ring, true, zoneMap(sectors), LEAST_MM, snapMm);
  // It begins in the last sector, a little below the first one.
  expect(pieces.map(({ zone }) => zone)).toEqual([0, 1, 2, 3, 4, 5]);
  expectPieces(ring, true, pieces, sectors);
});

test('random lines over rings within each other: pieces give the line again, in order, each in its own ring', () => {
  const random = randomFrom(7);
  const rings: Loops[] = [];
  for (let n = 0; n < 8; n++) {
    const wall = (radius: number, corners: number) => ({
      xy: circle(0, 0, radius, corners).xy.map(snapMm),
      closed: true,
    });
    rings.push(n === 0 ? [wall(1, 40)] : [wall(n + 1, 40 * (n + 1)), reversed(wall(n, 40 * n))]);
  }
  const map = zoneMap(rings);
  let cuts = 0;
  for (let n = 0; n < 150; n++) {
    const closed = n % 2 === 0;
    const points = 2 + Math.floor(random() * 12) + (closed ? 1 : 0);
    const xy = Float64Array.from({ length: 2 * points }, () => snapMm((random() - 0.5) * 11));
    const pieces = splitByZone(xy, closed, map, LEAST_MM, snapMm);
    cuts += pieces.length - 1;
    expectPieces(xy, closed, pieces, rings);
  }
  expect(cuts).toBeGreaterThan(1500);
});

/** Holds for every line that is split: nothing is lost or bent, pieces meet, and each lies in its area but for short stretches. */
function expectPieces(xy: Float64Array, closed: boolean, pieces: readonly ZonePiece[], zones: readonly Loops[]): void {
  if (pieces.length === 1) {
    expect(pieces[0]).toMatchObject({ xy, closed });
    return;
  }
  const original = [{ xy, closed: true }];
  let total = 0;
  let points = 0;
  pieces.forEach((piece, n) => {
    const end = piece.xy.slice(-2);
    const next = pieces[n + 1] ?? (closed ? pieces[0] : undefined);
    expect(piece.closed).toBe(false);
    expect(piece.xy.length).toBeGreaterThanOrEqual(4);
    if (next === undefined) expect([...end]).toEqual([...xy.slice(-2)]);
    else expect([...end]).toEqual([...next.xy.slice(0, 2)]);
    for (let i = 0; i < piece.xy.length; i += 2) {
      const [x, y] = [piece.xy[i]!, piece.xy[i + 1]!];
      expect([x, y]).toEqual([snapMm(x), snapMm(y)]);
      expect(distanceToEdges(original, x, y)).toBeLessThan(0.71 / GRID_PER_MM);
    }
    total += lengthMm(piece);
    points += piece.xy.length / 2 - 1;
    expectInZone(piece, zones);
  });
  if (!closed) expect([...(pieces[0]?.xy.slice(0, 2) ?? [])]).toEqual([...xy.slice(0, 2)]);
  expect(Math.abs(total - lengthMm({ xy, closed }))).toBeLessThan((2 * pieces.length) / GRID_PER_MM);
  // Every point of the line is there, and beside them only those at which pieces meet.
  const ends = closed ? pieces.length : pieces.length - 1;
  expect(points).toBe(xy.length / 2 + ends - (closed ? 0 : 1));
}

/** Of points along a piece all but stretches shorter than `LEAST_MM` lie in its area. */
function expectInZone({ zone, xy }: ZonePiece, zones: readonly Loops[]): void {
  const STEP_MM = 0.01;
  let [beside, most] = [0, 0];
  for (let i = 0; i + 3 < xy.length; i += 2) {
    const [x0, y0, x1, y1] = [xy[i]!, xy[i + 1]!, xy[i + 2]!, xy[i + 3]!];
    const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / STEP_MM);
    for (let n = 0; n < steps; n++) {
      const share = (n + 0.5) / steps;
      const [x, y] = [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
      beside = isInside(zones[zone] ?? [], x, y) ? 0 : beside + Math.hypot(x1 - x0, y1 - y0) / steps;
      most = Math.max(most, beside);
    }
  }
  expect(most).toBeLessThan(LEAST_MM + 2 * STEP_MM);
}
