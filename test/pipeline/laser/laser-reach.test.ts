import { describe, expect, test } from 'vitest';
import { laserReach } from '../../../src/pipeline/laser/laser-reach.ts';
import type { LayerResult } from '../../../src/pipeline/layers/layer-result.ts';
import { laserPrinter, laserProfile, PRINTER_TEXT, PROFILE_TEXT, withValue } from '../../config/example-files.ts';

const q = (value: number) => ({ value, source: 'test' });
const field = (xMinMm: number, xMaxMm: number) => ({
  maxPowerW: q(400),
  field: { shape: 'rectangle', xMinMm, yMinMm: 0, xMaxMm, yMaxMm: 250, source: 'test' },
});
const printerWith = (...lasers: unknown[]) =>
  laserPrinter(lasers.length === 0 ? PRINTER_TEXT : withValue(PRINTER_TEXT, ['lasers'], lasers), 'p.json');
const profileWith = (path: string, value: unknown) =>
  laserProfile(withValue(PROFILE_TEXT, path.split('.'), value), 'x');
const plain = laserProfile(PROFILE_TEXT, 'x');

/** A layer with vectors of one key. */
const layer = (index: number, params: string, xyxy: number[], laser?: number) =>
  ({
    toolpaths: {
      index,
      toolpaths: [
        {
          ...{
            kind: 'hatch',
            params,
            partId: 'a',
            regionId: null,
            area: 'core',
            lines: { xyxy: Float64Array.from(xyxy) },
          },
          ...(laser === undefined ? {} : { laser }),
        },
      ],
    },
  }) as unknown as LayerResult;

/** The two halves of a plate of 250 mm, which overlap by 50 mm. */
const halves = printerWith(field(0, 150), field(100, 250));

describe('a key that names its laser', () => {
  const reach = (key: string, laser: number) =>
    laserReach({ profile: profileWith(`parameters.${key}.laser`, q(laser)), printer: halves }, 'a', 'mine.json');

  test('is refused where the field of that laser ends before the path: key, laser and place are named', () => {
    expect(() => reach('hatch-core', 0).add(layer(7, 'hatch-core', [10, 20, 153, 20]))).toThrow(
      expect.objectContaining({
        code: 'profile-invalid',
        place: ['mine.json', 'parameters', 'hatch-core', 'laser'],
        reason:
          "laser 0 of printer 'generic-lpbf-250' does not reach the paths of hatch-core: in layer 7 of part 'a' they lie up to 3 mm beyond its field, at x 153, y 20",
      }),
    );
  });

  test('is taken where the field reaches: up to its edge', () => {
    const taken = reach('hatch-core', 0);
    taken.add(layer(7, 'hatch-core', [10, 20, 150, 20]));
    expect(taken.findings()).toEqual([]);
  });

  test('names it for the keys for which its set stands in', () => {
    expect(() => reach('hatch-core', 0).add(layer(0, 'hatch-hull', [10, 20, 153, 20]))).toThrow(
      expect.objectContaining({ place: ['mine.json', 'parameters', 'hatch-core', 'laser'] }),
    );
  });
});

describe('several lasers of which the profile names none', () => {
  const found = (...layers: LayerResult[]) => {
    const reach = laserReach({ profile: plain, printer: halves }, 'a', 'mine.json');
    for (const one of layers) reach.add(one);
    return reach.findings();
  };

  test('a vector that one of them reaches is none of our concern', () => {
    expect(found(layer(0, 'hatch-core', [10, 0, 150, 0, 100, 0, 250, 0]))).toEqual([]);
  });

  test('one from 90 to 152 lies in no field whole: a warning with the least that it is beyond one', () => {
    // 2 mm beyond the first, 10 mm beyond the second.
    expect(found(layer(3, 'hatch-core', [90, 5, 152, 5]), layer(4, 'hatch-core', [10, 5, 20, 5]))).toEqual([
      expect.objectContaining({ rule: 'laser-reach', severity: 'warning', layer: 3, xMm: 152, yMm: 5, measured: 2 }),
    ]);
  });

  test('one that ends beyond the fields of all is an error', () => {
    const findings = found(layer(3, 'hatch-core', [90, 5, 152, 5]), layer(9, 'hatch-core', [200, 5, 250.5, 5]));
    expect(findings).toEqual([
      expect.objectContaining({ rule: 'laser-reach', severity: 'error', layer: 9, xMm: 250.5, measured: 0.5 }),
    ]);
    expect(findings[0]?.message).toContain('in 2 layers');
  });
});

test('lasers without fields reach the whole plate', () => {
  const reach = laserReach({ profile: plain, printer: printerWith({ maxPowerW: q(400) }) }, 'a', 'mine.json');
  reach.add(layer(0, 'hatch-core', [-900, 0, 900, 0]));
  expect(reach.findings()).toEqual([]);
});

test('a seam on a printer with one laser is told', () => {
  const profile = profileWith('laserSeam', { overlapMm: q(0.2) });
  expect(laserReach({ profile, printer: printerWith() }, 'a', 'mine.json').findings()).toEqual([
    expect.objectContaining({ rule: 'laser-seam-unused', severity: 'note' }),
  ]);
  expect(laserReach({ profile, printer: halves }, 'a', 'mine.json').findings()).toEqual([]);
});
