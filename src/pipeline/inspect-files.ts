/** Inspects files that are already there: Common Layer, G-code and 3MF slices, ours or of another maker. */
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { buildAreaOf } from '../config/build-area.ts';
import { loadPrinter, type Printer } from '../config/printer.ts';
import { loadProfile, type Profile } from '../config/profile.ts';
import { limitsOf } from '../config/profile-settings.ts';
import { type Finding, finding } from '../core/finding.ts';
import type { LaserFile } from '../core/laser-file.ts';
import type { RunContext } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import type { CommonLayerFile } from '../formats/common-layer/common-layer-file.ts';
import { openCommonLayer } from '../formats/common-layer/read-common-layer.ts';
import { hasToolpaths } from '../formats/threemf/toolpath/has-toolpaths.ts';
import { openThreeMfToolpath } from '../formats/threemf/toolpath/read-toolpath.ts';
import { type Inspection, inspectionJson, verdictOf } from '../inspect/inspection.ts';
import { DEFAULT_INSPECT_LIMITS, type InspectOptions } from '../inspect/settings.ts';
import { openBuildFolder } from '../store/build-folder.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import { type FileSource, openFileSource } from '../store/file-source.ts';
import { digestOfFile } from '../store/hash.ts';
import { writeManifest } from '../store/manifest.ts';
import { verifyBuild } from '../store/verify-build.ts';
import { inspectGcode, layerLimitsOf, printOptionsOf } from './bead/read-print.ts';
import { printAlone } from './bead/with-print.ts';
import { planVerdict } from './judge/plan-verdict.ts';
import { joinedCommonLayer } from './laser/join-common-layers.ts';
import { LASER_EXTENSIONS, laserOpenerOf, unreadReason } from './laser/open-laser-file.ts';
import { openThreads } from './layers/layer-threads.ts';
import { partIdOf } from './load/load-part.ts';
import { dependencyLockSha256, TOOL } from './load/tool.ts';
import { defaultContext } from './request/default-context.ts';
import { fileClock } from './sinks/file-time.ts';
import { inspectCommonLayer, inspectLaserFile, inspectThreeMf } from './sinks/read-back.ts';

/** What the files are judged by; null means that nobody said. */
export interface InspectRequest {
  readonly paths: readonly string[];
  readonly printer: Printer | null;
  readonly profile: Profile | null;
  /** Layer thickness in mm that the files were planned with. */
  readonly thicknessMm?: number | null;
}

/** The inspection of one file. */
export interface InspectedFile {
  readonly file: string;
  /** All files of a part that has one for each key, of which `file` is the first; absent: `file` alone. */
  readonly files?: readonly string[];
  readonly inspection: Inspection;
}

const ROW_SPACING_MM = 0.1;
/** From this size on threads judge the layers: below, they take longer to start than to judge. */
const THREADED_BYTES = 64 * 1024 * 1024;

/**
 * Inspects files and folders in the order given: Common Layer (`.cli`), G-code (`.gcode`, `.bgcode`), 3MF slices, or builds of ours.
 *
 * @throws PrepError where a file cannot be read
 */
export async function inspectFiles(
  request: InspectRequest,
  context: RunContext = defaultContext(),
): Promise<InspectedFile[]> {
  const inspected: InspectedFile[] = [];
  for (const path of request.paths) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      inspected.push({ file: path, inspection: await inspectFile(path, request, context) });
      continue;
    }
    const { said, judgedBy, byKey } = await readBuild(path, request);
    const names = await layerFiles(path);
    if (names.length === 0) throw new PrepError('file-unreadable', 'holds no file of layers to inspect', [path]);
    for (const group of grouped(names, byKey)) {
      const files = group.map((name) => join(path, name));
      const file = files[0] as string;
      const inspection =
        files.length === 1 ? await inspectFile(file, judgedBy, context) : await inspectKeyed(files, judgedBy, context);
      const findings = [...said.splice(0), ...inspection.findings];
      const verdict = verdictOf(findings);
      inspected.push({
        file,
        ...(files.length > 1 ? { files } : {}),
        inspection: { ...inspection, findings, verdict },
      });
    }
  }
  return inspected;
}

/** Writes the inspections into a folder of their own, sealed like a build. */
export async function writeInspections(
  dir: string,
  force: boolean,
  inspected: readonly InspectedFile[],
  context: RunContext,
): Promise<string[]> {
  const folder = await openBuildFolder(dir, { force });
  try {
    const names: string[] = [];
    for (const { file, inspection } of inspected) {
      const name = inspected.length === 1 ? 'inspection.json' : `${basename(file)}.inspection.json`;
      const output = await folder.file(name);
      await output.write(new TextEncoder().encode(inspectionJson(inspection)));
      await output.close();
      names.push(name);
    }
    const inputs = [];
    for (const path of inspected.flatMap(({ file, files }) => files ?? [file]))
      inputs.push({ file: basename(path), ...(await digestOfFile(path)) });
    const outputs = [];
    for (const file of names) outputs.push({ file, ...(await folder.digest(file)) });
    const body = { tool: TOOL, dependencyLockSha256: dependencyLockSha256(), inputs, outputs };
    const empty = { case: null, printer: null, profile: null, settings: null, repairs: [], unitDecisions: [] };
    const run = { time: new Date().toISOString(), host: '', backend: 'cpu', workers: context.workers };
    await folder.commit(writeManifest({ ...body, ...empty }, run));
    return [...names, 'manifest.json'];
  } catch (error) {
    await folder.abort();
    throw error;
  }
}

/**
 * The files of a folder that are inspected: those of layers and 3MF with toolpaths. A 3MF with slices holds the contours of
 * another file again, and is taken only where it is all that there is.
 */
async function layerFiles(dir: string): Promise<string[]> {
  const names = (await readdir(dir)).filter((name) => !name.startsWith('.')).sort();
  const models = names.filter((name) => extname(name).toLowerCase() === '.3mf' && !name.endsWith('.mesh.3mf'));
  const toolpaths: string[] = [];
  for (const name of models) {
    const source = await openFileSource(join(dir, name));
    try {
      if (await hasToolpaths(source)) toolpaths.push(name);
    } finally {
      await source.close();
    }
  }
  const found = names.filter((name) => isLayerFile(name) || toolpaths.includes(name));
  return found.length > 0 ? found : models;
}

function isLayerFile(name: string): boolean {
  return ['.cli', '.gcode', '.bgcode', ...LASER_EXTENSIONS].includes(extname(name).toLowerCase());
}

async function inspectFile(path: string, request: InspectRequest, context: RunContext): Promise<Inspection> {
  const inspection = await inspectByName(path, request, context);
  // What holds no layer was not judged: a verdict of nothing would read as a pass.
  if (inspection.totals.layers === 0) throw new PrepError('file-unreadable', 'holds no layers to inspect', [path]);
  return inspection;
}

async function inspectByName(path: string, request: InspectRequest, context: RunContext): Promise<Inspection> {
  const source = await openFileSource(path);
  try {
    const extension = extname(path).toLowerCase();
    if (extension === '.cli') return await inspectForeign(source, path, request, context);
    if (extension === '.3mf') return await inspectModel(source, path, request, context);
    if (extension === '.gcode' || extension === '.bgcode') return await inspectPrint(source, path, request, context);
    const open = laserOpenerOf(path);
    if (open !== null) return await inspectPaths(source, open, path, request, context);
    throw new PrepError('format-unknown', unreadReason(path), [path]);
  } finally {
    await source.close();
  }
}

async function inspectForeign(source: FileSource, path: string, request: InspectRequest, context: RunContext) {
  return inspectLayers(await openCommonLayer(source), source.size, path, request, context);
}

async function inspectLayers(
  file: CommonLayerFile,
  bytes: number,
  path: string,
  request: InspectRequest,
  context: RunContext,
) {
  const written = await writtenKinds(file, context.signal);
  const options = optionsFor(path, request, written);
  const threads = bytes >= THREADED_BYTES && context.workers > 0 ? openThreads(context.workers) : null;
  try {
    const judging = threads === null ? null : { threads, memoryBytes: context.memoryBytes };
    const { inspection, tolerated } = await inspectCommonLayer(file, options, context.signal, undefined, judging);
    return withTolerated(inspection, tolerated, path);
  } finally {
    await threads?.close();
  }
}

/** The files of one part that has one for each key, layer on layer. */
async function inspectKeyed(paths: readonly string[], request: InspectRequest, context: RunContext) {
  const sources: FileSource[] = [];
  try {
    for (const path of paths) sources.push(await openFileSource(path));
    const files: CommonLayerFile[] = [];
    for (const source of sources) files.push(await openCommonLayer(source));
    const bytes = sources.reduce((sum, { size }) => sum + size, 0);
    return await inspectLayers(joinedCommonLayer(files), bytes, paths[0] as string, request, context);
  } finally {
    for (const source of sources) await source.close();
  }
}

/** The names of a folder, those of one part with a file for each key together. */
function grouped(names: readonly string[], byKey: readonly string[]): string[][] {
  const keyed = byKey.map((id) => names.filter((name) => name.startsWith(`${id}.`) && name.endsWith('.cli')));
  const taken = new Set(keyed.flat());
  const alone = names.filter((name) => !taken.has(name)).map((name) => [name]);
  return [...keyed.filter((group) => group.length > 0), ...alone];
}

/** Ids of the parts of a build that have a file for each key. */
function partsByKey(settings: unknown): string[] {
  const { cliFiles, parts } = (settings ?? {}) as { readonly cliFiles?: unknown; readonly parts?: unknown };
  if (cliFiles !== 'by-key' || !Array.isArray(parts)) return [];
  return parts.flatMap((part: { readonly id?: unknown } | null) => (typeof part?.id === 'string' ? [part.id] : []));
}

function withTolerated(inspection: Inspection, tolerated: readonly string[], path: string): Inspection {
  const notes = [...new Set(tolerated)].map((words) =>
    finding('file-tolerated', 'note', words, { partId: partIdOf(basename(path)) }),
  );
  return { ...inspection, findings: [...inspection.findings, ...notes] };
}

/** A time without all that takes time says so. */
function withTime(inspection: Inspection, missing: readonly string[], path: string): Inspection {
  if (inspection.totals.timeS === null || missing.length === 0) return inspection;
  const message = `the time is that of the file's own parameters; nothing is known of ${missing.join(', ')}`;
  const note = finding('time-partial', 'note', message, { partId: partIdOf(basename(path)) });
  return { ...inspection, findings: [...inspection.findings, note] };
}

/** A 3MF has slices, or toolpaths, which the reader of meshes refuses. */
async function inspectModel(source: FileSource, path: string, request: InspectRequest, context: RunContext) {
  if (await hasToolpaths(source)) return inspectPaths(source, openThreeMfToolpath, path, request, context);
  return inspectThreeMf(source, optionsFor(path, request, { boundary: true, hatches: false }));
}

async function inspectPaths(
  source: FileSource,
  open: (source: FileSource) => Promise<LaserFile>,
  path: string,
  request: InspectRequest,
  context: RunContext,
) {
  let boundary = false;
  let hatches = false;
  for await (const { paths } of (await open(source)).layers()) {
    context.signal.throwIfAborted();
    boundary ||= paths.some(({ kind }) => kind === 'boundary');
    hatches ||= paths.some(({ kind }) => kind === 'hatch');
    if (boundary && hatches) break;
  }
  const options = optionsFor(path, request, { boundary, hatches });
  const file = await open(source);
  const clock = fileClock(
    file.exposures,
    request.profile?.process === 'lpbf' ? request.profile.time.recoatS.value : null,
  );
  const { inspection, tolerated } = await inspectLaserFile(file, options, context.signal, clock);
  return withTime(withTolerated(inspection, tolerated, path), clock.missing, path);
}

/** Of a print without its plan only the file itself is known. */
async function inspectPrint(source: FileSource, path: string, request: InspectRequest, context: RunContext) {
  const partId = partIdOf(basename(path));
  const options = printOptionsOf(request.printer, request.profile, {
    partId,
    expected: { layerCount: null, thicknessMm: request.thicknessMm ?? null, firstTopMm: null },
    partial: false,
    designVolumeMm3: null,
  });
  return printAlone(
    await inspectGcode(source, options, request.printer, context.signal),
    partId,
    layerLimitsOf(request.profile),
  );
}

/** Looks through the file once: a file without boundary or without hatches is not judged for lacking them. */
async function writtenKinds(file: CommonLayerFile, signal: AbortSignal): Promise<InspectOptions['written']> {
  let boundary = false;
  let hatches = false;
  for await (const layer of file.layers()) {
    signal.throwIfAborted();
    boundary ||= layer.polylines.some(({ direction }) => direction !== 2);
    hatches ||= layer.hatches.length > 0;
    if (boundary && hatches) break;
  }
  return { boundary, hatches };
}

function optionsFor(
  path: string,
  { printer, profile }: InspectRequest,
  written: InspectOptions['written'],
): Omit<InspectOptions, 'claims'> {
  const limits = profile === null ? null : limitsOf(profile);
  return {
    tool: TOOL,
    partId: partIdOf(basename(path)),
    process: 'lpbf',
    expected: { layerCount: null, thicknessMm: null, zeroLayer: false, firstTopMm: null },
    written,
    partial: false,
    buildArea: printer === null ? null : buildAreaOf(printer),
    nominalVolumeMm3: null,
    envelopeVolumeMm3: null,
    lattices: [],
    limits: DEFAULT_INSPECT_LIMITS,
    rowSpacingMm: ROW_SPACING_MM,
    planned: null,
    densityGPerCm3: profile?.material.densityGPerCm3.value ?? null,
    // Without a profile nobody has set a limit: trapped powder is a warning with its volume.
    trappedLimitMm3: limits?.maxTrappedMm3 ?? Number.POSITIVE_INFINITY,
  };
}

/**
 * Verifies a build: a folder without a manifest, or with a hash that does not match, is none, and that is said first. Where
 * nobody names a printer or a profile, those of the manifest judge. What a whole build said of itself is said again (`plan-verdict`).
 */
async function readBuild(
  dir: string,
  request: InspectRequest,
): Promise<{ said: Finding[]; judgedBy: InspectRequest; byKey: readonly string[] }> {
  const { manifest, mismatches } = await verifyBuild(dir);
  const broken = mismatches.map(({ file, reason }) => finding('build-broken', 'error', `${file}: ${reason}`));
  if (manifest === null || broken.length > 0) return { said: broken, judgedBy: request, byKey: [] };
  const place = (key: string) => `${join(dir, 'manifest.json')} > ${key}`;
  const held = (key: 'printer' | 'profile') => (manifest[key] === null ? null : JSON.stringify(manifest[key]));
  const [printerText, profileText] = [held('printer'), held('profile')];
  const printer = request.printer ?? (printerText === null ? null : loadPrinter(printerText, place('printer')));
  const profile = request.profile ?? (profileText === null ? null : loadProfile(profileText, place('profile')));
  const judgedBy = { ...request, printer, profile, thicknessMm: plannedThickness(manifest.settings) };
  return { said: await planVerdict(dir, manifest), judgedBy, byKey: partsByKey(manifest.settings) };
}

/** The layer thickness in the settings of a manifest, where it has one. */
function plannedThickness(settings: unknown): number | null {
  const { slice } = (settings ?? {}) as { readonly slice?: { readonly thicknessMm?: unknown } | null };
  return typeof slice?.thicknessMm === 'number' ? slice.thicknessMm : null;
}

/** JSON of several inspections for scripts. */
export function inspectionsJson(inspected: readonly InspectedFile[]): string {
  return canonicalJson(inspected.length === 1 ? inspected[0]?.inspection : inspected);
}
