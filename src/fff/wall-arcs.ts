/** Ways along the boundary of walls from one point on it to another, and the areas beside them. */
import type { RungEnds, WallLoops } from './sheet-rungs.ts';

/** Two points whose places along a loop differ by less, in grid units, are one. */
const SAME = 0.5;

/** A point on the boundary. */
export interface WallPoint {
  readonly segment: number;
  readonly x: number;
  readonly y: number;
}

/** Returns the end of a rung as a point on the boundary. */
export function endOf(ends: RungEnds, i: number): WallPoint {
  return { segment: ends.segment[i]!, x: ends.x[i]!, y: ends.y[i]! };
}

/** Returns the place of a point along its loop. */
export function placeOf({ x, y, at }: WallLoops, point: WallPoint): number {
  const dx = point.x - x[point.segment]!;
  const dy = point.y - y[point.segment]!;
  return at[point.segment]! + Math.sqrt(dx * dx + dy * dy);
}

/** Returns the loop that a point lies on. */
export function loopOf({ loopOf }: WallLoops, { segment }: WallPoint): number {
  return loopOf[segment]!;
}

/** Returns the length of the way along a loop from one place to another, the solid on the left. */
export function wayLength({ length }: WallLoops, loop: number, from: number, to: number): number {
  const way = to - from;
  return way > -SAME ? Math.max(0, way) : way + length[loop]!;
}

/**
 * Returns the sum of the cross products along the way from one point of a loop to another; where the way closes with other lines, half of
 * the sum of all is the area inside.
 */
export function wayCross(walls: WallLoops, from: WallPoint, to: WallPoint): number {
  const way = placeOf(walls, to) - placeOf(walls, from);
  const crossTo = (point: WallPoint): number => {
    const { segment, x, y } = point;
    return walls.twice[segment]! + walls.x[segment]! * y - walls.y[segment]! * x;
  };
  return crossTo(to) - crossTo(from) + (way > -SAME ? 0 : walls.twiceOfLoop[walls.loopOf[from.segment]!]!);
}

/** Returns the cross product of a straight line between two points. */
export function lineCross(from: { x: number; y: number }, to: { x: number; y: number }): number {
  return from.x * to.y - from.y * to.x;
}
