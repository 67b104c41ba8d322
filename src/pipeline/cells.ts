/** The unit cells as lists show them. */
import { reachableDensities } from '../lattice/relative-density.ts';
import { STRUT_CELLS } from '../lattice/struts/strut-cells.ts';
import { reachableStrutDensities } from '../lattice/struts/strut-density.ts';
import { VORONOI } from '../lattice/struts/voronoi.ts';
import { UNIT_CELLS } from '../lattice/unit-cell.ts';

/** Ids of all unit cells. */
export const UNIT_CELL_IDS: readonly string[] = [...Object.keys(UNIT_CELLS), ...Object.keys(STRUT_CELLS), VORONOI.id];

/** One unit cell as lists show it; densities as lowest and highest, of each phase or of the struts. */
export interface CellRow {
  readonly id: string;
  readonly kind: 'surface' | 'struts';
  readonly name: string;
  readonly formula: string;
  readonly sheet: readonly number[] | null;
  readonly network: readonly number[] | null;
  /** Null for surfaces, and for random struts, whose range depends on their seed. */
  readonly struts: readonly number[] | null;
  readonly source: string;
}

/** One row for each unit cell: formula and the densities that it reaches. */
export function listCells(): CellRow[] {
  const rounded = ({ min, max }: { readonly min: number; readonly max: number }) => [
    // Rounded inward: every density between the two is within reach, and so is the upper one.
    Math.ceil(min * 1000) / 1000,
    Math.ceil(max * 1000 - 1) / 1000,
  ];
  const surfaces = Object.values(UNIT_CELLS).map((cell): CellRow => {
    const { id, name, formula, source } = cell;
    const sheet = rounded(reachableDensities(cell, 'sheet'));
    const network = rounded(reachableDensities(cell, 'network'));
    return { id, kind: 'surface', name, formula, sheet, network, struts: null, source };
  });
  const struts = Object.values(STRUT_CELLS).map((cell): CellRow => {
    const { id, name, formula, source } = cell;
    return {
      id,
      kind: 'struts',
      name,
      formula,
      sheet: null,
      network: null,
      struts: rounded(reachableStrutDensities(cell)),
      source,
    };
  });
  const { id, name, formula, source } = VORONOI;
  const random: CellRow = { id, kind: 'struts', name, formula, sheet: null, network: null, struts: null, source };
  return [...surfaces, ...struts, random];
}

/** Returns the densities of a cell in words. */
export function densityWords({ sheet, network, struts }: CellRow): string {
  const span = (range: readonly number[]) => range.join(' to ');
  if (sheet !== null && network !== null) return `relative density sheet ${span(sheet)}, network ${span(network)}`;
  return struts === null ? 'relative density by its seed' : `relative density ${span(struts)}`;
}
