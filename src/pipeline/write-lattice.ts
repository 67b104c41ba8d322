/** The filled part as one file for others: triangles, beams, a function, or voxels for finite elements. */
import { extname } from 'node:path';
import type { Finding } from '../core/finding.ts';
import type { ByteSink, RunContext } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import { writeInp } from '../formats/inp/write-inp.ts';
import { writePlySlabs } from '../formats/ply/write-ply-slabs.ts';
import { writeStlSlabs } from '../formats/stl/write-stl-slabs.ts';
import { writeBeamLattice } from '../formats/threemf/write-beam-lattice.ts';
import { writeImplicit } from '../formats/threemf/write-implicit.ts';
import { writeThreeMfSlabs } from '../formats/threemf/write-mesh-slabs.ts';
import { isoMesh } from '../geometry/iso/iso-mesh.ts';
import { voxelShares } from '../geometry/iso/voxel-shares.ts';
import { meshMeasures } from '../geometry/mesh-measures.ts';
import type { LatticeSettings } from '../lattice/settings.ts';
import { openSingleFile } from '../store/single-file.ts';
import { openPlaneBackend } from './layers/plane-backend.ts';
import { type LoadOptions, loadPart } from './load/load-part.ts';
import { refuseOwnInput } from './load/own-input.ts';
import { readSampleTables, sampleFiles } from './load/read-fill-inputs.ts';
import { TOOL } from './load/tool.ts';
import { beamNumbers } from './mesh/beam-numbers.ts';
import { implicitGraph } from './mesh/implicit-graph.ts';
import { isoBodies } from './mesh/iso-bodies.ts';
import { coarseVoxels, looseVoxelsLeft, meshFindings } from './mesh/lattice-findings.ts';
import { latticeStepMm } from './mesh/lattice-step.ts';
import { refuseBeams, refuseImplicit } from './mesh/refuse-form.ts';
import { type TrackedMesh, trackedMesh } from './mesh/tracked-mesh.ts';
import { absentFinding, fillFindings, isSolidShare } from './parts/fill-findings.ts';
import { onlyFill, type PartJob, partJob, wholePart } from './parts/part-job.ts';
import { defaultContext } from './request/default-context.ts';
import { latticeWords } from './request/lattice-words.ts';

/** What a 3MF holds of the lattice. */
export type LatticeForm = 'mesh' | 'beams' | 'implicit';

/** What a run of `lattice` is asked for. */
export interface LatticeFileRequest {
  readonly meshPath: string;
  readonly outFile: string;
  readonly load: LoadOptions;
  readonly lattice: LatticeSettings;
  readonly form: LatticeForm;
  readonly solidYoungsGPa?: number | null;
}

/** What a run of `lattice` wrote; counts that the format has not are null. */
export interface LatticeFileResult {
  readonly outFile: string;
  readonly relativeDensity: number | null;
  /** Edge of the cubes or voxels; null for beams and functions. */
  readonly stepMm: number | null;
  /** Volume of the solid as it is in the file, skin and all. */
  readonly volumeMm3: number | null;
  /** Volume of the whole part. */
  readonly partVolumeMm3: number;
  readonly vertices: number | null;
  readonly triangles: number | null;
  readonly beams: number | null;
  readonly elements: number | null;
  readonly findings: readonly Finding[];
}

type Counts = Omit<LatticeFileResult, 'outFile' | 'relativeDensity' | 'partVolumeMm3'>;

const FILE_COORDINATES = [0, 0, 0] as const;
/** The layers of the job do not matter here. */
const ANY_LAYERS = { thicknessMm: 0.1, cut: 'mid' } as const;
/** Points along each edge of a voxel at which the solid is looked up. */
const VOXEL_SAMPLES = 4;

/** Writes the filled part into one file; nothing stands under its name until it is whole. */
export async function writeLattice(
  request: LatticeFileRequest,
  context: RunContext = defaultContext(),
): Promise<LatticeFileResult> {
  const { meshPath, outFile, lattice } = request;
  const kind = kindOf(request);
  if (kind === '3mf-beams') refuseBeams(lattice);
  if (kind === '3mf-implicit') refuseImplicit(lattice);
  // A GPU that is asked for by name has to be there; bodies are sampled on the CPU all the same.
  const backend = await openPlaneBackend(context);
  await backend.close();
  const part = await loadPart(meshPath, request.load);
  if (!part.topology.watertight) {
    throw new PrepError('mesh-invalid', 'the mesh is not closed: a lattice needs to know what is inside', [meshPath]);
  }
  const { samples } = await readSampleTables([lattice]);
  const fillInputs = { samples, solidYoungsGPa: request.solidYoungsGPa ?? null };
  const regions = wholePart(lattice);
  const job = partJob(part, FILE_COORDINATES, { slice: ANY_LAYERS, regions, fillInputs, paths: null, band: null });
  for (const path of [meshPath, ...sampleFiles([lattice])]) await refuseOwnInput(path, [outFile]);
  const output = await openSingleFile(outFile);
  try {
    const counts = await WRITERS[kind]({ sink: stoppable(output.file, context.signal), job, lattice, context });
    context.signal.throwIfAborted();
    await output.commit();
    const { relativeDensity } = onlyFill(job);
    const partVolumeMm3 = meshMeasures(part.mesh).volumeMm3;
    const share = counts.volumeMm3 === null ? 0 : counts.volumeMm3 / partVolumeMm3;
    const absent = isSolidShare(share) ? [absentFinding(share, job.spec.partId)] : [];
    const findings = [...part.findings, ...fillFindings(job), ...absent, ...counts.findings];
    return { outFile, relativeDensity, partVolumeMm3, ...counts, findings };
  } catch (error) {
    await output.abort();
    if (context.signal.aborted && !(error instanceof PrepError)) {
      throw new PrepError('interrupted', 'interrupted; nothing was written', [], error);
    }
    throw error;
  }
}

type Kind = 'stl' | 'ply' | 'inp' | '3mf-mesh' | '3mf-beams' | '3mf-implicit';

function kindOf({ outFile, form }: LatticeFileRequest): Kind {
  const extension = extname(outFile).toLowerCase();
  if (extension === '.3mf') return `3mf-${form}`;
  if (form !== 'mesh') throw new PrepError('usage', `--as ${form} goes into a .3mf file; got '${outFile}'`);
  if (extension === '.stl') return 'stl';
  if (extension === '.ply') return 'ply';
  if (extension === '.inp') return 'inp';
  throw new PrepError('usage', `--out of lattice ends in .stl, .3mf, .ply or .inp; got '${outFile}'`);
}

/** A sink that ends the run when it is told to stop. */
function stoppable(sink: ByteSink, signal: AbortSignal): ByteSink {
  return {
    async write(bytes) {
      signal.throwIfAborted();
      await sink.write(bytes);
    },
    patch: (offset, bytes) => sink.patch(offset, bytes),
  };
}

/** What a writer is given. */
interface WriteInput {
  readonly sink: ByteSink;
  readonly job: PartJob;
  readonly lattice: LatticeSettings;
  readonly context: RunContext;
}

const NOTHING: Counts = {
  stepMm: null,
  volumeMm3: null,
  vertices: null,
  triangles: null,
  beams: null,
  elements: null,
  findings: [],
};

const WRITERS: Readonly<Record<Kind, (input: WriteInput) => Promise<Counts>>> = {
  stl: (input) =>
    writeMesh(input, async (mesh) => {
      await writeStlSlabs(input.sink, mesh, `${input.job.spec.partId}, lattice by Trabecula ${TOOL.version}, mm`);
    }),
  ply: (input) =>
    writeMesh(input, async (mesh) => {
      await writePlySlabs(input.sink, mesh, `${latticeWords(input.lattice, onlyFill(input.job).relativeDensity)}, mm`);
    }),
  '3mf-mesh': (input) => writeMesh(input, (mesh) => writeThreeMfSlabs(input.sink, mesh, threeMfOptions(input))),
  async '3mf-beams'(input) {
    const { sink, job } = input;
    const beams = beamNumbers(job);
    const options = { ...threeMfOptions(input), clippingMesh: job.spec.mesh, representationMesh: null };
    await writeBeamLattice(sink, beams, options);
    return { ...NOTHING, beams: beams.length / 8 };
  },
  async '3mf-implicit'(input) {
    const { sink, job, lattice } = input;
    const minFeatureMm = onlyFill(job).solved.leastWallMm ?? latticeStepMm(job, lattice);
    await writeImplicit(sink, job.spec.mesh, implicitGraph(job, lattice), { ...threeMfOptions(input), minFeatureMm });
    return NOTHING;
  },
  async inp({ sink, job, lattice }) {
    const { bodies, names } = isoBodies(job);
    const stepMm = latticeStepMm(job, lattice);
    const { mesh, partId } = job.spec;
    const voxels = voxelShares(mesh, bodies, { edgeMm: stepMm, originMm: originOf(job), samples: VOXEL_SAMPLES });
    const comments = [
      `${partId}: ${latticeWords(lattice, onlyFill(job).relativeDensity)}`,
      `Voxels of ${stepMm} mm, Trabecula ${TOOL.version}. Units mm, N, MPa. Material and steps are yours to add.`,
    ];
    const { elements, looseVoxels, looseParts } = await writeInp(sink, voxels, {
      comments,
      regions: names,
      loose: 'drop',
    });
    const volumeMm3 = elements * stepMm ** 3;
    const findings = [
      ...coarseVoxels(volumeMm3, voxels.solidMm3(), stepMm, partId),
      ...looseVoxelsLeft(looseVoxels, looseParts, elements, partId),
    ];
    return { ...NOTHING, stepMm, volumeMm3, elements, findings };
  },
};

/** Writes triangles and says what they are. */
async function writeMesh(
  { job, lattice, context }: WriteInput,
  write: (mesh: TrackedMesh) => Promise<void>,
): Promise<Counts> {
  const stepMm = latticeStepMm(job, lattice);
  const { mesh: part, partId } = job.spec;
  // Faces of a part often lie at whole steps. Between nodes they lose less of the walls that end at them than right on nodes.
  const [x, y, z] = originOf(job);
  const originMm = [x + stepMm / 2, y + stepMm / 2, z + stepMm / 2] as const;
  const mesh = isoMesh(part, isoBodies(job).bodies, { stepMm, originMm });
  const tracked = trackedMesh(mesh, context);
  await write(tracked);
  const pieces = tracked.pieces();
  const { vertices, triangles } = mesh.tally;
  if (triangles === 0) throw new PrepError('mesh-invalid', 'no cube of the grid holds any solid', [partId]);
  const findings = meshFindings(mesh.tally, pieces, stepMm, partId, lattice.map.kind === 'cylindrical');
  return { ...NOTHING, stepMm, volumeMm3: pieces.volumeMm3, vertices, triangles, findings };
}

function originOf(job: PartJob): readonly [number, number, number] {
  return onlyFill(job).spec.originMm;
}

function threeMfOptions({ job, lattice }: WriteInput) {
  const { relativeDensity } = onlyFill(job);
  const { spec } = job;
  return {
    version: TOOL.version,
    objectName: spec.partId,
    metadata: {
      Description: latticeWords(lattice, relativeDensity),
      latticeFill: latticeWords(lattice, relativeDensity),
    },
  };
}
