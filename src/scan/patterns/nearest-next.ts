/** Always the nearest line next. */

/** A line by its number, and whether it is entered where it ends. */
interface Entry {
  readonly at: number;
  readonly fromEnd: boolean;
}

/**
 * Orders lines, given by their ends (x0, y0, x1, y1 each): the first one first, then always the one with an end nearest to where the last one
 * stopped, entered there; the one listed first where several are as near, and its start where both ends are.
 *
 * Ends are entered into squares of about one line each, and squares are asked from near to far, so that thousands of lines stay fast.
 */
export function nearestNext(ends: Float64Array): Entry[] {
  const count = ends.length / 4;
  if (count === 0) return [];
  const grid = squaresOf(ends);
  const order: Entry[] = [{ at: 0, fromEnd: false }];
  grid.remove(0);
  while (order.length < count) {
    const { at, fromEnd } = order[order.length - 1]!;
    const stop = 4 * at + (fromEnd ? 0 : 2);
    const end = grid.nearest(ends[stop]!, ends[stop + 1]!);
    order.push({ at: end >> 1, fromEnd: end % 2 === 1 });
    grid.remove(end >> 1);
  }
  return order;
}

/** Ends of lines by squares; end 2 i is the start of line i and 2 i + 1 its end. */
function squaresOf(ends: Float64Array) {
  const count = ends.length / 2;
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ends.length; i += 2) {
    xMin = Math.min(xMin, ends[i]!);
    yMin = Math.min(yMin, ends[i + 1]!);
    xMax = Math.max(xMax, ends[i]!);
    yMax = Math.max(yMax, ends[i + 1]!);
  }
  const [width, height] = [xMax - xMin, yMax - yMin];
  const size = Math.max(Math.sqrt((width * height) / count), (width + height) / count, 0.001);
  const columns = Math.floor(width / size) + 1;
  const rows = Math.floor(height / size) + 1;
  const columnOf = (x: number) => Math.min(Math.floor((x - xMin) / size), columns - 1);
  const rowOf = (y: number) => Math.min(Math.floor((y - yMin) / size), rows - 1);
  const squares: number[][] = Array.from({ length: columns * rows }, () => []);
  const squareOf = (end: number) => rowOf(ends[2 * end + 1]!) * columns + columnOf(ends[2 * end]!);
  for (let end = 0; end < count; end++) squares[squareOf(end)]!.push(end);

  function remove(line: number): void {
    for (const end of [2 * line, 2 * line + 1]) {
      const square = squareOf(end);
      squares[square] = squares[square]!.filter((other) => other !== end);
    }
  }

  function nearest(x: number, y: number): number {
    const [column, row] = [columnOf(x), rowOf(y)];
    let best = -1;
    let least = Infinity;
    const ask = (j: number, i: number): void => {
      for (const end of squares[j * columns + i]!) {
        const dx = ends[2 * end]! - x;
        const dy = ends[2 * end + 1]! - y;
        const square = dx * dx + dy * dy;
        if (square > least || (square === least && end > best)) continue;
        least = square;
        best = end;
      }
    };
    const most = Math.max(columns, rows);
    // What lies in ring k is at least k - 1 squares away.
    for (let k = 0; k <= most && !(least < ((k - 1) * size) ** 2 && k > 0); k++) {
      const [top, bottom] = [Math.min(row + k, rows - 1), Math.max(row - k, 0)];
      for (let j = bottom; j <= top; j++) {
        if (Math.abs(j - row) === k) {
          for (let i = Math.max(column - k, 0); i <= Math.min(column + k, columns - 1); i++) ask(j, i);
        } else {
          if (column - k >= 0) ask(j, column - k);
          if (k > 0 && column + k < columns) ask(j, column + k);
        }
      }
    }
    return best;
  }
  return { remove, nearest };
}
