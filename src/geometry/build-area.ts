/** Whether what lies on a plate lies within the area that a machine builds in: by its outlines, not by its box. */
import type { BuildArea, PlateFigure } from '../core/build-area.ts';
import { distanceToBorder, furthestBeyond, type Reach, type Segment } from './beyond-border.ts';
import { isInsideLoop, pointBeside } from './inside-loop.ts';
import { centroidMm, signedAreaMm2 } from './polygon-area.ts';

/** What lies in the plane of one layer, x, y, ... in mm. */
export interface PlateContent {
  /** Closed lines that bound solid together; the first point may be repeated at the end. */
  readonly loops: readonly Float64Array[];
  /** Open lines. */
  readonly lines: readonly Float64Array[];
  /** Sets of straight vectors, x0,y0,x1,y1 per vector. */
  readonly vectors: readonly Float64Array[];
}

/** Content where none may be. */
export interface Outside extends Reach {
  /** Number of the exclusion that it reaches into; null: it reaches out of the outline. */
  readonly exclusion: number | null;
}

/** Points may be off by this much: half the diagonal of the coordinate grid, and rounding. */
export const ROUNDING_MM = 0.00008;

/**
 * Returns how far content reaches out of the outline of an area and into each of its exclusions, with the furthest point of each;
 * nothing where all lies in the area. An exclusion that solid covers without a line in it counts too; into a
 * polygon that is covered, content reaches at least as far as is told.
 */
export function outsideOf(area: BuildArea, content: PlateContent): Outside[] {
  const beyond = beyondOutline(area.outline, content);
  const found: Outside[] = beyond === null ? [] : [{ ...beyond, exclusion: null }];
  area.exclusions.forEach(({ figure }, exclusion) => {
    const within = withinFigure(figure, content);
    if (within !== null) found.push({ ...within, exclusion });
  });
  return found;
}

/** Returns the height in mm that is left of an area for a part that stands on supports of a height. */
export function heightLeftMm(area: BuildArea, liftMm: number): number {
  return area.heightMm - liftMm;
}

/** Returns the points of a figure's border, counter-clockwise; null for a circle. */
export function cornersOf(figure: PlateFigure): Float64Array | null {
  if (figure.shape === 'circle') return null;
  if (figure.shape === 'polygon') return figure.xy;
  const { xMinMm, yMinMm, xMaxMm, yMaxMm } = figure;
  return Float64Array.of(xMinMm, yMinMm, xMaxMm, yMinMm, xMaxMm, yMaxMm, xMinMm, yMaxMm);
}

/** True for a polygon without a corner that turns inward. */
export function isConvex(xy: Float64Array): boolean {
  const n = xy.length;
  for (let i = 0; i < n; i += 2) {
    const j = (i + 2) % n;
    const k = (i + 4) % n;
    const turn = (xy[j]! - xy[i]!) * (xy[k + 1]! - xy[j + 1]!) - (xy[j + 1]! - xy[i + 1]!) * (xy[k]! - xy[j]!);
    if (turn < 0) return false;
  }
  return true;
}

/** The point of the content furthest out of an outline. */
function beyondOutline(outline: PlateFigure, content: PlateContent): Reach | null {
  let best: Reach | null = null;
  let leastMm = ROUNDING_MM;
  const take = (reach: Reach | null): void => {
    if (reach === null || reach.byMm <= leastMm) return;
    leastMm = reach.byMm;
    best = reach;
  };
  if (outline.shape === 'polygon') {
    const { xy } = outline;
    // What lies in a convex polygon with both ends lies in it all along.
    const convex = isConvex(xy);
    eachSegment(content, (xa, ya, xb, yb) => {
      if (convex && isInsideLoop(xy, xa, ya) && isInsideLoop(xy, xb, yb)) return;
      take(furthestBeyond(xy, { xa, ya, xb, yb }, 'outside', leastMm));
    });
    return best;
  }
  // The distance to a convex figure is greatest at an end.
  eachPoint(content, (x, y) => {
    const byMm = outline.shape === 'circle' ? beyondCircle(outline, x, y) : beyondRectangle(outline, x, y);
    if (byMm > leastMm) take({ byMm, xMm: x, yMm: y });
  });
  return best;
}

function beyondCircle({ xMm, yMm, radiusMm }: PlateFigure & { shape: 'circle' }, x: number, y: number): number {
  return Math.hypot(x - xMm, y - yMm) - radiusMm;
}

function beyondRectangle(
  { xMinMm, yMinMm, xMaxMm, yMaxMm }: PlateFigure & { shape: 'rectangle' },
  x: number,
  y: number,
): number {
  const across = Math.max(xMinMm - x, x - xMaxMm, 0);
  const along = Math.max(yMinMm - y, y - yMaxMm, 0);
  return across > 0 && along > 0 ? Math.hypot(across, along) : across + along;
}

/** The point of the content furthest into a figure. */
function withinFigure(figure: PlateFigure, content: PlateContent): Reach | null {
  const corners = cornersOf(figure);
  const [xMin, yMin, xMax, yMax] = figureBox(figure, corners);
  let best: Reach | null = null;
  let leastMm = ROUNDING_MM;
  const take = (reach: Reach | null): void => {
    if (reach === null || reach.byMm <= leastMm) return;
    leastMm = reach.byMm;
    best = reach;
  };
  eachSegment(content, (xa, ya, xb, yb) => {
    if ((xa < xMin && xb < xMin) || (xa > xMax && xb > xMax)) return;
    if ((ya < yMin && yb < yMin) || (ya > yMax && yb > yMax)) return;
    const line = { xa, ya, xb, yb };
    take(figure.shape === 'circle' ? intoCircle(figure, line) : furthestBeyond(corners!, line, 'inside', leastMm));
  });
  const anchor = anchorOf(figure, corners);
  if (isSolidAt(content.loops, anchor.xMm, anchor.yMm)) take(anchor);
  return best;
}

/** The point of a line nearest to the middle of a circle. */
function intoCircle({ xMm, yMm, radiusMm }: PlateFigure & { shape: 'circle' }, line: Segment): Reach {
  const dx = line.xb - line.xa;
  const dy = line.yb - line.ya;
  const square = dx * dx + dy * dy;
  const t = square > 0 ? Math.min(Math.max(((xMm - line.xa) * dx + (yMm - line.ya) * dy) / square, 0), 1) : 0;
  const x = line.xa + t * dx;
  const y = line.ya + t * dy;
  return { byMm: radiusMm - Math.hypot(x - xMm, y - yMm), xMm: x, yMm: y };
}

/** A point well inside a figure. */
function anchorOf(figure: PlateFigure, corners: Float64Array | null): Reach {
  if (figure.shape === 'circle') return { byMm: figure.radiusMm, xMm: figure.xMm, yMm: figure.yMm };
  const xy = corners!;
  let [x, y] = centroidMm({ xy, closed: true });
  if (!isInsideLoop(xy, x, y)) [x, y] = pointBeside(xy, 10 * ROUNDING_MM);
  return { byMm: distanceToBorder(xy, x, y), xMm: x, yMm: y };
}

function figureBox(figure: PlateFigure, corners: Float64Array | null): readonly [number, number, number, number] {
  if (figure.shape === 'circle') {
    const { xMm, yMm, radiusMm } = figure;
    return [xMm - radiusMm, yMm - radiusMm, xMm + radiusMm, yMm + radiusMm];
  }
  const xy = corners!;
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    box[0] = Math.min(box[0], xy[i]!);
    box[1] = Math.min(box[1], xy[i + 1]!);
    box[2] = Math.max(box[2], xy[i]!);
    box[3] = Math.max(box[3], xy[i + 1]!);
  }
  return box;
}

/** True where loops wind around a point, holes taken off. */
function isSolidAt(loops: readonly Float64Array[], x: number, y: number): boolean {
  let winding = 0;
  for (const xy of loops) {
    if (isInsideLoop(xy, x, y)) winding += Math.sign(signedAreaMm2({ xy, closed: true }));
  }
  return winding !== 0;
}

function eachPoint({ loops, lines, vectors }: PlateContent, visit: (x: number, y: number) => void): void {
  for (const sort of [loops, lines, vectors]) {
    for (const xy of sort) for (let i = 0; i + 1 < xy.length; i += 2) visit(xy[i]!, xy[i + 1]!);
  }
}

function eachSegment(
  { loops, lines, vectors }: PlateContent,
  visit: (xa: number, ya: number, xb: number, yb: number) => void,
): void {
  const segment = (xy: Float64Array, i: number, j: number): void => visit(xy[i]!, xy[i + 1]!, xy[j]!, xy[j + 1]!);
  for (const xy of loops) for (let i = 0; i < xy.length; i += 2) segment(xy, i, (i + 2) % xy.length);
  for (const xy of lines) {
    if (xy.length === 2) segment(xy, 0, 0);
    for (let i = 2; i < xy.length; i += 2) segment(xy, i - 2, i);
  }
  for (const xyxy of vectors) for (let i = 0; i + 3 < xyxy.length; i += 4) segment(xyxy, i, i + 2);
}
