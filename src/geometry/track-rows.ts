/** What laser tracks and beads cover along measuring rows. */
import { type BeadToolpath, isOfPart, type ToolpathLayer } from '../core/toolpath.ts';
import { firstRowFrom, type MeasuringRows, type RowTurn, rowFrom } from './measuring-rows.ts';
import { roundedSideMm } from './rounded-side.ts';
import { clearSpans, putAside, type RowSpans } from './row-spans.ts';

/** Returns half the width of a bead where it is widest, rounded sides included. */
export function widestReachMm(bead: BeadToolpath): number {
  let widest = 0;
  for (const width of bead.widthMm) widest = Math.max(widest, width);
  return widest / 2 + roundedSideMm(bead.heightMm);
}

/** Gathers what the paths of a layer cover, in place of what was there: laser tracks to all sides as far as `reachMm`, beads as wide as they are. */
export function gatherTracks(
  spans: RowSpans,
  rows: MeasuringRows,
  turn: RowTurn,
  toolpaths: ToolpathLayer,
  reachMm: number,
): void {
  clearSpans(spans, rows.count);
  for (const toolpath of toolpaths.toolpaths) {
    spans.line++;
    if (toolpath.kind === 'bead') {
      if (isOfPart(toolpath.feature)) coverBead(spans, rows, turn, toolpath);
    } else if (toolpath.kind === 'contour') {
      coverLine(spans, rows, turn, toolpath.path.xy, toolpath.path.closed, reachMm);
    } else coverVectors(spans, rows, turn, toolpath.lines.xyxy, reachMm);
  }
}

function coverLine(
  spans: RowSpans,
  rows: MeasuringRows,
  { cos, sin }: RowTurn,
  xy: Float64Array,
  closed: boolean,
  reachMm: number,
): void {
  const n = xy.length;
  if (n < 4) return;
  const firstX = xy[0]! * cos + xy[1]! * sin;
  const firstY = xy[1]! * cos - xy[0]! * sin;
  let x0 = firstX;
  let y0 = firstY;
  for (let i = 0; i + 3 < n; i += 2) {
    const x1 = xy[i + 2]! * cos + xy[i + 3]! * sin;
    const y1 = xy[i + 3]! * cos - xy[i + 2]! * sin;
    // A line that comes back to its start and runs on exposes again what it has been over.
    const isBack = !closed && i > 0 && xy[i] === xy[0] && xy[i + 1] === xy[1];
    if (isBack) spans.line++;
    const goesOn = i > 0 && !isBack;
    coverSegment(spans, rows, x0, y0, x1, y1, reachMm, goesOn, false);
    x0 = x1;
    y0 = y1;
  }
  if (closed) coverSegment(spans, rows, x0, y0, firstX, firstY, reachMm, true, false);
}

function coverVectors(
  spans: RowSpans,
  rows: MeasuringRows,
  { cos, sin }: RowTurn,
  xyxy: Float64Array,
  reachMm: number,
): void {
  let goesOn = false;
  for (let i = 0; i < xyxy.length; i += 4) {
    // A vector that begins where the last one ended goes on with its line.
    const isFollowed = xyxy[i + 4] === xyxy[i + 2] && xyxy[i + 5] === xyxy[i + 3];
    if (!goesOn) spans.line++;
    const isSingle = !goesOn && !isFollowed;
    const x0 = xyxy[i]! * cos + xyxy[i + 1]! * sin;
    const y0 = xyxy[i + 1]! * cos - xyxy[i]! * sin;
    const x1 = xyxy[i + 2]! * cos + xyxy[i + 3]! * sin;
    const y1 = xyxy[i + 3]! * cos - xyxy[i + 2]! * sin;
    coverSegment(spans, rows, x0, y0, x1, y1, reachMm, goesOn, isSingle);
    goesOn = isFollowed;
  }
}

/** Adds a bead; each of its lines is as wide as its ends are on average. */
function coverBead(spans: RowSpans, rows: MeasuringRows, { cos, sin }: RowTurn, bead: BeadToolpath): void {
  const { xy, closed } = bead.path;
  const n = xy.length / 2;
  const rounding = roundedSideMm(bead.heightMm);
  for (let from = 0; from < (closed ? n : n - 1); from++) {
    const to = from + 1 === n ? 0 : from + 1;
    const reach = (bead.widthMm[from]! + bead.widthMm[to]!) / 4 + rounding;
    const x0 = xy[2 * from]! * cos + xy[2 * from + 1]! * sin;
    const y0 = xy[2 * from + 1]! * cos - xy[2 * from]! * sin;
    const x1 = xy[2 * to]! * cos + xy[2 * to + 1]! * sin;
    const y1 = xy[2 * to + 1]! * cos - xy[2 * to]! * sin;
    coverSegment(spans, rows, x0, y0, x1, y1, reach, false, false);
  }
}

/**
 * Adds the rows of one track: all points within r of a segment. On a row its right end is the greatest x(t) + sqrt(r2 -
 * (y - y(t))2) over the segment; that is a concave function of t, greatest where the side of the track is met, or else at
 * the nearer end cap. The left end mirrors it.
 *
 * `goesOn`: the segment begins where the one added before it, of the same line and reach, ended. That one has covered the disc around the
 * joint, so where this one reaches no further than the disc there is nothing to do. `isSingle`: a vector that is no part of a longer line;
 * where it meets the last stretch of a row both are joined all the same, and what they share is noted.
 */
function coverSegment(
  spans: RowSpans,
  rows: MeasuringRows,
  xA: number,
  yA: number,
  xB: number,
  yB: number,
  r: number,
  goesOn: boolean,
  isSingle: boolean,
): void {
  // From the lower end to the upper one.
  const swap = yB < yA;
  const x0 = swap ? xB : xA;
  const y0 = swap ? yB : yA;
  const x1 = swap ? xA : xB;
  const y1 = swap ? yA : yB;
  const dx = x1 - x0;
  const dy = y1 - y0;
  const r2 = r * r;
  const lengthMm = Math.sqrt(dx * dx + dy * dy);
  // Height of the touching point above its centre on the right side; the left side has it below.
  const lift = dy > 0 ? (-dx / lengthMm) * r : 0;
  const across = dy > 0 ? (dy / lengthMm) * r : 0;
  const slope = dy > 0 ? dx / dy : 0;
  const clear = lift < 0 ? -lift : lift;
  // Of a level segment the disc of one end bounds no row alone.
  const skipsLow = goesOn && !swap && dy > 0;
  const skipsHigh = goesOn && swap;
  const lastY = skipsHigh ? y1 + clear : y1 + r;
  const { count, next, base, phase, spacingMm, shiftMm } = rows;
  const { lastFrom, lastTo, lastLine, line } = spans;
  for (
    let row = firstRowFrom(rows, skipsLow ? y0 - clear : y0 - r);
    row < count;
    row = next === null ? row + 1 : rowFrom(rows, row + 1)
  ) {
    // As `yOfRow` has it; this is the innermost loop of the measurement.
    const y = (row + base + phase) * spacingMm + shiftMm;
    if (y > lastY) break;
    let from = Number.POSITIVE_INFINITY;
    let to = Number.NEGATIVE_INFINITY;
    if (dy > 0) {
      const onRight = y - lift - y0;
      const onLeft = y + lift - y0;
      const isLow = onRight <= 0 || onLeft <= 0;
      const isHigh = onRight >= dy || onLeft >= dy;
      if (isLow && !skipsLow) {
        const rise = y - y0;
        const half = Math.sqrt(Math.max(r2 - rise * rise, 0));
        if (onLeft <= 0) from = x0 - half;
        if (onRight <= 0) to = x0 + half;
      }
      if (isHigh && !skipsHigh) {
        const rise = y - y1;
        const half = Math.sqrt(Math.max(r2 - rise * rise, 0));
        if (onLeft >= dy) from = x1 - half;
        if (onRight >= dy) to = x1 + half;
      }
      if (onLeft > 0 && onLeft < dy) from = x0 + onLeft * slope - across;
      if (onRight > 0 && onRight < dy) to = x0 + onRight * slope + across;
    } else {
      const rise = y - y0;
      const half = Math.sqrt(Math.max(r2 - rise * rise, 0));
      from = (x0 < x1 ? x0 : x1) - half;
      to = (x0 < x1 ? x1 : x0) + half;
    }
    const lastOf = lastLine[row]!;
    const begin = lastFrom[row]!;
    const end = lastTo[row]!;
    if (lastOf !== 0) {
      // What the disc of the joint bounds is bounded by what was added before.
      if (from === Number.POSITIVE_INFINITY || to === Number.NEGATIVE_INFINITY) {
        if (from < begin) lastFrom[row] = from;
        if (to > end) lastTo[row] = to;
        continue;
      }
      if ((lastOf === line || isSingle) && from <= end && to >= begin) {
        if (lastOf !== line) {
          spans.again += (to < end ? to : end) - (from > begin ? from : begin);
          lastLine[row] = line;
        }
        if (from < begin) lastFrom[row] = from;
        if (to > end) lastTo[row] = to;
        continue;
      }
      putAside(spans, row);
    }
    lastFrom[row] = from;
    lastTo[row] = to;
    lastLine[row] = line;
  }
}
