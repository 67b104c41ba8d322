/** What comes of a layer: its paths, and the figures that were measured while it was planned. */
import type { Layer } from '../../core/layer.ts';
import type { Loops } from '../../core/polyline.ts';
import type { ToolpathLayer } from '../../core/toolpath.ts';
import type { KeptCut } from './kept-cuts.ts';

/** What a region has in one layer. */
export interface RegionFigures {
  /** Its place in the part. */
  readonly placeMm2: number;
  /** What of its place is solid. */
  readonly solidMm2: number;
  /** What of its place goes where faces that look down are raised; absent: nothing. */
  readonly raisedMm2?: number;
  /** What of its solid went where the first layers are made smaller; absent in all other layers. */
  readonly footMm2?: number;
}

/** What raising the faces that look down did to one layer. */
export interface RaisedFigures {
  /** Solid that went. */
  readonly removedMm2: number;
  /** Of what would lose its whole height: kept as its top layer, and gone as a rim too narrow to keep. */
  readonly keptMm2: number;
  readonly droppedMm2: number;
}

/** Surface of one layer that looks down too flat, as its projection on the plate, and its place furthest from the solid below. */
export interface Overhang {
  readonly areaMm2: number;
  readonly at: { readonly xMm: number; readonly yMm: number } | null;
}

/** What was measured while a layer was planned. */
export interface LayerFigures {
  /** Area within the part's own contours, lattice or not. */
  readonly envelopeMm2: number;
  readonly solidMm2: number;
  /** Area of the regions with lattices, walls and pores; 0 in a solid part. */
  readonly porousMm2: number;
  /** Of each region of a case, in order; empty for a bare mesh. */
  readonly regions: readonly RegionFigures[];
  /** Absent where no face was raised. */
  readonly raised?: RaisedFigures;
  /** Solid that went where the first layers are made smaller; absent in all others. */
  readonly footMm2?: number;
  /** Ends of contours that did not close: an open mesh. */
  readonly openContours: number;
  readonly openAt: { readonly xMm: number; readonly yMm: number } | null;
  /** Solid that no track or bead covers, as measured; null where no paths are planned. */
  readonly missedMm2: number | null;
  /** Area that a further laser track covers again, counted each time; null where none are planned. */
  readonly doubleMm2: number | null;
  /** Area beside the solid that laser tracks cover, each as wide as the melt; absent where none are planned. */
  readonly outsideMm2?: number;
  /** Solid that the planner of beads gave none, because it is too thin; null where none are planned. */
  readonly unfilledMm2: number | null;
  /** Area of supports that is too narrow for a bead, with its largest place; absent: none. */
  readonly unsupported?: { readonly areaMm2: number; readonly xMm: number; readonly yMm: number };
  /** Pieces of support between openings that are too short for a bead, with their length; absent: none. */
  readonly shortSupport?: { readonly count: number; readonly lengthMm: number };
  /** Solid without material between beads, and material where there is some already; absent for the laser. */
  readonly voidMm2?: number;
  readonly overlapMm2?: number;
  /** Area that is filled at less than full density, which is in neither of the two nor in what is missed; absent: none. */
  readonly sparseMm2?: number;
  readonly missedAt: { readonly xMm: number; readonly yMm: number } | null;
  /** Beads of lattices that begin over no solid; null where none are planned, and on the plate. */
  readonly unsupportedStarts?: number | null;
  /** Travels over regions that they are to keep off; absent: the layer has none, or no beads are planned. */
  readonly travelsOverFaces?: number;
  /** Hatch pieces left out as too short. */
  readonly skippedHatches: number;
  /** Number of contours of which the innermost one had room somewhere; null where none are planned. */
  readonly contourLevels: number | null;
  /** Whether there was room for hatch; null where none is planned. */
  readonly hatched: boolean | null;
  /** Dense surface that looks down flatter than the profile's limit, over powder; null where it sets none. */
  readonly overhang: Overhang | null;
  /** Exposure, jumps and recoating; null for beads, whose time is taken from their file. */
  readonly timeS: number | null;
}

/** One finished layer with its figures. */
export interface LayerResult {
  readonly layer: Layer;
  readonly toolpaths: ToolpathLayer;
  readonly figures: LayerFigures;
  /** What the search for loose pieces needs, and the cut where it is to be kept; null in other jobs. */
  readonly pieces: { readonly envelope: Loops; readonly kept: Loops; readonly cut: KeptCut | null } | null;
  /** The place of each lattice without its skin, in the order of the regions, where lattices are measured; else null. */
  readonly porous: readonly Loops[] | null;
}
