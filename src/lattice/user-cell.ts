/** A formula of a user's own as a unit cell like the known ones. */
import type { Place } from '../core/prep-error.ts';
import { evenDensity } from './even-walls.ts';
import { expressionCell } from './expression/expression-cell.ts';
import { periodicBody } from './periodic-body.ts';
import type { PeriodicCell } from './tpms-cell.ts';
import type { RowCell } from './tpms-field.ts';

/** Samples along a cell for each multiple of its finest wave, as many as the known cells have. */
const SAMPLES_PER_HARMONIC = 10;
/** Nodes along an edge of the grid on which solid and void are followed. */
const BODY_NODES = 48;
const HALVINGS = 12;
/** Half a wall, in radians of the cell, that is thin enough to tell the area of f = 0. */
const THIN = 0.02;

/** Finest wave of a formula of which none is known: its step must be given. */
export const UNKNOWN_SAMPLES = 0;

/** Returns the cell of a formula; a faulty one throws `lattice-invalid` at `place` with its column. */
export function userCell(text: string, place: Place): PeriodicCell | RowCell {
  const cell = expressionCell(text, place);
  const { harmonicForm, highestHarmonic } = cell;
  const fast = harmonicForm?.isCyclic === true ? harmonicForm : null;
  let pinches: { below: number; above: number } | null = null;
  const pinchLevels = () => {
    pinches ??= levelsOfBodies(cell.value, cell.range());
    return pinches;
  };
  let area: number | null = null;
  const own: PeriodicCell = {
    id: 'expression',
    name: 'Formula of your own',
    formula: cell.formula,
    source: 'the user',
    get pinchBelow() {
      return pinchLevels().below;
    },
    get pinchAbove() {
      return pinchLevels().above;
    },
    get areaPerCellSquare() {
      area ??= (evenDensity(own, [1, 1, 1], THIN) * Math.PI) / THIN;
      return area;
    },
    samplesPerCell: highestHarmonic === null ? UNKNOWN_SAMPLES : SAMPLES_PER_HARMONIC * (highestHarmonic + 1),
    shareBelow: cell.shareBelow,
    value: fast?.value ?? ((at) => cell.value(at.u, at.v, at.w)),
    gradient: fast?.gradient ?? ((at, out) => cell.gradient(at.u, at.v, at.w, out)),
  };
  if (fast === null) return own;
  // Getters are kept as they are: what they measure is asked for seldom.
  const { harmonics, row } = fast;
  return Object.defineProperties({ harmonics, row }, Object.getOwnPropertyDescriptors(own)) as RowCell;
}

/** The levels between which solid and void of a network both hang together, to about a hundredth of the range on either side. */
function levelsOfBodies(
  value: (u: number, v: number, w: number) => number,
  { min, max }: { readonly min: number; readonly max: number },
): { below: number; above: number } {
  const n = BODY_NODES;
  const values = new Float64Array(n * n * n);
  for (let k = 0, at = 0; k < n; k++) {
    for (let j = 0; j < n; j++) for (let i = 0; i < n; i++, at++) values[at] = value(i / n, j / n, k / n);
  }
  const search = (holds: (level: number) => boolean, from: number, to: number): number => {
    let [no, yes] = [from, to];
    for (let step = 0; step < HALVINGS; step++) {
      const middle = 0.5 * (no + yes);
      if (holds(middle)) yes = middle;
      else no = middle;
    }
    return yes;
  };
  return {
    below: search((level) => periodicBody(values, n, (f) => f < level), min, max),
    above: search((level) => periodicBody(values, n, (f) => f > level), max, min),
  };
}
