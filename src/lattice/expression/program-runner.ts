/** Gives a program its registers and runs it: over a row, over a block of points, or at one point. */
import { OP } from './operations.ts';
import { INPUTS, type Program } from './program.ts';
import { CODE_WIDTH, runCode } from './run-code.ts';

/**
 * What changes along an axis: `table` values that stay for many rows, `row` values that are new each time, or one `fixed` value for all
 * samples of a row.
 */
export type AxisUse = 'table' | 'row' | 'fixed';

/** A program with registers. */
export interface ProgramRunner {
  /** u, v, w in cycles, x, y, z in mm; to be written before a run. Of a fixed axis one number each. */
  readonly inputs: readonly Float64Array[];
  /** Works out what depends on axes with tables alone. */
  runTables(): void;
  /** Works out the rest for the first `count` samples. */
  run(count: number): void;
  /** Returns an output's row; one number where its stride is 0. */
  output(index: number): Float64Array;
  /** Returns 1 where an output has a value for each sample, 0 where one stands for all. */
  outputStride(index: number): 0 | 1;
}

/** Returns a runner for rows of up to `length` samples; `uses` is of x, y, z. */
export function programRunner(
  program: Program,
  uses: readonly [AxisUse, AxisUse, AxisUse],
  length: number,
): ProgramRunner {
  const { instructions, outputs } = program;
  const maskOf = (use: AxisUse) => uses.reduce((mask, axis, i) => mask | (axis === use ? 1 << i : 0), 0);
  const tableAxes = maskOf('table');
  const fixedAxes = maskOf('fixed');
  const lastUse = lastUses(program);

  const registers: Float64Array[] = [];
  const strides: number[] = [];
  const newRegister = (size: number, stride: 0 | 1): number => {
    strides.push(stride);
    return registers.push(new Float64Array(size)) - 1;
  };
  for (let input = 0; input < INPUTS; input++) {
    const isFixed = uses[input % 3] === 'fixed';
    newRegister(isFixed ? 1 : length, isFixed ? 0 : 1);
  }

  const registerOf = new Int32Array(instructions.length);
  const code: Record<AxisUse, number[]> = { table: [], row: [], fixed: [] };
  const free: number[] = [];
  instructions.forEach(({ op, operands, value, axes }, place) => {
    const last = lastUse[place]!;
    if (last < 0) return;
    if (op === OP.INPUT) {
      registerOf[place] = value;
      return;
    }
    const use = (axes & ~fixedAxes) === 0 ? 'fixed' : (axes & ~tableAxes) === 0 ? 'table' : 'row';
    if (use === 'row') {
      // A row that is used here for the last time may be written over: operations go sample by sample.
      for (const operand of new Set(operands)) {
        if (lastUse[operand] === place && isRow(operand)) free.push(registerOf[operand]!);
      }
    }
    const register = use === 'row' ? (free.pop() ?? newRegister(length, 1)) : newRegister(...sizeOf(use));
    registerOf[place] = register;
    if (op === OP.CONSTANT) registers[register]![0] = value;
    else
      code[use].push(op, register, ...[0, 1, 2, 3].map((i) => (i < operands.length ? registerOf[operands[i]!]! : 0)));
  });

  function isRow(place: number): boolean {
    const { op, axes } = instructions[place]!;
    return op !== OP.INPUT && (axes & ~fixedAxes) !== 0 && (axes & ~tableAxes) !== 0;
  }
  function sizeOf(use: 'table' | 'fixed'): [number, 0 | 1] {
    return use === 'table' ? [length, 1] : [1, 0];
  }

  const strideOf = Uint8Array.from(strides);
  const [tableCode, rowCode, fixedCode] = [code.table, code.row, code.fixed].map((list) => Int32Array.from(list));
  return {
    inputs: registers.slice(0, INPUTS),
    runTables: () => runCode(tableCode!, registers, strideOf, length),
    run(count) {
      if (fixedCode!.length >= CODE_WIDTH) runCode(fixedCode!, registers, strideOf, 1);
      if (rowCode!.length >= CODE_WIDTH) runCode(rowCode!, registers, strideOf, count);
    },
    output: (index) => registers[registerOf[outputs[index]!]!]!,
    outputStride: (index) => strideOf[registerOf[outputs[index]!]!] as 0 | 1,
  };
}

/** Place of the last instruction that uses each; beyond the end for outputs, -1 for what nobody needs. */
function lastUses({ instructions, outputs }: Program): Int32Array {
  const last = new Int32Array(instructions.length).fill(-1);
  for (const output of outputs) last[output] = instructions.length;
  for (let place = instructions.length - 1; place >= 0; place--) {
    if (last[place]! < 0) continue;
    for (const operand of instructions[place]!.operands) last[operand] = Math.max(last[operand]!, place);
  }
  return last;
}
