/**
 * What laser tracks or beads leave bare of the solid and what they cover outside: measured from the planned paths and the
 * solid itself, apart from the stages that planned them, so that a wall too thin for its path is never lost in silence.
 */
import type { Layer } from '../core/layer.ts';
import type { Loops } from '../core/polyline.ts';
import { assert } from '../core/prep-error.ts';
import { type BeadToolpath, isOfPart, type ToolpathLayer } from '../core/toolpath.ts';
import {
  type BareOfRow,
  lessOf,
  longestOf,
  noBareStretches,
  noteBare,
  rowsOfLong,
  withoutThinStrips,
} from './bare-stretches.ts';
import { firstRowFrom, type MeasuringRows, measuringRows, rowFrom, someRows, yOfRow } from './measuring-rows.ts';
import {
  addSpan,
  appendSpan,
  emptySpans,
  mergedRow,
  mergedStretches,
  rowRoom,
  rowValues,
  type Spans,
  unionOfRow,
} from './row-spans.ts';

/** Areas of one layer in mm2, and the longest stretch of a measuring row that no path covers. */
export interface Coverage {
  readonly solidMm2: number;
  readonly coveredMm2: number;
  readonly bareMm2: number;
  /** Covered beyond the solid. */
  readonly outsideMm2: number;
  /** Covered again by a further line, or by one that runs on past its start, counted each time; steps of one line that meet count once. */
  readonly doubleMm2: number;
  /** Middle and length of the longest uncovered stretch; null where all solid is covered. */
  readonly worst: { readonly xMm: number; readonly yMm: number; readonly lengthMm: number } | null;
}

/**
 * Where a track ends at a straight edge but for rounding, a row that happens to fall between the two finds the whole edge bare. So a place of a
 * long bare stretch counts where it is bare this much above or below its row, too: strips thinner than this, seen across the rows, do not
 * count, and those of twice this do in full.
 */
const ACROSS_MM = 0.0005;

/** Golden ratio less one: rows of successive layers never line up with a repeating pattern, nor with round numbers. */
const GOLDEN = 0.618_033_988_749_894_9;

/**
 * Measures cover along rows y = constant, `rowSpacingMm` apart: on each row the stretches of solid and those within reach of a
 * path are exact. A laser track reaches half of `trackWidthMm` to all sides; a bead half of its own width, rounded sides
 * included (strip + height x (1 - pi / 4)), and has round ends. What is printed beside or below a part covers nothing of it. What runs along x and is thinner than the row spacing falls between rows on some
 * layers; their offset changes from layer to layer, so it is met on others. Of bare strips along x those thinner than half a micrometre do not count.
 */
export function measureCoverage(
  layer: Layer,
  toolpaths: ToolpathLayer,
  trackWidthMm: number,
  rowSpacingMm: number,
): Coverage {
  const phase = ((layer.index + 1) * GOLDEN) % 1;
  const rows = rowsOf(layer, toolpaths, trackWidthMm / 2, rowSpacingMm, phase);
  const spans = spansOn(rows, layer, toolpaths, trackWidthMm / 2);
  const { begins, ends, covered } = spans;
  const coverRoom = rowRoom();
  const solidRoom = rowRoom();

  let solidMm = 0;
  let exposedMm = 0;
  let coveredMm = 0;
  let againMm = covered.again;
  const bare = noBareStretches();
  for (let row = 0; row < rows.count; row++) {
    const s = mergedRow(begins, ends, row, solidRoom);
    const c = mergedRow(covered, covered, row, coverRoom);
    assert(s !== null && c !== null, 'a row leaves the solid as often as it enters');
    againMm += coverRoom.sum;
    for (let i = 0; i < c.length; i += 2) coveredMm += c[i + 1]! - c[i]!;
    let k = 0;
    for (let i = 0; i < s.length; i += 2) {
      const begin = s[i]!;
      const end = s[i + 1]!;
      solidMm += end - begin;
      // One covered stretch can reach over several solid ones: step back to it.
      if (k > 0) k -= 2;
      let bareFrom = begin;
      for (; k < c.length && c[k]! < end; k += 2) {
        const from = Math.max(c[k]!, begin);
        const to = Math.min(c[k + 1]!, end);
        if (to <= from) continue;
        exposedMm += to - from;
        noteBare(bare, row, bareFrom, from);
        bareFrom = to;
      }
      noteBare(bare, row, bareFrom, end);
    }
  }
  const wanted = rowsOfLong(bare, rows.count);
  const beside = (byMm: number, of: Uint8Array): BareOfRow => {
    const shifted = spansOn(someRows(rows, byMm, of), layer, toolpaths, trackWidthMm / 2);
    return (row) => lessOf(solidOfRow(shifted, row), unionOfRow(shifted.covered, row));
  };
  const kept =
    wanted === null
      ? { stretches: bare, roundingMm: 0 }
      : withoutThinStrips(bare, [beside(-ACROSS_MM, wanted), beside(ACROSS_MM, wanted)]);
  const worst = longestOf(kept.stretches);
  return {
    solidMm2: solidMm * rowSpacingMm,
    coveredMm2: (exposedMm + kept.roundingMm) * rowSpacingMm,
    bareMm2: (solidMm - exposedMm - kept.roundingMm) * rowSpacingMm,
    outsideMm2: (coveredMm - exposedMm) * rowSpacingMm,
    doubleMm2: (againMm - coveredMm) * rowSpacingMm,
    worst: worst === null ? null : { xMm: worst.xMm, yMm: yOfRow(rows, worst.row), lengthMm: worst.lengthMm },
  };
}

/** What rows meet: ends of the solid's stretches, and what tracks or beads cover. */
interface SpansOfRows {
  readonly begins: Spans;
  readonly ends: Spans;
  readonly covered: Spans;
}

function spansOn(rows: MeasuringRows, layer: Layer, toolpaths: ToolpathLayer, reachMm: number): SpansOfRows {
  const covered = emptySpans(rows.count);
  coverTracks(covered, rows, toolpaths, reachMm);
  return { ...solidEnds(rows, layer), covered };
}

/** Outlines and holes of all regions. */
function loopsOf(regions: Layer['regions']): Loops {
  return regions.flatMap(({ outline, holes }) => [outline, ...holes]);
}

/** The rows that meet the solid or a track. */
function rowsOf(
  layer: Layer,
  toolpaths: ToolpathLayer,
  reachMm: number,
  spacingMm: number,
  phase: number,
): MeasuringRows {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const meet = (xy: Float64Array, marginMm: number): void => {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 1; i < xy.length; i += 2) {
      const y = xy[i]!;
      if (y < least) least = y;
      if (y > most) most = y;
    }
    low = Math.min(low, least - marginMm);
    high = Math.max(high, most + marginMm);
  };
  for (const { xy } of loopsOf(layer.regions)) meet(xy, 0);
  for (const toolpath of toolpaths.toolpaths) {
    if (toolpath.kind === 'contour') meet(toolpath.path.xy, reachMm);
    if (toolpath.kind === 'hatch') meet(toolpath.lines.xyxy, reachMm);
    if (toolpath.kind === 'bead' && isOfPart(toolpath.feature)) meet(toolpath.path.xy, widestReachMm(toolpath));
  }
  return measuringRows(low, high, spacingMm, phase);
}

/** Half of what a bead with rounded sides is wider than its strip. */
function roundingMm({ heightMm }: BeadToolpath): number {
  return (heightMm * (1 - Math.PI / 4)) / 2;
}

function widestReachMm(bead: BeadToolpath): number {
  let widest = 0;
  for (const width of bead.widthMm) widest = Math.max(widest, width);
  return widest / 2 + roundingMm(bead);
}

/** Adds a bead; each of its lines is as wide as its ends are on average. */
function coverBead(spans: Spans, rows: MeasuringRows, bead: BeadToolpath): void {
  const { xy, closed } = bead.path;
  const n = xy.length / 2;
  const rounding = roundingMm(bead);
  for (let from = 0; from < (closed ? n : n - 1); from++) {
    const to = from + 1 === n ? 0 : from + 1;
    const reach = (bead.widthMm[from]! + bead.widthMm[to]!) / 4 + rounding;
    coverSegment(spans, rows, xy[2 * from]!, xy[2 * from + 1]!, xy[2 * to]!, xy[2 * to + 1]!, reach);
  }
}

function coverTracks(spans: Spans, rows: MeasuringRows, toolpaths: ToolpathLayer, reachMm: number): void {
  for (const toolpath of toolpaths.toolpaths) {
    spans.current++;
    spans.single = false;
    if (toolpath.kind === 'bead' && isOfPart(toolpath.feature)) coverBead(spans, rows, toolpath);
    if (toolpath.kind === 'contour') {
      const { xy, closed } = toolpath.path;
      const n = xy.length;
      for (let i = 0; i + 3 < n; i += 2) {
        // A line that comes back to its start and runs on exposes again what it has been over.
        if (!closed && i > 0 && xy[i] === xy[0] && xy[i + 1] === xy[1]) spans.current++;
        coverSegment(spans, rows, xy[i]!, xy[i + 1]!, xy[i + 2]!, xy[i + 3]!, reachMm);
      }
      if (closed && n >= 4) coverSegment(spans, rows, xy[n - 2]!, xy[n - 1]!, xy[0]!, xy[1]!, reachMm);
    } else if (toolpath.kind === 'hatch') {
      const { xyxy } = toolpath.lines;
      for (let i = 0; i < xyxy.length; i += 4) {
        // A vector that begins where the last one ended goes on with its line.
        const goesOn = i > 0 && xyxy[i] === xyxy[i - 2] && xyxy[i + 1] === xyxy[i - 1];
        const isFollowed = xyxy[i + 4] === xyxy[i + 2] && xyxy[i + 5] === xyxy[i + 3];
        if (!goesOn) spans.current++;
        spans.single = !goesOn && !isFollowed;
        coverSegment(spans, rows, xyxy[i]!, xyxy[i + 1]!, xyxy[i + 2]!, xyxy[i + 3]!, reachMm);
      }
    }
  }
}

/**
 * Adds the rows of one track: all points within r of a segment. On a row its right end is the greatest x(t) + sqrt(r2 -
 * (y - y(t))2) over the segment; that is a concave function of t, greatest where the side of the track is met, or else at
 * the nearer end cap. The left end mirrors it.
 */
function coverSegment(
  spans: Spans,
  rows: MeasuringRows,
  xA: number,
  yA: number,
  xB: number,
  yB: number,
  r: number,
): void {
  // From the lower end to the upper one.
  const swap = yB < yA;
  const x0 = swap ? xB : xA;
  const y0 = swap ? yB : yA;
  const dx = (swap ? xA : xB) - x0;
  const dy = (swap ? yA : yB) - y0;
  const lengthMm = Math.sqrt(dx * dx + dy * dy);
  // Height of the touching point above its centre on the right side; the left side has it below.
  const lift = lengthMm > 0 ? (-dx / lengthMm) * r : 0;
  const lastY = y0 + dy + r;
  const { count, next, base, phase, spacingMm, shiftMm } = rows;
  for (let row = firstRowFrom(rows, y0 - r); row < count; row = next === null ? row + 1 : rowFrom(rows, row + 1)) {
    // As `yOfRow` has it; this is the innermost loop of the measurement.
    const y = (row + base + phase) * spacingMm + shiftMm;
    if (y > lastY) break;
    let right = dx > 0 ? 1 : 0;
    let left = dx > 0 ? 0 : 1;
    if (dy > 0) {
      right = Math.min(Math.max((y - lift - y0) / dy, 0), 1);
      left = Math.min(Math.max((y + lift - y0) / dy, 0), 1);
    }
    const rightRise = y - (y0 + right * dy);
    const leftRise = y - (y0 + left * dy);
    const from = x0 + left * dx - Math.sqrt(Math.max(r * r - leftRise * leftRise, 0));
    const to = x0 + right * dx + Math.sqrt(Math.max(r * r - rightRise * rightRise, 0));
    addSpan(spans, row, from, to);
  }
}

/**
 * Gathers the solid's stretches: each crossing of an edge downwards begins one (solid lies on its left), each upwards ends one.
 * Begin and end are paired when the row is sorted.
 */
function solidEnds(rows: MeasuringRows, layer: Layer): { readonly begins: Spans; readonly ends: Spans } {
  const begins = emptySpans(rows.count);
  const ends = emptySpans(rows.count);
  for (const { xy } of loopsOf(layer.regions)) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const down = xy[i + 1]! < xy[j + 1]!;
      const low = down ? i : j;
      const high = down ? j : i;
      let row = firstRowFrom(rows, xy[low + 1]!);
      const last = Math.min(firstRowFrom(rows, xy[high + 1]!), rows.count);
      if (row >= last) continue;
      const slope = (xy[high]! - xy[low]!) / (xy[high + 1]! - xy[low + 1]!);
      for (; row < last; row = rowFrom(rows, row + 1)) {
        const x = xy[low]! + (yOfRow(rows, row) - xy[low + 1]!) * slope;
        appendSpan(down ? begins : ends, row, x, x);
      }
    }
  }
  return { begins, ends };
}

/** Merged stretches of solid of a row. */
function solidOfRow({ begins, ends }: SpansOfRows, row: number): Float64Array {
  const from = rowValues(begins, row, begins.from).sort();
  const to = rowValues(ends, row, ends.from).sort();
  assert(from.length === to.length, 'a row leaves the solid as often as it enters');
  return mergedStretches(from, to);
}
