/** Writes an expression in its one canonical form, for manifests. */
import type { Expression, ExpressionNode } from './expression.ts';

/** How close a node binds: a part that binds less closely than its place asks for goes into parentheses. */
const SUM = 1;
const PRODUCT = 2;
const SIGN = 3;
const POWER = 4;
const ATOM = 5;

interface Piece {
  readonly text: string;
  readonly binds: number;
}

/**
 * Returns the canonical text: every product with its sign, every argument in parentheses, constants folded, numbers in the
 * shortest form that reads back as they are. Parsing it gives the same nodes; it may be longer than the text it came from.
 */
export function formatExpression(expression: Expression): string {
  const pieces: Piece[] = [];
  for (const node of expression.nodes) pieces.push(pieceOf(node, pieces));
  return pieces[pieces.length - 1]!.text;
}

function pieceOf(node: ExpressionNode, pieces: readonly Piece[]): Piece {
  const part = (at: number, least: number): string => {
    const { text, binds } = pieces[at]!;
    return binds < least ? `(${text})` : text;
  };
  switch (node.kind) {
    case 'number':
      return { text: String(node.value), binds: node.value < 0 ? SIGN : ATOM };
    case 'variable':
      return { text: node.name, binds: ATOM };
    case 'negate':
      return { text: `-${part(node.of, SIGN)}`, binds: SIGN };
    case 'add':
      return { text: `${part(node.left, SUM)} + ${part(node.right, PRODUCT)}`, binds: SUM };
    case 'subtract':
      return { text: `${part(node.left, SUM)} - ${part(node.right, PRODUCT)}`, binds: SUM };
    case 'multiply':
      return { text: `${part(node.left, PRODUCT)} * ${part(node.right, SIGN)}`, binds: PRODUCT };
    case 'divide':
      return { text: `${part(node.left, PRODUCT)} / ${part(node.right, SIGN)}`, binds: PRODUCT };
    case 'power':
      return { text: `${part(node.of, ATOM)}^${node.exponent}`, binds: POWER };
    case 'call':
      return { text: `${node.name}(${node.of.map((at) => pieces[at]!.text).join(', ')})`, binds: ATOM };
  }
}
