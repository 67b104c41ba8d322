/** Hatch and thin-wall vectors that leave the boundary. */
import { GRID_PER_MM, toGrid } from '../../core/units.ts';
import { growableInts } from '../../geometry/growable.ts';
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';
import type { InspectedLayer } from '../inspected-layer.ts';
import { type RegionTest, regionTest } from '../region-test.ts';
import { linesCross, pushCells, type SegmentGrid, sideOf } from '../segment-grid.ts';

/** The rule. */
export const hatchOutside: RuleDefinition = {
  id: 'hatch-outside',
  meaning: 'Vectors stay within the nominal boundary of the solid.',
  severity: 'error',
  unit: 'mm',
};

/**
 * Checks each vector at both ends and in the middle of each piece between two crossings with the boundary; pieces
 * shorter than twice the limit cannot be further outside than the limit, but at an end. Without a crossing and with both
 * ends inside all of it is inside.
 */
export function checkHatchOutside(
  layer: InspectedLayer,
  grid: SegmentGrid,
  hatchOutsideMm: number,
  log: FindingLog,
): void {
  if (layer.hatches.every((h) => h.xyxy.length === 0)) return;
  const region = regionTest(grid);
  const limit = hatchOutsideMm * GRID_PER_MM;
  const cells = growableInts(1024);
  // Most vectors begin where the last one ended.
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  let lastOutside = 0;
  for (const { xyxy } of layer.hatches) {
    for (let i = 0; i + 3 < xyxy.length; i += 4) {
      const x0 = toGrid(xyxy[i]!);
      const y0 = toGrid(xyxy[i + 1]!);
      const x1 = toGrid(xyxy[i + 2]!);
      const y1 = toGrid(xyxy[i + 3]!);
      let worst = x0 === lastX && y0 === lastY ? lastOutside : distanceOutside(region, x0, y0, limit);
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
