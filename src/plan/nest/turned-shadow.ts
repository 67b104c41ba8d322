/** A shadow turned about the upright axis, with its own squares. */
import type { Loops } from '../../core/polyline.ts';
import { assert } from '../../core/prep-error.ts';
import { snapMm } from '../../core/units.ts';
import { type OutlineShape, outlineShape } from '../../geometry/outline-gap.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { markArea, noSquares, type Squares } from './squares.ts';

/** A shadow as it lies on the plate, its box beginning at 0, 0. */
export interface TurnedShadow {
  readonly turnDeg: number;
  /** Low corner of the box after the turn and before it was moved to 0, 0. */
  readonly low: readonly [number, number];
  readonly size: readonly [number, number];
  readonly shape: OutlineShape;
  readonly squares: Squares;
}

/** Returns loops turned about 0, 0, counter-clockwise, on the coordinate grid; a quarter turn is exact. */
export function turnedLoops(loops: Loops, turnDeg: number): Loops {
  if (turnDeg === 0) return loops;
  const c = cosineOfCycles(turnDeg / 360);
  const s = sineOfCycles(turnDeg / 360);
  return loops.map(({ xy }) => {
    const turned = new Float64Array(xy.length);
    for (let i = 0; i < xy.length; i += 2) {
      turned[i] = snapMm(c * xy[i]! - s * xy[i + 1]!);
      turned[i + 1] = snapMm(s * xy[i]! + c * xy[i + 1]!);
    }
    return { xy: turned, closed: true };
  });
}

/** Returns loops moved, on the coordinate grid. */
export function movedLoops(loops: Loops, dx: number, dy: number): Loops {
  return loops.map(({ xy }) => ({ xy: xy.map((v, i) => snapMm(v + (i % 2 === 0 ? dx : dy))), closed: true }));
}

/** Returns a shadow turned and made ready for a grid of squares. */
export function turnedShadow(shadow: Loops, turnDeg: number, squareMm: number): TurnedShadow {
  assert(shadow.length > 0, 'a part that covers nothing of the plate cannot be nested');
  const turned = turnedLoops(shadow, turnDeg);
  const [x0, y0, x1, y1] = boxOf(turned);
  const loops = movedLoops(turned, -x0, -y0);
  const size = [snapMm(x1 - x0), snapMm(y1 - y0)] as const;
  const squares = noSquares(squaresAlong(size[0], squareMm), squaresAlong(size[1], squareMm));
  markArea(squares, { xMm: 0, yMm: 0, squareMm }, loops);
  return { turnDeg, low: [x0, y0], size, shape: outlineShape(loops), squares };
}

/** A hair over a whole number of squares needs no further one. */
function squaresAlong(lengthMm: number, squareMm: number): number {
  return Math.max(1, Math.ceil((lengthMm - 1e-6) / squareMm));
}

function boxOf(loops: Loops): readonly [number, number, number, number] {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { xy } of loops) {
    for (let i = 0; i < xy.length; i += 2) {
      x0 = Math.min(x0, xy[i]!);
      y0 = Math.min(y0, xy[i + 1]!);
      x1 = Math.max(x1, xy[i]!);
      y1 = Math.max(y1, xy[i + 1]!);
    }
  }
  return [x0, y0, x1, y1];
}
