/** Reads what a fill needs beside meshes: tables of samples. */
import { readSamples } from '../../formats/csv/read-samples.ts';
import type { LatticeSettings, PlaceSettings } from '../../lattice/settings.ts';
import { textOf } from '../../store/file-source.ts';
import { sha256Of } from '../../store/hash.ts';
import type { FileRecord } from '../../store/manifest.ts';

/** Tables by the name that the settings have for them, and their records for the manifest. */
export interface SampleTables {
  readonly samples: ReadonlyMap<string, Float64Array>;
  readonly records: readonly FileRecord[];
}

/** Longest table: five million samples of fifty characters. */
const MAX_BYTES = 2 ** 28;

/** Reads every table of samples that the fills name. */
export async function readSampleTables(lattices: readonly LatticeSettings[]): Promise<SampleTables> {
  const samples = new Map<string, Float64Array>();
  const records: FileRecord[] = [];
  for (const file of sampleFiles(lattices)) {
    if (samples.has(file)) continue;
    const text = await textOf(file, MAX_BYTES);
    samples.set(file, readSamples(text, file));
    const name = file.split(/[/\\]/).at(-1) ?? file;
    records.push({ file: name, bytes: new TextEncoder().encode(text).length, sha256: sha256Of(text) });
  }
  return { samples, records };
}

/** Paths of the tables of samples. */
export function sampleFiles(lattices: readonly LatticeSettings[]): string[] {
  const places: PlaceSettings[] = lattices.flatMap(({ grading, blend }) => [
    ...grading.map(({ place }) => place),
    ...(blend === null ? [] : [blend.place]),
  ]);
  return places.flatMap((place) => (place.by === 'samples' ? [place.file] : []));
}
