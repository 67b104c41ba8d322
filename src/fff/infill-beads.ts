/** Straight parallel beads across the inside of an area. */
import type { Loops } from '../core/polyline.ts';
import type { BeadFeature } from '../core/toolpath.ts';
import { snapMm } from '../core/units.ts';
import { clipLines, directionOf, type LineFamily, type LinePieces } from '../geometry/line-clip.ts';
import type { Bead } from './bead.ts';
import type { BeadSettings } from './settings.ts';
import { stripAreaMm2 } from './strip-area.ts';

/** Beads in runs that are laid back and forth, and the area that they could not take. */
export interface InfillBeads {
  readonly runs: Bead[][];
  readonly missingMm2: number;
}

/** To fill its area exactly the infill of a part may be wider or narrower by this factor beside the fit of its lines. */
const MOST_FACTOR = 1.05;
/** Lines shorter than this share of a bead width are left to their neighbours. */
const LEAST_LENGTH = 0.5;

/**
 * Lays infill across one connected area. Solid infill is fitted: a whole number of lines of equal width stands between the
 * two outermost points of the area across the lines, so that neither a slot nor a doubled line is left at a side that runs
 * along them. Sparse lines lie at (i + 1/2) x spacing from the plate's origin. Every second line runs backwards; lines end on
 * the boundary, where the round end of a bead reaches into the loop beside it. A run holds consecutive lines without a choice
 * of way: where an area forks around a hole, new runs begin.
 */
export function infillBeads(area: Loops, areaMm2: number, settings: BeadSettings, layerIndex: number): InfillBeads {
  const { beadWidthMm, infillFraction } = settings;
  const wantedMm2 = areaMm2 * infillFraction;
  const feature: BeadFeature = infillFraction >= 1 ? 'solid-infill' : 'internal-infill';
  const angleDeg = (settings.infillAngleDeg + settings.infillAngleStepDeg * layerIndex) % 360;
  const family =
    infillFraction >= 1
      ? fittedFamily(area, angleDeg, beadWidthMm)
      : { angleDeg, spacingMm: beadWidthMm / infillFraction, phase: 0.5 };
  const runs = parallelBeads(area, family, family.spacingMm * Math.min(1, infillFraction), feature);
  let total = 0;
  for (const run of runs) for (const { path, widthMm } of run) total += stripAreaMm2(path, widthMm);
  if (!(total > 0)) return { runs: [], missingMm2: wantedMm2 };
  const factor = Math.min(MOST_FACTOR, Math.max(1 / MOST_FACTOR, wantedMm2 / total));
  return {
    runs: runs
      .filter((run) => run.length > 0)
      .map((run) => run.map((bead) => ({ ...bead, widthMm: bead.widthMm.map((value) => value * factor) }))),
    missingMm2: wantedMm2 - total * factor,
  };
}

/** Lays the lines of a family across an area, one width for all, in runs that are laid back and forth. */
export function parallelBeads(area: Loops, family: LineFamily, widthMm: number, feature: BeadFeature): Bead[][] {
  const pieces = clipLines(area, family);
  return runsOf(pieces).map((run) => {
    const beads: Bead[] = [];
    for (const { line, piece } of run) {
      const bead = lineBead(pieces, line, piece, family, widthMm, feature);
      if (bead !== null) beads.push(bead);
    }
    return beads;
  });
}

/** Lines between the outermost points of an area across them, each as near to the regular width as a whole number allows. */
function fittedFamily(area: Loops, angleDeg: number, widthMm: number): LineFamily {
  const { cos, sin } = directionOf(angleDeg);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { xy } of area) {
    for (let i = 0; i < xy.length; i += 2) {
      const across = xy[i + 1]! * cos - xy[i]! * sin;
      least = Math.min(least, across);
      most = Math.max(most, across);
    }
  }
  const count = Math.max(1, Math.round((most - least) / widthMm));
  const spacingMm = (most - least) / count;
  const first = least / spacingMm + 0.5;
  return { angleDeg, spacingMm, phase: first - Math.floor(first) };
}

interface LinePiece {
  readonly line: number;
  readonly piece: number;
}

/** Chains pieces of neighbouring lines that lie beside one another and beside no other piece. */
function runsOf({ starts, from, to }: LinePieces): LinePiece[][] {
  const lines = starts.length - 1;
  const above = new Int32Array(from.length).fill(-1);
  const aboveCount = new Int32Array(from.length);
  const belowCount = new Int32Array(from.length);
  for (let k = 0; k + 1 < lines; k++) {
    let q = starts[k + 1]!;
    const end = starts[k + 2]!;
    for (let p = starts[k]!; p < starts[k + 1]!; p++) {
      while (q < end && to[q]! <= from[p]!) q++;
      for (let r = q; r < end && from[r]! < to[p]!; r++) {
        above[p] = r;
        aboveCount[p]!++;
        belowCount[r]!++;
      }
    }
  }
  const runs: LinePiece[][] = [];
  const done = new Uint8Array(from.length);
  for (let k = 0; k < lines; k++) {
    for (let p = starts[k]!; p < starts[k + 1]!; p++) {
      if (done[p] === 1) continue;
      const run: LinePiece[] = [];
      for (let piece = p, line = k; ; line++) {
        done[piece] = 1;
        run.push({ line, piece });
        const next = above[piece]!;
        if (aboveCount[piece] !== 1 || belowCount[next] !== 1) break;
        piece = next;
      }
      runs.push(run);
    }
  }
  return runs;
}

function lineBead(
  { firstLine, from, to }: LinePieces,
  line: number,
  piece: number,
  { angleDeg, spacingMm, phase }: LineFamily,
  widthMm: number,
  feature: BeadFeature,
): Bead | null {
  const { cos, sin } = directionOf(angleDeg);
  const lineIndex = firstLine + line;
  const offsetMm = (lineIndex + phase) * spacingMm;
  const forward = lineIndex % 2 === 0;
  const a = forward ? from[piece]! : to[piece]!;
  const b = forward ? to[piece]! : from[piece]!;
  if (Math.abs(b - a) < LEAST_LENGTH * widthMm) return null;
  const xy = Float64Array.of(
    snapMm(a * cos - offsetMm * sin),
    snapMm(a * sin + offsetMm * cos),
    snapMm(b * cos - offsetMm * sin),
    snapMm(b * sin + offsetMm * cos),
  );
  return { path: { xy, closed: false }, widthMm: Float64Array.of(widthMm, widthMm), feature };
}
