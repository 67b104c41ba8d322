/** The knots of a lattice's maps: a grid of patches fixed to the lattice's origin, over the box of the part. */
import type { Box3 } from '../core/mesh.ts';

/**
 * Cubes of `edgeMm` from the origin: patch (p, q, r) of the frame spans origin + (first + (p, q, r)) * edge. Control values
 * lie at their middles; one patch more than the box needs on every side, which the splines reach into.
 */
export interface PatchFrame {
  readonly originMm: readonly [number, number, number];
  readonly edgeMm: number;
  readonly first: readonly [number, number, number];
  readonly counts: readonly [number, number, number];
}

/** Most control values of a frame: 2 million take 16 MB a channel. */
export const MAX_CONTROLS = 2e6;

/** Patches beyond the box: one for the sampling grid's rim, one for the splines. */
const MARGIN = 2;

/** Returns the frame over a box, with patches of `edgeMm` or, where those would be too many, of as few doublings as it takes. */
export function patchFrame(box: Box3, originMm: readonly [number, number, number], edgeMm: number): PatchFrame {
  for (let edge = edgeMm; ; edge *= 2) {
    const first = [0, 1, 2].map((a) => Math.floor((box[a]! - originMm[a]!) / edge) - MARGIN);
    const counts = [0, 1, 2].map((a) => Math.floor((box[a + 3]! - originMm[a]!) / edge) + MARGIN + 1 - first[a]!);
    if (counts[0]! * counts[1]! * counts[2]! > MAX_CONTROLS) continue;
    return {
      originMm,
      edgeMm: edge,
      first: first as [number, number, number],
      counts: counts as [number, number, number],
    };
  }
}

/** Returns the middle of patch `index` along one axis. */
export function controlMm(frame: PatchFrame, axis: 0 | 1 | 2, index: number): number {
  return frame.originMm[axis] + (frame.first[axis] + index + 0.5) * frame.edgeMm;
}
