import { expect, test } from 'vitest';
import { latticeWords } from '../../../src/pipeline/request/lattice-words.ts';
import { latticeSettings } from '../../support/lattice-settings.ts';

test('struts have no phase', () => {
  expect(latticeWords(latticeSettings({ cellType: 'octet' }), 0.2)).toBe('octet, cell 2 mm, relative density 0.2000');
});

test('a plain fill is cell, phase, size and density', () => {
  expect(latticeWords(latticeSettings(), 0.3)).toBe('gyroid, sheet, cell 2 mm, relative density 0.3000');
  expect(latticeWords(latticeSettings({ phase: 'network' }), null)).toBe('gyroid, network, cell 2 mm');
});

test('turn, stretch, even walls and map are told where they are not the usual', () => {
  const words = (known: Parameters<typeof latticeSettings>[0]) => latticeWords(latticeSettings(known), null);
  expect(words({ turnDeg: [0, 0, 45] })).toBe('gyroid, sheet, cell 2 mm, turned 0, 0, 45 degrees');
  expect(words({ stretch: [1, 1, 2] })).toBe('gyroid, sheet, cell 2 mm, stretched 1, 1, 2');
  expect(words({ evenWalls: true })).toBe('gyroid, sheet, cell 2 mm, even walls');
  expect(words({ map: { kind: 'cylindrical', cellsAround: null } })).toBe('gyroid, sheet, cell 2 mm, around an axis');
  expect(words({ map: { kind: 'surface', side: 'z+' } })).toBe('gyroid, sheet, cell 2 mm, along the surface');
});

test('what varies is told with its table; of a file only its name, wherever it lies', () => {
  const file = '/home/somebody/patients/bone.csv';
  const lattice = latticeSettings({
    grading: [
      {
        quantity: 'cell',
        place: { by: 'distance', region: 'core' },
        table: [
          [0, 2],
          [9, 3],
        ],
      },
      { quantity: 'density', place: { by: 'samples', file }, table: null },
      {
        quantity: 'wall',
        place: { by: 'samples', file: 'C:\\scans\\bone.csv' },
        table: [
          [0, 0.2],
          [900, 0.4],
        ],
      },
    ],
    blend: { cellType: 'iwp', phase: 'network', relativeDensity: 0.4, place: { by: 'height' }, fromMm: 1, toMm: 2.5 },
  });
  expect(latticeWords(lattice, null)).toBe(
    'gyroid, sheet, cell 2 mm, cell by distance from core 0: 2, 9: 3, density by samples of bone.csv, ' +
      'wall by samples of bone.csv 0: 0.2, 900: 0.4, blends into iwp network by height from 1 to 2.5 mm',
  );
});
