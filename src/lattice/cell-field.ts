/** Cells of one size along the axes, as a field. */
import type { Field, PlaneField, PlaneGrid } from '../core/field.ts';
import { cornerHarmonics, setHarmonics } from './harmonics.ts';
import type { PeriodicCell } from './tpms-cell.ts';
import { type RowCell, tpmsField } from './tpms-field.ts';

/** Returns the field of a unit cell of edge `cellMm` whose origin lies at `originMm`: by rows where the cell has them. */
export function cellField(cell: PeriodicCell, cellMm: number, originMm: readonly [number, number, number]): Field {
  return 'row' in cell ? tpmsField(cell as RowCell, cellMm, originMm) : pointField(cell, cellMm, originMm);
}

/** The field of a cell that is evaluated point by point. */
function pointField(cell: PeriodicCell, cellMm: number, [ox, oy, oz]: readonly [number, number, number]): Field {
  const perMm = 1 / cellMm;
  const at = cornerHarmonics();
  return {
    plane(zMm: number, grid: PlaneGrid): PlaneField {
      const w = (zMm - oz) * perMm;
      const valueAt = (xMm: number, yMm: number): number => {
        setHarmonics(at, (xMm - ox) * perMm, (yMm - oy) * perMm, w);
        return cell.value(at);
      };
      const nodeAt = (i: number, j: number): number =>
        valueAt(grid.x0Mm + i * grid.stepMm, grid.y0Mm + j * grid.stepMm);
      return {
        valueAt,
        nodeAt,
        row(j, out) {
          for (let i = 0; i < grid.nx; i++) out[i] = nodeAt(i, j);
        },
      };
    },
  };
}
