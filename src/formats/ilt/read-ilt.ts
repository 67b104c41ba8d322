/**
 * Reads an ILT archive (extension .ilt): a ZIP of Common Layer files, each with the vectors of one set of parameters, and
 * `modelsection_param.txt` with those parameters. The format comes from Fraunhofer ILT and has no public specification;
 * sources are files that Magics wrote and the open readers of them.
 */
import {
  type LaserFile,
  type LaserFileLayer,
  type LaserFilePath,
  type NamedExposure,
  UNKNOWN_EXPOSURE,
} from '../../core/laser-file.ts';
import type { ByteSource } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import type { CommonLayerFile } from '../common-layer/common-layer-file.ts';
import { decimalMm } from '../common-layer/float-grid.ts';
import { laserPath, thicknessMm } from '../common-layer/laser-paths.ts';
import { openCommonLayer } from '../common-layer/read-common-layer.ts';
import { type ReadingNotes, readingNotes } from '../reading-notes.ts';
import type { Fault } from '../xml/fault.ts';
import { openZip, ZIP_LIMITS, type ZipArchive, type ZipEntry, type ZipLimits } from '../zip/read-zip.ts';
import { entrySource } from './entry-source.ts';
import { joinVectors } from './join-vectors.ts';
import { mergeLayers } from './merge-layers.ts';
import { PARAMETER_FILE, readParameterFile, type SectionParameters } from './parameter-file.ts';
import { sectionNameOf } from './section-names.ts';

/** Sections are open all at once, and each holds what one step inflates: a thousand are some hundred parts. */
const LIMITS: ZipLimits = { ...ZIP_LIMITS, entries: 1000 };
const CHUNK_BYTES = 1 << 18;
/** Bytes of the parameter file: thousands of sections. */
const MAX_PARAMETER_BYTES = 1 << 22;
/** A label that says nothing: every section of Magics has it. */
const EMPTY_LABEL = /^part\d*$/;

/** A section that is to be read. */
interface Section {
  readonly entry: ZipEntry;
  readonly part: number | null;
  readonly exposure: number;
  readonly isContour: boolean;
}

/**
 * Opens an archive. Its sections are exposures, in the order of the parameter file, which is that of their names in brackets;
 * sections that it leaves out come last. All that stands in a section is run by the laser. In sections of contours, vectors
 * that join end to end are handed out as the lines that they are. The packed file is held in memory; its sections are
 * inflated layer by layer.
 */
export async function openIlt(source: ByteSource): Promise<LaserFile> {
  const fault: Fault = (reason, ...place) => new PrepError('laser-file-invalid', reason, [source.name, ...place]);
  const notes = readingNotes();
  const bytes = await source.read(0, source.size);
  const zip = openZip(bytes, fault, LIMITS);
  const parts: string[] = [];
  const exposures: NamedExposure[] = [];
  const dates = new Set<string>();
  const sections: Section[] = [];
  const open = (section: ByteSource) => openSection(section, source.name);
  for (const { entry, exposure } of listSections(zip, fault, notes)) {
    const file = await open(entrySource(bytes, entry, fault));
    noteTolerated(file, entry.name, 0, notes);
    const name = sectionNameOf(entry.name);
    if (name !== null && !parts.includes(name.part)) parts.push(name.part);
    sections.push({
      entry,
      part: name === null ? null : parts.indexOf(name.part),
      exposure: exposures.length,
      isContour: name?.isContour === true,
    });
    exposures.push({ name: exposureName(entry.name, file), exposure });
    if (file.header.date !== null) dates.add(file.header.date);
  }
  const [date] = dates;

  async function* sectionLayers(section: Section): AsyncGenerator<LaserFileLayer> {
    const entry = entrySource(bytes, section.entry, fault);
    const file = await open(entry);
    const own = readingNotes();
    const toDecimal = decimalMm(file.header);
    let previousZMm: number | null = null;
    let told = file.tolerated.length;
    try {
      for await (const layer of file.layers()) {
        told = noteTolerated(file, section.entry.name, told, notes);
        const zMm = toDecimal(layer.zMm);
        const place = { part: section.part, exposure: section.exposure, exposed: true };
        const paths = layer.commands.flatMap((command): LaserFilePath[] => {
          if (command.state !== null)
            own.add('cli+', `parameters within a section were left for those of ${PARAMETER_FILE}`);
          const path = laserPath(command, place, toDecimal, own);
          return path === null ? [] : section.isContour ? asLines(path) : [path];
        });
        for (const text of own.list) notes.add(text, `${section.entry.name}: ${text}`);
        if (zMm <= 0 && paths.length > 0) notes.add('lower heights', lowerHeights(section.entry.name, zMm));
        yield { zMm, thicknessMm: thicknessMm(previousZMm, zMm), paths };
        previousZMm = zMm;
      }
      noteTolerated(file, section.entry.name, told, notes);
      // What follows $$GEOMETRYEND in an ASCII section is no data, but its checksum is that of the whole entry.
      await entry.read(entry.size, 0);
    } catch (error) {
      throw inArchive(error, source.name);
    }
  }

  return {
    parts,
    exposures,
    about: new Map(date !== undefined && dates.size === 1 ? [['date', date]] : []),
    tolerated: notes.list,
    layers: () => mergeLayers(sections.map((section) => sectionLayers(section))),
  };
}

/** Returns the sections in their order, each with what the parameter file says of it. */
function listSections(
  zip: ZipArchive,
  fault: Fault,
  notes: ReadingNotes,
): (Pick<SectionParameters, 'exposure'> & { readonly entry: ZipEntry })[] {
  const entries = new Map([...zip.entries].filter(([name]) => /\.cli$/i.test(name)));
  for (const { name, size, storedSize } of entries.values()) {
    if (size > LIMITS.ratioFreeBytes && size > LIMITS.ratio * storedSize)
      throw fault(`inflates to more than ${LIMITS.ratio} times its stored size`, name);
  }
  const parameterFile = zip.entries.get(PARAMETER_FILE);
  if (parameterFile === undefined && entries.size === 0)
    throw fault(`is no ILT archive: it holds neither ${PARAMETER_FILE} nor a .cli file`);
  if (parameterFile === undefined) notes.add('parameters', `${PARAMETER_FILE} is missing: no parameters are known`);
  for (const name of zip.entries.keys()) {
    if (name !== PARAMETER_FILE && !entries.has(name))
      notes.add(`entry ${name}`, `${name} is no section and was not read`);
  }
  const named =
    parameterFile === undefined ? [] : readParameterFile(wholeEntry(zip, parameterFile, fault), fault, notes);
  const listed = named.map(({ line, name, exposure }) => {
    const entry = entries.get(name);
    if (entry === undefined) throw fault(`names the section ${name}, which is missing`, PARAMETER_FILE, `line ${line}`);
    entries.delete(name);
    return { entry, exposure };
  });
  for (const name of entries.keys()) {
    if (parameterFile !== undefined) notes.add(`unlisted ${name}`, `${name} has no parameters in ${PARAMETER_FILE}`);
  }
  return [...listed, ...[...entries.values()].map((entry) => ({ entry, exposure: UNKNOWN_EXPOSURE }))];
}

function wholeEntry(zip: ZipArchive, entry: ZipEntry, fault: Fault): Uint8Array {
  if (entry.size > MAX_PARAMETER_BYTES)
    throw fault(`has ${entry.size} bytes, more than ${MAX_PARAMETER_BYTES}`, entry.name);
  const bytes = new Uint8Array(entry.size);
  let at = 0;
  zip.inflate(entry, (chunk) => {
    bytes.set(chunk, at);
    at += chunk.length;
  });
  return bytes;
}

async function openSection(section: ByteSource, fileName: string): Promise<CommonLayerFile> {
  try {
    return await openCommonLayer(section, CHUNK_BYTES);
  } catch (error) {
    throw inArchive(error, fileName);
  }
}

/** Names what a section tolerated from its note number `from` on, each kind once in an archive; returns the next number. */
function noteTolerated(file: CommonLayerFile, section: string, from: number, notes: ReadingNotes): number {
  for (const text of file.tolerated.slice(from))
    notes.add(text.replace(/^(line|byte) \d+: /, ''), `${section}: ${text}`);
  return file.tolerated.length;
}

function exposureName(fileName: string, { header }: CommonLayerFile): string {
  const stem = fileName.replace(/\.cli$/i, '');
  const words = sectionNameOf(fileName)?.words;
  const labels = [...header.labels.values()].filter((label) => !EMPTY_LABEL.test(label));
  return `${stem}${words === undefined ? '' : ` (${words})`}${labels.length === 1 ? `: ${labels[0]}` : ''}`;
}

/** Returns a path of a section of contours as lines. */
function asLines(path: LaserFilePath): LaserFilePath[] {
  if (path.kind !== 'hatch') return [path];
  const { part, exposure } = path;
  return joinVectors(path.xyxy).map(({ closed, xy }) => ({ kind: 'line', part, exposure, closed, xy }));
}

function lowerHeights(section: string, zMm: number): string {
  return `${section}: a layer at ${zMm} mm holds vectors: heights are those of lower surfaces, it seems, and were taken as they stand`;
}

/** An error of a section as one of the archive. */
function inArchive(error: unknown, fileName: string): unknown {
  if (!(error instanceof PrepError) || error.code !== 'common-layer-invalid') return error;
  return new PrepError('laser-file-invalid', error.reason, [fileName, ...error.place], error);
}
