/** The filled part as one file for others: triangles, beams, a function, or voxels for finite elements. */
import { extname } from 'node:path';
import { type Finding, finding } from '../core/finding.ts';
import type { ByteSink, RunContext } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import { writeInp } from '../formats/inp/write-inp.ts';
import { writePlySlabs } from '../formats/ply/write-ply-slabs.ts';
import { writeStlSlabs } from '../formats/stl/write-stl-slabs.ts';
import { writeBeamLattice } from '../formats/threemf/write-beam-lattice.ts';
import { writeImplicit } from '../formats/threemf/write-implicit.ts';
import { writeThreeMfSlabs } from '../formats/threemf/write-mesh-slabs.ts';
import type { IsoTally } from '../geometry/iso/iso-body.ts';
import { isoMesh } from '../geometry/iso/iso-mesh.ts';
import { voxelShares } from '../geometry/iso/voxel-shares.ts';
import type { LatticeSettings } from '../lattice/settings.ts';
import { openSingleFile } from '../store/single-file.ts';
import { beamNumbers } from './beam-numbers.ts';
import { defaultContext } from './default-context.ts';
import { implicitGraph } from './implicit-graph.ts';
import { isoBodies } from './iso-bodies.ts';
import { latticeWords } from './lattice-words.ts';
import { type LoadOptions, loadPart } from './load-part.ts';
import { refuseOwnInput } from './own-input.ts';
import { type PartJob, partJob } from './part-job.ts';
import { readSampleTables, sampleFiles } from './read-fill-inputs.ts';
import { TOOL } from './tool.ts';

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
  readonly stepMm: number;
  readonly vertices: number | null;
  readonly triangles: number | null;
  readonly beams: number | null;
  readonly elements: number | null;
  readonly findings: readonly Finding[];
}

type Counts = Pick<LatticeFileResult, 'vertices' | 'triangles' | 'beams' | 'elements' | 'findings'>;

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
  const part = await loadPart(meshPath, request.load);
  if (!part.topology.watertight) {
    throw new PrepError('mesh-invalid', 'the mesh is not closed: a lattice needs to know what is inside', [meshPath]);
  }
  const { samples } = await readSampleTables(lattice);
  const fillInputs = { samples, solidYoungsGPa: request.solidYoungsGPa ?? null };
  const job = partJob(part, FILE_COORDINATES, { slice: ANY_LAYERS, lattice, fillInputs, paths: null, band: null });
  for (const path of [meshPath, ...sampleFiles(lattice)]) await refuseOwnInput(path, [outFile]);
  const output = await openSingleFile(outFile);
  try {
    const counts = await WRITERS[kind](stoppable(output.file, context.signal), job, lattice);
    context.signal.throwIfAborted();
    await output.commit();
    const stepMm = job.spec.lattice?.stepMm ?? 0;
    const { relativeDensity } = job;
    return { outFile, relativeDensity, stepMm, ...counts, findings: [...part.findings, ...counts.findings] };
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

const NOTHING: Counts = { vertices: null, triangles: null, beams: null, elements: null, findings: [] };

const WRITERS: Readonly<Record<Kind, (sink: ByteSink, job: PartJob, lattice: LatticeSettings) => Promise<Counts>>> = {
  async stl(sink, job) {
    const mesh = meshOf(job);
    await writeStlSlabs(sink, mesh, `${job.spec.partId}, lattice by Trabecula ${TOOL.version}, mm`);
    return meshCounts(mesh.tally, job);
  },
  async ply(sink, job, lattice) {
    const mesh = meshOf(job);
    await writePlySlabs(sink, mesh, `${latticeWords(lattice, job.relativeDensity)}, mm`);
    return meshCounts(mesh.tally, job);
  },
  async '3mf-mesh'(sink, job, lattice) {
    const mesh = meshOf(job);
    await writeThreeMfSlabs(sink, mesh, threeMfOptions(job, lattice));
    return meshCounts(mesh.tally, job);
  },
  async '3mf-beams'(sink, job, lattice) {
    const beams = beamNumbers(job, lattice);
    const options = { ...threeMfOptions(job, lattice), clippingMesh: job.spec.mesh, representationMesh: null };
    await writeBeamLattice(sink, beams, options);
    return { ...NOTHING, beams: beams.length / 8 };
  },
  async '3mf-implicit'(sink, job, lattice) {
    const minFeatureMm = job.fill?.leastWallMm ?? job.spec.lattice?.stepMm ?? 0;
    const options = { ...threeMfOptions(job, lattice), minFeatureMm };
    await writeImplicit(sink, job.spec.mesh, implicitGraph(job, lattice), options);
    return NOTHING;
  },
  async inp(sink, job, lattice) {
    const { bodies, names } = isoBodies(job);
    const { stepMm, originMm } = settingsOf(job);
    const voxels = voxelShares(job.spec.mesh, bodies, { edgeMm: stepMm, originMm, samples: VOXEL_SAMPLES });
    const comments = [
      `${job.spec.partId}: ${latticeWords(lattice, job.relativeDensity)}`,
      `Voxels of ${stepMm} mm, Trabecula ${TOOL.version}. Units mm, N, MPa. Material and steps are yours to add.`,
    ];
    const counts = await writeInp(sink, voxels, { comments, regions: names, loose: 'drop' });
    return { ...NOTHING, elements: counts.elements, findings: looseVoxels(counts.looseVoxels, counts.looseParts, job) };
  },
};

function settingsOf({ spec }: PartJob): { stepMm: number; originMm: readonly [number, number, number] } {
  const { lattice } = spec;
  if (lattice === null) throw new PrepError('usage', 'lattice needs a fill: --cell-type NAME');
  return { stepMm: lattice.stepMm, originMm: lattice.originMm };
}

function meshOf(job: PartJob) {
  return isoMesh(job.spec.mesh, isoBodies(job).bodies, settingsOf(job));
}

function threeMfOptions({ spec, relativeDensity }: PartJob, lattice: LatticeSettings) {
  return {
    version: TOOL.version,
    objectName: spec.partId,
    metadata: {
      Description: latticeWords(lattice, relativeDensity),
      latticeFill: latticeWords(lattice, relativeDensity),
    },
  };
}

/** A wall that passed between two nodes is not in the mesh: that is an error, not a matter of taste. */
function meshCounts({ vertices, triangles, lostWalls, thinPart }: IsoTally, { spec }: PartJob): Counts {
  const { partId } = spec;
  const findings: Finding[] = [];
  const stepMm = spec.lattice?.stepMm ?? 0;
  if (lostWalls > 0) {
    const message = `walls thinner than the step of ${stepMm} mm are not in the mesh at ${lostWalls} places: take a smaller --px`;
    findings.push(finding('wall-lost', 'error', message, { partId, measured: lostWalls, limit: 0, unit: 'edges' }));
  }
  if (thinPart > 0) {
    const message = `the part is thinner than the step of ${stepMm} mm at ${thinPart} places, which the mesh does not show`;
    findings.push(finding('part-thin', 'warning', message, { partId, measured: thinPart, limit: 0, unit: 'edges' }));
  }
  return { ...NOTHING, vertices, triangles, findings };
}

function looseVoxels(voxels: number, parts: number, { spec }: PartJob): Finding[] {
  if (voxels === 0) return [];
  const message = `${voxels} voxels in ${parts} loose pieces hang on no face of the rest and were left out`;
  return [
    finding('loose-dropped', 'note', message, { partId: spec.partId, measured: voxels, limit: 0, unit: 'voxels' }),
  ];
}
