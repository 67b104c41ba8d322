/** A flat program: what an expression becomes before it is run over rows of samples. */
import { assert } from '../../core/prep-error.ts';
import { OP } from './operations.ts';
import { runCode } from './run-code.ts';

/** Inputs of every program: u, v, w in cycles, then x, y, z in mm. */
export const INPUTS = 6;

/** One operation on earlier instructions; `value` is a constant's or the number of an input. */
export interface Instruction {
  readonly op: number;
  readonly operands: readonly number[];
  readonly value: number;
  /** Axes it depends on: 1 for x, 2 for y, 4 for z, added. */
  readonly axes: number;
}

/** Instructions, each after those it uses, and those whose values are asked for. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly outputs: readonly number[];
}

/** A program under construction: equal instructions are one, constants are folded. */
export interface ProgramBuilder {
  readonly instructions: readonly Instruction[];
  /** Returns the place of a constant. */
  constant(value: number): number;
  /** Returns the place of input 0..5. */
  input(index: number): number;
  /** Returns the place of an operation on earlier instructions. */
  emit(op: number, ...operands: readonly number[]): number;
  /** Returns the value of a constant instruction, else null. */
  constantAt(index: number): number | null;
}

/** Returns an empty program to build on. */
export function programBuilder(): ProgramBuilder {
  const instructions: Instruction[] = [];
  const known = new Map<string, number>();
  const place = (key: string, make: () => Instruction): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, instructions.length);
    return instructions.push(make()) - 1;
  };
  const constantAt = (index: number): number | null => {
    const { op, value } = instructions[index]!;
    return op === OP.CONSTANT ? value : null;
  };
  // There is one zero: -0 would print like it and divide unlike it.
  const constant = (value: number): number =>
    place(`constant ${value + 0}`, () => ({ op: OP.CONSTANT, operands: [], value: value + 0, axes: 0 }));

  return {
    instructions,
    constant,
    constantAt,
    input(index) {
      assert(index >= 0 && index < INPUTS, 'an input has a number');
      return place(`input ${index}`, () => ({ op: OP.INPUT, operands: [], value: index, axes: 1 << (index % 3) }));
    },
    emit(op, ...operands) {
      const values = operands.map(constantAt);
      if (values.every((value) => value !== null)) return constant(runOnce(op, values));
      return place(`${op} ${operands.join(' ')}`, () => ({
        op,
        operands,
        value: 0,
        axes: operands.reduce((axes, operand) => axes | instructions[operand]!.axes, 0),
      }));
    },
  };
}

/** One operation by the kernel that runs programs, so that a folded constant has the bits of the unfolded one. */
function runOnce(op: number, values: readonly number[]): number {
  const registers = [new Float64Array(1), ...values.map((value) => Float64Array.of(value))];
  runCode(Int32Array.of(op, 0, 1, 2, 3, 4), registers, new Uint8Array(5), 1);
  return registers[0]![0]!;
}
