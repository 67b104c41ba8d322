/**
 * A plane of a cell as a sum of sines along its columns as well as its rows, for kernels: each coefficient of a row is such a sum in y, told
 * by five samples.
 */
import type { SinePlane } from '../core/field.ts';
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';
import type { TpmsCell } from './tpms-cell.ts';

/** Sine and cosine at the nodes along an axis. */
export interface SineTable {
  readonly sin: Float64Array;
  readonly cos: Float64Array;
}

/** Samples along y that tell 1, sine, cosine and those of the double angle apart. */
const SAMPLES = 5;
/** Where the sum is held against the cell, in cycles, and how near it has to come. */
const CHECK_CYCLES = 0.137;
const SAME = 1e-12;

/**
 * Returns the sines of a plane, given its rows, or null where its columns are no such sums, as in a formula with cos 3Y: nothing here is
 * known of y but what the cell's rows say.
 *
 * @param rows - the coefficients of all rows, three or five each as the cell has them
 */
export function sinesOfCell(
  cell: Pick<TpmsCell, 'harmonics' | 'row'>,
  along: SineTable,
  across: SineTable,
  sinZ: number,
  cosZ: number,
  stepCycles: number,
  rows: Float64Array,
): SinePlane | null {
  const given = cell.harmonics === 1 ? 3 : 5;
  const sample = new Float64Array(5);
  // byY[5 m + k]: of coefficient k along x, the coefficient m along y; both ordered sin, cos, 1, sin 2., cos 2.
  const byY = new Float64Array(SAMPLES * SAMPLES);
  for (let n = 0; n < SAMPLES; n++) {
    const wave = wavesAt(n / SAMPLES);
    cell.row(wave[0]!, wave[1]!, sinZ, cosZ, sample);
    for (let m = 0; m < SAMPLES; m++) {
      const weight = ((m === 2 ? 1 : 2) * wave[m]!) / SAMPLES;
      for (let k = 0; k < given; k++) byY[5 * m + k]! += weight * sample[k]!;
    }
  }
  const wave = wavesAt(CHECK_CYCLES);
  cell.row(wave[0]!, wave[1]!, sinZ, cosZ, sample);
  let size = 1;
  for (const number of byY) size += Math.abs(number);
  for (let k = 0; k < given; k++) {
    let sum = 0;
    for (let m = 0; m < SAMPLES; m++) sum += wave[m]! * byY[5 * m + k]!;
    if (!(Math.abs(sum - sample[k]!) <= SAME * size)) return null;
  }
  let second = given === 5;
  for (let k = 15; k < 25; k++) if (Math.abs(byY[k]!) > SAME * size) second = true;
  const width = second ? 5 : 3;
  const [nx, ny] = [along.sin.length, across.sin.length];
  const columns = new Float64Array(width * nx);
  for (let i = 0; i < nx; i++) {
    const s = along.sin[i]!;
    const c = along.cos[i]!;
    const s2 = given === 5 ? 2 * s * c : 0;
    const c2 = given === 5 ? 1 - 2 * s * s : 0;
    for (let m = 0; m < width; m++) {
      const at = 5 * m;
      columns[width * i + m] = byY[at]! * s + byY[at + 1]! * c + byY[at + 2]! + (byY[at + 3]! * s2 + byY[at + 4]! * c2);
    }
  }
  let wide = rows;
  if (width > given) {
    wide = new Float64Array(width * ny);
    for (let j = 0; j < ny; j++) wide.set(rows.subarray(given * j, given * (j + 1)), width * j);
  }
  return {
    harmonics: second ? 2 : 1,
    stepCycles,
    sinX: along.sin,
    cosX: along.cos,
    sinY: across.sin,
    cosY: across.cos,
    rows: wide,
    columns,
  };
}

/** Sine, cosine, 1, and sine and cosine of the double angle. */
function wavesAt(cycles: number): [number, number, number, number, number] {
  const s = sineOfCycles(cycles);
  const c = cosineOfCycles(cycles);
  return [s, c, 1, 2 * s * c, 1 - 2 * s * s];
}
