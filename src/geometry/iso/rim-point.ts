/** Where the surface of a body meets the surface of the part on a face of the grid: the sharp rim that cubes alone would cut off. */

/**
 * A face with corners 0 (0, 0), 1 (1, 0), 2 (1, 1), 3 (0, 1) and edges 0 bottom, 1 right, 2 top, 3 left, each from its lower
 * end. Filled anew for every face.
 */
export interface RimFace {
  /** Values of the body's field at the corners. */
  readonly value: Float64Array;
  /** Where the part's surface crosses each edge, 0 to 1; NaN where it does not. */
  readonly crossing: Float64Array;
  /** Result: the point within the face. */
  readonly point: Float64Array;
}

/** The part's line across a face must be at least this long (in steps), or the rim is not worth a vertex. */
const SHORTEST = 0.05;

/** Returns an empty face. */
export function rimFace(): RimFace {
  return { value: new Float64Array(4), crossing: new Float64Array(4), point: new Float64Array(2) };
}

/**
 * Finds the rim: the body's level on the straight line between the two crossings of the part, with the field taken as bilinear
 * and shifted so that it meets the body's exact vertex at `along` of edge `bodyEdge`. Writes `point`, at least `gap` from
 * the edges, and returns whether there is one.
 */
export function findRim(face: RimFace, partEdge: number, bodyEdge: number, along: number, gap: number): boolean {
  const { crossing, point } = face;
  let other = -1;
  for (let e = 0; e < 4; e++) {
    if (e === partEdge || Number.isNaN(crossing[e]!)) continue;
    if (other >= 0) return false;
    other = e;
  }
  if (other < 0) return false;
  const u0 = edgeU(partEdge, crossing[partEdge]!);
  const v0 = edgeV(partEdge, crossing[partEdge]!);
  const du = edgeU(other, crossing[other]!) - u0;
  const dv = edgeV(other, crossing[other]!) - v0;
  if (!(du * du + dv * dv >= SHORTEST * SHORTEST)) return false;
  const level = bilinear(face.value, edgeU(bodyEdge, along), edgeV(bodyEdge, along));
  const g0 = bilinear(face.value, u0, v0) - level;
  const gm = bilinear(face.value, u0 + 0.5 * du, v0 + 0.5 * dv) - level;
  const g1 = bilinear(face.value, u0 + du, v0 + dv) - level;
  if (g0 < 0 === g1 < 0) return false;
  // Along a line a bilinear field is a parabola; three of its values tell it.
  const square = 2 * (g0 - 2 * gm + g1);
  const slope = g1 - g0 - square;
  const root = Math.sqrt(Math.max(0, slope * slope - 4 * square * g0));
  let s = (-2 * g0) / (slope + (slope < 0 ? -root : root));
  if (!(s >= 0 && s <= 1)) s = g0 / (g0 - g1);
  point[0] = Math.max(gap, Math.min(1 - gap, u0 + s * du));
  point[1] = Math.max(gap, Math.min(1 - gap, v0 + s * dv));
  return true;
}

function edgeU(edge: number, along: number): number {
  return edge === 1 ? 1 : edge === 3 ? 0 : along;
}

function edgeV(edge: number, along: number): number {
  return edge === 0 ? 0 : edge === 2 ? 1 : along;
}

function bilinear(value: Float64Array, u: number, v: number): number {
  const low = value[0]! + u * (value[1]! - value[0]!);
  const high = value[3]! + u * (value[2]! - value[3]!);
  return low + v * (high - low);
}
