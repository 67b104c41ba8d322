/** Unit cells by a word: the id of a known cell, or a formula. */
import { type Place, PrepError } from '../core/prep-error.ts';
import type { LatticeSettings } from './settings.ts';
import { STRUT_IDS, strutPeriodic } from './strut-periodic.ts';
import type { PeriodicCell } from './tpms-cell.ts';
import { UNIT_CELLS } from './unit-cell.ts';
import { userCell } from './user-cell.ts';

/** What the key of a formula begins with. */
const FORMULA = 'expression:';
/** Formulas are parsed and struts laid once. */
const MADE = new Map<string, PeriodicCell>();
const MOST_KEPT = 16;

/** What of a request tells one cell from another. */
export type CellRequest = Pick<LatticeSettings, 'cellType' | 'expression' | 'seed' | 'filletMm' | 'cellMm'>;

/**
 * Returns the key of a cell: its id, with seed and fillet for struts (`voronoi 7 0.05`), or for the id `expression` its formula.
 */
export function keyOfCell(request: CellRequest, place: Place): string {
  const { cellType, expression, seed, filletMm, cellMm } = request;
  // Keys are words of our own: a request names a cell by its id alone.
  if (/\s|:/.test(cellType)) throw unknownCell(cellType, place);
  if (STRUT_IDS.includes(cellType) && expression === null) return `${cellType} ${seed} ${filletMm / cellMm}`;
  if (cellType !== 'expression') {
    if (expression === null) return cellType;
    throw new PrepError('lattice-invalid', "goes with the cell 'expression' alone", [...place, 'expression']);
  }
  if (expression !== null) return FORMULA + expression;
  throw new PrepError('lattice-invalid', "the cell 'expression' needs its formula", [...place, 'expression']);
}

/** Returns a unit cell by its key; an unknown id or a faulty formula throws `lattice-invalid`. */
export function cellByKey(key: string, place: Place): PeriodicCell {
  if (key.startsWith(FORMULA)) return formulaCell(key.slice(FORMULA.length), [...place, 'expression']);
  const cell = Object.hasOwn(UNIT_CELLS, key) ? UNIT_CELLS[key] : undefined;
  if (cell !== undefined) return cell;
  const [id, seed, fillet] = key.split(' ');
  if (id !== undefined && STRUT_IDS.includes(id)) return struts(key, id, Number(seed ?? 1), Number(fillet ?? 0));
  throw unknownCell(key, place);
}

function unknownCell(word: string, place: Place): PrepError {
  const known = [...Object.keys(UNIT_CELLS), ...STRUT_IDS, 'expression'].join(', ');
  return new PrepError('lattice-invalid', `unknown cell '${word}'. Known: ${known}`, [...place, 'cellType']);
}

function formulaCell(text: string, place: Place): PeriodicCell {
  return kept(FORMULA + text, () => userCell(text, place));
}

function struts(key: string, id: string, seed: number, filletCells: number): PeriodicCell {
  return kept(key, () => strutPeriodic(id, seed, filletCells));
}

function kept(key: string, make: () => PeriodicCell): PeriodicCell {
  const known = MADE.get(key);
  if (known !== undefined) return known;
  const cell = make();
  if (MADE.size >= MOST_KEPT) MADE.clear();
  MADE.set(key, cell);
  return cell;
}
