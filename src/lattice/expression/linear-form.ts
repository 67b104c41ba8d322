/** Which parts of an expression are linear in X, Y and Z: the arguments of sines that can be reduced without loss. */
import type { Expression, ExpressionNode } from './expression.ts';

/** (x X + y Y + z Z + constant) L^power with X = 2 pi x / L; a length in mm is X L / (2 pi). */
export interface LinearForm {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly constant: number;
  /** Power of the cell's edge: 0 for an angle. */
  readonly power: number;
}

const TWO_PI = 2 * Math.PI;
const AXIS = { X: [1, 0, 0], Y: [0, 1, 0], Z: [0, 0, 1] } as const;

/** Returns the linear form of each node, null where it has none. */
export function linearForms(expression: Expression): readonly (LinearForm | null)[] {
  const forms: (LinearForm | null)[] = [];
  for (const node of expression.nodes) forms.push(formOf(node, forms));
  return forms;
}

function formOf(node: ExpressionNode, forms: readonly (LinearForm | null)[]): LinearForm | null {
  switch (node.kind) {
    case 'number':
      return { x: 0, y: 0, z: 0, constant: node.value, power: 0 };
    case 'variable':
      return formOfVariable(node.name);
    case 'negate':
      return scaled(forms[node.of]!, -1, 0);
    case 'add':
      return sum(forms[node.left]!, forms[node.right]!);
    case 'subtract':
      return sum(forms[node.left]!, scaled(forms[node.right]!, -1, 0));
    case 'multiply': {
      const left = forms[node.left]!;
      const right = forms[node.right]!;
      if (left !== null && isFree(left)) return scaled(right, left.constant, left.power);
      return right !== null && isFree(right) ? scaled(left, right.constant, right.power) : null;
    }
    case 'divide': {
      const left = forms[node.left]!;
      const right = forms[node.right]!;
      if (left === null || right === null || !isFree(right) || right.constant === 0) return null;
      const d = right.constant;
      const power = left.power - right.power;
      return settled({ x: left.x / d, y: left.y / d, z: left.z / d, constant: left.constant / d, power });
    }
    default:
      return null;
  }
}

function formOfVariable(name: string): LinearForm {
  if (name === 'L') return { x: 0, y: 0, z: 0, constant: 1, power: 1 };
  const [x, y, z] = AXIS[name.toUpperCase() as keyof typeof AXIS];
  if (name in AXIS) return { x, y, z, constant: 0, power: 0 };
  return { x: x / TWO_PI, y: y / TWO_PI, z: z / TWO_PI, constant: 0, power: 1 };
}

/** Tells whether a form has no variable. */
function isFree(form: LinearForm): boolean {
  return form.x === 0 && form.y === 0 && form.z === 0;
}

function sum(a: LinearForm | null, b: LinearForm | null): LinearForm | null {
  if (a === null || b === null || a.power !== b.power) return null;
  return settled({ x: a.x + b.x, y: a.y + b.y, z: a.z + b.z, constant: a.constant + b.constant, power: a.power });
}

function scaled(form: LinearForm | null, factor: number, power: number): LinearForm | null {
  if (form === null) return null;
  return settled({
    x: form.x * factor,
    y: form.y * factor,
    z: form.z * factor,
    constant: form.constant * factor,
    power: form.power + power,
  });
}

/** A form whose coefficients are whole where only rounding keeps them from it: 2 pi (1 / 2 pi). */
function settled(form: LinearForm): LinearForm | null {
  if (![form.x, form.y, form.z, form.constant].every(Number.isFinite)) return null;
  return { ...form, x: nearWhole(form.x), y: nearWhole(form.y), z: nearWhole(form.z) };
}

function nearWhole(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= 1e-15 * Math.abs(whole) ? whole + 0 : value;
}
