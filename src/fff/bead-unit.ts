/** What is printed together: the loops of one wide part with what lies inside them, or one wall. */
import type { Bead } from './bead.ts';

/** Beads in the groups that follow one another; within a group order is free. */
export interface BeadUnit {
  /** Loops by level, outermost first. */
  readonly perimeters: Bead[][];
  readonly gaps: Bead[];
  /** Runs of infill lines, each in its order. */
  readonly infill: Bead[][];
}
