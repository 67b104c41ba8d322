// Which vertices stand opposite of another one across a node. The same as narrow-edges.ts.

/** Writes 1 for each edge that leads to or from a node whose opposite edge is crossed too, else 0. `columns` has room for nx indices. */
export function narrowEdges(nx: i32, edges: usize, count: i32, columns: usize, narrow: usize): void {
  memory.fill(narrow, 0, <usize>count);
  memory.fill(columns, 0xff, (<usize>nx) << 2);
  let level = -1;
  let rowStart: u32 = 0;
  for (let e = 0; e < count; e++) {
    const key = load<u32>(edges + ((<usize>e) << 2));
    const node = key >> 2;
    if ((key & 2) === 0) {
      if (level >= 0 && load<u32>(edges + ((<usize>level) << 2)) >> 2 === node - 1) {
        store<u8>(narrow + <usize>e, 1);
        store<u8>(narrow + <usize>level, 1);
      }
      level = e;
      continue;
    }
    while (node >= rowStart + <u32>nx) {
      rowStart += <u32>nx;
    }
    const at = columns + ((<usize>(node - rowStart)) << 2);
    const below = load<i32>(at);
    if (below >= 0 && load<u32>(edges + ((<usize>below) << 2)) >> 2 === node - <u32>nx) {
      store<u8>(narrow + <usize>e, 1);
      store<u8>(narrow + <usize>below, 1);
    }
    store<i32>(at, e);
  }
}
