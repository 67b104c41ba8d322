/** Beads of sheet walls: one line along the middle of each run, as wide as its rungs are long. */
import type { Loops, Polyline } from '../core/polyline.ts';
import { GRID_PER_MM } from '../core/units.ts';
import type { AxisPath } from '../geometry/axis-paths.ts';
import { keptRoom } from '../geometry/kept-room.ts';
import type { BeadSettings } from './settings.ts';
import { middleOf, type WayPoint } from './sheet-passages.ts';
import { sheetParts } from './sheet-rest.ts';
import { type RungFinder, rungFinder } from './sheet-rungs.ts';
import { longestRungMm, sheetRuns, stepArea } from './sheet-runs.ts';
import { type SheetJoint, type SheetPiece, type SheetWay, sheetWays } from './sheet-ways.ts';

/** Lines with their areas and widths; and the walls that have none, where the sheet lies too flat or has no middle line. */
export interface SheetPaths {
  readonly paths: readonly AxisPath[];
  readonly rest: readonly Polyline[];
}

/** Whether a place in mm is dense solid, into which a wall is to be welded. */
export type IsDense = (xMm: number, yMm: number) => boolean;

/** The round end of a bead reaches this share of a regular bead into dense solid. */
const WELD = 0.25;
/** A line stops this share of its width before the end of its wall: its round end, half a disc, then has just the area of what is left. */
const END_SHARE = Math.PI / 8;
/** The end of a wall is spread over this many widths before it. */
const END_REACH = 3;
/** So far beyond the end of a wall it is asked whether there is dense solid. */
const BESIDE_MM = 0.01;
/** Beyond the last rung the end of a wall is looked for within its width and this. */
const LONGEST_CAP_MM = 0.2;
/** A line that ends nearer to where it should than this is left as it is. */
const NEAR_MM = 0.002;
/** What one layer needs for its rungs, kept for the next. */
const ROOM = keptRoom();

/**
 * Lays lines along the middle of sheet walls. Each follows its middle line for as long as the sheet is no wider than a bead: around, or
 * from end to end. Width x length of a line is the area of its wall. Where the wall ends at a border the line stops as far before it that its round
 * end has the area of the rest, which is spread over the last three widths; where it meets dense solid, the line reaches into it, and what it lays there is added.
 *
 * @param loops - the walls, solid on the left
 * @param middles - where the sheets have their middle; what lies outside of the walls does not count
 */
export function sheetPaths(loops: Loops, middles: Loops, settings: BeadSettings, isDense: IsDense): SheetPaths {
  const finder = rungFinder(loops, middles, longestRungMm(settings), ROOM);
  const { walls, lines } = finder;
  const runs = lines.flatMap((rungs) => sheetRuns(walls, rungs, settings));
  const { ways, rest } = sheetWays(sheetParts(walls, runs), settings);
  return { paths: ways.map((way) => pathOf(finder, way, settings, isDense)), rest };
}

/** An area that is spread over a line, as `AxisPath` has it. */
interface AxisExtra {
  step: number;
  readonly areaMm2: number;
  readonly reachMm: number;
}

/** A line in mm with its area per step, before its ends are cut. */
interface Line {
  readonly x: number[];
  readonly y: number[];
  /** Length of the rung at each point, and its unit direction. */
  readonly width: number[];
  readonly ux: number[];
  readonly uy: number[];
  readonly area: number[];
}

function pathOf(finder: RungFinder, way: SheetWay, settings: BeadSettings, isDense: IsDense): AxisPath {
  const { pieces, joints, closed, capStart, capEnd } = way;
  const line: Line = { x: [], y: [], width: [], ux: [], uy: [], area: [] };
  const extras: AxisExtra[] = [];
  pieces.forEach((piece, k) => {
    addPiece(finder, line, piece);
    const joint = joints[k];
    if (joint !== undefined) extras.push(addJoint(line, joint, pieceStart(pieces[k + 1] ?? pieces[0]!)));
  });
  if (capEnd !== null) {
    const capMm2 = addTail(line, capEnd);
    const { areaMm2, reachMm } = cutEnd(finder, line, capMm2, settings, isDense);
    extras.push({ step: line.area.length - 1, areaMm2, reachMm });
  }
  if (capStart !== null) {
    turn(line, extras);
    const capMm2 = addTail(line, capStart);
    const { areaMm2, reachMm } = cutEnd(finder, line, capMm2, settings, isDense);
    extras.push({ step: line.area.length - 1, areaMm2, reachMm });
    turn(line, extras);
  }
  const xy = new Float64Array(2 * line.x.length);
  for (let i = 0; i < line.x.length; i++) {
    xy[2 * i] = line.x[i]!;
    xy[2 * i + 1] = line.y[i]!;
  }
  return {
    xy,
    closed,
    stepMm2: Float64Array.from(line.area),
    extras,
    freeStart: capStart !== null,
    freeEnd: capEnd !== null,
    widthMm: widthsAcross(line, closed),
  };
}

function addPiece({ walls }: RungFinder, line: Line, { run, backward }: SheetPiece): void {
  const { nodes, rungs } = run;
  const last = nodes.length - 1;
  const { x, y, width, ux, uy, area } = line;
  for (let k = 0; k <= last; k++) {
    const node = nodes[backward ? last - k : k]!;
    const middle = middleOf(rungs, node, Number.POSITIVE_INFINITY);
    x.push(middle.x);
    y.push(middle.y);
    width.push(middle.width);
    ux.push(middle.ux);
    uy.push(middle.uy);
    const next = k < last ? nodes[backward ? last - k - 1 : k + 1]! : run.closed ? nodes[backward ? last : 0]! : -1;
    if (next < 0) return;
    area.push(mm2(backward ? stepArea(walls, rungs, next, node) : stepArea(walls, rungs, node, next)));
  }
}

/** Goes on to the next piece; what the strip there lacks of the joint's area, or has too much, is spread over it. */
function addJoint(line: Line, { areaMm2, points }: SheetJoint, to: WayPoint): AxisExtra {
  const { x, y, area } = line;
  const first = area.length;
  let own = 0;
  let lengthMm = 0;
  for (const point of [...points, to]) {
    const dx = point.x - x.at(-1)!;
    const dy = point.y - y.at(-1)!;
    lengthMm += Math.sqrt(dx * dx + dy * dy);
    own += addPoint(line, point);
  }
  // The last point is the first of the next piece, or of the line where that closes.
  x.pop();
  y.pop();
  line.width.pop();
  line.ux.pop();
  line.uy.pop();
  return { step: first + ((points.length + 1) >> 1), areaMm2: areaMm2 - own, reachMm: lengthMm / 2 };
}

/** Goes on to the end of the wall; returns the area of the end that this leaves, in mm2. */
function addTail(line: Line, { areaMm2, points }: SheetJoint): number {
  let left = areaMm2;
  for (const point of points) left -= addPoint(line, point);
  return left;
}

/** Goes on straight to a point; returns the area of the step. */
function addPoint({ x, y, width, ux, uy, area }: Line, to: WayPoint): number {
  const dx = to.x - x.at(-1)!;
  const dy = to.y - y.at(-1)!;
  const step = (Math.sqrt(dx * dx + dy * dy) * (to.width + width.at(-1)!)) / 2;
  x.push(to.x);
  y.push(to.y);
  width.push(to.width);
  ux.push(to.ux);
  uy.push(to.uy);
  area.push(step);
  return step;
}

function pieceStart({ run, backward }: SheetPiece): WayPoint {
  return middleOf(run.rungs, run.nodes.at(backward ? -1 : 0)!, Number.POSITIVE_INFINITY);
}

/** Lets a line stop where its round end is to be; what lies behind that is told. */
function cutEnd(
  finder: RungFinder,
  line: Line,
  capMm2: number,
  { beadWidthMm }: BeadSettings,
  isDense: IsDense,
): { readonly areaMm2: number; readonly reachMm: number } {
  const { x, y, width, ux, uy, area } = line;
  let last = x.length - 1;
  const [dx, dy] = direction(line);
  // Seen from one point before: the last one may lie on the border.
  const from = last - 1;
  const back = (x[last]! - x[from]!) * dx + (y[last]! - y[from]!) * dy;
  const limit = back + width[last]! + LONGEST_CAP_MM;
  const beyond = finder.distance(x[from]! * GRID_PER_MM, y[from]! * GRID_PER_MM, dx, dy, limit * GRID_PER_MM);
  const toEnd = Math.max(0, beyond / GRID_PER_MM - back);
  const ahead = toEnd + BESIDE_MM;
  const weldMm = isDense(x[last]! + dx * ahead, y[last]! + dy * ahead) ? WELD * beadWidthMm : 0;
  const endShare = weldMm > 0 ? 1 / 2 : END_SHARE;
  /** How far a point of the line lies before where a bead as wide should stop; negative: behind it. */
  const room = (way: number, widthMm: number) => way - widthMm * endShare + weldMm;
  let cut = capMm2;
  let way = toEnd;
  let here = room(way, width[last]!);
  if (here > NEAR_MM) {
    // The rungs ended early: the line goes straight on.
    x.push(x[last]! + dx * here);
    y.push(y[last]! + dy * here);
    width.push(width[last]!);
    ux.push(0);
    uy.push(0);
    area.push(0);
  } else {
    while (here < 0 && last > 1) {
      const sx = x[last - 1]! - x[last]!;
      const sy = y[last - 1]! - y[last]!;
      const size = Math.sqrt(sx * sx + sy * sy);
      const before = room(way + size, width[last - 1]!);
      if (before <= 0) {
        cut += area.pop()!;
        x.pop();
        y.pop();
        width.pop();
        ux.pop();
        uy.pop();
        way += size;
        last--;
        here = before;
        continue;
      }
      const share = -here / (before - here);
      x[last]! += share * sx;
      y[last]! += share * sy;
      width[last]! += share * (width[last - 1]! - width[last]!);
      cut += area[last - 1]! * share;
      area[last - 1]! *= 1 - share;
      break;
    }
  }
  const widthMm = width.at(-1)!;
  return { areaMm2: cut + weldMm * widthMm, reachMm: END_REACH * widthMm };
}

/** Widths across the line itself: where it passes a rung aslant, the wall is narrower across it than the rung is long. */
function widthsAcross({ x, y, width, ux, uy }: Line, closed: boolean): Float64Array {
  const n = x.length;
  const across = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const a = i > 0 ? i - 1 : closed ? n - 1 : 0;
    const b = i + 1 < n ? i + 1 : closed ? 0 : i;
    const dx = x[b]! - x[a]!;
    const dy = y[b]! - y[a]!;
    const size = Math.sqrt(dx * dx + dy * dy);
    const hasRung = ux[i] !== 0 || uy[i] !== 0;
    across[i] = size > 0 && hasRung ? (width[i]! * Math.abs(ux[i]! * dy - uy[i]! * dx)) / size : width[i]!;
  }
  return across;
}

/** Unit direction at the end of a line. */
function direction({ x, y }: Line): [number, number] {
  const last = x.length - 1;
  const before = Math.max(0, last - 2);
  const dx = x[last]! - x[before]!;
  const dy = y[last]! - y[before]!;
  const size = Math.sqrt(dx * dx + dy * dy);
  return size > 0 ? [dx / size, dy / size] : [1, 0];
}

function turn({ x, y, width, ux, uy, area }: Line, extras: AxisExtra[]): void {
  x.reverse();
  y.reverse();
  width.reverse();
  ux.reverse();
  uy.reverse();
  area.reverse();
  for (const extra of extras) extra.step = Math.max(0, area.length - 1 - extra.step);
}

function mm2(units: number): number {
  return units / (GRID_PER_MM * GRID_PER_MM);
}
