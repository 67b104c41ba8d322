/** The section of a frustum between two discs: one convex polygon, from where each generatrix meets the plane. */
import { arcSteps, bulge } from './beam-arc.ts';

/** A frustum with its axis taken apart: a level direction of unit length, and how steeply it rises. */
export interface Frustum {
  readonly kind: 'frustum';
  /** Middle of the first disc in mm. */
  readonly xMm: number;
  readonly yMm: number;
  readonly zMm: number;
  readonly r1Mm: number;
  readonly r2Mm: number;
  readonly lengthMm: number;
  /** Level direction of the axis (any where it is upright), and the level and rising part of its unit vector. */
  readonly towardX: number;
  readonly towardY: number;
  readonly level: number;
  readonly rise: number;
  readonly zLowMm: number;
  readonly zHighMm: number;
}

/** Axes that lean by less than this part of their length are upright. */
const UPRIGHT = 1e-12;

/** Returns the frustum of the beam whose numbers begin at `i`; its ends must be apart. */
export function frustumOf(beams: Float64Array, i: number): Frustum {
  const xMm = beams[i]!;
  const yMm = beams[i + 1]!;
  const zMm = beams[i + 2]!;
  const dx = beams[i + 3]! - xMm;
  const dy = beams[i + 4]! - yMm;
  const dz = beams[i + 5]! - zMm;
  const r1Mm = beams[i + 6]!;
  const r2Mm = beams[i + 7]!;
  const across = Math.sqrt(dx * dx + dy * dy);
  const lengthMm = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const upright = across <= UPRIGHT * lengthMm;
  const level = upright ? 0 : across / lengthMm;
  return {
    kind: 'frustum',
    xMm,
    yMm,
    zMm,
    r1Mm,
    r2Mm,
    lengthMm,
    towardX: upright ? 1 : dx / across,
    towardY: upright ? 0 : dy / across,
    level,
    rise: dz / lengthMm,
    zLowMm: Math.min(zMm - r1Mm * level, zMm + dz - r2Mm * level),
    zHighMm: Math.max(zMm + r1Mm * level, zMm + dz + r2Mm * level),
  };
}

/**
 * Returns the section at a height as x0,y0,..., counter-clockwise, or null where there is none.
 *
 * A generatrix is named by its angle around the axis, 0 at the top. Its ends lie r1 level cos and r2 level cos above the middles of
 * their discs, so it meets the plane where the cosine is between c1 = (z - z1) / (r1 level) and c2 = (z - z2) / (r2 level): one
 * stretch of angles, and its mirror image. Where the stretch ends at c1 or c2 the border runs on along a chord of that
 * disc; where it ends at the top or the bottom the two sides meet.
 */
export function frustumSection(frustum: Frustum, zMm: number): Float64Array | null {
  const { r1Mm, r2Mm, lengthMm, level, rise } = frustum;
  const above1 = zMm - frustum.zMm;
  const above2 = above1 - lengthMm * rise;
  let c1 = above1 / (r1Mm * level);
  let c2 = above2 / (r2Mm * level);
  if (level === 0) {
    // A disc in the plane counts as above it, as vertices of meshes do.
    if (above1 > 0 === above2 > 0) return null;
    c1 = above1 > 0 ? Infinity : -Infinity;
    c2 = -c1;
  }
  const startsAtDisc1 = c1 >= c2;
  const cStart = startsAtDisc1 ? c1 : c2;
  const cEnd = startsAtDisc1 ? c2 : c1;
  if (cStart <= -1 || cEnd >= 1) return null;
  const startsOnTop = cStart >= 1;
  const endsOnBottom = cEnd <= -1;
  const from = startsOnTop ? 0 : arcCosine(cStart);
  const to = endsOnBottom ? Math.PI : arcCosine(cEnd);
  const steps = arcSteps(to - from, Math.max(r1Mm, r2Mm), stretchOf(frustum, Math.min(1, cStart), Math.max(-1, cEnd)));

  const side = new Float64Array(2 * (steps + 1));
  for (let k = 0; k <= steps; k++) {
    if (k === 0 && !startsOnTop) rimPoint(frustum, startsAtDisc1, cStart, side, 0);
    else if (k === steps && !endsOnBottom) rimPoint(frustum, !startsAtDisc1, cEnd, side, 2 * k);
    else generatrixPoint(frustum, from + ((to - from) * k) / steps, above1, above2, side, 2 * k);
  }
  if (startsOnTop) side[1] = 0;
  if (endsOnBottom) side[2 * steps + 1] = 0;
  bulge(side, startsOnTop, endsOnBottom);
  return bothSides(frustum, side, startsOnTop, endsOnBottom);
}

/**
 * How much farther a chord is from the section's border than a facet is from the surface: the plane meets the surface at an angle,
 * and the height of the surface's normal grows evenly with the cosine.
 */
function stretchOf({ r1Mm, r2Mm, lengthMm, level, rise }: Frustum, cHigh: number, cLow: number): number {
  const taper = r2Mm - r1Mm;
  const slant = Math.sqrt(lengthMm * lengthMm + taper * taper);
  const normal = (c: number) => (lengthMm * level * c - taper * rise) / slant;
  const steepest = Math.max(Math.abs(normal(cHigh)), Math.abs(normal(cLow)));
  return 1 / Math.max(LEAST_SINE, Math.sqrt(Math.max(0, 1 - steepest * steepest)));
}

/** Where plane and surface touch, the section is as short as the beam allows, and no finer steps are of use. */
const LEAST_SINE = 1e-6;

function arcCosine(c: number): number {
  return Math.atan2(Math.sqrt((1 - c) * (1 + c)), c);
}

/** Writes the point of a disc's rim with a cosine: how far along the level direction, and how far across. */
function rimPoint(frustum: Frustum, first: boolean, c: number, out: Float64Array, at: number): void {
  const radius = first ? frustum.r1Mm : frustum.r2Mm;
  out[at] = (first ? 0 : frustum.lengthMm * frustum.level) - frustum.rise * radius * c;
  out[at + 1] = radius * Math.sqrt((1 - c) * (1 + c));
}

/** Writes the point where the generatrix of an angle meets the plane. */
function generatrixPoint(
  { r1Mm, r2Mm, lengthMm, level, rise }: Frustum,
  angle: number,
  above1: number,
  above2: number,
  out: Float64Array,
  at: number,
): void {
  const c = Math.cos(angle);
  const g1 = r1Mm * level * c - above1;
  const g2 = r2Mm * level * c - above2;
  const part = Math.max(0, Math.min(1, g1 / (g1 - g2)));
  const radius = r1Mm + (r2Mm - r1Mm) * part;
  out[at] = lengthMm * level * part - rise * radius * c;
  out[at + 1] = radius * Math.sin(angle);
}

/** Joins one side with its mirror image and places it, counter-clockwise. */
function bothSides(frustum: Frustum, side: Float64Array, startsOnTop: boolean, endsOnBottom: boolean): Float64Array {
  const { xMm, yMm, towardX, towardY } = frustum;
  const points = side.length / 2;
  const mirrored = points - (startsOnTop ? 1 : 0) - (endsOnBottom ? 1 : 0);
  const out = new Float64Array(2 * (points + mirrored));
  // The side lies to the left of the level direction: counter-clockwise it is walked against that direction.
  const forward = side[0]! > side[side.length - 2]!;
  let n = 0;
  for (let k = 0; k < points + mirrored; k++) {
    const isMirror = k >= points;
    let i = isMirror ? points - 1 - (endsOnBottom ? 1 : 0) - (k - points) : k;
    let sign = isMirror ? -1 : 1;
    if (!forward) sign = -sign;
    i *= 2;
    const along = side[i]!;
    const across = sign * side[i + 1]!;
    out[n++] = xMm + along * towardX - across * towardY;
    out[n++] = yMm + along * towardY + across * towardX;
  }
  return out;
}
