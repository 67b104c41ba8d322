/** Layers of a file, judged by worker threads while the next ones are read, and handed over in the order of the file. */
import type { RunContext } from '../../core/ports.ts';
import type { InspectedLayer } from '../../inspect/inspected-layer.ts';
import type { JudgedLayer, JudgeOptions } from '../../inspect/judge-layer.ts';
import type { Crew } from '../../stream/crew.ts';
import { orderedMap } from '../../stream/ordered-map.ts';
import { beginWork } from '../layers/layer-threads.ts';
import { packedFileLayer } from '../layers/packed-file-layer.ts';

/** Layers per worker that may be under way or waiting. */
const LAYERS_PER_WORKER = 4;
/** Share of the memory that judged layers may fill while they wait for an earlier one. */
const WAITING_SHARE = 0.25;

/** Yields the judgement of each layer. */
export async function* judgedLayers(
  layers: AsyncIterable<InspectedLayer>,
  options: JudgeOptions,
  thicknessMm: number,
  threads: Crew,
  context: Pick<RunContext, 'memoryBytes' | 'signal'>,
): AsyncGenerator<JudgedLayer> {
  const { partId, limits, written, buildArea, lattices, rowSpacingMm } = options;
  const plain = { partId, limits, written, buildArea, lattices, rowSpacingMm };
  const work = beginWork(threads, { kind: 'judge', options: plain, thicknessMm }, threads.size, true);
  const reader = layers[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  /** Reads one layer after the other, whoever asks. */
  const next = (): Promise<IteratorResult<InspectedLayer>> => {
    const read = last.then(() => reader.next());
    last = read.catch(() => undefined);
    return read;
  };
  const runners = work.runners.map((runner) => ({
    async run(task: number): Promise<JudgedLayer | null> {
      const { done, value } = await next();
      if (done === true) return null;
      const packed = packedFileLayer(value);
      return runner.run(task, packed, [packed.values.buffer as ArrayBuffer]);
    },
  }));
  const bounds = {
    inFlight: LAYERS_PER_WORKER * threads.size,
    waitingBytes: context.memoryBytes * WAITING_SHARE,
    sizeOf: bytesOf,
  };
  try {
    for await (const judged of orderedMap(0, Number.MAX_SAFE_INTEGER, runners, bounds, context.signal)) {
      if (judged === null) return;
      yield judged;
    }
  } finally {
    work.end();
    await last;
    await reader.return?.();
  }
}

function bytesOf(judged: JudgedLayer | null): number {
  let bytes = 0;
  for (const { byteLength } of judged?.contours?.loops ?? []) bytes += byteLength;
  return bytes;
}
