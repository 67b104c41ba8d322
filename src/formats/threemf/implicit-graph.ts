/** A function of a point as a graph of named nodes, as the implicit extension of 3MF has it. */
import { PrepError } from '../../core/prep-error.ts';

/** The value of another node, or a coordinate of the point in mm. */
export type ImplicitRef = string;

/** Coordinates of the point that any node can refer to. */
export const COORDINATES: readonly ImplicitRef[] = ['x', 'y', 'z'];

/**
 * A node with one number as its value. `a` and `b` name nodes that stand before it, or a coordinate. `distance` is the signed
 * distance in mm to the enclosing mesh, below 0 inside. Sine and cosine take radians.
 */
export type ImplicitNode = { readonly id: string } & (
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'distance' }
  | { readonly kind: 'sin' | 'cos' | 'abs'; readonly a: ImplicitRef }
  | {
      readonly kind: 'addition' | 'subtraction' | 'multiplication' | 'min' | 'max';
      readonly a: ImplicitRef;
      readonly b: ImplicitRef;
    }
);

/** Nodes in an order in which each uses only earlier ones; the last is the level set: the solid is below 0. */
export type ImplicitGraph = readonly ImplicitNode[];

/** Names that stand for something else in the file, or that nodes of ours have. */
const TAKEN: readonly string[] = [...COORDINATES, 'inputs', 'outputs', 'point', 'enclosure'];

/** Refuses a graph that no reader could follow: names used twice or wrongly, forward references, numbers that are none. */
export function checkGraph(graph: ImplicitGraph): void {
  if (graph.length === 0) throw new PrepError('value-out-of-range', 'has no node', ['implicit function']);
  const known = new Set(COORDINATES);
  for (const node of graph) {
    const fault = (reason: string) => new PrepError('value-out-of-range', reason, ['implicit function', node.id]);
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(node.id) || TAKEN.includes(node.id))
      throw fault('is no name that a node can have');
    if (known.has(node.id)) throw fault('is the name of two nodes');
    if (node.kind === 'constant' && !Number.isFinite(node.value)) throw fault(`must be finite, got ${node.value}`);
    for (const ref of refsOf(node))
      if (!known.has(ref)) throw fault(`refers to ${ref}, which does not stand before it`);
    known.add(node.id);
  }
}

/** Returns what a node refers to. */
export function refsOf(node: ImplicitNode): readonly ImplicitRef[] {
  if ('b' in node) return [node.a, node.b];
  return 'a' in node ? [node.a] : [];
}
