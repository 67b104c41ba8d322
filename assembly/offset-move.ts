// Raw offset curves, corner by corner. The operations are those of offset-segments.ts, in their order; rounded corners are asked for there.

import { rounded } from './rounded';

const GRID_PER_MM: f64 = 10000;
/** Coordinates beyond this are refused (clipping.ts). */
const MAX_MM: f64 = 4000;

/** Writes the points of a rounded corner from place `n` on and returns the next place, or -1 where there is no room. */
declare function roundCorner(x: f64, y: f64, ax: f64, ay: f64, cross: f64, dot: f64, n: i32): i32;

/**
 * Turns a loop of `points` from mm to grid units where it lies, and writes its least and its greatest x and y to `box`. Returns 0 where it
 * bends at every point, 1 where it does not, -1 where it reaches too far.
 */
export function gridLoop(loop: usize, points: i32, box: usize): i32 {
  const perMm = f64x2.splat(GRID_PER_MM);
  const most = f64x2.splat(MAX_MM);
  const zero = f64x2.splat(0);
  const end = loop + ((<usize>points) << 4);
  let low = f64x2.splat(Infinity);
  let high = f64x2.splat(-Infinity);
  for (let at = loop; at < end; at += 16) {
    const mm = v128.load(at);
    if (!i64x2.all_true(f64x2.le(f64x2.abs(mm), most))) return -1;
    const point = f64x2.add(rounded(f64x2.mul(mm, perMm)), zero);
    v128.store(at, point);
    low = f64x2.pmin(low, point);
    high = f64x2.pmax(high, point);
  }
  v128.store(box, low);
  v128.store(box, high, 16);
  if (points < 3) return 1;
  let before = v128.load(end - 16);
  let u = f64x2.sub(before, v128.load(end - 32));
  for (let at = loop; at < end; at += 16) {
    const point = v128.load(at);
    const v = f64x2.sub(point, before);
    const products = f64x2.mul(u, v128.shuffle<u64>(v, v, 1, 0));
    if (f64x2.extract_lane(products, 0) === f64x2.extract_lane(products, 1)) return 1;
    before = point;
    u = v;
  }
  return 0;
}

/**
 * Writes the raw curve of a loop in grid units from place `first` on, within `room` places; returns the place behind it, `first` where fewer
 * than three points are left, or -1 where the room does not do.
 */
export function moveLoop(
  loop: usize,
  points: i32,
  delta: f64,
  leastDot: f64,
  x: usize,
  y: usize,
  first: i32,
  room: i32,
): i32 {
  const end = loop + ((<usize>points) << 4);
  const distance = Math.abs(delta);
  // Of b + a, turned to the right: y and -x.
  const signs = f64x2(1, -1);
  let corner = v128.load(end - 16);
  const e = f64x2.sub(corner, v128.load(end - 32));
  let lengthA = lengthOf(e);
  let a = f64x2.div(e, f64x2.splat(lengthA));
  let n = first;
  let last = f64x2.splat(NaN);
  for (let at = loop; at < end; at += 16) {
    if (n + 4 > room) return -1;
    const to = v128.load(at);
    const d = f64x2.sub(to, corner);
    const lengthB = lengthOf(d);
    const b = f64x2.div(d, f64x2.splat(lengthB));
    const crossed = f64x2.mul(a, v128.shuffle<u64>(b, b, 1, 0));
    const along = f64x2.mul(a, b);
    const cross = f64x2.extract_lane(crossed, 0) - f64x2.extract_lane(crossed, 1);
    const dot = f64x2.extract_lane(along, 0) + f64x2.extract_lane(along, 1);
    const opens = delta < 0 ? cross <= 0 : cross >= 0;
    const trim = 2 * distance * Math.abs(cross);
    const mitre = opens ? dot >= leastDot : trim < lengthA * (1 + dot) && trim < lengthB * (1 + dot);
    if (mitre) {
      const sum = f64x2.add(a, b);
      const scale = f64x2.mul(signs, f64x2.splat(delta / (1 + dot)));
      const point = rounded(f64x2.add(corner, f64x2.mul(v128.shuffle<u64>(sum, sum, 1, 0), scale)));
      if (!i64x2.all_true(f64x2.eq(point, last))) {
        put(x, y, n++, point);
        last = point;
      }
    } else {
      const scale = f64x2.mul(signs, f64x2.splat(delta));
      let point = rounded(f64x2.add(corner, f64x2.mul(v128.shuffle<u64>(a, a, 1, 0), scale)));
      if (!i64x2.all_true(f64x2.eq(point, last))) {
        put(x, y, n++, point);
        last = point;
      }
      if (opens) {
        const way = f64x2.mul(a, f64x2.splat(delta));
        n = roundCorner(
          f64x2.extract_lane(corner, 0),
          f64x2.extract_lane(corner, 1),
          f64x2.extract_lane(way, 0),
          f64x2.extract_lane(way, 1),
          cross,
          dot,
          n,
        );
        if (n < 0 || n + 1 > room) return -1;
        const place = (<usize>(n - 1)) << 3;
        last = f64x2(load<f64>(x + place), load<f64>(y + place));
      } else {
        point = rounded(corner);
        if (!i64x2.all_true(f64x2.eq(point, last))) {
          put(x, y, n++, point);
          last = point;
        }
      }
      point = rounded(f64x2.add(corner, f64x2.mul(v128.shuffle<u64>(b, b, 1, 0), scale)));
      if (!i64x2.all_true(f64x2.eq(point, last))) {
        put(x, y, n++, point);
        last = point;
      }
    }
    corner = to;
    a = b;
    lengthA = lengthB;
  }
  const start = (<usize>first) << 3;
  while (n > first + 1) {
    const place = (<usize>(n - 1)) << 3;
    if (load<f64>(x + place) !== load<f64>(x + start) || load<f64>(y + place) !== load<f64>(y + start)) break;
    n--;
  }
  return n - first < 3 ? first : n;
}

@inline
function lengthOf(way: v128): f64 {
  const squares = f64x2.mul(way, way);
  return Math.sqrt(f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1));
}

@inline
function put(x: usize, y: usize, n: i32, point: v128): void {
  v128.store64_lane(x + ((<usize>n) << 3), point, 0);
  v128.store64_lane(y + ((<usize>n) << 3), point, 1);
}
