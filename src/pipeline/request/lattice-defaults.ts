/** Defaults and bounds of a fill, whoever asks for it: the command line, a case, a program. */

import { type Place, PrepError } from '../../core/prep-error.ts';
import { cellByKey, keyOfCell } from '../../lattice/cell-by-key.ts';
import { FEWEST_SAMPLES_PER_CELL } from '../../lattice/sampling-step.ts';
import type { GradingSettings, LatticeSettings, Point3 } from '../../lattice/settings.ts';
import { STRUT_IDS } from '../../lattice/strut-periodic.ts';
import { UNKNOWN_SAMPLES } from '../../lattice/user-cell.ts';

/** What may be left open of a fill. */
export type LatticeRequest = Pick<LatticeSettings, 'cellType'> & Partial<LatticeSettings>;

const DEFAULT_CELL_MM = 2;
const DEFAULT_DENSITY = 0.3;
const DEFAULT_SEED = 1;
const MOST_SEED = 4294967295;
/** Cells that are stretched further are no cells of that kind. */
const MOST_STRETCH = 5;

type Fault = (key: string, reason: string) => never;

/** Fills in the defaults; what no fill can have throws `lattice-invalid` at `place`. */
export function completeLattice(request: LatticeRequest, place: Place): LatticeSettings {
  const fault: Fault = (key, reason) => {
    throw new PrepError('lattice-invalid', reason, [...place, key]);
  };
  const { cellType } = request;
  const cellMm = request.cellMm ?? DEFAULT_CELL_MM;
  const seed = request.seed ?? DEFAULT_SEED;
  const filletMm = request.filletMm ?? 0;
  const expression = request.expression ?? null;
  if (!(Number.isInteger(seed) && seed >= 0 && seed <= MOST_SEED)) {
    fault('seed', `must be a whole number from 0 to ${MOST_SEED}, got ${seed}`);
  }
  const struts = STRUT_IDS.includes(cellType) && expression === null;
  // Struts are laid when their fill is solved: Voronoi takes its time.
  const cell = struts ? null : cellByKey(keyOfCell({ cellType, expression, seed, filletMm, cellMm }, place), place);
  const stepMm = request.stepMm ?? null;
  if (cell?.samplesPerCell === UNKNOWN_SAMPLES && stepMm === null) {
    fault('stepMm', 'how fine this formula is cannot be told: a sampling step must be given');
  }
  const grading = request.grading ?? [];
  const stretch = request.stretch ?? [1, 1, 1];
  const leastCellMm = Math.min(cellMm, ...leastOf(grading, 'cell')) * Math.min(...stretch);
  const skinMm = request.skinMm ?? 0;
  requireLengths(stepMm === null ? { cellMm } : { cellMm, stepMm }, fault);
  if (!(skinMm >= 0 && skinMm < Number.POSITIVE_INFINITY)) fault('skinMm', `must be 0 mm or above, got ${skinMm}`);
  if (!(filletMm >= 0 && filletMm < Number.POSITIVE_INFINITY)) {
    fault('filletMm', `must be 0 mm or above, got ${filletMm}`);
  }
  // The ball that rounds the corners has to pass the pores.
  if (filletMm >= cellMm / 2) fault('filletMm', `${filletMm} mm is half a cell of ${cellMm} mm or more`);
  if (!(request.turnDeg ?? []).every(Number.isFinite)) fault('turnDeg', 'must be three numbers of degrees');
  const most = leastCellMm / FEWEST_SAMPLES_PER_CELL;
  if (stepMm !== null && stepMm > most)
    fault('stepMm', `${stepMm} mm is too coarse for a cell of ${leastCellMm} mm: at most ${most} mm`);
  checkStretch(stretch, fault);
  checkGrading(grading, place);
  const amounts = amountsOf(request, grading, fault);
  return {
    cellType,
    expression,
    phase: struts ? 'network' : (request.phase ?? 'sheet'),
    cellMm,
    ...amounts,
    evenWalls: request.evenWalls ?? false,
    filletMm,
    seed,
    turnDeg: request.turnDeg ?? [0, 0, 0],
    stretch,
    map: request.map ?? { kind: 'straight' },
    grading,
    blend: request.blend ?? null,
    skinMm,
    openSides: request.openSides ?? [],
    stepMm,
  };
}

const AMOUNTS = ['relativeDensity', 'wallMm', 'poreMm', 'modulusGPa'] as const;

/** Exactly one of density, wall, pore size and modulus says how much solid there is, unless density or wall vary. */
function amountsOf(request: LatticeRequest, grading: readonly GradingSettings[], fault: Fault) {
  const given = AMOUNTS.filter((key) => (request[key] ?? null) !== null);
  const varies = grading.find(({ quantity }) => quantity !== 'cell');
  const [first, second] = given;
  if (second !== undefined) fault(second, `${given.join(' and ')} exclude each other`);
  if (first !== undefined && varies !== undefined) {
    fault(first, `excludes a ${varies.quantity} that varies (grading)`);
  }
  const amounts: Record<(typeof AMOUNTS)[number], number | null> = {
    relativeDensity: first === undefined && varies === undefined ? DEFAULT_DENSITY : (request.relativeDensity ?? null),
    wallMm: request.wallMm ?? null,
    poreMm: request.poreMm ?? null,
    modulusGPa: request.modulusGPa ?? null,
  };
  const { wallMm, poreMm, modulusGPa } = amounts;
  for (const [key, value] of Object.entries({ wallMm, poreMm, modulusGPa })) {
    const unit = key === 'modulusGPa' ? 'GPa' : 'mm';
    if (value !== null && !(value > 0 && value < Number.POSITIVE_INFINITY)) {
      fault(key, `must be above 0 ${unit}, got ${value}`);
    }
  }
  return amounts;
}

function requireLengths(lengths: Readonly<Record<string, number>>, fault: Fault): void {
  for (const [key, length] of Object.entries(lengths)) {
    if (!(length > 0 && length < Number.POSITIVE_INFINITY)) fault(key, `must be above 0 mm, got ${length}`);
  }
}

function checkStretch(stretch: Point3, fault: Fault): void {
  for (const factor of stretch) {
    if (!(factor >= 1 / MOST_STRETCH && factor <= MOST_STRETCH)) {
      fault('stretch', `factors lie between ${1 / MOST_STRETCH} and ${MOST_STRETCH}, got ${factor}`);
    }
  }
}

/** Values of a quantity that varies by a table; nothing where it does not. */
function leastOf(grading: readonly GradingSettings[], quantity: GradingSettings['quantity']): number[] {
  return grading.flatMap((one) => (one.quantity === quantity ? (one.table ?? []).map(([, value]) => value) : []));
}

function checkGrading(grading: readonly GradingSettings[], place: Place): void {
  for (const [index, { quantity, place: where, table }] of grading.entries()) {
    const fault: Fault = (key, reason) => {
      throw new PrepError('lattice-invalid', reason, [...place, 'grading', index, key]);
    };
    if (grading.findIndex((other) => other.quantity === quantity) !== index)
      fault('quantity', `${quantity} varies twice`);
    if (quantity === 'wall' && grading.some((other) => other.quantity === 'density')) {
      fault('quantity', 'density and wall exclude each other');
    }
    if (table === null) {
      if (where.by !== 'samples') fault('table', 'needs a table of places and values');
      continue;
    }
    if (table.length < 2) fault('table', 'needs two pairs of place and value at least');
    for (const [n, [at, value]] of table.entries()) {
      const before = table[n - 1];
      if (!Number.isFinite(at) || !Number.isFinite(value)) fault('table', 'holds something that is no number');
      if (before !== undefined && !(at > before[0]))
        fault('table', `places must rise, got ${before[0]} and then ${at}`);
      const high = quantity === 'density' ? 1 : Number.POSITIVE_INFINITY;
      if (!(value > 0 && value < high)) fault('table', `a ${quantity} of ${value} is out of range`);
    }
  }
}
