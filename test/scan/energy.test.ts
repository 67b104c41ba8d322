import { expect, test } from 'vitest';
import { keyEnergies, lineEnergyJPerMm, volumeEnergyJPerMm3 } from '../../src/scan/energy.ts';

test('280 W at 1200 mm/s, 0.14 mm apart in 30 micrometre layers, is 55.6 J/mm3', () => {
  expect(volumeEnergyJPerMm3(280, 1200, 0.14, 0.03)).toBeCloseTo(55.56, 2);
});

test('200 W at 1000 mm/s is 0.2 J/mm', () => {
  expect(lineEnergyJPerMm(200, 1000)).toBe(0.2);
});

test('a hatched key has energies per length, area and volume; a contour per length alone', () => {
  // 200 W at 1000 mm/s: 0.2 J/mm; at 0.1 mm spacing 2 J/mm2; in layers of 0.05 mm 40 J/mm3.
  const hatch = keyEnergies(200, 1000, 0.1, 0.05);
  expect(hatch.lineEnergyJPerMm).toBe(0.2);
  expect(hatch.areaEnergyJPerMm2).toBeCloseTo(2, 12);
  expect(hatch.volumeEnergyJPerMm3).toBeCloseTo(40, 12);
  expect(keyEnergies(200, 1000, null, 0.05)).toEqual({
    lineEnergyJPerMm: 0.2,
    areaEnergyJPerMm2: null,
    volumeEnergyJPerMm3: null,
  });
});
