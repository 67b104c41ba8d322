/** Hands out items by nearness, each once. */

/** What was taken: an item, and which of its entries is the nearest. */
export interface NearestItem {
  readonly item: number;
  readonly entry: number;
}

/** Items that wait; `take` removes the one with the entry nearest to a place, and is null when all are gone. */
export interface NearestQueue {
  take(x: number, y: number): NearestItem | null;
}

/** About this many entries stand in one square of the grid. */
const ENTRIES_PER_SQUARE = 2;

/**
 * Makes a queue of items that can each be entered at several points. Entries stand in a grid that is searched in rings, so
 * thousands of items stay fast; of equally near entries the first counts.
 *
 * @param items - points x0,y0,x1,y1,... per item, at least one
 */
export function nearestQueue(items: readonly (readonly number[])[]): NearestQueue {
  let count = 0;
  let xMin = Number.POSITIVE_INFINITY;
  let xMax = Number.NEGATIVE_INFINITY;
  let yMin = Number.POSITIVE_INFINITY;
  let yMax = Number.NEGATIVE_INFINITY;
  for (const points of items) {
    for (let i = 0; i < points.length; i += 2, count++) {
      xMin = Math.min(xMin, points[i]!);
      xMax = Math.max(xMax, points[i]!);
      yMin = Math.min(yMin, points[i + 1]!);
      yMax = Math.max(yMax, points[i + 1]!);
    }
  }
  const squareMm = Math.max(
    Math.sqrt(((xMax - xMin) * (yMax - yMin) * ENTRIES_PER_SQUARE) / count) || 0,
    (Math.max(xMax - xMin, yMax - yMin) * ENTRIES_PER_SQUARE) / count || 0,
    0.001,
  );
  const columns = count > 0 ? Math.floor((xMax - xMin) / squareMm) + 1 : 0;
  const rows = count > 0 ? Math.floor((yMax - yMin) / squareMm) + 1 : 0;
  const squares: { item: number; entry: number; x: number; y: number }[][] = Array.from(
    { length: columns * rows },
    () => [],
  );
  const columnOf = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor((x - xMin) / squareMm)));
  const rowOf = (y: number) => Math.min(rows - 1, Math.max(0, Math.floor((y - yMin) / squareMm)));
  for (let item = 0; item < items.length; item++) {
    const points = items[item]!;
    for (let i = 0; i < points.length; i += 2) {
      const x = points[i]!;
      const y = points[i + 1]!;
      squares[rowOf(y) * columns + columnOf(x)]!.push({ item, entry: i / 2, x, y });
    }
  }
  const taken = new Uint8Array(items.length);
  let left = items.length;
  return { take };

  function take(x: number, y: number): NearestItem | null {
    if (left === 0) return null;
    const c = columnOf(x);
    const r = rowOf(y);
    let best: NearestItem | null = null;
    let least = Number.POSITIVE_INFINITY;
    const most = Math.max(c, columns - 1 - c, r, rows - 1 - r);
    for (let ring = 0; ring <= most; ring++) {
      for (let row = Math.max(0, r - ring); row <= Math.min(rows - 1, r + ring); row++) {
        const isEdge = row === r - ring || row === r + ring;
        for (let column = c - ring; column <= c + ring; column += isEdge || ring === 0 ? 1 : 2 * ring) {
          if (column >= 0 && column < columns) search(row * columns + column);
        }
      }
      // What stands in later rings is at least this far from a place inside the grid; from one outside it is farther.
      const reach = ring * squareMm;
      if (best !== null && least <= reach * reach) break;
    }
    if (best === null) return null;
    const found: NearestItem = best;
    taken[found.item] = 1;
    left--;
    return found;

    function search(square: number): void {
      const entries = squares[square]!;
      let kept = 0;
      for (const entry of entries) {
        if (taken[entry.item] === 1) continue;
        entries[kept++] = entry;
        const dx = entry.x - x;
        const dy = entry.y - y;
        const distance = dx * dx + dy * dy;
        const isFirst =
          distance === least &&
          best !== null &&
          (entry.item < best.item || (entry.item === best.item && entry.entry < best.entry));
        if (distance < least || isFirst) {
          least = distance;
          best = { item: entry.item, entry: entry.entry };
        }
      }
      entries.length = kept;
    }
  }
}
