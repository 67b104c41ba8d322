import { beforeAll, describe, expect, test } from 'vitest';
import type { Toolpath } from '../../src/core/toolpath.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { inAreaOrder } from '../../src/scan/area-order.ts';
import { scanLayer } from '../../src/scan/scan-layer.ts';
import { circle, layerOf, rectangle, region, reversed, scanSettings } from './shapes.ts';

beforeAll(() => loadClipping());

/** Part a with squares at x 0, 20 and 10 mm, the first one with a hole; part b with one at 15 mm. */
const layer = layerOf([
  region(rectangle(0, 0, 2, 2), [reversed(circle(1, 1, 0.4))]),
  region(rectangle(20, 0, 22, 2)),
  region(rectangle(10, 0, 12, 2)),
  region(rectangle(15, 0, 17, 2), [], { partId: 'b' }),
]);

const withOrder = (order: 'rows' | 'gas' | 'distance', gasFlowDeg: number | null = null) =>
  scanLayer(layer, scanSettings({ contour: { count: 1 }, hatch: { order, gasFlowDeg } })).toolpaths.toolpaths;

const firstX = (path: Toolpath) =>
  path.kind === 'hatch' ? path.lines.xyxy[0]! : path.kind === 'contour' ? path.path.xy[0]! : Number.NaN;
const asWords = (paths: readonly Toolpath[]) =>
  paths.map((path) => `${path.partId} ${path.kind} ${Math.round(firstX(path) / 5) * 5}`);

describe('separate areas of a layer', () => {
  test('by rows each part is one: all its contours, then all its hatch', () => {
    const paths = withOrder('rows');
    expect(paths.map(({ partId, kind }) => `${partId} ${kind}`).join(', ')).toBe(
      'a contour, a contour, a contour, a contour, a hatch, b contour, b hatch',
    );
  });

  test('against a gas flow along +x the one at 20 mm comes first, each with its contours and its hatch', () => {
    expect(asWords(withOrder('gas', 0))).toEqual([
      'a contour 20',
      'a hatch 20',
      'b contour 15',
      'b hatch 15',
      'a contour 10',
      'a hatch 10',
      'a contour 0',
      'a contour 0',
      'a hatch 0',
    ]);
  });

  test('against a gas flow along -x it is the other way round', () => {
    const hatched = asWords(withOrder('gas', 180)).filter((words) => words.includes('hatch'));
    expect(hatched).toEqual(['a hatch 0', 'a hatch 10', 'b hatch 15', 'a hatch 20']);
  });

  test('the nearest next begins with the first area and leaves out none', () => {
    const hatched = asWords(withOrder('distance')).filter((words) => words.includes('hatch'));
    expect(hatched).toEqual(['a hatch 0', 'a hatch 10', 'b hatch 15', 'a hatch 20']);
  });

  test('no order changes what is exposed', () => {
    const exposed = (paths: readonly Toolpath[]) =>
      paths
        .flatMap((path) => {
          if (path.kind !== 'hatch') return path.kind === 'contour' ? [`${path.params} ${path.path.xy.join(' ')}`] : [];
          return Array.from({ length: path.lines.xyxy.length / 4 }, (_, i) => {
            const [a, b, c, d] = path.lines.xyxy.subarray(4 * i, 4 * i + 4);
            return [`${a} ${b}`, `${c} ${d}`].sort().join(' ');
          });
        })
        .sort();
    const rows = exposed(withOrder('rows'));
    expect(rows.length).toBeGreaterThan(100);
    expect(exposed(withOrder('gas', 30))).toEqual(rows);
    expect(exposed(withOrder('distance'))).toEqual(rows);
  });

  test('parts as they came stay one object each', () => {
    const solids = [{ solid: [rectangle(0, 0, 1, 1), rectangle(3, 0, 4, 1)] }];
    expect(inAreaOrder(solids, { order: 'scatter', gasFlowDeg: null })).toBe(solids);
    expect(inAreaOrder(solids, { order: 'distance', gasFlowDeg: null })).toHaveLength(2);
  });
});
