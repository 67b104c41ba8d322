/** Which void powder leaves freely, and what is held behind a narrow place: voids followed from the outside by the widest way. */
import { growableInts, pushInt } from '../geometry/growable.ts';
import { BEYOND, nearDistance, type VoidGrid } from './void-grid.ts';

/** Void behind one narrow place. */
export interface HeldVoid {
  /** Node of the narrowest place on the widest way out; null where no way was found. */
  readonly throat: number | null;
  /** Distance of that node to the nearest cut, in voxels: a first guess of the radius of the throat. */
  readonly guess: number;
  /** Nodes held, solid excluded. */
  readonly nodes: number;
  /** Nodes of it that are wide; 0 where it is narrow everywhere. */
  readonly wideNodes: number;
  /** Sums of the coordinates of the nodes, in nodes. */
  readonly sum: readonly [number, number, number];
  /** The way from the widest node held out to the freely drained void, through the throat; empty where there is none. */
  readonly way: Int32Array;
}

/** Bit that marks void from which powder leaves freely. */
const FREE = 2;
/** Bit that marks nodes that the way in has reached. */
const SEEN = 4;
/** Bit that marks free void beside void that is not, while it is looked for. */
const RIM = 8;
/** Bit that marks nodes that were told to what holds them. */
const OWNED = 16;
/**
 * Steps downhill from wide void, per voxel of width, that still count as the film at its walls: the depth of a wedge of 30 degrees.
 * What is deeper is a narrow way of its own.
 */
const FILM = 4;
/** Nodes that are looked at on the outer side of a throat. */
const MOST_OUTSIDE = 20_000;

/** The 26 neighbours, faces first. */
const AROUND = Array.from({ length: 27 }, (_, n) => [(n % 3) - 1, (Math.trunc(n / 3) % 3) - 1, Math.trunc(n / 9) - 1])
  .filter((at) => at.some((v) => v !== 0))
  .map(([a, b, c]) => ({ a: a!, b: b!, c: c!, length: Math.sqrt(a! * a! + b! * b! + c! * c!) }))
  .sort((p, q) => p.length - q.length);

/**
 * Returns the voids of at least `leastNodes` nodes that are held behind places where the distance to the surface is below `wide`
 * voxels, or that are nowhere as wide, largest first. Marks in `grid.solid` are changed: bits above the first are used.
 *
 * First a flood from the border: wide nodes pass it on to all neighbours, narrow ones a few steps downhill, towards walls. In a part that
 * drains it reaches all but specks. What is left is taken in falling order of the widest way (a bucket queue): each node learns the
 * narrowest place between it and the outside, and nodes with the same one are held together.
 *
 * Steps across edges and corners are taken where the balls of both nodes overlap: then no wall is between them.
 */
export function heldVoids(grid: VoidGrid, wide: number, leastNodes: number): HeldVoid[] {
  const { solid, reach } = grid;
  const least = wideStep(wide, reach);
  flood(grid, least, Math.ceil(FILM * wide));
  let left = 0;
  for (let p = 0; p < solid.length; p++) if (solid[p] === 0) left++;
  if (left === 0) return [];

  const follow = followIn(grid, left);
  const held = gather(grid, least, leastNodes, follow);
  return [...held, ...closedVoids(grid, leastNodes)].sort((a, b) => b.nodes - a.nodes);
}

/** What the way in has found of the void that does not drain freely. */
interface WayIn {
  /** Its nodes in the order in which they were reached, each after the one that it was reached from. */
  readonly order: Int32Array;
  /** Narrowest node between each node and the outside, itself included. */
  readonly throatOf: Int32Array;
  /** Which of the 26 steps led to each node. */
  readonly from: Uint8Array;
  readonly steps: Int32Array;
}

function followIn(grid: VoidGrid, left: number): WayIn {
  const { nx, ny, solid, near, reach } = grid;
  const steps = Int32Array.from(AROUND, ({ a, b, c }) => a + b * nx + c * nx * ny);
  const radius = Float64Array.from({ length: 256 }, (_, s) => nearDistance(s, reach));
  const passes = (p: number, q: number, n: number): boolean =>
    n < 6 || radius[near[p]!]! + radius[near[q]!]! >= AROUND[n]!.length;
  const rim: number[] = [];
  for (let p = 0; p < solid.length; p++) {
    if (solid[p] !== 0) continue;
    for (let n = 0; n < 26; n++) {
      const q = p + steps[n]!;
      if (solid[q] !== FREE || !passes(p, q, n)) continue;
      solid[q] = FREE | RIM;
      rim.push(q);
    }
  }
  // A queue of buckets, first in first out, so that ways through wide void are short.
  const heads = new Int32Array(256).fill(-1);
  const tails = new Int32Array(256).fill(-1);
  const queued = new Int32Array(rim.length + left);
  const next = new Int32Array(rim.length + left).fill(-1);
  let count = 0;
  const push = (p: number, level: number): void => {
    queued[count] = p;
    if (heads[level]! < 0) heads[level] = count;
    else next[tails[level]!] = count;
    tails[level] = count++;
  };
  for (const p of rim) {
    solid[p] = FREE;
    push(p, near[p]!);
  }
  const throatOf = new Int32Array(solid.length);
  const from = new Uint8Array(solid.length);
  for (let top = BEYOND; top >= 0; ) {
    const at = heads[top]!;
    if (at < 0) {
      top--;
      continue;
    }
    heads[top] = next[at]!;
    const p = queued[at]!;
    // A free node of the rim is the first throat: what it lets in passes by it.
    const throat = solid[p] === FREE ? p : throatOf[p]!;
    for (let n = 0; n < 26; n++) {
      const q = p + steps[n]!;
      if (solid[q] !== 0 || !passes(p, q, n)) continue;
      solid[q] = SEEN;
      from[q] = n;
      throatOf[q] = near[q]! < top ? q : throat;
      push(q, Math.min(top, near[q]!));
    }
  }
  return { order: queued.subarray(rim.length, count), throatOf, from, steps };
}

/** Step from which a node counts as wide. */
function wideStep(wide: number, reach: number): number {
  return wide >= reach ? BEYOND : Math.ceil((wide / reach) * (BEYOND - 1));
}

/** Marks all void that drains freely. */
function flood({ nx, ny, nz, solid, near }: VoidGrid, least: number, filmSteps: number): void {
  const area = nx * ny;
  const steps = [1, -1, nx, -nx, area, -area];
  const stack = growableInts(1 << 16);
  let film = growableInts(1 << 16);
  // Rows wrap at the border, where all nodes are outside.
  for (let k = 0; k < nz; k += nz - 1) solid.fill(FREE, k * area, (k + 1) * area);
  for (let c = 0; c < area; c++) pushInt(stack, area + c);
  for (let c = 0; c < area; c++) solid[area + c] = FREE;
  while (stack.length > 0) {
    const p = stack.values[--stack.length]!;
    for (let n = 0; n < 6; n++) {
      const q = p + steps[n]!;
      if (solid[q] !== 0) continue;
      solid[q] = FREE;
      pushInt(near[q]! >= least ? stack : film, q);
    }
  }
  for (let step = 1; step < filmSteps && film.length > 0; step++) {
    const deeper = growableInts(1 << 10);
    for (let f = 0; f < film.length; f++) {
      const p = film.values[f]!;
      for (let n = 0; n < 6; n++) {
        const q = p + steps[n]!;
        if (solid[q] !== 0 || near[q]! > near[p]!) continue;
        solid[q] = FREE;
        pushInt(deeper, q);
      }
    }
    film = deeper;
  }
}

/** What is gathered of one void: its nodes, those that are wide, the one with the widest way out, sums of coordinates. */
interface Gathered {
  nodes: number;
  wide: number;
  widest: number;
  x: number;
  y: number;
  z: number;
}

/**
 * Gathers what is held by the same throat where some of it is wide, and of the rest what hangs together: void that is narrow
 * everywhere.
 */
function gather(
  grid: VoidGrid,
  least: number,
  leastNodes: number,
  { order, throatOf, from, steps }: WayIn,
): HeldVoid[] {
  const { nx, ny, solid, near, reach } = grid;
  const found = new Map<number, Gathered>();
  const add = (one: Gathered, p: number): void => {
    one.nodes++;
    one.x += p % nx;
    one.y += Math.trunc(p / nx) % ny;
    one.z += Math.trunc(p / (nx * ny));
    if (near[p]! >= least) one.wide++;
    if (near[throatOf[p]!]! > near[throatOf[one.widest]!]!) one.widest = p;
    else if (near[throatOf[p]!]! === near[throatOf[one.widest]!]! && near[p]! > near[one.widest]!) one.widest = p;
  };
  for (const p of order) {
    const throat = throatOf[p]!;
    if (near[p]! < least || near[throat]! >= least || found.has(throat)) continue;
    found.set(throat, { nodes: 0, wide: 0, widest: p, x: 0, y: 0, z: 0 });
  }
  for (const p of order) {
    // Nodes at walls are narrow themselves: they belong to what they were reached from, which stands before them.
    const before = p - steps[from[p]!]!;
    if (found.has(throatOf[p]!)) solid[p] = SEEN | OWNED;
    else if (near[p]! < least && solid[before] === (SEEN | OWNED)) {
      solid[p] = SEEN | OWNED;
      // The throat of its place: its own narrowness says how near the wall is.
      throatOf[p] = throatOf[before]!;
    }
    const one = solid[p] === (SEEN | OWNED) ? found.get(throatOf[p]!) : undefined;
    if (one !== undefined) add(one, p);
  }
  const all = [...found.values()];
  const stack: number[] = [];
  for (const start of order) {
    if (solid[start] !== SEEN || near[start]! >= least) continue;
    const one: Gathered = { nodes: 0, wide: 0, widest: start, x: 0, y: 0, z: 0 };
    solid[start] = SEEN | OWNED;
    stack.push(start);
    while (stack.length > 0) {
      const p = stack.pop()!;
      add(one, p);
      for (let n = 0; n < 26; n++) {
        const q = p + steps[n]!;
        if (solid[q] !== SEEN || near[q]! >= least) continue;
        solid[q] = SEEN | OWNED;
        stack.push(q);
      }
    }
    all.push(one);
  }
  return all
    .filter(({ nodes }) => nodes >= leastNodes)
    .map(({ nodes, wide, widest, x, y, z }) => {
      const way: number[] = [];
      let p = widest;
      for (; (solid[p]! & SEEN) !== 0; p -= steps[from[p]!]!) way.push(p);
      way.push(...wayOut(grid, least, p));
      const throat = throatOf[widest]!;
      return {
        throat,
        guess: nearDistance(near[throat]!, reach),
        nodes,
        wideNodes: wide,
        sum: [x, y, z] as const,
        way: Int32Array.from(way),
      };
    });
}

/**
 * Returns the way from a free node to void that is wide, no place on it narrower than the node: the flood came from there, downhill
 * into the narrow place. Both ends are in it.
 */
function wayOut({ nx, ny, solid, near }: VoidGrid, least: number, start: number): number[] {
  const area = nx * ny;
  const steps = [1, -1, nx, -nx, area, -area];
  const from = new Map<number, number>([[start, start]]);
  const queue = [start];
  for (let at = 0; at < queue.length && at < MOST_OUTSIDE; at++) {
    const p = queue[at]!;
    if (near[p]! >= least) {
      const way: number[] = [];
      for (let q = p; q !== start; q = from.get(q)!) way.push(q);
      way.push(start);
      return way.reverse();
    }
    for (const step of steps) {
      const q = p + step;
      if (solid[q] !== FREE || near[q]! < near[start]! || from.has(q)) continue;
      from.set(q, p);
      queue.push(q);
    }
  }
  return [start];
}

/** Voids to which no way leads on the grid. */
function closedVoids({ nx, ny, solid }: VoidGrid, leastNodes: number): HeldVoid[] {
  const area = nx * ny;
  const steps = [1, -1, nx, -nx, area, -area];
  const found: HeldVoid[] = [];
  const stack: number[] = [];
  for (let start = 0; start < solid.length; start++) {
    if (solid[start] !== 0) continue;
    let [nodes, x, y, z] = [0, 0, 0, 0];
    solid[start] = SEEN;
    stack.push(start);
    while (stack.length > 0) {
      const p = stack.pop()!;
      nodes++;
      x += p % nx;
      y += Math.trunc(p / nx) % ny;
      z += Math.trunc(p / area);
      for (const step of steps) {
        if (solid[p + step] !== 0) continue;
        solid[p + step] = SEEN;
        stack.push(p + step);
      }
    }
    if (nodes < leastNodes) continue;
    found.push({ throat: null, guess: 0, nodes, wideNodes: 0, sum: [x, y, z], way: new Int32Array(0) });
  }
  return found;
}
