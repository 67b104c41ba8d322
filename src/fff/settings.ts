/** Settings of the extruded paths. */
import type { AdhesionSettings } from './adhesion/settings.ts';
import type { PullCost } from './shorten-way.ts';
import type { SupportSettings } from './support/settings.ts';
import type { TurnSettings } from './turn-speeds.ts';

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
  /** Directions of the layers in turn, instead of angle and step. */
  readonly infillAnglesDeg?: readonly number[];
  /** Absent: rectilinear. */
  readonly infillPattern?: InfillPattern;
  /** Monotonic: lines of an area are laid in one sense only, each beside those before it. Absent: nearest. */
  readonly infillOrder?: 'nearest' | 'monotonic';
  /** Absent: no layer tells its top and bottom apart. */
  readonly skin?: SkinLayers;
  /** Absent: what lies over nothing is laid like the rest. */
  readonly bridge?: BridgeSettings;
  /** Absent: closed beads begin nearest to where the last bead ended. */
  readonly seam?: SeamSettings;
  /** Share of the inside that infill covers, 0..1; 1 is solid. */
  readonly infillFraction: number;
  /** Turns of lattice beads that are laid slower; absent: none. */
  readonly turns?: TurnSettings;
  /** Loops around the part in its first layer. */
  readonly skirt: { readonly loops: number; readonly distanceMm: number };
  /** What else holds the part to the plate; absent: a skirt in the first layer alone. */
  readonly adhesion?: AdhesionSettings;
  /** How regions to be supported are filled; absent: there are none. */
  readonly support?: SupportSettings;
  /** Ways between beads; absent: only their length counts. */
  readonly travel?: TravelSettings;
}

/** How the nozzle goes from bead to bead. */
export interface TravelSettings {
  /** What pulling back costs on the longer ones. */
  readonly pull: PullCost;
  /** What travels keep off: nothing, faces that a case protects, or these and all that is not the part. */
  readonly avoid: 'none' | 'contact-faces' | 'perimeters';
  /** By how much a way around may be longer than the straight one. */
  readonly maxDetourMm: number;
}

/**
 * Rectilinear: parallel lines, a whole number of them fitted into each area where they are solid. Aligned: the same direction in each layer and lines that
 * keep their places over the plate. Concentric: loops.
 */
export type InfillPattern = 'rectilinear' | 'aligned' | 'concentric';

/** Layers below a face that looks up, and above one that looks down, that are solid where infill is sparse. */
export interface SkinLayers {
  readonly topLayers: number;
  readonly bottomLayers: number;
}

/** What is laid over nothing. */
export interface BridgeSettings {
  /** Extruded volume over that of the strip. */
  readonly flow: number;
  /** A perimeter of which more than this share of its width hangs in the air is an overhang perimeter. */
  readonly overhangShare: number;
}

/** Where closed beads begin and end. */
export interface SeamSettings {
  /**
   * Nearest: to where the last bead ended. Aligned: furthest in the direction, or at the sharpest inner corner within reach of there. Spread: by the golden ratio
   * from layer to layer. Hidden: at the sharpest inner corner, else furthest in the direction.
   */
  readonly position: 'nearest' | 'aligned' | 'spread' | 'hidden';
  readonly directionDeg: number;
  /** How far from the aligned place an inner corner may be. */
  readonly reachMm: number;
  /** Region of the case on which seams go, or off which they stay; absent: anywhere. */
  readonly region?: { readonly id: string; readonly rule: 'on' | 'avoid' };
}
