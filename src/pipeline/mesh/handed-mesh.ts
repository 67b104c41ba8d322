/** The mesh for machines whose own software slices: the solid as it is sliced here, written, read back and judged. */
import type { Finding } from '../../core/finding.ts';
import type { RunContext } from '../../core/ports.ts';
import { assert, PrepError } from '../../core/prep-error.ts';
import { stlVolume } from '../../formats/stl/stl-volume.ts';
import { writeBinaryStl } from '../../formats/stl/write-stl.ts';
import { writeStlSlabs } from '../../formats/stl/write-stl-slabs.ts';
import { readThreeMf } from '../../formats/threemf/read-threemf.ts';
import { writeThreeMfSlabs } from '../../formats/threemf/write-mesh-slabs.ts';
import { threeMfSink } from '../../formats/threemf/write-threemf.ts';
import { meshPieceTracker } from '../../geometry/iso/mesh-pieces.ts';
import type { MeshSlab, SlabStream } from '../../geometry/iso/mesh-slab.ts';
import { meshMeasures } from '../../geometry/mesh-measures.ts';
import type { BuildFolder } from '../../store/build-folder.ts';
import type { LayerTotals } from '../layers/layer-totals.ts';
import type { PlaneBackend } from '../layers/plane-backend.ts';
import { TOOL } from '../load/tool.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import { identityLabel, identityMetadata } from '../request/case-identity.ts';
import { jobHeader } from '../sinks/part-sinks.ts';
import { carriedMesh } from '../sinks/stand-in-mesh.ts';
import { handedMeshFindings, meshLeftOut } from './handed-mesh-findings.ts';
import { solidStepMm } from './lattice-step.ts';
import { spooledMesh } from './slab-spool.ts';
import { solidStack } from './solid-stack.ts';

/** The kinds of this file and the endings of their names. */
const ENDINGS = { stl: '.stl', '3mf-mesh': '.mesh.3mf' } as const;
type MeshKind = keyof typeof ENDINGS;
const KINDS: readonly MeshKind[] = ['stl', '3mf-mesh'];

/** What was written. */
export interface HandedMesh {
  readonly names: readonly string[];
  readonly findings: readonly Finding[];
}

/** Names of the meshes of a part that are asked for, by kind. One that nobody asked for by name is left out where the part's 3MF is its mesh. */
export function meshNames({ request, job }: Pick<BuildInHand, 'request' | 'job'>): Partial<Record<MeshKind, string>> {
  const { outputs, meshAsked } = request;
  const isOwn = meshAsked === false && outputs.includes('3mf') && !carriedMesh(job.spec).standsIn;
  const wanted = KINDS.filter((kind) => outputs.includes(kind) && !(isOwn && kind === '3mf-mesh'));
  return Object.fromEntries(wanted.map((kind) => [kind, `${job.spec.partId}${ENDINGS[kind]}`]));
}

/**
 * Writes the meshes that are asked for. A part that is solid throughout is its own mesh, as it stands on the plate; of all others the mesh is
 * made from sections. A band of layers has none.
 */
export async function writeHandedMesh(
  folder: BuildFolder,
  build: BuildInHand,
  totals: LayerTotals,
  context: RunContext,
  backend: PlaneBackend | null,
): Promise<HandedMesh> {
  const named = meshNames(build);
  const names = Object.values(named);
  if (names.length === 0) return { names, findings: [] };
  const { spec, layerCount } = build.job;
  if (spec.layers.to - spec.layers.from < layerCount) return { names: [], findings: [meshLeftOut(spec.partId)] };
  if (!carriedMesh(spec).standsIn) {
    await writeDesign(folder, build, named);
    return { names, findings: [] };
  }
  return { names, findings: await writeStack(folder, build, named, totals, context, backend) };
}

type Named = Partial<Record<MeshKind, string>>;

/** The design as placed; STL rounds its coordinates to single precision. */
async function writeDesign(folder: BuildFolder, build: BuildInHand, named: Named): Promise<void> {
  const { mesh } = carriedMesh(build.job.spec);
  const triangles = mesh.triangles.length / 3;
  if (named.stl !== undefined) {
    const file = await folder.file(named.stl);
    await file.write(writeBinaryStl(mesh, headerOf(build)));
    await file.close();
    await readBackStl(folder, named.stl, triangles, null);
  }
  if (named['3mf-mesh'] !== undefined) {
    const file = await folder.file(named['3mf-mesh']);
    const sink = threeMfSink(file, mesh, { ...optionsOf(build), slices: false, lowres: false });
    await sink.open(jobHeader(build.job));
    await sink.close();
    await file.close();
    await readBackThreeMf(folder, named['3mf-mesh'], triangles, null);
  }
}

async function writeStack(
  folder: BuildFolder,
  build: BuildInHand,
  named: Named,
  totals: LayerTotals,
  context: RunContext,
  backend: PlaneBackend | null,
): Promise<Finding[]> {
  const { job } = build;
  const { plan, mesh } = await solidStack(job, solidStepMm(job), context, backend);
  const tracker = meshPieceTracker();
  let done = 0;
  const onSlab = (slab: MeshSlab): void => {
    context.signal.throwIfAborted();
    tracker.slab(slab);
    context.progress({ stage: 'mesh', done: ++done, total: mesh.slabCount });
  };
  if (named['3mf-mesh'] === undefined) {
    await putStl(folder, build, named, watched(mesh, onSlab));
  } else {
    // 3MF has all vertices before the first triangle, and sections are not cut twice.
    const spool = await folder.spool();
    const kept = watched(await spooledMesh(mesh, spool, onSlab), () => context.signal.throwIfAborted());
    await putStl(folder, build, named, kept);
    const file = await folder.file(named['3mf-mesh']);
    await writeThreeMfSlabs(file, kept, optionsOf(build));
    await file.close();
    await spool.drop();
  }
  const pieces = tracker.finish();
  const { partId } = job.spec;
  const { triangles } = mesh.tally;
  if (triangles === 0) throw new PrepError('mesh-invalid', 'no cube of the mesh holds any solid', [partId]);
  context.signal.throwIfAborted();
  if (named.stl !== undefined) await readBackStl(folder, named.stl, triangles, pieces.volumeMm3);
  if (named['3mf-mesh'] !== undefined) {
    await readBackThreeMf(folder, named['3mf-mesh'], triangles, pieces.volumeMm3);
  }
  const made = { names: Object.values(named), stepMm: plan.stepMm, slicedMm3: totals.solidMm3 };
  return handedMeshFindings(mesh.tally, pieces, made, partId);
}

async function putStl(folder: BuildFolder, build: BuildInHand, { stl }: Named, mesh: SlabStream): Promise<void> {
  if (stl === undefined) return;
  const file = await folder.file(stl);
  await writeStlSlabs(file, mesh, headerOf(build));
  await file.close();
}

/** The same mesh with every slab seen as it passes. */
function watched(mesh: SlabStream, onSlab: (slab: MeshSlab) => void): SlabStream {
  return {
    async *slabs() {
      for await (const slab of mesh.slabs()) {
        onSlab(slab);
        yield slab;
      }
    },
  };
}

/** Relative rounding of a sum over all triangles. */
const SUM_RELATIVE = 1e-6;

async function readBackStl(
  folder: BuildFolder,
  name: string,
  triangles: number,
  volumeMm3: number | null,
): Promise<void> {
  const source = await folder.source(name);
  try {
    const found = await stlVolume(source);
    assert(found?.triangles === triangles, `${name} holds ${found?.triangles ?? 'no'} triangles of ${triangles}`);
    assertVolume(name, found.volumeMm3, volumeMm3);
  } finally {
    await source.close();
  }
}

async function readBackThreeMf(
  folder: BuildFolder,
  name: string,
  triangles: number,
  volumeMm3: number | null,
): Promise<void> {
  const source = await folder.source(name);
  try {
    const { objects } = readThreeMf(await source.read(0, source.size), name, { meshOnly: true });
    const mesh = objects[0]?.mesh ?? null;
    const found = (mesh?.triangles.length ?? 0) / 3;
    assert(objects.length === 1 && found === triangles, `${name} holds ${found} triangles of ${triangles}`);
    if (mesh !== null) assertVolume(name, meshMeasures(mesh).volumeMm3, volumeMm3);
  } finally {
    await source.close();
  }
}

function assertVolume(name: string, found: number, wanted: number | null): void {
  if (wanted === null) return;
  assert(Math.abs(found - wanted) <= SUM_RELATIVE * Math.abs(wanted), `${name} holds ${found} mm3 of ${wanted}`);
}

/** A model 1:1 says so. */
function headerOf({ request, job }: BuildInHand): string {
  const about = request.case === null ? '' : ` ${identityLabel(request.case.identity)}`;
  return `${job.spec.partId}${about}, Trabecula ${TOOL.version}, mm`;
}

function optionsOf({ request, job }: BuildInHand) {
  return {
    version: TOOL.version,
    objectName: `${job.spec.partId} (the solid as it is sliced)`,
    metadata: request.case === null ? {} : identityMetadata(request.case.identity),
  };
}
