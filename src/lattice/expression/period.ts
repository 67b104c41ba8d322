/** Whether an expression repeats in the unit cell, and how fine it is. */
import { type Expression, isAngular, partsOf } from './expression.ts';
import { type LinearForm, linearForms } from './linear-form.ts';

/** Why an expression does not repeat, and where. */
export interface Aperiodicity {
  readonly reason: string;
  /** 1-based column of the part that does not. */
  readonly column: number;
}

/**
 * Returns null where an expression repeats in the cubic cell: X, Y, Z stand only inside sin, cos and tan, in sums of whole multiples
 * with constant phases; 2 pi x / L counts as X. An expression that repeats for another reason, such as abs(sin(X / 2)), is not seen.
 */
export function aperiodicity(expression: Expression): Aperiodicity | null {
  const { nodes, columns } = expression;
  const forms = linearForms(expression);
  const angles = angleNodes(expression, forms);
  const faults: ((Aperiodicity & { readonly node: number }) | null)[] = [];
  nodes.forEach((node, at) => {
    const column = columns[at]!;
    const form = isAngular(node) ? forms[node.of[0]!]! : null;
    if (node.kind === 'variable') {
      faults.push({ reason: `${node.name} outside of sin, cos and tan does not repeat in the cell`, column, node: at });
    } else if (form !== null && form.power === 0) {
      faults.push(isWhole(form) ? null : { reason: fractionReason(form), column, node: at });
    } else {
      const fault = partsOf(node)
        .map((part) => faults[part]!)
        .find((found) => found !== null);
      // What stands in a good sine too has its column there: the operation around it is the place to look at.
      const isElsewhere = fault !== undefined && angles[fault.node] === 1 && angles[at] === 0;
      faults.push(isElsewhere ? { reason: fault.reason, column, node: at } : (fault ?? null));
    }
  });
  const fault = faults[faults.length - 1]!;
  return fault === null ? null : { reason: fault.reason, column: fault.column };
}

/** Marks the nodes inside of angles that repeat. */
function angleNodes({ nodes }: Expression, forms: readonly (LinearForm | null)[]): Uint8Array {
  const isInside = new Uint8Array(nodes.length);
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at]!;
    const form = isAngular(node) ? forms[node.of[0]!]! : null;
    const isGood = form !== null && form.power === 0 && isWhole(form);
    if (isGood || isInside[at] === 1) for (const part of partsOf(node)) isInside[part] = 1;
  }
  return isInside;
}

/**
 * Returns the highest multiple of X, Y or Z in an expression's Fourier series, or null where it has no end or none is known. min, max,
 * abs and clamp count as their finest part, though their kinks have all harmonics: a bound for the size of features, not of a spectrum.
 */
export function highestHarmonic(expression: Expression): number | null {
  const forms = linearForms(expression);
  const highest: (number | null)[] = [];
  const most = (parts: readonly number[]): number | null =>
    parts.reduce<number | null>(
      (sum, part) => (sum === null || highest[part]! === null ? null : Math.max(sum, highest[part]!)),
      0,
    );
  for (const node of expression.nodes) {
    if (node.kind === 'number') highest.push(0);
    else if (node.kind === 'variable') highest.push(null);
    else if (node.kind === 'multiply') {
      const [left, right] = [highest[node.left]!, highest[node.right]!];
      highest.push(left === null || right === null ? null : left + right);
    } else if (node.kind === 'power') {
      const of = highest[node.of]!;
      highest.push(of === 0 ? 0 : of === null || node.exponent < 0 ? null : of * node.exponent);
    } else if (node.kind === 'divide') highest.push(highest[node.right] === 0 ? highest[node.left]! : null);
    else if (isAngular(node) && node.name !== 'tan') {
      const form = forms[node.of[0]!]!;
      const isKnown = form !== null && form.power === 0 && isWhole(form);
      highest.push(isKnown ? Math.max(Math.abs(form.x), Math.abs(form.y), Math.abs(form.z)) : null);
    } else if (node.kind === 'call' && !KINKED.has(node.name)) {
      highest.push(most(node.of) === 0 ? 0 : null);
    } else highest.push(most(partsOf(node)));
  }
  return highest[highest.length - 1]!;
}

/** Tells whether the values of an expression may jump: at steps, at the poles of tan and of divisions, at the cut of atan2. */
export function hasJumps(expression: Expression): boolean {
  const angles = angleNodes(expression, linearForms(expression));
  return expression.nodes.some(
    (node, at) =>
      angles[at] === 0 &&
      ((node.kind === 'call' && JUMPING.has(node.name)) ||
        (node.kind === 'power' && node.exponent < 0) ||
        (node.kind === 'divide' && expression.nodes[node.right]!.kind !== 'number')),
  );
}

const JUMPING: ReadonlySet<string> = new Set(['step', 'floor', 'mod', 'atan2', 'tan']);
const KINKED: ReadonlySet<string> = new Set(['abs', 'min', 'max', 'clamp']);
function isWhole(form: LinearForm): boolean {
  return Number.isInteger(form.x) && Number.isInteger(form.y) && Number.isInteger(form.z);
}

function fractionReason(form: LinearForm): string {
  const name = (['x', 'y', 'z'] as const).find((axis) => !Number.isInteger(form[axis]))!;
  return `${form[name]} ${name.toUpperCase()} does not repeat in the cell; whole multiples do`;
}
