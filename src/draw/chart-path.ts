/** The line of a chart in pixels, with no more points than the pixels can show. */

/** Values in pixels, y downward; NaN in `y` is a gap. */
export interface ChartPoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Path data: lines, and places of values that stand alone between gaps. */
export interface ChartPath {
  readonly line: string;
  readonly dots: string;
}

/**
 * Returns the path through the points. Of the points in one column of pixels the first, the lowest, the highest and the last
 * are kept: the picture is the one that all points draw (Jugel et al. 2014, M4, doi 10.14778/2732951.2732953).
 */
export function chartPath({ x, y }: ChartPoints): ChartPath {
  let line = '';
  let dots = '';
  for (let from = 0; from < x.length; ) {
    if (Number.isNaN(y[from]!)) {
      from++;
      continue;
    }
    let to = from + 1;
    while (to < x.length && !Number.isNaN(y[to]!)) to++;
    const points = runText(x, y, from, to);
    if (points.length === 1) dots += `M${points[0]}h0`;
    else line += `M${points.join(' ')}`;
    from = to;
  }
  return { line, dots };
}

/** Points of one run without gaps, as texts; points of the same text that follow each other are one. */
function runText(x: Float64Array, y: Float64Array, from: number, to: number): string[] {
  const texts: string[] = [];
  for (let first = from; first < to; ) {
    const column = Math.floor(x[first]!);
    let [lowest, highest, last] = [first, first, first];
    while (last + 1 < to && Math.floor(x[last + 1]!) === column) {
      last++;
      if (y[last]! > y[lowest]!) lowest = last;
      if (y[last]! < y[highest]!) highest = last;
    }
    for (const i of [first, Math.min(lowest, highest), Math.max(lowest, highest), last]) {
      const text = `${pxText(x[i]!)} ${pxText(y[i]!)}`;
      if (texts.at(-1) !== text) texts.push(text);
    }
    first = last + 1;
  }
  return texts;
}

/** Returns a length in pixels with at most one decimal. */
export function pxText(px: number): string {
  const text = px.toFixed(1);
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}
