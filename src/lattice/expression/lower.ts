/** Turns an expression into a program. */
import { assert } from '../../core/prep-error.ts';
import { type Expression, type ExpressionNode, isAngular, partsOf } from './expression.ts';
import { type LinearForm, linearForms } from './linear-form.ts';
import { OP } from './operations.ts';
import type { ProgramBuilder } from './program.ts';

const TWO_PI = 2 * Math.PI;
const AXES = 'XYZ';
const LENGTHS = 'xyz';

/**
 * Appends an expression to a program and returns the place of its value. `cellMm` is L; null where no length is in use, as in a
 * periodic cell.
 */
export function lowerExpression(builder: ProgramBuilder, expression: Expression, cellMm: number | null): number {
  const forms = linearForms(expression);
  const isNeeded = neededNodes(expression, forms);
  const places: number[] = [];
  expression.nodes.forEach((node, at) => {
    places.push(isNeeded[at] === 1 ? lowerNode(builder, node, places, forms, cellMm) : -1);
  });
  return places[places.length - 1]!;
}

/** Marks the nodes whose values are needed: the argument of a sine is not, where its form is known. */
function neededNodes({ nodes }: Expression, forms: readonly (LinearForm | null)[]): Uint8Array {
  const isNeeded = new Uint8Array(nodes.length);
  isNeeded[nodes.length - 1] = 1;
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at]!;
    if (isNeeded[at] === 0 || (isAngular(node) && forms[node.of[0]!]?.power === 0)) continue;
    for (const part of partsOf(node)) isNeeded[part] = 1;
  }
  return isNeeded;
}

/**
 * Appends one node and returns its place; `places` and `forms` are those of the nodes before it. A sine of a linear form takes it in
 * cycles, so that no 2 pi rounds it; any other argument is divided by 2 pi.
 */
export function lowerNode(
  builder: ProgramBuilder,
  node: ExpressionNode,
  places: readonly number[],
  forms: readonly (LinearForm | null)[],
  cellMm: number | null,
): number {
  const { emit, constant } = builder;
  switch (node.kind) {
    case 'number':
      return constant(node.value);
    case 'variable': {
      if (node.name === 'L') {
        assert(cellMm !== null, 'the edge of the cell is known where an expression uses it');
        return constant(cellMm);
      }
      const axis = AXES.indexOf(node.name);
      if (axis >= 0) return emit(OP.MULTIPLY, constant(TWO_PI), builder.input(axis));
      return builder.input(3 + LENGTHS.indexOf(node.name));
    }
    case 'negate':
      return emit(OP.NEGATE, places[node.of]!);
    case 'add':
      return emit(OP.ADD, places[node.left]!, places[node.right]!);
    case 'subtract':
      return emit(OP.SUBTRACT, places[node.left]!, places[node.right]!);
    case 'multiply':
      return emit(OP.MULTIPLY, places[node.left]!, places[node.right]!);
    case 'divide':
      return emit(OP.DIVIDE, places[node.left]!, places[node.right]!);
    case 'power': {
      const product = powerOf(builder, places[node.of]!, Math.abs(node.exponent));
      return node.exponent < 0 ? emit(OP.DIVIDE, constant(1), product) : product;
    }
    case 'call': {
      const form = forms[node.of[0]!] ?? null;
      return lowerCall(
        builder,
        node,
        node.of.map((part) => places[part]!),
        form,
      );
    }
  }
}

function lowerCall(
  builder: ProgramBuilder,
  node: Extract<ExpressionNode, { kind: 'call' }>,
  args: readonly number[],
  form: LinearForm | null,
): number {
  const { emit, constant } = builder;
  const [a, b, c] = args as [number, number, number];
  switch (node.name) {
    case 'sin':
      return emit(OP.SINE, cyclesOf(builder, a, form));
    case 'cos':
      return emit(OP.COSINE, cyclesOf(builder, a, form));
    case 'tan': {
      const cycles = cyclesOf(builder, a, form);
      return emit(OP.DIVIDE, emit(OP.SINE, cycles), emit(OP.COSINE, cycles));
    }
    case 'abs':
      return emit(OP.ABS, a);
    case 'sqrt':
      return emit(OP.SQRT, a);
    case 'exp':
      return emit(OP.EXP, a);
    case 'log':
      return emit(OP.LOG, a);
    case 'floor':
      return emit(OP.FLOOR, a);
    case 'min':
      return args.reduce((left, right) => emit(OP.MIN, left, right));
    case 'max':
      return args.reduce((left, right) => emit(OP.MAX, left, right));
    case 'hypot':
      return emit(
        OP.SQRT,
        args.map((x) => emit(OP.MULTIPLY, x, x)).reduce((left, right) => emit(OP.ADD, left, right)),
      );
    case 'atan2':
      return emit(OP.ATAN2, a, b);
    case 'mod':
      return emit(OP.SUBTRACT, a, emit(OP.MULTIPLY, b, emit(OP.FLOOR, emit(OP.DIVIDE, a, b))));
    case 'step':
      return emit(OP.STEP, a, b);
    case 'clamp':
      return emit(OP.MIN, emit(OP.MAX, a, b), c);
    case 'smoothstep': {
      const share = emit(OP.DIVIDE, emit(OP.SUBTRACT, c, a), emit(OP.SUBTRACT, b, a));
      const t = emit(OP.MIN, emit(OP.MAX, share, constant(0)), constant(1));
      const slope = emit(OP.SUBTRACT, constant(3), emit(OP.MULTIPLY, constant(2), t));
      return emit(OP.MULTIPLY, emit(OP.MULTIPLY, t, t), slope);
    }
    case 'mix': {
      const rest = emit(OP.SUBTRACT, constant(1), c);
      return emit(OP.ADD, emit(OP.MULTIPLY, a, rest), emit(OP.MULTIPLY, b, c));
    }
  }
}

/** Place of an angle in cycles: of a linear form from its coefficients, of anything else by division. */
function cyclesOf(builder: ProgramBuilder, angle: number, form: LinearForm | null): number {
  const { emit, constant } = builder;
  if (form === null || form.power !== 0) return emit(OP.DIVIDE, angle, constant(TWO_PI));
  let sum: number | null = null;
  const add = (term: number) => {
    sum = sum === null ? term : emit(OP.ADD, sum, term);
  };
  [form.x, form.y, form.z].forEach((coefficient, axis) => {
    if (coefficient === 0) return;
    const input = builder.input(axis);
    add(coefficient === 1 ? input : emit(OP.MULTIPLY, constant(coefficient), input));
  });
  if (form.constant !== 0 || sum === null) add(constant(form.constant / TWO_PI));
  return sum!;
}

/** Place of a whole power by squaring and multiplying. */
function powerOf(builder: ProgramBuilder, base: number, exponent: number): number {
  if (exponent === 0) return builder.constant(1);
  let result: number | null = null;
  let square = base;
  for (let rest = exponent; ; ) {
    if (rest % 2 === 1) result = result === null ? square : builder.emit(OP.MULTIPLY, result, square);
    rest = Math.floor(rest / 2);
    if (rest === 0) return result!;
    square = builder.emit(OP.MULTIPLY, square, square);
  }
}
