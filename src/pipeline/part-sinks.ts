/** The files that the layers of a part are written to. */
import type { JobHeader, LayerSink } from '../core/ports.ts';
import { commonLayerSink } from '../formats/common-layer/write-common-layer.ts';
import { threeMfSink } from '../formats/threemf/write-threemf.ts';
import type { BuildFolder } from '../store/build-folder.ts';
import { writtenIds } from './exposure-table.ts';
import type { PartJob } from './part-job.ts';
import type { PrepareRequest } from './prepare-request.ts';
import { TOOL } from './tool.ts';

/** One output file and the sink that fills it. */
export interface PartOutput {
  readonly name: string;
  readonly sink: LayerSink;
  /** Finishes the file after the sink has closed. */
  finish(): Promise<void>;
}

/** Opens the layer outputs that were asked for. */
export async function openPartOutputs(
  folder: BuildFolder,
  request: PrepareRequest,
  job: PartJob,
): Promise<PartOutput[]> {
  const { partId } = job.spec;
  const outputs: PartOutput[] = [];
  if (request.outputs.includes('cli')) {
    const name = `${partId}.cli`;
    const file = await folder.file(name);
    const { cliEncoding: encoding, cliContent: content } = request;
    const sink = commonLayerSink(file, { encoding, content, ids: writtenIds(content), partLabel: partId });
    outputs.push({ name, sink, finish: () => file.close() });
  }
  const { name } = threeMfOutput(request, job);
  if (name !== null) {
    const file = await folder.file(name);
    const sink = threeMfSink(file, job.spec.mesh, { version: TOOL.version, ...threeMfOptions(request, job) });
    outputs.push({ name, sink, finish: () => file.close() });
  }
  return outputs;
}

/** Name of the 3MF of a part, null where none is asked for, and whether it carries a slice stack. */
export function threeMfOutput(request: PrepareRequest, job: PartJob): { name: string | null; slices: boolean } {
  const wanted = request.outputs.includes('3mf') || request.outputs.includes('3mf-slices');
  const slices = request.lattice === null || request.outputs.includes('3mf-slices');
  return { name: wanted ? `${job.spec.partId}.3mf` : null, slices };
}

/** Header of a job for its sinks. */
export function jobHeader(job: PartJob): JobHeader {
  const { partId, layers } = job.spec;
  return { partId, layerCount: layers.to - layers.from, thicknessMm: layers.thicknessMm, boxMm: job.box };
}

/** A solid part carries its slices; a lattice part its envelope, which says so, and slices only when asked for. */
function threeMfOptions(request: PrepareRequest, job: PartJob) {
  const { partId } = job.spec;
  const { lattice } = request;
  if (lattice === null) return { objectName: partId, metadata: {}, slices: true, lowres: false };
  const { slices } = threeMfOutput(request, job);
  const density = (job.relativeDensity as number).toFixed(4);
  const origin = (job.spec.lattice?.originMm ?? [0, 0, 0]).map((v) => String(v)).join(' ');
  return {
    objectName: `${partId} (envelope of a ${lattice.cellType} lattice, not the solid)`,
    metadata: {
      Description: `Envelope mesh: the part is filled with a ${lattice.cellType} ${lattice.phase} lattice`,
      latticeCellType: lattice.cellType,
      latticePhase: lattice.phase,
      latticeCellMm: String(lattice.cellMm),
      latticeRelativeDensity: density,
      latticeOriginMm: origin,
      latticeSkinMm: String(lattice.skinMm),
      latticeOpenSides: lattice.openSides.length === 0 ? 'none' : lattice.openSides.join(' '),
    },
    slices,
    lowres: slices,
  };
}
