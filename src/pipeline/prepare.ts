/** The main job: from one mesh to machine files that were read back and judged. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { scanSettingsOf, timeSettingsOf } from '../config/profile-settings.ts';
import type { RunContext } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import { type Inspection, inspectionJson, verdictOf } from '../inspect/inspection.ts';
import { type BuildFolder, openBuildFolder } from '../store/build-folder.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import { writeManifest } from '../store/manifest.ts';
import { buildFindings } from './build-findings.ts';
import { manifestBody } from './build-manifest.ts';
import { buildPlan } from './build-plan.ts';
import { exposureTable } from './exposure-table.ts';
import { inspectOptions } from './inspect-options.ts';
import type { ScanSpec } from './job-spec.ts';
import { layerStream } from './layer-stream.ts';
import { type LayerTotals, layerTotals } from './layer-totals.ts';
import { type LoadedPart, loadPart } from './load-part.ts';
import { refuseOwnInput } from './own-input.ts';
import { type PartJob, partJob } from './part-job.ts';
import { jobHeader, openPartOutputs, type PartOutput, threeMfOutput } from './part-sinks.ts';
import { placeOnPlate } from './place-part.ts';
import type { PrepareRequest } from './prepare-request.ts';
import { checkThreeMf, inspectCommonLayer, inspectThreeMf } from './read-back.ts';

export type { Inspection } from '../inspect/inspection.ts';

/** What a run of `prepare` left. */
export interface PrepareResult {
  readonly dir: string;
  readonly files: readonly string[];
  readonly inspection: Inspection;
}

/** Rows on which exposed and unexposed area are measured while planning. */
const EXPOSURE_ROW_MM = 0.05;

/**
 * Prepares one part. Nothing stands under its final name until all files are written, read back and inspected; a failed run
 * leaves an earlier build as it was.
 */
export async function prepare(request: PrepareRequest, context: RunContext): Promise<PrepareResult> {
  const part = await loadPart(request.meshPath, request.load);
  const shiftMm = placeOnPlate(part.box, request.printer.item, request.meshPath);
  const job = partJob(part, shiftMm, request.slice, request.lattice, scanSpec(request), request.layers);
  const outputFiles = ['cli', '3mf'].map((extension) => join(request.outDir, `${part.partId}.${extension}`));
  await refuseOwnInput(request.meshPath, outputFiles);
  const folder = await openBuildFolder(request.outDir, { force: request.force });
  try {
    const { outputs, totals } = await writeLayers(folder, request, part, job, context);
    await readBackThreeMf(folder, request, job, totals);
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
  part: LoadedPart,
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
      const open = part.findings.find(({ severity }) => severity === 'error');
      const band =
        to - from < job.layerCount ? `layers ${from} to ${to - 1} hold no solid` : 'no layer holds any solid';
      const why = open === undefined ? band : `${band}: ${open.message}`;
      throw new PrepError('mesh-invalid', why, [request.meshPath]);
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

/** Reads a 3MF back: what it holds must be what was planned, or the build does not get its name. */
async function readBackThreeMf(folder: BuildFolder, request: PrepareRequest, job: PartJob, totals: LayerTotals) {
  const { slices, name } = threeMfOutput(request, job);
  if (name === null) return;
  const source = await folder.source(name);
  try {
    const { from, to, thicknessMm } = job.spec.layers;
    const triangles = job.spec.mesh.triangles.length / 3;
    const stack = slices ? { layers: to - from, thicknessMm, volumeMm3: totals.solidMm3 } : null;
    await checkThreeMf(source, { triangles, stack });
  } finally {
    await source.close();
  }
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
  const findings = [...buildFindings(request, part, job, totals), ...inspection.findings];
  return { ...inspection, findings, verdict: verdictOf(findings) };
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
