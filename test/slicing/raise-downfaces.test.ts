import { beforeAll, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { raisedSection } from '../../src/slicing/raise-downfaces.ts';

beforeAll(() => loadClipping());

const LEAST_MM = 0.12;

function rectangle(x0: number, y0: number, x1: number, y1: number): Loops {
  return [{ xy: Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1), closed: true }];
}

const WHOLE = rectangle(0, 0, 10, 4);

test('where the part is solid below nothing is raised, and the section is the one given', () => {
  const raised = raisedSection(WHOLE, [WHOLE, WHOLE], WHOLE, LEAST_MM);
  expect(raised).toEqual({ solid: WHOLE, keptMm2: 0, droppedMm2: 0 });
  expect(raised.solid).toBe(WHOLE);
});

test('a place that is solid at some of the heights below only goes: 4 x 4 of 10 x 4 mm2 stay', () => {
  const below = [rectangle(0, 0, 6, 4), rectangle(2, 0, 10, 4)];
  const { solid, keptMm2 } = raisedSection(WHOLE, below, WHOLE, LEAST_MM);
  expect(loopsAreaMm2(solid)).toBeCloseTo(16, 9);
  expect(keptMm2).toBe(0);
});

test('the top layer of a floor that would go wholly stays', () => {
  // 6 mm of the layer lie over powder and end with it; the rest goes on below.
  const { solid, keptMm2, droppedMm2 } = raisedSection(WHOLE, [rectangle(0, 0, 4, 4)], [], LEAST_MM);
  expect(loopsAreaMm2(solid)).toBeCloseTo(40, 9);
  expect(keptMm2).toBeCloseTo(24, 9);
  expect(droppedMm2).toBe(0);
});

test('a layer of a floor that has a layer above goes', () => {
  expect(loopsAreaMm2(raisedSection(WHOLE, [[]], WHOLE, LEAST_MM).solid)).toBe(0);
});

test('a rim of 0.1 mm beside what stays goes and is counted, one of 0.2 mm stays', () => {
  const rim = (widthMm: number) =>
    raisedSection(rectangle(0, 0, 4 + widthMm, 4), [rectangle(0, 0, 4, 4)], [], LEAST_MM);
  expect(rim(0.1)).toMatchObject({ keptMm2: 0 });
  expect(rim(0.1).droppedMm2).toBeCloseTo(0.4, 9);
  expect(loopsAreaMm2(rim(0.1).solid)).toBeCloseTo(16, 9);
  expect(rim(0.2).keptMm2).toBeCloseTo(0.8, 9);
});

test('a thin wall that leans, whose layers are narrower than a track, stays: its top strips do', () => {
  const strip = rectangle(1, 0, 1.03, 4);
  const { solid, keptMm2 } = raisedSection(rectangle(1, 0, 1.06, 4), [[]], rectangle(1.03, 0, 1.09, 4), LEAST_MM);
  expect(loopsAreaMm2(solid)).toBeCloseTo(loopsAreaMm2(strip), 9);
  expect(keptMm2).toBeCloseTo(0.12, 9);
});
