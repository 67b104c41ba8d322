/** Contours that stand in a file as vectors, end to end. */

/** A line whose vectors joined. */
export interface JoinedLine {
  readonly closed: boolean;
  readonly xy: Float64Array;
}

/** Joins vectors to lines wherever one begins at the very point where the one before it ends. */
export function joinVectors(xyxy: Float64Array): JoinedLine[] {
  const lines: JoinedLine[] = [];
  for (let from = 0; from < xyxy.length; ) {
    let to = from + 4;
    while (to < xyxy.length && xyxy[to] === xyxy[to - 2] && xyxy[to + 1] === xyxy[to - 1]) to += 4;
    lines.push(lineOf(xyxy.subarray(from, to)));
    from = to;
  }
  return lines;
}

/** A line that comes back to its first point is closed. */
function lineOf(chain: Float64Array): JoinedLine {
  const vectors = chain.length / 4;
  const closed = vectors > 1 && chain[0] === chain.at(-2) && chain[1] === chain.at(-1);
  const xy = new Float64Array(2 * (closed ? vectors : vectors + 1));
  for (let i = 0; i < vectors; i++) {
    xy[2 * i] = chain[4 * i]!;
    xy[2 * i + 1] = chain[4 * i + 1]!;
  }
  if (!closed) xy.set(chain.subarray(-2), 2 * vectors);
  return { closed, xy };
}
