/** Measuring rows of a layer: their direction and how far they lie apart, by what it holds. */
import type { Loops } from '../core/polyline.ts';
import { isOfPart, type ToolpathLayer } from '../core/toolpath.ts';
import { type MeasuringRows, measuringRows, type RowTurn } from './measuring-rows.ts';
import { widestReachMm } from './track-rows.ts';

/** Directions told apart over half a turn: slopes of n / 16 of each octant, between 1.8 and 3.6 degrees apart. */
const DIRECTIONS = 64;
const PER_OCTANT = DIRECTIONS / 4;
/** Square of the sine below which directions count as one: half of the least distance between two. */
const ALIKE = 0.0003;
/** Pieces of paths up to this are not counted: they lie along the outline, which is, or in all directions. */
const SHORT_MM = 0.2;
/** Rows are halved in distance as long as the lines of a layer cross no more than so many of them. */
const CROSSINGS = 12_000;
/** Nor are there more rows than this across the layer, nor finer ones than this share of the distance asked for. */
const ROWS = 4096;
const FINEST = 1 / 64;

/** Directions of the 64, and how much length in one of them speaks against rows in another. */
interface Directions {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  readonly against: Float64Array;
}

const TABLE = directions();

/** What a layer holds: lengths by direction, and the box of it all. */
interface Extent {
  readonly lengths: Float64Array;
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** Rows and their direction; all that is measured lies between the first and the last. */
export interface RowPlan {
  readonly turn: RowTurn;
  readonly rows: MeasuringRows;
}

/**
 * Returns rows in the direction that lies furthest from those of long lines. A bare strip of width w that rows cross at an angle a has the
 * length w / sin a on each of them, and rows h apart are wrong by one such length at either end at most: w x h / sin a, however long it is. Along the
 * rows there is no such bound: there the strip lies between two rows or on one. So length counts against a direction by 1 / sin^4 of the angle between.
 *
 * @param reachMm - how far laser tracks reach to all sides
 * @param mostMm - distance of rows in a layer with much to measure; little is measured finer
 * @param phase - share of the distance by which rows are moved
 */
export function planRows(
  loops: Loops,
  toolpaths: ToolpathLayer,
  reachMm: number,
  mostMm: number,
  phase: number,
): RowPlan {
  const extent: Extent = {
    lengths: new Float64Array(DIRECTIONS),
    minX: Number.POSITIVE_INFINITY,
    minY: Number.POSITIVE_INFINITY,
    maxX: Number.NEGATIVE_INFINITY,
    maxY: Number.NEGATIVE_INFINITY,
  };
  for (const { xy } of loops) addLine(extent, xy, true, 0, 0);
  for (const toolpath of toolpaths.toolpaths) {
    if (toolpath.kind === 'hatch') addVectors(extent, toolpath.lines.xyxy, reachMm);
    else if (toolpath.kind === 'contour') addLine(extent, toolpath.path.xy, toolpath.path.closed, SHORT_MM, reachMm);
    else if (isOfPart(toolpath.feature)) {
      addLine(extent, toolpath.path.xy, toolpath.path.closed, SHORT_MM, widestReachMm(toolpath));
    }
  }
  const turn = turnAcross(extent.lengths);
  const { minX, minY, maxX, maxY } = extent;
  const { cos, sin } = turn;
  // Of the corners of the box those furthest down and up: sin may be of either sign, cos too.
  const low = (cos < 0 ? maxY : minY) * cos - (sin > 0 ? maxX : minX) * sin;
  const high = (cos < 0 ? minY : maxY) * cos - (sin > 0 ? minX : maxX) * sin;
  return { turn, rows: measuringRows(low, high, spacingFor(sumOf(extent.lengths), high - low, mostMm), phase) };
}

/** Returns the direction against which least speaks. */
function turnAcross(lengths: Float64Array): RowTurn {
  const { cos, sin, against } = TABLE;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < DIRECTIONS; k++) {
    let cost = 0;
    for (let n = 0; n < DIRECTIONS; n++) cost += lengths[n]! * against[k * DIRECTIONS + n]!;
    if (cost >= least) continue;
    least = cost;
    best = k;
  }
  return { cos: cos[best]!, sin: sin[best]! };
}

function sumOf(lengths: Float64Array): number {
  let sum = 0;
  for (const length of lengths) sum += length;
  return sum;
}

function spacingFor(lengthMm: number, acrossMm: number, mostMm: number): number {
  let spacing = mostMm;
  while (spacing > FINEST * mostMm && 2 * lengthMm <= CROSSINGS * spacing && 2 * acrossMm <= ROWS * spacing) {
    spacing /= 2;
  }
  return spacing;
}

function directions(): Directions {
  const cos = new Float64Array(DIRECTIONS);
  const sin = new Float64Array(DIRECTIONS);
  for (let k = 0; k < DIRECTIONS; k++) {
    // By slopes and square roots, which every processor rounds alike.
    const quarter = k % (2 * PER_OCTANT);
    const isFlat = quarter <= PER_OCTANT;
    const slope = (isFlat ? quarter : 2 * PER_OCTANT - quarter) / PER_OCTANT;
    const long = 1 / Math.sqrt(1 + slope * slope);
    const [x, y] = isFlat ? [long, slope * long] : [slope * long, long];
    cos[k] = k === quarter ? x : -y;
    sin[k] = k === quarter ? y : x;
  }
  const against = new Float64Array(DIRECTIONS * DIRECTIONS);
  for (let k = 0; k < DIRECTIONS; k++) {
    for (let n = 0; n < DIRECTIONS; n++) {
      const between = sin[n]! * cos[k]! - cos[n]! * sin[k]!;
      const square = between * between + ALIKE;
      against[k * DIRECTIONS + n] = 1 / (square * square);
    }
  }
  return { cos, sin, against };
}

function addLine(extent: Extent, xy: Float64Array, closed: boolean, shortMm: number, reachMm: number): void {
  const n = xy.length;
  if (n < 2) return;
  const last = closed ? n - 2 : 0;
  let x0 = xy[last]!;
  let y0 = xy[last + 1]!;
  let minX = x0;
  let maxX = x0;
  let minY = y0;
  let maxY = y0;
  for (let i = 0; i < n; i += 2) {
    const x1 = xy[i]!;
    const y1 = xy[i + 1]!;
    if (x1 < minX) minX = x1;
    else if (x1 > maxX) maxX = x1;
    if (y1 < minY) minY = y1;
    else if (y1 > maxY) maxY = y1;
    addSegment(extent, x1 - x0, y1 - y0, shortMm);
    x0 = x1;
    y0 = y1;
  }
  stretch(extent, minX - reachMm, minY - reachMm, maxX + reachMm, maxY + reachMm);
}

function addVectors(extent: Extent, xyxy: Float64Array, reachMm: number): void {
  const n = xyxy.length;
  if (n < 4) return;
  let minX = xyxy[0]!;
  let maxX = minX;
  let minY = xyxy[1]!;
  let maxY = minY;
  for (let i = 0; i < n; i += 4) {
    const x0 = xyxy[i]!;
    const y0 = xyxy[i + 1]!;
    const x1 = xyxy[i + 2]!;
    const y1 = xyxy[i + 3]!;
    if (x0 < minX) minX = x0;
    else if (x0 > maxX) maxX = x0;
    if (x1 < minX) minX = x1;
    else if (x1 > maxX) maxX = x1;
    if (y0 < minY) minY = y0;
    else if (y0 > maxY) maxY = y0;
    if (y1 < minY) minY = y1;
    else if (y1 > maxY) maxY = y1;
    addSegment(extent, x1 - x0, y1 - y0, SHORT_MM);
  }
  stretch(extent, minX - reachMm, minY - reachMm, maxX + reachMm, maxY + reachMm);
}

/** Adds a segment longer than `shortMm` to its direction, the nearest slope of its octant; its larger coordinate stands for its length. */
function addSegment(extent: Extent, dx: number, dy: number, shortMm: number): void {
  const x = dx < 0 ? -dx : dx;
  const y = dy < 0 ? -dy : dy;
  const length = x > y ? x : y;
  if (length <= shortMm) return;
  const first = y <= x ? (PER_OCTANT * y) / x : 2 * PER_OCTANT - (PER_OCTANT * x) / y;
  const direction = dx < 0 === dy < 0 ? first + 0.5 : DIRECTIONS - first + 0.5;
  extent.lengths[(direction | 0) & (DIRECTIONS - 1)]! += length;
}

function stretch(extent: Extent, minX: number, minY: number, maxX: number, maxY: number): void {
  extent.minX = Math.min(extent.minX, minX);
  extent.minY = Math.min(extent.minY, minY);
  extent.maxX = Math.max(extent.maxX, maxX);
  extent.maxY = Math.max(extent.maxY, maxY);
}
