/** Hexagons, filled in three directions so that two beside each other never share one. */
import type { Loops } from '../../core/polyline.ts';
import { clipLines, directionOf } from '../../geometry/line-clip.ts';
import { rowOf } from '../../geometry/line-lanes.ts';
import { addPiece, type Cell, cellTable, eachPiece, emptyCellPieces } from './cell-pieces.ts';
import { layCells } from './lay-cells.ts';
import { lineAngleDeg } from './line-angle.ts';
import { linesOfRows } from './lines-of-rows.ts';
import type { PatternHatch } from './pattern-hatch.ts';
import { residue } from './residue.ts';
import type { HexagonHatch } from './settings.ts';

const SQRT_3 = 1.7320508075688772;
const DIRECTIONS = [0, 1, 2] as const;
/** Of seven groups the six neighbours of a hexagon have the six others. */
const GROUPS = 7;

/**
 * Fills an area with hexagons. Hexagon (q, r) has its centre at 1.5 q sides along the direction of the layer and at r + q / 2 widths to
 * its left, from the plate's origin. Its lines run from corner to corner, in the direction of the layer where q - r is a multiple of 3, else
 * turned by 120 or 240 degrees: so the shortest line of a whole hexagon is a side, and no corner ends in a dot. They lie about the middle of each row (`linesOfRows`).
 */
export function planHexagons(area: Loops, settings: HexagonHatch, layerIndex: number): PatternHatch {
  const { spacingMm, sizeMm, minLengthMm } = settings;
  const angleDeg = lineAngleDeg(settings, layerIndex, DIRECTIONS.length);
  const side = sizeMm / SQRT_3;
  const reach = (sizeMm + settings.overlapMm) / 2;
  const corner = (2 * reach) / SQRT_3;
  // Moved by a whole period the grid is the same one.
  const shiftMm = (layerIndex * settings.shiftMm) % (3 * side);
  const base = directionOf(angleDeg);
  const pieces = emptyCellPieces();
  for (const turn of DIRECTIONS) {
    const turnedDeg = angleDeg + 120 * turn;
    // The shift lies along the direction of the layer; here it is seen from the turned lines.
    const shiftU = turn === 0 ? shiftMm : -shiftMm / 2;
    const shiftV = (turn === 0 ? 0 : turn === 1 ? -shiftMm * SQRT_3 : shiftMm * SQRT_3) / 2;
    const cellAt = cellTable(pieces, (column, row): Cell => {
      const u = shiftMm + 1.5 * side * column;
      const v = sizeMm * (row + column / 2);
      const [xMm, yMm] = [u * base.cos - v * base.sin, u * base.sin + v * base.cos];
      const group = residue(column + 3 * row, GROUPS);
      return { column, row, lane: column, place: 2 * row + column, group, xMm, yMm, angleDeg: turnedDeg };
    });
    // All hexagons of a direction lie in every third row of half a size.
    const rows = { middleMm: shiftV + turn * (sizeMm / 2), pitchMm: 1.5 * sizeMm, widthMm: 2 * reach, share: turn / 3 };
    for (const lanes of linesOfRows(rows, spacingMm, layerIndex)) {
      const family = { angleDeg: turnedDeg, spacingMm, phase: 0, lanes };
      eachPiece(clipLines(area, family), family, (line, offset, from, to) => {
        const m = turn + 3 * rowOf(lanes, line);
        const half = corner - Math.abs(offset - shiftV - m * (sizeMm / 2)) / SQRT_3;
        const last = Math.floor((to - shiftU + corner) / (1.5 * side));
        for (let q = Math.ceil((from - shiftU - corner) / (1.5 * side)); q <= last; q++) {
          if (residue(m - q, 2) !== 0) continue;
          const r = (m - q) / 2;
          const centre = shiftU + 1.5 * side * q;
          const low = Math.max(from, centre - half);
          const high = Math.min(to, centre + half);
          if (high <= low) continue;
          // Turned back by 120 or 240 degrees, which keeps q - r modulo 3.
          const cell = turn === 0 ? cellAt(q, r) : turn === 1 ? cellAt(-q - r, q) : cellAt(r, -q - r);
          addPiece(pieces, cell, line, offset, low, high, minLengthMm);
        }
      });
    }
  }
  return layCells(pieces, settings, () => false);
}
