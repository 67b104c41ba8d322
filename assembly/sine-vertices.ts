// Where each crossed edge of a plane of sines meets the level, by angle addition: no sine is computed.
//
// Along an edge, with D the angle from its start, f - level = P cos D + Q sin D + P2 cos 2D + Q2 sin 2D + C. In t = tan(D / 2) that
// is, times (1 + t^2)^2, a polynomial of degree 4: for one harmonic a quadratic, solved in closed form; for two Newton's method in a
// bracket. Two edges at a time.

/** Coefficients of atan t on |t| <= 7/16 (FreeBSD's msun, s_atan.c): error below 1 ulp. */
const T0 = 0.3333333333333293;
const T1 = -0.19999999999876483;
const T2 = 0.14285714272503466;
const T3 = -0.11111110405462356;
const T4 = 0.09090887133436507;
const T5 = -0.0769187620504483;
const T6 = 0.06661073137387531;
const T7 = -0.058335701337905735;
const T8 = 0.049768779946159324;
const T9 = -0.036531572744216916;
const T10 = 0.016285820115365782;

/** Up to this tan of half a step's angle the short series of atan will do: 20 steps a cycle and more. */
const SHORT_HALF_TURN: f64 = 0.16;

/** Newton's steps end when what they leave, by the square of the last one and the curvature, is below this in t. */
const LEFT: f64 = 1e-10;
const MAX_STEPS: i32 = 200;
/** Steps before the first look whether it is enough: a branch that cannot be foretold costs more than a step. */
const FEWEST: i32 = 1;

/**
 * Writes a vertex (x, y) and a byte (1 at the void) for each edge. `edges` must have room for one key more.
 *
 * - angles: sine and cosine of each node along x, then of each along y; places: their coordinates
 * - lines: 3 or 5 coefficients of each column (along y), then of each row (along x)
 * - halfTurn: tan of half the angle of a grid step; perRadian: mm that a radian of half the angle takes
 */
export function sineVertices(
  harmonics: i32,
  nx: i32,
  words: i32,
  kept: usize,
  angles: usize,
  lines: usize,
  places: usize,
  level: f64,
  halfTurn: f64,
  perRadian: f64,
  edges: usize,
  count: i32,
  vertices: usize,
  voids: usize,
): void {
  if (count === 0) return;
  const stride: usize = harmonics === 1 ? 24 : 40;
  const keptRow = (<usize>words) << 3;
  // An odd last edge is done with itself.
  store<u32>(edges + ((<usize>count) << 2), load<u32>(edges + ((<usize>(count - 1)) << 2)));
  const zero = f64x2.splat(0);
  const tMax = f64x2.splat(halfTurn);
  const levels = f64x2.splat(level);
  const short = halfTurn <= SHORT_HALF_TURN;
  let j = 0;
  let rowStart: u32 = 0;
  let rowEnd = <u32>nx;
  for (let e = 0; e < count; e += 2) {
    const key0 = load<u32>(edges + ((<usize>e) << 2));
    const key1 = load<u32>(edges + ((<usize>e) << 2), 4);
    while (key0 >> 2 >= rowEnd) {
      j++;
      rowStart = rowEnd;
      rowEnd += <u32>nx;
    }
    const j0 = j;
    const i0 = <i32>((key0 >> 2) - rowStart);
    while (key1 >> 2 >= rowEnd) {
      j++;
      rowStart = rowEnd;
      rowEnd += <u32>nx;
    }
    const j1 = j;
    const i1 = <i32>((key1 >> 2) - rowStart);
    // Of the node and its line: where it stands along the edge, and which line the edge is.
    const along0 = i0 + ((nx + j0 - i0) & -(<i32>((key0 >> 1) & 1)));
    const along1 = i1 + ((nx + j1 - i1) & -(<i32>((key1 >> 1) & 1)));
    const across0 = i0 + nx + j0 - along0;
    const across1 = i1 + nx + j1 - along1;
    const angle0 = angles + ((<usize>along0) << 4);
    const angle1 = angles + ((<usize>along1) << 4);
    const line0 = lines + <usize>across0 * stride;
    const line1 = lines + <usize>across1 * stride;

    const s = v128.load64_lane(angle1, v128.load64_splat(angle0), 1);
    const k = v128.load64_lane(angle1, v128.load64_splat(angle0, 8), 1, 8);
    const a = v128.load64_lane(line1, v128.load64_splat(line0), 1);
    const b = v128.load64_lane(line1, v128.load64_splat(line0, 8), 1, 8);
    const c = v128.load64_lane(line1, v128.load64_splat(line0, 16), 1, 16);
    const p = f64x2.add(f64x2.mul(a, s), f64x2.mul(b, k));
    const q = f64x2.sub(f64x2.mul(a, k), f64x2.mul(b, s));
    // -1 of an edge that comes into the inside, against the level.
    const sign = v128.xor(
      f64x2.splat(1),
      v128.shl<i64>(i64x2.replace_lane(i64x2.splat(<i64>~key0), 1, <i64>~key1), 63),
    );
    let t: v128;
    if (harmonics === 1) {
      // (L + P) t^2 - 2 Q t + (L - P) = 0; of the two forms of its root the one without cancellation.
      const l = f64x2.sub(levels, c);
      const square = f64x2.sub(f64x2.add(f64x2.mul(p, p), f64x2.mul(q, q)), f64x2.mul(l, l));
      const root = f64x2.mul(sign, f64x2.sqrt(f64x2.pmax(zero, square)));
      const straight = f64x2.ge(f64x2.mul(sign, q), zero);
      t = f64x2.div(
        v128.bitselect(f64x2.sub(l, p), f64x2.sub(q, root), straight),
        v128.bitselect(f64x2.add(q, root), f64x2.add(l, p), straight),
      );
    } else {
      const a2 = v128.load64_lane(line1, v128.load64_splat(line0, 24), 1, 24);
      const b2 = v128.load64_lane(line1, v128.load64_splat(line0, 32), 1, 32);
      // sin 2X and cos 2X at the start.
      const s2 = f64x2.mul(f64x2.add(s, s), k);
      const k2 = f64x2.sub(f64x2.splat(1), f64x2.mul(f64x2.add(s, s), s));
      const p2 = f64x2.add(f64x2.mul(a2, s2), f64x2.mul(b2, k2));
      const q2 = f64x2.sub(f64x2.mul(a2, k2), f64x2.mul(b2, s2));
      const d = f64x2.sub(c, levels);
      t = quarticRoot(
        f64x2.mul(sign, f64x2.add(f64x2.add(p, d), p2)),
        f64x2.mul(sign, f64x2.add(f64x2.add(q, q), f64x2.mul(f64x2.splat(4), q2))),
        f64x2.mul(sign, f64x2.sub(f64x2.add(d, d), f64x2.mul(f64x2.splat(6), p2))),
        f64x2.mul(sign, f64x2.sub(f64x2.add(q, q), f64x2.mul(f64x2.splat(4), q2))),
        f64x2.mul(sign, f64x2.add(f64x2.sub(d, p), p2)),
        tMax,
      );
    }
    // Not a number becomes 0, and rounding cannot leave the edge.
    t = f64x2.pmin(tMax, f64x2.pmax(zero, t));
    const moved = f64x2.mul(short ? shortArctan(t) : arctan(t), f64x2.splat(perRadian));

    const vertex = vertices + ((<usize>e) << 4);
    const up0 = (<usize>key0 & 2) << 2;
    const up1 = (<usize>key1 & 2) << 2;
    store<f64>(vertex + up0, load<f64>(places + ((<usize>along0) << 3)) + f64x2.extract_lane(moved, 0));
    store<f64>(vertex + (up0 ^ 8), load<f64>(places + ((<usize>across0) << 3)));
    store<f64>(vertex + up1, load<f64>(places + ((<usize>along1) << 3)) + f64x2.extract_lane(moved, 1), 16);
    store<f64>(vertex + (up1 ^ 8), load<f64>(places + ((<usize>across1) << 3)), 16);
    store<u16>(voids + <usize>e, 0);
    if (!isKept(key0, i0, j0, kept, keptRow)) atVoid(key0, nx, i0, j0, places, vertex, voids + <usize>e);
    if (!isKept(key1, i1, j1, kept, keptRow)) atVoid(key1, nx, i1, j1, places, vertex + 16, voids + <usize>e + 1);
  }
}

/** Whether the end of an edge that is not inside, its far one when its start is, counts. */
function isKept(key: u32, i: i32, j: i32, kept: usize, keptRow: usize): bool {
  const up = (key >> 1) & 1;
  const io = <u32>i + (key & ~up & 1);
  const jo = <u32>j + (key & up);
  return ((load<u8>(kept + <usize>jo * keptRow + <usize>(io >> 3)) >> <u8>(io & 7)) & 1) !== 0;
}

/** Puts the vertex of an edge at its end that is not inside. */
function atVoid(key: u32, nx: i32, i: i32, j: i32, places: usize, vertex: usize, flag: usize): void {
  const up = <i32>((key >> 1) & 1);
  const far = <i32>(key & 1);
  store<f64>(vertex, load<f64>(places + ((<usize>(i + (far & ~up))) << 3)));
  store<f64>(vertex, load<f64>(places + ((<usize>(nx + j + (far & up))) << 3)), 8);
  store<u8>(flag, 1);
}

/** atan of 0 <= t <= 4/25: five terms of its series, error below 4e-12. */
function shortArctan(t: v128): v128 {
  const z = f64x2.mul(t, t);
  const w = f64x2.mul(z, z);
  const low = f64x2.add(f64x2.splat(-1.0 / 3.0), f64x2.mul(z, f64x2.splat(1.0 / 5.0)));
  const middle = f64x2.add(f64x2.splat(-1.0 / 7.0), f64x2.mul(z, f64x2.splat(1.0 / 9.0)));
  const high = f64x2.add(middle, f64x2.mul(w, f64x2.splat(-1.0 / 11.0)));
  return f64x2.add(t, f64x2.mul(f64x2.mul(t, z), f64x2.add(low, f64x2.mul(w, high))));
}

/** atan of 0 <= t <= 7/16. */
function arctan(t: v128): v128 {
  const z = f64x2.mul(t, t);
  const w = f64x2.mul(z, z);
  let even = f64x2.add(f64x2.splat(T8), f64x2.mul(w, f64x2.splat(T10)));
  even = f64x2.add(f64x2.splat(T6), f64x2.mul(w, even));
  even = f64x2.add(f64x2.splat(T4), f64x2.mul(w, even));
  even = f64x2.add(f64x2.splat(T2), f64x2.mul(w, even));
  even = f64x2.mul(z, f64x2.add(f64x2.splat(T0), f64x2.mul(w, even)));
  let odd = f64x2.add(f64x2.splat(T7), f64x2.mul(w, f64x2.splat(T9)));
  odd = f64x2.add(f64x2.splat(T5), f64x2.mul(w, odd));
  odd = f64x2.add(f64x2.splat(T3), f64x2.mul(w, odd));
  odd = f64x2.mul(w, f64x2.add(f64x2.splat(T1), f64x2.mul(w, odd)));
  return f64x2.sub(t, f64x2.mul(t, f64x2.add(even, odd)));
}

/** Root in [0, tMax] of a polynomial that goes from minus to plus there: Newton's steps, halving where they leave the bracket. */
function quarticRoot(c0: v128, c1: v128, c2: v128, c3: v128, c4: v128, tMax: v128): v128 {
  const zero = f64x2.splat(0);
  const half = f64x2.splat(0.5);
  const left = f64x2.splat(LEFT);
  // No less than half the second derivative in the bracket.
  const curvature = f64x2.add(
    f64x2.abs(c2),
    f64x2.mul(
      f64x2.mul(f64x2.splat(3), tMax),
      f64x2.add(f64x2.abs(c3), f64x2.mul(f64x2.mul(f64x2.splat(2), tMax), f64x2.abs(c4))),
    ),
  );
  let low = zero;
  let high = tMax;
  const end = f64x2.add(
    c0,
    f64x2.mul(tMax, f64x2.add(c1, f64x2.mul(tMax, f64x2.add(c2, f64x2.mul(tMax, f64x2.add(c3, f64x2.mul(tMax, c4))))))),
  );
  // Edges to a node that does not count have no root and are not waited for; nor those whose root is an end, to rounding.
  const rootless = v128.or(f64x2.ge(c0, zero), f64x2.le(end, zero));
  let t = f64x2.div(f64x2.mul(tMax, c0), f64x2.sub(c0, end));
  t = f64x2.pmin(tMax, f64x2.pmax(zero, t));
  for (let n = 0; n < MAX_STEPS; n++) {
    const d4 = c4;
    const d3 = f64x2.add(c3, f64x2.mul(t, d4));
    const d2 = f64x2.add(c2, f64x2.mul(t, d3));
    const d1 = f64x2.add(c1, f64x2.mul(t, d2));
    const value = f64x2.add(c0, f64x2.mul(t, d1));
    const e3 = f64x2.add(d3, f64x2.mul(t, d4));
    const e2 = f64x2.add(d2, f64x2.mul(t, e3));
    const slope = f64x2.add(d1, f64x2.mul(t, e2));
    const below = f64x2.lt(value, zero);
    low = v128.bitselect(t, low, below);
    high = v128.bitselect(high, t, below);
    const newton = f64x2.sub(t, f64x2.div(value, slope));
    const fits = v128.and(f64x2.ge(newton, low), f64x2.le(newton, high));
    const next = v128.bitselect(newton, f64x2.mul(half, f64x2.add(low, high)), fits);
    const moved = f64x2.sub(next, t);
    t = next;
    const rest = f64x2.mul(f64x2.mul(moved, moved), curvature);
    const enough = v128.and(fits, f64x2.le(rest, f64x2.mul(left, f64x2.abs(slope))));
    if (n >= FEWEST && i64x2.all_true(v128.or(enough, rootless))) break;
  }
  return t;
}
