import { describe, expect, test } from 'vitest';
import { placeScalar } from '../../../src/lattice/grading/place.ts';
import { axisOf, placeOf } from '../../../src/lattice/grading/place-of.ts';
import type { PlaceSettings } from '../../../src/lattice/settings.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { contextOf } from './fill-share.ts';

/** A block of 10 x 8 x 6 mm that stands at (100, 50, 2); the origin of its file has gone to (97, 49, 1). */
const BOX = [100, 50, 2, 110, 58, 8] as const;
const ORIGIN = [97, 49, 1] as const;
const context = contextOf(BOX, {
  originMm: ORIGIN,
  samples: { 'bone.csv': [3, 1, 1, 0.2, 13, 1, 1, 0.4] },
  regions: { core: boxMesh(100, 50, 2, 102, 58, 8) },
});
const AT = ['case.json', 'grading', 0, 'place'];
const at = (settings: PlaceSettings, x: number, y: number, z: number) =>
  placeScalar(placeOf(settings, context, 100, AT))(x, y, z);

describe('a place is in the coordinates of the file', () => {
  test('x, y and z', () => {
    expect(at({ by: 'x' }, 101, 53, 5)).toBe(4);
    expect(at({ by: 'y' }, 101, 53, 5)).toBe(4);
    expect(at({ by: 'z' }, 101, 53, 5)).toBe(4);
  });

  test('height counts from the lowest point of the part instead', () => {
    expect(at({ by: 'height' }, 101, 53, 5)).toBe(3);
  });

  test('an axis of its own, of whatever length', () => {
    const axis = (direction: [number, number, number]) =>
      at({ by: 'axis', originMm: [3, 1, 1], direction }, 103, 54, 2);
    expect(axis([1, 0, 0])).toBe(3);
    expect(axis([30, 40, 0])).toBeCloseTo(5, 12);
    expect(axis([-1, 0, 0])).toBe(-3);
  });

  test('a radius from the upright middle of the part, or from an axis of the file', () => {
    expect(at({ by: 'radius' }, 108, 58, 3)).toBe(5);
    expect(at({ by: 'radius', originMm: [3, 1, 0] }, 103, 54, 3)).toBe(5);
    expect(at({ by: 'radius', originMm: [3, 1, 0], direction: [2, 0, 0] }, 110, 53, 5)).toBe(5);
  });

  test('depth below the surface, and distance from a region', () => {
    expect(at({ by: 'distance' }, 101.5, 54, 5)).toBeCloseTo(1.5, 12);
    expect(at({ by: 'distance', region: 'core' }, 101.5, 54, 5)).toBe(0);
    expect(at({ by: 'distance', region: 'core' }, 106, 54, 5)).toBeCloseTo(4, 12);
  });

  test('samples stand where their file says', () => {
    expect(at({ by: 'samples', file: 'bone.csv' }, 100, 50, 2)).toBe(0.2);
    expect(at({ by: 'samples', file: 'bone.csv' }, 110, 50, 2)).toBe(0.4);
    expect(at({ by: 'samples', file: 'bone.csv' }, 105, 50, 2)).toBeCloseTo(0.3, 12);
  });
});

describe('refused at its place is', () => {
  test.each<[readonly [number, number, number], string]>([
    [[0, 0, 0], 'a direction must not be 0, 0, 0'],
    [[Number.NaN, 0, 1], 'a direction must not be NaN, 0, 1'],
    [[1e308, 1e308, 0], 'a direction must not be 1e+308, 1e+308, 0'],
  ])('a direction of %j', (direction, reason) => {
    const error = expect.objectContaining({ code: 'lattice-invalid', reason, place: [...AT, 'direction'] });
    expect(() => placeOf({ by: 'axis', originMm: [0, 0, 0], direction }, context, 1, AT)).toThrow(error);
    expect(() => placeOf({ by: 'radius', direction }, context, 1, AT)).toThrow(error);
  });

  test('a region that is not there', () => {
    expect(() => placeOf({ by: 'distance', region: 'cor' }, context, 1, AT)).toThrow(
      expect.objectContaining({
        code: 'lattice-invalid',
        reason: "no region 'cor' with a mesh of its own",
        place: [...AT, 'region'],
      }),
    );
  });
});

test('an axis where nothing is said is upright through the middle of the part', () => {
  expect(axisOf({}, context, [])).toEqual({ originMm: [105, 54, 5], direction: [0, 0, 1] });
  expect(axisOf({ originMm: [1, 2, 3], direction: [0, -5, 0] }, context, [])).toEqual({
    originMm: [98, 51, 4],
    direction: [0, -1, 0],
  });
});
