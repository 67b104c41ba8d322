/** Which of several areas a point or a piece of a line lies in: a lookup by squares over the edges of all of them. */
import { keepCompiled } from '../core/keep-compiled.ts';
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM, toGrid } from '../core/units.ts';

/** Areas that do not overlap; they may touch. */
export interface ZoneMap {
  /** Returns the number of the first area around the point, or -1. A point on a border belongs to one of its sides. */
  at(xMm: number, yMm: number): number;
  /**
   * Returns where a line crosses borders, as shares of its length above 0 and below 1, rising, none twice. A line along a border keeps to
   * the side that `at` has for its points. Its ends are taken on the coordinate grid.
   */
  crossings(x0Mm: number, y0Mm: number, x1Mm: number, y1Mm: number): readonly number[];
  /** True where a line surely has no border near it: its points, and those near its ends, lie in one area. */
  isClear(x0Mm: number, y0Mm: number, x1Mm: number, y1Mm: number): boolean;
}

/** Edges in whole grid units, each from its lower end, so that the edges of two areas on one border are the same numbers. */
interface ZoneEdges {
  readonly ax: Float64Array;
  readonly ay: Float64Array;
  readonly bx: Float64Array;
  readonly by: Float64Array;
  readonly zoneOf: Int32Array;
}

/** Edges by square; `items` from `first[s]` to `first[s + 1]` are those of square s. */
interface Squares {
  readonly x0: number;
  readonly y0: number;
  readonly perUnit: number;
  readonly columns: number;
  readonly rows: number;
  readonly first: Int32Array;
  readonly items: Int32Array;
}

/** Nearer than this many grid units a point is on an edge: what a step along a line rounds by is a thousandth of it. */
const NEAR = 1e-6;
const MOST_SQUARES_A_SIDE = 1000;

/** Returns the map of the areas; loops of each do not cross, as those of clean contours. */
export function zoneMap(zones: readonly Loops[]): ZoneMap {
  const edges = edgesOf(zones);
  const { ax, ay, bx, by, zoneOf } = edges;
  const squares = squaresOf(edges);
  const { first, items, columns } = squares;
  const parity = new Uint8Array(zones.length);
  // A square that no edge passes lies in one area; those of a row are found when the row is first asked for.
  const zoneOfSquare = new Int32Array(first.length - 1);
  const isKnown = new Uint8Array(squares.rows);
  const seen = new Int32Array(zoneOf.length);
  let query = 0;

  function at(xMm: number, yMm: number): number {
    const x = inGrid(xMm);
    const y = inGrid(yMm);
    const rowNumber = rowOf(squares, y);
    const row = rowNumber * columns;
    if (!isWithin(squares, x, y)) return -1;
    if (isKnown[rowNumber] === 0) {
      isKnown[rowNumber] = 1;
      knowRow(row, y);
    }
    const square = row + columnOf(squares, x);
    return first[square] === first[square + 1] ? zoneOfSquare[square]! : zoneAt(x, y, row, square);
  }

  /** The area around a point, by the edges on its right; they end at the first square that no edge passes. */
  function zoneAt(x: number, y: number, row: number, square: number): number {
    parity.fill(0);
    query++;
    for (let s = square; s < row + columns; s++) {
      if (first[s] === first[s + 1]) {
        if (zoneOfSquare[s]! >= 0) parity[zoneOfSquare[s]!]! ^= 1;
        break;
      }
      for (let n = first[s]!; n < first[s + 1]!; n++) {
        const e = items[n]!;
        if (seen[e] === query) continue;
        seen[e] = query;
        // Half-open: an end at the height of the point counts for the edge above it alone.
        if (ay[e]! > y || by[e]! <= y) continue;
        const along = bx[e]! - ax[e]!;
        const up = by[e]! - ay[e]!;
        const left = along * (y - ay[e]!) - up * (x - ax[e]!);
        if (left > NEAR * (Math.abs(along) + up)) parity[zoneOf[e]!]! ^= 1;
      }
    }
    return parity.indexOf(1);
  }

  /** Finds the areas of all squares of a row that no edge passes, from the right. */
  function knowRow(row: number, y: number): void {
    parity.fill(0);
    query++;
    for (let s = row + columns - 1; s >= row; s--) {
      if (first[s] === first[s + 1]) zoneOfSquare[s] = parity.indexOf(1);
      for (let n = first[s]!; n < first[s + 1]!; n++) {
        const e = items[n]!;
        if (seen[e] === query) continue;
        seen[e] = query;
        // A straight edge does not pass a row on both sides of a square without passing the square.
        if (ay[e]! <= y && by[e]! > y) parity[zoneOf[e]!]! ^= 1;
      }
    }
  }

  function crossings(x0Mm: number, y0Mm: number, x1Mm: number, y1Mm: number): readonly number[] {
    const x0 = toGrid(x0Mm);
    const y0 = toGrid(y0Mm);
    const x1 = toGrid(x1Mm);
    const y1 = toGrid(y1Mm);
    const dx = x1 - x0;
    const dy = y1 - y0;
    // The line is thought to lie a hair to the right and a hair of that higher, as `at` has it for points.
    const tie = dy !== 0 ? dy > 0 : dx < 0;
    const found: number[] = [];
    query++;
    eachSquare(squares, x0, y0, x1, y1, (s) => {
      for (let n = first[s]!; n < first[s + 1]!; n++) {
        const e = items[n]!;
        if (seen[e] === query) continue;
        seen[e] = query;
        const sideA = dx * (ay[e]! - y0) - dy * (ax[e]! - x0);
        const sideB = dx * (by[e]! - y0) - dy * (bx[e]! - x0);
        if ((sideA !== 0 ? sideA > 0 : tie) === (sideB !== 0 ? sideB > 0 : tie)) continue;
        const along = bx[e]! - ax[e]!;
        const up = by[e]! - ay[e]!;
        const start = along * (y0 - ay[e]!) - up * (x0 - ax[e]!);
        const end = along * (y1 - ay[e]!) - up * (x1 - ax[e]!);
        const share = start / (start - end);
        if (share > 0 && share < 1) found.push(share);
      }
    });
    if (found.length < 2) return found;
    found.sort((a, b) => a - b);
    return found.filter((share, n) => share !== found[n - 1]);
  }

  function isClear(x0Mm: number, y0Mm: number, x1Mm: number, y1Mm: number): boolean {
    const [x0, y0, x1, y1] = [x0Mm * GRID_PER_MM, y0Mm * GRID_PER_MM, x1Mm * GRID_PER_MM, y1Mm * GRID_PER_MM];
    if (!isWithin(squares, x0, y0) || !isWithin(squares, x1, y1)) return false;
    const c0 = columnOf(squares, x0);
    const c1 = columnOf(squares, x1);
    const r0 = rowOf(squares, y0);
    const r1 = rowOf(squares, y1);
    for (let r = Math.min(r0, r1); r <= Math.max(r0, r1); r++) {
      for (let s = r * columns + Math.min(c0, c1); s <= r * columns + Math.max(c0, c1); s++) {
        if (first[s] !== first[s + 1]) return false;
      }
    }
    return true;
  }

  return keepCompiled('zone-map', { at, crossings, isClear });
}

/** Points beyond the squares are no part of the outermost ones. */
function isWithin({ x0, y0, perUnit, columns, rows }: Squares, x: number, y: number): boolean {
  return x >= x0 && y >= y0 && (x - x0) * perUnit < columns && (y - y0) * perUnit < rows;
}

/** A coordinate in grid units, whole where it is so but for rounding. */
function inGrid(valueMm: number): number {
  const units = valueMm * GRID_PER_MM;
  const whole = Math.round(units);
  return Math.abs(units - whole) < NEAR ? whole : units;
}

function edgesOf(zones: readonly Loops[]): ZoneEdges {
  let total = 0;
  for (const loops of zones) for (const { xy } of loops) total += xy.length / 2;
  const [ax, ay, bx, by] = [0, 1, 2, 3].map(() => new Float64Array(total)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const zoneOf = new Int32Array(total);
  let n = 0;
  for (const [zone, loops] of zones.entries()) {
    for (const { xy } of loops) {
      for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
        const px = toGrid(xy[j]!);
        const py = toGrid(xy[j + 1]!);
        const qx = toGrid(xy[i]!);
        const qy = toGrid(xy[i + 1]!);
        if (px === qx && py === qy) continue;
        const rises = py < qy || (py === qy && px < qx);
        ax[n] = rises ? px : qx;
        ay[n] = rises ? py : qy;
        bx[n] = rises ? qx : px;
        by[n] = rises ? qy : py;
        zoneOf[n++] = zone;
      }
    }
  }
  const kept = (values: Float64Array) => values.subarray(0, n);
  return { ax: kept(ax), ay: kept(ay), bx: kept(bx), by: kept(by), zoneOf: zoneOf.subarray(0, n) };
}

/** About as many squares as edges. */
function squaresOf({ ax, ay, bx, by }: ZoneEdges): Squares {
  const count = ax.length;
  let [xMin, yMin, xMax, yMax] = count > 0 ? [Infinity, Infinity, -Infinity, -Infinity] : [0, 0, 1, 1];
  for (let e = 0; e < count; e++) {
    xMin = Math.min(xMin, ax[e]!, bx[e]!);
    yMin = Math.min(yMin, ay[e]!);
    xMax = Math.max(xMax, ax[e]!, bx[e]!);
    yMax = Math.max(yMax, by[e]!);
  }
  const [width, height] = [xMax - xMin, yMax - yMin];
  const size = Math.max(Math.sqrt((width * height) / count), Math.max(width, height) / MOST_SQUARES_A_SIDE, 1);
  const columns = Math.floor(width / size) + 1;
  const rows = Math.floor(height / size) + 1;
  const first = new Int32Array(columns * rows + 1);
  const squares = { x0: xMin, y0: yMin, perUnit: 1 / size, columns, rows, first, items: new Int32Array(0) };
  for (let e = 0; e < count; e++) eachSquare(squares, ax[e]!, ay[e]!, bx[e]!, by[e]!, (s) => first[s + 1]!++);
  for (let s = 0; s < columns * rows; s++) first[s + 1]! += first[s]!;
  const items = new Int32Array(first[columns * rows]!);
  const next = first.slice(0, columns * rows);
  for (let e = 0; e < count; e++) {
    eachSquare(squares, ax[e]!, ay[e]!, bx[e]!, by[e]!, (s) => {
      items[next[s]!++] = e;
    });
  }
  return { ...squares, items };
}

/** Visits the squares that a line passes, and those that it comes near by a grid unit. */
function eachSquare(
  squares: Squares,
  px: number,
  py: number,
  qx: number,
  qy: number,
  visit: (s: number) => void,
): void {
  const { x0, perUnit, columns } = squares;
  const forward = px <= qx;
  const xa = forward ? px : qx;
  const ya = forward ? py : qy;
  const xb = forward ? qx : px;
  const yb = forward ? qy : py;
  const last = columnOf(squares, xb + 1);
  const slope = xb > xa ? (yb - ya) / (xb - xa) : 0;
  for (let c = columnOf(squares, xa - 1), from = c; c <= last; c++) {
    // The part of the line inside this column, a unit wider on each side.
    let low = ya;
    let high = yb;
    if (last > from && xb > xa) {
      low = ya + (Math.max(xa, x0 + c / perUnit - 1) - xa) * slope;
      high = ya + (Math.min(xb, x0 + (c + 1) / perUnit + 1) - xa) * slope;
    }
    const top = rowOf(squares, Math.max(low, high) + 1);
    for (let r = rowOf(squares, Math.min(low, high) - 1); r <= top; r++) visit(r * columns + c);
  }
}

function columnOf({ x0, perUnit, columns }: Squares, x: number): number {
  return Math.max(0, Math.min(columns - 1, Math.floor((x - x0) * perUnit)));
}

function rowOf({ y0, perUnit, rows }: Squares, y: number): number {
  return Math.max(0, Math.min(rows - 1, Math.floor((y - y0) * perUnit)));
}
