/** The 3MF of a part, which every process can write. */
import type { JobHeader, LayerSink } from '../../core/ports.ts';
import { threeMfSink } from '../../formats/threemf/write-threemf.ts';
import type { BuildFolder } from '../../store/build-folder.ts';
import { TOOL } from '../load/tool.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import type { PartJob, RegionFilling } from '../parts/part-job.ts';
import { identityMetadata } from '../request/case-identity.ts';
import { cellWords, latticeWords } from '../request/lattice-words.ts';
import { latticesOfPart } from '../request/prepare-request.ts';
import { carriedMesh } from './stand-in-mesh.ts';

/** A sink and the files that it fills. */
export interface PartOutput {
  /** Their names; of one file a layer they are all there when the sink has closed. */
  readonly names: readonly string[];
  readonly sink: LayerSink;
  /** Whether it is told of the part alone, not of the layers that it stands on; absent: it has all. */
  readonly partAlone?: boolean;
  /** Finishes what is open after the sink has closed. */
  finish(): Promise<void>;
}

/** Opens the 3MF where it was asked for. */
export async function openThreeMf(folder: BuildFolder, build: BuildInHand): Promise<PartOutput[]> {
  const { name } = threeMfOutput(build);
  if (name === null) return [];
  const file = await folder.file(name);
  const { mesh } = carriedMesh(build.job.spec);
  const sink = threeMfSink(file, mesh, { version: TOOL.version, ...threeMfOptions(build) });
  return [{ names: [name], sink, partAlone: true, finish: () => file.close() }];
}

/** Name of the 3MF of a part, null where none is asked for, and whether it carries a slice stack. */
export function threeMfOutput({ request, job }: BuildInHand): { name: string | null; slices: boolean } {
  const { outputs, part } = request;
  const wanted = outputs.includes('3mf') || outputs.includes('3mf-slices');
  const slices = latticesOfPart(part).length === 0 || outputs.includes('3mf-slices');
  return { name: wanted ? `${job.spec.partId}.3mf` : null, slices };
}

/** Header of a job for its sinks; `partAlone` for one that is not told of the layers that the part stands on. */
export function jobHeader(job: PartJob, partAlone = false): JobHeader {
  const { partId, layers } = job.spec;
  const from = partAlone ? firstOfPart(layers) : layers.from;
  return { partId, layerCount: layers.to - from, thicknessMm: layers.thicknessMm, boxMm: job.box };
}

/** Returns the first planned layer that is one of the part. */
export function firstOfPart({ from, to, below }: PartJob['spec']['layers']): number {
  return Math.min(to, Math.max(from, below?.topsMm.length ?? 0));
}

/** A solid part carries its slices; a lattice part its envelope, which says so, and slices only when asked for. */
function threeMfOptions(build: BuildInHand) {
  const { job } = build;
  const { partId } = job.spec;
  const [first] = job.fills;
  const about = build.request.case === null ? {} : identityMetadata(build.request.case.identity);
  if (first === undefined) {
    const { standsIn } = carriedMesh(job.spec);
    const objectName = standsIn ? `${partId} (the slices are the shape; the mesh stands in for them)` : partId;
    return { objectName, metadata: about, slices: true, lowres: standsIn };
  }
  const { slices } = threeMfOutput(build);
  const kinds = job.fills.map(({ settings }) => settings.cellType).join(', ');
  return {
    objectName: `${partId} (envelope of a ${kinds} lattice, not the solid)`,
    metadata: {
      ...about,
      Description: `Envelope mesh: ${job.fills.map(filledWords).join('; ')}`,
      ...(job.fills.length === 1 ? latticeMetadata(first, '') : {}),
      ...Object.assign(
        {},
        ...(job.fills.length === 1 ? [] : job.fills.map((fill) => latticeMetadata(fill, `.${fill.regionId}`))),
      ),
    },
    slices,
    lowres: slices,
  };
}

function filledWords({ regionId, settings }: RegionFilling): string {
  const where = regionId === null ? 'the part is' : `the region ${regionId} is`;
  return `${where} filled with a lattice of ${cellWords(settings.cellType, settings.phase).join(' ')}`;
}

/** What a fill is; of several each name ends with that of its region. */
function latticeMetadata(
  { regionId, settings, relativeDensity, spec }: RegionFilling,
  of: string,
): Record<string, string> {
  const { cellType, phase, cellMm, skinMm, openSides } = settings;
  return {
    [`latticeFill${of}`]: latticeWords(settings, relativeDensity),
    [`latticeCellType${of}`]: cellType,
    [`latticePhase${of}`]: phase,
    [`latticeCellMm${of}`]: String(cellMm),
    [`latticeRelativeDensity${of}`]: relativeDensity?.toFixed(4) ?? 'varies',
    [`latticeOriginMm${of}`]: spec.originMm.map((v) => String(v)).join(' '),
    [`latticeSkinMm${of}`]: String(skinMm),
    [`latticeOpenSides${of}`]: openSides.length === 0 ? 'none' : openSides.join(' '),
    ...(regionId === null ? {} : { [`latticeRegion${of}`]: regionId }),
  };
}
