// Linked vertices to closed loops on the grid of coordinates. The operations are those of trace-loops.ts, in their order, two points at a time.

const GRID_PER_MM: f64 = 10000;
/**
 * 1 / GRID_PER_MM in two parts, the first of 26 bits: for whole n below 2^27 n * HIGH is exact and n * HIGH + n * LOW, rounded once, is
 * n / GRID_PER_MM to the last bit (quotients lie 2^-68 of their size from where rounding turns, the sum errs by 2^-78).
 */
const MM_HIGH: f64 = 9.999999929277692e-5;
const MM_LOW: f64 = 7.07223080098629e-13;
const MERGE_MM: f64 = 1e-3;
const SHARPEST_TURN: f64 = 0.8;
const FARTHEST: f64 = 0.25;

/**
 * Writes the loops one after the other to `out` (x, y in mm) and the number of points up to the end of each to `ends`;
 * returns the number of loops, or -1 where the links do not close. `next` is used up. Room: `out` 16 (count + 1) bytes,
 * `ends` 4 (count / 3 + 1), `scratch` 40 (count + 8) + 32 bytes.
 */
export function traceLoops(
  vertices: usize,
  voids: usize,
  narrow: usize,
  next: usize,
  count: i32,
  reverse: i32,
  x0Mm: f64,
  y0Mm: f64,
  stepMm: f64,
  scratch: usize,
  out: usize,
  ends: usize,
): i32 {
  const bytes = (<usize>(count + 8)) << 3;
  // Two places before the first point and two after the last hold the other end of the curve.
  const xs = scratch + 16;
  const ys = xs + bytes;
  const flags = ys + bytes;
  const lengths = flags + bytes;
  const reaches = lengths + bytes;
  const perStepMm: f64 = 1 / stepMm;
  const merge = f64x2.splat(MERGE_MM);
  let loops = 0;
  let done: usize = 0;
  let met = 0;
  for (let start = 0; start < count; start++) {
    if (load<i32>(next + ((<usize>start) << 2)) < 0) continue;
    let n: usize = 0;
    let last = f64x2.splat(Infinity);
    let v = start;
    for (;;) {
      const link = next + ((<usize>v) << 2);
      const after = load<i32>(link);
      if (after < 0) break;
      store<i32>(link, -1);
      met++;
      const point = v128.load(vertices + ((<usize>v) << 4));
      let reach: f64 = Infinity;
      if (load<u8>(narrow + <usize>v) !== 0) {
        // A vertex lies on an edge of the grid, so in one of x and y at a node.
        const i = (f64x2.extract_lane(point, 0) - x0Mm) * perStepMm;
        const j = (f64x2.extract_lane(point, 1) - y0Mm) * perStepMm;
        reach = 0.5 * stepMm * Math.max(Math.abs(i - Math.floor(i + 0.5)), Math.abs(j - Math.floor(j + 0.5)));
      }
      // Where a curve runs through a grid node its vertices on the edges around it fall together.
      if (i64x2.all_true(f64x2.lt(f64x2.abs(f64x2.sub(last, point)), merge))) {
        store<f64>(reaches + n - 8, Math.min(load<f64>(reaches + n - 8), reach));
      } else {
        v128.store64_lane(xs + n, point, 0);
        v128.store64_lane(ys + n, point, 1);
        store<i64>(flags + n, -(<i64>load<u8>(voids + <usize>v)));
        store<f64>(reaches + n, reach);
        n += 8;
        last = point;
      }
      v = after;
    }
    if (v !== start) return -1;
    const firstX = load<f64>(xs);
    const firstY = load<f64>(ys);
    while (
      n >= 16 &&
      Math.abs(load<f64>(xs + n - 8) - firstX) < MERGE_MM &&
      Math.abs(load<f64>(ys + n - 8) - firstY) < MERGE_MM
    ) {
      n -= 8;
      store<f64>(reaches, Math.min(load<f64>(reaches), load<f64>(reaches + n)));
    }
    if (n < 24) continue;
    const points = keepArea(n, xs, ys, flags, lengths, reaches, out + done);
    if (points < 3) continue;
    if (reverse) reversePoints(out + done, points);
    done += (<usize>points) << 4;
    store<i32>(ends + ((<usize>loops) << 2), <i32>(done >> 4));
    loops++;
  }
  return met === count ? loops : -1;
}

/** Moves each vertex so that the polygon has the curve's area, rounds, drops equal neighbours; returns the number of points. */
function keepArea(n: usize, xs: usize, ys: usize, flags: usize, lengths: usize, reaches: usize, out: usize): i32 {
  wrap(xs, n);
  wrap(ys, n);
  wrap(flags, n);
  for (let at: usize = 0; at <= n; at += 16) {
    const dx = f64x2.sub(v128.load(xs + at), v128.load(xs + at - 8));
    const dy = f64x2.sub(v128.load(ys + at), v128.load(ys + at - 8));
    v128.store(lengths + at, f64x2.sqrt(f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy))));
  }
  const zero = f64x2.splat(0);
  const perMm = f64x2.splat(GRID_PER_MM);
  const high = f64x2.splat(MM_HIGH);
  const low = f64x2.splat(MM_LOW);
  const half = f64x2.splat(0.5);
  const six = f64x2.splat(6);
  const sharpest = f64x2.splat(SHARPEST_TURN);
  const farthest = f64x2.splat(FARTHEST);
  const unbounded = f64x2.splat(Infinity);
  let to = out;
  let last = f64x2.splat(Infinity);
  let first = last;
  for (let at: usize = 0; at < n; at += 16) {
    const x = v128.load(xs + at);
    const y = v128.load(ys + at);
    const xBefore = v128.load(xs + at - 8);
    const yBefore = v128.load(ys + at - 8);
    const xAfter = v128.load(xs + at, 8);
    const yAfter = v128.load(ys + at, 8);
    const ux = f64x2.sub(x, xBefore);
    const uy = f64x2.sub(y, yBefore);
    const vx = f64x2.sub(xAfter, x);
    const vy = f64x2.sub(yAfter, y);
    const wx = f64x2.sub(xAfter, xBefore);
    const wy = f64x2.sub(yAfter, yBefore);
    const u = v128.load(lengths + at);
    const v = v128.load(lengths + at, 8);
    const w = f64x2.sqrt(f64x2.add(f64x2.mul(wx, wx), f64x2.mul(wy, wy)));
    const cross = f64x2.sub(f64x2.mul(ux, vy), f64x2.mul(uy, vx));
    const dot = f64x2.add(f64x2.mul(ux, vx), f64x2.mul(uy, vy));
    const uv = f64x2.mul(u, v);
    const squares = f64x2.add(f64x2.sub(f64x2.mul(u, u), uv), f64x2.mul(v, v));
    const under = f64x2.mul(f64x2.mul(six, uv), f64x2.mul(f64x2.add(u, v), w));
    const flagged = v128.or(v128.or(v128.load(flags + at), v128.load(flags + at - 8)), v128.load(flags + at, 8));
    const smooth = v128.and(f64x2.gt(dot, zero), f64x2.lt(f64x2.abs(cross), f64x2.mul(sharpest, uv)));
    let shift = f64x2.div(f64x2.mul(cross, squares), under);
    const reach = v128.load(reaches + at);
    const shorter = f64x2.mul(farthest, f64x2.min(u, v));
    // Few are bounded: those of sharp turns (cross^2 squares > 6 shorter uv^2 (u + v)) and those with a reach.
    const turned = f64x2.gt(
      f64x2.mul(f64x2.mul(cross, cross), squares),
      f64x2.mul(f64x2.mul(six, shorter), f64x2.mul(f64x2.mul(uv, uv), f64x2.add(u, v))),
    );
    if (v128.any_true(v128.or(turned, f64x2.lt(reach, unbounded)))) {
      const kept = f64x2.div(f64x2.mul(shorter, uv), f64x2.abs(cross));
      const most = f64x2.div(f64x2.min(kept, reach), w);
      shift = f64x2.max(f64x2.neg(most), f64x2.min(most, shift));
    }
    shift = v128.and(shift, v128.andnot(smooth, flagged));
    const gx = f64x2.floor(f64x2.add(f64x2.mul(f64x2.add(x, f64x2.mul(wy, shift)), perMm), half));
    const gy = f64x2.floor(f64x2.add(f64x2.mul(f64x2.sub(y, f64x2.mul(wx, shift)), perMm), half));
    // Plus zero, so that no -0 is left.
    const mmX = f64x2.add(f64x2.add(f64x2.mul(gx, high), f64x2.mul(gx, low)), zero);
    const mmY = f64x2.add(f64x2.add(f64x2.mul(gy, high), f64x2.mul(gy, low)), zero);
    const p0 = v128.shuffle<u64>(mmX, mmY, 0, 2);
    const p1 = v128.shuffle<u64>(mmX, mmY, 1, 3);
    if (at === 0) first = p0;
    if (!i64x2.all_true(f64x2.eq(p0, last))) {
      v128.store(to, p0);
      to += 16;
      last = p0;
    }
    if (at + 8 < n && !i64x2.all_true(f64x2.eq(p1, last))) {
      v128.store(to, p1);
      to += 16;
      last = p1;
    }
  }
  while (to - out >= 32 && i64x2.all_true(f64x2.eq(v128.load(to - 16), first))) to -= 16;
  return <i32>((to - out) >> 4);
}

/** Puts the last point before the first, and the first two after the last. */
function wrap(list: usize, n: usize): void {
  store<u64>(list - 8, load<u64>(list + n - 8));
  store<u64>(list + n, load<u64>(list));
  store<u64>(list + n + 8, load<u64>(list + 8));
}

function reversePoints(list: usize, points: i32): void {
  let low = list;
  let high = list + ((<usize>(points - 1)) << 4);
  while (low < high) {
    const point = v128.load(low);
    v128.store(low, v128.load(high));
    v128.store(high, point);
    low += 16;
    high -= 16;
  }
}
