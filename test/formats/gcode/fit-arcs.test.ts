import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitArcs, type PathPiece } from '../../../src/formats/gcode/fit-arcs.ts';
import { told } from './gcode-source.ts';
import { bead, FILAMENT_MM2, printText } from './print-job.ts';

const UM = 1000;
const onFile = (xy: readonly number[]) => Float64Array.from(xy, (mm) => Math.round(mm * UM) / UM);
const anyWidth = () => true;
const fitted = (xy: Float64Array, toleranceMm: number) => fitArcs(xy, anyWidth, toleranceMm, 10_000);
const arcsOf = (pieces: readonly PathPiece[]) => pieces.filter(({ centre }) => centre !== null);

/** Points of a circle about (50, 50), counter-clockwise from `fromDeg`. */
function circle(radiusMm: number, fromDeg: number, toDeg: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, k) => {
    const angle = ((fromDeg + ((toDeg - fromDeg) * k) / count) * Math.PI) / 180;
    return [50 + radiusMm * Math.cos(angle), 50 + radiusMm * Math.sin(angle)];
  }).flat();
}

/** Points along a piece, by angles: an independent way of walking an arc. */
function walked(xy: Float64Array, from: number, { to, centre }: PathPiece): number[][] {
  const [x0, y0, x1, y1] = [xy[2 * from]!, xy[2 * from + 1]!, xy[2 * to]!, xy[2 * to + 1]!];
  if (centre === null)
    return Array.from({ length: 21 }, (_, k) => [x0 + ((x1 - x0) * k) / 20, y0 + ((y1 - y0) * k) / 20]);
  const [cx, cy] = [x0 + centre.i, y0 + centre.j];
  const radius = Math.hypot(centre.i, centre.j);
  const start = Math.atan2(y0 - cy, x0 - cx);
  let turn = Math.atan2(y1 - cy, x1 - cx) - start;
  if (centre.clockwise && turn > 0) turn -= 2 * Math.PI;
  if (!centre.clockwise && turn < 0) turn += 2 * Math.PI;
  expect(Math.abs(turn)).toBeLessThan(Math.PI);
  return Array.from({ length: 200 }, (_, k) => {
    const angle = start + (turn * k) / 199;
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
  });
}

function offSegment(x: number, y: number, xy: Float64Array, k: number): number {
  const [x0, y0] = [xy[2 * k]!, xy[2 * k + 1]!];
  const [dx, dy] = [xy[2 * k + 2]! - x0, xy[2 * k + 3]! - y0];
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / square));
  return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
}

/** Greatest distance of the pieces from the path, and of the path's points from the pieces. */
function deviation(xy: Float64Array, pieces: readonly PathPiece[]): number {
  let most = 0;
  let from = 0;
  for (const piece of pieces) {
    const points = walked(xy, from, piece);
    for (const [x, y] of points) {
      let least = Number.POSITIVE_INFINITY;
      for (let k = from; k < piece.to; k++) least = Math.min(least, offSegment(x!, y!, xy, k));
      most = Math.max(most, least);
    }
    const line = Float64Array.from(points.flat());
    for (let k = from; k <= piece.to; k++) {
      let least = Number.POSITIVE_INFINITY;
      for (let s = 0; s < points.length - 1; s++)
        least = Math.min(least, offSegment(xy[2 * k]!, xy[2 * k + 1]!, line, s));
      most = Math.max(most, least);
    }
    from = piece.to;
  }
  return most;
}

describe('arcs through the points of a path', () => {
  test('a circle of 5 mm in 90 chords is a few arcs of 5 mm about its centre, none of half a turn', () => {
    const xy = onFile(circle(5, 0, 360, 90));
    const pieces = fitted(xy, 0.01);
    expect(pieces.length).toBeLessThanOrEqual(4);
    let from = 0;
    for (const { to, centre } of pieces) {
      // One or two chords that are left at the end are too few for an arc.
      if (centre === null) expect(from).toBeGreaterThanOrEqual(88);
      else {
        expect(centre.clockwise).toBe(false);
        expect(xy[2 * from]! + centre.i).toBeCloseTo(50, 2);
        expect(xy[2 * from + 1]! + centre.j).toBeCloseTo(50, 2);
      }
      from = to;
    }
    expect(deviation(xy, pieces)).toBeLessThan(0.01);
  });

  test('the same the other way round is clockwise', () => {
    const pieces = fitted(onFile(circle(5, 360, 0, 90)), 0.01);
    expect(arcsOf(pieces).every(({ centre }) => centre!.clockwise)).toBe(true);
    expect(pieces.length).toBeLessThanOrEqual(4);
  });

  test('a polygon whose sides stand off its circle by more than the tolerance keeps its sides', () => {
    // The sagitta of a side of an octagon of 5 mm is 5 (1 - cos 22.5 deg) = 0.38 mm.
    const xy = onFile(circle(5, 0, 360, 8));
    expect(arcsOf(fitted(xy, 0.37))).toEqual([]);
    expect(arcsOf(fitted(xy, 0.39)).length).toBeGreaterThan(0);
  });

  test('straight lines, zigzags and squares stay as they are', () => {
    const line = Array.from({ length: 40 }, (_, k) => [k / 7, k / 3]).flat();
    const zigzag = Array.from({ length: 40 }, (_, k) => [k, (k % 2) * 0.3]).flat();
    for (const points of [line, zigzag, [0, 0, 5, 0, 5, 5, 0, 5, 0, 0]]) {
      const xy = onFile(points);
      const pieces = fitted(xy, 0.01);
      expect(arcsOf(pieces)).toEqual([]);
      expect(pieces.map(({ to }) => to)).toEqual(Array.from({ length: xy.length / 2 - 1 }, (_, k) => k + 1));
    }
  });

  test('a rounded corner is an arc between two lines', () => {
    const xy = onFile([20, 45, ...circle(5, -90, 0, 20), 55, 80]);
    const pieces = fitted(xy, 0.005);
    expect(pieces.map(({ centre }) => centre !== null)).toEqual([false, true, false]);
  });

  test('what may not be of one piece is not', () => {
    const xy = onFile(circle(5, 0, 90, 40));
    const pieces = fitArcs(xy, (first, chord) => first < 20 === chord < 20, 0.01, 10_000);
    expect(pieces.map(({ to }) => to)).toEqual([20, 40]);
  });

  const points = fc.oneof(
    // Circles, spirals, noise on them, and walks at random.
    fc
      .tuple(
        fc.double({ min: 0.2, max: 40, noNaN: true }),
        fc.double({ min: -720, max: 720, noNaN: true }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.double({ min: 0, max: 0.03, noNaN: true }),
        fc.integer({ min: 4, max: 120 }),
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
      )
      .map(([radius, turnDeg, growth, noise, count, stream]) => {
        const offs = stream[Symbol.iterator]();
        return Array.from({ length: count }, (_, k) => {
          const angle = ((turnDeg * k) / count) * (Math.PI / 180);
          const r = radius * (1 + (growth * k) / count) + noise * Number(offs.next().value);
          return [50 + r * Math.cos(angle), 50 + r * Math.sin(angle)];
        }).flat();
      }),
    fc
      .array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 4, maxLength: 80 })
      .map((all) => all.slice(0, all.length & ~1)),
  );

  test('of any path stay within the tolerance of points and chords, and end where it ends', () => {
    fc.assert(
      fc.property(points, fc.constantFrom(0.002, 0.01, 0.05), (list, toleranceMm) => {
        const all = onFile(list);
        // The writer never repeats a point.
        const kept: number[] = [];
        for (let k = 0; k < all.length; k += 2) {
          if (kept.length === 0 || kept.at(-2) !== all[k] || kept.at(-1) !== all[k + 1])
            kept.push(all[k]!, all[k + 1]!);
        }
        fc.pre(kept.length >= 4);
        const xy = Float64Array.from(kept);
        const pieces = fitted(xy, toleranceMm);
        expect(pieces.at(-1)?.to).toBe(xy.length / 2 - 1);
        // Walked in 200 steps the arc itself is off by its own sagitta of a step; an end stands up to 2 um off its circle.
        expect(deviation(xy, pieces)).toBeLessThan(toleranceMm + 0.001);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a bead with arcs', () => {
  const ring = bead(circle(6, 0, 354, 60), { closed: true });
  const isArc = (line: string) => /^G[23] /.test(line);

  test('has few commands, the filament of its chords, and the box and end of its points', async () => {
    const [straight, curved] = [await printText([[ring]]), await printText([[ring]], { arcToleranceMm: 0.02 })];
    expect(straight.split('\n').filter(isArc)).toEqual([]);
    const arcs = curved.split('\n').filter(isArc);
    expect(arcs.length).toBeGreaterThan(1);
    expect(arcs.length).toBeLessThan(6);
    const sum = (moves: readonly { eMm: number; lengthMm: number }[]) =>
      moves.reduce((total, { eMm, lengthMm }) => (eMm > 0 && lengthMm > 0 ? total + eMm : total), 0);
    const [a, b] = [await told(straight), await told(curved)];
    const volume = (60 * 2 * 6 * Math.sin(Math.PI / 60) * 0.4 * 0.1) / FILAMENT_MM2;
    expect(sum(a.moves)).toBeCloseTo(volume, 4);
    expect(sum(b.moves)).toBeCloseTo(sum(a.moves), 5);
    const end = ({ moves }: typeof a) => moves.filter(({ eMm, lengthMm }) => eMm > 0 && lengthMm > 0).at(-1);
    expect([end(b)?.x1, end(b)?.y1]).toEqual([end(a)?.x1, end(a)?.y1]);
    // Every point of the arcs that our reader sees stands 6 mm from the middle, to the tolerance.
    for (const { x1, y1, arc } of b.moves)
      if (arc) expect(Math.abs(Math.hypot(x1 - 50, y1 - 50) - 6)).toBeLessThan(0.02);
  });

  test('is straight where its width changes', async () => {
    const widths = Array.from({ length: 61 }, (_, k) => 0.4 + 0.004 * k);
    const text = await printText([[{ ...ring, widthMm: Float64Array.from(widths) }]], { arcToleranceMm: 0.02 });
    expect(text.split('\n').filter(isArc)).toEqual([]);
  });
});
