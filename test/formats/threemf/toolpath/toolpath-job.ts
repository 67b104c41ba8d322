/** Small jobs of laser paths, and their files in memory. */
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import {
  type LaserFile,
  type LaserFileLayer,
  type LaserJob,
  UNKNOWN_EXPOSURE,
} from '../../../../src/core/laser-file.ts';
import type { ByteSource, PlannedLayer } from '../../../../src/core/ports.ts';
import type { Toolpath } from '../../../../src/core/toolpath.ts';
import { openThreeMfToolpath } from '../../../../src/formats/threemf/toolpath/read-toolpath.ts';
import {
  type ThreeMfToolpathOptions,
  threeMfToolpathSink,
} from '../../../../src/formats/threemf/toolpath/write-toolpath.ts';
import { boxMesh } from '../../../geometry/solids.ts';
import { byteMemory } from '../byte-memory.ts';

export const sha1 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha1').update(bytes).digest());

/** A job of one part with a contour that says all there is to say, a hatch that says the usual, and a key nobody knows. */
export const JOB: LaserJob = {
  tool: { name: 'trabecula', version: '0.1.0' },
  partId: 'cage',
  partLabel: 'Cage <1> & more',
  about: { caseId: 'C-1' },
  profile: { id: 'ti6al4v', name: 'Ti-6Al-4V' },
  keys: [
    {
      key: 'contour-outer',
      params: 'contour-outer',
      regionId: null,
      exposure: {
        powerW: 120,
        speedMmPerS: 700.5,
        focusMm: -0.0000001,
        spotMm: 0.07,
        pointDistanceMm: 0.065,
        pointExposureUs: 40,
        jumpSpeedMmPerS: 5000,
        jumpDelayUs: 30,
        markDelayUs: 0,
        polygonDelayUs: 10,
        laserOnDelayUs: -12.5,
        laserOffDelayUs: 1 / 3,
        skywriting: { runInMm: 0.1, runOutMm: 0.2, leastAngleDeg: 5 },
        laser: 3,
      },
    },
    {
      key: 'hatch-core r1',
      params: 'hatch-core',
      regionId: 'r1',
      exposure: { ...UNKNOWN_EXPOSURE, powerW: 0, speedMmPerS: 1200, laser: 0 },
    },
    { key: 'wall', params: 'wall', regionId: null, exposure: UNKNOWN_EXPOSURE },
  ],
};

export const OPTIONS: ThreeMfToolpathOptions = {
  job: JOB,
  parts: [{ partId: 'cage', name: 'cage (envelope)', mesh: boxMesh(0, 0, 0, 2, 2, 0.09) }],
  sha1,
};

export function contour(params: string, xy: readonly number[], closed = true, partId = 'cage'): Toolpath {
  const path = { xy: Float64Array.from(xy), closed };
  return { kind: 'contour', params, partId, regionId: null, area: 'core', path };
}

export function hatch(xyxy: readonly number[], partId = 'cage'): Toolpath {
  const lines = { xyxy: Float64Array.from(xyxy) };
  return { kind: 'hatch', params: 'hatch-core', partId, regionId: 'r1', area: 'core', lines };
}

/** Layers of 0.03 mm from `baseMm` up, one for each list of paths. */
export function layersOf(lists: readonly (readonly Toolpath[])[], baseMm = 0): PlannedLayer[] {
  return lists.map((toolpaths, index) => {
    const of = { index, zMm: baseMm + 0.03 * (index + 1), thicknessMm: 0.03 };
    return { layer: { ...of, regions: [], midlines: [] }, toolpaths: { ...of, toolpaths } };
  });
}

/** A triangle, two hatch lines, an empty layer, an open line. */
export const TINY = layersOf([
  [contour('contour-outer', [0, 0, 1, 0, 1, 1.2345]), hatch([0, 0, 1, 0, -0.5, 1, 1, 1])],
  [],
  [contour('wall', [2, 0, 2, 0.0001], false)],
]);

/** Writes a job and returns the bytes of its file. */
export async function written(layers: readonly PlannedLayer[], options = OPTIONS): Promise<Uint8Array> {
  const memory = byteMemory();
  const sink = threeMfToolpathSink(memory, options);
  await sink.open({ partId: 'cage', layerCount: layers.length, thicknessMm: 0.03, boxMm: [0, 0, 0, 2, 2, 0.09] });
  for (const layer of layers) await sink.layer(layer);
  await sink.close();
  return memory.bytes();
}

export function memorySource(bytes: Uint8Array, name = 'job.3mf'): ByteSource {
  return { name, size: bytes.length, read: async (offset, length) => bytes.slice(offset, offset + length) };
}

/** A file that has been read to its end. */
export async function readAll(bytes: Uint8Array): Promise<{ file: LaserFile; layers: LaserFileLayer[] }> {
  const file = await openThreeMfToolpath(memorySource(bytes));
  const layers: LaserFileLayer[] = [];
  for await (const layer of file.layers()) layers.push(layer);
  return { file, layers };
}

/** The parts of a package as text, unpacked by another program than ours. */
export function partsOf(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, new TextDecoder().decode(part)]));
}
