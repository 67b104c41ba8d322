import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import type { Direction } from '../../../src/plan/orientation/candidates.ts';
import { evaluateBatch } from '../../../src/plan/orientation/evaluate.ts';
import { namedFigures } from '../../../src/plan/orientation/figures.ts';
import { type OrientationWishes, orientationPart } from '../../../src/plan/orientation/part.ts';
import { type OrientationSettings, TITANIUM_ORIENTATION } from '../../../src/plan/orientation/settings.ts';
import { turnTransform } from '../../../src/plan/orientation/turn.ts';
import { boxMesh, insideOut, joined, octahedronMesh, sphereMesh } from '../../geometry/solids.ts';
import { C_MESH, LEANING_MESH, marked, prism, T_MESH } from './profiles.ts';

const UP: Direction = [0, 0, 1];
const DOWN: Direction = [0, 0, -1];

function figures(
  mesh: TriangleMesh,
  up: Direction = UP,
  changes: Partial<OrientationSettings> = {},
  wishes: OrientationWishes = {},
  free = 0,
) {
  const settings = { ...TITANIUM_ORIENTATION, ...changes };
  const part = orientationPart(mesh, wishes, settings);
  return namedFigures(evaluateBatch(part, settings, Float64Array.from([...up, free])), 0);
}

test('the prisms of these tests enclose their volume by hand', () => {
  expect(meshMeasures(T_MESH).volumeMm3).toBeCloseTo(6 * (6 * 20 + 24 * 5), 9);
  expect(meshMeasures(LEANING_MESH).volumeMm3).toBeCloseTo(6 * (2 * 10 + 50), 9);
  expect(meshMeasures(C_MESH).volumeMm3).toBeCloseTo(6 * (12 * 16 - 8 * 8), 9);
});

describe('a cube of 10 mm', () => {
  const cube = boxMesh(0, 0, 0, 10, 10, 10);

  test('lies on the plate with 100 mm2 and needs no support', () => {
    const found = figures(cube);
    expect(found.plateMm2).toBeCloseTo(100, 9);
    expect([found.overhangMm2, found.contactMm2, found.supportSpaceMm3, found.footMm2, found.lowPoints]).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(found.heightMm).toBe(10);
    expect(found.layers).toBe(334);
    expect(found.recoatingS).toBe(3340);
    expect(found.largestAreaMm2).toBeCloseTo(100, 9);
    expect(found.areaJumpMm2).toBeCloseTo(0, 9);
    expect(found.anchorLack).toBe(0);
  });

  test('lifted by 3 mm it is supported all over its foot', () => {
    const found = figures(cube, UP, { liftMm: 3 });
    expect(found.plateMm2).toBe(0);
    expect(found.contactMm2).toBeCloseTo(100, 9);
    expect(found.supportSpaceMm3).toBeCloseTo(300, 9);
    expect(found.heightMm).toBe(13);
  });

  test('on its edge it has no overhang beyond 40 degrees, but nothing holds it', () => {
    const found = figures(cube, [Math.SQRT1_2, 0, Math.SQRT1_2]);
    expect(found.overhangMm2).toBe(0);
    expect(found.heightMm).toBeCloseTo(10 * Math.SQRT2, 9);
    expect(found.anchorLack).toBe(1);
    // 46 degrees: both lower faces lean at 45.
    const flat = figures(cube, [Math.SQRT1_2, 0, Math.SQRT1_2], { overhangAngleDeg: 46 });
    expect(flat.overhangMm2).toBeCloseTo(200, 9);
    expect(flat.contactMm2).toBeCloseTo(200, 6);
    // Two prisms of half a face's diagonal squared, over 10 mm.
    expect(flat.supportSpaceMm3).toBeCloseTo(500, 6);
  });
});

describe('a T with arms of 9 mm', () => {
  test('as it stands both arms are supported down to the plate', () => {
    const found = figures(T_MESH);
    expect(found.overhangMm2).toBeCloseTo(2 * 9 * 6, 9);
    expect(found.contactMm2).toBeCloseTo(108, 9);
    expect(found.supportSpaceMm3).toBeCloseTo(108 * 20, 6);
    expect(found.plateMm2).toBeCloseTo(36, 9);
    expect(found.footMm2).toBe(0);
    expect(found.areaJumpMm2).toBeCloseTo(144 - 36, 9);
    expect(found.largestAreaMm2).toBeCloseTo(144, 9);
  });

  test('turned over it needs none, and its layers only shrink', () => {
    const found = figures(T_MESH, DOWN);
    expect(found.overhangMm2).toBe(0);
    expect(found.supportSpaceMm3).toBe(0);
    expect(found.plateMm2).toBeCloseTo(144, 9);
    expect(found.areaJumpMm2).toBeCloseTo(0, 9);
  });

  test('its figures are those of the turned mesh as it stands then', () => {
    const up: Direction = [0.36, -0.48, 0.8];
    const m = turnTransform(up, 0);
    const p = T_MESH.positions;
    const positions = p.map((_, k) => {
      const [v, row] = [3 * Math.floor(k / 3), 4 * (k % 3)];
      return m[row]! * p[v]! + m[row + 1]! * p[v + 1]! + m[row + 2]! * p[v + 2]!;
    });
    const [turned, asked] = [figures({ ...T_MESH, positions }), figures(T_MESH, up)];
    for (const name of ['overhangMm2', 'heightMm', 'bladeMm2', 'contactMm2', 'supportSpaceMm3', 'lowPoints'] as const) {
      expect(asked[name], name).toBeCloseTo(turned[name], 6);
    }
    expect(asked.overhangMm2).toBeGreaterThan(0);
  });
});

describe('an underside that leans out at 45 degrees', () => {
  test('is an overhang from above 45 degrees on only', () => {
    for (const overhangAngleDeg of [40, 45]) {
      const found = figures(LEANING_MESH, UP, { overhangAngleDeg });
      expect([found.overhangMm2, found.contactMm2, found.supportSpaceMm3]).toEqual([0, 0, 0]);
    }
    const found = figures(LEANING_MESH, UP, { overhangAngleDeg: 46 });
    expect(found.overhangMm2).toBeCloseTo(6 * 10 * Math.SQRT2, 9);
    expect(found.contactMm2).toBeCloseTo(6 * 10 * Math.SQRT2, 6);
    expect(found.supportSpaceMm3).toBeCloseTo(6 * 50, 6);
  });
});

describe('a C with flanges of 12 mm', () => {
  test('has supports between its flanges that stand on the part', () => {
    const found = figures(C_MESH);
    expect(found.contactMm2).toBeCloseTo(8 * 6, 6);
    expect(found.footMm2).toBeCloseTo(8 * 6, 6);
    expect(found.supportSpaceMm3).toBeCloseTo(8 * 6 * 8, 6);
  });

  test('may not be built so where either end of these supports is protected, or what lies on the plate', () => {
    const ceiling = marked(C_MESH, (nz, low) => nz < -0.5 && low === 12);
    const floor = marked(C_MESH, (nz, low) => nz > 0.5 && low === 4);
    const foot = marked(C_MESH, (nz, low) => nz < -0.5 && low === 0);
    const roof = marked(C_MESH, (nz, low) => nz > 0.5 && low === 16);
    const touched = (protectedBy: Uint8Array, up?: Direction) => figures(C_MESH, up, {}, { protectedBy }).protectedMm2;
    expect(touched(ceiling)).toBeCloseTo(48, 6);
    expect(touched(floor)).toBeCloseTo(48, 6);
    expect(touched(foot)).toBeCloseTo(72, 9);
    expect(touched(roof)).toBe(0);
    expect(touched(roof, DOWN)).toBeCloseTo(72, 9);
    // On its back nothing of it is touched: the web lies on the plate.
    for (const mask of [ceiling, floor, foot, roof]) expect(touched(mask, [1, 0, 0])).toBe(0);
  });

  test('may touch a small share of a protected region where settings allow it, and says how much', () => {
    const protectedBy = marked(C_MESH, () => true);
    const { areaMm2 } = meshMeasures(C_MESH);
    // Ceiling, floor and foot.
    const touchedMm2 = 48 + 48 + 72;
    for (const protectedShare of [0, 0.02, touchedMm2 / areaMm2 - 0.01, touchedMm2 / areaMm2 + 0.01]) {
      const found = figures(C_MESH, UP, { protectedShare }, { protectedBy });
      expect(found.protectedMm2).toBeCloseTo(touchedMm2, 6);
      expect(found.forbiddenMm2).toBeCloseTo(Math.max(0, touchedMm2 - protectedShare * areaMm2), 6);
    }
  });

  test('a corner is protected where all facets around it are', () => {
    const tip = octahedronMesh(5);
    const settings = { liftMm: 3, pointContactMm2: 1 };
    expect(figures(tip, UP, settings, { protectedBy: marked(tip, (nz) => nz < 0) })).toMatchObject({
      protectedMm2: 1,
      forbiddenMm2: 1,
    });
    expect(figures(tip, UP, settings, { protectedBy: Uint8Array.from([0, 0, 0, 0, 1, 1, 1, 0]) }).protectedMm2).toBe(0);
  });

  test('supports of a shell inside another do not count', () => {
    const cube = boxMesh(0, 0, 0, 10, 10, 10);
    const found = figures(joined(cube, boxMesh(2, 2, 3, 8, 8, 9)));
    expect(found.contactMm2).toBe(0);
    // A hollow has a ceiling, though: 36 mm2, 6 mm above its floor.
    const hollow = figures(joined(cube, insideOut(boxMesh(2, 2, 3, 8, 8, 9))));
    expect(hollow.overhangMm2).toBeCloseTo(36, 9);
    // To a column of 10 / 96 mm at each side.
    expect(Math.abs(hollow.contactMm2 - 36)).toBeLessThan((2 * 6 * 10) / 96);
    expect(Math.abs(hollow.supportSpaceMm3 / hollow.contactMm2 - 6)).toBeLessThan(1e-9);
  });
});

test('a ball is supported over the cap flatter than the angle', () => {
  const r = 10;
  const found = figures(sphereMesh(r, 90), UP, { overhangAngleDeg: 40 });
  const cosine = Math.cos((40 * Math.PI) / 180);
  const cap = 2 * Math.PI * r * r * (1 - cosine);
  expect(Math.abs(found.overhangMm2 + found.plateMm2 - cap) / cap).toBeLessThan(0.05);
  expect(Math.abs(found.contactMm2 + found.plateMm2 - cap) / cap).toBeLessThan(0.05);
  // Cylinder of the cap's radius and height less the cap itself.
  const [a, h] = [r * Math.sqrt(1 - cosine * cosine), r * (1 - cosine)];
  const space = Math.PI * a * a * h - (Math.PI * h * h * (3 * r - h)) / 3;
  expect(Math.abs(found.supportSpaceMm3 - space) / space).toBeLessThan(0.1);
  expect(Math.abs(found.largestAreaMm2 - Math.PI * r * r)).toBeLessThan(0.02 * Math.PI * r * r);
});

describe('corners and edges that hang', () => {
  test('a tip beside the part is a corner, a tip on the plate is none unless the part is lifted', () => {
    const hanging = joined(boxMesh(20, 0, -20, 30, 10, 0), octahedronMesh(5));
    expect(figures(hanging).lowPoints).toBe(1);
    expect(figures(hanging).lowEdgeMm).toBe(0);
    expect(figures(octahedronMesh(5)).lowPoints).toBe(0);
    expect(figures(octahedronMesh(5), UP, { liftMm: 3 }).lowPoints).toBe(1);
  });

  test('an edge of 6 mm hangs with its length', () => {
    const keel = prism(
      [
        [0, 10],
        [4, 18],
        [-4, 18],
      ],
      [[0, 1, 2]],
      6,
    );
    const found = figures(joined(boxMesh(20, 0, 0, 30, 6, 18), keel));
    expect(found.lowPoints).toBe(2);
    expect(found.lowEdgeMm).toBeCloseTo(6, 9);
    expect(found.overhangMm2).toBe(0);
  });

  test('the bottom of a pit is no corner', () => {
    const pit = joined(boxMesh(-20, -20, -20, 20, 20, 0), insideOut(octahedronMesh(5)));
    expect(figures(pit).lowPoints).toBe(0);
  });
});

describe('the blade', () => {
  const bar = boxMesh(0, 0, 0, 40, 10, 10);

  test('meets the long sides of a bar where it travels across them', () => {
    expect(figures(bar, UP, { bladeTravelDeg: 0 }).bladeMm2).toBeCloseTo(2 * 100, 9);
    expect(figures(bar, UP, { bladeTravelDeg: 90 }).bladeMm2).toBeCloseTo(2 * 400, 9);
    expect(figures(bar, UP, { bladeTravelDeg: 45 }).bladeMm2).toBe(0);
  });

  test('meets none where the bar is turned by 17.5 degrees, the least turn beyond 15', () => {
    const found = figures(bar, UP, {}, {}, 1);
    expect(Math.abs(found.aboutZDeg)).toBe(17.5);
    expect(found.bladeMm2).toBe(0);
    expect(figures(bar, UP, { turnAboutZ: false }, {}, 1).aboutZDeg).toBe(0);
  });

  test('finds an upright wall of 0.5 mm and 20 mm forty times as high as thick, and none where it lies', () => {
    const wall = boxMesh(0, 0, 0, 0.5, 20, 20);
    expect(Math.abs(figures(wall).slenderness - 40)).toBeLessThan(0.2);
    expect(figures(wall, [1, 0, 0]).slenderness).toBe(0);
    expect(figures(boxMesh(0, 0, 0, 1.2, 20, 20)).slenderness).toBe(0);
  });
});

test('canals, struts and drains are judged by their directions', () => {
  const cube = boxMesh(0, 0, 0, 10, 10, 10);
  const wishes: OrientationWishes = {
    canals: [
      [0, 0, 2, 3],
      [1, 0, 0, 1],
    ],
    // 39 and 41 degrees from the plate, and upright.
    struts: [39, 41, 90].map(
      (deg) => [Math.cos((deg * Math.PI) / 180), 0, -Math.sin((deg * Math.PI) / 180), 1] as const,
    ),
    drains: [[0, 0, -1, 1]],
  };
  const found = figures(cube, UP, {}, wishes);
  expect(found.canalTilt).toBeCloseTo(0.25, 12);
  expect(found.flatStruts).toBeCloseTo(1 / 3, 12);
  expect(found.drainsDown).toBe(1);
  expect(figures(cube, DOWN, {}, wishes).drainsDown).toBe(0);
  expect(figures(cube, [1, 0, 0], {}, wishes).canalTilt).toBeCloseTo(0.75, 12);
});

test('a mesh without volume and marks of another mesh are refused', () => {
  const cube = boxMesh(0, 0, 0, 10, 10, 10);
  expect(() => figures(insideOut(cube))).toThrow('encloses no volume');
  expect(() => figures(cube, UP, {}, { protectedBy: new Uint8Array(3) })).toThrow(
    '3 facets are marked of a mesh of 12',
  );
  expect(() => figures(cube, UP, {}, { canals: [[0, 0, 0, 1]] })).toThrow('is none');
  expect(() => figures(cube, UP, { overhangAngleDeg: 90 })).toThrow('between 0 and 90');
});
