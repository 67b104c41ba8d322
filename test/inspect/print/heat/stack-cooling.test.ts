import { describe, expect, test } from 'vitest';
import {
  type HeatMaterial,
  type StackedHeat,
  temperaturesBelow,
} from '../../../../src/inspect/print/heat/stack-cooling.ts';

/** Diffusivity 0.1 mm2/s: 1 g/cm3, 2 J/(g K), 0.2 W/(m K). */
const material: HeatMaterial = {
  densityGPerCm3: 1,
  specificHeatJPerGK: 2,
  conductivityWPerMK: 0.2,
  convectionWPerM2K: 0,
};
const around = { nozzleC: 400, bedC: 100, aroundC: 100 };

function layer(timeS: number, more: Partial<StackedHeat> = {}): StackedHeat {
  return { thicknessMm: 0.1, areaMm2: 100, outlineMm: 0, timeS, ...more };
}

/** Complementary error function by its integral: Simpson's rule over 4000 steps. */
function erfc(x: number): number {
  const n = 4000;
  const h = x / n;
  let sum = 0;
  for (let k = 0; k <= n; k++) sum += (k === 0 || k === n ? 1 : k % 2 === 1 ? 4 : 2) * Math.exp(-((k * h) ** 2));
  return 1 - (2 / Math.sqrt(Math.PI)) * ((h / 3) * sum);
}

describe('the cooling of a stack of layers', () => {
  test('the first layer lies on the bed, not on a layer', () => {
    expect(temperaturesBelow([layer(10)], material, around)).toEqual([null]);
  });

  test('without loss, conduction time and bed apart everything stays as hot as the nozzle', () => {
    const hot = { nozzleC: 400, bedC: 400, aroundC: 20 };
    const below = temperaturesBelow([layer(5), layer(50), layer(500), layer(5)], material, hot);
    expect(below[0]).toBeNull();
    for (const celsius of below.slice(1)) expect(celsius).toBeCloseTo(400, 9);
  });

  test('a layer that loses heat to the surroundings alone cools as a lumped body: exp(-h P t / (rho c A))', () => {
    const lone = { ...material, conductivityWPerMK: 1e-9, convectionWPerM2K: 30 };
    const wall = { areaMm2: 0.4, outlineMm: 2 };
    // 2 mm of outline by 0.1 mm and a top of 0.4 mm2 at 30e-6 W/(mm2 K); 0.04 mm3 at 2e-3 J/(mm3 K).
    const rate = (30e-6 * (2 * 0.1 + 0.4)) / (2e-3 * 0.04);
    for (const timeS of [0.5, 4, 20]) {
      const [, below] = temperaturesBelow([layer(timeS, wall), layer(1, wall)], lone, around);
      expect(Math.abs((below as number) - (100 + 300 * Math.exp(-rate * timeS)))).toBeLessThan(0.5);
    }
  });

  test('a hot slab on a cold bed cools from below by the series of Fourier', () => {
    // Forty layers laid at once, 4 mm with an insulated top; after 60 s the topmost 0.1 mm.
    const stack = Array.from({ length: 41 }, (_, i) => layer(i === 39 ? 60 : 0));
    const rows = temperaturesBelow(stack, material, around);
    let share = 0;
    for (let k = 0; k < 40; k++) {
      const m = 2 * k + 1;
      const w = (m * Math.PI) / 8;
      const mean = (Math.cos(w * 3.9) - Math.cos(w * 4)) / (w * 0.1);
      share += (4 / (m * Math.PI)) * mean * Math.exp(-w * w * 0.1 * 60);
    }
    expect(Math.abs((rows[40] as number) - (100 + 300 * share))).toBeLessThan(0.3);
  });

  test('a layer on a thick body that is as warm as its surroundings cools by the error function', () => {
    // Thirty layers come to rest at 100 C for an hour, then one is laid and waits.
    const timeS = 4;
    const layers = [...Array.from({ length: 30 }, (_, i) => layer(i === 29 ? 36_000 : 0)), layer(timeS), layer(1)];
    const rows = temperaturesBelow(layers, material, around);
    expect(rows[30]).toBeCloseTo(100, 3);
    // Mean over 0 to d of the excess T0/2 [erf((d-x)/2r) + erf((d+x)/2r)], r = sqrt(a t), the top insulated.
    const r = Math.sqrt(0.1 * timeS);
    const d = 0.1;
    let mean = 0;
    const n = 200;
    for (let k = 0; k < n; k++) {
      const x = ((k + 0.5) * d) / n;
      mean += (2 - erfc((d - x) / (2 * r)) - erfc((d + x) / (2 * r))) / 2 / n;
    }
    // One cell a layer: right to 1 % of the excess once heat has passed through a few layers.
    expect(Math.abs((rows[31] as number) - (100 + 300 * mean))).toBeLessThan(0.01 * 300 * mean);
  });

  test('a tall stack is as warm at its top as a fin: the longer it waits and the more outline it has, the colder', () => {
    const air = { ...material, convectionWPerM2K: 30 };
    const below = (timeS: number, outlineMm: number) => {
      const layers = Array.from({ length: 60 }, () => layer(timeS, { outlineMm }));
      return temperaturesBelow(layers, air, around)[59] as number;
    };
    expect(below(20, 40)).toBeLessThan(below(10, 40) - 5);
    expect(below(10, 400)).toBeLessThan(below(10, 40) - 5);
    expect(below(10, 400)).toBeGreaterThan(100);
    expect(below(10, 40)).toBeLessThan(400);
  });

  test('a layer with nothing in it is laid on nothing, and what is below goes on cooling', () => {
    const rows = temperaturesBelow([layer(0.02), layer(0.03, { areaMm2: 0 }), layer(1)], material, around);
    expect(rows[1]).toBeNull();
    const [, whole] = temperaturesBelow([layer(0.05), layer(1)], material, around);
    expect(Math.abs((rows[2] as number) - (whole as number))).toBeLessThan(0.5);
  });
});
