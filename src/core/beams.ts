/** Solid beams, as a beam lattice has them: frustums between two balls, flat or round at their ends. */
import type { TriangleMesh } from './mesh.ts';

/** Numbers of one beam: x, y, z of its two ends and the radii there, in mm. */
export const NUMBERS_PER_BEAM = 8;

/** Numbers that `caps` has for the ways in which an end is closed: flat, by a whole ball, by the outer half of one. */
export const CAP_CODES = { butt: 0, sphere: 1, hemisphere: 2 } as const;

/** How the end of a beam is closed. */
export type BeamCap = keyof typeof CAP_CODES;

/** What is kept of beams: their parts inside or outside of a closed mesh, in mm. */
export interface BeamClip {
  readonly keeps: 'inside' | 'outside';
  readonly mesh: TriangleMesh;
}

/**
 * The union of beams, clipped or whole. A beam is the frustum between two discs that stand across its axis, and what
 * closes it at each end. Plain data, fit to cross threads.
 */
export interface BeamSet {
  /** x1 y1 z1 x2 y2 z2 r1 r2 a beam (`NUMBERS_PER_BEAM`); a ball is a beam of length 0 with spheres at its ends. */
  readonly beams: Float64Array;
  /** Two a beam, of its first and its second end (`CAP_CODES`). */
  readonly caps: Uint8Array;
  /** Null where the beams are whole. */
  readonly clip: BeamClip | null;
}
