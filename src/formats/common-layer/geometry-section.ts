/** What the readers of both encodings share: where the geometry section stands and what of it is worth a note. */
import type { ByteSource } from '../../core/ports.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import type {
  CliPlusState,
  CommonLayerCommand,
  CommonLayerHatches,
  CommonLayerHeader,
  CommonLayerLayer,
  CommonLayerPolyline,
} from './common-layer-file.ts';

/** A geometry section that is about to be read. */
export interface GeometrySection {
  readonly source: ByteSource;
  readonly header: CommonLayerHeader;
  /** Byte after `$$HEADEREND`, and the line it stands in. */
  readonly headerEnd: number;
  readonly headerLine: number;
  readonly notes: ReadingNotes;
  readonly chunkBytes: number;
}

/** A layer that is being read. */
export interface LayerDraft extends CommonLayerLayer {
  readonly polylines: CommonLayerPolyline[];
  readonly hatches: CommonLayerHatches[];
  readonly commands: CommonLayerCommand[];
}

/** Returns a layer without paths. */
export function emptyLayer(zMm: number): LayerDraft {
  return { zMm, polylines: [], hatches: [], commands: [] };
}

/** Adds a polyline or a hatch command to a layer. */
export function addItem(
  layer: LayerDraft,
  item: CommonLayerPolyline | CommonLayerHatches,
  state: CliPlusState | null,
): void {
  if ('xy' in item) layer.polylines.push(item);
  else layer.hatches.push(item);
  layer.commands.push({ item, state });
}

/** Notes a layer that is not above the one before it. */
export function noteZ({ notes }: GeometrySection, previousZMm: number | null, zMm: number, place: string): void {
  if (previousZMm !== null && !(zMm > previousZMm)) {
    notes.add('z order', `${place}: a layer at ${zMm} mm follows one at ${previousZMm} mm`);
  }
}

/** Notes an id that has no label. */
export function noteId({ notes, header }: GeometrySection, id: number, place: string): void {
  if (!header.labels.has(id)) notes.add('id without label', `${place}: id ${id} has no $$LABEL`);
}
