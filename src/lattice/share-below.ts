/** The share of a unit cell below a level: the one integral behind every density. */
import { assert } from '../core/prep-error.ts';
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';
import { rowCrossings } from './row-crossings.ts';
import type { PeriodicCell, TpmsCell } from './tpms-cell.ts';

/**
 * Rows of the quadrature, on a lattice in y and z whose slope is near the golden ratio (two neighbouring Lucas numbers). Where the mirror
 * planes of a cell make a square grid's rows repeat each other, such a lattice's do not: the worst density over all cells and rows of
 * a table of levels was 3.4e-5 off, with 151 x 233 rows 2.7e-4 (neovius).
 */
const ROWS = 39603;
const GENERATOR = 24476;

/** Returns the share of the cell with f < level. Exact along x, where f has one or two harmonics; a lattice rule over y and z. */
export function shareBelow(cell: PeriodicCell, level: number): number {
  if (cell.shareBelow !== undefined) return cell.shareBelow(level);
  assert('row' in cell, 'a cell has rows or knows its shares');
  return shareOfRows(cell as TpmsCell, level);
}

function shareOfRows(cell: TpmsCell, level: number): number {
  const row = new Float64Array(5);
  const crossings = new Float64Array(4);
  let sum = 0;
  for (let n = 0; n < ROWS; n++) {
    const v = (n + 0.5) / ROWS;
    const w = (((n * GENERATOR) % ROWS) + 0.5) / ROWS;
    cell.row(sineOfCycles(v), cosineOfCycles(v), sineOfCycles(w), cosineOfCycles(w), row);
    sum += cell.harmonics === 1 ? sineShareBelow(row, level) : crossedShareBelow(row, level, crossings);
  }
  return sum / ROWS;
}

/** Share of a row with one harmonic. */
function sineShareBelow(row: Float64Array, level: number): number {
  const amplitude = Math.sqrt(row[0]! * row[0]! + row[1]! * row[1]!);
  const rest = level - row[2]!;
  if (rest >= amplitude) return 1;
  if (rest <= -amplitude) return 0;
  return 0.5 + Math.atan2(rest, Math.sqrt(amplitude * amplitude - rest * rest)) / Math.PI;
}

/** Share of a row with two harmonics. */
function crossedShareBelow(row: Float64Array, level: number, crossings: Float64Array): number {
  const count = rowCrossings(row, level, crossings);
  let below = row[1]! + row[2]! + row[4]! < level;
  let share = 0;
  let from = 0;
  for (let i = 0; i < count; i++) {
    if (below) share += crossings[i]! - from;
    from = crossings[i]!;
    below = !below;
  }
  return below ? share + 1 - from : share;
}
