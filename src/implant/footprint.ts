/** The footprint of an interbody cage: arcs that touch, convex in front, hollow behind. */
import { arcDirections, type Direction } from './arc-directions.ts';

/**
 * Size of a footprint in mm. It is centred on the axis, x to the patient's right, y anterior: y runs from -depthMm / 2 (the
 * two corners behind) to depthMm / 2 (in front, on the midline).
 */
export interface FootprintSize {
  /** Width from left to right. */
  readonly widthMm: number;
  /** Depth from posterior to anterior. */
  readonly depthMm: number;
  /** Radius of the anterior wall. */
  readonly anteriorRadiusMm: number;
  /** Radius of the two corners between the anterior wall and the sides. */
  readonly anteriorCornerRadiusMm: number;
  /** Radius of the two corners between the sides and the posterior wall. */
  readonly posteriorCornerRadiusMm: number;
  /** How far the posterior wall is hollow on the midline, as the endplate is in front of the spinal canal; above 0. */
  readonly posteriorHollowMm: number;
}

/** An arc of the right half, run counter-clockwise around the footprint. */
interface FootprintArc {
  readonly xMm: number;
  readonly yMm: number;
  readonly radiusMm: number;
  readonly from: Direction;
  readonly to: Direction;
  /** The way to the inside along a radius: the centre of the posterior wall lies outside, so an inset makes it grow. */
  readonly inward: 1 | -1;
}

/** Chords of the outline are no farther than this from their arc. */
const CHORD_TOLERANCE_MM = 0.004;

/**
 * Returns the outline moved inward by `insetMm` (below both corner radii) as points x, y, counter-clockwise from the midline
 * behind. Touching arcs move to touching arcs about the same centres, so the inset is exact. Every inset has as many points,
 * each straight inward of its fellow.
 */
export function footprintOutline(size: FootprintSize, insetMm: number): Float64Array {
  const right: number[] = [];
  for (const { xMm, yMm, radiusMm, from, to, inward } of Object.values(footprintArcs(size))) {
    const radius = radiusMm + inward * insetMm;
    const directions = arcDirections(from, to, CHORD_TOLERANCE_MM / radiusMm);
    // Arcs share their ends, but for the straight side, which begins where the tangent is upright.
    if (to[0] === 1) directions.push(to);
    for (const [x, y] of directions) right.push(xMm + radius * x, yMm + radius * y);
  }
  const outline = [...right, 0, size.depthMm / 2 - insetMm];
  for (let i = right.length - 2; i > 0; i -= 2) outline.push(-right[i]!, right[i + 1]!);
  return Float64Array.from(outline);
}

/** Returns the y of the anterior wall at an x, which must lie within the width. */
export function footprintFrontMm(size: FootprintSize, xMm: number): number {
  const { anteriorCorner, anteriorWall } = footprintArcs(size);
  const onWall = Math.abs(xMm) <= anteriorWall.radiusMm * anteriorWall.from[0];
  const arc = onWall ? anteriorWall : anteriorCorner;
  const x = Math.abs(xMm) - arc.xMm;
  return arc.yMm + Math.sqrt(arc.radiusMm * arc.radiusMm - x * x);
}

/** Returns the length of the straight sides; below 0 the corners overlap, NaN where the arcs cannot touch. */
export function footprintSideMm(size: FootprintSize): number {
  const { posteriorCorner, anteriorCorner } = footprintArcs(size);
  return anteriorCorner.yMm - posteriorCorner.yMm;
}

/** The arcs of the right half in the order in which they are run; their centres follow from where they touch. */
function footprintArcs(size: FootprintSize) {
  const halfWidth = size.widthMm / 2;
  const halfDepth = size.depthMm / 2;
  const back = size.posteriorCornerRadiusMm;
  const hollow = size.posteriorHollowMm;
  const backX = halfWidth - back;
  // Wall and corner touch from outside: their centres are one sum of radii apart, backX aside and all but the hollow in depth.
  const backSum = (backX * backX + hollow * hollow) / (2 * hollow);
  const backWay: Direction = [backX / backSum, (backSum - hollow) / backSum];
  const front = size.anteriorCornerRadiusMm;
  const frontX = halfWidth - front;
  const frontDifference = size.anteriorRadiusMm - front;
  const frontY = Math.sqrt(frontDifference * frontDifference - frontX * frontX);
  const frontWay: Direction = [frontX / frontDifference, frontY / frontDifference];
  const frontCentre = halfDepth - size.anteriorRadiusMm;
  return {
    posteriorWall: {
      xMm: 0,
      yMm: back - halfDepth - (backSum - hollow),
      radiusMm: backSum - back,
      from: [0, 1],
      to: backWay,
      inward: 1,
    },
    // The corner is two arcs, so that the rearmost point is one of the outline.
    posteriorHeel: {
      xMm: backX,
      yMm: back - halfDepth,
      radiusMm: back,
      from: [-backWay[0], -backWay[1]],
      to: [0, -1],
      inward: -1,
    },
    posteriorCorner: {
      xMm: backX,
      yMm: back - halfDepth,
      radiusMm: back,
      from: [0, -1],
      to: [1, 0],
      inward: -1,
    },
    anteriorCorner: {
      xMm: frontX,
      yMm: frontCentre + frontY,
      radiusMm: front,
      from: [1, 0],
      to: frontWay,
      inward: -1,
    },
    anteriorWall: {
      xMm: 0,
      yMm: frontCentre,
      radiusMm: size.anteriorRadiusMm,
      from: frontWay,
      to: [0, 1],
      inward: -1,
    },
  } as const satisfies Record<string, FootprintArc>;
}
