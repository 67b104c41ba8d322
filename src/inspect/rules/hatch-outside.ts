/** Hatch and thin-wall vectors that leave the boundary. */
import { GRID_PER_MM, toGrid } from '../../core/units.ts';
import { type GrowableInts, growableInts } from '../../geometry/growable.ts';
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';
import type { InspectedLayer } from '../inspected-layer.ts';
import { type RegionTest, regionTest, type WindingRoom, windingRoom } from '../region-test.ts';
import { linesCross, pushCells, type SegmentGrid, sideOf } from '../segment-grid.ts';

/** The rule. */
export const hatchOutside: RuleDefinition = {
  id: 'hatch-outside',
  meaning: 'Vectors stay within the nominal boundary of the solid.',
  severity: 'error',
  unit: 'mm',
};

/** Room for one layer after the other. */
export interface HatchRoom {
  readonly windings: WindingRoom;
  readonly cells: GrowableInts;
}

/** Returns room that grows with the largest layer. */
export function hatchRoom(): HatchRoom {
  return { windings: windingRoom(), cells: growableInts(1024) };
}

/**
 * Checks each vector at both ends and in the middle of each piece between two crossings with the boundary; pieces
 * shorter than twice the limit cannot be further outside than the limit, but at an end. A vector that does not come to any edge is
 * inside where its start is; the start is where the last vector ended, for most.
 */
export function checkHatchOutside(
  layer: InspectedLayer,
  grid: SegmentGrid,
  hatchOutsideMm: number,
  log: FindingLog,
  room: HatchRoom = hatchRoom(),
): void {
  if (layer.hatches.every((h) => h.xyxy.length === 0)) return;
  const region = regionTest(grid, room.windings);
  const limit = hatchOutsideMm * GRID_PER_MM;
  const { cells } = room;
  // Most vectors begin where the last one ended.
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  let lastOutside = 0;
  // Known only where nothing was met on the way there.
  let isLastInside = false;
  for (const { xyxy } of layer.hatches) {
    for (let i = 0; i + 3 < xyxy.length; i += 4) {
      const x0 = toGrid(xyxy[i]!);
      const y0 = toGrid(xyxy[i + 1]!);
      const x1 = toGrid(xyxy[i + 2]!);
      const y1 = toGrid(xyxy[i + 3]!);
      const goesOn = x0 === lastX && y0 === lastY;
      if (!meetsEdge(grid, x0, y0, x1, y1) && ((goesOn && isLastInside) || region.windingAt(x0, y0) > 0)) {
        lastX = x1;
        lastY = y1;
        lastOutside = 0;
        isLastInside = true;
        continue;
      }
      isLastInside = false;
      let worst = goesOn ? lastOutside : distanceOutside(region, x0, y0, limit);
      let worstX = x0;
      let worstY = y0;
      const end = distanceOutside(region, x1, y1, limit);
      lastX = x1;
      lastY = y1;
      lastOutside = end;
      if (end > worst) {
        worst = end;
        worstX = x1;
        worstY = y1;
      }
      cells.length = 0;
      pushCells(grid, x0, y0, x1, y1, cells);
      const cuts = crossingsOf(grid, x0, y0, x1, y1, cells.values, cells.length);
      if (cuts.length + worst === 0) continue;
      const length = Math.hypot(x1 - x0, y1 - y0);
      let from = 0;
      for (let k = 0; cuts.length + worst > 0 && k <= cuts.length; k++) {
        const to = k < cuts.length ? cuts[k]! : 1;
        if ((to - from) * length > 2 * limit) {
          const x = Math.round(x0 + ((from + to) / 2) * (x1 - x0));
          const y = Math.round(y0 + ((from + to) / 2) * (y1 - y0));
          const within = distanceOutside(region, x, y, limit);
          if (within > worst) {
            worst = within;
            worstX = x;
            worstY = y;
          }
        }
        from = to;
      }
      if (worst > 0) sight(layer.index, worstX, worstY, worst, hatchOutsideMm, log);
    }
  }
}

/** Whether a vector comes to an edge of the squares that it passes, be it to a single point of it. */
function meetsEdge(grid: SegmentGrid, x0: number, y0: number, x1: number, y1: number): boolean {
  const { edge, nx, ny, ax, ay, bx, by, cellStart, cellSegments } = grid;
  const perUnit = 1 / edge;
  const dx = x1 - x0;
  const dy = y1 - y0;
  const low = dy < 0 ? y1 : y0;
  const high = dy < 0 ? y0 : y1;
  const left = dx < 0 ? x1 : x0;
  const right = dx < 0 ? x0 : x1;
  const slope = dy === 0 ? 0 : dx / dy;
  const jFirst = Math.max(0, Math.floor((low - grid.y0) * perUnit));
  const jLast = Math.min(ny - 1, Math.floor((high - grid.y0) * perUnit));
  const iFirst = Math.max(0, Math.floor((left - grid.x0) * perUnit));
  const iLast = Math.min(nx - 1, Math.floor((right - grid.x0) * perUnit));
  const boxed = jFirst === jLast || iFirst === iLast;
  for (let j = jFirst; j <= jLast; j++) {
    let i0 = iFirst;
    let i1 = iLast;
    if (!boxed) {
      // Edges stand in squares that they come within one unit of: that is room enough for rounding.
      const yA = Math.max(low, grid.y0 + j * edge);
      const yB = Math.min(high, grid.y0 + (j + 1) * edge);
      const xA = x0 + (yA - y0) * slope;
      const xB = x0 + (yB - y0) * slope;
      i0 = Math.max(i0, Math.floor((Math.min(xA, xB) - grid.x0) * perUnit));
      i1 = Math.min(i1, Math.floor((Math.max(xA, xB) - grid.x0) * perUnit));
    }
    if (i1 < i0) continue;
    for (let k = cellStart[j * nx + i0]!, end = cellStart[j * nx + i1 + 1]!; k < end; k++) {
      const s = cellSegments[k]!;
      const u0 = ax[s]! - x0;
      const v0 = ay[s]! - y0;
      const u1 = bx[s]! - x0;
      const v1 = by[s]! - y0;
      const a = dx * v0 - dy * u0;
      const b = dx * v1 - dy * u1;
      if ((a > 0 && b > 0) || (a < 0 && b < 0)) continue;
      const ux = u1 - u0;
      const uy = v1 - v0;
      const c = uy * u0 - ux * v0;
      const d = ux * (dy - v0) - uy * (dx - u0);
      if ((c > 0 && d > 0) || (c < 0 && d < 0)) continue;
      // In line with each other, they meet where their boxes do.
      if (a === 0 && b === 0 && (Math.max(ax[s]!, bx[s]!) < left || Math.min(ax[s]!, bx[s]!) > right)) continue;
      if (a === 0 && b === 0 && (Math.max(ay[s]!, by[s]!) < low || Math.min(ay[s]!, by[s]!) > high)) continue;
      return true;
    }
  }
  return false;
}

const NO_CROSSINGS: readonly number[] = [];

/** Shares of the vector at which it crosses an edge, rising. */
function crossingsOf(
  grid: SegmentGrid,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  cells: Int32Array,
  cellCount: number,
): readonly number[] {
  const { ax, ay, bx, by, cellStart, cellSegments } = grid;
  let shares: number[] | null = null;
  for (let c = 0; c < cellCount; c++) {
    const cell = cells[c]!;
    for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) {
      const s = cellSegments[k]!;
      if (!linesCross(x0, y0, x1, y1, ax[s]!, ay[s]!, bx[s]!, by[s]!)) continue;
      const a = sideOf(ax[s]!, ay[s]!, bx[s]!, by[s]!, x0, y0);
      shares ??= [];
      shares.push(a / (a - sideOf(ax[s]!, ay[s]!, bx[s]!, by[s]!, x1, y1)));
    }
  }
  return shares === null ? NO_CROSSINGS : shares.sort((p, q) => p - q);
}

/** How far a point lies outside in grid units: 0 within the limit, infinity where there is no boundary at all. */
function distanceOutside(region: RegionTest, x: number, y: number, limit: number): number {
  if (region.windingAt(x, y) > 0 || region.distanceTo(x, y, limit) <= limit) return 0;
  return region.distanceTo(x, y, Infinity);
}

function sight(layer: number, x: number, y: number, distance: number, limitMm: number, log: FindingLog): void {
  const measured = distance === Infinity ? null : distance / GRID_PER_MM;
  log.add(hatchOutside, {
    cause: measured === null ? 'no-boundary' : 'outside',
    layer,
    xMm: x / GRID_PER_MM,
    yMm: y / GRID_PER_MM,
    measured,
    limit: limitMm,
    weight: measured ?? 0,
    message: () =>
      measured === null
        ? 'vector in a layer without boundary'
        : `vector reaches ${said(measured)} mm out of the boundary`,
  });
}
