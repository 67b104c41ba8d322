/** How contours are run: which first, from where, in how many pieces. */
import type { Polyline } from '../../core/polyline.ts';
import type { ParamsKey } from '../../core/toolpath.ts';
import type { ContourLevel } from '../contours.ts';
import { cornersOf } from './corners.ts';
import type { ContourPathSettings } from './settings.ts';
import { startOf } from './start-of.ts';
import { beginningAt, lengthsAlong, stretchOf } from './stretch-of.ts';

/** A contour, or a piece of one, in execution order. */
export interface LaidContour {
  readonly params: ParamsKey;
  readonly path: Polyline;
}

/**
 * Returns the contours of a layer in the order in which they are run. What of a level is open, where thin walls have taken the rest, keeps its
 * ends. No path leaves its contour but for the rounding of new points to the grid of coordinates.
 *
 * @param levels - all levels from the outermost one in, empty ones too
 */
export function layContours(
  levels: readonly ContourLevel[],
  settings: ContourPathSettings | undefined,
  layerIndex: number,
): LaidContour[] {
  const laid = levels.map(({ params, loops }, level) => {
    const key = settings?.levelKeys[level] ?? params;
    if (settings === undefined) return loops.map((path) => ({ params: key, path }));
    const { start } = settings;
    const turn = start.rule === 'spread' ? layerIndex * start.share + level / levels.length : 0;
    return loops.flatMap((line) => layLine(line, settings, turn).map((path) => ({ params: key, path })));
  });
  if (settings?.order === 'inside-out') laid.reverse();
  return laid.flat();
}

/** The pieces of one line. */
function layLine(line: Polyline, settings: ContourPathSettings, turn: number): Polyline[] {
  const { start, breakAtDeg, closingOverlapMm } = settings;
  const isAsCut = start.rule === 'as-cut' && closingOverlapMm === 0;
  if (breakAtDeg === null && (isAsCut || !line.closed)) return [line];
  const lengths = lengthsAlong(line);
  const corners = breakAtDeg === null ? [] : cornersOf(line, lengths, breakAtDeg);
  if (!line.closed) return corners.length === 0 ? [line] : piecesOfOpen(line, lengths, corners);
  const startMm = startOf(line, lengths, start, turn);
  if (corners.length > 1) return piecesOfClosed(line, lengths, corners, startMm);
  // With one corner the contour is whole, and begins there.
  const [corner] = corners;
  return [closedWithOverlap(line, lengths, corner === undefined ? startMm : lengths[corner]!, closingOverlapMm)];
}

function piecesOfOpen(line: Polyline, lengths: Float64Array, corners: readonly number[]): Polyline[] {
  const ends = [0, ...corners.map((corner) => lengths[corner]!), lengths[lengths.length - 1]!];
  return ends.slice(1).map((toMm, k) => piece(line, lengths, ends[k]!, toMm));
}

/** Stretches from corner to corner, first the one that holds the start. */
function piecesOfClosed(
  line: Polyline,
  lengths: Float64Array,
  corners: readonly number[],
  startMm: number,
): Polyline[] {
  const wholeMm = lengths[lengths.length - 1]!;
  const at = corners.map((corner) => lengths[corner]!);
  const before = at.filter((mm) => mm <= startMm).length;
  const first = (before + at.length - 1) % at.length;
  return at.map((_, k) => {
    const from = at[(first + k) % at.length]!;
    const to = at[(first + k + 1) % at.length]!;
    return piece(line, lengths, from, to > from ? to : to + wholeMm);
  });
}

function piece(line: Polyline, lengths: Float64Array, fromMm: number, toMm: number): Polyline {
  return { xy: stretchOf(line, lengths, fromMm, toMm), closed: false };
}

/** A closed line from its start; where it runs on past it, open, with the start a point of it again. Never more than two rounds. */
function closedWithOverlap(line: Polyline, lengths: Float64Array, startMm: number, overlapMm: number): Polyline {
  if (overlapMm === 0) return startMm === 0 ? line : beginningAt(line, lengths, startMm);
  const wholeMm = lengths[lengths.length - 1]!;
  const endMm = startMm + wholeMm;
  const round = stretchOf(line, lengths, startMm, endMm);
  const beyond = stretchOf(line, lengths, endMm, endMm + Math.min(overlapMm, wholeMm)).subarray(2);
  const xy = new Float64Array(round.length + beyond.length);
  xy.set(round);
  xy.set(beyond, round.length);
  return { xy, closed: false };
}
