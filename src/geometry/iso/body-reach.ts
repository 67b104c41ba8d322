/** How far a union of bodies reaches along an edge from its solid end. */

/** Where each body is along the edge, in steps from the solid end. */
export interface EdgeSpans {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Returns where the union of spans that begins at 0 ends, and writes which span ends there to `last[0]`. */
export function reachFromStart({ from, to }: EdgeSpans, count: number, last: Uint8Array): number {
  let reach = 0;
  for (let grown = true; grown; ) {
    grown = false;
    for (let k = 0; k < count; k++) {
      if (from[k]! <= reach && to[k]! > reach) {
        reach = to[k]!;
        last[0] = k;
        grown = true;
      }
    }
  }
  return reach;
}
