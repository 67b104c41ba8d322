import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { openGpu } from '../../../src/pipeline/device/gpu-device.ts';
import type { GpuProbe } from '../../../src/pipeline/device/gpu-probe.ts';
import type { JobSpec } from '../../../src/pipeline/layers/job-spec.ts';
import { layerStream } from '../../../src/pipeline/layers/layer-stream.ts';
import { openPlaneBackend, type PlaneBackend } from '../../../src/pipeline/layers/plane-backend.ts';
import { partJob, wholePart } from '../../../src/pipeline/parts/part-job.ts';
import { defaultContext } from '../../../src/pipeline/request/default-context.ts';
import { completeLattice, type LatticeRequest } from '../../../src/pipeline/request/lattice-defaults.ts';
import { boxMesh, sphereMesh } from '../../geometry/solids.ts';
import { buildFirst } from '../../support/run-cli.ts';
import { loadedPart, region } from '../part-in-hand.ts';

buildFirst();
beforeAll(() => loadClipping());

const GYROID: LatticeRequest = { cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 };

/** What a fill of each kind is asked for: the planes of a backend and those of the CPU have to end in the same contours. */
const FILLS: Readonly<Record<string, LatticeRequest>> = {
  'constant, a sheet': GYROID,
  'constant, a network with a skin': { ...GYROID, cellType: 'iwp', phase: 'network', skinMm: 0.4 },
  'graded in density': {
    cellType: 'gyroid',
    cellMm: 2,
    grading: [
      {
        quantity: 'density',
        place: { by: 'x' },
        table: [
          [0, 0.2],
          [8, 0.45],
        ],
      },
    ],
  },
  'graded in cell size': {
    ...GYROID,
    grading: [
      {
        quantity: 'cell',
        place: { by: 'z' },
        table: [
          [0, 1.5],
          [3, 2.5],
        ],
      },
    ],
  },
  rotated: { ...GYROID, cellType: 'diamond', turnDeg: [30, 20, 10] },
  'even walls': { ...GYROID, cellType: 'primitive', evenWalls: true },
  'a hybrid': {
    ...GYROID,
    blend: { cellType: 'diamond', phase: 'network', relativeDensity: 0.35, place: { by: 'x' }, fromMm: 3, toMm: 5 },
  },
};

function specOf(lattice: LatticeRequest | null): JobSpec {
  const mesh = lattice?.skinMm === undefined ? boxMesh(0.3, 0.2, 0, 8.3, 6.1, 1.2) : sphereMesh(3, 24);
  return partJob(loadedPart(mesh), [0, 0, 0], {
    slice: { thicknessMm: 0.15, cut: 'mid' },
    regions: wholePart(lattice === null ? null : completeLattice(lattice, ['lattice'])),
    paths: null,
    band: null,
  }).spec;
}

async function contours(spec: JobSpec, backend: PlaneBackend | null, workers = 0): Promise<number[][][]> {
  const layers: number[][][] = [];
  for await (const { layer } of layerStream(spec, defaultContext({ workers }), backend)) {
    layers.push(layer.regions.flatMap(({ outline, holes }) => [outline, ...holes].map(({ xy }) => [...xy])));
  }
  return layers;
}

describe.each(['gpu', 'gpujs'] as const)('contours by the backend %s', (name) => {
  let backend: PlaneBackend;
  beforeAll(async () => {
    backend = await openPlaneBackend(defaultContext({ backend: name }));
  });
  afterAll(() => backend?.close());

  test.each(Object.keys(FILLS))('%s: those of the CPU to the last bit, and the device worked', async (fill) => {
    const spec = specOf(FILLS[fill]!);
    const before = backend.use().deviceNodes;
    const expected = await contours(spec, null);
    expect(expected.flat().length).toBeGreaterThan(50);
    expect(await contours(spec, backend)).toEqual(expected);
    expect(backend.use().deviceNodes - before).toBeGreaterThan(10_000);
    expect(backend.use()).toMatchObject({ backend: name, adapter: expect.stringMatching(/./) });
  });

  test('of several lattices each takes its own marks, and one that the device has no formula for takes none', async () => {
    const left = region('left', 'porous', boxMesh(-1, -1, -1, 2.7, 9, 3));
    const middle = region('middle', 'porous', boxMesh(-1, -1, -1, 5.2, 9, 3));
    const fills = [{ ...GYROID, cellType: 'bcc' }, FILLS['graded in density']!, FILLS['a hybrid']!];
    const regions = [left, middle, region('right', 'porous')].map((one, n) => ({
      ...one,
      lattice: { settings: completeLattice(fills[n]!, ['lattice']), place: ['lattice'] },
    }));
    const slice = { thicknessMm: 0.15, cut: 'mid' } as const;
    const part = loadedPart(boxMesh(0.3, 0.2, 0, 8.3, 6.1, 1.2));
    const { spec } = partJob(part, [0, 0, 0], { slice, regions, paths: null, band: null });
    const before = backend.use().deviceNodes;
    const expected = await contours(spec, null);
    expect(expected.flat().length).toBeGreaterThan(50);
    expect(await contours(spec, backend)).toEqual(expected);
    expect(backend.use().deviceNodes - before).toBeGreaterThan(10_000);
  });

  test('workers take the same marks', async () => {
    const spec = specOf(FILLS['a hybrid']!);
    expect(await contours(spec, backend, 2)).toEqual(await contours(spec, null));
  });

  test('what the device has no formula for is left to the CPU: struts, formulas, solid parts', async () => {
    expect(await backend.marksOf(specOf({ ...GYROID, cellType: 'bcc' }))).toBeNull();
    const formula = { ...GYROID, cellType: 'expression', expression: 'sin(X)*cos(Y)+sin(Y)*cos(Z)+sin(Z)*cos(X)' };
    expect(await backend.marksOf(specOf(formula))).toBeNull();
    expect(await backend.marksOf(specOf(null))).toBeNull();
  });
});

describe('the choice of a backend', () => {
  const hardware: GpuProbe = {
    usable: true,
    adapter: { name: 'A GPU', vendor: '', architecture: '', software: false },
    software: false,
    why: null,
  };
  const absent: GpuProbe = { usable: false, adapter: null, software: false, why: 'no GPU was found' };
  const graded = specOf(FILLS['graded in density']!);
  /** The same fill in a part so large that a device gains. */
  const large: JobSpec = { ...graded, box: [0, 0, 0, 400, 400, 1.2], layers: { ...graded.layers, to: 400 } };

  async function chosen(
    backend: 'auto' | 'cpu',
    spec: JobSpec,
    probe: GpuProbe,
  ): Promise<{ asked: number; marks: boolean }> {
    let asked = 0;
    const found = {
      probe: async () => {
        asked++;
        return probe;
      },
      open: openGpu,
    };
    const opened = await openPlaneBackend(defaultContext({ backend }), found);
    try {
      const marks = (await opened.marksOf(spec)) !== null;
      return { asked, marks };
    } finally {
      await opened.close();
    }
  }

  test('cpu never looks for a device; auto does for cells that vary in a large part, and takes it if it is one', async () => {
    expect(await chosen('cpu', large, hardware)).toEqual({ asked: 0, marks: false });
    expect(await chosen('auto', large, hardware)).toEqual({ asked: 1, marks: true });
    expect(await chosen('auto', large, { ...hardware, software: true })).toEqual({ asked: 1, marks: false });
    expect(await chosen('auto', large, absent)).toEqual({ asked: 1, marks: false });
    expect(await chosen('auto', graded, hardware)).toEqual({ asked: 0, marks: false });
    expect(await chosen('auto', { ...specOf(GYROID), box: large.box, layers: large.layers }, hardware)).toEqual({
      asked: 0,
      marks: false,
    });
  });

  test.each(['gpu', 'gpujs'] as const)(
    '%s asked for and absent is refused with its reason and exit code 4',
    async (name) => {
      const found = { probe: async () => absent, open: openGpu };
      await expect(openPlaneBackend(defaultContext({ backend: name }), found)).rejects.toMatchObject({
        code: 'backend-absent',
        exitCode: 4,
        message: `--backend ${name}: no GPU was found`,
      });
    },
  );

  test('a device that is lost half way leaves the rest to the CPU under auto, with a word, and the bytes are the same', async () => {
    const notes: string[] = [];
    const found = {
      probe: async () => hardware,
      async open(): ReturnType<typeof openGpu> {
        const gpu = await openGpu();
        let calls = 0;
        const marker: typeof gpu.marker = {
          ...gpu.marker,
          mark(planes, signal) {
            if (calls++ > 0) throw new PrepError('backend-absent', 'the GPU was lost');
            return gpu.marker.mark(planes, signal);
          },
        };
        return { ...gpu, marker };
      },
    };
    const context = defaultContext({ backend: 'auto', log: { note: (line) => notes.push(line) } });
    // A row of many layers, so that there are several batches; few of them hold the part.
    const spec = { ...graded, box: large.box, layers: { ...graded.layers, to: 8 } };
    const opened = await openPlaneBackend(context, found);
    try {
      const wide = { ...spec, layers: { ...spec.layers, to: 400 } };
      await opened.marksOf(wide);
      const expected = await contours(spec, null);
      expect(await contours(spec, opened)).toEqual(expected);
    } finally {
      await opened.close();
    }
    expect(notes.join()).toContain('the GPU was lost; the CPU goes on');
  });
});
