/**
 * The backend of WebGPU: samples recipes, marks the crossed edges and compacts them, many planes a dispatch. Read back are the edges and the
 * nodes in doubt, nothing else. Two round trips a dispatch: the ends of the lists first, then the lists.
 */
import { assert } from '../../core/prep-error.ts';
import { batches, halvesOf } from './batches.ts';
import { COUNT_WGSL, SCAN_WGSL, SCATTER_WGSL } from './compact-wgsl.ts';
import { openSession, readBack } from './device-session.ts';
import { BLOCK_WORDS, HEAD } from './job-layout.ts';
import { type Band, bandsOf, openJob, packJob } from './pack-job.ts';
import { MAX_NODES, type MarkPlane, type MarkStatistics, type PlaneMarker, type PlaneMarks } from './plane-marker.ts';
import { type RecipeShape, shapeOf } from './recipe-shape.ts';
import { sampleWgsl } from './sample-wgsl.ts';
import { flipNodes, settleNodes } from './settle-nodes.ts';
import { BUFFER_USAGE, type GpuBuffer, type GpuDevice, type GpuEncoder, type GpuPipeline } from './webgpu-port.ts';

/** How work is cut for the device. */
export interface MarkerLimits {
  /** Nodes of one dispatch, rows filled up to whole words. */
  readonly nodesPerDispatch: number;
  /** Bytes of one buffer; the device's own limit stands if it is lower. */
  readonly bytesPerBuffer: number;
}

/** Signs of 16 million nodes take 6 MB; their lists seldom more than ten times that. */
const DEFAULT_LIMITS: MarkerLimits = { nodesPerDispatch: 2 ** 24, bytesPerBuffer: 2 ** 30 };

/** Room for the lists before the first dispatch has told how long they are: an entry for every eighth node. */
const FIRST_ENTRIES_PER_BLOCK = (32 * BLOCK_WORDS) / 8;

const WORKED_ON = BUFFER_USAGE.storage | BUFFER_USAGE.copySource | BUFFER_USAGE.copyTarget;
const READ = BUFFER_USAGE.mapRead | BUFFER_USAGE.copyTarget;

/** Opens the backend on a device. Throws PrepError `backend-absent` when the device does not take the kernels. */
export async function openDeviceMarker(device: GpuDevice, limits: Partial<MarkerLimits> = {}): Promise<PlaneMarker> {
  const { nodesPerDispatch, bytesPerBuffer } = { ...DEFAULT_LIMITS, ...limits };
  const session = openSession(device, bytesPerBuffer);
  const { maxBytes } = session;
  // Signs take twelve bytes for a word of nodes.
  const maxBlocks = Math.max(1, Math.floor(Math.min(nodesPerDispatch / 32, maxBytes / 12) / BLOCK_WORDS));
  const [count, scan, scatter] = await Promise.all([
    session.pipeline(COUNT_WGSL, 'count'),
    session.pipeline(SCAN_WGSL, 'scan'),
    session.pipeline(SCATTER_WGSL, 'scatter'),
  ]);
  const statistics: MarkStatistics = { nodes: 0, uncertain: 0, flips: 0, dispatches: 0 };
  const job = openJob();
  let queue: Promise<unknown> = Promise.resolve();

  return {
    name: 'webgpu',
    statistics,
    mark(planes, signal) {
      // The buffers serve one call at a time.
      const done = queue.then(() => markAll(planes, signal));
      queue = done.catch(() => undefined);
      return done;
    },
    dispose: session.dispose,
  };

  async function markAll(planes: readonly MarkPlane[], signal: AbortSignal | undefined): Promise<PlaneMarks[]> {
    const groups = new Map<string, { readonly shape: RecipeShape; readonly bands: Band[] }>();
    const lists = planes.map((): Lists => ({ to: [], from: [], doubts: [] }));
    planes.forEach(({ grid, recipe }, n) => {
      assert(grid.nx * grid.ny < MAX_NODES, 'a plane has fewer than 2^30 nodes');
      const shape = shapeOf(recipe);
      const group = groups.get(shape.key) ?? { shape, bands: [] };
      groups.set(shape.key, group);
      group.bands.push(...bandsOf(n, grid, maxBlocks));
    });
    for (const { shape, bands } of groups.values()) {
      const sampler = await session.pipeline(sampleWgsl(shape), 'sample');
      for (const batch of batches(bands, planes, maxBlocks, maxBytes)) {
        signal?.throwIfAborted();
        await run(sampler, planes, batch, lists);
      }
    }
    return planes.map((plane, n) => settled(plane, lists[n]!, statistics));
  }

  /** Runs one job; where its lists do not fit into a buffer, the halves of it. */
  async function run(
    sampler: GpuPipeline,
    planes: readonly MarkPlane[],
    bands: readonly Band[],
    lists: readonly Lists[],
  ): Promise<void> {
    packJob(job, planes, bands);
    const { blocks } = job;
    const guess = Math.min(maxBytes / 4, blocks * FIRST_ENTRIES_PER_BLOCK);
    const capacity = Math.max(session.sizeOf('entries') / 4, guess);
    statistics.dispatches++;
    const starts = await session.guarded(() => {
      const encoder = device.createCommandEncoder();
      encodeSigns(encoder, sampler);
      encodeScatter(encoder, capacity);
      return submitted(encoder, 'starts', 12 * (blocks + 1));
    });
    const total = starts[3 * blocks + 2]!;
    if (4 * total > maxBytes) {
      const middle = bands.length >> 1;
      const halves =
        middle > 0
          ? [bands.slice(0, middle), bands.slice(middle)]
          : halvesOf(bands[0]!, planes[bands[0]!.plane]!.grid.nx).map((half) => [half]);
      for (const half of halves) await run(sampler, planes, half, lists);
      return;
    }
    const entries = await session.guarded(() => {
      const encoder = device.createCommandEncoder();
      if (total > capacity) encodeScatter(encoder, total);
      return submitted(encoder, 'entries', 4 * total);
    });
    statistics.nodes += job.nodes;
    let block = 0;
    for (const band of bands) {
      const list = lists[band.plane]!;
      const end = block + band.blocks;
      const part = (of: 0 | 1 | 2) => entries.slice(starts[3 * block + of], starts[3 * end + of]);
      list.to.push(part(0));
      list.from.push(part(1));
      list.doubts.push(part(2));
      block = end;
    }
  }

  function encodeSigns(encoder: GpuEncoder, sampler: GpuPipeline): void {
    const { blocks, head } = job;
    const jobBuffer = session.upload('job', head);
    const inputs = [
      session.upload('tables', job.tables),
      session.upload('coefficients', job.coefficients),
      session.upload('mask', job.mask),
    ];
    const signs = session.buffer('signs', 12 * blocks * BLOCK_WORDS, WORKED_ON);
    const starts = session.buffer('starts', 12 * (blocks + 1), WORKED_ON);
    encodePass(encoder, sampler, [jobBuffer, ...inputs, signs], blocks);
    encodePass(encoder, count, [jobBuffer, signs, starts], blocks);
    encodePass(encoder, scan, [jobBuffer, starts], 1);
  }

  function encodeScatter(encoder: GpuEncoder, capacity: number): void {
    const { blocks, head } = job;
    head.words[HEAD.capacity] = capacity;
    const jobBuffer = session.upload('job', head);
    const signs = session.buffer('signs', 12 * blocks * BLOCK_WORDS, WORKED_ON);
    const starts = session.buffer('starts', 12 * (blocks + 1), WORKED_ON);
    const entries = session.buffer('entries', 4 * capacity, WORKED_ON);
    encodePass(encoder, scatter, [jobBuffer, signs, starts, entries], blocks);
  }

  function encodePass(encoder: GpuEncoder, pipeline: GpuPipeline, bound: readonly GpuBuffer[], groups: number): void {
    const most = device.limits.maxComputeWorkgroupsPerDimension;
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    const layout = pipeline.getBindGroupLayout(0);
    const entries = bound.map((buffer, binding) => ({ binding, resource: { buffer } }));
    pass.setBindGroup(0, device.createBindGroup({ layout, entries }));
    pass.dispatchWorkgroups(Math.min(groups, most), Math.ceil(groups / most));
    pass.end();
  }

  /** Submits and returns the first bytes of a buffer when all is done. */
  function submitted(encoder: GpuEncoder, name: string, bytes: number): Promise<Uint32Array<ArrayBuffer>> {
    if (bytes === 0) return Promise.resolve(new Uint32Array(0));
    const read = session.buffer(`${name} read`, bytes, READ);
    encoder.copyBufferToBuffer(session.buffer(name, bytes, WORKED_ON), 0, read, 0, bytes);
    device.queue.submit([encoder.finish()]);
    return readBack(read, bytes);
  }
}

/** Lists of one plane, band by band. */
interface Lists {
  readonly to: Uint32Array<ArrayBuffer>[];
  readonly from: Uint32Array<ArrayBuffer>[];
  readonly doubts: Uint32Array<ArrayBuffer>[];
}

function settled(plane: MarkPlane, lists: Lists, statistics: MarkStatistics): PlaneMarks {
  const doubts = joined(lists.doubts);
  const flips = settleNodes(plane, doubts);
  statistics.uncertain += doubts.length;
  statistics.flips += flips.to.size + flips.from.size;
  const { nx } = plane.grid;
  return {
    to: plane.band.to === null ? null : flipNodes(joined(lists.to), flips.to, nx),
    from: plane.band.from === null ? null : flipNodes(joined(lists.from), flips.from, nx),
  };
}

function joined(parts: readonly Uint32Array<ArrayBuffer>[]): Uint32Array<ArrayBuffer> {
  if (parts.length === 1) return parts[0]!;
  const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
