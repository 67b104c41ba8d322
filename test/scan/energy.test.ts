import { expect, test } from 'vitest';
import { lineEnergyJPerMm, volumeEnergyJPerMm3 } from '../../src/scan/energy.ts';

test('280 W at 1200 mm/s, 0.14 mm apart in 30 micrometre layers, is 55.6 J/mm3', () => {
  expect(volumeEnergyJPerMm3(280, 1200, 0.14, 0.03)).toBeCloseTo(55.56, 2);
});

test('200 W at 1000 mm/s is 0.2 J/mm', () => {
  expect(lineEnergyJPerMm(200, 1000)).toBe(0.2);
});
