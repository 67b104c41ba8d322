/** Of the ends of many lines, those that lie nearest to each. */

/** About this many ends stand in one square of the grid. */
const ENDS_PER_SQUARE = 2;

/**
 * Returns `count` ends for each end, nearest first and of equally near ones the first given; -1 where there are no more. Ends 2 k and 2 k + 1 belong to one
 * line and are no neighbours.
 */
export function nearestEnds(x: Float64Array, y: Float64Array, count: number): Int32Array {
  const n = x.length;
  const found = new Int32Array(n * count).fill(-1);
  if (n === 0) return found;
  let [xMin, xMax, yMin, yMax] = [x[0]!, x[0]!, y[0]!, y[0]!];
  for (let k = 1; k < n; k++) {
    xMin = Math.min(xMin, x[k]!);
    xMax = Math.max(xMax, x[k]!);
    yMin = Math.min(yMin, y[k]!);
    yMax = Math.max(yMax, y[k]!);
  }
  const [wide, high] = [xMax - xMin, yMax - yMin];
  const squareMm = Math.max(
    Math.sqrt((wide * high * ENDS_PER_SQUARE) / n),
    (Math.max(wide, high) * ENDS_PER_SQUARE) / n,
    0.001,
  );
  const columns = Math.floor(wide / squareMm) + 1;
  const rows = Math.floor(high / squareMm) + 1;
  const squareOf = (k: number): number =>
    Math.floor((y[k]! - yMin) / squareMm) * columns + Math.floor((x[k]! - xMin) / squareMm);
  // Ends by square: those of square s stand from `first[s]` to `first[s + 1]`.
  const first = new Int32Array(columns * rows + 1);
  for (let k = 0; k < n; k++) first[squareOf(k) + 1]!++;
  for (let s = 0; s < columns * rows; s++) first[s + 1]! += first[s]!;
  const ends = new Int32Array(n);
  const next = first.slice();
  for (let k = 0; k < n; k++) ends[next[squareOf(k)]!++] = k;
  const distance = new Float64Array(count);
  for (let k = 0; k < n; k++) search(k);
  return found;

  function search(k: number): void {
    const column = Math.floor((x[k]! - xMin) / squareMm);
    const row = Math.floor((y[k]! - yMin) / squareMm);
    const most = Math.max(column, columns - 1 - column, row, rows - 1 - row);
    let kept = 0;
    for (let ring = 0; ring <= most; ring++) {
      // What stands in this ring is at least so far away.
      const reach = (ring - 1) * squareMm;
      if (kept === count && ring > 1 && distance[count - 1]! <= reach * reach) return;
      for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
        const isEdge = r === row - ring || r === row + ring;
        for (let c = column - ring; c <= column + ring; c += isEdge || ring === 0 ? 1 : 2 * ring) {
          if (c >= 0 && c < columns) kept = look(k, r * columns + c, kept);
        }
      }
    }
  }

  /** Takes the ends of a square into the list of those nearest to `k`; returns how many it has then. */
  function look(k: number, square: number, had: number): number {
    let kept = had;
    for (let i = first[square]!; i < first[square + 1]!; i++) {
      const other = ends[i]!;
      if (other >> 1 === k >> 1) continue;
      const dx = x[other]! - x[k]!;
      const dy = y[other]! - y[k]!;
      const far = dx * dx + dy * dy;
      let at = kept;
      while (at > 0 && isNearer(far, other, distance[at - 1]!, found[k * count + at - 1]!)) at--;
      if (at >= count) continue;
      for (let m = Math.min(kept, count - 1); m > at; m--) {
        distance[m] = distance[m - 1]!;
        found[k * count + m] = found[k * count + m - 1]!;
      }
      distance[at] = far;
      found[k * count + at] = other;
      if (kept < count) kept++;
    }
    return kept;
  }
}

function isNearer(far: number, end: number, otherFar: number, other: number): boolean {
  return far < otherFar || (far === otherFar && end < other);
}
