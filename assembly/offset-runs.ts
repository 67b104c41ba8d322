// Curves cut into short runs that go one way along x and one way along y.

/** Segments of a run at most: longer ones have boxes that more others reach into. */
const MOST_IN_RUN: i32 = 8;
/** Ways of a segment; one along an axis goes neither way of the other. */
const RIGHT: i32 = 1;
const LEFT: i32 = 2;
const UP: i32 = 4;
const DOWN: i32 = 8;

/**
 * Writes the first segment of each run, and the count of segments at the end, to `runs`; to `strands` the run from which on runs follow
 * each other all one way along x or all along y; to `boxes` the least and the greatest x, then y of each; to `frame` the least and the
 * greatest x, then y of all, and the sum of widths and heights. Returns the number of runs. `ways` is for its own use, a byte a segment.
 */
export function cutRuns(
  x: usize,
  y: usize,
  next: usize,
  n: i32,
  runs: usize,
  ways: usize,
  strands: usize,
  boxes: usize,
  frame: usize,
): i32 {
  let count = 0;
  let first = -MOST_IN_RUN;
  let some = 0;
  let all = 0;
  let starts = true;
  for (let i = 0; i < n; i++) {
    const k = load<i32>(next + ((<usize>i) << 2));
    const dx = load<f64>(x + ((<usize>k) << 3)) - load<f64>(x + ((<usize>i) << 3));
    const dy = load<f64>(y + ((<usize>k) << 3)) - load<f64>(y + ((<usize>i) << 3));
    const way = <i32>(dx > 0) * RIGHT + <i32>(dx < 0) * LEFT + <i32>(dy > 0) * UP + <i32>(dy < 0) * DOWN;
    some |= way;
    // Both ways along one axis.
    const turnsBack = (some & (some >> 1) & (RIGHT | UP)) !== 0;
    if (starts || turnsBack || i - first >= MOST_IN_RUN) {
      if (count > 0) store<u8>(ways + <usize>(count - 1), <u8>all);
      store<i32>(runs + ((<usize>count) << 2), i);
      count++;
      first = i;
      some = way;
      all = way;
    } else all &= way;
    starts = k !== i + 1;
  }
  if (count > 0) store<u8>(ways + <usize>(count - 1), <u8>all);
  store<i32>(runs + ((<usize>count) << 2), n);

  let xMin: f64 = Infinity;
  let xMax: f64 = -Infinity;
  let yMin: f64 = Infinity;
  let yMax: f64 = -Infinity;
  let length: f64 = 0;
  let common = 0;
  let strand = 0;
  for (let run = 0; run < count; run++) {
    const at = runs + ((<usize>run) << 2);
    const i = load<i32>(at);
    const k = load<i32>(next + ((<usize>(load<i32>(at, 4) - 1)) << 2));
    const px = load<f64>(x + ((<usize>i) << 3));
    const py = load<f64>(y + ((<usize>i) << 3));
    const qx = load<f64>(x + ((<usize>k) << 3));
    const qy = load<f64>(y + ((<usize>k) << 3));
    const left = Math.min(px, qx);
    const right = Math.max(px, qx);
    const low = Math.min(py, qy);
    const high = Math.max(py, qy);
    const box = boxes + ((<usize>run) << 5);
    store<f64>(box, left);
    store<f64>(box, right, 8);
    store<f64>(box, low, 16);
    store<f64>(box, high, 24);
    xMin = Math.min(xMin, left);
    xMax = Math.max(xMax, right);
    yMin = Math.min(yMin, low);
    yMax = Math.max(yMax, high);
    length += right - left + (high - low);
    const way = <i32>load<u8>(ways + <usize>run);
    const before = run > 0 ? <i32>load<u8>(ways + <usize>(run - 1)) : 0;
    const follows = i > 0 && load<i32>(next + ((<usize>(i - 1)) << 2)) === i;
    if (follows && (common & way) !== 0) {
      common &= way;
    } else if (follows && (before & way) !== 0) {
      strand = run - 1;
      common = before & way;
    } else {
      strand = run;
      common = way;
    }
    store<i32>(strands + ((<usize>run) << 2), strand);
  }
  store<f64>(frame, xMin);
  store<f64>(frame, xMax, 8);
  store<f64>(frame, yMin, 16);
  store<f64>(frame, yMax, 24);
  store<f64>(frame, length, 32);
  return count;
}
