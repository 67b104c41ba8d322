import { describe, expect, test } from 'vitest';
import { facetWants } from '../../../src/plan/support/facet-wants.ts';
import { lowPlaces } from '../../../src/plan/support/low-places.ts';
import { WANTS } from '../../../src/plan/support/wall-panels.ts';
import { boxMesh, joined } from '../../geometry/solids.ts';
import { sphereMesh } from './sphere-mesh.ts';

const SETTINGS = { criticalAngleDeg: 40, plateMm: 0.03, leastAreaMm2: 0.5 };

describe('what wants support', () => {
  test('is the bottom of a box above the plate, one group, and nothing of one on it', () => {
    const { groups, wants } = facetWants(boxMesh(0, 0, 3, 2, 4, 5), [], SETTINGS);
    expect(groups.map(({ areaMm2, zMm }) => [areaMm2, zMm])).toEqual([[8, 3]]);
    expect([...wants].filter((want) => want === WANTS.support)).toHaveLength(2);
    expect(facetWants(boxMesh(0, 0, 0, 2, 4, 5), [], SETTINGS).groups).toEqual([]);
  });

  test('is the cap of a sphere below the angle', () => {
    const mesh = sphereMesh(5, 90);
    const raised = { ...mesh, positions: mesh.positions.map((value, k) => (k % 3 === 2 ? value + 8 : value)) };
    const { groups } = facetWants(raised, [], SETTINGS);
    expect(groups).toHaveLength(1);
    const cap = 2 * Math.PI * 25 * (1 - Math.cos((40 * Math.PI) / 180));
    // Rings of 2 degrees: the one that holds 40 degrees ends there.
    expect(Math.abs(groups[0]!.areaMm2 / cap - 1)).toBeLessThan(0.005);
  });

  test('a small group is left alone, unless it holds a lowest place', () => {
    const small = boxMesh(0, 0, 3, 0.5, 0.5, 5);
    expect(facetWants(small, [], SETTINGS).groups).toEqual([]);
    expect(facetWants(small, lowPlaces(small), SETTINGS).groups).toHaveLength(1);
  });

  test('what is protected wants none, and is of no group', () => {
    const two = joined(boxMesh(0, 0, 3, 2, 4, 5), boxMesh(9, 0, 3, 12, 4, 5));
    const isProtected = Uint8Array.from({ length: 24 }, (_, t) => (t < 12 ? 1 : 0));
    const { wants, groups, groupOf } = facetWants(two, lowPlaces(two), SETTINGS, isProtected);
    expect([...wants.subarray(0, 12)]).toEqual(new Array(12).fill(WANTS.none));
    expect(groups.map(({ areaMm2 }) => areaMm2)).toEqual([12]);
    expect([...groupOf].filter((group) => group === 0)).toHaveLength(2);
  });
});
