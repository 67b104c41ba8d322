import { beforeAll, expect, test } from 'vitest';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import type { DevicePlanes } from '../../../src/lattice/gpu/device-planes.ts';
import type { MarkPlane, PlaneMarker } from '../../../src/lattice/gpu/plane-marker.ts';
import type { JobSpec } from '../../../src/pipeline/layers/job-spec.ts';
import { layerMarks } from '../../../src/pipeline/layers/layer-marks.ts';
import { partJob, wholePart } from '../../../src/pipeline/parts/part-job.ts';
import { completeLattice } from '../../../src/pipeline/request/lattice-defaults.ts';
import { planLayers } from '../../../src/slicing/layer-plan.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { loadedPart } from '../part-in-hand.ts';

beforeAll(() => loadClipping());

test('rows of layers that are asked for in turns get their own marks, and each layer is marked once', async () => {
  const { spec } = partJob(loadedPart(boxMesh(0, 0, 0, 4, 4, 4)), [0, 0, 0], {
    slice: { thicknessMm: 0.1, cut: 'mid' },
    regions: wholePart(completeLattice({ cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 }, ['lattice'])),
    paths: null,
    band: null,
  });
  // A box so wide that the device takes four layers at a time.
  const wide: JobSpec = { ...spec, box: [0, 0, 0, 200, 200, 4] };
  const marked: number[] = [];
  // A device that gives each plane its height instead of edges.
  const planes = ((zMm: number) => ({ zMm })) as unknown as DevicePlanes;
  const marker = {
    async mark(asked: readonly MarkPlane[]) {
      const heights = (asked as unknown as { zMm: number }[]).map(({ zMm }) => zMm);
      marked.push(...heights);
      return heights;
    },
  } as unknown as PlaneMarker;
  const marks = layerMarks(wide, [planes], marker, new AbortController().signal);
  const { zCutMm } = planLayers(wide.box, wide.layers);
  const heights = Array.from({ length: 40 }, (_, index) => zCutMm(index));
  for (let n = 0; n < 16; n++) {
    for (const index of [n, n + 16, n + 32]) if (index < 40) expect(await marks.take(index)).toEqual([heights[index]]);
  }
  expect(marked.sort((a, b) => a - b)).toEqual(heights);
});
