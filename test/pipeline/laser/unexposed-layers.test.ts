import { describe, expect, test } from 'vitest';
import { unexposedLayers } from '../../../src/pipeline/laser/unexposed-layers.ts';
import type { LayerResult } from '../../../src/pipeline/layers/layer-result.ts';
import type { PartJob } from '../../../src/pipeline/parts/part-job.ts';

/** Findings of layers that hold so much solid, each with or without a path. */
function found(layers: readonly (readonly [solidMm2: number, exposed: boolean])[], layerCount = layers.length) {
  const watch = unexposedLayers();
  for (const [index, [solidMm2, exposed]] of layers.entries()) {
    watch.add({
      figures: { solidMm2 },
      toolpaths: { index, toolpaths: exposed ? [{}] : [] },
    } as unknown as LayerResult);
  }
  const job = { layerCount, spec: { partId: 'a', layers: { from: 0, to: layers.length } } } as PartJob;
  return watch.findings(job);
}

const yes = [4, true] as const;
const no = [0.003, false] as const;
const empty = [0, false] as const;

describe('a layer of which nothing is exposed', () => {
  test('is a warning at the top and at the base, with the first one and how much solid it has', () => {
    expect(found([yes, yes, no, [0.001, false]])).toEqual([
      expect.objectContaining({
        rule: 'layer-unexposed',
        severity: 'warning',
        layer: 2,
        measured: 2,
        message:
          '2 layers with solid are not exposed, above the last that is: no path fits into at most 0.003 mm2 of solid',
      }),
    ]);
    expect(found([no, yes])).toEqual([expect.objectContaining({ severity: 'warning', layer: 0 })]);
  });

  test('is an error between layers that are exposed', () => {
    expect(found([yes, no, yes, no, no, yes])).toEqual([
      expect.objectContaining({ severity: 'error', layer: 1, measured: 3 }),
    ]);
  });

  test('is none without solid, and at the ends of a band nobody knows', () => {
    expect(found([yes, empty, yes])).toEqual([]);
    expect(found([no, yes, no], 9)).toEqual([]);
  });
});
