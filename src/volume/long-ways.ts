/**
 * How long and how narrow the way out of a void is, all ways together: length over the width of everything that is open at that
 * depth. A single canal is as wide as it is; a lattice is as wide as all the pores of its flank, for powder leaves it on every side.
 */
import { growableFloats, growableInts, pushFloat, pushInt } from '../geometry/growable.ts';
import { rootOf } from '../geometry/root-of.ts';
import type { VoidGrid } from './void-grid.ts';

/** A void whose way out is long for its width. */
export interface LongWay {
  /** Sum of length over width on the way from the deepest place to the outside. */
  readonly ratio: number;
  /** Node farthest from the outside. */
  readonly deepest: number;
  /** A node where the void opens. */
  readonly mouth: number;
  /** Length of the way in mm, good to 10 %: steps across faces and corners in turn. */
  readonly lengthMm: number;
  /** Nodes of the void behind the mouth. */
  readonly nodes: number;
}

/** Mean length of a step in voxels: 1 along an axis, 1.06 and 1.15 along diagonals. */
const STEP = 1.07;

/**
 * Returns the voids whose way out has a ratio of at least `least`, worst first; where a void is wider than `wideMm` in all it adds
 * nothing. Bit 1 of `grid.solid` is solid, a node without it is void.
 *
 * The depth of each node is its number of steps from the border of the grid. Then the shells of equal depth are taken from the
 * deepest outward: voids that begin apart join as shells meet. A void whose shell has the area A is as wide as a round canal of
 * that area; each step adds its length over that width. Where voids join, the greater ratio goes on and the other ends.
 */
export function longWays(grid: VoidGrid, least: number, wideMm: number): LongWay[] {
  const { order, starts } = shellsOf(grid);
  const { nx, ny, solid, voxelMm } = grid;
  const area = nx * ny;
  const steps = [1, -1, nx, -nx, area, -area];
  const label = new Int32Array(solid.length).fill(-1);
  const parent = growableInts(1 << 12);
  const first = growableInts(1 << 12);
  const shell = growableInts(1 << 12);
  const size = growableInts(1 << 12);
  const heldSize = growableInts(1 << 12);
  const mouth = growableInts(1 << 12);
  const shellNode = growableInts(1 << 12);
  const mouthDepth = growableInts(1 << 12);
  const bornDepth = growableInts(1 << 12);
  const ratio = growableFloats(1 << 12);
  const found: LongWay[] = [];
  const end = (c: number): void => {
    if (ratio.values[c]! < least) return;
    found.push({
      ratio: ratio.values[c]!,
      deepest: first.values[c]!,
      mouth: mouth.values[c]!,
      lengthMm: (bornDepth.values[c]! - mouthDepth.values[c]! + 1) * STEP * voxelMm,
      nodes: heldSize.values[c]!,
    });
  };
  const touched: number[] = [];
  for (let depth = starts.length - 2; depth >= 0; depth--) {
    for (let o = starts[depth]!; o < starts[depth + 1]!; o++) {
      const p = order[o]!;
      let own = -1;
      for (let n = 0; n < 6; n++) {
        const q = p + steps[n]!;
        if (q < 0 || q >= label.length || label[q]! < 0) continue;
        const other = rootOf(parent.values, label[q]!);
        if (own < 0) own = other;
        else if (own !== other) {
          const [keep, lose] = ratio.values[own]! >= ratio.values[other]! ? [own, other] : [other, own];
          end(lose);
          parent.values[lose] = keep;
          size.values[keep]! += size.values[lose]!;
          shell.values[keep]! += shell.values[lose]!;
          own = keep;
        }
      }
      if (own < 0) {
        own = parent.length;
        pushInt(parent, own);
        pushInt(first, p);
        pushInt(shell, 0);
        pushInt(size, 0);
        pushInt(heldSize, 0);
        pushInt(mouth, p);
        pushInt(shellNode, p);
        pushInt(mouthDepth, depth);
        pushInt(bornDepth, depth);
        pushFloat(ratio, 0);
      }
      label[p] = own;
      size.values[own]!++;
      if (shell.values[own]! === 0) {
        touched.push(own);
        shellNode.values[own] = p;
      }
      shell.values[own]!++;
    }
    for (const t of touched) {
      const c = rootOf(parent.values, t);
      const nodes = shell.values[c]!;
      if (nodes === 0) continue;
      shell.values[c] = 0;
      const width = Math.sqrt((4 / Math.PI) * nodes);
      if (width > wideMm / voxelMm) continue;
      ratio.values[c]! += STEP / width;
      heldSize.values[c] = size.values[c]!;
      mouth.values[c] = shellNode.values[t]!;
      mouthDepth.values[c] = depth;
    }
    touched.length = 0;
  }
  for (let c = 0; c < parent.length; c++) if (parent.values[c] === c) end(c);
  return found.sort((a, b) => b.ratio - a.ratio || a.deepest - b.deepest);
}

/** Void nodes in order of depth; those of a depth are order[starts[d]] to order[starts[d + 1] - 1]. */
function shellsOf({ nx, ny, nz, solid }: VoidGrid): { order: Int32Array; starts: number[] } {
  const area = nx * ny;
  const faces = [1, -1, nx, -nx, area, -area];
  const all: number[] = [];
  for (let n = 0; n < 27; n++)
    if (n !== 13) all.push((n % 3) - 1 + ((Math.trunc(n / 3) % 3) - 1) * nx + (Math.trunc(n / 9) - 1) * area);
  const DONE = 128;
  let open = 0;
  for (let p = 0; p < solid.length; p++) if ((solid[p]! & 1) === 0) open++;
  const order = new Int32Array(open);
  let count = 0;
  for (let k = 0, p = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, p++) {
        if (i > 0 && j > 0 && k > 0 && i < nx - 1 && j < ny - 1 && k < nz - 1) continue;
        order[count++] = p;
        solid[p]! |= DONE;
      }
    }
  }
  const starts = [0];
  for (let from = 0; from < count; ) {
    starts.push(count);
    const to = count;
    const corners = starts.length % 2 === 1;
    for (let o = from; o < to; o++) {
      const p = order[o]!;
      // A step across a corner needs a void beside it, else it would pass between two walls that touch.
      const steps = corners && openBeside(solid, p, faces) ? all : faces;
      for (let n = 0; n < steps.length; n++) {
        const q = p + steps[n]!;
        if (q < 0 || q >= solid.length || (solid[q]! & (DONE | 1)) !== 0) continue;
        solid[q]! |= DONE;
        order[count++] = q;
      }
    }
    from = to;
  }
  for (let p = 0; p < solid.length; p++) solid[p]! &= DONE - 1;
  return { order: order.subarray(0, count), starts };
}

/** True where all six neighbours are void: then no wall is near enough for a corner step to pass it. */
function openBeside(solid: Uint8Array, p: number, faces: readonly number[]): boolean {
  for (let n = 0; n < 6; n++) if ((solid[p + faces[n]!]! & 1) !== 0) return false;
  return true;
}
