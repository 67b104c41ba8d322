import { describe, expect, test } from 'vitest';
import { meshBox, meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { cylinderMesh } from '../../../src/implant/solids/cylinder-mesh.ts';
import { roundFacets } from '../../../src/implant/solids/round-facets.ts';
import { cylinder, expectVolume, refusalOf } from './solid-checks.ts';

describe('a cylinder', () => {
  test.each([
    { name: 'upright', to: [0, 0, 10] as const, length: 10 },
    { name: 'tilted', to: [3, 4, 12] as const, length: 13 },
    { name: 'downwards', to: [0, 0, -10] as const, length: 10 },
  ])('$name has the volume of the true one', ({ to, length }) => {
    expectVolume(cylinderMesh(cylinder([0, 0, 0], to, 6)), Math.PI * 9 * length, 1e-12);
  });

  test('along an axis its box is symmetric, and less than 1 um wider than the circle', () => {
    const box = meshBox(cylinderMesh(cylinder([1, 2, 3], [1, 2, 8], 6)));
    expect(box[2]).toBe(3);
    expect(box[5]).toBe(8);
    expect(box[3] - 1).toBeCloseTo(1 - box[0], 12);
    expect(box[4] - 2).toBeCloseTo(2 - box[1], 12);
    expect(box[3] - 4).toBeGreaterThan(0);
    expect(box[3] - 4).toBeLessThan(0.001);
  });

  test('its facets cut less than 1 um deep', () => {
    const mesh = cylinderMesh(cylinder([0, 0, 0], [0, 0, 5], 20));
    const [ax, ay] = [mesh.positions[0]!, mesh.positions[1]!];
    const [bx, by] = [mesh.positions[3]!, mesh.positions[4]!];
    const depth = Math.hypot(ax, ay) - Math.hypot((ax + bx) / 2, (ay + by) / 2);
    expect(depth).toBeLessThan(0.001);
    expect(depth).toBeGreaterThan(0.0009);
  });

  test('its side has the area of the polygon', () => {
    const n = roundFacets(3);
    // The area of a regular polygon by its side is n s^2 / (4 tan(pi / n)).
    const side = Math.sqrt((4 * Math.PI * 9 * Math.tan(Math.PI / n)) / n);
    const { areaMm2 } = meshMeasures(cylinderMesh(cylinder([0, 0, 0], [0, 0, 10], 6)));
    expect(areaMm2).toBeCloseTo(2 * Math.PI * 9 + n * side * 10, 9);
  });
});

describe('a frustum', () => {
  test('has the volume of the true one', () => {
    const mesh = cylinderMesh({ ...cylinder([0, 0, 0], [3, 4, 12], 6), toDiameterMm: 2 });
    expectVolume(mesh, ((Math.PI * 13) / 3) * (9 + 3 + 1), 1e-12);
  });

  test('with a diameter of 0 at either end is a cone with one tip', () => {
    const up = cylinderMesh({ ...cylinder([0, 0, 0], [0, 0, 5], 6), toDiameterMm: 0 });
    const down = cylinderMesh({ ...cylinder([0, 0, 0], [0, 0, 5], 0), toDiameterMm: 6 });
    expectVolume(up, Math.PI * 9 * (5 / 3), 1e-12);
    expectVolume(down, Math.PI * 9 * (5 / 3), 1e-12);
    expect(up.positions.length / 3).toBe(roundFacets(3) + 2);
  });
});

test('a cylinder that is none is refused, and where is told', async () => {
  const refused = async (shape: Parameters<typeof cylinderMesh>[0]) =>
    (await refusalOf(() => cylinderMesh(shape, ['minus', 1]))).message;
  expect(await refused(cylinder([1, 2, 3], [1, 2, 3], 4))).toBe(
    'minus > 1 > toMm: has no length: it ends where it begins, at 1, 2, 3',
  );
  expect(await refused(cylinder([0, 0, 0], [0, 0, 1], -4))).toBe(
    'minus > 1 > diameterMm: must be 0 mm or more, got -4',
  );
  expect(await refused(cylinder([0, 0, 0], [0, 0, 1], 0))).toBe(
    'minus > 1 > diameterMm: has no thickness at either end',
  );
  expect(await refused({ ...cylinder([0, 0, 0], [0, 0, 1], 1), toDiameterMm: Number.NaN })).toBe(
    'minus > 1 > toDiameterMm: must be 0 mm or more, got NaN',
  );
  expect(await refused(cylinder([0, 0, 0], [0, Infinity, 1], 1))).toBe(
    'minus > 1 > toMm > 1: must be a finite number, got Infinity',
  );
});
