/** Takes from overlapping sections the points that lie within others: the union stays, and is found with fewer edges. */

/** A section and the box around it. */
interface Outline {
  xy: Float64Array;
  readonly xMin: number;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
}

/** A point counts as within another section when it is this far from its border: ten units of the grid that it is rounded to. */
const MARGIN_MM = 0.001;

/**
 * Returns convex polygons (counter-clockwise) with the same union.
 *
 * Where successive points of P lie within the convex Q, what the chord from the first to the last of them cuts off lies within Q
 * too, so the points between are dropped. In the order of the list each polygon is relieved by those before it, as they are by
 * then: nothing is lost that one of them does not have. Then the same from the end.
 */
export function withoutHidden(polygons: readonly Float64Array[]): Float64Array[] {
  const outlines = polygons.map(outlineOf);
  const neighbours = overlapping(outlines);
  for (let i = 0; i < outlines.length; i++)
    for (const j of neighbours[i]!) if (j < i) relieve(outlines[i]!, outlines[j]!);
  for (let i = outlines.length - 1; i >= 0; i--)
    for (const j of neighbours[i]!) if (j > i) relieve(outlines[i]!, outlines[j]!);
  const kept: Float64Array[] = [];
  for (const { xy } of outlines) if (xy.length >= 6) kept.push(xy);
  return kept;
}

function outlineOf(xy: Float64Array): Outline {
  let xMin = Infinity;
  let xMax = -Infinity;
  let yMin = Infinity;
  let yMax = -Infinity;
  for (let i = 0; i < xy.length; i += 2) {
    const x = xy[i]!;
    const y = xy[i + 1]!;
    if (x < xMin) xMin = x;
    if (x > xMax) xMax = x;
    if (y < yMin) yMin = y;
    if (y > yMax) yMax = y;
  }
  return { xy, xMin, xMax, yMin, yMax };
}

/** Returns for each outline the others whose boxes meet its own, by a sweep along x. */
function overlapping(outlines: readonly Outline[]): number[][] {
  const neighbours = outlines.map((): number[] => []);
  const order = outlines.map((_, i) => i).sort((a, b) => outlines[a]!.xMin - outlines[b]!.xMin || a - b);
  const open = new Int32Array(outlines.length);
  let count = 0;
  for (const i of order) {
    const { xMin, yMin, yMax } = outlines[i]!;
    let kept = 0;
    for (let k = 0; k < count; k++) {
      const j = open[k]!;
      const other = outlines[j]!;
      if (other.xMax < xMin) continue;
      open[kept++] = j;
      if (other.yMax < yMin || other.yMin > yMax) continue;
      neighbours[i]!.push(j);
      neighbours[j]!.push(i);
    }
    count = kept;
    open[count++] = i;
  }
  return neighbours;
}

/** Drops the points of `outline` that a chord within `cover` can stand for; all of them where it lies within wholly. */
function relieve(outline: Outline, cover: Outline): void {
  const { xy } = outline;
  const points = xy.length / 2;
  if (cover.xy.length < 6) return;
  const hidden = new Uint8Array(points);
  let hiddenCount = 0;
  for (let k = 0; k < points; k++) {
    if (isWithin(xy[2 * k]!, xy[2 * k + 1]!, cover)) {
      hidden[k] = 1;
      hiddenCount++;
    }
  }
  if (hiddenCount < 3) return;
  if (hiddenCount === points) {
    outline.xy = xy.subarray(0, 0);
    return;
  }
  const kept = new Float64Array(xy.length);
  let n = 0;
  for (let k = 0; k < points; k++) {
    const before = hidden[k === 0 ? points - 1 : k - 1];
    const after = hidden[k === points - 1 ? 0 : k + 1];
    if (hidden[k] === 1 && before === 1 && after === 1) continue;
    kept[n++] = xy[2 * k]!;
    kept[n++] = xy[2 * k + 1]!;
  }
  if (n < xy.length) outline.xy = kept.subarray(0, n);
}

/** Tells whether a point lies within a convex polygon, farther than the margin from its border. */
function isWithin(x: number, y: number, { xy, xMin, xMax, yMin, yMax }: Outline): boolean {
  if (x < xMin || x > xMax || y < yMin || y > yMax) return false;
  let ax = xy[xy.length - 2]!;
  let ay = xy[xy.length - 1]!;
  for (let i = 0; i < xy.length; i += 2) {
    const bx = xy[i]!;
    const by = xy[i + 1]!;
    const ex = bx - ax;
    const ey = by - ay;
    const across = ex * (y - ay) - ey * (x - ax);
    if (across <= 0 || across * across <= MARGIN_MM * MARGIN_MM * (ex * ex + ey * ey)) return false;
    ax = bx;
    ay = by;
  }
  return true;
}
