/** One build: from parts to machine files that were read back and judged, up to the moment before it gets its name. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { RunContext } from '../core/ports.ts';
import { assert } from '../core/prep-error.ts';
import { type Inspection, inspectionJson } from '../inspect/inspection.ts';
import { type BuildFolder, openBuildFolder } from '../store/build-folder.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import { type FileRecord, writeManifest } from '../store/manifest.ts';
import { hasPlatePrint, type PlateOrder, plateOrderOf } from './bead/plate-order.ts';
import { type PlatePrint, withPlate, writePlatePrint } from './bead/plate-print.ts';
import { type BuiltPart, buildPart } from './build/build-part.ts';
import { joinInspections } from './build/join-inspections.ts';
import { nearFindings } from './build/near-findings.ts';
import { joinExposures } from './keys/exposure-table.ts';
import type { BackendUse, PlaneBackend } from './layers/plane-backend.ts';
import { refuseOwnInput } from './load/own-input.ts';
import { sampleFiles } from './load/read-fill-inputs.ts';
import { meshNames } from './mesh/handed-mesh.ts';
import type { BuildInHand } from './parts/build-in-hand.ts';
import type { PartJob } from './parts/part-job.ts';
import { manifestBody } from './report/build-manifest.ts';
import { buildPlan } from './report/build-plan.ts';
import { buildPictures, buildReport } from './report/build-report.ts';
import { caseBlock, identityWords } from './request/case-identity.ts';
import { type BuildRequest, latticesOfPart } from './request/prepare-request.ts';
import { takeAllInHand } from './take-in-hand.ts';

/** A build that is whole but for its names. Call `commit` or `abort`. */
export interface PreparedBuild {
  readonly dir: string;
  readonly targetId: string | null;
  readonly partIds: readonly string[];
  readonly files: readonly string[];
  readonly inspection: Inspection;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

/** Prepares the parts of a build for one printer. A failed run leaves nothing of its own, and an earlier build as it was. */
export async function prepareBuild(
  request: BuildRequest,
  context: RunContext,
  backend: PlaneBackend,
): Promise<PreparedBuild> {
  const taken = await takeAllInHand(request);
  const order = hasPlatePrint(request, taken.length) ? plateOrderOf(taken) : null;
  for (const path of inputsOf(taken)) await refuseOwnInput(path, possibleOutputs(taken));
  const folder = await openBuildFolder(request.outDir, { force: request.force });
  try {
    const built: BuiltPart[] = [];
    for (const one of taken) built.push(await buildPart(one, folder, context, backend));
    const plate = order === null ? null : await printPlate(folder, built, order, context);
    const joined = joinInspections(built, await nearFindings(built.map(({ build }) => build)));
    const inspection = { ...(plate === null ? joined : withPlate(joined, plate)), ...caseBlock(request) };
    const files = [...built.flatMap((part) => part.files), ...(plate === null ? [] : [plate.name])];
    const write = async (name: string, text: string): Promise<void> => {
      await writeText(folder, name, text);
      files.push(name);
    };
    const builds = built.map(({ build }) => build);
    await write('inspection.json', inspectionJson(inspection));
    await write('plan.json', canonicalJson(buildPlan(builds, order)));
    const exposures = joinExposures(built.flatMap(({ road }) => road.exposures()));
    if (exposures !== null) await write('exposure.json', canonicalJson({ ...exposures, ...caseBlock(request) }));
    context.signal.throwIfAborted();
    // Threads draw while the files are hashed.
    const [pictures, records] = await Promise.all([
      buildPictures(built, backend.threads ?? null),
      digests(folder, files),
    ]);
    await write('report.html', buildReport(built, inspection, records, pictures));
    const report = { file: 'report.html', ...(await folder.digest('report.html')) };
    const seal = sealOf(sorted([...records, report]), builds, context, backend.use());
    return {
      dir: request.outDir,
      targetId: request.case?.identity.target ?? null,
      partIds: builds.map(({ part }) => part.partId),
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

async function printPlate(
  folder: BuildFolder,
  built: readonly BuiltPart[],
  order: PlateOrder,
  context: RunContext,
): Promise<PlatePrint | null> {
  const [first] = built as readonly [BuiltPart];
  const { pairing, case: record } = first.build.request;
  const parts = built.flatMap(({ road, inspection }) => road.platePart?.(inspection) ?? []);
  assert(pairing.process === 'fff' && parts.length === built.length, 'every part of the plate has its beads');
  const about = record === null ? [] : [identityWords(record.identity)];
  return writePlatePrint(folder, pairing, parts, order, about, context);
}

/** Every file that the build is made from. */
function inputsOf(builds: readonly BuildInHand[]): string[] {
  return builds.flatMap(({ request, meshes }) => [
    ...meshes.flatMap(({ input }) => (input === null ? [] : [input.path])),
    ...sampleFiles(latticesOfPart(request.part)),
    ...(request.case === null ? [] : [request.case.path]),
  ]);
}

/** Every file that a build may have; none of them may be an input. */
function possibleOutputs(builds: readonly BuildInHand[]): string[] {
  const layers = ['cli', 'gcode', '3mf', 'build.3mf', 'ilt', 'ovf', 'scn'].flatMap((extension) =>
    builds.map(({ part }) => `${part.partId}.${extension}`),
  );
  const meshes = builds.flatMap((build) => Object.values(meshNames(build)));
  const plates = ['plate-1.gcode'];
  const tables = ['inspection.json', 'plan.json', 'exposure.json', 'report.html', 'manifest.json', 'shard.json'];
  const [first] = builds;
  return first === undefined
    ? []
    : [...layers, ...meshes, ...plates, ...tables].map((name) => join(first.request.outDir, name));
}

async function writeText(folder: BuildFolder, name: string, text: string): Promise<void> {
  const file = await folder.file(name);
  await file.write(new TextEncoder().encode(text));
  await file.close();
}

async function digests(folder: BuildFolder, files: readonly string[]): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  for (const file of files) records.push({ file, ...(await folder.digest(file)) });
  return sorted(records);
}

function sorted(records: readonly FileRecord[]): FileRecord[] {
  return [...records].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** A band of layers is a shard and no build: it gets no manifest. */
function isShard({ spec, layerCount }: PartJob): boolean {
  return spec.layers.to - spec.layers.from < layerCount;
}

function sealOf(records: readonly FileRecord[], builds: readonly BuildInHand[], context: RunContext, use: BackendUse) {
  const body = manifestBody(records, builds);
  const tallest = builds.reduce<PartJob | null>(
    (most, { job }) => (job.layerCount > (most?.layerCount ?? 0) ? job : most),
    null,
  );
  if (tallest !== null && builds.some(({ job }) => isShard(job))) {
    const { from, to } = tallest.spec.layers;
    const shard = { schema: 'trabecula/shard@1', layers: { from, to, of: tallest.layerCount }, ...body };
    return { name: 'shard.json', bytes: new TextEncoder().encode(canonicalJson(shard)) } as const;
  }
  const run = { time: new Date().toISOString(), host: hostname(), workers: context.workers, ...use };
  return { name: 'manifest.json', bytes: writeManifest(body, run) } as const;
}
