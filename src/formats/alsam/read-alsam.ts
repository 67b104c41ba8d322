/**
 * Opens a scan file of America Makes (ALSAM / OASIS): a .scn, which is a ZIP with one XML document a layer, or one such
 * document alone. What the documents say stands in `scan-layer.ts`.
 */
import type { LaserFile, LaserFileLayer } from '../../core/laser-file.ts';
import type { ByteSource } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import { type ReadingNotes, readingNotes } from '../reading-notes.ts';
import type { Fault } from '../xml/fault.ts';
import { openZip, type ZipLimits } from '../zip/read-zip.ts';
import { type LaserLayerSettings, laserLayer } from './laser-layer.ts';
import { scanLayerReader } from './read-scan-layer.ts';
import type { ScanLayer } from './scan-layer.ts';
import { exposureTable } from './segment-exposures.ts';

const CHUNK_BYTES = 1 << 20;
/** Scan files shrink 12 to 16 times; the documents of a full plate may have hundreds of gigabytes together. */
const LIMITS: ZipLimits = { entries: 200_000, inflatedBytes: 2 ** 40, ratio: 200, ratioFreeBytes: 64 * 1024 ** 2 };
/** Fields of the header that say something of the build. */
const ABOUT = ['AmericaMakesSchemaVersion', 'BuildDescription', 'DosingFactor'];

/** One document and how to say no about it. */
interface Document {
  readonly fault: Fault;
  read(): Promise<ScanLayer>;
}

/**
 * Opens a file and reads its first layer. The documents of a .scn are layers in the order of their names, by character code,
 * as the machine runs them; what is no .xml in it is passed over, as the schema asks (section "Important notes"). Its
 * stored bytes are held in memory, one layer at a time is unpacked. Tags of paths are parts, segment styles are exposures
 * with the delays of their own velocity profile; a jump speed is that of the jumps in the same path, so it stays null until a
 * path with the style has one. The format has no boundaries.
 */
export async function openAlsam(source: ByteSource): Promise<LaserFile> {
  const notes = readingNotes();
  const settings: LaserLayerSettings = { table: exposureTable(notes), parts: [], partNumbers: new Map(), notes };
  const documents = await documentsOf(source, notes);
  const [first] = documents();
  if (first === undefined) throw faultIn(source.name)('has no .xml document in it');
  const { header } = await readLayer(first, 0, settings);
  const about = new Map<string, string>();
  for (const name of ABOUT) {
    const text = header[name];
    if (text !== undefined && text !== '') about.set(name, text);
  }
  return {
    parts: settings.parts,
    exposures: settings.table.exposures,
    about,
    tolerated: notes.list,
    async *layers() {
      let belowMm = 0;
      for (const document of documents()) {
        const { layer } = await readLayer(document, belowMm, settings);
        belowMm = layer.zMm;
        yield layer;
      }
    },
  };
}

async function readLayer(
  document: Document,
  belowMm: number,
  settings: LaserLayerSettings,
): Promise<{ layer: LaserFileLayer; header: ScanLayer['header'] }> {
  const scan = await document.read();
  return { layer: laserLayer(scan, belowMm, settings, document.fault), header: scan.header };
}

/** Returns what lists the documents of a file; each list counts what it unpacks from zero. */
async function documentsOf(source: ByteSource, notes: ReadingNotes): Promise<() => Document[]> {
  const fault = faultIn(source.name);
  const start = await source.read(0, 2);
  if (start[0] !== 0x50 || start[1] !== 0x4b) return () => [{ fault, read: () => readPlain(source, fault, notes) }];
  const bytes = await source.read(0, source.size);
  return () => {
    const archive = openZip(bytes, fault, LIMITS);
    const entries = [...archive.entries.values()].filter(({ name }) => /\.xml$/i.test(name));
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    return entries.map((entry) => {
      const entryFault = faultIn(source.name, entry.name);
      return {
        fault: entryFault,
        async read() {
          const reader = scanLayerReader(entryFault, notes);
          archive.inflate(entry, reader.push);
          return reader.end();
        },
      };
    });
  };
}

async function readPlain(source: ByteSource, fault: Fault, notes: ReadingNotes): Promise<ScanLayer> {
  const reader = scanLayerReader(fault, notes);
  for (let at = 0; at < source.size; ) {
    const chunk = await source.read(at, Math.min(CHUNK_BYTES, source.size - at));
    if (chunk.length === 0) throw fault(`ends at byte ${at} of ${source.size}`);
    reader.push(chunk);
    at += chunk.length;
  }
  return reader.end();
}

function faultIn(...outer: string[]): Fault {
  return (reason, ...place) => new PrepError('laser-file-invalid', reason, [...outer, ...place]);
}
