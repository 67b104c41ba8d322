/** What a run of `prepare` is asked for, with every default filled in: one build. */
import type { BuildRecord } from '../../config/build-record.ts';
import type { Case } from '../../config/case.ts';
import type { CatalogEntry } from '../../config/catalog.ts';
import type { Pairing } from '../../config/match.ts';
import type { Printer } from '../../config/printer.ts';
import type { Profile } from '../../config/profile.ts';
import type { RegionFill, RegionKind } from '../../config/region-kinds.ts';
import type { ThumbnailSize } from '../../config/thumbnail-sizes.ts';
import type { Severity } from '../../core/finding.ts';
import type { Place } from '../../core/prep-error.ts';
import type { SolidTree } from '../../implant/solids/solid-tree.ts';
import type { LatticeSettings } from '../../lattice/settings.ts';
import type { SliceSettings } from '../../slicing/settings.ts';
import type { CommonLayerChoice } from '../keys/common-layer-choice.ts';
import type { OutputKind } from '../keys/output-kinds.ts';
import type { LoadOptions } from '../load/load-part.ts';
import type { CaseIdentity } from './case-identity.ts';

export type {
  BlendSettings,
  GradingSettings,
  LatticeSettings,
  OpenSide,
  PlaceSettings,
  Point3,
} from '../../lattice/settings.ts';
export type { CutPosition } from '../../slicing/settings.ts';
export { MIN_LAYER_THICKNESS_MM } from '../../slicing/settings.ts';

/** Whether loose pieces are made or left out. */
export type LooseSolid = 'drop' | 'keep';

/** A found entry of a catalogue. */
export type Found<T> = CatalogEntry<T> & { readonly item: T };

/** A region of the part, in order of precedence; the last one is the rest. */
export interface RegionRequest {
  /** Null for the one region of a bare mesh. */
  readonly id: string | null;
  /** Null for the one region of a bare mesh. */
  readonly kind: RegionKind | null;
  readonly fill: RegionFill;
  /** Where it lies; null: all that no region before it has. */
  readonly shape: RegionShapeRequest | null;
  /** The fill of a region whose `fill` is `lattice`, and where it stands in its file. */
  readonly lattice: { readonly settings: LatticeSettings; readonly place: Place } | null;
  readonly limits: RegionLimits;
  /** How a bore is made that is not made as designed; absent or null: nothing of the kind is asked. */
  readonly bore?: BoreRequest | null;
  readonly place: Place;
}

/** How a bore that lies flat on the plate is made. */
export interface BoreRequest {
  /** `round`: as designed, since it is too steep for a change. */
  readonly by: 'teardrop' | 'pilot' | 'round';
  /** Inclination of its axis from the plate, and below which it is changed. */
  readonly axisDeg: number;
  readonly withinDeg: number;
  readonly designDiameterMm: number;
  /** How far its wall is off the design at most. */
  readonly farthestMm: number;
  /** What the teardrop has beyond the round bore, for measures. */
  readonly roof: SolidTree | null;
}

/** What a region is held to; null where the case does not say. */
export interface RegionLimits {
  readonly supportBan: boolean;
  readonly toleranceMm: number | null;
  readonly leastWallMm: number | null;
  readonly machiningStockMm: number;
  readonly etchAllowanceMm: number;
  readonly blastAllowanceMm: number;
  /** How grave it is where the region does not hold; null: what the rule says. */
  readonly verdict: Severity | null;
}

/** Where a region lies: in a shape, or at a distance. */
export type RegionShapeRequest =
  | { readonly by: 'solid'; readonly tree: SolidRequest; readonly place: Place }
  | {
      readonly by: 'distance';
      /** The part's own surface, another region of the part by its number, or a bone. */
      readonly of: { readonly part: true } | { readonly region: number } | { readonly bone: BoneRequest };
      readonly fromMm: number;
      readonly withinMm: number;
      readonly place: Place;
    };

/** A shape of a case whose names are resolved: meshes by their paths. */
export type SolidRequest =
  | Exclude<SolidTree, { by: 'mesh' | 'union' | 'intersection' | 'difference' }>
  | { readonly by: 'mesh'; readonly path: string; readonly place: Place }
  | { readonly by: 'union' | 'intersection'; readonly of: readonly SolidRequest[] }
  | { readonly by: 'difference'; readonly from: SolidRequest; readonly minus: readonly SolidRequest[] };

/** A bone of the case. */
export interface BoneRequest {
  readonly id: string;
  readonly path: string;
  readonly transform: readonly number[] | null;
  readonly place: Place;
}

/** The part to be made. */
export interface PartRequest {
  /** The mesh of the part, or the shape that it is built from. */
  readonly source:
    | { readonly by: 'mesh'; readonly path: string }
    | { readonly by: 'solid'; readonly tree: SolidRequest };
  /** Turn and shift from the coordinates of its file into those of the case; null: the same. */
  readonly transform: readonly number[] | null;
  /** Null: the name of the mesh file. */
  readonly partId: string | null;
  /** The variant of the part that it is; null for the part itself. */
  readonly variant: string | null;
  /** The side of the patient that a variant is for, where it is not that of the case. */
  readonly side: CaseIdentity['side'] | null;
  /** What makes the variant of the part, after `transform`; regions go with it, lattices do not. Null: nothing. */
  readonly variantTransform: readonly number[] | null;
  readonly load: LoadOptions;
  readonly regions: readonly RegionRequest[];
  /** Bodies that are filled with support; absent: none. */
  readonly supports?: readonly { readonly tree: SolidRequest; readonly place: Place }[];
  /** True where the case wishes to have the part turned on the plate. */
  readonly turned: boolean;
  /** Where the middle of the part stands on the plate in mm; null: in its middle. */
  readonly positionMm: readonly [number, number] | null;
  /** Where the part stands in its case, for messages; empty for a bare mesh. */
  readonly place: Place;
}

/** Returns the fills that are asked for. */
export function latticesOfPart({ regions }: Pick<PartRequest, 'regions'>): readonly LatticeSettings[] {
  return regions.flatMap(({ lattice }) => (lattice === null ? [] : [lattice.settings]));
}

/** Whether a part is solid throughout, and has no stock: then its mesh is its shape. */
export function isPlainPart({ regions }: Pick<PartRequest, 'regions'>): boolean {
  return regions.every(
    ({ fill, limits: { machiningStockMm, etchAllowanceMm, blastAllowanceMm } }) =>
      (fill === 'solid' || fill === 'beneath') && machiningStockMm + etchAllowanceMm + blastAllowanceMm === 0,
  );
}

/** Limits of a region of which nothing is said. */
export const NO_LIMITS: RegionLimits = {
  supportBan: false,
  toleranceMm: null,
  leastWallMm: null,
  machiningStockMm: 0,
  etchAllowanceMm: 0,
  blastAllowanceMm: 0,
  verdict: null,
};

/** The case that a build comes from. */
export interface CaseRecord {
  readonly path: string;
  readonly text: string;
  readonly item: Case;
  readonly identity: CaseIdentity;
}

/** One part prepared for one printer. */
export interface PrepareRequest extends CommonLayerChoice {
  readonly outDir: string;
  readonly force: boolean;
  readonly part: PartRequest;
  readonly printer: Found<Printer>;
  readonly profile: Found<Profile>;
  /** The same two, known to fit each other. */
  readonly pairing: Pairing;
  readonly slice: SliceSettings;
  /** Layers A to B-1; null means all. */
  readonly layers: { readonly from: number; readonly to: number } | null;
  readonly outputs: readonly OutputKind[];
  /** False where a mesh among the outputs is there for the printer alone, and not because it was asked for by name. */
  readonly meshAsked?: boolean;
  /** Whether pieces of a lattice that hang on nothing are left out. */
  readonly looseSolid: LooseSolid;
  /** How several prints of one plate are joined; null or absent: one after the other where that is safe. */
  readonly printOrder?: 'sequential' | 'layers' | null;
  /** Pictures in the head of G-code files; null or absent: those of the printer. */
  readonly thumbnails?: readonly ThumbnailSize[] | null;
  /** What was given of powder and gas; null for nothing. */
  readonly record: BuildRecord | null;
  /** Null for a bare mesh. */
  readonly case: CaseRecord | null;
}

/** One build: parts of one case prepared for one printer. */
export type BuildRequest = Omit<PrepareRequest, 'part'> & { readonly parts: readonly PartRequest[] };
