/** Ways along the boundary of walls from one point on it to another, and the areas beside them. */
import type { RungEnds, WallLoops } from './sheet-rungs.ts';

/** Two points whose places along a loop differ by less, in grid units, are one. */
const SAME = 0.5;

/** A point on the boundary. */
export interface WallPoint {
  readonly segment: number;
  readonly x: number;
  readonly y: number;
  /** Its place along its loop, and the sum of the cross products up to it. */
  readonly place: number;
  readonly cross: number;
}

/** Returns the end of a rung as a point on the boundary. */
export function endOf(ends: RungEnds, i: number): WallPoint {
  return { segment: ends.segment[i]!, x: ends.x[i]!, y: ends.y[i]!, place: ends.place[i]!, cross: ends.cross[i]! };
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
  const way = to.place - from.place;
  return to.cross - from.cross + (way > -SAME ? 0 : walls.twiceOfLoop[walls.loopOf[from.segment]!]!);
}

/** The same between the ends of two rungs on one side. */
export function rungCross({ twiceOfLoop, loopOf }: WallLoops, ends: RungEnds, from: number, to: number): number {
  const { place, cross, segment } = ends;
  const way = place[to]! - place[from]!;
  return cross[to]! - cross[from]! + (way > -SAME ? 0 : twiceOfLoop[loopOf[segment[from]!]!]!);
}

/** Returns the cross product of a straight line between two points. */
export function lineCross(from: { x: number; y: number }, to: { x: number; y: number }): number {
  return from.x * to.y - from.y * to.x;
}
