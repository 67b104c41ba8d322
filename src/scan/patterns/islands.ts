/** Islands: a chessboard whose squares are filled along and across in turn. */
import type { Loops } from '../../core/polyline.ts';
import { clipLines, directionOf } from '../../geometry/line-clip.ts';
import { rowOf } from '../../geometry/line-lanes.ts';
import { addPiece, type Cell, cellTable, eachPiece, emptyCellPieces } from './cell-pieces.ts';
import { layCells } from './lay-cells.ts';
import { lineAngleDeg } from './line-angle.ts';
import { linesOfRows } from './lines-of-rows.ts';
import type { PatternHatch } from './pattern-hatch.ts';
import { residue } from './residue.ts';
import type { IslandsHatch } from './settings.ts';

/** Squares of one group are a knight's move apart or more, also across corners. */
const GROUPS = 5;

/**
 * Fills an area with islands. Square (i, j) lies at i to i + 1 sizes along the direction of the layer and j to j + 1 to its left, from the
 * plate's origin; where i + j is odd its lines are turned by 90 degrees. Lines lie about the middle of each row (`linesOfRows`).
 */
export function planIslands(area: Loops, settings: IslandsHatch, layerIndex: number): PatternHatch {
  const { spacingMm, sizeMm, overlapMm, minLengthMm } = settings;
  const angleDeg = lineAngleDeg(settings, layerIndex, 2);
  const { cos, sin } = directionOf(angleDeg);
  const shiftMm = (layerIndex * settings.shiftMm) % sizeMm;
  const half = overlapMm / 2;
  const pieces = emptyCellPieces();
  for (const isTurned of [false, true]) {
    const turnedDeg = isTurned ? angleDeg + 90 : angleDeg;
    const cellAt = cellTable(pieces, (column, row): Cell => {
      const u = shiftMm + (column + 0.5) * sizeMm;
      const v = shiftMm + (row + 0.5) * sizeMm;
      const group = residue(column + 2 * row, GROUPS);
      const [xMm, yMm] = [u * cos - v * sin, u * sin + v * cos];
      return { column, row, lane: row, place: column, group, xMm, yMm, angleDeg: turnedDeg };
    });
    // Along and left of the turned lines are the grid's left and its way back.
    const acrossShiftMm = isTurned ? -shiftMm : shiftMm;
    const middleMm = acrossShiftMm + sizeMm / 2;
    const rows = { middleMm, pitchMm: sizeMm, widthMm: sizeMm + overlapMm, share: isTurned ? 0.5 : 0 };
    for (const lanes of linesOfRows(rows, spacingMm, layerIndex)) {
      const family = { angleDeg: turnedDeg, spacingMm, phase: 0, lanes };
      eachPiece(clipLines(area, family), family, (line, offset, from, to) => {
        const a = rowOf(lanes, line);
        const last = Math.floor((to + half - shiftMm) / sizeMm);
        for (let b = Math.floor((from - half - shiftMm) / sizeMm); b <= last; b++) {
          if (residue(a + b, 2) !== 0) continue;
          const low = Math.max(from, shiftMm + b * sizeMm - half);
          const high = Math.min(to, shiftMm + (b + 1) * sizeMm + half);
          const cell = isTurned ? cellAt(-a - 1, b) : cellAt(b, a);
          if (high > low) addPiece(pieces, cell, line, offset, low, high, minLengthMm);
        }
      });
    }
  }
  return layCells(pieces, settings, () => false);
}
