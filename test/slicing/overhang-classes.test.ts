import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import { snapMm } from '../../src/core/units.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { meshEdges } from '../../src/geometry/mesh-edges.ts';
import { meshBox } from '../../src/geometry/mesh-measures.ts';
import { cleanContours } from '../../src/slicing/clean-contours.ts';
import { meshCutter } from '../../src/slicing/cut-mesh.ts';
import { planLayers } from '../../src/slicing/layer-plan.ts';
import { overhangClasses } from '../../src/slicing/overhang-classes.ts';
import { readMesh } from '../geometry/tiny-stl.ts';
import { hasSharedData, sharedData } from '../support/shared-data.ts';

beforeAll(() => loadClipping());

const T = 0.05;
const SETTINGS = { thicknessMm: T, layers: 1, bordersDeg: [30, 45] };

function loop(...xy: number[]): Polyline {
  return { xy: Float64Array.from(xy, snapMm), closed: true };
}

const box = (x0: number, y0: number, x1: number, y1: number): Loops => [loop(x0, y0, x1, y0, x1, y1, x0, y1)];
const wedge = (deg: number, k: number) => box(0, 0, 20 + (k * T) / Math.tan((deg * Math.PI) / 180), 10);

test.each([
  [10, 0],
  [29, 0],
  [31, 1],
  [44, 1],
  [46, -1],
  [90, -1],
])('a face of %d degrees is in its class, the whole step of it', (deg, expected) => {
  const below = [1, 2, 3].map((n) => wedge(deg, 10 - n));
  const stepMm = T / Math.tan((deg * Math.PI) / 180);
  for (const layers of [1, 3]) {
    const found = overhangClasses(wedge(deg, 10), below, { ...SETTINGS, layers });
    expect(found.map(({ fromDeg, toDeg }) => [fromDeg, toDeg])).toEqual([
      [0, 30],
      [30, 45],
    ]);
    found.forEach(({ areaMm2, worst }, n) => {
      expect(areaMm2 / 10).toBeCloseTo(n === expected ? layers * stepMm : 0, 2);
      if (n !== expected) expect([areaMm2, worst]).toEqual([0, null]);
      else expect(worst?.awayMm).toBeCloseTo(stepMm, 2);
    });
  }
});

describe('the worst place', () => {
  test('of a bridge is in the middle of its span', () => {
    const piers = [...box(0, 0, 5, 10), ...box(12, 0, 20, 10)];
    const [flat, lean] = overhangClasses(box(0, 0, 20, 10), [piers], SETTINGS);
    expect(flat?.areaMm2).toBeCloseTo(70, 9);
    expect(flat?.worst?.awayMm).toBeCloseTo(3.5, 2);
    expect(flat?.worst?.xMm).toBeCloseTo(8.5, 2);
    expect(lean?.area).toEqual([]);
  });

  test('of two spans is in the wider one', () => {
    const piers = [...box(0, 0, 5, 10), ...box(6, 0, 8, 10), ...box(11, 0, 20, 10)];
    const [flat] = overhangClasses(box(0, 0, 20, 10), [piers], SETTINGS);
    expect(flat?.worst?.awayMm).toBeCloseTo(1.5, 2);
    expect(flat?.worst?.xMm).toBeCloseTo(9.5, 2);
  });

  test('of what begins in the powder is endlessly far from anything below', () => {
    const [flat] = overhangClasses(box(0, 0, 2, 2), [], SETTINGS);
    expect([flat?.areaMm2, flat?.worst?.awayMm]).toEqual([4, Infinity]);
  });

  test('is none where all stands on the layer below', () => {
    const above = overhangClasses(box(0, 0, 20, 10), [box(0, 0, 20, 10), box(0, 0, 5, 10)], { ...SETTINGS, layers: 2 });
    expect(above.map(({ areaMm2, worst }) => [areaMm2, worst])).toEqual([
      [expect.closeTo(150, 9), null],
      [0, null],
    ]);
  });
});

test('of a cylinder lying down each layer is in the class of its step', () => {
  const R = 4;
  const halfAt = (k: number) => Math.sqrt(R * R - ((k + 0.5) * T - R) ** 2);
  const section = (k: number) => box(-halfAt(k), 0, halfAt(k), 10);
  const sums = [0, 0];
  for (let k = 1; k < 80; k++) {
    const step = halfAt(k) - halfAt(k - 1);
    const deg = (Math.atan2(T, step) * 180) / Math.PI;
    const expected = [deg < 30, deg >= 30 && deg < 45].map((is) => (is ? step * 20 : 0));
    overhangClasses(section(k), [section(k - 1)], SETTINGS).forEach(({ areaMm2 }, n) => {
      expect(areaMm2, `layer ${k}, class ${n}`).toBeCloseTo(expected[n]!, 1);
      sums[n]! += areaMm2;
    });
  }
  // Less the first layer: the projection of the faces flatter than 30, and of those from 30 to 45 degrees.
  expect(sums[0]! / 20 + halfAt(0)).toBeCloseTo(R * 0.5, 0);
  expect(sums[1]! / 20).toBeCloseTo(R * (Math.SQRT1_2 - 0.5), 0);
});

describe.skipIf(!hasSharedData)('a vertebra (needs shared/data)', () => {
  test('has in its layers what its triangles that look down project on the plate, to 2 %', () => {
    const mesh = readMesh(sharedData('meshes/bone_vertebra.stl'));
    const { positions, triangles } = mesh;
    const bordersDeg = [30, 45, 60];
    const projected = bordersDeg.map(() => 0);
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => positions.subarray(3 * triangles[t + k]!)) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const u = [0, 1, 2].map((d) => b[d]! - a[d]!) as [number, number, number];
      const v = [0, 1, 2].map((d) => c[d]! - a[d]!) as [number, number, number];
      const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
      bordersDeg.forEach((deg, k) => {
        if (-n[2] > Math.hypot(...n) * Math.cos((deg * Math.PI) / 180)) projected[k]! -= n[2] / 2;
      });
    }
    const thicknessMm = 0.1;
    const plan = planLayers(meshBox(mesh), { thicknessMm, cut: 'mid' });
    const cutter = meshCutter(mesh, meshEdges(mesh));
    const found = bordersDeg.map(() => 0);
    let below: Loops = [];
    for (let k = 0; k < plan.count; k++) {
      const layer = cleanContours(cutter.cut(plan.zCutMm(k)).loops);
      const classes = overhangClasses(layer, [below], { thicknessMm, layers: 1, bordersDeg });
      classes.forEach(({ areaMm2 }, n) => {
        for (let above = n; above < found.length; above++) found[above]! += areaMm2;
      });
      below = layer;
    }
    found.forEach((mm2, k) => {
      expect(Math.abs(mm2 / projected[k]! - 1), `${bordersDeg[k]} degrees`).toBeLessThan(0.02);
    });
  });
});
