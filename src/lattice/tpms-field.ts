/** A triply periodic surface of constant cell as a field: one table of sines per axis and two multiplications a sample. */
import type { Field, PlaneField, PlaneGrid } from '../core/field.ts';
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';
import type { UnitCell } from './unit-cell.ts';

/** Returns the field of a unit cell of edge `cellMm` whose origin lies at `originMm`; values are level values, not mm. */
export function tpmsField(cell: UnitCell, cellMm: number, originMm: readonly [number, number, number]): Field {
  const perMm = 1 / cellMm;
  const [ox, oy, oz] = originMm;
  const coefficients = new Float64Array(3);
  let tables = sineTables(0, 0, 0, 0);
  let tableKey = '';

  return {
    plane(zMm: number, grid: PlaneGrid): PlaneField {
      const key = `${grid.x0Mm},${grid.stepMm},${grid.nx}`;
      if (key !== tableKey) {
        tables = sineTables((grid.x0Mm - ox) * perMm, grid.stepMm * perMm, grid.nx, 0);
        tableKey = key;
      }
      const { sin, cos } = tables;
      const w = (zMm - oz) * perMm;
      const sinZ = sineOfCycles(w);
      const cosZ = cosineOfCycles(w);
      return {
        row(j, out) {
          const v = (grid.y0Mm + j * grid.stepMm - oy) * perMm;
          cell.row(sineOfCycles(v), cosineOfCycles(v), sinZ, cosZ, coefficients);
          const a = coefficients[0]!;
          const b = coefficients[1]!;
          const c = coefficients[2]!;
          for (let i = 0; i < grid.nx; i++) out[i] = a * sin[i]! + b * cos[i]! + c;
        },
        valueAt(xMm, yMm) {
          const u = (xMm - ox) * perMm;
          const v = (yMm - oy) * perMm;
          cell.row(sineOfCycles(v), cosineOfCycles(v), sinZ, cosZ, coefficients);
          return coefficients[0]! * sineOfCycles(u) + coefficients[1]! * cosineOfCycles(u) + coefficients[2]!;
        },
      };
    },
  };
}

function sineTables(
  first: number,
  step: number,
  count: number,
  start: number,
): { sin: Float64Array; cos: Float64Array } {
  const sin = new Float64Array(count);
  const cos = new Float64Array(count);
  for (let i = start; i < count; i++) {
    sin[i] = sineOfCycles(first + i * step);
    cos[i] = cosineOfCycles(first + i * step);
  }
  return { sin, cos };
}
