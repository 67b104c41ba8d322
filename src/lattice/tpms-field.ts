/** A triply periodic surface of constant cell as a field: tables of sines along x, two or four multiplications a sample. */
import type { Field, PlaneField, PlaneGrid, SinePlane } from '../core/field.ts';
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';
import type { PeriodicCell, TpmsCell } from './tpms-cell.ts';

/** A cell with rows. */
export type RowCell = PeriodicCell & Pick<TpmsCell, 'harmonics' | 'row'>;

/** Returns the field of a unit cell of edge `cellMm` whose origin lies at `originMm`; values are level values, not mm. */
export function tpmsField(cell: RowCell, cellMm: number, originMm: readonly [number, number, number]): Field {
  const perMm = 1 / cellMm;
  const [ox, oy, oz] = originMm;
  const width = cell.harmonics === 1 ? 3 : 5;
  const coefficients = new Float64Array(5);
  let along = sineTable(0, () => 0);
  let across = along;
  let alongKey = '';
  let acrossKey = '';

  return {
    plane(zMm: number, grid: PlaneGrid): PlaneField {
      const { nx, ny, stepMm } = grid;
      const xKey = `${grid.x0Mm},${stepMm},${nx}`;
      if (xKey !== alongKey) along = sineTable(nx, (i) => (grid.x0Mm - ox) * perMm + i * (stepMm * perMm));
      alongKey = xKey;
      const yKey = `${grid.y0Mm},${stepMm},${ny}`;
      if (yKey !== acrossKey) across = sineTable(ny, (j) => (grid.y0Mm + j * stepMm - oy) * perMm);
      acrossKey = yKey;
      const w = (zMm - oz) * perMm;
      const sinZ = sineOfCycles(w);
      const cosZ = cosineOfCycles(w);
      const { sin, cos } = along;
      const rows = new Float64Array(width * ny);
      const columns = new Float64Array(width * nx);
      for (let j = 0; j < ny; j++) {
        cell.row(across.sin[j]!, across.cos[j]!, sinZ, cosZ, coefficients);
        for (let k = 0; k < width; k++) rows[width * j + k] = coefficients[k]!;
      }
      // Every cell is the same function of x, y, z as of y, z, x: seen along y, z stands where y stood and x where z stood.
      for (let i = 0; i < nx; i++) {
        cell.row(sinZ, cosZ, sin[i]!, cos[i]!, coefficients);
        for (let k = 0; k < width; k++) columns[width * i + k] = coefficients[k]!;
      }
      const sines: SinePlane = {
        harmonics: cell.harmonics,
        stepCycles: stepMm * perMm,
        sinX: sin,
        cosX: cos,
        sinY: across.sin,
        cosY: across.cos,
        rows,
        columns,
      };

      if (cell.harmonics === 1) {
        return {
          sines,
          row(j, out) {
            const a = rows[3 * j]!;
            const b = rows[3 * j + 1]!;
            const c = rows[3 * j + 2]!;
            for (let i = 0; i < nx; i++) out[i] = a * sin[i]! + b * cos[i]! + c;
          },
          nodeAt(i, j) {
            return rows[3 * j]! * sin[i]! + rows[3 * j + 1]! * cos[i]! + rows[3 * j + 2]!;
          },
          valueAt(xMm, yMm) {
            const u = (xMm - ox) * perMm;
            const v = (yMm - oy) * perMm;
            cell.row(sineOfCycles(v), cosineOfCycles(v), sinZ, cosZ, coefficients);
            return coefficients[0]! * sineOfCycles(u) + coefficients[1]! * cosineOfCycles(u) + coefficients[2]!;
          },
        };
      }
      const nodeAt = (i: number, j: number): number => {
        const s = sin[i]!;
        const c = cos[i]!;
        const first = rows[5 * j]! * s + rows[5 * j + 1]! * c + rows[5 * j + 2]!;
        return first + (rows[5 * j + 3]! * (2 * s * c) + rows[5 * j + 4]! * (1 - 2 * s * s));
      };
      return {
        sines,
        nodeAt,
        row(j, out) {
          for (let i = 0; i < nx; i++) out[i] = nodeAt(i, j);
        },
        valueAt(xMm, yMm) {
          const u = (xMm - ox) * perMm;
          const v = (yMm - oy) * perMm;
          cell.row(sineOfCycles(v), cosineOfCycles(v), sinZ, cosZ, coefficients);
          const s = sineOfCycles(u);
          const c = cosineOfCycles(u);
          const first = coefficients[0]! * s + coefficients[1]! * c + coefficients[2]!;
          return first + (coefficients[3]! * (2 * s * c) + coefficients[4]! * (1 - 2 * s * s));
        },
      };
    },
  };
}

interface SineTable {
  readonly sin: Float64Array;
  readonly cos: Float64Array;
}

function sineTable(count: number, cyclesAt: (index: number) => number): SineTable {
  const sin = new Float64Array(count);
  const cos = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const u = cyclesAt(i);
    sin[i] = sineOfCycles(u);
    cos[i] = cosineOfCycles(u);
  }
  return { sin, cos };
}
