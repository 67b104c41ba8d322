/** The loop that runs a program: one operation over a whole row, then the next. */
import { assert } from '../../core/prep-error.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { OP } from './operations.ts';

/** Numbers of one instruction in code: operation, target register, four operand registers. */
export const CODE_WIDTH = 6;

/**
 * Runs code over `count` samples. A register is a row, or one number with stride 0; a target may be one of its own operands. Point and
 * row go through here, with the same operations in the same order, so that they agree to the last bit. Only operations that agree
 * between releases of Node stand here.
 */
export function runCode(
  code: Int32Array,
  registers: readonly Float64Array[],
  strides: Uint8Array,
  count: number,
): void {
  for (let at = 0; at < code.length; at += CODE_WIDTH) {
    const out = registers[code[at + 1]!]!;
    const a = registers[code[at + 2]!]!;
    const b = registers[code[at + 3]!]!;
    const p = strides[code[at + 2]!]!;
    const q = strides[code[at + 3]!]!;
    switch (code[at]!) {
      case OP.NEGATE:
        for (let i = 0; i < count; i++) out[i] = -a[i * p]!;
        break;
      case OP.ADD:
        for (let i = 0; i < count; i++) out[i] = a[i * p]! + b[i * q]!;
        break;
      case OP.SUBTRACT:
        for (let i = 0; i < count; i++) out[i] = a[i * p]! - b[i * q]!;
        break;
      case OP.MULTIPLY:
        for (let i = 0; i < count; i++) out[i] = a[i * p]! * b[i * q]!;
        break;
      case OP.DIVIDE:
        for (let i = 0; i < count; i++) out[i] = a[i * p]! / b[i * q]!;
        break;
      case OP.SINE:
        for (let i = 0; i < count; i++) out[i] = sineOfCycles(a[i * p]!);
        break;
      case OP.COSINE:
        for (let i = 0; i < count; i++) out[i] = cosineOfCycles(a[i * p]!);
        break;
      case OP.ABS:
        for (let i = 0; i < count; i++) out[i] = Math.abs(a[i * p]!);
        break;
      case OP.SQRT:
        for (let i = 0; i < count; i++) out[i] = Math.sqrt(a[i * p]!);
        break;
      case OP.EXP:
        for (let i = 0; i < count; i++) out[i] = Math.exp(a[i * p]!);
        break;
      case OP.LOG:
        for (let i = 0; i < count; i++) out[i] = Math.log(a[i * p]!);
        break;
      case OP.FLOOR:
        for (let i = 0; i < count; i++) out[i] = Math.floor(a[i * p]!);
        break;
      case OP.MIN:
        for (let i = 0; i < count; i++) out[i] = Math.min(a[i * p]!, b[i * q]!);
        break;
      case OP.MAX:
        for (let i = 0; i < count; i++) out[i] = Math.max(a[i * p]!, b[i * q]!);
        break;
      case OP.ATAN2:
        for (let i = 0; i < count; i++) out[i] = Math.atan2(a[i * p]!, b[i * q]!);
        break;
      case OP.STEP:
        for (let i = 0; i < count; i++) {
          const edge = a[i * p]!;
          const value = b[i * q]!;
          out[i] = edge <= value ? 1 : edge > value ? 0 : Number.NaN;
        }
        break;
      case OP.CHOOSE: {
        const c = registers[code[at + 4]!]!;
        const d = registers[code[at + 5]!]!;
        const r = strides[code[at + 4]!]!;
        const s = strides[code[at + 5]!]!;
        for (let i = 0; i < count; i++) out[i] = a[i * p]! <= b[i * q]! ? c[i * r]! : d[i * s]!;
        break;
      }
      default:
        assert(false, `operation ${code[at]} is known`);
    }
  }
}
