import { beforeAll, describe, expect, test } from 'vitest';
import type { RunContext } from '../../../src/core/ports.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { meshBox } from '../../../src/geometry/mesh-measures.ts';
import { type JobSpec, shareArrays } from '../../../src/pipeline/layers/job-spec.ts';
import { buffersOf, bytesOf } from '../../../src/pipeline/layers/layer-buffers.ts';
import type { LayerResult } from '../../../src/pipeline/layers/layer-result.ts';
import { layerStream } from '../../../src/pipeline/layers/layer-stream.ts';
import { layerTotals } from '../../../src/pipeline/layers/layer-totals.ts';
import { boxMesh, sphereMesh } from '../../geometry/solids.ts';
import { withoutTriangle } from '../../support/test-meshes.ts';

beforeAll(() => loadClipping());

function specOf(mesh = boxMesh(0, 0, 0, 3, 2, 1), from = 0, to = 10): JobSpec {
  return {
    partId: 'part',
    mesh,
    beams: [],
    edges: meshEdges(mesh),
    box: meshBox(mesh),
    originMm: [0, 0, 0],
    layers: { thicknessMm: 0.1, cut: 'mid', from, to },
    regions: [{ id: null, fill: 'solid', shape: null, lattice: null, stock: null }],
    dropped: null,
    measured: false,
    paths: null,
  };
}

function contextOf(signal = new AbortController().signal): RunContext {
  return {
    signal,
    log: { note() {} },
    progress() {},
    workers: 0,
    memoryBytes: 1e9,
    backend: 'cpu',
    tempDir: '/tmp',
  };
}

async function all(spec: JobSpec, context = contextOf()): Promise<LayerResult[]> {
  const results: LayerResult[] = [];
  for await (const result of layerStream(spec, context, null)) results.push(result);
  return results;
}

describe('the layers of a 3 x 2 x 1 mm box at 0.1 mm', () => {
  test('come in order, 6 mm2 each, with tops at multiples of the thickness and no paths', async () => {
    const results = await all(specOf());
    expect(results.map(({ layer }) => layer.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(results.map(({ layer }) => layer.zMm)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    for (const { figures, toolpaths } of results) {
      expect(figures.solidMm2).toBeCloseTo(6, 9);
      expect(figures.envelopeMm2).toBeCloseTo(6, 9);
      expect(figures).toMatchObject({ openContours: 0, openAt: null, missedMm2: null, timeS: null });
      expect(toolpaths.toolpaths).toEqual([]);
    }
  });

  test('of a band are those of the band alone', async () => {
    expect(await all(specOf(undefined, 4, 7))).toEqual((await all(specOf())).slice(4, 7));
  });

  test('stop with the reason of the signal', async () => {
    const control = new AbortController();
    const seen: number[] = [];
    const run = async () => {
      for await (const { layer } of layerStream(specOf(), contextOf(control.signal), null)) {
        seen.push(layer.index);
        if (layer.index === 3) control.abort(new Error('enough'));
      }
    };
    await expect(run()).rejects.toThrow('enough');
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  test('sum up to 6 mm3 solid, and to no finding', async () => {
    const totals = layerTotals();
    for (const result of await all(specOf())) totals.add(result);
    expect(totals).toMatchObject({ firstSolid: 0, planned: [] });
    expect(totals.solidMm3).toBeCloseTo(6, 9);
    expect(totals.envelopeMm3).toBeCloseTo(6, 9);
    expect(totals.findings('part')).toEqual([]);
  });

  test('hold 64 bytes of coordinates each, in one buffer that can be moved', async () => {
    const [first] = await all(specOf());
    expect(buffersOf(first!)).toHaveLength(1);
    expect(bytesOf(first!)).toBe(64);
  });
});

test('contours that do not close become one error finding with its first place', async () => {
  const mesh = withoutTriangle(sphereMesh(2, 12), 150);
  const totals = layerTotals();
  for (const result of await all(specOf(mesh, 0, 40))) totals.add(result);
  const [found, ...more] = totals.findings('ball');
  expect(more).toEqual([]);
  expect(found).toMatchObject({ rule: 'contour-open', severity: 'error', partId: 'ball', unit: 'contours' });
  expect(found!.measured).toBeGreaterThan(0);
  expect(Math.hypot(found!.xMm!, found!.yMm!)).toBeLessThan(2);
});

test('the first solid layer is counted where the part begins', async () => {
  const spec = specOf(boxMesh(0, 0, 0.36, 3, 2, 1));
  const totals = layerTotals();
  for (const result of await all({ ...spec, box: [0, 0, 0, 3, 2, 1] })) totals.add(result);
  expect(totals.firstSolid).toBe(4);
  expect(totals.solidMm3).toBeCloseTo(0.6 * 6, 9);
});

test('shared arrays are copies on shared memory, and other values stay', () => {
  const from = { floats: Float64Array.of(1.5), words: Uint32Array.of(7), ints: Int32Array.of(-7), name: 'x' };
  const shared = shareArrays(from);
  expect(shared).toEqual(from);
  for (const array of [shared.floats, shared.words, shared.ints])
    expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
});
