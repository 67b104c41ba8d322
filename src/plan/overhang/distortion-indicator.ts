/**
 * A sign of where a layer may warp or lift toward the recoater, from its shape alone. It is an indicator, for comparing layers and orientations: no
 * heat and no stress is computed.
 */
import type { Loops } from '../../core/polyline.ts';
import { GRID_PER_MM } from '../../core/units.ts';
import { type NestedLoops, nestLoops } from '../../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../../geometry/polygon-area.ts';
import type { DistortionSettings } from './settings.ts';

/** What the signs are taken from. */
export interface DistortionLayer {
  /** Clean loops of the part, supports aside. */
  readonly loops: Loops;
  /** Area of the layer below; null on the plate, where nothing jumps. */
  readonly areaBelowMm2: number | null;
  /** Height of the top of the layer over the plate. */
  readonly heightMm: number;
  /** The widest span or projection of the layer that nothing holds; 0 for none. */
  readonly unsupportedMm: number;
}

/** The signs of one layer. */
export interface DistortionSigns {
  readonly areaMm2: number;
  /** Area less that below; below 0 where the layer is smaller, 0 on the plate. */
  readonly areaJumpMm2: number;
  /** Area over that below; null where there is none. */
  readonly areaRatio: number | null;
  /** Height over the least width of the slenderest piece; 0 of an empty layer. */
  readonly slenderness: number;
  readonly unsupportedMm: number;
  /** 0 to 1; see `distortionSigns`. */
  readonly indicator: number;
}

/**
 * Returns the signs of a layer. Each of area jump, slenderness and unsupported length is divided by the value from which it counts as 1 and held to
 * 0 to 1; the indicator is 1 - (1 - a)(1 - s)(1 - u), so it is 0 without any sign, 1 with one in full, and grows with each. Reference values
 * and formula are uncalibrated examples.
 */
export function distortionSigns(layer: DistortionLayer, settings: DistortionSettings): DistortionSigns {
  const { loops, areaBelowMm2, heightMm, unsupportedMm } = layer;
  const areaMm2 = loopsAreaMm2(loops);
  const areaJumpMm2 = areaBelowMm2 === null ? 0 : areaMm2 - areaBelowMm2;
  let slenderness = 0;
  for (const piece of nestLoops(loops)) slenderness = Math.max(slenderness, heightMm / leastWidthMm(piece));
  const a = share(areaJumpMm2, settings.areaJumpMm2);
  const s = share(slenderness, settings.slenderRatio);
  const u = share(unsupportedMm, settings.spanMm);
  return {
    areaMm2,
    areaJumpMm2,
    areaRatio: areaBelowMm2 === null || areaBelowMm2 === 0 ? null : areaMm2 / areaBelowMm2,
    slenderness,
    unsupportedMm,
    indicator: 1 - (1 - a) * (1 - s) * (1 - u),
  };
}

function share(value: number, full: number): number {
  return Math.min(1, Math.max(0, value / full));
}

/**
 * Returns sqrt(12 I / A) of a piece, where I is its least second moment of area about an axis through its centroid and A its area: the
 * shorter side of a rectangle, 0.866 of the diameter of a disc, the wall of a straight one; of a ring, which is stiff, more than its wall.
 */
export function leastWidthMm({ outline, holes }: NestedLoops): number {
  const x0 = outline.xy[0]!;
  const y0 = outline.xy[1]!;
  let [area, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
  for (const { xy } of [outline, ...holes]) {
    let ax = xy[xy.length - 2]! - x0;
    let ay = xy[xy.length - 1]! - y0;
    for (let i = 0; i < xy.length; i += 2) {
      const bx = xy[i]! - x0;
      const by = xy[i + 1]! - y0;
      const cross = ax * by - bx * ay;
      area += cross / 2;
      sx += (cross * (ax + bx)) / 6;
      sy += (cross * (ay + by)) / 6;
      sxx += (cross * (ax * ax + ax * bx + bx * bx)) / 12;
      syy += (cross * (ay * ay + ay * by + by * by)) / 12;
      sxy += (cross * (ax * by + 2 * ax * ay + 2 * bx * by + bx * ay)) / 24;
      ax = bx;
      ay = by;
    }
  }
  const xx = sxx - (sx * sx) / area;
  const yy = syy - (sy * sy) / area;
  const xy = sxy - (sx * sy) / area;
  // Least eigenvalue of the matrix of second moments.
  const least = (xx + yy) / 2 - Math.sqrt(((xx - yy) / 2) * ((xx - yy) / 2) + xy * xy);
  // Strips as thin as the grid round to anything; no piece is thinner than a unit.
  return Math.max(1 / GRID_PER_MM, Math.sqrt((12 * Math.max(0, least)) / area));
}
