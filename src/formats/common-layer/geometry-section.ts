/** What the readers of both encodings share: where the geometry section stands and what of it is worth a note. */
import type { ByteSource } from '../../core/ports.ts';
import type { CommonLayerHeader } from './common-layer-file.ts';
import type { ReadingNotes } from './reading-notes.ts';

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
