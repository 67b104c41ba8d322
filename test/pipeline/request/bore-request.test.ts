import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { triangleNormal } from '../../../src/geometry/triangle-normal.ts';
import { buildSolid } from '../../../src/implant/solids/build-solid.ts';
import type { SolidTree } from '../../../src/implant/solids/solid-tree.ts';
import { boreFinding, boreRow } from '../../../src/pipeline/judge/bore-deviation.ts';
import { madeBore, refuseTilted } from '../../../src/pipeline/request/bore-request.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { loadedPart } from '../part-in-hand.ts';

const REACH = [-10, -10, -10, 10, 10, 10] as const;
/** 4 mm across and 10 mm long, level along y. */
const LEVEL = { by: 'cylinder', fromMm: [0, -5, 0], toMm: [0, 5, 0], diameterMm: 4 } as const;
/** Rises by atan(0.5), 26.5651 degrees. */
const RISING = { by: 'cylinder', fromMm: [0, -4, -2], toMm: [0, 4, 2], diameterMm: 3 } as const;

const built = (tree: object) => buildSolid(tree as SolidTree, REACH);
const rounded = (value: number | undefined) => Number(value?.toFixed(6));

/** Area of the faces that look up out of a solid and are inclined so much from the plate, to 0.01 degrees. */
function areaAtDeg({ positions, triangles }: TriangleMesh, angleDeg: number): number {
  const normal = new Float64Array(3);
  let areaMm2 = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    triangleNormal(positions, 3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!, normal);
    const length = Math.hypot(...normal);
    const deg = (Math.acos(normal[2]! / length) * 180) / Math.PI;
    if (Math.abs(deg - angleDeg) < 0.01) areaMm2 += length / 2;
  }
  return areaMm2;
}

describe('a teardrop', () => {
  test('of 45 degrees over 4 mm has its edge at 2 sqrt 2 mm and R2 (tan f - f) more in its section', async () => {
    const { tree, bore, liningMm } = madeBore(LEVEL, { teardropDeg: 45 }, []);
    expect(bore).toMatchObject({ by: 'teardrop', axisDeg: 0, withinDeg: 45, designDiameterMm: 4 });
    expect(bore.farthestMm).toBe(rounded(2 * Math.SQRT2 - 2));
    expect(liningMm).toBe(0);
    const { volumeMm3, box } = meshMeasures(await built(tree));
    expect(volumeMm3).toBeCloseTo(10 * (4 * Math.PI + 4 * (1 - Math.PI / 4)), 2);
    expect(box[5]).toBeCloseTo(2 * Math.SQRT2, 6);
    expect(box[2]).toBeCloseTo(-2, 2);
  });

  test('cut flat 0.5 mm above the bore reaches 2.5 mm up; its corners are farthest', async () => {
    const { tree, bore } = madeBore(LEVEL, { teardropDeg: 45, flatAboveMm: 0.5 }, []);
    expect(meshMeasures(await built(tree)).box[5]).toBeCloseTo(2.5, 9);
    // On the plane x + z = 2 sqrt 2.
    expect(bore.farthestMm).toBe(rounded(Math.hypot(2 * Math.SQRT2 - 2.5, 2.5) - 2));
  });

  test('of a bore that rises has two planes of just the angle that is asked for, from the wall to their edge', async () => {
    for (const teardropDeg of [40, 45, 60]) {
      const { tree, bore } = madeBore(RISING, { teardropDeg }, []);
      expect(bore.axisDeg).toBe(26.5651);
      // cos f = cos(angle) / cos(rise), and a tangent from the edge is R tan f long.
      const f = Math.acos(Math.cos((teardropDeg * Math.PI) / 180) / (2 / Math.sqrt(5)));
      const planesMm2 = 2 * Math.sqrt(80) * 1.5 * Math.tan(f);
      expect(areaAtDeg(await built(tree), teardropDeg) / planesMm2).toBeCloseTo(1, 1);
    }
    expect(areaAtDeg(await built(RISING), 45)).toBe(0);
  });

  test('does the same along any direction of the plate', async () => {
    const turned = { ...LEVEL, fromMm: [3, 4, 1], toMm: [-3, -4, 1] } as const;
    const { volumeMm3, box } = meshMeasures(await built(madeBore(turned, { teardropDeg: 45 }, []).tree));
    expect(volumeMm3).toBeCloseTo(10 * (4 * Math.PI + 4 * (1 - Math.PI / 4)), 2);
    expect(box[5]).toBeCloseTo(1 + 2 * Math.SQRT2, 6);
  });

  test('is none where the bore is as steep as its roof, or steeper than asked', () => {
    const upright = { ...LEVEL, fromMm: [0, 0, -5], toMm: [0, 0, 5] } as const;
    expect(madeBore(upright, { teardropDeg: 45 }, [])).toMatchObject({
      tree: upright,
      bore: { by: 'round', axisDeg: 90 },
    });
    expect(madeBore(RISING, { teardropDeg: 45, withinDeg: 20 }, [])).toMatchObject({
      tree: RISING,
      bore: { by: 'round' },
    });
  });
});

test('a pilot of 3 mm in a bore of 4 mm is a lining of 0.5 mm; one that is no narrower is refused', () => {
  const { tree, liningMm, bore } = madeBore(LEVEL, { pilotDiameterMm: 3 }, []);
  expect(tree).toBe(LEVEL);
  expect(liningMm).toBe(0.5);
  expect(bore).toMatchObject({ by: 'pilot', withinDeg: 45, farthestMm: 0.5 });
  expect(() => madeBore(LEVEL, { pilotDiameterMm: 4 }, [])).toThrow('must be below the diameter of the bore (4 mm)');
});

test('a cone, a mesh or another shape is refused: its axis is not known', () => {
  const sphere = { by: 'sphere', centreMm: [0, 0, 0], diameterMm: 4 } as const;
  for (const tree of [{ ...LEVEL, toDiameterMm: 5 }, sphere]) {
    expect(() => madeBore(tree, { teardropDeg: 45 }, ['c', 'bore'])).toThrow('straight cylinder');
  }
});

test('a variant that tilts a part with such a bore is refused, one that mirrors or stretches it along x is not', () => {
  const mirrored = [-1, 0, 0, 5, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const tilted = [1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1];
  const upsideDown = [1, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1];
  expect(() => refuseTilted(true, mirrored, [])).not.toThrow();
  expect(() => refuseTilted(true, null, [])).not.toThrow();
  expect(() => refuseTilted(true, tilted, [])).toThrow('turns the part off its z');
  expect(() => refuseTilted(true, upsideDown, [])).toThrow('turns the part off its z');
  expect(() => refuseTilted(false, tilted, [])).not.toThrow();
});

test('the part loses what of the roof lies in it: 6 of 10 mm', async () => {
  const { bore } = madeBore(LEVEL, { teardropDeg: 45 }, []);
  const build = { part: loadedPart(boxMesh(-8, -3, -8, 8, 3, 8)), request: { part: { variantTransform: null } } };
  const row = await boreRow(build as never, { bore } as never);
  expect(row?.takenMm3).toBeCloseTo(6 * 4 * (1 - Math.PI / 4), 3);
  const known = boreFinding('block', 'flat', row as NonNullable<typeof row>);
  expect(known).toMatchObject({ rule: 'bore-compensated', severity: 'note', regionId: 'flat', measured: 0.828427 });
  expect(await boreRow(build as never, {} as never)).toBe(null);
});
