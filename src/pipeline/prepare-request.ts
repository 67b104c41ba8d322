/** What a run of `prepare` is asked for, with every default filled in. */
import type { CatalogEntry } from '../config/catalog.ts';
import type { Printer } from '../config/printer.ts';
import type { Profile } from '../config/profile.ts';
import type { LatticeSettings } from '../lattice/settings.ts';
import type { SliceSettings } from '../slicing/settings.ts';
import type { CommonLayerContent } from './exposure-table.ts';
import type { LoadOptions } from './load-part.ts';

export type { LatticeSettings, OpenSide } from '../lattice/settings.ts';
export type { CutPosition } from '../slicing/settings.ts';

/** Kinds of output; `3mf-slices` adds the slice stack to the 3MF of a lattice part. */
export type OutputKind = 'cli' | '3mf' | '3mf-slices';

/** Every kind of output. */
export const OUTPUT_KINDS: readonly OutputKind[] = ['cli', '3mf', '3mf-slices'];

/** A found entry of a catalogue. */
export type Found<T> = CatalogEntry<T> & { readonly item: T };

/** One bare mesh to be prepared for laser powder bed fusion. */
export interface PrepareRequest {
  readonly meshPath: string;
  readonly outDir: string;
  readonly force: boolean;
  readonly load: LoadOptions;
  readonly printer: Found<Printer>;
  readonly profile: Found<Profile>;
  /** Null: the part stays solid. */
  readonly lattice: LatticeSettings | null;
  readonly slice: SliceSettings;
  /** Layers A to B-1; null means all. */
  readonly layers: { readonly from: number; readonly to: number } | null;
  readonly outputs: readonly OutputKind[];
  readonly cliEncoding: 'binary' | 'ascii';
  readonly cliContent: CommonLayerContent;
}
