// Which vertex follows which: each crossed edge leaves one square and enters one, solid on its left.

/** True where the exact field at the middle of square (i, j) is below the level; asked at saddles only. */
declare function middleIsInside(i: i32, j: i32): i32;

/**
 * Writes for each edge the index of the next. `ring` has room for 4 nx indices: the edges that leave the squares of the last
 * four rows. `saddles` has room for `room` squares.
 *
 * Returns the number of squares that four edges meet; only when it is no more than `room` are they linked.
 */
export function linkEdges(nx: i32, edges: usize, count: i32, next: usize, ring: usize, saddles: usize, room: i32): i32 {
  memory.fill(ring, 0xff, (<usize>nx) << 4);
  let found = 0;
  // Edges of the rows j - 1 and j begin here; those of row j - 1 are linked when row j has been entered in the ring.
  let before = 0;
  let start = 0;
  for (let j = 0; start < count; j++) {
    const rowEnd = <u32>((j + 1) * nx);
    const rowStart = <u32>(j * nx);
    const here = ring + ((<usize>((j & 3) * nx)) << 2);
    const below = ring + ((<usize>(((j - 1) & 3) * nx)) << 2);
    let e = start;
    for (; e < count; e++) {
      const key = load<u32>(edges + ((<usize>e) << 2));
      const node = key >> 2;
      if (node >= rowEnd) break;
      // Leaves: kind 0 (down) its square, 1 (up) the one below, 2 (right) the one on the left, 3 (left) its square.
      const kind = key & 3;
      const row = select(below, here, kind === 1);
      const at = row + ((<usize>(node - rowStart) - <usize>(kind === 2)) << 2);
      // An edge of this row or the last that is there already leaves the same square.
      if (load<i32>(at) >= select(before, start, kind === 1)) {
        if (found < room)
          store<u32>(saddles + ((<usize>found) << 2), node - <u32>(kind === 2) - select(<u32>nx, 0, kind === 1));
        found++;
      }
      store<i32>(at, e);
    }
    enter(nx, edges, before, start, j - 1, ring, next);
    before = start;
    start = e;
  }
  // The last row with edges has some along x only, and those go up from or down to what has been entered.
  enter(
    nx,
    edges,
    before,
    start,
    count > 0 ? <i32>((load<u32>(edges + ((<usize>before) << 2)) >> 2) / <u32>nx) : 0,
    ring,
    next,
  );
  if (found <= room) {
    for (let n = 0; n < found; n++) linkSaddle(nx, edges, count, next, load<u32>(saddles + ((<usize>n) << 2)));
  }
  return found;
}

/** Links the edges `from` to `to` of row j to those that leave the squares which they enter. */
function enter(nx: i32, edges: usize, from: i32, to: i32, j: i32, ring: usize, next: usize): void {
  const rowStart = <u32>(j * nx);
  const here = ring + ((<usize>((j & 3) * nx)) << 2);
  const below = ring + ((<usize>(((j - 1) & 3) * nx)) << 2);
  for (let e = from; e < to; e++) {
    const key = load<u32>(edges + ((<usize>e) << 2));
    // Enters: kind 0 (down) the square below, 1 (up) and 2 (right) its square, 3 (left) the one on the left.
    const kind = key & 3;
    const row = select(below, here, kind === 0);
    store<i32>(
      next + ((<usize>e) << 2),
      load<i32>(row + ((<usize>((key >> 2) - rowStart) - <usize>(kind === 3)) << 2)),
    );
  }
}

/** Pairs the four edges of a square whose opposite corners are inside by the field at its middle. */
function linkSaddle(nx: i32, edges: usize, count: i32, next: usize, node: u32): void {
  const bottom = indexOf(edges, count, node << 2);
  const left = indexOf(edges, count, (node << 2) | 2);
  const right = indexOf(edges, count, ((node + 1) << 2) | 2);
  const top = indexOf(edges, count, (node + <u32>nx) << 2);
  const solid = middleIsInside(<i32>(node % <u32>nx), <i32>(node / <u32>nx)) !== 0;
  if ((load<u32>(edges + ((<usize>bottom) << 2)) & 1) !== 0) {
    store<i32>(next + ((<usize>bottom) << 2), solid ? right : left);
    store<i32>(next + ((<usize>top) << 2), solid ? left : right);
  } else {
    store<i32>(next + ((<usize>(solid ? left : right)) << 2), bottom);
    store<i32>(next + ((<usize>(solid ? right : left)) << 2), top);
  }
}

/** Index of the edge with the key or the key + 1. */
function indexOf(edges: usize, count: i32, key: u32): i32 {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (load<u32>(edges + ((<usize>middle) << 2)) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
