/** The room of a plate: which places of its build area a shadow may have, by squares and exactly. */
import type { BuildArea, PlateFigure } from '../../core/build-area.ts';
import type { Loops, Polyline } from '../../core/polyline.ts';
import { cornersOf, outsideOf, ROUNDING_MM } from '../../geometry/build-area.ts';
import { offsetLoops } from '../../geometry/clipping.ts';
import { type OutlineShape, outlineShape, shapeGap } from '../../geometry/outline-gap.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { smallestCircle } from '../../geometry/smallest-circle.ts';
import type { NestSettings } from './settings.ts';
import { markArea, markOutside, noSquares, type SquareFrame, type Squares } from './squares.ts';
import { movedLoops, type TurnedShadow } from './turned-shadow.ts';

/** An empty plate. */
export interface PlateRoom {
  /** Box of what may be used: xMin, yMin, xMax, yMax. */
  readonly box: readonly [number, number, number, number];
  readonly frame: SquareFrame;
  /** Squares that nothing may lie on. */
  readonly banned: Squares;
  /** Tells exactly whether a shadow moved by a shift lies in the area, with the distances that are asked for. */
  readonly holds: (shadow: TurnedShadow, x: number, y: number) => boolean;
  /** How much larger than the area a shadow is along x and y, turned as it is; of a round area its circle counts. */
  readonly excessMm: (shadow: TurnedShadow) => readonly [number, number];
}

/** Rounded corners have chords; what is grown is grown by this much more, so that squares promise no room that is not there. */
export const GROWN_MM = 0.002;
const HAIR_MM = 1e-9;
const CIRCLE_SIDES = 256;

/** Returns the room of an area. */
export function plateRoom(area: BuildArea, settings: NestSettings): PlateRoom {
  const { borderMm, exclusionMm, squareMm } = settings;
  const { outline } = area;
  const box = boxWithin(outline, borderMm);
  const frame = { xMm: box[0], yMm: box[1], squareMm };
  const along = (low: number, high: number) => Math.max(0, Math.floor((high - low + 1e-6) / squareMm));
  const banned = noSquares(along(box[0], box[2]), along(box[1], box[3]));
  // A circle as a polygon within it, an exclusion as one around it: squares say no too often, not too seldom.
  if (outline.shape === 'circle') markOutside(banned, frame, [round(outline, outline.radiusMm - borderMm, true)]);
  if (outline.shape === 'polygon') {
    const whole = [{ xy: outline.xy, closed: true }];
    markOutside(banned, frame, borderMm > 0 ? offsetLoops(whole, -(borderMm + GROWN_MM)) : whole);
  }
  for (const { figure } of area.exclusions) {
    const within = loopOf(figure);
    if (figure.shape === 'circle') markArea(banned, frame, [round(figure, figure.radiusMm + exclusionMm, false)]);
    else markArea(banned, frame, exclusionMm > 0 ? offsetLoops([within], exclusionMm + GROWN_MM) : [within]);
  }
  const kept = keptAway(area, settings);
  return {
    box,
    frame,
    banned,
    holds: (shadow, x, y) => {
      if (x < box[0] - HAIR_MM || y < box[1] - HAIR_MM) return false;
      if (x + shadow.size[0] > box[2] + HAIR_MM || y + shadow.size[1] > box[3] + HAIR_MM) return false;
      if (outline.shape === 'circle' && !isWithinCircle(outline, borderMm, shadow.shape.loops, x, y)) return false;
      if (kept.some(({ shape, awayMm }) => shapeGap(shape, shadow.shape, x, y, awayMm).gapMm < awayMm - HAIR_MM))
        return false;
      if (outline.shape !== 'polygon' && area.exclusions.length === 0) return true;
      const loops = movedLoops(shadow.shape.loops, x, y).map(({ xy }) => xy);
      return outsideOf(area, { loops, lines: [], vectors: [] }).length === 0;
    },
    excessMm: ({ size, shape }) => {
      if (outline.shape === 'circle') {
        const over = 2 * (smallestCircle(pointsOf(shape.loops)).radiusMm - (outline.radiusMm - borderMm));
        return [Math.max(0, over), Math.max(0, over)];
      }
      return [Math.max(0, size[0] - (box[2] - box[0])), Math.max(0, size[1] - (box[3] - box[1]))];
    },
  };
}

/** What shadows keep a distance from: exclusions and the border of a polygon, where a distance is asked for. */
function keptAway(
  { outline, exclusions }: BuildArea,
  { borderMm, exclusionMm }: NestSettings,
): { shape: OutlineShape; awayMm: number }[] {
  const kept: { shape: OutlineShape; awayMm: number }[] = [];
  if (exclusionMm > 0) {
    for (const { figure } of exclusions) {
      const isRound = figure.shape === 'circle';
      kept.push({ shape: outlineShape([loopOf(figure)]), awayMm: exclusionMm + (isRound ? figure.radiusMm : 0) });
    }
  }
  if (outline.shape !== 'polygon' || borderMm === 0) return kept;
  // Side by side, so that nothing lies within any of them.
  const { xy } = outline;
  for (let i = 0; i < xy.length; i += 2) {
    const j = (i + 2) % xy.length;
    const side = { xy: Float64Array.of(xy[i]!, xy[i + 1]!, xy[j]!, xy[j + 1]!), closed: true };
    kept.push({ shape: outlineShape([side]), awayMm: borderMm });
  }
  return kept;
}

/** The border of a figure; of a circle its middle. */
function loopOf(figure: PlateFigure): Polyline {
  const xy = figure.shape === 'circle' ? Float64Array.of(figure.xMm, figure.yMm) : cornersOf(figure)!;
  return { xy, closed: true };
}

function isWithinCircle(
  circle: PlateFigure & { shape: 'circle' },
  borderMm: number,
  loops: Loops,
  x: number,
  y: number,
): boolean {
  // Points on the coordinate grid may be off by rounding, here as where layers are judged.
  const most = circle.radiusMm - borderMm + ROUNDING_MM;
  for (const { xy } of loops) {
    for (let i = 0; i < xy.length; i += 2) {
      const dx = xy[i]! + x - circle.xMm;
      const dy = xy[i + 1]! + y - circle.yMm;
      if (dx * dx + dy * dy > most * most) return false;
    }
  }
  return true;
}

/** A circle as a polygon that lies within it or around it. */
function round({ xMm, yMm }: PlateFigure & { shape: 'circle' }, radiusMm: number, within: boolean): Polyline {
  const r = within ? radiusMm : radiusMm / cosineOfCycles(0.5 / CIRCLE_SIDES);
  const xy = new Float64Array(2 * CIRCLE_SIDES);
  for (let i = 0; i < CIRCLE_SIDES; i++) {
    xy[2 * i] = xMm + r * cosineOfCycles(i / CIRCLE_SIDES);
    xy[2 * i + 1] = yMm + r * sineOfCycles(i / CIRCLE_SIDES);
  }
  return { xy, closed: true };
}

function boxWithin(outline: PlateFigure, byMm: number): readonly [number, number, number, number] {
  if (outline.shape === 'circle') {
    const r = outline.radiusMm - byMm;
    return [outline.xMm - r, outline.yMm - r, outline.xMm + r, outline.yMm + r];
  }
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  const xy = cornersOf(outline)!;
  for (let i = 0; i < xy.length; i += 2) {
    x0 = Math.min(x0, xy[i]!);
    y0 = Math.min(y0, xy[i + 1]!);
    x1 = Math.max(x1, xy[i]!);
    y1 = Math.max(y1, xy[i + 1]!);
  }
  return [x0 + byMm, y0 + byMm, x1 - byMm, y1 - byMm];
}

function pointsOf(loops: Loops): Float64Array {
  return Float64Array.from(loops.flatMap(({ xy }) => [...xy]));
}
