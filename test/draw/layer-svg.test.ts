import { describe, expect, test } from 'vitest';
import { PrepError } from '../../src/core/prep-error.ts';
import type { Toolpath } from '../../src/core/toolpath.ts';
import { layerSvg } from '../../src/draw/layer-svg.ts';
import { box, circle, layerOf, region, shoelace } from './shapes.ts';

const BOX = [-2, 1, 22, 21] as const;
const OF_PART = { partId: 'cage', regionId: null };

/** The subpaths of path data that knows M, L and Z only. */
function subpaths(data: string): { xy: number[]; closed: boolean }[] {
  expect(data).toMatch(/^[MLZ0-9. -]*$/);
  return data
    .split('M')
    .filter((piece) => piece !== '')
    .map((piece) => ({ xy: piece.replace('Z', '').split(/[L ]/).map(Number), closed: piece.endsWith('Z') }));
}

function attribute(svg: string, selector: RegExp, name: string): string {
  const tag = svg.match(/<path[^>]*>/g)!.find((text) => selector.test(text))!;
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)![1]!;
}

describe('layerSvg', () => {
  const ring = region(circle(10, 11, 9, 180), [circle(10, 11, 5, 90, true)]);
  const island = region(circle(10, 11, 1.5, 40));

  test('the regions of one kind are one path whose loops sum up to their area', () => {
    const svg = layerSvg(layerOf([ring, island, region(box(18, 2, 20, 3), [], 'support')]), { boxMm: BOX });
    const loops = subpaths(attribute(svg, /class="core"/, 'd'));
    const polygon = (r: number, n: number) => 0.5 * n * r * r * Math.sin((2 * Math.PI) / n);
    expect(loops.length).toBe(3);
    expect(loops.every(({ closed }) => closed)).toBe(true);
    // Each coordinate is written to 0.1 um: at most 0.05 um times the length of the boundary.
    const area = polygon(9, 180) - polygon(5, 90) + polygon(1.5, 40);
    expect(Math.abs(loops.reduce((sum, { xy }) => sum + shoelace(xy), 0) - area)).toBeLessThan(0.00005 * 100);
    expect(attribute(svg, /class="core"/, 'fill-rule')).toBe('nonzero');
    expect(subpaths(attribute(svg, /class="support"/, 'd')).map(({ xy }) => xy)).toEqual([box(18, 2, 20, 3)]);
    expect(svg).not.toContain('class="upskin"');
  });

  test('one user unit is 1 mm, and the view shows the box with y turned over', () => {
    const svg = layerSvg(layerOf([ring]), { boxMm: BOX });
    expect(svg).toContain('width="24mm" height="20mm" viewBox="-2 -21 24 20"');
    expect(svg).toContain('<g transform="scale(1,-1)"');
  });

  test('coordinates of the grid are written whole and none has more than four places', () => {
    const svg = layerSvg(layerOf([region([0.1 + 0.2, -0.00004, 1234.5678, 1e-4, 0.12345678, 7])]), { boxMm: BOX });
    expect(attribute(svg, /class="core"/, 'd')).toBe('M0.3 0L1234.5678 0.0001L0.1235 7Z');
  });

  test('paths are grouped by kind and key, vectors apart, contours on top', () => {
    const toolpaths: Toolpath[] = [
      {
        ...OF_PART,
        kind: 'contour',
        params: 'contour-outer',
        area: 'core',
        path: { xy: Float64Array.of(1, 1, 2, 1, 2, 2), closed: true },
      },
      {
        ...OF_PART,
        kind: 'hatch',
        params: 'a"b',
        area: 'core',
        lines: { xyxy: Float64Array.of(0, 0, 1, 1, 2, 2, 3, 3) },
      },
      { ...OF_PART, kind: 'hatch', params: 'a"b', area: 'core', lines: { xyxy: Float64Array.of(5, 5, 6, 6) } },
      {
        ...OF_PART,
        kind: 'bead',
        params: 'perimeter',
        feature: 'perimeter',
        heightMm: 0.1,
        path: { xy: Float64Array.of(0, 0, 9, 0), closed: false },
        widthMm: Float64Array.of(0.4, 0.5),
      },
    ];
    const layer = { index: 12, zMm: 0.39, thicknessMm: 0.03, toolpaths };
    const svg = layerSvg(layerOf([]), { boxMm: BOX, toolpaths: layer, trackWidthMm: 0.1 });
    expect(svg.match(/class="(\w+)" data-params="([^"]*)"/g)).toEqual([
      'class="hatch" data-params="a&#34;b"',
      'class="bead" data-params="perimeter"',
      'class="contour" data-params="contour-outer"',
    ]);
    expect(attribute(svg, /class="hatch"/, 'd')).toBe('M0 0L1 1M2 2L3 3M5 5L6 6');
    expect(attribute(svg, /class="hatch"/, 'stroke-width')).toBe('0.1');
    expect(attribute(svg, /class="bead"/, 'stroke-width')).toBe('0.45');
    expect(attribute(svg, /class="contour"/, 'd')).toBe('M1 1L2 1L2 2Z');
  });

  test('the middle lines of a sheet are drawn, open or closed', () => {
    const midline = (closed: boolean) => ({
      ...OF_PART,
      path: { xy: Float64Array.of(1, 1, 2, 3, 5, 1), closed },
      thicknessMm: new Float64Array(3),
    });
    const svg = layerSvg({ ...layerOf([]), midlines: [midline(false), midline(true)] }, { boxMm: BOX });
    expect([...svg.matchAll(/class="midline"[^>]* d="([^"]*)"/g)].map(([, data]) => data)).toEqual([
      'M1 1L2 3L5 1',
      'M1 1L2 3L5 1Z',
    ]);
  });

  test('a box without area is refused', () => {
    expect(() => layerSvg(layerOf([]), { boxMm: [0, 0, 1, 0] })).toThrow(PrepError);
  });
});
