/** What a part covers of the plate, seen from above over all of its heights. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Loops, Polyline } from '../../core/polyline.ts';
import { GRID_PER_MM, toGrid } from '../../core/units.ts';
import { offsetLoops, unitePositive } from '../../geometry/clipping.ts';
import { simplifyLine } from '../../geometry/simplify-line.ts';
import { SHADOW_TOLERANCE_MM } from './settings.ts';

/** What else belongs to a shadow. */
export interface ShadowOptions {
  /** Supports, skirts and whatever else goes with the part, as areas in the plane. */
  readonly with?: Loops;
  /** How far the result may reach beyond the exact shadow; 0 keeps it exact. */
  readonly toleranceMm?: number;
}

/** Of the tolerance the shadow is grown by a half; lines are simplified by less than that, so nothing of the shadow is lost. */
const GROWN_SHARE = 0.5;
/** Chords of rounded corners and the coordinate grid take this much of what the shadow is grown by. */
const ROUNDING_MM = 0.002;
const STEPS = 2 ** 26;

/**
 * Returns the shadow of a part: all that any of its triangles lies above or below, holes kept. It reaches nowhere less far than the exact one on
 * the coordinate grid, and at most `toleranceMm` further. The mesh need not be closed. `loadClipping` must have been awaited before.
 */
export function partShadow(mesh: TriangleMesh, options: ShadowOptions = {}): Loops {
  const exact = meshShadow(mesh);
  const whole = options.with === undefined ? exact : unitePositive([...exact, ...options.with]);
  return simplifiedOutward(whole, options.toleranceMm ?? SHADOW_TOLERANCE_MM);
}

/**
 * Returns the exact shadow of a mesh on the coordinate grid.
 *
 * Every triangle is seen turned counter-clockwise; what they wind around together is the shadow. Sides that two of them run along in
 * opposite directions cancel, so only the folds of the surface are left: a fraction of the sides, and the general clipper unites them in one go.
 */
export function meshShadow({ positions, triangles }: TriangleMesh): Loops {
  const at = new Map<number, number>();
  const xs: number[] = [];
  const ys: number[] = [];
  const pointOf = new Int32Array(positions.length / 3);
  for (let v = 0; v < pointOf.length; v++) {
    const x = toGrid(positions[3 * v]!);
    const y = toGrid(positions[3 * v + 1]!);
    // Whole numbers below 2^26 each side of 0 (6.7 m) make one exact double.
    const key = x * STEPS * 2 + y;
    let point = at.get(key);
    if (point === undefined) {
      point = xs.length;
      at.set(key, point);
      xs.push(x);
      ys.push(y);
    }
    pointOf[v] = point;
  }
  const balance = new Map<number, number>();
  const count = xs.length;
  const side = (a: number, b: number): void => {
    const key = a < b ? a * count + b : b * count + a;
    const sum = (balance.get(key) ?? 0) + (a < b ? 1 : -1);
    if (sum === 0) balance.delete(key);
    else balance.set(key, sum);
  };
  for (let t = 0; t < triangles.length; t += 3) {
    const a = pointOf[triangles[t]!]!;
    let b = pointOf[triangles[t + 1]!]!;
    let c = pointOf[triangles[t + 2]!]!;
    const turn = (xs[b]! - xs[a]!) * (ys[c]! - ys[a]!) - (ys[b]! - ys[a]!) * (xs[c]! - xs[a]!);
    if (turn === 0) continue;
    if (turn < 0) [b, c] = [c, b];
    side(a, b);
    side(b, c);
    side(c, a);
  }
  return unitePositive(chained(balance, xs, ys));
}

/** Closed lines along the sides that are left: at each point as many come in as go out. */
function chained(balance: ReadonlyMap<number, number>, xs: readonly number[], ys: readonly number[]): Polyline[] {
  const count = xs.length;
  // A closed surface has each fold twice, from above and from below: once is enough.
  let often = 0;
  for (const sum of balance.values()) often = commonDivisor(often, Math.abs(sum));
  const nexts = new Map<number, number[]>();
  for (const [key, sum] of balance) {
    const low = Math.floor(key / count);
    const high = key - low * count;
    const [from, to] = sum > 0 ? [low, high] : [high, low];
    let list = nexts.get(from);
    if (list === undefined) {
      list = [];
      nexts.set(from, list);
    }
    for (let n = Math.abs(sum) / often; n > 0; n--) list.push(to);
  }
  const loops: Polyline[] = [];
  for (const [start, list] of nexts) {
    while (list.length > 0) {
      const xy: number[] = [];
      let point = start;
      for (;;) {
        const next = nexts.get(point)?.pop();
        if (next === undefined) break;
        xy.push(xs[point]! / GRID_PER_MM, ys[point]! / GRID_PER_MM);
        point = next;
      }
      loops.push({ xy: Float64Array.from(xy), closed: true });
    }
  }
  return loops;
}

function commonDivisor(a: number, b: number): number {
  let [high, low] = [a, b];
  while (low > 0) [high, low] = [low, high % low];
  return high;
}

/** Fewer points, and nothing of the area lost: it is grown, and its lines then simplified by less than that. */
function simplifiedOutward(loops: Loops, toleranceMm: number): Loops {
  const grownMm = GROWN_SHARE * toleranceMm;
  const lineMm = grownMm - ROUNDING_MM;
  if (lineMm <= 0 || loops.length === 0) return loops;
  const lines = offsetLoops(loops, grownMm).map(
    (path) => simplifyLine({ path, widthMm: new Float64Array(path.xy.length / 2) }, lineMm).path,
  );
  return unitePositive(lines.filter(({ xy }) => xy.length >= 6));
}
