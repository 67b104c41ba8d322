/** Contours that cross themselves or each other. */
import { contourCrossings } from '../contour-crossings.ts';
import type { ShiftRoom } from '../edge-crossings.ts';
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';
import type { SegmentGrid } from '../segment-grid.ts';

/** The rule. */
export const contourSelfIntersection: RuleDefinition = {
  id: 'contour-self-intersection',
  meaning: 'Boundaries of a layer cross neither themselves nor each other.',
  severity: 'error',
  unit: 'mm',
};

/** Checks the boundaries of a layer. */
export function checkSelfIntersection(
  grid: SegmentGrid,
  layer: number,
  crossingDepthMm: number,
  log: FindingLog,
  room?: ShiftRoom,
): void {
  for (const { self, xMm, yMm, depthMm } of contourCrossings(grid, crossingDepthMm, room)) {
    log.add(contourSelfIntersection, {
      cause: self ? 'self' : 'contours',
      layer,
      xMm,
      yMm,
      measured: depthMm,
      limit: crossingDepthMm,
      weight: depthMm ?? 0,
      message: () => {
        const what = self ? 'contour crosses itself' : 'two contours cross';
        return depthMm === null ? what : `${what} and part by ${said(depthMm)} mm`;
      },
    });
  }
}
