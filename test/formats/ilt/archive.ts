/** Small archives and spools in memory for the tests of ILT. */
import { zipSync } from 'fflate';
import {
  type LaserExposure,
  type LaserFile,
  type LaserFileLayer,
  type LaserJob,
  UNKNOWN_EXPOSURE,
} from '../../../src/core/laser-file.ts';
import type { PlannedLayer, Spool } from '../../../src/core/ports.ts';
import { openIlt } from '../../../src/formats/ilt/read-ilt.ts';
import { iltSink } from '../../../src/formats/ilt/write-ilt.ts';
import { memorySink, memorySource } from '../common-layer/job.ts';

/** A section as Magics writes it: one hatch command a layer, `vectors` x0, y0, x1, y1 in mm. */
export function section(...layers: { z: number; hatches: readonly (readonly number[])[] }[]): Uint8Array {
  const parts = [
    Buffer.from(
      '$$HEADERSTART\n$$BINARY\n$$UNITS/1.000000000000000\n$$VERSION/200\n$$LABEL/1,part1\n$$DATE/200319\n' +
        `$$LAYERS/${String(layers.length).padStart(6, '0')}\n$$HEADEREND`,
    ),
  ];
  const short = (value: number) => {
    const field = Buffer.alloc(2);
    field.writeUInt16LE(value);
    parts.push(field);
  };
  const long = (value: number) => {
    const field = Buffer.alloc(4);
    field.writeInt32LE(value);
    parts.push(field);
  };
  const float = (value: number) => {
    const field = Buffer.alloc(4);
    field.writeFloatLE(value);
    parts.push(field);
  };
  for (const { z, hatches } of layers) {
    short(127);
    float(z);
    for (const xyxy of hatches) {
      short(132);
      long(0);
      long(xyxy.length / 4);
      xyxy.forEach(float);
    }
  }
  return new Uint8Array(Buffer.concat(parts));
}

export const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

/** An archive by another program than ours. */
export function archive(files: Readonly<Record<string, Uint8Array>>, level: 0 | 6 = 6): Uint8Array {
  return zipSync(files, { level, mtime: '1990-01-01T00:00:00' });
}

export async function readLayers(file: LaserFile): Promise<LaserFileLayer[]> {
  const layers: LaserFileLayer[] = [];
  for await (const layer of file.layers()) layers.push(layer);
  return layers;
}

export async function readArchive(bytes: Uint8Array): Promise<{ file: LaserFile; layers: LaserFileLayer[] }> {
  const file = await openIlt(memorySource(bytes, 'test.ilt'));
  return { file, layers: await readLayers(file) };
}

/** A spool in memory that tells whether it was dropped. */
export function memorySpool(): Spool & { readonly isDropped: () => boolean } {
  const sink = memorySink();
  let dropped = false;
  return {
    write: sink.write,
    patch: sink.patch,
    get size() {
      return sink.writes.reduce((sum, length) => sum + length, 0);
    },
    read: async (offset, length) => sink.bytes().slice(offset, offset + length),
    async drop() {
      if (dropped) throw new Error('dropped twice');
      dropped = true;
    },
    isDropped: () => dropped,
  };
}

export const EXPOSURE: LaserExposure = { ...UNKNOWN_EXPOSURE, powerW: 175, speedMmPerS: 1250.5, focusMm: -0.25 };

/** A job with the keys given as `params` or `params region`. */
export function job(...keys: string[]): LaserJob {
  return {
    tool: { name: 'Trabecula', version: '1.0.0' },
    partId: 'cage',
    partLabel: 'cage',
    about: {},
    profile: { id: 'ti', name: 'Ti' },
    keys: keys.map((key) => {
      const [params = '', regionId = null] = key.split(' ');
      return { key, params, regionId, exposure: EXPOSURE };
    }),
  };
}

export async function writtenIlt(layers: readonly PlannedLayer[], laserJob: LaserJob): Promise<Uint8Array> {
  const file = memorySink();
  const sink = iltSink(file, { job: laserJob, spool: async () => memorySpool() });
  await sink.open({ partId: 'cage', layerCount: layers.length, thicknessMm: 0.03, boxMm: [0, 0, 0, 0, 0, 0] });
  for (const layer of layers) await sink.layer(layer);
  await sink.close();
  return file.bytes();
}
