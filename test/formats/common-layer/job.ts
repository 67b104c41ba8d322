/** Small jobs, and files in memory, for the tests of the Common Layer format. */
import type { Region } from '../../../src/core/layer.ts';
import type { Polyline } from '../../../src/core/polyline.ts';
import type { ByteSink, ByteSource, PlannedLayer } from '../../../src/core/ports.ts';
import type { Toolpath } from '../../../src/core/toolpath.ts';
import type { CommonLayerLayer } from '../../../src/formats/common-layer/common-layer-file.ts';
import { openCommonLayer } from '../../../src/formats/common-layer/read-common-layer.ts';
import { type CommonLayerOptions, commonLayerSink } from '../../../src/formats/common-layer/write-common-layer.ts';

/** A file in memory that keeps what it is given, without a copy, as a slow disk would. */
export function memorySink(): ByteSink & { readonly writes: number[]; bytes(): Uint8Array } {
  const pieces: Uint8Array[] = [];
  const patches: [number, Uint8Array][] = [];
  const writes: number[] = [];
  return {
    writes,
    async write(bytes) {
      pieces.push(bytes);
      writes.push(bytes.length);
    },
    async patch(offset, bytes) {
      patches.push([offset, bytes]);
    },
    bytes() {
      const whole = Buffer.concat(pieces);
      for (const [offset, bytes] of patches) whole.set(bytes, offset);
      return new Uint8Array(whole);
    },
  };
}

export function memorySource(data: Uint8Array | string, name = 'test.cli'): ByteSource {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
  return { name, size: bytes.length, read: async (offset, length) => bytes.slice(offset, offset + length) };
}

export function line(xy: readonly number[], closed = true): Polyline {
  return { xy: Float64Array.from(xy), closed };
}

export function region(outline: readonly number[], ...holes: (readonly number[])[]): Region {
  return {
    partId: 'cage',
    regionId: null,
    area: 'core',
    outline: line(outline),
    holes: holes.map((hole) => line(hole)),
  };
}

export function hatch(params: string, xyxy: readonly number[]): Toolpath {
  return {
    kind: 'hatch',
    params,
    partId: 'cage',
    regionId: null,
    area: 'core',
    lines: { xyxy: Float64Array.from(xyxy) },
  };
}

export function contour(params: string, xy: readonly number[], closed = true): Toolpath {
  return { kind: 'contour', params, partId: 'cage', regionId: null, area: 'core', path: line(xy, closed) };
}

export function planned(
  index: number,
  zMm: number,
  thicknessMm: number,
  regions: readonly Region[] = [],
  toolpaths: readonly Toolpath[] = [],
): PlannedLayer {
  return {
    layer: { index, zMm, thicknessMm, regions, midlines: [] },
    toolpaths: { index, zMm, thicknessMm, toolpaths },
  };
}

export const IDS: ReadonlyMap<string, number> = new Map([
  ['boundary', 1],
  ['contour-outer', 2],
  ['hatch-core', 3],
]);

/** Writes a job and returns the bytes of its file. */
export async function written(
  layers: readonly PlannedLayer[],
  options: Partial<CommonLayerOptions> = {},
): Promise<Uint8Array> {
  const file = memorySink();
  const sink = commonLayerSink(file, { encoding: 'binary', content: 'both', ids: IDS, partLabel: 'cage', ...options });
  await sink.open({ partId: 'cage', layerCount: layers.length, thicknessMm: 0.03, boxMm: [0, 0, 0, 0, 0, 0] });
  for (const layer of layers) await sink.layer(layer);
  await sink.close();
  return file.bytes();
}

/** A layer without the order of its commands. */
export type PlainLayer = Omit<CommonLayerLayer, 'commands'>;

export function plain({ zMm, polylines, hatches }: CommonLayerLayer): PlainLayer {
  return { zMm, polylines, hatches };
}

/** Reads all layers of a file. */
export async function allLayers(source: ByteSource, chunkBytes?: number): Promise<PlainLayer[]> {
  const file = await openCommonLayer(source, chunkBytes);
  const layers: PlainLayer[] = [];
  for await (const layer of file.layers()) layers.push(plain(layer));
  return layers;
}
