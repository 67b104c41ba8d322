/** The box of what is written, which grows only by what the file can hold. */
import { assert, PrepError } from '../../core/prep-error.ts';
import { GRID_PER_MM, toGrid } from '../../core/units.ts';
import { type FormRules, SHORT_REACH } from './forms.ts';

/** Box of what was written, in grid units. */
export interface GridBox {
  xMin: number;
  yMin: number;
  xMax: number;
  yMax: number;
}

/** Returns a box that holds nothing. */
export function emptyBox(): GridBox {
  return { xMin: Infinity, yMin: Infinity, xMax: -Infinity, yMax: -Infinity };
}

/** Grows the box by points and refuses those that the file cannot hold, before any of them is written. */
export function extend(box: GridBox, xy: Float64Array, form: FormRules, place: readonly (string | number)[]): void {
  const { reachGrid } = form;
  assert(xy.length >= 2 && xy.length % 2 === 0, 'a line has whole points');
  for (let i = 0; i < xy.length; i += 2) {
    const x = toGrid(xy[i]!);
    const y = toGrid(xy[i + 1]!);
    if (!(Math.abs(x) <= reachGrid && Math.abs(y) <= reachGrid))
      throw outOfReach(`x ${xy[i]}, y ${xy[i + 1]} mm`, reachGrid, place);
    if (x < box.xMin) box.xMin = x;
    if (x > box.xMax) box.xMax = x;
    if (y < box.yMin) box.yMin = y;
    if (y > box.yMax) box.yMax = y;
  }
  if (form.shortHatches) checkShort(xy, form, place);
}

/** Refuses points that short commands cannot hold, in lines too: where a line runs, hatches follow. */
export function checkShort(xy: Float64Array, { gridPerUnit }: FormRules, place: readonly (string | number)[]): void {
  const reachMm = (SHORT_REACH * gridPerUnit) / GRID_PER_MM;
  for (let i = 0; i < xy.length; i++) {
    const value = xy[i]!;
    if (value >= 0 && value <= reachMm) continue;
    throw new PrepError(
      'value-out-of-range',
      `a path reaches ${i % 2 === 0 ? 'x' : 'y'} ${value} mm: the short hatches of a file for EOS hold 0 to ${reachMm} mm`,
      place,
    );
  }
}

/** Returns a height in grid units; one that the file cannot hold exactly is refused. */
export function zGridOf(zMm: number, { reachGrid }: FormRules, partLabel: string): number {
  const z = toGrid(zMm);
  if (!(Math.abs(z) <= reachGrid)) throw outOfReach(`z ${zMm} mm`, reachGrid, [partLabel]);
  return z;
}

function outOfReach(what: string, reachGrid: number, place: readonly (string | number)[]): PrepError {
  return new PrepError(
    'value-out-of-range',
    `${what} is beyond the ${reachGrid / GRID_PER_MM} mm that a Common Layer file holds exactly`,
    place,
  );
}
