/** A triply periodic surface of constant cell as a field: tables of sines along x, two or four multiplications a sample. */
import type { Field, PlaneField, PlaneGrid } from '../core/field.ts';
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';
import type { TpmsCell } from './tpms-cell.ts';

/** Returns the field of a unit cell of edge `cellMm` whose origin lies at `originMm`; values are level values, not mm. */
export function tpmsField(cell: TpmsCell, cellMm: number, originMm: readonly [number, number, number]): Field {
  const perMm = 1 / cellMm;
  const [ox, oy, oz] = originMm;
  const coefficients = new Float64Array(5);
  let tables = sineTables(0, 0, 0, false);
  let tableKey = '';

  return {
    plane(zMm: number, grid: PlaneGrid): PlaneField {
      const key = `${grid.x0Mm},${grid.stepMm},${grid.nx}`;
      if (key !== tableKey) {
        tables = sineTables((grid.x0Mm - ox) * perMm, grid.stepMm * perMm, grid.nx, cell.harmonics === 2);
        tableKey = key;
      }
      const { sin, cos, sin2, cos2 } = tables;
      const w = (zMm - oz) * perMm;
      const sinZ = sineOfCycles(w);
      const cosZ = cosineOfCycles(w);

      if (cell.harmonics === 1) {
        return {
          row(j, out) {
            const v = (grid.y0Mm + j * grid.stepMm - oy) * perMm;
            cell.row(sineOfCycles(v), cosineOfCycles(v), sinZ, cosZ, coefficients);
            const a = coefficients[0]!;
            const b = coefficients[1]!;
            const c = coefficients[2]!;
            for (let i = 0; i < grid.nx; i++) out[i] = a * sin[i]! + b * cos[i]! + c;
          },
          nodeAt(i, j) {
            const v = (grid.y0Mm + j * grid.stepMm - oy) * perMm;
            cell.row(sineOfCycles(v), cosineOfCycles(v), sinZ, cosZ, coefficients);
            return coefficients[0]! * sin[i]! + coefficients[1]! * cos[i]! + coefficients[2]!;
          },
          valueAt(xMm, yMm) {
            const u = (xMm - ox) * perMm;
            const v = (yMm - oy) * perMm;
            cell.row(sineOfCycles(v), cosineOfCycles(v), sinZ, cosZ, coefficients);
            return coefficients[0]! * sineOfCycles(u) + coefficients[1]! * cosineOfCycles(u) + coefficients[2]!;
          },
        };
      }
      return {
        row(j, out) {
          const v = (grid.y0Mm + j * grid.stepMm - oy) * perMm;
          cell.row(sineOfCycles(v), cosineOfCycles(v), sinZ, cosZ, coefficients);
          const a = coefficients[0]!;
          const b = coefficients[1]!;
          const c = coefficients[2]!;
          const a2 = coefficients[3]!;
          const b2 = coefficients[4]!;
          for (let i = 0; i < grid.nx; i++) {
            out[i] = a * sin[i]! + b * cos[i]! + c + (a2 * sin2[i]! + b2 * cos2[i]!);
          }
        },
        nodeAt(i, j) {
          const v = (grid.y0Mm + j * grid.stepMm - oy) * perMm;
          cell.row(sineOfCycles(v), cosineOfCycles(v), sinZ, cosZ, coefficients);
          const first = coefficients[0]! * sin[i]! + coefficients[1]! * cos[i]! + coefficients[2]!;
          return first + (coefficients[3]! * sin2[i]! + coefficients[4]! * cos2[i]!);
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

interface SineTables {
  readonly sin: Float64Array;
  readonly cos: Float64Array;
  /** Of the double angle, by its identities; empty where no cell asks for them. */
  readonly sin2: Float64Array;
  readonly cos2: Float64Array;
}

function sineTables(first: number, step: number, count: number, second: boolean): SineTables {
  const sin = new Float64Array(count);
  const cos = new Float64Array(count);
  const sin2 = new Float64Array(second ? count : 0);
  const cos2 = new Float64Array(second ? count : 0);
  for (let i = 0; i < count; i++) {
    const s = sineOfCycles(first + i * step);
    const c = cosineOfCycles(first + i * step);
    sin[i] = s;
    cos[i] = c;
    if (second) {
      sin2[i] = 2 * s * c;
      cos2[i] = 1 - 2 * s * s;
    }
  }
  return { sin, cos, sin2, cos2 };
}
