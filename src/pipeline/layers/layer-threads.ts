/** Worker threads of a run, and the kinds of work that they know. */
import { setFlagsFromString } from 'node:v8';
import type { LayerPictureOptions } from '../../draw/layer-picture.ts';
import type { JudgedLayer, JudgeOptions } from '../../inspect/judge-layer.ts';
import { type Crew, type CrewWork, openCrew } from '../../stream/crew.ts';
import type { VolumeMeasures } from '../../volume/volume-meter.ts';
import type { DrawnLayer } from './drawn-layers.ts';
import type { JobSpec } from './job-spec.ts';
import type { PackedLayer } from './packed-layer.ts';

/** The kinds of work: what each is told, in plain data and shared buffers. */
export type LayerWork =
  /** Layers are planned; a task is a number of a layer, its input what is known of it. */
  | { readonly kind: 'layers'; readonly spec: JobSpec }
  /** Layers of a file are judged; the input of a task is the layer as it was read. */
  | { readonly kind: 'judge'; readonly options: JudgeOptions; readonly thicknessMm: number }
  /** Walls and pores are measured; the input of a task is the grid. */
  | { readonly kind: 'volume' }
  /** Layers that are planned are drawn; the input of a task is the layer. */
  | { readonly kind: 'drawing'; readonly options: LayerPictureOptions }
  /** Layers are planned and drawn; a task is a number of a layer. */
  | { readonly kind: 'pictures'; readonly spec: JobSpec; readonly options: LayerPictureOptions };

/** What a task of each kind answers. */
export interface LayerAnswers {
  readonly layers: PackedLayer;
  readonly judge: JudgedLayer;
  readonly volume: VolumeMeasures;
  readonly drawing: DrawnLayer;
  readonly pictures: DrawnLayer;
}

/**
 * Processor time in s from which a second thread is started. It costs some 0.9 s of it in a solid cage of 200 layers, which takes 3.2 s with
 * one thread. Processor time, for on a machine that is busy time by the clock says nothing of the job.
 */
const LONG_S = 3;

/** Returns up to `size` threads, which start when they are needed; `sparing` ones but for the first only when the job is long. */
export function openThreads(size: number, sparing = false): Crew {
  if (!sparing) return openCrew(workerUrl, size, compileInOwnThread);
  const before = process.cpuUsage();
  const isLong = (): boolean => {
    const { user, system } = process.cpuUsage(before);
    return user + system > LONG_S * 1e6;
  };
  return openCrew(workerUrl, size, compileInOwnThread, isLong);
}

/** Begins a kind of work on up to `most` threads at a time; `ahead` as in `Crew`. */
export function beginWork<K extends LayerWork['kind']>(
  threads: Crew,
  work: Extract<LayerWork, { kind: K }>,
  most: number,
  ahead: boolean,
): CrewWork<LayerAnswers[K]> {
  return threads.begin<LayerAnswers[K]>(work, most, ahead);
}

/**
 * Keeps V8 from compiling in the background: Node 20 aborts the whole process (`ForIsolate`, "data.first != nullptr") when a
 * worker thread ends while its code is still being compiled, however it ends. Of runs that start and end 100 pools all
 * aborted with background compilation and none without it, at the same speed.
 */
function compileInOwnThread(): void {
  setFlagsFromString('--no-concurrent-recompilation');
}

function workerUrl(): URL {
  return new URL(import.meta.resolve('trabecula/internal/layer-worker'));
}
