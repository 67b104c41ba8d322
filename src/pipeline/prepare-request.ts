/** What a run of `prepare` is asked for, with every default filled in: one build. */
import type { Case } from '../config/case.ts';
import type { CatalogEntry } from '../config/catalog.ts';
import type { Pairing } from '../config/match.ts';
import type { Printer } from '../config/printer.ts';
import type { Profile } from '../config/profile.ts';
import type { Place } from '../core/prep-error.ts';
import type { LatticeSettings } from '../lattice/settings.ts';
import type { SliceSettings } from '../slicing/settings.ts';
import type { CommonLayerContent } from './exposure-table.ts';
import type { LooseSolid } from './find-loose.ts';
import type { LoadOptions } from './load-part.ts';
import type { OutputKind } from './output-kinds.ts';

export type {
  BlendSettings,
  GradingSettings,
  LatticeSettings,
  OpenSide,
  PlaceSettings,
  Point3,
} from '../lattice/settings.ts';
export type { CutPosition } from '../slicing/settings.ts';

/** A found entry of a catalogue. */
export type Found<T> = CatalogEntry<T> & { readonly item: T };

/** A region of the part, in order of precedence; the last one is the rest. */
export interface RegionRequest {
  /** Null for the one region of a bare mesh. */
  readonly id: string | null;
  readonly kind: 'solid' | 'porous';
  /** Mesh that bounds the region; null: all that no region before it has. */
  readonly shapePath: string | null;
  readonly place: Place;
}

/** The part to be made. */
export interface PartRequest {
  readonly meshPath: string;
  /** Null: the name of the mesh file. */
  readonly partId: string | null;
  readonly load: LoadOptions;
  readonly regions: readonly RegionRequest[];
  /** Fill of the porous region; null: the part stays solid. */
  readonly lattice: LatticeSettings | null;
  /** Where the fill stands in its file, for messages. */
  readonly latticePlace: Place;
  /** Where the middle of the part stands on the plate in mm; null: in its middle. */
  readonly positionMm: readonly [number, number] | null;
  /** Where the part stands in its case, for messages; empty for a bare mesh. */
  readonly place: Place;
}

/** The case that a build comes from. */
export interface CaseRecord {
  readonly path: string;
  readonly text: string;
  readonly item: Case;
  readonly targetId: string;
}

/** One part prepared for one printer. */
export interface PrepareRequest {
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
  readonly cliEncoding: 'binary' | 'ascii';
  readonly cliContent: CommonLayerContent;
  /** Whether pieces of a lattice that hang on nothing are left out. */
  readonly looseSolid: LooseSolid;
  /** Null for a bare mesh. */
  readonly case: CaseRecord | null;
}
