// The touch kernel: which circles that touch a line meet a boundary. It allocates nothing; addresses come from outside.

const GRID_PER_MM: f64 = 10000;
/** Bytes of a segment: its start, the way to its end and one over the square of its length. */
const SEGMENT: i32 = 40;
/** Bytes of a place: x, y and the direction of the line there. */
const PLACE: usize = 32;

@inline
function square(at: f64, count: i32): i32 {
  return at < 0 ? 0 : at >= <f64>count ? count - 1 : <i32>at;
}

/** A number of each of two segments. */
@inline
function both(a: usize, b: usize, word: usize): v128 {
  return v128.load64_lane(b + word, v128.load64_splat(a + word), 1);
}

/** Squares of the distances of a place from two segments. */
@inline
function distances(a: usize, b: usize, px: v128, py: v128): v128 {
  const ux = both(a, b, 16);
  const uy = both(a, b, 24);
  const dx = f64x2.sub(px, both(a, b, 0));
  const dy = f64x2.sub(py, both(a, b, 8));
  const along = f64x2.mul(f64x2.add(f64x2.mul(dx, ux), f64x2.mul(dy, uy)), both(a, b, 32));
  const t = f64x2.max(f64x2.splat(0), f64x2.min(f64x2.splat(1), along));
  const ex = f64x2.sub(dx, f64x2.mul(t, ux));
  const ey = f64x2.sub(dy, f64x2.mul(t, uy));
  return f64x2.add(f64x2.mul(ex, ex), f64x2.mul(ey, ey));
}

/**
 * Clears the marks of those of `count` places where no segment comes nearer than `r` to the point `leftMm` to the left of the line. Segments by
 * square: `items` from `first[s]` to `first[s + 1]`. `near` is the byte of the segment that came too near last, or -1; so is what it returns.
 */
export function clearBeyond(
  places: usize,
  count: i32,
  leftMm: f64,
  r: f64,
  marks: usize,
  lines: usize,
  first: usize,
  items: usize,
  x0: f64,
  y0: f64,
  perUnit: f64,
  columns: i32,
  rows: i32,
  near: i32,
): i32 {
  const r2 = f64x2.splat(r * r);
  for (let k = 0; k < count; k++) {
    const mark = marks + <usize>k;
    if (load<u8>(mark) === 0) continue;
    const place = places + <usize>k * PLACE;
    const x = (load<f64>(place) - load<f64>(place, 24) * leftMm) * GRID_PER_MM;
    const y = (load<f64>(place, 8) + load<f64>(place, 16) * leftMm) * GRID_PER_MM;
    const px = f64x2.splat(x);
    const py = f64x2.splat(y);
    if (near >= 0) {
      const a = lines + <usize>near;
      if (v128.any_true(f64x2.lt(distances(a, a, px, py), r2))) continue;
    }
    const c0 = square((x - r - x0) * perUnit, columns);
    const c1 = square((x + r - x0) * perUnit, columns) + 1;
    const r1 = square((y + r - y0) * perUnit, rows);
    let found = -1;
    for (let row = square((y - r - y0) * perUnit, rows); row <= r1 && found < 0; row++) {
      // Squares beside each other have their segments one after the other.
      const from = first + ((<usize>(row * columns)) << 2);
      const end = items + ((<usize>load<i32>(from + ((<usize>c1) << 2))) << 2);
      for (let m = items + ((<usize>load<i32>(from + ((<usize>c0) << 2))) << 2); m < end; m += 8) {
        const a = load<i32>(m) * SEGMENT;
        const b = m + 4 < end ? load<i32>(m, 4) * SEGMENT : a;
        const isNear = f64x2.lt(distances(lines + <usize>a, lines + <usize>b, px, py), r2);
        if (!v128.any_true(isNear)) continue;
        found = i64x2.extract_lane(isNear, 0) !== 0 ? a : b;
        break;
      }
    }
    if (found < 0) store<u8>(mark, 0);
    else near = found;
  }
  return near;
}
