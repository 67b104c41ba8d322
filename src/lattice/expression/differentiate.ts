/** Derivatives of a program, appended to it: forward differentiation, instruction by instruction. */
import { OP } from './operations.ts';
import type { ProgramBuilder } from './program.ts';

const TWO_PI = 2 * Math.PI;

/**
 * Appends the derivative of the instruction at `root` and returns its place; `seeds` are the derivatives of the six inputs. At the
 * kinks of abs, min, max, clamp the derivative is of one side: abs rises at 0, min and max take their earlier argument where two are
 * equal. Of step and floor it is 0, jumps and all. It may be no number where the function has no slope, as sqrt at 0.
 */
export function differentiate(builder: ProgramBuilder, root: number, seeds: readonly number[]): number {
  const { emit, constant, constantAt } = builder;
  /** Null stands for a derivative that is 0 everywhere. */
  type Slope = number | null;
  const plus = (a: Slope, b: Slope): Slope => (a === null ? b : b === null ? a : emit(OP.ADD, a, b));
  const minus = (a: Slope, b: Slope): Slope =>
    b === null ? a : a === null ? emit(OP.NEGATE, b) : emit(OP.SUBTRACT, a, b);
  const times = (slope: Slope, factor: number): Slope =>
    slope === null ? null : constantAt(slope) === 1 ? factor : emit(OP.MULTIPLY, slope, factor);
  const over = (slope: Slope, divisor: number): Slope => (slope === null ? null : emit(OP.DIVIDE, slope, divisor));
  const choose = (left: number, right: number, first: Slope, second: Slope): Slope =>
    first === second ? first : emit(OP.CHOOSE, left, right, first ?? constant(0), second ?? constant(0));

  const slopes: Slope[] = [];
  for (let place = 0; place <= root; place++) {
    const { op, operands, value } = builder.instructions[place]!;
    const [a, b] = operands as [number, number];
    const da = a === undefined ? null : slopes[a]!;
    const db = b === undefined ? null : slopes[b]!;
    slopes.push(slopeOf(op, place, value, a, b, da, db));
  }
  return slopes[root] ?? constant(0);

  function slopeOf(op: number, place: number, value: number, a: number, b: number, da: Slope, db: Slope): Slope {
    switch (op) {
      case OP.INPUT:
        return seeds[value] === 0 ? null : constant(seeds[value]!);
      case OP.NEGATE:
        return minus(null, da);
      case OP.ADD:
        return plus(da, db);
      case OP.SUBTRACT:
        return minus(da, db);
      case OP.MULTIPLY:
        return plus(times(da, b), times(db, a));
      case OP.DIVIDE:
        return over(minus(da, times(db, place)), b);
      case OP.SINE:
        return times(times(da, constant(TWO_PI)), da === null ? a : emit(OP.COSINE, a));
      case OP.COSINE:
        return minus(null, times(times(da, constant(TWO_PI)), da === null ? a : emit(OP.SINE, a)));
      case OP.ABS:
        return choose(constant(0), a, da, minus(null, da));
      case OP.SQRT:
        return over(da, emit(OP.ADD, place, place));
      case OP.EXP:
        return times(da, place);
      case OP.LOG:
        return over(da, a);
      case OP.MIN:
        return choose(a, b, da, db);
      case OP.MAX:
        return choose(b, a, da, db);
      case OP.ATAN2: {
        if (da === null && db === null) return null;
        const square = emit(OP.ADD, emit(OP.MULTIPLY, a, a), emit(OP.MULTIPLY, b, b));
        return over(minus(times(da, b), times(db, a)), square);
      }
      default:
        return null;
    }
  }
}
