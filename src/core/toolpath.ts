/** Planned paths of a layer; each points at its parameters by key. */
import type { Area } from './layer.ts';
import type { HatchSet, Polyline } from './polyline.ts';

/** Name of a parameter set in the material profile, such as `contour-outer` or `hatch-core`. */
export type ParamsKey = string;

/** What an extruded bead is for. */
export type BeadFeature =
  | 'external-perimeter'
  | 'overhang-perimeter'
  | 'perimeter'
  | 'solid-infill'
  | 'internal-infill'
  | 'gap-infill'
  | 'lattice'
  | 'top-solid-infill'
  | 'bridge-infill'
  | 'support'
  | 'support-interface'
  | 'skirt'
  | 'brim'
  | 'draft-shield'
  | 'prime'
  | 'raft';

/** What is printed beside or below a part and is no part of it. */
const ASIDE: readonly BeadFeature[] = [
  'skirt',
  'brim',
  'draft-shield',
  'prime',
  'raft',
  'support',
  'support-interface',
];

/** Returns whether beads of a feature are part of the part, so that they fill its solid and count in its volume. */
export function isOfPart(feature: BeadFeature): boolean {
  return !ASIDE.includes(feature);
}

/** Returns the name of what is exposed alike: parameters and, in a case, the region; where several lasers share a key, the laser. */
export function exposureKey({ params, regionId, laser }: Pick<PathOfPart, 'params' | 'regionId' | 'laser'>): string {
  const key = regionId === null ? params : `${params} ${regionId}`;
  return laser === undefined ? key : `${key} @${laser}`;
}

interface PathOfPart {
  readonly params: ParamsKey;
  readonly partId: string;
  readonly regionId: string | null;
  /** Number of the laser, from 0, where several share the paths of a key. */
  readonly laser?: number;
}

/** A closed or open exposed line. */
export interface ContourToolpath extends PathOfPart {
  readonly kind: 'contour';
  readonly path: Polyline;
  readonly area: Area;
}

/** Straight vectors exposed one after the other. */
export interface HatchToolpath extends PathOfPart {
  readonly kind: 'hatch';
  readonly lines: HatchSet;
  readonly area: Area;
}

/**
 * One extruded line with its width in mm at each point: the width of the strip that it fills, so that width x height x length
 * is its volume. The bead itself, with rounded sides, is wider by height x (1 - pi / 4).
 */
export interface BeadToolpath extends PathOfPart {
  readonly kind: 'bead';
  readonly path: Polyline;
  readonly feature: BeadFeature;
  readonly widthMm: Float64Array;
  readonly heightMm: number;
  /** Extruded volume over that of the strip, beside the flow of the whole print; absent: 1. */
  readonly flow?: number;
  /** Share of its speed at which each step is laid, step k from point k; absent: all of it. */
  readonly speedFraction?: Float64Array;
  /** The way to it from the bead before; absent: straight. */
  readonly approach?: TravelWay;
}

/** A way of the nozzle that is not just straight. */
export interface TravelWay {
  /** x, y, x, y, ... in mm of the points between where it begins and where it ends. */
  readonly via: Float64Array;
  /** Filament is pulled back and the nozzle lifted, however short the way is. */
  readonly isLifted: boolean;
}

/** Anything a machine runs in one go. */
export type Toolpath = ContourToolpath | HatchToolpath | BeadToolpath;

/** The paths of one layer in execution order; `zMm` is the upper surface of the layer. */
export interface ToolpathLayer {
  readonly index: number;
  readonly zMm: number;
  readonly thicknessMm: number;
  readonly toolpaths: readonly Toolpath[];
}
