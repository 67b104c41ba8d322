import { expect, test } from 'vitest';
import { reportParameters } from '../../../src/pipeline/report/report-parameters.ts';

const sourced = (value: number) => ({ value, source: 'measured' });

test('the report names the choices that decide what is exposed, not only the sourced numbers', () => {
  const rows = reportParameters({
    id: 'mine',
    name: 'words for people',
    material: { name: 'Ti-6Al-4V', youngsModulusGPa: sourced(113.8) },
    contour: {
      count: sourced(2),
      order: 'inside-out',
      hatchFirst: true,
      start: { rule: 'aligned', directionDeg: sourced(90) },
    },
    hatch: { pattern: 'stripes', note: 'a remark' },
    latticeGrowth: { calibrated: false, excess: [{ inclinationDeg: 0, thicknessMm: sourced(0.199) }] },
  });
  const text = rows.map(({ group, name, value, source }) => `${group}: ${name} = ${value} (${source})`);
  expect(text).toEqual([
    'Material: youngs modulus = 113.8 GPa (measured)',
    'Contour: count = 2 (measured)',
    'Contour: order = inside-out (as the profile chooses)',
    'Contour: hatch first = yes (as the profile chooses)',
    'Contour: start, rule = aligned (as the profile chooses)',
    'Contour: start, direction = 90 deg (measured)',
    'Hatch: pattern = stripes (as the profile chooses)',
    'Lattice growth: calibrated = no (as the profile chooses)',
    'Lattice growth: excess, 0, inclination = 0 deg (as the profile chooses)',
    'Lattice growth: excess, 0, thickness = 0.199 mm (measured)',
  ]);
});
