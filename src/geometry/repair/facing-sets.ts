/** Sets of triangles that hang together, and which triangles of a set are turned so that all of it faces one way. */

/** A union-find over triangles that knows how each is turned against the root of its set. */
export interface FacingSets {
  /**
   * Joins two triangles at an edge; `alike` where their corners, as they are given, run it the same way, so that one of them
   * has to be turned. Turns the smaller set where that is needed. False where they are joined already and fit the other way.
   */
  join(a: number, b: number, alike: boolean): boolean;
  /** Lowest triangle of the set. */
  rootOf(triangle: number): number;
  isTurned(triangle: number): boolean;
  /** Turns each set so that the fewest of its triangles are turned; of equals so that its lowest is not. Returns how many are. */
  settle(): number;
}

/** Starts with every triangle in a set of its own, none turned. */
export function facingSets(triangles: number): FacingSets {
  const parent = Int32Array.from({ length: triangles }, (_, t) => t);
  const size = new Int32Array(triangles).fill(1);
  /** 1 where a triangle is turned against its parent; at a root: where the root is turned. */
  const turn = new Uint8Array(triangles);

  /** Finds the root and hangs the whole way on it. */
  function rootOf(triangle: number): number {
    let root = triangle;
    let turned = 0;
    while (parent[root] !== root) {
      turned ^= turn[root]!;
      root = parent[root]!;
    }
    for (let at = triangle; parent[at] !== root && at !== root; ) {
      const next = parent[at]!;
      const nextTurned = turned ^ turn[at]!;
      parent[at] = root;
      turn[at] = turned;
      at = next;
      turned = nextTurned;
    }
    return root;
  }

  function turnOf(triangle: number): number {
    const root = rootOf(triangle);
    return triangle === root ? turn[root]! : turn[triangle]! ^ turn[root]!;
  }

  function join(a: number, b: number, alike: boolean): boolean {
    const rootA = rootOf(a);
    const rootB = rootOf(b);
    const misfit = turnOf(a) ^ turnOf(b) ^ (alike ? 1 : 0);
    if (rootA === rootB) return misfit === 0;
    const low = Math.min(rootA, rootB);
    const high = Math.max(rootA, rootB);
    turn[size[low]! < size[high]! ? low : high]! ^= misfit;
    parent[high] = low;
    turn[high]! ^= turn[low]!;
    size[low]! += size[high]!;
    return true;
  }

  function settle(): number {
    const turned = new Int32Array(triangles);
    for (let t = 0; t < triangles; t++) if (turnOf(t) === 1) turned[rootOf(t)]!++;
    let count = 0;
    for (let t = 0; t < triangles; t++) {
      if (parent[t] !== t) continue;
      const rest = size[t]! - turned[t]!;
      if (rest < turned[t]! || (rest === turned[t]! && turn[t] === 1)) {
        turn[t]! ^= 1;
        count += rest;
      } else count += turned[t]!;
    }
    return count;
  }

  return { join, rootOf, isTurned: (t) => turnOf(t) === 1, settle };
}
