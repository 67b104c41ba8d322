/** Straight parallel beads across the inside of an area. */
import type { Loops } from '../core/polyline.ts';
import type { BeadFeature } from '../core/toolpath.ts';
import { snapMm } from '../core/units.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { clipLines, directionOf, type LineFamily, type LinePieces } from '../geometry/line-clip.ts';
import { simplifyLine } from '../geometry/simplify-line.ts';
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
export function infillBeads(
  area: Loops,
  areaMm2: number,
  settings: BeadSettings,
  layerIndex: number,
  how: InfillHow = wholeInfill(settings),
): InfillBeads {
  const { beadWidthMm, infillPattern = 'rectilinear' } = settings;
  const { fraction: infillFraction, feature, flow } = how;
  const wantedMm2 = areaMm2 * infillFraction;
  if (infillPattern === 'concentric' && how.angleDeg === null) return ringBeads(area, wantedMm2, settings, how);
  const angleDeg = how.angleDeg ?? layerAngleDeg(settings, layerIndex);
  const isFitted = infillFraction >= 1 && (infillPattern !== 'aligned' || how.angleDeg !== null);
  const family = isFitted
    ? fittedFamily(area, angleDeg, beadWidthMm)
    : { angleDeg, spacingMm: beadWidthMm / infillFraction, phase: 0.5 };
  const pieces = clipLines(area, family);
  const widthMm = family.spacingMm * Math.min(1, infillFraction);
  const isMonotonic = settings.infillOrder === 'monotonic';
  const runs = (isMonotonic ? [piecesInOrder(pieces)] : runsOf(pieces)).map((run) => {
    const beads: Bead[] = [];
    for (const { line, piece } of run) {
      const bead = lineBead(pieces, line, piece, family, widthMm, feature);
      if (bead !== null) beads.push(isMonotonic ? { ...bead, keepsSense: true } : bead);
    }
    return beads;
  });
  let total = 0;
  for (const run of runs) for (const { path, widthMm } of run) total += stripAreaMm2(path, widthMm);
  if (!(total > 0)) return { runs: [], missingMm2: wantedMm2 };
  const factor = Math.min(MOST_FACTOR, Math.max(1 / MOST_FACTOR, wantedMm2 / total));
  return {
    runs: runs
      .filter((run) => run.length > 0)
      .map((run) => run.map((bead) => ({ ...bead, widthMm: bead.widthMm.map((value) => value * factor * flow) }))),
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

/** How an area is filled. */
export interface InfillHow {
  readonly feature: BeadFeature;
  readonly fraction: number;
  /** Direction of the lines, whatever the pattern; null: by pattern and layer. */
  readonly angleDeg: number | null;
  /** Volume over that of the strips. */
  readonly flow: number;
}

function wholeInfill({ infillFraction }: BeadSettings): InfillHow {
  const feature = infillFraction >= 1 ? 'solid-infill' : 'internal-infill';
  return { feature, fraction: infillFraction, angleDeg: null, flow: 1 };
}

/** Returns the direction of the lines of a layer. */
export function layerAngleDeg(settings: BeadSettings, layerIndex: number): number {
  const { infillAngleDeg, infillAngleStepDeg, infillAnglesDeg = [], infillPattern } = settings;
  if (infillPattern === 'aligned') return infillAnglesDeg[0] ?? infillAngleDeg;
  const listed = infillAnglesDeg[layerIndex % infillAnglesDeg.length];
  return listed ?? (infillAngleDeg + infillAngleStepDeg * layerIndex) % 360;
}

/** Loops inside one another, from the outside in; where the next one has no room there is none. */
function ringBeads(area: Loops, wantedMm2: number, settings: BeadSettings, how: InfillHow): InfillBeads {
  const { beadWidthMm } = settings;
  const spacingMm = beadWidthMm / how.fraction;
  const beads: Bead[] = [];
  let total = 0;
  for (let k = 0; ; k++) {
    const rings = insetLoops(area, -(k + 0.5) * spacingMm);
    if (rings.length === 0) break;
    for (const ring of rings) {
      const line = simplifyLine({ path: ring, widthMm: new Float64Array(ring.xy.length / 2).fill(beadWidthMm) });
      if (line.widthMm.length === 0) continue;
      total += stripAreaMm2(line.path, line.widthMm);
      beads.push({ ...line, feature: how.feature });
    }
  }
  if (!(total > 0)) return { runs: [], missingMm2: wantedMm2 };
  const factor = Math.min(MOST_FACTOR, Math.max(1 / MOST_FACTOR, wantedMm2 / total));
  const wide = (bead: Bead): Bead => ({ ...bead, widthMm: bead.widthMm.map((value) => value * factor * how.flow) });
  return { runs: beads.map((bead) => [wide(bead)]), missingMm2: wantedMm2 - total * factor };
}

/** All pieces by line, and along it to and fro. */
function piecesInOrder({ firstLine, starts }: LinePieces): LinePiece[] {
  const run: LinePiece[] = [];
  for (let line = 0; line + 1 < starts.length; line++) {
    const count = starts[line + 1]! - starts[line]!;
    const isForward = (firstLine + line) % 2 === 0;
    for (let k = 0; k < count; k++)
      run.push({ line, piece: isForward ? starts[line]! + k : starts[line + 1]! - 1 - k });
  }
  return run;
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
