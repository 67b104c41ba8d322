/** Beads of varying width along the middle of thin walls. */
import type { BeadFeature } from '../core/toolpath.ts';
import type { AxisPath } from '../geometry/axis-paths.ts';
import { simplifyLine } from '../geometry/simplify-line.ts';
import { smoothLine } from '../geometry/smooth-line.ts';
import type { Bead, Unfilled } from './bead.ts';
import type { CrossesBorder } from './border-crossing.ts';
import type { BeadSettings } from './settings.ts';
import { stripAreaMm2 } from './strip-area.ts';

/** Beads, and the stretches that are too thin for one. */
export interface AxisBeads {
  readonly beads: Bead[];
  readonly unfilled: Unfilled[];
}

/** The width at a point is the area of this length of wall before and behind it, over the length. */
const HALF_WINDOW_MM = 0.2;
/** Rounds in which each point moves towards the mean of its neighbours; points are about 0.05 mm apart. */
const SMOOTHING_ROUNDS = 4;
/** A bead is at most this many times as wide as the settings' widest: near joints, where walls run together. */
const WIDEST_FACTOR = 1.5;
/** A width below the least by less than this is the sampling of the boundary. */
const ROUNDING_MM = 0.002;
/** Beads shorter than this share of a bead width are not laid. */
const LEAST_LENGTH = 0.5;

/**
 * Returns the beads of a line along a wall; width x length of all is the area of the line's steps, less what is listed as
 * unfilled. Stretches narrower than the least bead get none. Where the wall is wider than 1.5 x the widest bead, the
 * surplus makes the whole bead wider; what does not fit into 1.5 x then either is unfilled.
 *
 * @param crosses - the border that evening out and dropping points do not bring a line across, as at necks of a few micrometres; null: none is known
 */
export function axisBeads(
  path: AxisPath,
  settings: BeadSettings,
  feature: BeadFeature,
  crosses: CrossesBorder | null = null,
): AxisBeads {
  const beads: Bead[] = [];
  const unfilled: Unfilled[] = [];
  const widest = WIDEST_FACTOR * settings.maxBeadWidthMm;
  const sized = path.freeStart && path.freeEnd ? asLongAsWide(path, settings) : path;
  const line = measuredLine(sized.widthMm === undefined ? smoothed(sized, crosses) : sized);
  const { xy, at, sum, own, closed } = line;
  const nodes = xy.length / 2;
  const width = sized.widthMm === undefined ? windowWidths(line) : withExtras(line, sized.widthMm);
  const enough = (i: number) => width[i]! >= settings.minBeadWidthMm - ROUNDING_MM;
  // A ring starts behind a gap, if it has one; node i of the run is node (first + i) of the ring.
  let first = 0;
  while (closed && first < nodes && enough(first)) first++;
  const isWhole = first === nodes;
  if (!closed || isWhole) first = 0;
  const last = closed && !isWhole ? nodes : nodes - 1;
  for (let i = 0; i <= last; ) {
    let k = i;
    const good = enough((first + i) % nodes);
    while (k < last && enough((first + k + 1) % nodes) === good) k++;
    if (closed && isWhole) k = nodes;
    // A run reaches half a step beyond its outermost nodes, to where the next run begins.
    const from = i === 0 ? sumAt(i) : (sumAt(i - 1) + sumAt(i)) / 2;
    const to = k === last || k >= nodes ? sumAt(k) : (sumAt(k) + sumAt(k + 1)) / 2;
    if (good && k > i) lay(i, k, to - from);
    else leave((first + ((i + k) >> 1)) % nodes, to - from);
    i = k + 1;
  }
  return { beads, unfilled };

  /** Area up to node i of the run. */
  function sumAt(i: number): number {
    const j = first + i;
    return j < nodes ? sum[j]! : sum[j - nodes]! + sum[nodes]!;
  }

  function leave(node: number, areaMm2: number): void {
    if (areaMm2 > 0) unfilled.push({ areaMm2, xMm: xy[2 * node]!, yMm: xy[2 * node + 1]! });
  }

  function lay(i: number, k: number, areaMm2: number): void {
    const ring = closed && isWhole;
    const count = ring ? nodes : k - i + 1;
    const points = new Float64Array(2 * count);
    const widths = new Float64Array(count);
    for (let j = 0; j < count; j++) {
      const node = (first + i + j) % nodes;
      points[2 * j] = xy[2 * node]!;
      points[2 * j + 1] = xy[2 * node + 1]!;
      widths[j] = Math.min(width[node]!, widest);
    }
    const middle = (first + ((i + k) >> 1)) % nodes;
    const lengthMm = ring ? at[nodes]! : between(at, i, k);
    const simple = simplifyLine({ path: { xy: points, closed: ring }, widthMm: widths }, undefined, crosses);
    const strip = stripAreaMm2(simple.path, simple.widthMm);
    const isPart = !ring && !(i === 0 && k === last);
    // The end of a wall that is too thin is no bead because the corners beside it are added to it.
    const isThin = between(own, i, k) < (settings.minBeadWidthMm - ROUNDING_MM) * lengthMm;
    const isShort = lengthMm < LEAST_LENGTH * settings.beadWidthMm;
    if ((isPart && (isThin || isShort)) || !(strip > 0)) {
      leave(middle, areaMm2);
      return;
    }
    // What windows, dropped points and the grid changed: a small factor brings the area back.
    const factor = areaMm2 / strip;
    const laid = simple.widthMm.map((value) => Math.min(value * factor, widest));
    const missing = areaMm2 - stripAreaMm2(simple.path, laid);
    if (missing > 1e-9) leave(middle, missing);
    beads.push({ path: simple.path, widthMm: laid, feature });
  }

  /** How much a total that runs along the line grows from node i to node k of the run. */
  function between(total: Float64Array, i: number, k: number): number {
    const end = first + k;
    return (end < nodes ? total[end]! : total[end - nodes]! + total[nodes]!) - total[first + i]!;
  }
}

/**
 * Middles of chords that lean to and fro stand a little off the middle line: evens that out. The area up to each point moves
 * with the point, so that area over length is not disturbed. Ends stay, and so do points from which the line would cross a border.
 */
function smoothed(path: AxisPath, crosses: CrossesBorder | null): AxisPath {
  const { closed } = path;
  const steps = path.stepMm2.length;
  let area = path.stepMm2;
  for (let round = 0; round < SMOOTHING_ROUNDS; round++) {
    const toArea = new Float64Array(steps);
    for (let k = 0; k < steps; k++) {
      const a = k > 0 ? k - 1 : closed ? steps - 1 : 0;
      const b = k + 1 < steps ? k + 1 : closed ? 0 : k;
      toArea[k] = (area[a]! + 2 * area[k]! + area[b]!) / 4;
    }
    area = toArea;
  }
  const xy = smoothLine(path.xy, closed, SMOOTHING_ROUNDS);
  if (crosses !== null) restoreCrossing(xy, path.xy, closed, crosses);
  return { ...path, xy, stepMm2: area };
}

/** Puts the ends of steps that cross a border back where they were, until no step does that did not before. */
function restoreCrossing(xy: Float64Array, before: Float64Array, closed: boolean, crosses: CrossesBorder): void {
  const n = xy.length / 2;
  const restore = (i: number): boolean => {
    if (xy[2 * i] === before[2 * i] && xy[2 * i + 1] === before[2 * i + 1]) return false;
    xy[2 * i] = before[2 * i]!;
    xy[2 * i + 1] = before[2 * i + 1]!;
    return true;
  };
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (let i = 0; i < (closed ? n : n - 1); i++) {
      const k = i + 1 === n ? 0 : i + 1;
      if (!crosses(xy[2 * i]!, xy[2 * i + 1]!, xy[2 * k]!, xy[2 * k + 1]!)) continue;
      const first = restore(i);
      if (restore(k) || first) isDone = false;
    }
  }
}

/** A line with path length and area up to each node; closed lines have the totals of the ring in one more entry. */
interface MeasuredLine {
  readonly xy: Float64Array;
  readonly closed: boolean;
  readonly at: Float64Array;
  readonly sum: Float64Array;
  /** The same without the extras. */
  readonly own: Float64Array;
}

function measuredLine({ xy, closed, stepMm2, extras }: AxisPath): MeasuredLine {
  const nodes = xy.length / 2;
  const steps = stepMm2.length;
  const at = new Float64Array(steps + 1);
  for (let k = 0; k < steps; k++) {
    const b = k + 1 === nodes ? 0 : k + 1;
    const dx = xy[2 * b]! - xy[2 * k]!;
    const dy = xy[2 * b + 1]! - xy[2 * k + 1]!;
    at[k + 1] = at[k]! + Math.sqrt(dx * dx + dy * dy);
  }
  const total = at[steps]!;
  const area = stepMm2.slice();
  for (const { step, areaMm2, reachMm } of extras) {
    const middle = (at[step]! + at[step + 1]!) / 2;
    // On a ring the reach is held within it; it is short against a ring.
    const low = Math.max(0, middle - reachMm);
    const high = Math.min(total, middle + reachMm);
    if (!(high > low)) {
      area[step]! += areaMm2;
      continue;
    }
    let k = step;
    while (k > 0 && at[k]! > low) k--;
    for (; k < steps && at[k]! < high; k++) {
      const part = Math.min(at[k + 1]!, high) - Math.max(at[k]!, low);
      if (part > 0) area[k]! += (areaMm2 * part) / (high - low);
    }
  }
  const sum = new Float64Array(steps + 1);
  const own = new Float64Array(steps + 1);
  for (let k = 0; k < steps; k++) {
    sum[k + 1] = sum[k]! + area[k]!;
    own[k + 1] = own[k]! + stepMm2[k]!;
  }
  return { xy, closed, at, sum, own };
}

/** Width at each node: the area of a window around it over the window's length. */
function windowWidths({ xy, closed, at, sum }: MeasuredLine): Float64Array {
  const nodes = xy.length / 2;
  const steps = at.length - 1;
  const total = at[steps]!;
  const width = new Float64Array(nodes);
  let lowStep = 0;
  let highStep = 0;
  for (let i = 0; i < nodes; i++) {
    let low = at[i]! - HALF_WINDOW_MM;
    let high = at[i]! + HALF_WINDOW_MM;
    if (!closed) {
      low = Math.max(0, low);
      high = Math.min(total, high);
    } else if (total <= 2 * HALF_WINDOW_MM) {
      low = 0;
      high = total;
    }
    while (lowStep < steps - 1 && at[lowStep + 1]! <= low) lowStep++;
    while (highStep < steps - 1 && at[highStep + 1]! <= high) highStep++;
    const area = areaUpTo(high, highStep) - areaUpTo(low, lowStep);
    width[i] = high > low ? area / (high - low) : 0;
  }
  return width;

  /** Area up to a path length, near a known step; beyond the ends of a ring it goes round. */
  function areaUpTo(s: number, step: number): number {
    if (s < 0) return areaUpTo(s + total, steps - 1) - sum[steps]!;
    if (s > total) return areaUpTo(s - total, 0) + sum[steps]!;
    let k = step;
    while (k > 0 && at[k]! > s) k--;
    while (k < steps - 1 && at[k + 1]! < s) k++;
    const size = at[k + 1]! - at[k]!;
    const share = size > 0 ? (s - at[k]!) / size : 0;
    return sum[k]! + share * (sum[k + 1]! - sum[k]!);
  }
}

/** Measured widths, wider by the extras where these are spread. */
function withExtras({ closed, at, sum, own }: MeasuredLine, widthMm: Float64Array): Float64Array {
  const steps = at.length - 1;
  const extra = (step: number): number => {
    const size = at[step + 1]! - at[step]!;
    const area = sum[step + 1]! - sum[step]! - (own[step + 1]! - own[step]!);
    return size > 0 ? area / size : 0;
  };
  return widthMm.map((value, i) => {
    const before = i > 0 ? i - 1 : closed ? steps - 1 : 0;
    const after = i < steps ? i : closed ? 0 : steps - 1;
    return value + (extra(before) + extra(after)) / 2;
  });
}

/** A spot that is hardly longer than wide gets a short straight bead of the same area along its line. */
function asLongAsWide(path: AxisPath, settings: BeadSettings): AxisPath {
  const { xy, stepMm2, extras } = path;
  let area = 0;
  for (const step of stepMm2) area += step;
  for (const extra of extras) area += extra.areaMm2;
  let lengthMm = 0;
  for (let i = 2; i < xy.length; i += 2) {
    const dx = xy[i]! - xy[i - 2]!;
    const dy = xy[i + 1]! - xy[i - 1]!;
    lengthMm += Math.sqrt(dx * dx + dy * dy);
  }
  const width = Math.min(Math.sqrt(area), WIDEST_FACTOR * settings.maxBeadWidthMm);
  if (lengthMm * 1.25 >= area / width) return path;
  const n = xy.length;
  const dx = xy[n - 2]! - xy[0]!;
  const dy = xy[n - 1]! - xy[1]!;
  const size = Math.sqrt(dx * dx + dy * dy);
  const ux = size > 0 ? dx / size : 1;
  const uy = size > 0 ? dy / size : 0;
  const half = area / width / 2;
  const mx = (xy[0]! + xy[n - 2]!) / 2;
  const my = (xy[1]! + xy[n - 1]!) / 2;
  const line = Float64Array.of(mx - ux * half, my - uy * half, mx + ux * half, my + uy * half);
  const { closed, freeStart, freeEnd } = path;
  return { xy: line, closed, stepMm2: Float64Array.of(area), extras: [], freeStart, freeEnd };
}
