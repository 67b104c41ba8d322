/** An order of lines that keeps jumps short. */
import type { Loops, Polyline } from '../core/polyline.ts';

/**
 * Returns lines ordered by their start points: in rows of y, every second row backwards, so that jumps stay short. About one loop
 * stands in each square of a row. Nearest-neighbour order saves little more and costs the square of the count.
 */
export function inSweepOrder(loops: Loops): Loops {
  if (loops.length < 3) return loops;
  let xMin = Number.POSITIVE_INFINITY;
  let xMax = Number.NEGATIVE_INFINITY;
  let yMin = Number.POSITIVE_INFINITY;
  let yMax = Number.NEGATIVE_INFINITY;
  for (const { xy } of loops) {
    xMin = Math.min(xMin, xy[0]!);
    xMax = Math.max(xMax, xy[0]!);
    yMin = Math.min(yMin, xy[1]!);
    yMax = Math.max(yMax, xy[1]!);
  }
  const rowMm = Math.max(
    Math.sqrt(((xMax - xMin) * (yMax - yMin)) / loops.length),
    (yMax - yMin) / loops.length,
    0.001,
  );
  const rowOf = Float64Array.from(loops, ({ xy }) => Math.floor((xy[1]! - yMin) / rowMm));
  // Loops come in canonical order, by x and then y, and the sort is stable: it needs to part the rows only.
  const byRow = Int32Array.from(loops, (_, n) => n).sort((a, b) => rowOf[a]! - rowOf[b]! || a - b);
  const ordered: Polyline[] = [];
  for (let from = 0, backwards = false; from < byRow.length; backwards = !backwards) {
    let to = from + 1;
    while (to < byRow.length && rowOf[byRow[to]!] === rowOf[byRow[from]!]) to++;
    const row = byRow.subarray(from, to);
    for (const n of backwards ? row.reverse() : row) ordered.push(loops[n] as Polyline);
    from = to;
  }
  return ordered;
}
