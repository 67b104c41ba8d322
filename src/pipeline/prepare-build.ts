/** One build: from one part to machine files that were read back and judged, up to the moment before it gets its name. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { RunContext } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import { type Inspection, inspectionJson, verdictOf } from '../inspect/inspection.ts';
import { type BuildFolder, openBuildFolder } from '../store/build-folder.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import { type FileRecord, writeManifest } from '../store/manifest.ts';
import { buildFindings } from './build-findings.ts';
import type { BuildInHand } from './build-in-hand.ts';
import { manifestBody } from './build-manifest.ts';
import { buildPlan } from './build-plan.ts';
import { buildReport } from './build-report.ts';
import { fffRoad } from './fff-road.ts';
import { withoutLoose } from './find-loose.ts';
import { type LatticeMeter, latticeMeter } from './lattice-meter.ts';
import { layerStream } from './layer-stream.ts';
import { type LayerTotals, layerTotals } from './layer-totals.ts';
import { lpbfRoad } from './lpbf-road.ts';
import { refuseOwnInput } from './own-input.ts';
import type { PartJob } from './part-job.ts';
import { jobHeader, openThreeMf, type PartOutput, threeMfOutput } from './part-sinks.ts';
import type { BackendUse, PlaneBackend } from './plane-backend.ts';
import type { PrepareRequest } from './prepare-request.ts';
import { checkThreeMf } from './read-back.ts';
import { sampleFiles } from './read-fill-inputs.ts';
import type { Road } from './road.ts';
import { takeInHand } from './take-in-hand.ts';

/** A build that is whole but for its names. Call `commit` or `abort`. */
export interface PreparedBuild {
  readonly dir: string;
  readonly targetId: string | null;
  readonly partId: string;
  readonly files: readonly string[];
  readonly inspection: Inspection;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

/** Prepares one part for one printer. A failed run leaves nothing of its own, and an earlier build as it was. */
export async function prepareBuild(
  request: PrepareRequest,
  context: RunContext,
  backend: PlaneBackend,
): Promise<PreparedBuild> {
  const taken = await takeInHand(request);
  const { job, findings: looseFindings } = await withoutLoose(taken.job, request.looseSolid, context, backend);
  const build: BuildInHand = { ...taken, job };
  const road = roadOf(build);
  const inputs = [
    ...build.meshes.map(({ input }) => input.path),
    ...sampleFiles(request.part.lattice),
    ...(request.case === null ? [] : [request.case.path]),
  ];
  for (const path of inputs) await refuseOwnInput(path, possibleOutputs(build));
  const folder = await openBuildFolder(request.outDir, { force: request.force });
  try {
    const meter = latticeMeter(build.job);
    const { outputs, totals } = await writeLayers(folder, build, road, meter, context, backend);
    await readBackThreeMf(folder, build, totals);
    const judged = await road.inspect(folder, totals, context);
    const findings = [...buildFindings(build, totals), ...looseFindings, ...judged.findings];
    const measures = meter?.finish(totals.porousMm3) ?? {};
    const lattice = { ...judged.lattice, ...measures };
    const inspection = { ...judged, lattice, findings, verdict: verdictOf(findings) };
    const files = [...outputs];
    const write = async (name: string, text: string): Promise<void> => {
      await writeText(folder, name, text);
      files.push(name);
    };
    await write('inspection.json', inspectionJson(inspection));
    await write('plan.json', canonicalJson(buildPlan(build.job, build.shiftMm)));
    for (const { name, text } of road.tables()) await write(name, text);
    context.signal.throwIfAborted();
    await write('report.html', await buildReport(build, road, inspection, totals, await digests(folder, files)));
    const seal = await sealOf(folder, files, build, context, backend.use());
    return {
      dir: request.outDir,
      targetId: request.case?.targetId ?? null,
      partId: build.part.partId,
      files: [...files, seal.name],
      inspection,
      commit: () => folder.commit(seal.bytes, seal.name),
      abort: () => folder.abort(),
    };
  } catch (error) {
    await folder.abort();
    throw error;
  }
}

/** Every file that a build may have; none of them may be an input. */
function possibleOutputs({ request, part }: BuildInHand): string[] {
  const layers = ['cli', 'gcode', '3mf'].map((extension) => `${part.partId}.${extension}`);
  const tables = ['inspection.json', 'plan.json', 'exposure.json', 'report.html', 'manifest.json', 'shard.json'];
  return [...layers, ...tables].map((name) => join(request.outDir, name));
}

function roadOf(build: BuildInHand): Road {
  const { pairing } = build.request;
  return pairing.process === 'lpbf' ? lpbfRoad(pairing.profile, build) : fffRoad(pairing, build);
}

async function writeLayers(
  folder: BuildFolder,
  build: BuildInHand,
  road: Road,
  meter: LatticeMeter | null,
  context: RunContext,
  backend: PlaneBackend,
): Promise<{ outputs: string[]; totals: LayerTotals }> {
  const { job } = build;
  const outputs: PartOutput[] = [...(await road.openOutputs(folder)), ...(await openThreeMf(folder, build))];
  const totals = layerTotals();
  const { from, to } = job.spec.layers;
  try {
    for (const { sink } of outputs) await sink.open(jobHeader(job));
    const spec = { ...job.spec, measured: meter !== null };
    for await (const result of layerStream(spec, context, backend)) {
      for (const { sink } of outputs) await sink.layer({ layer: result.layer, toolpaths: result.toolpaths });
      road.layer(result);
      meter?.layer(result);
      totals.add(result);
      context.progress({ stage: 'plan', done: result.layer.index - from + 1, total: to - from });
    }
    refuseEmpty(build, totals);
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

function refuseEmpty({ request, part, job }: BuildInHand, totals: LayerTotals): void {
  if (totals.firstSolid !== null) return;
  const { from, to } = job.spec.layers;
  const open = part.findings.find(({ severity }) => severity === 'error');
  const band = to - from < job.layerCount ? `layers ${from} to ${to - 1} hold no solid` : 'no layer holds any solid';
  const why = open === undefined ? band : `${band}: ${open.message}`;
  throw new PrepError('mesh-invalid', why, [request.part.meshPath]);
}

/** Reads a 3MF back: what it holds must be what was planned, or the build does not get its name. */
async function readBackThreeMf(folder: BuildFolder, build: BuildInHand, totals: LayerTotals): Promise<void> {
  const { slices, name } = threeMfOutput(build);
  if (name === null) return;
  const source = await folder.source(name);
  try {
    const { mesh, layers } = build.job.spec;
    const { from, to, thicknessMm } = layers;
    const stack = slices ? { layers: to - from, thicknessMm, volumeMm3: totals.solidMm3 } : null;
    await checkThreeMf(source, { triangles: mesh.triangles.length / 3, stack });
  } finally {
    await source.close();
  }
}

async function writeText(folder: BuildFolder, name: string, text: string): Promise<void> {
  const file = await folder.file(name);
  await file.write(new TextEncoder().encode(text));
  await file.close();
}

async function digests(folder: BuildFolder, files: readonly string[]): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  for (const file of [...files].sort()) records.push({ file, ...(await folder.digest(file)) });
  return records;
}

/** A band of layers is a shard and no build: it gets no manifest. */
function sealName({ spec, layerCount }: PartJob): 'manifest.json' | 'shard.json' {
  return spec.layers.to - spec.layers.from < layerCount ? 'shard.json' : 'manifest.json';
}

async function sealOf(
  folder: BuildFolder,
  files: readonly string[],
  build: BuildInHand,
  context: RunContext,
  use: BackendUse,
) {
  const body = manifestBody(await digests(folder, files), build);
  const name = sealName(build.job);
  if (name === 'shard.json') {
    const { from, to } = build.job.spec.layers;
    const shard = { schema: 'trabecula/shard@1', layers: { from, to, of: build.job.layerCount }, ...body };
    return { name, bytes: new TextEncoder().encode(canonicalJson(shard)) } as const;
  }
  const run = { time: new Date().toISOString(), host: hostname(), workers: context.workers, ...use };
  return { name, bytes: writeManifest(body, run) } as const;
}
