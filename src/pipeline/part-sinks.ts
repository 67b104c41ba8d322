/** The 3MF of a part, which every process can write. */
import type { JobHeader, LayerSink } from '../core/ports.ts';
import { threeMfSink } from '../formats/threemf/write-threemf.ts';
import type { BuildFolder } from '../store/build-folder.ts';
import type { BuildInHand } from './build-in-hand.ts';
import { latticeWords } from './lattice-words.ts';
import type { PartJob } from './part-job.ts';
import { TOOL } from './tool.ts';

/** One output file and the sink that fills it. */
export interface PartOutput {
  readonly name: string;
  readonly sink: LayerSink;
  /** Finishes the file after the sink has closed. */
  finish(): Promise<void>;
}

/** Opens the 3MF where it was asked for. */
export async function openThreeMf(folder: BuildFolder, build: BuildInHand): Promise<PartOutput[]> {
  const { name } = threeMfOutput(build);
  if (name === null) return [];
  const file = await folder.file(name);
  const sink = threeMfSink(file, build.job.spec.mesh, { version: TOOL.version, ...threeMfOptions(build) });
  return [{ name, sink, finish: () => file.close() }];
}

/** Name of the 3MF of a part, null where none is asked for, and whether it carries a slice stack. */
export function threeMfOutput({ request, job }: BuildInHand): { name: string | null; slices: boolean } {
  const { outputs, part } = request;
  const wanted = outputs.includes('3mf') || outputs.includes('3mf-slices');
  const slices = part.lattice === null || outputs.includes('3mf-slices');
  return { name: wanted ? `${job.spec.partId}.3mf` : null, slices };
}

/** Header of a job for its sinks. */
export function jobHeader(job: PartJob): JobHeader {
  const { partId, layers } = job.spec;
  return { partId, layerCount: layers.to - layers.from, thicknessMm: layers.thicknessMm, boxMm: job.box };
}

/** A solid part carries its slices; a lattice part its envelope, which says so, and slices only when asked for. */
function threeMfOptions(build: BuildInHand) {
  const { job } = build;
  const { partId } = job.spec;
  const { lattice, regions } = build.request.part;
  if (lattice === null) return { objectName: partId, metadata: {}, slices: true, lowres: false };
  const { slices } = threeMfOutput(build);
  const density = job.relativeDensity?.toFixed(4) ?? 'varies';
  const origin = (job.spec.lattice?.originMm ?? [0, 0, 0]).map((v) => String(v)).join(' ');
  const region = regions.find(({ kind, id }) => kind === 'porous' && id !== null)?.id ?? null;
  const where = region === null ? 'the part is' : `the region ${region} is`;
  return {
    objectName: `${partId} (envelope of a ${lattice.cellType} lattice, not the solid)`,
    metadata: {
      Description: `Envelope mesh: ${where} filled with a ${lattice.cellType} ${lattice.phase} lattice`,
      latticeFill: latticeWords(lattice, job.relativeDensity),
      latticeCellType: lattice.cellType,
      latticePhase: lattice.phase,
      latticeCellMm: String(lattice.cellMm),
      latticeRelativeDensity: density,
      latticeOriginMm: origin,
      latticeSkinMm: String(lattice.skinMm),
      latticeOpenSides: lattice.openSides.length === 0 ? 'none' : lattice.openSides.join(' '),
      ...(region === null ? {} : { latticeRegion: region }),
    },
    slices,
    lowres: slices,
  };
}
