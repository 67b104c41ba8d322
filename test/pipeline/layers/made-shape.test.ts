import { expect, test } from 'vitest';
import {
  madeBox,
  madeLayers,
  madeMesh,
  madePoint,
  madeTransform,
  shapeSpecOf,
  volumeFactor,
} from '../../../src/pipeline/layers/made-shape.ts';
import { boxMesh } from '../../geometry/solids.ts';

const BOX = [0, 0, 0, 10, 8, 6] as const;
const SETTINGS = { scale: [1.01, 0.95, 1.05], raiseMm: 0, leastWidthMm: 0.12 } as const;
const LAYERS = { thicknessMm: 0.1, cut: 'mid', from: 0, to: 0 } as const;
const SHIFT = [100, 50, 0] as const;
/** The box after the shift. */
const STANDS = [100, 50, 0, 110, 58, 6] as const;
const SHAPE = shapeSpecOf(SETTINGS, BOX, SHIFT, false);

test('a part is scaled about the middle of its box on the plate and its lowest point', () => {
  expect(SHAPE?.aboutMm).toEqual([105, 54, 0]);
  const box = madeBox({ box: STANDS, shape: SHAPE });
  [99.95, 50.2, 0, 110.05, 57.8, 6.3].forEach((value, n) => {
    expect(box[n]).toBeCloseTo(value, 12);
  });
  expect(volumeFactor({ shape: SHAPE })).toBeCloseTo(1.01 * 0.95 * 1.05, 12);
});

test('6.3 mm are 63 layers of 0.1 mm, and the cut of a layer lies lower in the design by the factor in z', () => {
  const plan = madeLayers({ box: STANDS, shape: SHAPE, layers: LAYERS });
  expect(plan.count).toBe(63);
  expect(plan.zTopMm(62)).toBe(6.3);
  expect(plan.zCutMm(20)).toBeCloseTo(2.05, 12);
  expect(plan.zDesignMm(20)).toBeCloseTo(2.05 / 1.05, 12);
});

test('transform, points and mesh of what is made agree', () => {
  const shape = SHAPE as NonNullable<typeof SHAPE>;
  const m = madeTransform(shape);
  const [x, y, z] = [110, 50, 6];
  const moved = [0, 4, 8].map((row) => m[row]! * x! + m[row + 1]! * y! + m[row + 2]! * z! + m[row + 3]!);
  const point = madePoint([x, y, z], shape);
  const mesh = madeMesh({ mesh: boxMesh(100, 50, 0, 110, 58, 6), shape });
  [110.05, 50.2, 6.3].forEach((value, a) => {
    expect(moved[a]).toBeCloseTo(value, 9);
    expect(point[a]).toBeCloseTo(value, 9);
    expect([...mesh.positions].filter((_, n) => n % 3 === a).some((at) => Math.abs(at - value) < 1e-9)).toBe(true);
  });
});

test('without changes a part is made as designed, and its layers are cut where they lie', () => {
  expect(shapeSpecOf(null, BOX, SHIFT, false)).toBe(null);
  expect(madeBox({ box: STANDS })).toBe(STANDS);
  const plan = madeLayers({ box: STANDS, layers: LAYERS });
  expect(plan.zDesignMm(7)).toBe(plan.zCutMm(7));
});

test('faces of a part of beams are not raised', () => {
  const asked = { ...SETTINGS, raiseMm: 0.1 };
  expect(shapeSpecOf(asked, BOX, SHIFT, false)?.raise).toEqual({ byMm: 0.1, leastWidthMm: 0.12 });
  expect(shapeSpecOf(asked, BOX, SHIFT, true)?.raise).toBe(null);
});
