/** Stretches of a sheet that one bead fills: rungs that follow one another along both faces, none of them too long. */
import { GRID_PER_MM } from '../core/units.ts';
import type { BeadSettings } from './settings.ts';
import type { Rungs, WallLoops } from './sheet-rungs.ts';
import { rungCross, wayLength } from './wall-arcs.ts';

/** A stretch of a middle line by its rungs. */
export interface SheetRun {
  readonly rungs: Rungs;
  /** Numbers of its rungs, rising along the line. */
  readonly nodes: readonly number[];
  /** Whether it comes back to its first rung. */
  readonly closed: boolean;
  /** Whether the wall goes on at its start or its end, wider than a bead. */
  readonly wideStart: boolean;
  readonly wideEnd: boolean;
}

/** A rung that crosses its neighbour is left out; the next one is looked for among so many. */
const MOST_LEFT_OUT = 4;
/** From rung to rung a face is at most this many times as long as the middle, and a little for the corners of a cut. */
const LONGEST_FACE = 4;
const CORNER_MM = 0.05;
/** A place wider than a bead stays with it where it is nowhere wider than this many widest beads, and no larger than so many bead squares. */
const BULGE_WIDTH = 1.4;
const MOST_BULGE = 8;
/** What is shorter than this share of a bead width is no run. */
const LEAST_RUN = 0.7;

/** Longest rung that can be part of a bead, mm. */
export function longestRungMm({ maxBeadWidthMm }: BeadSettings): number {
  return BULGE_WIDTH * maxBeadWidthMm;
}

/** Returns the runs of one middle line, in order along it. */
export function sheetRuns(walls: WallLoops, rungs: Rungs, settings: BeadSettings): SheetRun[] {
  return chainsOf(walls, rungs).flatMap((chain) => narrowParts(walls, rungs, chain, settings));
}

/** Area between two rungs of a line, in grid units. */
export function stepArea(walls: WallLoops, { left, right }: Rungs, i: number, j: number): number {
  const atJ = right.x[j]! * left.y[j]! - right.y[j]! * left.x[j]!;
  const atI = left.x[i]! * right.y[i]! - left.y[i]! * right.x[i]!;
  return 0.5 * (rungCross(walls, right, i, j) + atJ + rungCross(walls, left, j, i) + atI);
}

interface Chain {
  readonly nodes: readonly number[];
  readonly closed: boolean;
}

/** Rungs that follow one another along the same two faces. */
function chainsOf(walls: WallLoops, rungs: Rungs): Chain[] {
  const { isFound, closed } = rungs;
  const n = isFound.length;
  // A closed line starts behind a gap, if it has one.
  let first = 0;
  if (closed) while (first < n && isFound[first] === 1) first++;
  const isWhole = closed && first === n;
  if (isWhole || !closed) first = 0;
  const at = (k: number) => (first + k) % n;
  const chains: number[][] = [];
  for (let k = 0; k < n; ) {
    if (isFound[at(k)] === 0) {
      k++;
      continue;
    }
    const nodes = [at(k)];
    let last = k;
    for (let next = follower(last); next > 0; next = follower(last)) {
      nodes.push(at(next));
      last = next;
    }
    chains.push(nodes);
    k = last + 1;
  }
  if (!isWhole || chains.length === 0) return chains.map((nodes) => ({ nodes, closed: false }));
  const begin = chains[0]!;
  const end = chains.at(-1)!;
  if (!isLinked(end.at(-1)!, begin[0]!)) return chains.map((nodes) => ({ nodes, closed: false }));
  if (chains.length === 1) return [{ nodes: begin, closed: true }];
  return [[...end, ...begin], ...chains.slice(1, -1)].map((nodes) => ({ nodes, closed: false }));

  function follower(k: number): number {
    for (let next = k + 1; next <= k + MOST_LEFT_OUT && next < n; next++) {
      if (isFound[at(next)] === 1 && isLinked(at(k), at(next))) return next;
    }
    return -1;
  }

  function isLinked(i: number, j: number): boolean {
    const { left, right, x, y } = rungs;
    const l = walls.loopOf[left.segment[i]!]!;
    const r = walls.loopOf[right.segment[i]!]!;
    if (l !== walls.loopOf[left.segment[j]!] || r !== walls.loopOf[right.segment[j]!]) return false;
    const dx = x[j]! - x[i]!;
    const dy = y[j]! - y[i]!;
    const most = LONGEST_FACE * Math.sqrt(dx * dx + dy * dy) + CORNER_MM * GRID_PER_MM;
    if (wayLength(walls, r, right.place[i]!, right.place[j]!) > most) return false;
    return wayLength(walls, l, left.place[j]!, left.place[i]!) <= most;
  }
}

/** The parts of a chain that are no wider than a bead, but for bulges. */
function narrowParts(walls: WallLoops, rungs: Rungs, chain: Chain, settings: BeadSettings): SheetRun[] {
  const { beadWidthMm, maxBeadWidthMm } = settings;
  const { width } = rungs;
  const widest = maxBeadWidthMm * GRID_PER_MM;
  const square = beadWidthMm * beadWidthMm * GRID_PER_MM * GRID_PER_MM;
  const isWide = (i: number) => width[i]! > widest;
  // A ring begins at its narrowest rung, which then stands at both ends.
  const nodes = chain.closed ? fromNarrowest(chain.nodes, width) : chain.nodes;
  const last = nodes.length - 1;
  const narrow: boolean[] = nodes.map((node) => !isWide(node));
  for (let a = 0; a <= last; ) {
    let b = a;
    while (b < last && isWide(nodes[b + 1]!) === isWide(nodes[a]!)) b++;
    if (a > 0 && b < last && isWide(nodes[a]!)) {
      let area = 0;
      for (let k = a - 1; k <= b; k++) area += stepArea(walls, rungs, nodes[k]!, nodes[k + 1]!);
      if (area <= MOST_BULGE * square) for (let k = a; k <= b; k++) narrow[k] = true;
    }
    a = b + 1;
  }
  if (chain.closed && narrow.every(Boolean)) {
    return [{ rungs, nodes: nodes.slice(0, -1), closed: true, wideStart: false, wideEnd: false }];
  }
  const parts: [number, number][] = [];
  for (let a = 0; a <= last; ) {
    let b = a;
    while (b < last && narrow[b + 1] === narrow[a]) b++;
    if (narrow[a] === true) parts.push([a, b]);
    a = b + 1;
  }
  const runs = parts.map(([a, b]) => ({ nodes: nodes.slice(a, b + 1), wideStart: a > 0, wideEnd: b < last }));
  const first = runs[0];
  const end = runs.at(-1);
  if (chain.closed && first !== undefined && end !== undefined && first !== end && !first.wideStart && !end.wideEnd) {
    runs.pop();
    runs[0] = { nodes: [...end.nodes, ...first.nodes.slice(1)], wideStart: true, wideEnd: true };
  }
  return runs
    .filter((run) => lengthOf(rungs, run.nodes) >= LEAST_RUN * beadWidthMm * GRID_PER_MM)
    .map((run) => ({ rungs, closed: false, ...run }));
}

function fromNarrowest(nodes: readonly number[], width: Float64Array): readonly number[] {
  let best = 0;
  for (let k = 1; k < nodes.length; k++) if (width[nodes[k]!]! < width[nodes[best]!]!) best = k;
  return [...nodes.slice(best), ...nodes.slice(0, best + 1)];
}

/** Length of a run between its outermost rungs, in grid units. */
function lengthOf({ x, y }: Rungs, nodes: readonly number[]): number {
  let length = 0;
  for (let k = 1; k < nodes.length; k++) {
    const dx = x[nodes[k]!]! - x[nodes[k - 1]!]!;
    const dy = y[nodes[k]!]! - y[nodes[k - 1]!]!;
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return length;
}
