/**
 * Exact area coverage of polygons on a pixel grid: each edge leaves its signed area and height in the pixels it crosses, and
 * a running sum along the row turns them into the winding number averaged over each pixel. The method is the one of font
 * rasterisers (FreeType's smooth rasteriser; R. Levien, font-rs, 2016); no sampling, so no rounding pattern.
 */
import type { GrowableFloats } from '../geometry/growable.ts';
import { keptRoom } from '../geometry/kept-room.ts';

/** What counts as inside: winding other than zero, or above zero only. */
export type FillRule = 'nonzero' | 'positive';

/** A rectangle of whole pixels; row 0 is the top. */
export interface PixelWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Takes the coverage 0..1 of one row: `cover[i]` belongs to pixel `window.x + i` for from <= i < to, all others are outside; valid during the call. */
export type CoverRow = (y: number, cover: Float64Array, from: number, to: number) => void;

/** Rows summed at once: bounds the scratch memory, whatever the height of the picture; one of the report takes one pass over its edges. */
const BAND_ROWS = 1024;

const room = keptRoom();

/**
 * Measures how much of each pixel of a window the polygons cover and hands out the rows that they can touch, from the top.
 *
 * Where loops overlap inside one pixel their areas add up (at most 1); everywhere else the coverage is exact.
 *
 * @param edges - directed edges x0,y0,x1,y1 in pixels, y downward, which together form closed loops; a loop that is
 * counter-clockwise on paper (y upward) has winding +1
 */
export function coverRows(edges: GrowableFloats, window: PixelWindow, rule: FillRule, eachRow: CoverRow): void {
  const box = edgeBox(edges, window);
  if (box === null) return;
  const stride = window.width + 2;
  const most = Math.min(BAND_ROWS, box.toRow - box.fromRow);
  const band = room.floats('band', stride * most);
  const reach = room.ints('reach', 2 * most);
  for (let top = box.fromRow; top < box.toRow; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, box.toRow - top);
    band.fill(0, 0, stride * rows);
    for (let row = 0; row < rows; row++) {
      reach[2 * row] = window.width;
      reach[2 * row + 1] = 0;
    }
    const v = edges.values;
    for (let e = 0; e < edges.length; e += 4) {
      const y0 = v[e + 1]! - window.y - top;
      const y1 = v[e + 3]! - window.y - top;
      if (y0 === y1 || (y0 <= 0 && y1 <= 0) || (y0 >= rows && y1 >= rows)) continue;
      addEdge(band, reach, window.width, rows, v[e]! - window.x, y0, v[e + 2]! - window.x, y1);
    }
    for (let row = 0; row < rows; row++) {
      const cover = band.subarray(row * stride, row * stride + window.width);
      const from = Math.max(box.fromColumn, reach[2 * row]!);
      const to = Math.min(box.toColumn, reach[2 * row + 1]!);
      if (from >= to) continue;
      sumRow(cover, from, to, rule);
      eachRow(window.y + top + row, cover, from, to);
    }
  }
}

/** Rows and columns of the window that the edges can touch, or null when they miss it. */
function edgeBox(edges: GrowableFloats, window: PixelWindow) {
  let [xMin, xMax, yMin, yMax] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < edges.length; i += 2) {
    const x = edges.values[i]!;
    const y = edges.values[i + 1]!;
    if (x < xMin) xMin = x;
    if (x > xMax) xMax = x;
    if (y < yMin) yMin = y;
    if (y > yMax) yMax = y;
  }
  const fromRow = Math.max(0, Math.floor(yMin - window.y));
  const toRow = Math.min(window.height, Math.ceil(yMax - window.y));
  const fromColumn = Math.max(0, Math.floor(xMin - window.x));
  const toColumn = Math.min(window.width, Math.ceil(xMax - window.x));
  return fromRow < toRow && fromColumn < toColumn ? { fromRow, toRow, fromColumn, toColumn } : null;
}

/** Adds one edge, row by row; coordinates count from the corner of the band. `reach` holds the pixels of each row that edges change, from and to. */
function addEdge(
  band: Float64Array,
  reach: Int32Array,
  width: number,
  rows: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  const down = y1 > y0;
  const xa = down ? x0 : x1;
  const ya = down ? y0 : y1;
  const xb = down ? x1 : x0;
  const yb = down ? y1 : y0;
  const slope = (xb - xa) / (yb - ya);
  const xLow = Math.min(xa, xb);
  const xHigh = Math.max(xa, xb);
  const bottom = Math.min(yb, rows);
  let y = Math.max(ya, 0);
  let x = y === ya ? xa : clamp(xa + (y - ya) * slope, xLow, xHigh);
  for (let row = Math.floor(y); row < bottom; row++) {
    const yNext = Math.min(bottom, row + 1);
    const xNext = yNext === yb ? xb : clamp(xa + (yNext - ya) * slope, xLow, xHigh);
    const height = down ? yNext - y : y - yNext;
    const left = Math.min(x, xNext);
    const right = Math.max(x, xNext);
    if (left < reach[2 * row]!) reach[2 * row] = Math.max(0, Math.floor(left));
    // A shape that ends beyond the right side is inside up to there.
    if (right + 2 > reach[2 * row + 1]!) reach[2 * row + 1] = Math.min(width, Math.ceil(right) + 1);
    addPiece(band, row * (width + 2), width, left, right, height);
    y = yNext;
    x = xNext;
  }
}

/** Adds the part of an edge within one row, cut at the sides: what lies left covers the whole row, what lies right nothing. */
function addPiece(band: Float64Array, at: number, width: number, xa: number, xb: number, height: number): void {
  if (xa >= 0 && xb <= width) {
    addInside(band, at, xa, xb, height);
  } else if (xb <= 0) {
    band[at]! += height;
  } else if (xa < width) {
    const perPixel = height / (xb - xa);
    const left = Math.max(xa, 0);
    const right = Math.min(xb, width);
    if (xa < 0) band[at]! -= xa * perPixel;
    addInside(band, at, left, right, perPixel * (right - left));
  }
}

/** Spreads the height of a piece from xa to xb over its pixels, each by the share that lies to the right of the piece. */
function addInside(band: Float64Array, at: number, xa: number, xb: number, height: number): void {
  const first = Math.floor(xa);
  const last = Math.ceil(xb);
  if (last <= first + 1) {
    const right = height * (0.5 * (xa + xb) - first);
    band[at + first]! += height - right;
    band[at + first + 1]! += right;
    return;
  }
  const perPixel = height / (xb - xa);
  // Area to the right of the piece in each pixel, as running total; the buffer takes the differences.
  const inFirst = first + 1 - xa;
  let before = 0.5 * perPixel * inFirst * inFirst;
  band[at + first]! += before;
  for (let pixel = first + 1; pixel < last - 1; pixel++) {
    const here = perPixel * (pixel + 0.5 - xa);
    band[at + pixel]! += here - before;
    before = here;
  }
  const inLast = xb - (last - 1);
  const here = height - 0.5 * perPixel * inLast * inLast;
  band[at + last - 1]! += here - before;
  band[at + last]! += height - here;
}

/** Turns the differences of a row into coverage. */
function sumRow(cover: Float64Array, from: number, to: number, rule: FillRule): void {
  let winding = 0;
  for (let i = from; i < to; i++) {
    winding += cover[i]!;
    const inside = rule === 'nonzero' ? Math.abs(winding) : winding;
    cover[i] = inside > 1 ? 1 : inside < 0 ? 0 : inside;
  }
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
