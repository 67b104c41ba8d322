/**
 * `node scripts/pore-table.mjs`: writes src/lattice/pore-table.ts from the built sources: pores, throats, walls and necks of the
 * surfaces by density, measured on one periodic cell; about two minutes.
 */
import { writeFile } from 'node:fs/promises';
import { cornerHarmonics, setHarmonics } from '../dist/lattice/harmonics.js';
import { levelOfDensity, reachableDensities } from '../dist/lattice/relative-density.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';
import { measureCell } from '../dist/volume/measure-cell.js';

const DENSITIES = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];
const NODES = 64;

const entries = [];
for (const cell of Object.values(UNIT_CELLS)) {
  for (const phase of ['sheet', 'network']) {
    const range = reachableDensities(cell, phase);
    const densities = DENSITIES.filter((density) => density > range.min && density < range.max);
    const columns = { pore: [], throat: [], wall: [], neck: [] };
    for (const density of densities) {
      const measured = measureCell(solidOf(cell, phase, levelOfDensity(cell, phase, density)), NODES);
      columns.pore.push(digits(measured.pore?.max));
      columns.throat.push(digits(measured.throat?.overallMm));
      columns.wall.push(digits(measured.wall?.p50));
      columns.neck.push(digits(measured.neck?.overallMm));
      console.log(cell.id, phase, density, ...Object.values(columns).map((column) => column.at(-1)));
    }
    entries.push({ cellId: cell.id, phase, relativeDensity: densities, ...columns });
  }
}
await writeFile(new URL('../src/lattice/pore-table.ts', import.meta.url), source());

/** Above 0 in solid, as a distance by the first order. */
function solidOf(cell, phase, level) {
  const at = cornerHarmonics();
  return (u, v, w) => {
    setHarmonics(at, u, v, w);
    const f = cell.value(at);
    return level - (phase === 'sheet' ? Math.abs(f) : f);
  };
}

function digits(value) {
  return Number((value ?? 0).toFixed(4));
}

function source() {
  const list = (values) => `[${values.join(', ')}]`;
  const text = entries.map(
    (entry) => `  {
    cellId: '${entry.cellId}',
    phase: '${entry.phase}',
    relativeDensity: ${list(entry.relativeDensity)},
    pore: ${list(entry.pore)},
    throat: ${list(entry.throat)},
    wall: ${list(entry.wall)},
    neck: ${list(entry.neck)},
  },
`,
  );
  return `/**
 * Pores, throats, walls and necks of the surfaces by density, written by \`node scripts/pore-table.mjs\`; not to be edited by hand.
 * Diameters of spheres over the edge of the cell, measured on one periodic cell of ${NODES}^3 nodes with surfaces to a fraction of a node
 * (src/volume/measure-cell.ts): good to about 0.005.
 */
import type { Phase } from './settings.ts';

/** Measures of one cell, one entry a density. */
export interface PoreCurve {
  readonly cellId: string;
  readonly phase: Phase;
  readonly relativeDensity: readonly number[];
  /** Largest sphere in the pores. */
  readonly pore: readonly number[];
  /** Largest sphere that passes through the pores. */
  readonly throat: readonly number[];
  /** Median of the local thickness of the solid. */
  readonly wall: readonly number[];
  /** Largest sphere that passes through the solid. */
  readonly neck: readonly number[];
}

/** Every curve that has been measured. */
export const PORE_TABLE: readonly PoreCurve[] = [
${text.join('')}];
`;
}
