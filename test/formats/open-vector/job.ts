/** Small jobs for the tests of the Open Vector Format. */
import {
  type LaserExposure,
  type LaserFileLayer,
  type LaserJob,
  UNKNOWN_EXPOSURE,
} from '../../../src/core/laser-file.ts';
import type { ByteSource, PlannedLayer } from '../../../src/core/ports.ts';
import { openOpenVector } from '../../../src/formats/open-vector/read-open-vector.ts';
import { openVectorSink } from '../../../src/formats/open-vector/write-open-vector.ts';
import { memorySink, memorySource } from '../common-layer/job.ts';

export const CONTOUR: LaserExposure = { ...UNKNOWN_EXPOSURE, powerW: 120 };
export const HATCH: LaserExposure = { ...UNKNOWN_EXPOSURE, laser: 0 };

export function jobOf(exposures: Readonly<Record<string, LaserExposure>>, more: Partial<LaserJob> = {}): LaserJob {
  return {
    tool: { name: 'trabecula', version: '1.2.3' },
    partId: 'cage',
    partLabel: 'cage',
    about: {},
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
  const sink = openVectorSink(file, { job });
  await sink.open({ partId: 'cage', layerCount: layers.length, thicknessMm: 0.03, boxMm: [0, 0, 0, 0, 0, 0] });
  for (const layer of layers) await sink.layer(layer);
  await sink.close();
  return file.bytes();
}

/** Reads a whole file. */
export async function readAll(file: Uint8Array | ByteSource) {
  const open = await openOpenVector(file instanceof Uint8Array ? memorySource(file, 'test.ovf') : file);
  const layers: LaserFileLayer[] = [];
  for await (const layer of open.layers()) layers.push(layer);
  return { ...open, layers };
}
