import { beforeAll, describe, expect, test } from 'vitest';
import type { Toolpath } from '../../src/core/toolpath.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { scanLayer } from '../../src/scan/scan-layer.ts';
import { cageBlock, layerOf, rectangle, region, reversed, scanSettings } from './shapes.ts';

beforeAll(() => loadClipping());

const kinds = (toolpaths: readonly Toolpath[]): string[] =>
  toolpaths.map(({ params, partId }) => `${partId} ${params}`);

describe('scanning a layer', () => {
  test('a square gets its outer contour, its inner contour and its hatch, in this order', () => {
    const { toolpaths } = scanLayer(layerOf([region(rectangle(0, 0, 5, 5))], 4), scanSettings());
    expect(kinds(toolpaths.toolpaths)).toEqual(['a contour-outer', 'a contour-inner', 'a hatch-core']);
    expect([toolpaths.index, toolpaths.zMm, toolpaths.thicknessMm]).toEqual([4, 0.15, 0.03]);
  });

  test('the block with 48 holes gets 98 contours, as with pyslm', () => {
    const { outline, holes } = cageBlock();
    const { toolpaths } = scanLayer(layerOf([region(outline, holes)]), scanSettings());
    expect(toolpaths.toolpaths.filter(({ kind }) => kind === 'contour')).toHaveLength(98);
  });

  test('regions of a part that abut are exposed as one, without a contour along the seam', () => {
    const halves = [
      region(rectangle(0, 0, 5, 5), [], { regionId: 'solid' }),
      region(rectangle(5, 0, 10, 5), [], { regionId: 'porous', area: 'downskin' }),
    ];
    const { toolpaths } = scanLayer(layerOf(halves), scanSettings());
    expect(toolpaths.toolpaths).toHaveLength(3);
    expect(toolpaths.toolpaths.map(({ regionId }) => regionId)).toEqual([null, null, null]);
  });

  test('parts are finished one after the other, supports apart', () => {
    const regions = [
      region(rectangle(0, 0, 5, 5), [], { partId: 'b', regionId: 'r' }),
      region(rectangle(10, 0, 15, 5), [], { partId: 'a' }),
      region(rectangle(20, 0, 25, 5), [], { partId: 'b', regionId: 'r' }),
      region(rectangle(30, 0, 35, 5), [], { partId: 'b', area: 'support' }),
    ];
    const { toolpaths } = scanLayer(layerOf(regions), scanSettings({ contour: { count: 1 } }));
    expect(toolpaths.toolpaths.map(({ partId, regionId, kind }) => [partId, regionId, kind])).toEqual([
      ['b', 'r', 'contour'],
      ['b', 'r', 'contour'],
      ['b', 'r', 'hatch'],
      ['a', null, 'contour'],
      ['a', null, 'hatch'],
      ['b', null, 'contour'],
      ['b', null, 'hatch'],
    ]);
    expect(toolpaths.toolpaths.at(-1)).toMatchObject({ area: 'support' });
  });

  test('a wall too thin for contours gets vectors of its own, after the contours and before the hatch', () => {
    const regions = [region(rectangle(0, 0, 5, 0.1)), region(rectangle(0, 1, 5, 2))];
    expect(kinds(scanLayer(layerOf(regions), scanSettings()).toolpaths.toolpaths)).toEqual([
      'a contour-outer',
      'a contour-inner',
      'a thin-wall',
      'a hatch-core',
    ]);
  });

  test('contours run after the hatch, and the innermost first, where settings say so', () => {
    const regions = [region(rectangle(0, 0, 5, 0.1)), region(rectangle(0, 1, 5, 2))];
    const contourPaths = {
      levelKeys: ['contour-outer', 'contour-2'],
      order: 'inside-out',
      hatchFirst: true,
      start: { rule: 'as-cut' },
      breakAtDeg: null,
      closingOverlapMm: 0,
    } as const;
    expect(kinds(scanLayer(layerOf(regions), scanSettings({ contourPaths })).toolpaths.toolpaths)).toEqual([
      'a hatch-core',
      'a contour-2',
      'a contour-outer',
      'a thin-wall',
    ]);
  });

  test('contours that have room somewhere are counted', () => {
    const count = (heightMm: number) =>
      scanLayer(layerOf([region(rectangle(0, 0, 5, heightMm))]), scanSettings({ contour: { count: 4 } })).contourLevels;
    // 0.06 mm and three times 0.08 mm from both sides.
    expect([0.1, 0.2, 0.5, 0.7].map(count)).toEqual([0, 1, 3, 4]);
  });

  test('short hatches are counted over all parts', () => {
    const regions = ['a', 'b'].map((partId, i) => region(rectangle(0, 5 * i, 0.6, 5 * i + 2), [], { partId }));
    const { skippedHatches } = scanLayer(layerOf(regions), scanSettings({ hatch: { minLengthMm: 0.3 } }));
    expect(skippedHatches).toBeGreaterThan(30);
  });

  test('the same layer gives the same bytes, whatever the order of loops', () => {
    const { outline, holes } = cageBlock();
    const one = scanLayer(layerOf([region(outline, holes)], 9), scanSettings());
    const other = scanLayer(layerOf([region(outline, [...holes].reverse())], 9), scanSettings());
    expect(other).toEqual(one);
  });

  test('an empty layer stays empty', () => {
    expect(scanLayer(layerOf([]), scanSettings()).toolpaths.toolpaths).toEqual([]);
  });

  test('a hole alone in its region is no solid', () => {
    expect(scanLayer(layerOf([region(reversed(rectangle(0, 0, 5, 5)))]), scanSettings()).toolpaths.toolpaths).toEqual(
      [],
    );
  });
});
