/** Defaults and bounds of a fill, whoever asks for it: the command line, a case, a program. */
import { type Place, PrepError } from '../core/prep-error.ts';
import type { LatticeSettings } from '../lattice/settings.ts';
import { UNIT_CELL_IDS } from './cells.ts';

/** What may be left open of a fill. */
export type LatticeRequest = Pick<LatticeSettings, 'cellType'> & Partial<LatticeSettings>;

const DEFAULT_CELL_MM = 2;
const DEFAULT_DENSITY = 0.3;
const SAMPLES_PER_CELL = 20;
const MAX_STEP_MM = 0.1;
/** A coarser step would miss whole walls and pores. */
const FEWEST_SAMPLES_PER_CELL = 8;

/** Fills in the defaults; an unknown cell or a step too coarse throws `lattice-invalid` at `place`. */
export function completeLattice(request: LatticeRequest, place: Place): LatticeSettings {
  const { cellType } = request;
  if (!UNIT_CELL_IDS.includes(cellType)) {
    const reason = `unknown cell '${cellType}'. Known: ${UNIT_CELL_IDS.join(', ')}`;
    throw new PrepError('lattice-invalid', reason, [...place, 'cellType']);
  }
  const cellMm = request.cellMm ?? DEFAULT_CELL_MM;
  const wallMm = request.wallMm ?? null;
  const stepMm = request.stepMm ?? Math.min(MAX_STEP_MM, cellMm / SAMPLES_PER_CELL);
  const most = cellMm / FEWEST_SAMPLES_PER_CELL;
  if (stepMm > most) {
    const reason = `${stepMm} mm is too coarse for a cell of ${cellMm} mm: at most ${most} mm`;
    throw new PrepError('lattice-invalid', reason, [...place, 'stepMm']);
  }
  return {
    cellType,
    phase: request.phase ?? 'sheet',
    cellMm,
    relativeDensity: wallMm === null ? (request.relativeDensity ?? DEFAULT_DENSITY) : null,
    wallMm,
    skinMm: request.skinMm ?? 0,
    openSides: request.openSides ?? [],
    stepMm,
  };
}
