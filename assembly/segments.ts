// Segments of loops in grid units, and the boxes of their stretches. The operations are those of loop-segments.ts and of snapping.

import { rounded } from './rounded';

const GRID_PER_MM: f64 = 10000;

/**
 * Writes the vertices of a loop of `points` in mm from place `first` on, backward where asked for, and the vertex that follows each; repeated
 * points are left out. Returns the place behind it: `first` where fewer than three points are left.
 */
export function segmentLoop(loop: usize, points: i32, reverse: i32, x: usize, y: usize, next: usize, first: i32): i32 {
  const perMm = f64x2.splat(GRID_PER_MM);
  const zero = f64x2.splat(0);
  const step: usize = reverse ? <usize>-16 : 16;
  let at = reverse ? loop + ((<usize>(points - 1)) << 4) : loop;
  let n = first;
  let last = f64x2.splat(NaN);
  for (let k = 0; k < points; k++) {
    const point = f64x2.add(rounded(f64x2.mul(v128.load(at), perMm)), zero);
    at += step;
    if (i64x2.all_true(f64x2.eq(point, last))) continue;
    v128.store64_lane(x + ((<usize>n) << 3), point, 0);
    v128.store64_lane(y + ((<usize>n) << 3), point, 1);
    store<i32>(next + ((<usize>n) << 2), n + 1);
    last = point;
    n++;
  }
  const startX = load<f64>(x + ((<usize>first) << 3));
  const startY = load<f64>(y + ((<usize>first) << 3));
  while (n > first + 1) {
    const place = (<usize>(n - 1)) << 3;
    if (load<f64>(x + place) !== startX || load<f64>(y + place) !== startY) break;
    n--;
  }
  if (n - first < 3) return first;
  store<i32>(next + ((<usize>(n - 1)) << 2), first);
  return n;
}

/**
 * Writes the box of each stretch of `1 << bits` segments: least x, greatest x, least y, greatest y. It holds all vertices of the stretch, the
 * one behind them, and the first one of a loop that ends in it.
 */
export function boxStretches(x: usize, y: usize, next: usize, n: i32, bits: i32, boxes: usize): void {
  const length = 1 << bits;
  let box = boxes;
  for (let from = 0; from < n; from += length, box += 32) {
    const to = min(from + length, n - 1);
    let px = load<f64>(x + ((<usize>from) << 3));
    let py = load<f64>(y + ((<usize>from) << 3));
    let low = f64x2(px, py);
    let high = low;
    for (let i = from; i < to; i++) {
      const k = load<i32>(next + ((<usize>i) << 2));
      if (k !== i + 1) {
        const first = f64x2(load<f64>(x + ((<usize>k) << 3)), load<f64>(y + ((<usize>k) << 3)));
        low = f64x2.pmin(low, first);
        high = f64x2.pmax(high, first);
      }
      px = load<f64>(x + ((<usize>(i + 1)) << 3));
      py = load<f64>(y + ((<usize>(i + 1)) << 3));
      const point = f64x2(px, py);
      low = f64x2.pmin(low, point);
      high = f64x2.pmax(high, point);
    }
    if (to === n - 1) {
      const k = load<i32>(next + ((<usize>to) << 2));
      const first = f64x2(load<f64>(x + ((<usize>k) << 3)), load<f64>(y + ((<usize>k) << 3)));
      low = f64x2.pmin(low, first);
      high = f64x2.pmax(high, first);
    }
    store<f64>(box, f64x2.extract_lane(low, 0));
    store<f64>(box, f64x2.extract_lane(high, 0), 8);
    store<f64>(box, f64x2.extract_lane(low, 1), 16);
    store<f64>(box, f64x2.extract_lane(high, 1), 24);
  }
}
