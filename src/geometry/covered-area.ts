/**
 * What laser tracks or beads leave bare of the solid and what they cover outside: measured from the planned paths and the
 * solid itself, apart from the stages that planned them, so that a wall too thin for its path is never lost in silence.
 */
import type { Layer } from '../core/layer.ts';
import type { Loops } from '../core/polyline.ts';
import type { ToolpathLayer } from '../core/toolpath.ts';
import {
  type BareOfRow,
  lessOf,
  longestOf,
  noBareStretches,
  noteBare,
  rowsOfLong,
  withoutThinStrips,
} from './bare-stretches.ts';
import { type MeasuringRows, type RowTurn, someRows, yOfRow } from './measuring-rows.ts';
import { planRows } from './row-plan.ts';
import { mergeRow, type RowRoom, type RowSpans, rowRoom, rowSpans } from './row-spans.ts';
import { gatherSolid, mergeSolid, type SolidRows, solidRows } from './solid-rows.ts';
import { gatherTracks } from './track-rows.ts';

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
 * Where a track ends at an edge but for rounding, a row that happens to fall between the two, where they run along it, finds all of that bare. So a place of a
 * long bare stretch counts where it is bare this much above or below its row, too: strips thinner than this, seen across the rows, do not
 * count, and those of twice this do in full.
 */
const ACROSS_MM = 0.0005;

/** Golden ratio less one: rows of successive layers never line up with a repeating pattern, nor with round numbers. */
const GOLDEN = 0.618_033_988_749_894_9;

/** Measures one layer after the other, in room that is used again; arguments as those of `measureCoverage`. */
export type CoverageMeter = typeof measureCoverage;

/** Returns a meter with room of its own. */
export function coverageMeter(): CoverageMeter {
  const spans = spansRoom();
  const [below, above] = [spansRoom(), spansRoom()];
  const cover = rowRoom();
  const solid = rowRoom();
  return (layer, toolpaths, trackWidthMm, mostMm) => {
    const phase = ((layer.index + 1) * GOLDEN) % 1;
    const reachMm = trackWidthMm / 2;
    const loops = loopsOf(layer.regions);
    const { turn, rows } = planRows(loops, toolpaths, reachMm, mostMm, phase);
    const rowSpacingMm = rows.spacingMm;
    gather(spans, rows, turn, loops, toolpaths, reachMm);

    let solidMm = 0;
    let exposedMm = 0;
    let bareMm = 0;
    let coveredMm = 0;
    let againMm = spans.covered.again;
    const bare = noBareStretches();
    for (let row = 0; row < rows.count; row++) {
      mergeSolid(spans.solid, row, solid);
      mergeRow(spans.covered, row, cover);
      againMm += cover.sum;
      const { merged: s, length: solidLength } = solid;
      const { merged: c, length: coverLength } = cover;
      for (let i = 0; i < coverLength; i += 2) coveredMm += c[i + 1]! - c[i]!;
      let k = 0;
      for (let i = 0; i < solidLength; i += 2) {
        const begin = s[i]!;
        const end = s[i + 1]!;
        solidMm += end - begin;
        // One covered stretch can reach over several solid ones: step back to it.
        if (k > 0) k -= 2;
        let bareFrom = begin;
        for (; k < coverLength && c[k]! < end; k += 2) {
          const from = Math.max(c[k]!, begin);
          const to = Math.min(c[k + 1]!, end);
          if (to <= from) continue;
          exposedMm += to - from;
          bareMm += noteBare(bare, row, bareFrom, from);
          bareFrom = to;
        }
        bareMm += noteBare(bare, row, bareFrom, end);
      }
    }
    const wanted = rowsOfLong(bare, rows.count);
    const beside = (room: SpansOfRows, byMm: number, of: Uint8Array): BareOfRow => {
      gather(room, someRows(rows, byMm, of), turn, loops, toolpaths, reachMm);
      return (row) => {
        mergeSolid(room.solid, row, solid);
        mergeRow(room.covered, row, cover);
        return lessOf(mergedOf(solid), mergedOf(cover));
      };
    };
    const kept =
      wanted === null
        ? { stretches: bare, roundingMm: 0 }
        : withoutThinStrips(bare, [beside(below, -ACROSS_MM, wanted), beside(above, ACROSS_MM, wanted)]);
    bareMm = Math.max(bareMm - kept.roundingMm, 0);
    const worst = longestOf(kept.stretches);
    return {
      solidMm2: solidMm * rowSpacingMm,
      coveredMm2: (solidMm - bareMm) * rowSpacingMm,
      bareMm2: bareMm * rowSpacingMm,
      outsideMm2: (coveredMm - exposedMm) * rowSpacingMm,
      doubleMm2: (againMm - coveredMm) * rowSpacingMm,
      worst: worst === null ? null : { ...placeOf(turn, worst.xMm, yOfRow(rows, worst.row)), lengthMm: worst.lengthMm },
    };
  };
}

/**
 * Measures cover along rows, `rowSpacingMm` apart and closer where there is little to measure: on each row the stretches of solid and those within reach of
 * a path are exact. Rows run in the direction that lies furthest from those of long lines (`planRows`), so no straight strip lies between two of
 * them: one of width w that they cross at an angle a is right to w x spacing / sin a. Where a curved strip of radius r runs along the rows it is right to
 * spacing x sqrt(8 r w). Strips thinner than about half a micrometre do not count.
 *
 * A laser track reaches half of `trackWidthMm` to all sides; a bead half of its own width, rounded sides included (strip + height x (1 - pi / 4)), and has round
 * ends. What is printed beside or below a part covers nothing of it.
 */
export function measureCoverage(
  layer: Layer,
  toolpaths: ToolpathLayer,
  trackWidthMm: number,
  rowSpacingMm: number,
): Coverage {
  return coverageMeter()(layer, toolpaths, trackWidthMm, rowSpacingMm);
}

/** What rows meet: ends of the solid's stretches, and what tracks or beads cover. */
interface SpansOfRows {
  readonly solid: SolidRows;
  readonly covered: RowSpans;
}

function spansRoom(): SpansOfRows {
  return { solid: solidRows(), covered: rowSpans() };
}

function gather(
  { solid, covered }: SpansOfRows,
  rows: MeasuringRows,
  turn: RowTurn,
  loops: Loops,
  toolpaths: ToolpathLayer,
  reachMm: number,
): void {
  gatherTracks(covered, rows, turn, toolpaths, reachMm);
  gatherSolid(solid, rows, turn, loops);
}

/** The place on the plate of one on the rows. */
function placeOf({ cos, sin }: RowTurn, along: number, across: number): { readonly xMm: number; readonly yMm: number } {
  return { xMm: along * cos - across * sin, yMm: along * sin + across * cos };
}

/** The stretches of a room, until it is used again. */
function mergedOf({ merged, length }: RowRoom): Float64Array {
  return merged.subarray(0, length);
}

/** Outlines and holes of all regions. */
function loopsOf(regions: Layer['regions']): Loops {
  return regions.flatMap(({ outline, holes }) => [outline, ...holes]);
}
