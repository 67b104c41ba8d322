/**
 * The section of a sheet across its middle line: rungs from face to face, like those of a ladder. A rung is as long as the wall is wide
 * there in the plane of the layer, whatever the slope of the sheet.
 */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { type LoopSegments, loopSegments } from '../geometry/loop-segments.ts';
import { columnOf, rowOf, segmentGrid } from '../geometry/segment-grid.ts';

/** The boundary of walls in grid units, solid on the left, with what is summed along each loop. */
export interface WallLoops extends LoopSegments {
  /** The loop of each segment. */
  readonly loopOf: Int32Array;
  /** Length along the loop up to each segment's start, and of each loop. */
  readonly at: Float64Array;
  readonly length: Float64Array;
  /** Sum of the cross products of a loop's segments up to each segment's start: twice an area once the way closes. */
  readonly twice: Float64Array;
  readonly twiceOfLoop: Float64Array;
}

/** Points of a middle line in grid units, and the rung of each: one end on the face to the left, one on the face to the right. */
export interface Rungs {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly closed: boolean;
  /** 1 where the point lies in the wall and both faces were found. */
  readonly isFound: Uint8Array;
  readonly left: RungEnds;
  readonly right: RungEnds;
  readonly width: Float64Array;
}

/** Where rungs end on one side. */
export interface RungEnds {
  readonly segment: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Length of the half rung: to the face, half of the way to another middle line, or as far as was looked; 0 outside of the wall. */
  readonly reach: Float64Array;
}

/** Finds rungs of middle lines, and how far it is from a point in the wall to its boundary. */
export interface RungFinder {
  readonly walls: WallLoops;
  /** One entry a line. */
  readonly lines: readonly Rungs[];
  /** Length of the way from a point along a unit direction to the boundary, at most `most`; negative where it does not lie in the wall. */
  distance(x: number, y: number, dx: number, dy: number, most: number): number;
}

/** Distance of the rungs along the middle line. */
const STEP_MM = 0.1;
/** A ray starts this far from where it comes from, in grid units: less is rounding. */
const LEAST = 1e-3;
const SHARE_ROUNDING = 1e-9;
/** A ray is followed in pieces of this length, in grid units. */
const PIECE = 1500;

/**
 * Finds the rungs across walls, at most `mostMm` long on either side, at points 0.1 mm apart along their middle lines. A rung that would cross
 * another middle line is none: there two sheets are one.
 *
 * @param loops - the walls, solid on the left, loops do not cross
 */
export function rungFinder(loops: Loops, middles: Loops, mostMm: number): RungFinder {
  const walls = wallLoops(loops);
  const samples = middles.map(evenPoints).filter(({ x }) => x.length > 1);
  const { all, owner } = withLines(walls, samples);
  const grid = segmentGrid(all);
  const { x, y, next } = all;
  const wallSegments = walls.next.length;
  const most = mostMm * GRID_PER_MM;
  let hit = -1;
  let isInside = false;

  const lines = samples.map(({ x: px, y: py, closed }, line) => {
    const n = px.length;
    const ends = (): RungEnds => ({
      segment: new Int32Array(n),
      x: new Float64Array(n),
      y: new Float64Array(n),
      reach: new Float64Array(n),
    });
    const rungs = { x: px, y: py, closed, isFound: new Uint8Array(n), left: ends(), right: ends() };
    const width = new Float64Array(n);
    const first = owner[line]!;
    for (let i = 0; i < n; i++) {
      const a = i > 0 ? i - 1 : closed ? n - 1 : 0;
      const b = i + 1 < n ? i + 1 : closed ? 0 : i;
      const dx = px[b]! - px[a]!;
      const dy = py[b]! - py[a]!;
      const size = Math.sqrt(dx * dx + dy * dy);
      if (!(size > 0)) continue;
      const nx = -dy / size;
      const ny = dx / size;
      const isLeft = reach(rungs.left, i, nx, ny, first + i);
      const isRight = reach(rungs.right, i, -nx, -ny, first + i);
      rungs.isFound[i] = isLeft && isRight ? 1 : 0;
      width[i] = rungs.left.reach[i]! + rungs.right.reach[i]!;
    }
    return { ...rungs, width };

    /** Looks for the end of a half rung; true where it is on the boundary. */
    function reach(end: RungEnds, i: number, dx: number, dy: number, own: number): boolean {
      const t = cast(px[i]!, py[i]!, dx, dy, most, own, next.length);
      const isFace = t >= 0 && hit < wallSegments;
      const way = t < 0 ? most : isFace ? (isInside ? t : 0) : t / 2;
      end.segment[i] = isFace ? hit : -1;
      end.x[i] = px[i]! + dx * way;
      end.y[i] = py[i]! + dy * way;
      end.reach[i] = way;
      return isFace && isInside;
    }
  });

  return {
    walls,
    lines,
    distance(px, py, dx, dy, limit) {
      const t = cast(px, py, dx, dy, limit, -1, wallSegments);
      return t < 0 ? limit : isInside ? t : -1;
    },
  };

  /** Length of the way to the first of the segments below a number, or -1; those that meet in the point `own` do not count. */
  function cast(px: number, py: number, dx: number, dy: number, limit: number, own: number, below: number): number {
    hit = -1;
    // Piece by piece: the boxes around short pieces hold few segments.
    for (let from = 0; from < limit; from += PIECE) {
      const t = castWithin(px, py, dx, dy, from, Math.min(limit, from + PIECE), own, below);
      if (t >= 0) return t;
    }
    return -1;
  }

  /** The same for what lies from one length to another; what begins before is seen too. */
  function castWithin(
    px: number,
    py: number,
    dx: number,
    dy: number,
    from: number,
    to: number,
    own: number,
    below: number,
  ): number {
    let best = to;
    const c0 = columnOf(grid, px + dx * (dx > 0 ? from : to));
    const c1 = columnOf(grid, px + dx * (dx > 0 ? to : from));
    const r0 = rowOf(grid, py + dy * (dy > 0 ? from : to));
    const r1 = rowOf(grid, py + dy * (dy > 0 ? to : from));
    for (let r = r0; r <= r1; r++) {
      for (let c = c0; c <= c1; c++) {
        const square = r * grid.columns + c;
        for (let k = grid.first[square]!; k < grid.first[square + 1]!; k++) {
          const a = grid.items[k]!;
          const b = next[a]!;
          if (a >= below || a === own || b === own) continue;
          const ex = x[b]! - x[a]!;
          const ey = y[b]! - y[a]!;
          const det = dx * ey - dy * ex;
          if (det === 0) continue;
          const wx = x[a]! - px;
          const wy = y[a]! - py;
          const t = (wx * ey - wy * ex) / det;
          if (!(t > LEAST && t < best)) continue;
          const share = (wx * dy - wy * dx) / det;
          if (share < -SHARE_ROUNDING || share > 1 + SHARE_ROUNDING) continue;
          best = t;
          hit = a;
          isInside = det > 0;
        }
      }
    }
    return hit < 0 ? -1 : best;
  }
}

function wallLoops(loops: Loops): WallLoops {
  const segments = loopSegments(loops);
  const { x, y, next, starts } = segments;
  const n = next.length;
  const loopCount = loops.length;
  const loopOf = new Int32Array(n);
  const at = new Float64Array(n);
  const twice = new Float64Array(n);
  const length = new Float64Array(loopCount);
  const twiceOfLoop = new Float64Array(loopCount);
  for (let l = 0; l < loopCount; l++) {
    let way = 0;
    let sum = 0;
    for (let i = starts[l]!; i < starts[l + 1]!; i++) {
      const k = next[i]!;
      loopOf[i] = l;
      at[i] = way;
      twice[i] = sum;
      const dx = x[k]! - x[i]!;
      const dy = y[k]! - y[i]!;
      way += Math.sqrt(dx * dx + dy * dy);
      sum += x[i]! * y[k]! - x[k]! * y[i]!;
    }
    length[l] = way;
    twiceOfLoop[l] = sum;
  }
  return { ...segments, loopOf, at, length, twice, twiceOfLoop };
}

/** Points of a line in grid units, evenly about a step apart along it. */
function evenPoints({ xy, closed }: Loops[number]): { x: Float64Array; y: Float64Array; closed: boolean } {
  const n = xy.length / 2;
  const steps = closed ? n : n - 1;
  const at = new Float64Array(steps + 1);
  for (let i = 0; i < steps; i++) {
    const k = i + 1 === n ? 0 : i + 1;
    const dx = xy[2 * k]! - xy[2 * i]!;
    const dy = xy[2 * k + 1]! - xy[2 * i + 1]!;
    at[i + 1] = at[i]! + Math.sqrt(dx * dx + dy * dy);
  }
  const total = at[steps]!;
  const pieces = Math.max(closed ? 4 : 1, Math.round(total / STEP_MM));
  const count = closed ? pieces : pieces + 1;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  let s = 0;
  for (let j = 0; j < count; j++) {
    const way = (total * j) / pieces;
    while (s < steps - 1 && at[s + 1]! < way) s++;
    const k = s + 1 === n ? 0 : s + 1;
    const size = at[s + 1]! - at[s]!;
    const share = size > 0 ? Math.min(1, (way - at[s]!) / size) : 0;
    x[j] = (xy[2 * s]! + share * (xy[2 * k]! - xy[2 * s]!)) * GRID_PER_MM;
    y[j] = (xy[2 * s + 1]! + share * (xy[2 * k + 1]! - xy[2 * s + 1]!)) * GRID_PER_MM;
  }
  return { x, y, closed };
}

/** The segments of the walls and after them those of the lines; the last point of an open line leads to itself. */
function withLines(
  { x, y, next, starts }: LoopSegments,
  lines: readonly { readonly x: Float64Array; readonly y: Float64Array; readonly closed: boolean }[],
): { readonly all: LoopSegments; readonly owner: Int32Array } {
  let total = next.length;
  for (const line of lines) total += line.x.length;
  const all = { x: new Float64Array(total), y: new Float64Array(total), next: new Int32Array(total), starts };
  all.x.set(x);
  all.y.set(y);
  all.next.set(next);
  const owner = new Int32Array(lines.length);
  let n = next.length;
  lines.forEach((line, number) => {
    owner[number] = n;
    all.x.set(line.x, n);
    all.y.set(line.y, n);
    const { length } = line.x;
    for (let i = 0; i < length; i++) all.next[n + i] = i + 1 < length ? n + i + 1 : line.closed ? n : n + i;
    n += length;
  });
  return { all, owner };
}
