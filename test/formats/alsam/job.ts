/** Small jobs for the tests of the ALSAM format, and a second reader that shares no code with the first. */
import { inflateRawSync } from 'node:zlib';
import {
  type LaserExposure,
  type LaserFile,
  type LaserFileLayer,
  type LaserJob,
  UNKNOWN_EXPOSURE,
} from '../../../src/core/laser-file.ts';
import type { PlannedLayer } from '../../../src/core/ports.ts';
import { PrepError } from '../../../src/core/prep-error.ts';
import { openAlsam } from '../../../src/formats/alsam/read-alsam.ts';
import { alsamSink } from '../../../src/formats/alsam/write-alsam.ts';
import { memorySink, memorySource } from '../common-layer/job.ts';

export const CONTOUR: LaserExposure = {
  ...UNKNOWN_EXPOSURE,
  powerW: 120,
  speedMmPerS: 850.5,
  spotMm: 0.035,
  jumpSpeedMmPerS: 5000,
  jumpDelayUs: 300,
  markDelayUs: 250,
  polygonDelayUs: 50,
  laserOnDelayUs: -10,
  laserOffDelayUs: 12.5,
  laser: 0,
};
export const HATCH: LaserExposure = { ...CONTOUR, powerW: 280, speedMmPerS: 1200, spotMm: 0.1, laser: 1 };

export function jobOf(exposures: Readonly<Record<string, LaserExposure>>, more: Partial<LaserJob> = {}): LaserJob {
  return {
    tool: { name: 'trabecula', version: '1.2.3' },
    partId: 'cage',
    partLabel: 'cage L4',
    about: { case: 'K-17' },
    profile: { id: 'ti', name: 'Titanium' },
    keys: Object.entries(exposures).map(([key, exposure]) => {
      const [params = '', regionId = null] = key.split(' ');
      return { key, params, regionId, exposure };
    }),
    ...more,
  };
}

export const JOB = jobOf({ 'contour-outer': CONTOUR, 'hatch-core': HATCH });

/** Writes a job and returns the bytes of its file. */
export async function written(layers: readonly PlannedLayer[], job: LaserJob = JOB): Promise<Uint8Array> {
  const file = memorySink();
  const sink = alsamSink(file, { job });
  await sink.open({ partId: 'cage', layerCount: layers.length, thicknessMm: 0.03, boxMm: [0, 0, 0, 0, 0, 0] });
  for (const layer of layers) await sink.layer(layer);
  await sink.close();
  return file.bytes();
}

/** Opens bytes or text and reads all layers. */
export async function readAll(
  data: Uint8Array | string,
  name = 'test.scn',
): Promise<LaserFile & { readonly read: readonly LaserFileLayer[] }> {
  const file = await openAlsam(memorySource(typeof data === 'string' ? Buffer.from(data, 'utf8') : data, name));
  const read: LaserFileLayer[] = [];
  for await (const layer of file.layers()) read.push(layer);
  return { ...file, read };
}

/** Returns the error that reading a file ends in; fails where it is read, or where anything else is thrown. */
export async function refusal(data: Uint8Array | string): Promise<PrepError> {
  const error = await readAll(data).catch((cause: unknown) => cause);
  if (error instanceof PrepError) return error;
  throw error instanceof Error ? error : new Error('was not refused');
}

/** Unpacks the entries of a ZIP in the order of its directory, with the inflate of the platform. */
export function unzip(bytes: Uint8Array): [name: string, text: string][] {
  const file = Buffer.from(bytes);
  const end = file.length - 22;
  const count = file.readUInt16LE(end + 10);
  const entries: [string, string][] = [];
  for (let i = 0, at = file.readUInt32LE(end + 16); i < count; i++) {
    const [size, nameLength, offset] = [
      file.readUInt32LE(at + 20),
      file.readUInt16LE(at + 28),
      file.readUInt32LE(at + 42),
    ];
    const data = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push([name, inflateRawSync(file.subarray(data, data + size)).toString('utf8')]);
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** What the second reader finds: each path with its start and segments as `style x y`, in the letters of the file. */
export interface SecondPath {
  readonly type: string;
  readonly segments: readonly string[];
}

/** Reads the paths of a document by patterns alone. */
export function secondReader(xml: string): SecondPath[] {
  return [...xml.matchAll(/<Path>(.*?)<\/Path>/gs)].map(([, path = '']) => {
    const start = /<Start>\s*<X>(.*?)<\/X>\s*<Y>(.*?)<\/Y>\s*<\/Start>/s.exec(path);
    const segments = [...path.matchAll(/<SegStyle>(.*?)<\/SegStyle>\s*<End>\s*<X>(.*?)<\/X>\s*<Y>(.*?)<\/Y>/gs)];
    return {
      type: /<Type>(.*?)<\/Type>/.exec(path)?.[1] ?? '',
      segments: [`start ${start?.[1]} ${start?.[2]}`, ...segments.map(([, style, x, y]) => `${style} ${x} ${y}`)],
    };
  });
}
