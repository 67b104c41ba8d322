/** Builds the table of an expression: equal parts once, constants folded, limits kept. */
import type { Place } from '../../core/prep-error.ts';
import { type Expression, type ExpressionNode, partsOf } from './expression.ts';
import { expressionFault } from './expression-fault.ts';
import { EXPRESSION_LIMITS } from './limits.ts';
import { lowerNode } from './lower.ts';
import { programBuilder } from './program.ts';

/** An expression under construction. */
export interface ExpressionBuilder {
  /** Adds a node, folds it where all its parts are numbers, and returns its place. */
  add(node: ExpressionNode, column: number): number;
  /** Returns the value of a number node, else null. */
  numberAt(place: number): number | null;
  /** Returns the expression whose whole is the node at `root`, without what folding left behind. */
  finish(root: number): Expression;
}

/** Returns an empty table; `place` names the expression in messages. */
export function expressionBuilder(place: Place): ExpressionBuilder {
  const nodes: ExpressionNode[] = [];
  const columns: number[] = [];
  const known = new Map<string, number>();
  let added = 0;

  const numberAt = (at: number): number | null => {
    const node = nodes[at]!;
    return node.kind === 'number' ? node.value : null;
  };
  return {
    numberAt,
    add(asked, column) {
      if (++added > EXPRESSION_LIMITS.nodes) {
        throw expressionFault(
          place,
          column,
          `more than ${EXPRESSION_LIMITS.nodes} numbers, variables and operations up to here`,
        );
      }
      const node = folded(asked, column);
      const key = JSON.stringify(node);
      const found = known.get(key);
      if (found !== undefined) return found;
      known.set(key, nodes.length);
      columns.push(column);
      return nodes.push(node) - 1;
    },
    finish(root) {
      return compacted(nodes, columns, root);
    },
  };

  function folded(node: ExpressionNode, column: number): ExpressionNode {
    const parts = partsOf(node);
    const values = parts.map(numberAt);
    if (parts.length === 0 || values.some((value) => value === null)) return node;
    const program = programBuilder();
    const places = nodes.map(() => 0);
    parts.forEach((part, i) => {
      places[part] = program.constant(values[i]!);
    });
    const value = program.constantAt(lowerNode(program, node, places, [], null))!;
    if (Math.abs(value) <= EXPRESSION_LIMITS.magnitude) return { kind: 'number', value };
    const what = Number.isNaN(value) ? 'is not a number' : `is beyond ${EXPRESSION_LIMITS.magnitude}`;
    throw expressionFault(place, column, `the value of this part ${what}`);
  }
}

/** The nodes under a root in the order in which a text names them, so that the table does not depend on what was folded. */
function compacted(nodes: readonly ExpressionNode[], columns: readonly number[], root: number): Expression {
  const moved = new Int32Array(nodes.length).fill(-1);
  const kept: ExpressionNode[] = [];
  const keptColumns: number[] = [];
  const waiting = [root];
  while (waiting.length > 0) {
    const at = waiting[waiting.length - 1]!;
    const missing = moved[at] === -1 ? partsOf(nodes[at]!).find((part) => moved[part] === -1) : undefined;
    if (missing !== undefined) {
      waiting.push(missing);
      continue;
    }
    waiting.pop();
    if (moved[at] !== -1) continue;
    moved[at] = kept.length;
    kept.push(Object.freeze(withParts(nodes[at]!, moved)));
    keptColumns.push(columns[at]!);
  }
  return Object.freeze({ nodes: Object.freeze(kept), columns: Object.freeze(keptColumns) });
}

/** A node whose parts have moved. */
function withParts(node: ExpressionNode, moved: Int32Array): ExpressionNode {
  switch (node.kind) {
    case 'number':
    case 'variable':
      return node;
    case 'negate':
    case 'power':
      return { ...node, of: moved[node.of]! };
    case 'call':
      return { ...node, of: Object.freeze(node.of.map((part) => moved[part]!)) };
    default:
      return { ...node, left: moved[node.left]!, right: moved[node.right]! };
  }
}
