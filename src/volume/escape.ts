/** Which void powder leaves freely, and what is held behind a narrow place: voids followed from the outside by the widest way. */
import { BEYOND, nearDistance, type VoidGrid } from './void-grid.ts';

/** Void behind one narrow place. */
export interface HeldVoid {
  /** Node of the narrowest place on the widest way out; null where no way was found. */
  readonly throat: number | null;
  /** Distance of that node to the nearest cut, in voxels: a first guess of the radius of the throat. */
  readonly guess: number;
  /** Nodes held, solid excluded. */
  readonly nodes: number;
  /** Nodes of it that are wide. */
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
/** Nodes of a way that are followed on each side of the throat. */
const LONGEST_WAY = 20_000;

/** The 26 neighbours, faces first. */
const AROUND = Array.from({ length: 27 }, (_, n) => [(n % 3) - 1, (Math.trunc(n / 3) % 3) - 1, Math.trunc(n / 9) - 1])
  .filter((at) => at.some((v) => v !== 0))
  .map(([a, b, c]) => ({ a: a!, b: b!, c: c!, length: Math.sqrt(a! * a! + b! * b! + c! * c!) }))
  .sort((p, q) => p.length - q.length);

/**
 * Returns the voids that are held behind places where the distance to the surface is below `wide` voxels, largest first, if one of
 * their nodes is as wide. Marks in `grid.solid` are changed: bits above the first are used.
 *
 * First a flood from the border: wide nodes pass it on to all neighbours, narrow ones only downhill, towards walls. In a part that
 * drains it reaches all but specks. What is left is taken in falling order of the widest way (a bucket queue): each node learns the
 * narrowest place between it and the outside, and nodes with the same one are held together.
 *
 * Steps across edges and corners are taken where the balls of both nodes overlap: then no wall is between them.
 */
export function heldVoids(grid: VoidGrid, wide: number): HeldVoid[] {
  const { nx, ny, nz, solid, near, reach } = grid;
  const area = nx * ny;
  const least = wideStep(wide, reach);
  flood(grid, least);
  let left = 0;
  for (let p = 0; p < solid.length; p++) if (solid[p] === 0) left++;
  if (left === 0) return [];

  const steps = Int32Array.from(AROUND, ({ a, b, c }) => a + b * nx + c * area);
  const lengths = Float64Array.from(AROUND, ({ length }) => length);
  const radius = Float64Array.from({ length: 256 }, (_, s) => nearDistance(s, reach));
  const throatOf = new Int32Array(solid.length).fill(-1);
  const from = new Uint8Array(solid.length);
  const heads = new Int32Array(256).fill(-1);
  const next: number[] = [];
  const queued: number[] = [];
  // A queue of buckets, first in last out: the order within a bucket changes no width.
  const push = (p: number, level: number): void => {
    next.push(heads[level]!);
    queued.push(p);
    heads[level] = queued.length - 1;
  };
  let top = 0;
  const spread = (p: number, level: number, throat: number): void => {
    for (let n = 0; n < 26; n++) {
      const q = p + steps[n]!;
      if (solid[q] !== 0) continue;
      if (n >= 6 && radius[near[p]!]! + radius[near[q]!]! < lengths[n]!) continue;
      solid[q] = SEEN;
      from[q] = n;
      const own = near[q]!;
      throatOf[q] = own < level || throat < 0 ? q : throat;
      const value = own < level ? own : level;
      push(q, value);
      if (value > top) top = value;
    }
  };
  for (let k = 1, border = 0; k < nz - 1; k++) {
    for (let j = 1; j < ny - 1; j++) {
      border = k * area + j * nx;
      for (let p = border + 1; p < border + nx - 1; p++) {
        if (solid[p] !== FREE) continue;
        for (let n = 0; n < 6; n++) {
          if (solid[p + steps[n]!] !== 0) continue;
          push(p, near[p]!);
          break;
        }
      }
    }
  }
  for (top = BEYOND; top >= 0; ) {
    const at = heads[top]!;
    if (at < 0) {
      top--;
      continue;
    }
    heads[top] = next[at]!;
    const p = queued[at]!;
    // A free node of the rim is its own throat: what it holds passes by it.
    spread(p, top, solid[p] === FREE ? p : throatOf[p]!);
  }
  const held = gather(grid, least, throatOf, from, steps);
  return [...held, ...closedVoids(grid, least)].sort((a, b) => b.nodes - a.nodes);
}

/** Step from which a node counts as wide. */
function wideStep(wide: number, reach: number): number {
  return wide >= reach ? BEYOND : Math.ceil((wide / reach) * (BEYOND - 1));
}

/** Marks all void that drains freely. */
function flood({ nx, ny, nz, solid, near }: VoidGrid, least: number): void {
  const area = nx * ny;
  const steps = [1, -1, nx, -nx, area, -area];
  let stack = new Int32Array(1 << 16);
  let count = 0;
  solid[0] = FREE;
  stack[count++] = 0;
  const last = solid.length;
  while (count > 0) {
    const p = stack[--count]!;
    const allowed = Math.min(least, near[p]!);
    const passes = near[p]! >= least;
    if (count + 6 > stack.length) {
      const grown = new Int32Array(2 * stack.length);
      grown.set(stack);
      stack = grown;
    }
    for (let n = 0; n < 6; n++) {
      const q = p + steps[n]!;
      // Rows wrap at the border, where all nodes are outside anyway.
      if (q < 0 || q >= last || solid[q] !== 0) continue;
      if (!passes && near[q]! > allowed) continue;
      solid[q] = FREE;
      stack[count++] = q;
    }
  }
  for (let k = 0; k < nz; k += nz - 1) solid.fill(FREE, k * area, (k + 1) * area);
}

/** Gathers what is held by the same throat, where some of it is wide. */
function gather(grid: VoidGrid, least: number, throatOf: Int32Array, from: Uint8Array, steps: Int32Array): HeldVoid[] {
  const { nx, ny, solid, near, reach } = grid;
  const found = new Map<number, { nodes: number; wide: number; deepest: number; x: number; y: number; z: number }>();
  for (let p = 0; p < solid.length; p++) {
    if (solid[p] !== SEEN || near[p]! < least || near[throatOf[p]!]! >= least) continue;
    const one = found.get(throatOf[p]!);
    if (one === undefined) found.set(throatOf[p]!, { nodes: 0, wide: 1, deepest: p, x: 0, y: 0, z: 0 });
    else {
      one.wide++;
      if (near[p]! > near[one.deepest]!) one.deepest = p;
    }
  }
  if (found.size === 0) return [];
  for (let p = 0; p < solid.length; p++) {
    if (solid[p] !== SEEN) continue;
    // Nodes at walls are narrow themselves: they belong to what they were reached from.
    let q = p;
    while (solid[q] === SEEN && !found.has(throatOf[q]!) && near[q]! < least) q -= steps[from[q]!]!;
    const one = solid[q] === SEEN ? found.get(throatOf[q]!) : undefined;
    if (one === undefined) continue;
    one.nodes++;
    one.x += p % nx;
    one.y += Math.trunc(p / nx) % ny;
    one.z += Math.trunc(p / (nx * ny));
  }
  return [...found].map(([throat, { nodes, wide, deepest, x, y, z }]) => {
    const way: number[] = [];
    let p = deepest;
    for (; solid[p] === SEEN && way.length < LONGEST_WAY; p -= steps[from[p]!]!) way.push(p);
    way.push(...wayOut(grid, least, p));
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
  for (let at = 0; at < queue.length && at < LONGEST_WAY; at++) {
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

/** Voids to which no way leads on the grid, where some of them is wide. */
function closedVoids({ nx, ny, solid, near }: VoidGrid, least: number): HeldVoid[] {
  const area = nx * ny;
  const steps = [1, -1, nx, -nx, area, -area];
  const found: HeldVoid[] = [];
  const stack: number[] = [];
  for (let start = 0; start < solid.length; start++) {
    if (solid[start] !== 0) continue;
    let [nodes, wideNodes, x, y, z] = [0, 0, 0, 0, 0];
    solid[start] = SEEN;
    stack.push(start);
    while (stack.length > 0) {
      const p = stack.pop()!;
      nodes++;
      if (near[p]! >= least) wideNodes++;
      x += p % nx;
      y += Math.trunc(p / nx) % ny;
      z += Math.trunc(p / area);
      for (const step of steps) {
        if (solid[p + step] !== 0) continue;
        solid[p + step] = SEEN;
        stack.push(p + step);
      }
    }
    if (wideNodes > 0) found.push({ throat: null, guess: 0, nodes, wideNodes, sum: [x, y, z], way: new Int32Array(0) });
  }
  return found;
}
