/** Contours only: cuts a mesh, lattice or not, into one .cli, .3mf or .svg file in the file's own coordinates. */
import { extname } from 'node:path';
import type { CommonLayerDialect } from '../config/common-layer-dialects.ts';
import type { Finding } from '../core/finding.ts';
import type { Box3 } from '../core/mesh.ts';
import type { ByteSink, LayerSink, RunContext } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import { openCommonLayer } from '../formats/common-layer/read-common-layer.ts';
import { commonLayerSink } from '../formats/common-layer/write-common-layer.ts';
import { threeMfSink } from '../formats/threemf/write-threemf.ts';
import { MAX_COORDINATE_MM } from '../geometry/clipping.ts';
import { findingLog } from '../inspect/finding-log.ts';
import { checkPowderTrapped, powderTrapped } from '../inspect/rules/powder-trapped.ts';
import { checkSolidLoose, solidLoose } from '../inspect/rules/solid-loose.ts';
import { DEFAULT_INSPECT_LIMITS } from '../inspect/settings.ts';
import type { LatticeSettings } from '../lattice/settings.ts';
import type { SliceSettings } from '../slicing/settings.ts';
import { openSingleFile, type SingleFile } from '../store/single-file.ts';
import { CONTACT_MM, type Components, trackComponents } from '../volume/run-components.ts';
import { layerStream } from './layers/layer-stream.ts';
import { layerTotals } from './layers/layer-totals.ts';
import { openPlaneBackend, type PlaneBackend } from './layers/plane-backend.ts';
import { type LoadOptions, loadPart } from './load/load-part.ts';
import { refuseOwnInput } from './load/own-input.ts';
import { readSampleTables, sampleFiles } from './load/read-fill-inputs.ts';
import { TOOL } from './load/tool.ts';
import { absentFindings, fillFindings } from './parts/fill-findings.ts';
import { withoutLoose } from './parts/find-loose.ts';
import { type PartJob, partJob, wholePart } from './parts/part-job.ts';
import { rowSpacingOf } from './parts/row-spacing.ts';
import { defaultContext } from './request/default-context.ts';
import type { LooseSolid } from './request/prepare-request.ts';
import { jobHeader } from './sinks/part-sinks.ts';
import { carriedMesh } from './sinks/stand-in-mesh.ts';
import { svgSink } from './svg-sink.ts';

/** What a run of `slice` is asked for. */
export interface SliceRequest {
  readonly meshPath: string;
  readonly outFile: string;
  readonly load: LoadOptions;
  readonly lattice: LatticeSettings | null;
  readonly slice: SliceSettings;
  /** What says how thick layers are, for messages. */
  readonly thicknessBy?: string;
  readonly layers: { readonly from: number; readonly to: number } | null;
  readonly cliEncoding: 'binary' | 'ascii';
  /** Dialect of a Common Layer file; absent or null: plain. */
  readonly cliDialect?: CommonLayerDialect | null;
  /** Whether pieces of a lattice that hang on nothing are left out; absent: kept. */
  readonly looseSolid?: LooseSolid;
  /** Young's modulus of the solid, for a fill asked for by its modulus; null or absent where nobody knows it. */
  readonly solidYoungsGPa?: number | null;
}

/** What a run of `slice` measured. */
export interface SliceResult {
  readonly outFile: string;
  readonly layers: number;
  readonly volumeMm3: number;
  readonly envelopeVolumeMm3: number;
  readonly findings: readonly Finding[];
}

const FILE_COORDINATES = [0, 0, 0] as const;

/** Cuts a mesh into one file; nothing stands under its name until it is whole. */
export async function slice(request: SliceRequest, context: RunContext = defaultContext()): Promise<SliceResult> {
  const kind = outputKind(request.outFile);
  refuseDialect(request, kind);
  const part = await loadPart(request.meshPath, request.load);
  refuseFarAway(part.box, request.meshPath);
  const { slice: settings, lattice, layers: band, thicknessBy } = request;
  const fills = lattice === null ? [] : [lattice];
  const { samples } = await readSampleTables(fills);
  const fillInputs = { samples, solidYoungsGPa: request.solidYoungsGPa ?? null };
  const regions = wholePart(lattice);
  const taken = partJob(part, FILE_COORDINATES, {
    slice: settings,
    regions,
    fillInputs,
    paths: null,
    band,
    ...(thicknessBy === undefined ? {} : { thicknessBy }),
  });
  for (const path of [request.meshPath, ...sampleFiles(fills)]) await refuseOwnInput(path, [request.outFile]);
  const backend = await openPlaneBackend(context);
  try {
    return await sliceInto(request, kind, part.findings, taken, context, backend);
  } finally {
    await backend.close();
  }
}

async function sliceInto(
  request: SliceRequest,
  kind: SliceKind,
  partFindings: readonly Finding[],
  taken: PartJob,
  context: RunContext,
  backend: PlaneBackend,
): Promise<SliceResult> {
  const { looseSolid = 'keep' } = request;
  const { job, findings: looseFindings, cuts } = await withoutLoose(taken, looseSolid, context, backend);
  const output = await openSingleFile(request.outFile);
  try {
    const sink = sliceSink(kind, output.file, request, job);
    const totals = layerTotals();
    const pieces = trackComponents({ rowSpacingMm: rowSpacingOf(job), minOverlapMm: CONTACT_MM });
    const { from, to, thicknessMm } = job.spec.layers;
    let volumeMm3 = 0;
    await sink.open(jobHeader(job));
    for await (const result of layerStream(job.spec, context, backend, cuts)) {
      const { layer, toolpaths, figures } = result;
      await sink.layer({ layer, toolpaths });
      totals.add(result);
      const loops = layer.regions.flatMap(({ outline, holes }) => [outline.xy, ...holes.map(({ xy }) => xy)]);
      pieces.layer(layer.index, loops, thicknessMm);
      volumeMm3 += figures.solidMm2 * thicknessMm;
      context.progress({ stage: 'slice', done: layer.index - from + 1, total: to - from });
    }
    if (totals.firstSolid === null) throw new PrepError('mesh-invalid', 'no layer holds any solid', [request.meshPath]);
    await sink.close();
    if (kind === '.cli') await readBack(output, context.signal);
    context.signal.throwIfAborted();
    await output.commit();
    const findings = [
      ...partFindings,
      ...totals.findings(job.spec.partId),
      ...absentFindings(job, totals),
      ...fillFindings(job),
      ...looseFindings,
      ...(to - from < job.layerCount ? [] : pieceFindings(pieces.finish(), job.spec.partId)),
    ];
    return { outFile: request.outFile, layers: to - from, volumeMm3, envelopeVolumeMm3: totals.envelopeMm3, findings };
  } catch (error) {
    await output.abort();
    throw error;
  }
}

/** A part that is not placed on the plate may lie anywhere; contours near enough to the origin are exact. */
function refuseFarAway([x0, y0, , x1, y1]: Box3, path: string): void {
  const farthest = [x0, y0, x1, y1].reduce((far, value) => (Math.abs(value) > Math.abs(far) ? value : far), 0);
  if (Math.abs(farthest) <= MAX_COORDINATE_MM) return;
  const reason = `the part reaches to ${farthest} mm in x or y; contours stay within ${MAX_COORDINATE_MM} mm of the origin`;
  throw new PrepError('value-out-of-range', reason, [path]);
}

/** Solid that hangs on nothing and void that nothing leaves: told, and left as they are. */
function pieceFindings({ looseSolids, closedVoids }: Components, partId: string): Finding[] {
  const log = findingLog(partId);
  const { noteVolumeMm3 } = DEFAULT_INSPECT_LIMITS;
  checkSolidLoose(looseSolids, noteVolumeMm3, log);
  checkPowderTrapped(closedVoids, Number.POSITIVE_INFINITY, noteVolumeMm3, log);
  return log.list([solidLoose, powderTrapped]);
}

type SliceKind = '.cli' | '.3mf' | '.svg';

function outputKind(outFile: string): SliceKind {
  const extension = extname(outFile).toLowerCase();
  if (extension === '.cli' || extension === '.3mf' || extension === '.svg') return extension;
  throw new PrepError('usage', `--out of slice ends in .cli, .3mf or .svg; got '${outFile}'`);
}

function refuseDialect({ cliDialect = null, cliEncoding }: SliceRequest, kind: SliceKind): void {
  const refuse = (reason: string): never => {
    throw new PrepError('usage', `--cli-dialect ${cliDialect} ${reason}`);
  };
  if (cliDialect === null) return;
  if (kind !== '.cli') refuse(`is of a .cli file, not of ${kind}`);
  if (cliDialect === 'plus') refuse('states what the laser runs; slice writes contours alone, prepare has it');
  if (cliDialect !== 'plain' && cliEncoding === 'ascii') refuse('is a binary form, not --cli-encoding ascii');
}

function sliceSink(kind: SliceKind, file: ByteSink, request: SliceRequest, job: PartJob): LayerSink {
  const { partId } = job.spec;
  if (kind === '.svg') return svgSink(file);
  if (kind === '.cli') {
    const ids = new Map([['boundary', 1]]);
    const form = request.cliDialect === 'eos' ? 'eos' : 'grid';
    const align = request.cliDialect === 'aligned';
    const encoding = request.cliEncoding;
    return commonLayerSink(file, { encoding, content: 'boundary', ids, partLabel: partId, form, align });
  }
  const { mesh, standsIn: lowres } = carriedMesh(job.spec);
  return threeMfSink(file, mesh, { version: TOOL.version, objectName: partId, metadata: {}, slices: true, lowres });
}

/** Reads the file back whole: a break or a wrong count is found before the file gets its name. */
async function readBack(output: SingleFile, signal: AbortSignal): Promise<void> {
  const source = await output.source();
  try {
    const file = await openCommonLayer(source);
    let layers = 0;
    for await (const layer of file.layers()) {
      signal.throwIfAborted();
      layers += layer === undefined ? 0 : 1;
    }
    if (layers !== file.header.layers) {
      throw new PrepError('own-fault', `the file holds ${layers} layers and claims ${file.header.layers}`, [
        source.name,
      ]);
    }
  } finally {
    await source.close();
  }
}
