import { describe, expect, test } from 'vitest';
import type { Toolpath } from '../../../src/core/toolpath.ts';
import type { LayerFigures, LayerResult } from '../../../src/pipeline/layers/layer-result.ts';
import { packedFileLayer, unpackedFileLayer } from '../../../src/pipeline/layers/packed-file-layer.ts';
import { packedLayer, unpackedLayer } from '../../../src/pipeline/layers/packed-layer.ts';

function loop(...xy: number[]) {
  return { xy: Float64Array.from(xy), closed: true };
}

const OF_PART = { partId: 'a', regionId: null } as const;
const PATHS: readonly Toolpath[] = [
  { kind: 'contour', params: 'contour-outer', ...OF_PART, area: 'core', path: loop(0, 0, 1, 0, 1, 1) },
  { kind: 'contour', params: 'contour-outer', ...OF_PART, area: 'core', path: { ...loop(0, 0, 1, 0), closed: false } },
  { kind: 'contour', params: 'contour-outer', ...OF_PART, area: 'hull', path: loop(2, 0, 3, 0, 3, 1) },
  { kind: 'hatch', params: 'hatch-core', ...OF_PART, area: 'core', lines: { xyxy: Float64Array.of(0, 0, 1, 1) } },
  { kind: 'hatch', params: 'hatch-core', partId: 'a', regionId: 'r', area: 'core', lines: { xyxy: Float64Array.of() } },
  {
    kind: 'hatch',
    params: 'hatch-core',
    ...OF_PART,
    laser: 1,
    area: 'core',
    lines: { xyxy: Float64Array.of(5, 5, 6, 6, 7, 7, 8, 8) },
  },
  { kind: 'contour', params: 'contour-outer', ...OF_PART, area: 'core', path: loop(9, 9, 8, 8, 7, 9) },
  {
    kind: 'bead',
    params: 'perimeter',
    ...OF_PART,
    feature: 'perimeter',
    heightMm: 0.1,
    path: loop(1, 2, 3, 4),
    widthMm: Float64Array.of(0.4, 0.5),
  },
];

function result(changes: Partial<LayerResult> = {}): LayerResult {
  return {
    layer: {
      index: 3,
      zMm: 0.4,
      thicknessMm: 0.1,
      midlines: [],
      regions: [
        {
          ...OF_PART,
          area: 'core',
          outline: loop(0, 0, 4, 0, 4, 4),
          holes: [loop(1, 1, 1, 2, 2, 1), loop(3, 3, 3, 4, 4, 3)],
        },
        { partId: 'a', regionId: 'r', area: 'hull', outline: loop(9, 9, 10, 9, 10, 10), holes: [] },
      ],
    },
    toolpaths: { index: 3, zMm: 0.4, thicknessMm: 0.1, toolpaths: PATHS },
    figures: { envelopeMm2: 7 } as LayerFigures,
    pieces: null,
    porous: null,
    ...changes,
  };
}

describe('a layer that was taken apart', () => {
  test('is the same when it is put together: regions, and paths of all kinds in their order', () => {
    expect(unpackedLayer(packedLayer(result()))).toStrictEqual(result());
  });

  test('keeps the loops of the first pass and of measures', () => {
    const pieces = { envelope: [loop(0, 0, 9, 0, 9, 9)], kept: [], cut: null };
    const porous = [[loop(1, 0, 2, 0, 2, 1)], [], [loop(5, 0, 6, 0, 6, 1), loop(7, 0, 8, 0, 8, 1)]];
    const whole = result({ pieces, porous });
    expect(unpackedLayer(packedLayer(whole))).toStrictEqual(whole);
  });

  test('says what paths are once for each kind, not for each path', () => {
    const [contour] = PATHS as readonly [Toolpath];
    const { toolpaths } = result();
    const many = result({ toolpaths: { ...toolpaths, toolpaths: Array.from({ length: 500 }, () => contour) } });
    expect(packedLayer(many).heads).toHaveLength(1);
    expect(packedLayer(result()).heads).toHaveLength(7);
  });

  test('is told by a member that nobody thought of', () => {
    const [contour] = PATHS as readonly [Toolpath];
    const marked: Toolpath = Object.assign({}, contour, { mark: 1 });
    const { toolpaths } = result();
    const both = result({ toolpaths: { ...toolpaths, toolpaths: [contour, marked, contour] } });
    expect(unpackedLayer(packedLayer(both))).toStrictEqual(both);
  });

  test('lies in one array', () => {
    const { values } = packedLayer(result());
    const { layer, toolpaths } = unpackedLayer(packedLayer(result()));
    expect(values).toHaveLength(6 + 6 + 6 + 6 + 6 + 4 + 6 + 4 + 0 + 8 + 6 + 4 + 2);
    const [first] = toolpaths.toolpaths;
    expect(first?.kind === 'contour' && first.path.xy.buffer).toBe(layer.regions[0]?.outline.xy.buffer);
  });
});

test('a layer of a file is the same when it is put together', () => {
  const layer = {
    index: 2,
    zMm: 0.3,
    timeS: null,
    polylines: [
      { id: 1, direction: 'outer' as const, xy: Float64Array.of(0, 0, 1, 0, 1, 1, 0, 0) },
      { id: 7, direction: 'open' as const, xy: Float64Array.of() },
    ],
    hatches: [{ id: 2_000_000_000, xyxy: Float64Array.of(0, 0, 1, 1) }],
  };
  expect(unpackedFileLayer(packedFileLayer(layer))).toStrictEqual(layer);
});
