/** Settings of the extruded paths. */
import type { AdhesionSettings } from './adhesion/settings.ts';
import type { SupportSettings } from './support/settings.ts';

/** How the beads of a layer are laid out; lengths in mm, angles in degrees. Widths are strip widths (see `BeadToolpath`). */
export interface BeadSettings {
  /** Width of a regular bead. */
  readonly beadWidthMm: number;
  /** A wall narrower than this gets no bead; the area lost is measured. */
  readonly minBeadWidthMm: number;
  /** A wall up to this width is one bead along its middle; wider ones get a bead along each side. */
  readonly maxBeadWidthMm: number;
  /** Loops around a solid area. */
  readonly perimeterCount: number;
  /** Loops around a lattice wall that is too wide for one bead. */
  readonly latticePerimeterCount: number;
  readonly perimeterOrder: 'outer-first' | 'inner-first';
  /** Infill direction of layer 0, counter-clockwise from +x. */
  readonly infillAngleDeg: number;
  /** Turn of the infill direction from layer to layer. */
  readonly infillAngleStepDeg: number;
  /** Share of the inside that infill covers, 0..1; 1 is solid. */
  readonly infillFraction: number;
  /** Loops around the part in its first layer. */
  readonly skirt: { readonly loops: number; readonly distanceMm: number };
  /** What else holds the part to the plate; absent: a skirt in the first layer alone. */
  readonly adhesion?: AdhesionSettings;
  /** How regions to be supported are filled; absent: there are none. */
  readonly support?: SupportSettings;
}
