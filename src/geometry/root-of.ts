/** Follows parents to the root of a node's tree and halves the way for the next time (union-find with path halving). */
export function rootOf(parent: Int32Array, node: number): number {
  let at = node;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]!]!;
    at = parent[at]!;
  }
  return at;
}
