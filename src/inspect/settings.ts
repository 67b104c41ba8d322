/** What the inspection expects and tolerates. */
import type { BuildArea } from '../core/build-area.ts';
import type { Box3 } from '../core/mesh.ts';
import type { KeyEnergy } from './rules/energy-window.ts';

/** Limits of the rules. */
export interface InspectLimits {
  /** Largest distance in mm from the last point of a closed contour to its first. */
  readonly contourGapMm: number;
  /** Contours that cross by less than this many mm count as touching. */
  readonly crossingDepthMm: number;
  /** Contours below this area in mm2 bound nothing that can be made. */
  readonly minAreaMm2: number;
  /** How far in mm a hatch may reach out of the boundary. */
  readonly hatchOutsideMm: number;
  /** Largest difference in mm between a layer's height and the planned one. */
  readonly layerHeightMm: number;
  /** Largest relative difference of a solid part's volume from its mesh; more is a warning as far as the layer thickness accounts for it. */
  readonly volumeRelative: number;
  /** Relative difference of the relative density from its target that warns; twice as much is an error. */
  readonly densityRelative: number;
  /** Area in mm2 that no track or bead covers, in one layer, that is worth a finding. */
  readonly unexposedMm2: number;
  /** Share of the whole solid area that no track or bead covers above which the finding is an error. */
  readonly unexposedFraction: number;
  /** Share of a layer's solid that no bead covers above which it is a finding. */
  readonly bareFraction: number;
  /** Share of a layer's solid that the estimate of voids between beads may reach; absent: it is not judged. */
  readonly voidFraction?: number;
  /** Closed voids or loose solids below this many mm3 in all are a note. */
  readonly noteVolumeMm3: number;
  /** How far in mm the content may reach out of the box that the header claims. */
  readonly claimOutsideMm: number;
  /** How far in mm the claimed box may stand off the content. */
  readonly claimSlackMm: number;
}

/** Limits that hold when a profile gives none. */
export const DEFAULT_INSPECT_LIMITS: InspectLimits = {
  contourGapMm: 0.001,
  crossingDepthMm: 0.001,
  minAreaMm2: 1e-6,
  hatchOutsideMm: 0.001,
  layerHeightMm: 0.0005,
  volumeRelative: 0.001,
  densityRelative: 0.02,
  unexposedMm2: 0.01,
  unexposedFraction: 0.01,
  bareFraction: 0.01,
  noteVolumeMm3: 0.001,
  claimOutsideMm: 0.001,
  claimSlackMm: 1,
};

/** The whole cells of a lattice: cell (i, j, k) of the mask spans origin + (i0 + i, j0 + j, k0 + k) * cell. */
export interface WholeCells {
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  readonly i0: number;
  readonly j0: number;
  readonly k0: number;
  /** 1 where the cell lies whole in the porous region; x fastest, then y, then z. */
  readonly mask: Uint8Array;
}

/** By how much a part is larger in its file than as designed, along x, y and z, about a place that stays. */
export interface LatticeScale {
  readonly scale: readonly [number, number, number];
  readonly aboutMm: readonly [number, number, number];
}

/** A lattice whose cells stand along the axes of the plate. */
export interface InspectedLattice {
  /** The region that it fills; null for the one region of a bare mesh. */
  readonly regionId: string | null;
  readonly targetRelativeDensity: number;
  /**
   * How far the cells may be off beside the limit, relative: where the density varies within a cell the solid of the cell does not lie
   * evenly in what varies. 0 where it is the same everywhere.
   */
  readonly unevenness: number;
  /** What the file is to hold and what it is expected to become, where walls are thinner by what the process adds; else null. */
  readonly compensated: { readonly inFile: number; readonly asBuilt: number } | null;
  readonly cellMm: number;
  /** A corner of the cell grid in plate coordinates. */
  readonly originMm: readonly [number, number, number];
  /** Where the part is scaled, cells and origin are those of the design; absent: they are those of the file. */
  readonly scaled?: LatticeScale;
  readonly wholeCells: WholeCells;
}

/** What was planned for the file; null where nobody knows, as for a file of another maker. */
export interface ExpectedLayers {
  /** Layers in the file, a zero layer included. */
  readonly layerCount: number | null;
  /** When null, the distance of the first two layers is taken. */
  readonly thicknessMm: number | null;
  /** Whether the file starts with an empty layer at the base of the part. */
  readonly zeroLayer: boolean;
  /** Height of the first layer with content; a zero layer stands one thickness below. */
  readonly firstTopMm: number | null;
  /** Layers that the part stands on: empty in its contours; absent: none. */
  readonly below?: {
    readonly count: number;
    /** From the first layer on, how much each next one is higher, up to the first of the part. */
    readonly risesMm: readonly number[];
  };
}

/** What the header of the file says of itself. */
export interface HeaderClaims {
  readonly layerCount: number | null;
  readonly boxMm: Box3 | null;
}

/** Numbers of the planner for one layer, in the order of the layers of the file. */
export interface PlannedNumbers {
  /** Solid of the layer, for files without its boundary; absent: not known. */
  readonly solidMm2?: number;
  /** Solid that no laser track or bead covers, as measured. */
  readonly missedMm2: number;
  /** Area that a further laser track covers again, counted each time; null where there are none. */
  readonly doubleMm2: number | null;
  /** Area beside the solid that laser tracks cover, each as wide as the melt; absent: not measured. */
  readonly outsideMm2?: number;
  /** Solid that is too thin for any bead; null for the laser. */
  readonly unfilledMm2: number | null;
  /** What the beads of a layer lack and have too much of, as estimated from their strips; absent for the laser. */
  readonly voids?: { readonly voidMm2: number; readonly overlapMm2: number };
  /** Area that is filled at less than full density, on purpose: no bead is missed and no void counted there; absent: none. */
  readonly sparseMm2?: number;
  /** Solid of the design that the layer is made without on purpose, where the first layers are made smaller; absent: none. */
  readonly footMm2?: number;
  /** Beads of lattices that begin over no solid; absent or null: not known. */
  readonly unsupportedStarts?: number | null;
  /** Travels over regions that they are to keep off; absent: the layer has none. */
  readonly travelsOverFaces?: number;
  /** Null where the time is not the planner's to say. */
  readonly timeS: number | null;
}

/** Laser powder bed fusion, or extrusion. */
export type InspectProcess = 'lpbf' | 'fff';

/** Everything the inspector is told about one file. Null means unknown, and what needs it is then not checked. */
export interface InspectOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly partId: string;
  /** What makes the part of the layers: the rules and checks are those of this process. */
  readonly process: InspectProcess;
  readonly expected: ExpectedLayers;
  readonly claims: HeaderClaims | null;
  /** What the file is meant to hold: a boundary file has no hatches, a scan file no boundary. */
  readonly written: { readonly boundary: boolean; readonly hatches: boolean };
  /** True for some layers of a part only: rules that need the whole part are then not run. */
  readonly partial: boolean;
  /** Room of the printer in plate coordinates; null where no printer is known. */
  readonly buildArea: BuildArea | null;
  /** Volume of the mesh of a part that is solid throughout, as it is to be made. */
  readonly nominalVolumeMm3: number | null;
  /**
   * What layers may miss of that volume: where in a layer they were cut, and the steps of the area that was cut from layer to layer (absent:
   * those of the file). Absent: cut at mid-layer.
   */
  readonly nominalCut?: { readonly at: 'mid' | 'base' | 'top'; readonly stepsMm2?: number };
  /** What has that volume, for messages; absent: the mesh. */
  readonly nominalWords?: string;
  readonly envelopeVolumeMm3: number | null;
  /** Lattices by region; none in a solid part, or where nobody knows. */
  readonly lattices: readonly InspectedLattice[];
  readonly limits: InspectLimits;
  /** Distance in mm of the rows that join pieces of neighbouring layers. */
  readonly rowSpacingMm: number;
  readonly planned: readonly PlannedNumbers[] | null;
  readonly densityGPerCm3: number | null;
  /** Closed void in mm3 above which trapped powder is an error. */
  readonly trappedLimitMm3: number;
  /** Of every parameter key that was planned with; absent where nobody knows them. */
  readonly energies?: readonly KeyEnergy[];
}
