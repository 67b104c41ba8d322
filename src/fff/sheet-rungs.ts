/**
 * The section of a sheet across its middle line: rungs from face to face, like those of a ladder. A rung is as long as the wall is wide
 * there in the plane of the layer, whatever the slope of the sheet.
 */
import type { Loops } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import { type KeptRoom, NEW_ROOM } from '../geometry/kept-room.ts';
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
  /** Of an end on a face: its place along the loop, and the sum of the loop's cross products up to it. */
  readonly place: Float64Array;
  readonly cross: Float64Array;
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
/** Further from the line of a ray than this, in grid units, is no rounding. */
const ASIDE = 1;
/** A ray is followed in pieces of this length, in grid units. */
const PIECE = 1500;

/**
 * Finds the rungs across walls, at most `mostMm` long on either side, at points 0.1 mm apart along their middle lines. A rung that would cross
 * another middle line is none: there two sheets are one.
 *
 * @param loops - the walls, solid on the left, loops do not cross
 * @param room - lends what the finder holds: one finder at a time
 */
export function rungFinder(loops: Loops, middles: Loops, mostMm: number, room: KeptRoom = NEW_ROOM): RungFinder {
  const walls = wallLoops(loops, room);
  const samples = middles.map(evenPoints).filter(({ x }) => x.length > 1);
  const { all, owner } = withLines(walls, samples, room);
  const grid = segmentGrid(all, null, 0, room);
  const { x, y, next } = all;
  const wallSegments = walls.next.length;
  const most = mostMm * GRID_PER_MM;
  const count = next.length - wallSegments;
  const left = roomForEnds('left', count, room);
  const right = roomForEnds('right', count, room);
  const isFoundOfAll = room.bytes('is-found', count).fill(0);
  const widthOfAll = room.floats('width', count).fill(0);
  let hit = -1;
  let isInside = false;

  const lines = samples.map(({ x: px, y: py, closed }, line) => {
    const n = px.length;
    const first = owner[line]!;
    const from = first - wallSegments;
    const rungs = {
      x: px,
      y: py,
      closed,
      isFound: isFoundOfAll.subarray(from, from + n),
      left: endsWithin(left, from, n),
      right: endsWithin(right, from, n),
    };
    const width = widthOfAll.subarray(from, from + n);
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

    function markPlace(end: RungEnds, i: number, face: number): void {
      const ex = end.x[i]!;
      const ey = end.y[i]!;
      const fx = x[face]!;
      const fy = y[face]!;
      end.place[i] = walls.at[face]! + Math.sqrt((ex - fx) * (ex - fx) + (ey - fy) * (ey - fy));
      end.cross[i] = walls.twice[face]! + fx * ey - fy * ex;
    }

    /** Looks for the end of a half rung; true where it is on the boundary. */
    function reach(end: RungEnds, i: number, dx: number, dy: number, own: number): boolean {
      const t = cast(px[i]!, py[i]!, dx, dy, most, own, next.length);
      const isFace = t >= 0 && hit < wallSegments;
      const way = t < 0 ? most : isFace ? (isInside ? t : 0) : t / 2;
      end.segment[i] = isFace ? hit : -1;
      end.x[i] = px[i]! + dx * way;
      end.y[i] = py[i]! + dy * way;
      end.reach[i] = way;
      if (isFace) markPlace(end, i, hit);
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
    const { first, items, columns } = grid;
    const c0 = columnOf(grid, px + dx * (dx > 0 ? from : to));
    const c1 = columnOf(grid, px + dx * (dx > 0 ? to : from));
    const r0 = rowOf(grid, py + dy * (dy > 0 ? from : to));
    const r1 = rowOf(grid, py + dy * (dy > 0 ? to : from));
    for (let r = r0; r <= r1; r++) {
      // The squares of a row lie one after the other, and so do their items.
      const end = first[r * columns + c1 + 1]!;
      for (let k = first[r * columns + c0]!; k < end; k++) {
        const a = items[k]!;
        if (a >= below) continue;
        const b = next[a]!;
        if (a === own || b === own) continue;
        const wx = x[a]! - px;
        const wy = y[a]! - py;
        const vx = x[b]! - px;
        const vy = y[b]! - py;
        // Both ends well on one side of the ray's line: most of them.
        const sideA = wx * dy - wy * dx;
        const sideB = vx * dy - vy * dx;
        if ((sideA > ASIDE && sideB > ASIDE) || (sideA < -ASIDE && sideB < -ASIDE)) continue;
        const ex = x[b]! - x[a]!;
        const ey = y[b]! - y[a]!;
        const det = dx * ey - dy * ex;
        if (det === 0) continue;
        const t = (wx * ey - wy * ex) / det;
        if (!(t > LEAST && t < best)) continue;
        const share = sideA / det;
        if (share < -SHARE_ROUNDING || share > 1 + SHARE_ROUNDING) continue;
        best = t;
        hit = a;
        isInside = det > 0;
      }
    }
    return hit < 0 ? -1 : best;
  }
}

/** Room for the ends of all rungs on one side; a rung that is none has zeros. */
function roomForEnds(side: string, count: number, room: KeptRoom): RungEnds {
  const floats = (what: string) => room.floats(`${side}-${what}`, count).fill(0);
  return {
    segment: room.ints(`${side}-segment`, count).fill(0),
    x: floats('x'),
    y: floats('y'),
    reach: floats('reach'),
    place: floats('place'),
    cross: floats('cross'),
  };
}

/** The part of it that one line has. */
function endsWithin({ segment, x, y, reach, place, cross }: RungEnds, from: number, n: number): RungEnds {
  return {
    segment: segment.subarray(from, from + n),
    x: x.subarray(from, from + n),
    y: y.subarray(from, from + n),
    reach: reach.subarray(from, from + n),
    place: place.subarray(from, from + n),
    cross: cross.subarray(from, from + n),
  };
}

function wallLoops(loops: Loops, room: KeptRoom): WallLoops {
  const segments = loopSegments(loops, false, room);
  const { x, y, next, starts } = segments;
  const n = next.length;
  const loopCount = loops.length;
  const loopOf = room.ints('loop-of', n);
  const at = room.floats('at', n);
  const twice = room.floats('twice', n);
  const length = room.floats('length', loopCount);
  const twiceOfLoop = room.floats('twice-of-loop', loopCount);
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
  room: KeptRoom,
): { readonly all: LoopSegments; readonly owner: Int32Array } {
  let total = next.length;
  for (const line of lines) total += line.x.length;
  const all = {
    x: room.floats('all-x', total),
    y: room.floats('all-y', total),
    next: room.ints('all-next', total),
    starts,
  };
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
