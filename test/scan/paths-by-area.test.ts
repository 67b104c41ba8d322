import { describe, expect, test } from 'vitest';
import type { Toolpath, ToolpathLayer } from '../../src/core/toolpath.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { measureCoverage } from '../../src/geometry/covered-area.ts';
import type { AreaZone } from '../../src/scan/area-zone.ts';
import { zonesAfterHatch } from '../../src/scan/hatch-parts.ts';
import { pathsByArea } from '../../src/scan/paths-by-area.ts';
import { scanLayer } from '../../src/scan/scan-layer.ts';
import { circle, layerOf, rectangle, region, scanSettings } from './shapes.ts';

await loadClipping();

const HATCH = { 'hatch-core': 'hatch-downskin' };
const RIGHT: AreaZone = { area: 'downskin', place: [rectangle(5, 0, 10, 4)], keys: HATCH, spacingMm: null };

const of = { partId: 'a', regionId: null, area: 'core' } as const;
const hatch = (params: string, ...xyxy: number[]): Toolpath => ({
  kind: 'hatch',
  params,
  ...of,
  lines: { xyxy: Float64Array.from(xyxy) },
});
const contour = (...xy: number[]): Toolpath => ({
  kind: 'contour',
  params: 'contour-outer',
  ...of,
  path: { xy: Float64Array.from(xy), closed: true },
});
const layerWith = (...toolpaths: Toolpath[]): ToolpathLayer => ({ index: 0, zMm: 0.03, thicknessMm: 0.03, toolpaths });

const told = ({ toolpaths }: ToolpathLayer) =>
  toolpaths.map((path) => [path.params, ...(path.kind === 'hatch' ? path.lines.xyxy : path.path.xy)]);
const areaIn = (path: Toolpath) => (path.kind === 'bead' ? null : path.area);

describe('paths by area', () => {
  test('a line over the border is cut there, and what lies in no zone comes first', () => {
    const lines = hatch('hatch-core', 1, 1, 9, 1, 9, 2, 1, 2);
    expect(told(pathsByArea(layerWith(lines), [RIGHT], 0.12))).toEqual([
      ['hatch-core', 1, 1, 5, 1, 5, 2, 1, 2],
      ['hatch-downskin', 5, 1, 9, 1, 9, 2, 5, 2],
    ]);
  });

  test('a piece shorter than the least stays with its neighbour', () => {
    const lines = hatch('hatch-core', 1, 1, 5.1, 1);
    expect(told(pathsByArea(layerWith(lines), [RIGHT], 0.12))).toEqual([['hatch-core', 1, 1, 5.1, 1]]);
  });

  test('what has no key in a zone is not cut: contours, thin walls, supports', () => {
    const wall = hatch('thin-wall', 1, 1, 9, 1);
    const square = contour(1, 1, 9, 1, 9, 3, 1, 3);
    const support = { ...hatch('hatch-core', 1, 1, 9, 1), area: 'support' } as Toolpath;
    const layer = layerWith(square, wall, support);
    expect(pathsByArea(layer, [RIGHT], 0.12).toolpaths).toEqual(layer.toolpaths);
  });

  test('a contour is cut into stretches that meet end to end', () => {
    const zone = { ...RIGHT, keys: { 'contour-outer': 'contour-downskin' } };
    const { toolpaths } = pathsByArea(layerWith(contour(1, 1, 9, 1, 9, 3, 1, 3)), [zone], 0.12);
    expect(toolpaths.map((path) => [path.params, areaIn(path)])).toEqual([
      ['contour-downskin', 'downskin'],
      ['contour-outer', 'core'],
    ]);
    expect(told(layerWith(...toolpaths))).toEqual([
      ['contour-downskin', 5, 1, 9, 1, 9, 3, 5, 3],
      ['contour-outer', 5, 3, 1, 3, 1, 1, 5, 1],
    ]);
  });
});

describe('a zone outside of a place', () => {
  const keys = { 'hatch-core': 'hatch-lattice', 'thin-wall': 'hatch-lattice' };
  const beyond = (...place: AreaZone['place']): AreaZone => ({
    area: 'core',
    place,
    keys,
    spacingMm: null,
    isOutside: true,
  });

  test('begins where the place ends, and what is inside keeps its key', () => {
    const lines = hatch('hatch-core', 1, 1, 9, 1);
    expect(told(pathsByArea(layerWith(lines), [beyond(rectangle(5, 0, 10, 4))], 0.12))).toEqual([
      ['hatch-core', 5, 1, 9, 1],
      ['hatch-lattice', 1, 1, 5, 1],
    ]);
  });

  test('is outside of the zones before it too, even for paths that they have no key for', () => {
    const zones = [RIGHT, beyond(rectangle(3, 0, 5, 4))];
    const layer = layerWith(hatch('hatch-core', 1, 1, 9, 1), hatch('thin-wall', 1, 2, 9, 2));
    expect(told(pathsByArea(layer, zones, 0.12))).toEqual([
      ['hatch-core', 3, 1, 5, 1],
      ['hatch-downskin', 5, 1, 9, 1],
      ['hatch-lattice', 1, 1, 3, 1],
      ['thin-wall', 3, 2, 9, 2],
      ['hatch-lattice', 1, 2, 3, 2],
    ]);
  });

  test('is everywhere where the place is empty: keys change and no line is cut', () => {
    const square = contour(1, 1, 9, 1, 9, 3, 1, 3);
    const layer = layerWith(square, hatch('thin-wall', 1, 1, 9, 1), hatch('hatch-core', 1, 2, 9, 2));
    expect(told(pathsByArea(layer, [beyond()], 0.12))).toEqual([
      ['contour-outer', 1, 1, 9, 1, 9, 3, 1, 3],
      ['hatch-lattice', 1, 1, 9, 1],
      ['hatch-lattice', 1, 2, 9, 2],
    ]);
  });
});

describe('a block of 10 x 8 mm with a round downskin', () => {
  const layer = layerOf([region(rectangle(0, 0, 10, 8))], 3);
  const round = (spacingMm: number | null): AreaZone => ({ ...RIGHT, place: [circle(5, 4, 2.37)], spacingMm });
  const settings = scanSettings({ contour: { offsetMm: 0.06 }, hatchOffsetMm: 0.02, hatch: { minLengthMm: 0.06 } });
  const lengthOf = (paths: readonly Toolpath[], key: string): number => {
    let sum = 0;
    for (const path of paths) {
      if (path.kind !== 'hatch' || path.params !== key) continue;
      const { xyxy } = path.lines;
      for (let i = 0; i < xyxy.length; i += 4) {
        sum += Math.hypot(xyxy[i + 2]! - xyxy[i]!, xyxy[i + 3]! - xyxy[i + 1]!);
      }
    }
    return sum;
  };
  const planned = (zone: AreaZone) => {
    const { toolpaths } = scanLayer(layer, settings, [zone]);
    return pathsByArea(toolpaths, zonesAfterHatch([zone], 'hatch-core', settings.hatch), 0.12);
  };
  const bareMm2 = (paths: ToolpathLayer) => measureCoverage(layer, paths, 0.12, 0.01).bareMm2;
  const plain = scanLayer(layer, settings).toolpaths;

  test('has in it lines of its area over their distance, and elsewhere the others', () => {
    const discMm2 = Math.PI * 2.37 ** 2;
    const { toolpaths } = planned(round(null));
    expect(lengthOf(toolpaths, 'hatch-downskin') * 0.08).toBeCloseTo(discMm2, 0);
    const sum = lengthOf(toolpaths, 'hatch-core') + lengthOf(toolpaths, 'hatch-downskin');
    // Each cut is rounded to the coordinate grid.
    expect(sum).toBeCloseTo(lengthOf(plain.toolpaths, 'hatch-core'), 2);
  });

  test.each([0.05, 0.06, 0.1, 0.11])('leaves no more bare with its own lines %f mm apart', (spacingMm) => {
    const apart = planned(round(spacingMm));
    const grownMm2 = Math.PI * (2.37 + spacingMm / 2) ** 2;
    expect(lengthOf(apart.toolpaths, 'hatch-downskin') * spacingMm).toBeCloseTo(grownMm2, 0);
    expect(bareMm2(apart)).toBeLessThan(bareMm2(plain) + 1e-4);
  });
});
