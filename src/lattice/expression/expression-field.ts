/** An expression as a field in mm space. */
import type { Field, PlaneField, PlaneGrid } from '../../core/field.ts';
import { type Place, PrepError } from '../../core/prep-error.ts';
import { differentiate } from './differentiate.ts';
import type { Expression } from './expression.ts';
import { EXPRESSION_LIMITS } from './limits.ts';
import { lowerExpression } from './lower.ts';
import { type Program, programBuilder } from './program.ts';
import { type ProgramRunner, programRunner } from './program-runner.ts';

/** A field that also knows its slope. */
export interface ExpressionField extends Field {
  /** Returns the value at a point in mm. */
  valueAt(xMm: number, yMm: number, zMm: number): number;
  /** Writes the derivatives per mm. Of one side at kinks, 0 at jumps; may be no number where there is no slope, as sqrt at 0. */
  gradientAt(xMm: number, yMm: number, zMm: number, out: Float64Array): void;
}

/**
 * Returns the field of an expression in cells of edge `cellMm` from `originMm`; X, Y, Z and x, y, z all count from that origin. Values
 * are those of the expression, not mm. Where a value is asked for that is no number, or beyond all bounds, the field throws
 * `lattice-invalid` with the point: such a value would lose a wall in silence.
 */
export function expressionField(
  expression: Expression,
  cellMm: number,
  originMm: readonly [number, number, number],
  place: Place,
): ExpressionField {
  const perMm = 1 / cellMm;
  const [ox, oy, oz] = originMm;
  const builder = programBuilder();
  const value = lowerExpression(builder, expression, cellMm);
  const program: Program = { instructions: builder.instructions.slice(), outputs: [value] };
  const slopes = [0, 1, 2].map((axis) =>
    differentiate(
      builder,
      value,
      Array.from({ length: 6 }, (_, input) => (input % 3 !== axis ? 0 : input < 3 ? perMm : 1)),
    ),
  );
  const point = programRunner(program, ['fixed', 'fixed', 'fixed'], 1);
  const slope = programRunner({ instructions: builder.instructions, outputs: slopes }, ['fixed', 'fixed', 'fixed'], 1);

  let runner: ProgramRunner = point;
  let runnerKey = '';

  const moveTo = ({ inputs }: ProgramRunner, axis: number, fromOriginMm: number, i: number) => {
    inputs[axis]![i] = fromOriginMm * perMm;
    inputs[axis + 3]![i] = fromOriginMm;
  };
  const refuse = (found: number, xMm: number, yMm: number, zMm: number): never => {
    const what = Number.isNaN(found) ? 'is not a number' : `is ${found}`;
    throw new PrepError(
      'lattice-invalid',
      `the value of the expression ${what} at x ${xMm}, y ${yMm}, z ${zMm} mm`,
      place,
    );
  };
  const valueAt = (xMm: number, yMm: number, zMm: number): number => {
    moveTo(point, 0, xMm - ox, 0);
    moveTo(point, 1, yMm - oy, 0);
    moveTo(point, 2, zMm - oz, 0);
    point.run(1);
    const found = point.output(0)[0]!;
    return isUsable(found) ? found : refuse(found, xMm, yMm, zMm);
  };

  return {
    valueAt,
    gradientAt(xMm, yMm, zMm, out) {
      moveTo(slope, 0, xMm - ox, 0);
      moveTo(slope, 1, yMm - oy, 0);
      moveTo(slope, 2, zMm - oz, 0);
      slope.run(1);
      for (let axis = 0; axis < 3; axis++) out[axis] = slope.output(axis)[0]!;
    },
    plane(zMm: number, grid: PlaneGrid, mask: Uint8Array | null): PlaneField {
      const { x0Mm, y0Mm, stepMm, nx } = grid;
      const key = `${x0Mm},${stepMm},${nx}`;
      if (key !== runnerKey) {
        runner = programRunner(program, ['table', 'fixed', 'fixed'], nx);
        for (let i = 0; i < nx; i++) moveTo(runner, 0, x0Mm + i * stepMm - ox, i);
        runner.runTables();
        runnerKey = key;
      }
      const rows = runner;
      return {
        row(j, out) {
          const yMm = y0Mm + j * stepMm;
          moveTo(rows, 1, yMm - oy, 0);
          moveTo(rows, 2, zMm - oz, 0);
          rows.run(nx);
          const found = rows.output(0);
          const stride = rows.outputStride(0);
          for (let i = 0; i < nx; i++) {
            const each = found[i * stride]!;
            out[i] = each;
            if (!isUsable(each) && (mask === null || mask[j * nx + i] === 1)) refuse(each, x0Mm + i * stepMm, yMm, zMm);
          }
        },
        nodeAt: (i, j) => valueAt(x0Mm + i * stepMm, y0Mm + j * stepMm, zMm),
        valueAt: (xMm, yMm) => valueAt(xMm, yMm, zMm),
      };
    },
  };
}

function isUsable(value: number): boolean {
  return Math.abs(value) <= EXPRESSION_LIMITS.magnitude;
}
