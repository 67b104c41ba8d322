/** Which voxels hang together by faces: a corner or an edge carries no load in a mesh of hexahedra, it is a hinge. */

import { type GrowableInts, growableInts, pushInt } from '../../geometry/growable.ts';
import { rootOf } from '../../geometry/root-of.ts';

/** Labels of parts while the layers go by; layers in the same order get the same labels again. */
export interface VoxelLabels {
  /** Writes a label (from 1) for each voxel that is not 0, and 0 for others; voxels of one part may have several labels. */
  layer(voxels: Uint8Array, out: Int32Array): void;
  /** Returns for every label whether its part is the largest (the first of equals), and counts what is not. */
  largest(): LargestPart;
}

/** The part that stays. */
export interface LargestPart {
  /** 1 for each label of the largest part. */
  readonly kept: Uint8Array;
  readonly looseVoxels: number;
  readonly looseParts: number;
}

/** Returns labels for layers of nx by ny voxels. Memory goes with one layer and the number of labels. */
export function voxelLabels(nx: number, ny: number): VoxelLabels {
  const parent: GrowableInts = growableInts(256);
  const sizes: GrowableInts = growableInts(256);
  pushInt(parent, 0);
  pushInt(sizes, 0);
  const below = new Int32Array(nx * ny);

  function unite(a: number, b: number): void {
    const [low, high] = [rootOf(parent.values, a), rootOf(parent.values, b)].sort((p, q) => p - q) as [number, number];
    parent.values[high] = low;
  }

  return {
    layer(voxels, out) {
      for (let n = 0; n < voxels.length; n++) {
        out[n] = 0;
        if (voxels[n] === 0) continue;
        const left = n % nx > 0 ? out[n - 1]! : 0;
        const front = n >= nx ? out[n - nx]! : 0;
        let label = left || front || below[n]!;
        if (label === 0) {
          label = parent.length;
          pushInt(parent, label);
          pushInt(sizes, 0);
        } else {
          if (front !== 0 && front !== label) unite(front, label);
          if (below[n]! !== 0 && below[n]! !== label) unite(below[n]!, label);
        }
        out[n] = label;
        sizes.values[label]!++;
      }
      below.set(out);
    },
    largest() {
      const total = new Float64Array(parent.length);
      for (let label = 1; label < parent.length; label++) total[rootOf(parent.values, label)]! += sizes.values[label]!;
      let best = 0;
      let all = 0;
      let parts = 0;
      for (let label = 1; label < parent.length; label++) {
        if (total[label]! > 0) parts++;
        all += total[label]!;
        if (total[label]! > total[best]!) best = label;
      }
      const kept = new Uint8Array(parent.length);
      for (let label = 1; label < parent.length; label++) kept[label] = rootOf(parent.values, label) === best ? 1 : 0;
      return { kept, looseVoxels: all - total[best]!, looseParts: Math.max(0, parts - 1) };
    },
  };
}
