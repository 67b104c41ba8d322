/** Files of laser paths beside the Common Layer file: ILT, Open Vector Format, 3MF with toolpaths, ALSAM, an SVG of each layer. */
import type { LpbfProfile } from '../../config/profile.ts';
import type { LaserJob } from '../../core/laser-file.ts';
import type { LayerSink } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';
import { pathColours } from '../../draw/colours.ts';
import { openAlsam } from '../../formats/alsam/read-alsam.ts';
import { alsamSink } from '../../formats/alsam/write-alsam.ts';
import { openIlt } from '../../formats/ilt/read-ilt.ts';
import { iltSink } from '../../formats/ilt/write-ilt.ts';
import { openOpenVector } from '../../formats/open-vector/read-open-vector.ts';
import { openVectorSink } from '../../formats/open-vector/write-open-vector.ts';
import { layerSvgsSink } from '../../formats/svg/write-layer-svgs.ts';
import { openThreeMfToolpath } from '../../formats/threemf/toolpath/read-toolpath.ts';
import { threeMfToolpathSink } from '../../formats/threemf/toolpath/write-toolpath.ts';
import type { BuildFolder } from '../../store/build-folder.ts';
import { sha1Of } from '../../store/hash.ts';
import type { OutputFile } from '../../store/output-file.ts';
import type { LaserPairing } from '../keys/scan-keys.ts';
import type { LayerResult } from '../layers/layer-result.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import type { PartOutput } from '../sinks/part-sinks.ts';
import { carriedMesh } from '../sinks/stand-in-mesh.ts';
import { laserJobOf } from './laser-job.ts';

/** Ending of the name of each kind that is one file. */
const ENDINGS = { ilt: '.ilt', ovf: '.ovf', '3mf-toolpath': '.build.3mf', alsam: '.scn' } as const;

/** Opens the files that were asked for. */
export async function openLaserOutputs(
  folder: BuildFolder,
  build: BuildInHand,
  pairing: LaserPairing,
): Promise<PartOutput[]> {
  const { outputs } = build.request;
  const { partId } = build.job.spec;
  const job = laserJobOf(build, pairing);
  const opened: PartOutput[] = [];
  const open = async (kind: keyof typeof ENDINGS, sinkOf: (file: OutputFile) => LayerSink): Promise<void> => {
    if (!outputs.includes(kind)) return;
    const name = `${partId}${ENDINGS[kind]}`;
    const file = await folder.file(name);
    opened.push({ names: [name], sink: sinkOf(file), finish: () => file.close() });
  };
  await open('ilt', (file) => iltSink(file, { job, spool: () => folder.spool() }));
  await open('ovf', (file) => openVectorSink(file, { job }));
  await open('3mf-toolpath', (file) => {
    const { mesh } = carriedMesh(build.job.spec);
    const parts = [{ partId, name: job.partLabel, mesh }];
    return threeMfToolpathSink(file, { job, parts, sha1: sha1Of });
  });
  await open('alsam', (file) => alsamSink(file, { job }));
  if (outputs.includes('svg')) opened.push(svgOutput(folder, job, pairing.profile));
  return opened;
}

function svgOutput(folder: BuildFolder, job: LaserJob, profile: LpbfProfile): PartOutput {
  const { partId } = job;
  const names: string[] = [];
  const files = new Map<string, OutputFile>();
  const sink = layerSvgsSink({
    job,
    meltWidthMm: profile.meltWidthMm.value,
    colours: pathColours(job.keys.map(({ params }) => params)),
    async file(name) {
      const file = await folder.file(`${partId}.${name}`);
      files.set(name, file);
      names.push(`${partId}.${name}`);
      return file;
    },
    async finish(name) {
      await files.get(name)?.close();
      files.delete(name);
    },
  });
  return { names, sink, finish: async () => {} };
}

/** Vectors and their length that were planned, and that a file must hold. */
export interface PlannedVectors {
  vectors: number;
  lengthMm: number;
}

/** Adds the paths of a layer. */
export function addVectors(planned: PlannedVectors, { toolpaths }: LayerResult): void {
  for (const path of toolpaths.toolpaths) {
    if (path.kind === 'hatch') addHatch(planned, path.lines.xyxy);
    else if (path.kind === 'contour') addLine(planned, path.path.xy, path.path.closed);
  }
}

function addHatch(planned: PlannedVectors, xyxy: Float64Array): void {
  for (let i = 0; i < xyxy.length; i += 4) {
    planned.lengthMm += Math.hypot(xyxy[i + 2]! - xyxy[i]!, xyxy[i + 3]! - xyxy[i + 1]!);
  }
  planned.vectors += xyxy.length / 4;
}

function addLine(planned: PlannedVectors, xy: Float64Array, closed: boolean): void {
  const n = xy.length / 2;
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const k = i + 1 < n ? i + 1 : 0;
    planned.lengthMm += Math.hypot(xy[2 * k]! - xy[2 * i]!, xy[2 * k + 1]! - xy[2 * i + 1]!);
    planned.vectors++;
  }
}

/** Relative rounding of a sum of lengths. */
const SUM_RELATIVE = 1e-9;

/** Reads the files back: each must hold the vectors that were planned, to the grid, or the build does not get its name. */
export async function readBackLaser(
  folder: BuildFolder,
  { request, job }: BuildInHand,
  planned: PlannedVectors,
  signal: AbortSignal,
): Promise<void> {
  const readers = {
    ilt: openIlt,
    ovf: openOpenVector,
    '3mf-toolpath': openThreeMfToolpath,
    alsam: openAlsam,
  } as const;
  for (const kind of ['ilt', 'ovf', '3mf-toolpath', 'alsam'] as const) {
    if (!request.outputs.includes(kind)) continue;
    const source = await folder.source(`${job.spec.partId}${ENDINGS[kind]}`);
    try {
      const file = await readers[kind](source);
      const found: PlannedVectors = { vectors: 0, lengthMm: 0 };
      for await (const { paths } of file.layers()) {
        signal.throwIfAborted();
        for (const path of paths) {
          if (path.kind === 'hatch') addHatch(found, path.xyxy);
          else if (path.kind === 'line') addLine(found, path.xy, path.closed);
        }
      }
      // The lengths of skywriting have no field in an ALSAM file, which its reader notes.
      const tolerated = file.tolerated.find((words) => kind !== 'alsam' || !words.startsWith('SkyWritingMode'));
      assert(tolerated === undefined, `${source.name} needs no tolerance: ${tolerated}`);
      assert(found.vectors === planned.vectors, `${source.name} holds ${found.vectors} vectors of ${planned.vectors}`);
      const off = Math.abs(found.lengthMm - planned.lengthMm);
      assert(
        off <= SUM_RELATIVE * planned.lengthMm,
        `${source.name} holds ${found.lengthMm} mm of ${planned.lengthMm}`,
      );
    } finally {
      await source.close();
    }
  }
}
