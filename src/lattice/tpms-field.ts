/** A triply periodic surface of constant cell as a field: tables of sines along x, two or four multiplications a sample. */
import type { Field, PlaneField, PlaneGrid, SinePlane } from '../core/field.ts';
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';
import { type SineTable, sinesOfCell } from './sines-of-cell.ts';
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
      let table: Float64Array | null = null;
      // Made when first asked for: who wants a point of the plane needs none of its rows.
      const rowTable = (): Float64Array => {
        table ??= rowCoefficients(cell, across, sinZ, cosZ, width);
        return table;
      };
      let sines: SinePlane | null | undefined;
      const sinePlane = (): SinePlane | null => {
        if (sines === undefined) {
          sines = sinesOfCell(cell, along, across, sinZ, cosZ, stepMm * perMm, rowTable());
        }
        return sines;
      };

      if (cell.harmonics === 1) {
        return {
          get sines() {
            return sinePlane();
          },
          row(j, out) {
            const rows = rowTable();
            const a = rows[3 * j]!;
            const b = rows[3 * j + 1]!;
            const c = rows[3 * j + 2]!;
            for (let i = 0; i < nx; i++) out[i] = a * sin[i]! + b * cos[i]! + c;
          },
          nodeAt(i, j) {
            const rows = rowTable();
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
        const rows = rowTable();
        const s = sin[i]!;
        const c = cos[i]!;
        const first = rows[5 * j]! * s + rows[5 * j + 1]! * c + rows[5 * j + 2]!;
        return first + (rows[5 * j + 3]! * (2 * s * c) + rows[5 * j + 4]! * (1 - 2 * s * s));
      };
      return {
        get sines() {
          return sinePlane();
        },
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

/** Coefficients of all rows, `width` each. */
function rowCoefficients(cell: RowCell, across: SineTable, sinZ: number, cosZ: number, width: number): Float64Array {
  const count = across.sin.length;
  const coefficients = new Float64Array(5);
  const rows = new Float64Array(width * count);
  for (let j = 0; j < count; j++) {
    cell.row(across.sin[j]!, across.cos[j]!, sinZ, cosZ, coefficients);
    for (let k = 0; k < width; k++) rows[width * j + k] = coefficients[k]!;
  }
  return rows;
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
