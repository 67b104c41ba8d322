/** The main job: from one mesh to machine files that were read back and judged. */
import { hostname } from 'node:os';
import { scanSettingsOf, timeSettingsOf } from '../config/profile-settings.ts';
import { type Finding, finding } from '../core/finding.ts';
import type { RunContext } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import { type Inspection, inspectionJson, verdictOf } from '../inspect/inspection.ts';
import { type BuildFolder, openBuildFolder } from '../store/build-folder.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import { sha256Of } from '../store/hash.ts';
import { type ManifestBody, writeManifest } from '../store/manifest.ts';
import { buildPlan } from './build-plan.ts';
import { exposureTable } from './exposure-table.ts';
import { inspectOptions } from './inspect-options.ts';
import type { ScanSpec } from './job-spec.ts';
import { layerStream } from './layer-stream.ts';
import { type LayerTotals, layerTotals } from './layer-totals.ts';
import { type LoadedPart, loadPart } from './load-part.ts';
import { type PartJob, partJob } from './part-job.ts';
import { jobHeader, openPartOutputs, type PartOutput } from './part-sinks.ts';
import { placeOnPlate } from './place-part.ts';
import type { PrepareRequest } from './prepare-request.ts';
import { inspectCommonLayer, inspectThreeMf } from './read-back.ts';
import { dependencyLockSha256, TOOL } from './tool.ts';

export type { Inspection } from '../inspect/inspection.ts';

/** What a run of `prepare` left. */
export interface PrepareResult {
  readonly dir: string;
  readonly files: readonly string[];
  readonly inspection: Inspection;
}

/** Rows on which exposed and unexposed area are measured while planning. */
const EXPOSURE_ROW_MM = 0.05;
/** Largest relative difference between the part's contours and its mesh, beside half a layer at each end. */
const ENVELOPE_RELATIVE = 0.001;

/**
 * Prepares one part. Nothing stands under its final name until all files are written, read back and inspected; a failed run
 * leaves an earlier build as it was.
 */
export async function prepare(request: PrepareRequest, context: RunContext): Promise<PrepareResult> {
  const part = await loadPart(request.meshPath, request.load);
  const shiftMm = placeOnPlate(part.box, request.printer.item, request.meshPath);
  const job = partJob(part, shiftMm, request.slice, request.lattice, scanSpec(request), request.layers);
  const folder = await openBuildFolder(request.outDir, { force: request.force });
  try {
    const { outputs, totals } = await writeLayers(folder, request, job, context);
    const inspection = await inspectBuild(folder, request, part, job, totals, context);
    await writeText(folder, 'inspection.json', inspectionJson(inspection));
    await writeText(folder, 'plan.json', canonicalJson(buildPlan(job, shiftMm)));
    await writeText(folder, 'exposure.json', canonicalJson(exposures(request, job)));
    const files = [...outputs, 'inspection.json', 'plan.json', 'exposure.json'];
    context.signal.throwIfAborted();
    await commit(folder, files, request, part, job, context);
    return { dir: request.outDir, files: [...files, sealName(job)], inspection };
  } catch (error) {
    await folder.abort();
    throw error;
  }
}

function scanSpec({ profile }: PrepareRequest): ScanSpec {
  const { recoatS, jumpSpeedMmPerS, jumpDelayUs } = timeSettingsOf(profile.item);
  const speedMmPerS: Record<string, number> = {};
  for (const [key, set] of Object.entries(profile.item.parameters)) speedMmPerS[key] = set.speedMmPerS.value;
  return {
    settings: scanSettingsOf(profile.item),
    speeds: { speedMmPerS, jumpSpeedMmPerS, jumpDelayUs, markDelayUs: 0 },
    recoatS,
    exposureRowMm: EXPOSURE_ROW_MM,
  };
}

async function writeLayers(
  folder: BuildFolder,
  request: PrepareRequest,
  job: PartJob,
  context: RunContext,
): Promise<{ outputs: string[]; totals: LayerTotals }> {
  const outputs: PartOutput[] = await openPartOutputs(folder, request, job);
  const totals = layerTotals();
  const { from, to } = job.spec.layers;
  try {
    for (const { sink } of outputs) await sink.open(jobHeader(job));
    for await (const result of layerStream(job.spec, context)) {
      for (const { sink } of outputs) await sink.layer({ layer: result.layer, toolpaths: result.toolpaths });
      totals.add(result);
      context.progress({ stage: 'plan', done: result.layer.index - from + 1, total: to - from });
    }
    if (totals.firstSolid === null) {
      throw new PrepError('mesh-invalid', 'no layer holds any solid', [request.meshPath]);
    }
    for (const { sink, finish } of outputs) {
      await sink.close();
      await finish();
    }
  } catch (error) {
    for (const { sink } of outputs) await sink.abort();
    throw error;
  }
  return { outputs: outputs.map(({ name }) => name), totals };
}

async function inspectBuild(
  folder: BuildFolder,
  request: PrepareRequest,
  part: LoadedPart,
  job: PartJob,
  totals: LayerTotals,
  context: RunContext,
): Promise<Inspection> {
  const commonLayer = request.outputs.includes('cli');
  const options = inspectOptions(request, part, job, totals, commonLayer ? 'common-layer' : '3mf');
  const source = await folder.source(`${job.spec.partId}.${commonLayer ? 'cli' : '3mf'}`);
  let inspection: Inspection;
  try {
    if (commonLayer) {
      const total = options.expected.layerCount ?? 0;
      const onLayer = (done: number): void => context.progress({ stage: 'inspect', done, total });
      const read = await inspectCommonLayer(source, options, context.signal, onLayer);
      if (read.tolerated.length > 0) {
        throw new PrepError('own-fault', `our own file needed tolerance: ${read.tolerated[0]}`, [source.name]);
      }
      inspection = read.inspection;
    } else {
      inspection = await inspectThreeMf(source, options);
    }
  } finally {
    await source.close();
  }
  const findings = [...part.findings, ...layerThicknessFindings(request, part)];
  findings.push(...totals.findings(part.partId), ...envelopeFindings(part, job, totals));
  findings.push(...inspection.findings);
  return { ...inspection, findings, verdict: verdictOf(findings) };
}

/** A thickness asked for on the command line may be none that the printer has. */
function layerThicknessFindings({ printer, slice }: PrepareRequest, { partId }: LoadedPart): Finding[] {
  const { minMm, maxMm } = printer.item.layerThickness;
  const { thicknessMm } = slice;
  if (thicknessMm >= minMm.value && thicknessMm <= maxMm.value) return [];
  const limit = thicknessMm < minMm.value ? minMm.value : maxMm.value;
  const message = `layers of ${thicknessMm} mm are not among those of ${printer.id}, ${minMm.value} to ${maxMm.value} mm`;
  return [finding('layer-thickness-off', 'warning', message, { partId, measured: thicknessMm, limit, unit: 'mm' })];
}

/** The part's own contours against its mesh, lattice or not: a self-check of the cut. */
function envelopeFindings(part: LoadedPart, job: PartJob, totals: LayerTotals): Finding[] {
  const { from, to, thicknessMm } = job.spec.layers;
  if (to - from < job.layerCount || !part.topology.watertight) return [];
  const measured = totals.envelopeMm3;
  const heightMm = job.box[5] - job.box[2];
  const limit = part.volumeMm3 * (ENVELOPE_RELATIVE + thicknessMm / heightMm);
  const off = Math.abs(measured - part.volumeMm3);
  if (off <= limit) return [];
  return [
    finding(
      'envelope-volume-off',
      'warning',
      `the contours enclose ${measured.toFixed(3)} mm3, the mesh ${part.volumeMm3.toFixed(3)} mm3; shells may overlap or run inward`,
      { partId: part.partId, measured, limit: part.volumeMm3, unit: 'mm3' },
    ),
  ];
}

function exposures(request: PrepareRequest, job: PartJob): object {
  const file = request.outputs.includes('cli') ? `${job.spec.partId}.cli` : null;
  return exposureTable(request.profile.item, file, request.cliContent, job.spec.layers.thicknessMm);
}

async function writeText(folder: BuildFolder, name: string, text: string): Promise<void> {
  const file = await folder.file(name);
  await file.write(new TextEncoder().encode(text));
  await file.close();
}

/** A band of layers is a shard and no build: it gets no manifest. */
function sealName(job: PartJob): 'manifest.json' | 'shard.json' {
  const { from, to } = job.spec.layers;
  return to - from < job.layerCount ? 'shard.json' : 'manifest.json';
}

async function commit(
  folder: BuildFolder,
  files: readonly string[],
  request: PrepareRequest,
  part: LoadedPart,
  job: PartJob,
  context: RunContext,
): Promise<void> {
  const outputs = [];
  for (const file of [...files].sort()) outputs.push({ file, ...(await folder.digest(file)) });
  const body = manifestBody(outputs, request, part, job);
  const name = sealName(job);
  if (name === 'shard.json') {
    const { from, to } = job.spec.layers;
    const shard = { schema: 'trabecula/shard@1', layers: { from, to, of: job.layerCount }, ...body };
    await folder.commit(new TextEncoder().encode(canonicalJson(shard)), name);
    return;
  }
  const run = { time: new Date().toISOString(), host: hostname(), backend: 'cpu', workers: context.workers };
  await folder.commit(writeManifest(body, run));
}

function manifestBody(
  outputs: ManifestBody['outputs'],
  request: PrepareRequest,
  part: LoadedPart,
  job: PartJob,
): ManifestBody {
  const { printer, profile, lattice, slice, layers, cliEncoding, cliContent } = request;
  const record = (entry: { file: string; text: string }) => ({
    file: entry.file,
    bytes: new TextEncoder().encode(entry.text).length,
    sha256: sha256Of(entry.text),
  });
  return {
    tool: TOOL,
    dependencyLockSha256: dependencyLockSha256(),
    inputs: [
      { file: fileName(part.input.path), bytes: part.input.bytes, sha256: part.input.sha256 },
      record(printer),
      record(profile),
    ],
    outputs,
    case: null,
    printer: printer.item,
    profile: profile.item,
    settings: {
      lattice,
      solvedLattice:
        job.spec.lattice === null ? null : { relativeDensity: job.relativeDensity, band: job.spec.lattice.band },
      slice,
      layers,
      orientation: 'keep',
      outputs: request.outputs,
      cliEncoding,
      cliContent,
    },
    repairs: part.repairs,
    unitDecisions: [{ file: fileName(part.input.path), ...part.unit }],
  };
}

/** Where a file lies differs from machine to machine; its name does not. */
function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
