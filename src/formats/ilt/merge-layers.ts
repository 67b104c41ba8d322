/** Layers of several sections as one pile. */
import type { LaserFileLayer } from '../../core/laser-file.ts';

/** Heights that are closer than half a grid unit are one layer. */
const SAME_HEIGHT_MM = 0.00005;

/**
 * Merges the layers of streams by height: always the lowest one that any stream has next, with the paths of the streams in
 * their order. One layer of each stream is held at a time. The thickness is the one that the streams with paths there agree
 * on.
 */
export async function* mergeLayers(streams: readonly AsyncIterator<LaserFileLayer>[]): AsyncGenerator<LaserFileLayer> {
  try {
    const heads: (LaserFileLayer | null)[] = [];
    for (const stream of streams) heads.push(await nextOf(stream));
    for (;;) {
      let zMm = Infinity;
      for (const head of heads) if (head !== null && head.zMm < zMm) zMm = head.zMm;
      if (zMm === Infinity) return;
      const layers: LaserFileLayer[] = [];
      for (const [index, stream] of streams.entries()) {
        for (let head = heads[index] ?? null; head !== null && Math.abs(head.zMm - zMm) < SAME_HEIGHT_MM; ) {
          layers.push(head);
          head = await nextOf(stream);
          heads[index] = head;
        }
      }
      yield { zMm, thicknessMm: agreedThicknessMm(layers), paths: layers.flatMap(({ paths }) => paths) };
    }
  } finally {
    for (const stream of streams) await stream.return?.();
  }
}

async function nextOf(stream: AsyncIterator<LaserFileLayer>): Promise<LaserFileLayer | null> {
  const next = await stream.next();
  return next.done === true ? null : next.value;
}

function agreedThicknessMm(layers: readonly LaserFileLayer[]): number | null {
  const filled = layers.filter(({ paths }) => paths.length > 0);
  let agreed: number | null = null;
  for (const { thicknessMm } of filled.length > 0 ? filled : layers) {
    if (thicknessMm === null) continue;
    if (agreed !== null && Math.abs(agreed - thicknessMm) >= SAME_HEIGHT_MM) return null;
    agreed ??= thicknessMm;
  }
  return agreed;
}
