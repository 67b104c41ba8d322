/** The sections of balls and half balls: discs, and discs with a piece cut off. */
import { arcSteps, bulge, CHORD_ERROR_MM } from './beam-arc.ts';

/** A ball, or the half of one beyond a plane through its middle. */
export interface Ball {
  readonly kind: 'ball';
  readonly xMm: number;
  readonly yMm: number;
  readonly zMm: number;
  readonly radiusMm: number;
  /** Unit vector into the half that is kept; null for a whole ball. */
  readonly outward: readonly [number, number, number] | null;
  readonly zLowMm: number;
  readonly zHighMm: number;
}

/** A half ball reaches this far over its flat side, so that no gap opens to the beam that it closes when points are rounded. */
const OVERLAP_MM = 0.0005;

/** Returns a whole ball, or the half on the side of `outward`. */
export function ballOf(
  xMm: number,
  yMm: number,
  zMm: number,
  radiusMm: number,
  outward: readonly [number, number, number] | null,
): Ball {
  const zLowMm = zMm - radiusMm * reachOf(outward, 2, -1);
  const zHighMm = zMm + radiusMm * reachOf(outward, 2, 1);
  return { kind: 'ball', xMm, yMm, zMm, radiusMm, outward, zLowMm, zHighMm };
}

/** Returns how far a ball of radius 1 reaches along an axis, forth (1) or back (-1). */
export function reachOf(outward: readonly [number, number, number] | null, axis: 0 | 1 | 2, sign: 1 | -1): number {
  if (outward === null) return 1;
  const toward = sign * outward[axis];
  return toward >= 0 ? 1 : Math.sqrt(Math.max(0, 1 - toward * toward));
}

/** Returns the section at a height as x0,y0,..., counter-clockwise, or null where there is none. */
export function ballSection({ xMm, yMm, zMm, radiusMm, outward }: Ball, atMm: number): Float64Array | null {
  const above = atMm - zMm;
  const square = (radiusMm - above) * (radiusMm + above);
  if (!(square > 0)) return null;
  const radius = Math.sqrt(square);
  if (outward === null) return discAt(xMm, yMm, radius);
  // Kept is what lies at least `least` along the level part of the outward direction.
  const level = Math.sqrt(outward[0] * outward[0] + outward[1] * outward[1]);
  const height = above * outward[2];
  if (level * radius <= OVERLAP_MM) return height >= -OVERLAP_MM ? discAt(xMm, yMm, radius) : null;
  const least = -height / level - OVERLAP_MM;
  if (least <= -radius) return discAt(xMm, yMm, radius);
  if (least >= radius) return null;
  return segmentAt(xMm, yMm, radius, least, outward[0] / level, outward[1] / level);
}

/** Points on a circle of radius 1 by their number, moved out so that the polygon has the area of the circle. */
const CIRCLES = new Map<number, Float64Array>();

/** Returns a circle as a polygon of its area; equal circles have equal points. */
function discAt(xMm: number, yMm: number, radiusMm: number): Float64Array {
  // Scaled to keep the area, points lie r d^2 / 12 outside and chords r d^2 / 24 inside.
  const points = Math.max(6, Math.ceil((2 * Math.PI) / Math.sqrt((12 * CHORD_ERROR_MM) / radiusMm)));
  let circle = CIRCLES.get(points);
  if (circle === undefined) {
    const step = (2 * Math.PI) / points;
    const scale = Math.sqrt(step / Math.sin(step));
    circle = new Float64Array(2 * points);
    for (let k = 0; k < points; k++) {
      circle[2 * k] = scale * Math.cos(step * k);
      circle[2 * k + 1] = scale * Math.sin(step * k);
    }
    CIRCLES.set(points, circle);
  }
  const out = new Float64Array(circle.length);
  for (let i = 0; i < out.length; i += 2) {
    out[i] = xMm + radiusMm * circle[i]!;
    out[i + 1] = yMm + radiusMm * circle[i + 1]!;
  }
  return out;
}

/** Returns the piece of a disc that lies at least `least` from its middle along a unit direction. */
function segmentAt(
  xMm: number,
  yMm: number,
  radiusMm: number,
  least: number,
  towardX: number,
  towardY: number,
): Float64Array {
  const half = Math.atan2(Math.sqrt((radiusMm - least) * (radiusMm + least)), least);
  const steps = arcSteps(2 * half, radiusMm, 1);
  const arc = new Float64Array(2 * (steps + 1));
  for (let k = 0; k <= steps; k++) {
    const angle = half * ((2 * k) / steps - 1);
    arc[2 * k] = radiusMm * Math.cos(angle);
    arc[2 * k + 1] = radiusMm * Math.sin(angle);
  }
  bulge(arc, false, false);
  for (let i = 0; i < arc.length; i += 2) {
    const along = arc[i]!;
    const across = arc[i + 1]!;
    arc[i] = xMm + along * towardX - across * towardY;
    arc[i + 1] = yMm + along * towardY + across * towardX;
  }
  return arc;
}
