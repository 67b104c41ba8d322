/** Defaults and bounds of a fill, whoever asks for it: the command line, a case, a program. */
import { type Place, PrepError } from '../core/prep-error.ts';
import type { LatticeSettings } from '../lattice/settings.ts';
import { UNIT_CELLS } from '../lattice/unit-cell.ts';
import { UNIT_CELL_IDS } from './cells.ts';

/** What may be left open of a fill. */
export type LatticeRequest = Pick<LatticeSettings, 'cellType'> & Partial<LatticeSettings>;

const DEFAULT_CELL_MM = 2;
const DEFAULT_DENSITY = 0.3;
const MAX_STEP_MM = 0.1;
/** A coarser step would miss whole walls and pores. */
const FEWEST_SAMPLES_PER_CELL = 8;

/** Fills in the defaults; an unknown cell, a length that is none or a step too coarse throws `lattice-invalid` at `place`. */
export function completeLattice(request: LatticeRequest, place: Place): LatticeSettings {
  const fault = (key: string, reason: string): never => {
    throw new PrepError('lattice-invalid', reason, [...place, key]);
  };
  const { cellType } = request;
  const cell = UNIT_CELL_IDS.includes(cellType) ? UNIT_CELLS[cellType] : undefined;
  if (cell === undefined) return fault('cellType', `unknown cell '${cellType}'. Known: ${UNIT_CELL_IDS.join(', ')}`);
  const cellMm = request.cellMm ?? DEFAULT_CELL_MM;
  const wallMm = request.wallMm ?? null;
  const stepMm = request.stepMm ?? Math.min(MAX_STEP_MM, cellMm / cell.samplesPerCell);
  const skinMm = request.skinMm ?? 0;
  for (const [key, length] of Object.entries({ cellMm, stepMm, ...(wallMm === null ? {} : { wallMm }) })) {
    if (!(length > 0 && length < Number.POSITIVE_INFINITY)) fault(key, `must be above 0 mm, got ${length}`);
  }
  if (!(skinMm >= 0 && skinMm < Number.POSITIVE_INFINITY)) fault('skinMm', `must be 0 mm or above, got ${skinMm}`);
  const most = cellMm / FEWEST_SAMPLES_PER_CELL;
  if (stepMm > most) fault('stepMm', `${stepMm} mm is too coarse for a cell of ${cellMm} mm: at most ${most} mm`);
  return {
    cellType,
    phase: request.phase ?? 'sheet',
    cellMm,
    relativeDensity: wallMm === null ? (request.relativeDensity ?? DEFAULT_DENSITY) : null,
    wallMm,
    skinMm,
    openSides: request.openSides ?? [],
    stepMm,
  };
}
