/** An expression as data: a table of nodes, each after those it is made of. */
import type { FunctionName, VariableName } from './vocabulary.ts';

/** A node; the numbers `left`, `right` and `of` are places of earlier nodes in the table. */
export type ExpressionNode =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'variable'; readonly name: VariableName }
  | { readonly kind: 'negate'; readonly of: number }
  | {
      readonly kind: 'add' | 'subtract' | 'multiply' | 'divide';
      readonly left: number;
      readonly right: number;
    }
  | { readonly kind: 'power'; readonly of: number; readonly exponent: number }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly of: readonly number[] };

/**
 * A parsed expression, frozen. Equal parts share one node, constants are folded, and every pass over it is a plain loop, so that
 * no nesting can overflow a stack.
 */
export interface Expression {
  /** Every node stands after those it uses; the last is the whole. */
  readonly nodes: readonly ExpressionNode[];
  /** Where each node first stands in the text, 1-based; an operation by its sign. */
  readonly columns: readonly number[];
}

/** Returns the places of the nodes that a node is made of. */
export function partsOf(node: ExpressionNode): readonly number[] {
  switch (node.kind) {
    case 'number':
    case 'variable':
      return [];
    case 'negate':
    case 'power':
      return [node.of];
    case 'call':
      return node.of;
    default:
      return [node.left, node.right];
  }
}

/** Returns the variables that an expression uses, in the order of the vocabulary. */
export function variablesOf(expression: Expression): ReadonlySet<VariableName> {
  const used = expression.nodes.flatMap((node) => (node.kind === 'variable' ? [node.name] : []));
  return new Set(used.sort());
}

/** Tells whether a node is a sine, cosine or tangent. */
export function isAngular(node: ExpressionNode): node is Extract<ExpressionNode, { kind: 'call' }> {
  return node.kind === 'call' && (node.name === 'sin' || node.name === 'cos' || node.name === 'tan');
}
