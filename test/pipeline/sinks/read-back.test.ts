import { afterAll, describe, expect, test } from 'vitest';
import type { CommonLayerFile, CommonLayerLayer } from '../../../src/formats/common-layer/common-layer-file.ts';
import { DEFAULT_INSPECT_LIMITS, type InspectOptions } from '../../../src/inspect/settings.ts';
import { openThreads } from '../../../src/pipeline/layers/layer-threads.ts';
import { inspectCommonLayer } from '../../../src/pipeline/sinks/read-back.ts';

const threads = openThreads(2);
afterAll(() => threads.close());

/** A file of squares of 10 mm with one vector each, at these heights; in the second layer the vector is 1 mm out. */
function squares(...heights: number[]): CommonLayerFile {
  const layers = heights.map((zMm, n): CommonLayerLayer => {
    const xy = Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10, 0, 0);
    const polylines = [{ id: 1, direction: 1 as const, xy }];
    const hatches = [{ id: 2, xyxy: Float64Array.of(1, 1, n === 1 ? 11 : 9, 1) }];
    return { zMm, polylines, hatches, commands: [] };
  });
  return {
    header: {
      ...{ encoding: 'binary', units: 0.0001, version: 200, labels: new Map(), align: false, date: null, userData: [] },
      ...{ profiles: new Map(), layers: layers.length, dimensionMm: [0, 0, 0, 11, 10, heights.at(-1) ?? 0] },
    },
    tolerated: [],
    async *layers() {
      yield* layers;
    },
  };
}

/** Nobody planned the file. */
const options: Omit<InspectOptions, 'claims'> = {
  tool: { name: 'test', version: '0' },
  partId: 'a',
  process: 'lpbf',
  expected: { layerCount: null, thicknessMm: null, zeroLayer: false, firstTopMm: null },
  written: { boundary: true, hatches: true },
  partial: false,
  buildArea: null,
  nominalVolumeMm3: null,
  envelopeVolumeMm3: null,
  lattices: [],
  limits: DEFAULT_INSPECT_LIMITS,
  rowSpacingMm: 0.1,
  planned: null,
  densityGPerCm3: null,
  trappedLimitMm3: 1,
};

describe('a file that nobody planned', () => {
  test.each([
    ['layers of 0.03 mm', [0.03, 0.06, 0.09, 0.12, 0.15]],
    ['a layer that is missing', [0.03, 0.06, 0.12, 0.15]],
    ['one layer, of which nobody knows the thickness', [0.03]],
    ['heights that fall', [0.06, 0.03, 0.09]],
    ['no layer', []],
  ])('of %s is judged in threads as in one', async (_, heights) => {
    const { signal } = new AbortController();
    const alone = await inspectCommonLayer(squares(...heights), options, signal);
    const judging = { threads, memoryBytes: 2 ** 28 };
    const together = await inspectCommonLayer(squares(...heights), options, signal, undefined, judging);
    expect(together).toEqual(alone);
    const { totals, findings } = alone.inspection;
    expect(totals.layers).toBe(heights.length);
    if (heights.length === 5) expect(totals.volumeMm3).toBeCloseTo(5 * 100 * 0.03, 9);
    if (heights.length > 1) {
      const out = findings.filter(({ rule }) => rule === 'hatch-outside');
      expect(out.map(({ layer, measured }) => [layer, measured])).toEqual([[1, 1]]);
    }
  });
});
