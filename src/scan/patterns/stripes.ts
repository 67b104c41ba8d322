/** Stripes: lines across, from one border of a stripe to the other. */
import type { Loops } from '../../core/polyline.ts';
import { clipLines, directionOf } from '../../geometry/line-clip.ts';
import { addPiece, type Cell, cellTable, eachPiece, emptyCellPieces } from './cell-pieces.ts';
import { layCells } from './lay-cells.ts';
import { lineAngleDeg } from './line-angle.ts';
import type { PatternHatch } from './pattern-hatch.ts';
import { residue } from './residue.ts';
import type { StripesHatch } from './settings.ts';

/** Stripes of one group are three apart. */
const GROUPS = 3;

/**
 * Fills an area with stripes. Stripe i lies at i to i + 1 widths from the plate's origin, along the direction of the lines; the lines lie
 * where the meander has them. In the order `rows` every second stripe runs back, so that the next one begins where the last one ended.
 */
export function planStripes(area: Loops, settings: StripesHatch, layerIndex: number): PatternHatch {
  const { spacingMm, widthMm, overlapMm, minLengthMm } = settings;
  const angleDeg = lineAngleDeg(settings, layerIndex, 1);
  const { cos, sin } = directionOf(angleDeg);
  const shiftMm = (layerIndex * settings.shiftMm) % widthMm;
  const family = { angleDeg, spacingMm, phase: 0.5 };
  const pieces = emptyCellPieces();
  const cellAt = cellTable(pieces, (column): Cell => {
    const u = shiftMm + (column + 0.5) * widthMm;
    const group = residue(column, GROUPS);
    return { column, row: 0, lane: 0, place: column, group, xMm: u * cos, yMm: u * sin, angleDeg };
  });
  const half = overlapMm / 2;
  eachPiece(clipLines(area, family), family, (line, offset, from, to) => {
    const last = Math.floor((to + half - shiftMm) / widthMm);
    for (let i = Math.floor((from - half - shiftMm) / widthMm); i <= last; i++) {
      const low = Math.max(from, shiftMm + i * widthMm - half);
      const high = Math.min(to, shiftMm + (i + 1) * widthMm + half);
      if (high > low) addPiece(pieces, cellAt(i, 0), line, offset, low, high, minLengthMm);
    }
  });
  return layCells(pieces, settings, (cell) => residue(cell.place, 2) === 1);
}
