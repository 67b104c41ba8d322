/** Who marks the planes of a lattice in a run: the CPU, or a GPU that was opened and tried. The bytes are the same. */
import type { RunContext } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import { loadClipping } from '../../geometry/clipping.ts';
import { type DevicePlanes, devicePlanes } from '../../lattice/gpu/device-planes.ts';
import type { Crew } from '../../stream/crew.ts';
import { type OpenedGpu, openGpu } from '../device/gpu-device.ts';
import { type GpuProbe, probeGpu } from '../device/gpu-probe.ts';
import { type JobSpec, type LatticeSpec, latticesOf } from './job-spec.ts';
import { type LayerMarks, layerMarks } from './layer-marks.ts';
import { openThreads } from './layer-threads.ts';

/** What did the work, for the record of a run. */
export interface BackendUse {
  readonly backend: 'cpu' | 'gpu' | 'gpujs';
  /** Name of the device; null on the CPU. */
  readonly adapter: string | null;
  /** Nodes whose value the device computed. */
  readonly deviceNodes: number;
}

/** The backend of one run. Close it when the run ends: a process must not end with a device open. */
export interface PlaneBackend {
  /** Returns the marks of a job's layers, or null where the CPU makes them. */
  marksOf(spec: JobSpec): Promise<LayerMarks | null>;
  use(): BackendUse;
  /** Threads that stay from stage to stage; absent: each stage starts its own, if any. */
  readonly threads?: Crew;
  close(): Promise<void>;
}

/**
 * Fewest samples of a job for which `auto` looks for a device: to find and try one takes a second or two, in which the CPU takes
 * some thirty million samples of cells that vary.
 */
const AUTO_SAMPLES = 2e8;

const LIBRARY = { gpu: 'webgpu', gpujs: 'gpu.js' } as const;

/**
 * Opens the backend that the context asks for. A GPU that is asked for by name and cannot be used throws PrepError `backend-absent`
 * (exit code 4); `auto` takes the CPU then, and looks for a GPU only where it gains: cells that vary, turn or blend, in a large part.
 */
export async function openPlaneBackend(
  context: Pick<RunContext, 'backend' | 'signal' | 'log'> & { readonly workers?: number; readonly sparing?: boolean },
  find: { probe: typeof probeGpu; open: typeof openGpu } = { probe: probeGpu, open: openGpu },
): Promise<PlaneBackend> {
  const { backend, signal, log } = context;
  let opened: OpenedGpu | null = null;
  let tried = false;
  if (backend === 'gpu' || backend === 'gpujs') {
    const probe = await find.probe({ signal, library: LIBRARY[backend] });
    if (!probe.usable) throw new PrepError('backend-absent', `--backend ${backend}: ${probe.why}`);
    await open(probe);
  }
  const threads =
    context.workers === undefined || context.workers === 0 ? null : openThreads(context.workers, context.sparing);
  return {
    ...(threads === null ? {} : { threads }),
    async marksOf(spec) {
      const planes = latticesOf(spec).map((lattice) => planesOf(lattice, spec.box));
      if (planes.every((one) => one === null)) {
        if (opened !== null && planes.length > 0)
          log.note('this fill is sampled on the CPU: a GPU has no formula for it');
        return null;
      }
      if (backend === 'auto' && !tried && gains(spec)) await tryOpen();
      if (opened === null) return null;
      await loadClipping();
      const marks = layerMarks(spec, planes, opened.marker, signal);
      return backend === 'auto' ? withFallback(marks) : marks;
    },
    use: () => {
      const nodes = opened?.marker.statistics.nodes ?? 0;
      if (opened === null || nodes === 0) return { backend: 'cpu', adapter: null, deviceNodes: 0 };
      return {
        backend: backend === 'gpujs' ? 'gpujs' : 'gpu',
        adapter: opened.adapter.name,
        deviceNodes: nodes,
      };
    },
    async close() {
      await threads?.close();
      await opened?.close();
      opened = null;
    },
  };

  async function open({ adapter, software }: GpuProbe): Promise<void> {
    opened = await find.open({ signal, library: backend === 'gpujs' ? 'gpu.js' : 'webgpu' });
    log.note(`GPU: ${adapter?.name ?? 'unnamed'}${software ? ' (computes on the CPU)' : ''}`);
  }

  async function tryOpen(): Promise<void> {
    tried = true;
    const probe = await find.probe({ signal });
    if (!probe.usable || probe.software) return;
    try {
      await open(probe);
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }

  /** A device that is lost on the way leaves the rest to the CPU. */
  function withFallback(marks: LayerMarks): LayerMarks {
    let lost = false;
    return {
      async take(index) {
        if (lost) return null;
        try {
          return await marks.take(index);
        } catch (error) {
          if (!isAbsent(error)) throw error;
          if (!lost) log.note(`${error.message}; the CPU goes on`);
          lost = true;
          return null;
        }
      },
    };
  }
}

function isAbsent(error: unknown): error is PrepError {
  return error instanceof PrepError && error.code === 'backend-absent';
}

/** Compensated walls have no bound for a device yet. */
function planesOf({ compensation, fill }: LatticeSpec, box: JobSpec['box']): DevicePlanes | null {
  return compensation !== null ? null : devicePlanes(fill, box);
}

/** Cells of one size along the axes gain nothing: the CPU is faster than the bus. */
function gains(spec: JobSpec): boolean {
  const { box, layers } = spec;
  return latticesOf(spec).some(({ fill, stepMm }) => {
    if (fill.kind !== 'recipe') return false;
    const perLayer = ((box[3] - box[0]) * (box[4] - box[1])) / (stepMm * stepMm);
    return perLayer * (layers.to - layers.from) >= AUTO_SAMPLES;
  });
}
