/** Cuts through sheets with their middle lines, for the tests of beads. */
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import { lengthMm } from '../../src/geometry/polygon-area.ts';
import { levelOfDensity } from '../../src/lattice/relative-density.ts';
import { tpmsField } from '../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { cutFieldBodies, type FieldBody } from '../../src/slicing/cut-field.ts';
import { cutMiddle } from '../../src/slicing/cut-middle.ts';

/** A cut and its middle lines. */
export interface SheetCut {
  readonly lattice: Loops;
  readonly middles: Loops;
}

/** A sheet gyroid of a level as a body; its origin lies off every grid. */
export function gyroidBody(cellMm: number, level: number): FieldBody {
  const field = tpmsField(UNIT_CELLS.gyroid!, cellMm, [0.013, 0.027, 0]);
  return { field, band: { from: -level, to: level }, stepMm: Math.min(0.1, cellMm / 20), originMm: [0, 0, 0] };
}

/** A cut through a sheet gyroid in a rectangle. */
export function gyroidCut(cellMm: number, relativeDensity: number, zMm: number, box: Polyline): SheetCut {
  return cutOf(gyroidBody(cellMm, levelOfDensity(UNIT_CELLS.gyroid!, 'sheet', relativeDensity)), zMm, [box]);
}

/** A cut through a body with its middle lines. */
export function cutOf(body: FieldBody, zMm: number, trim: Loops): SheetCut {
  return { lattice: cutFieldBodies([body], zMm, trim), middles: cutMiddle(body, zMm, trim) };
}

/** Length of lines together. */
export function lengthOfAll(lines: Loops): number {
  return lines.reduce((sum, line) => sum + lengthMm(line), 0);
}
