import { expect, test } from 'vitest';
import { parameterWords } from '../../../src/pipeline/report/parameter-words.ts';

test.each([
  [['time', 'jumpSpeedMmPerS'], 7000, 'Time', 'jump speed', '7000 mm/s'],
  [['material', 'densityGPerCm3'], 4.43, 'Material', 'density', '4.43 g/cm3'],
  [['parameters', 'hatch-core', 'powerW'], 200, 'Parameters', 'hatch-core, power', '200 W'],
  [['temperatures', 'nozzleC'], 440, 'Temperatures', 'nozzle', '440 C'],
  [['speeds', 'lattice'], 20, 'Speeds', 'lattice', '20 mm/s'],
  [['layerThicknessMm'], 0.03, 'Layer and track', 'layer thickness', '0.03 mm'],
  [['perimeters', 'count'], 2, 'Perimeters', 'count', '2'],
  [['time', 'recoatS'], 9, 'Time', 'recoat', '9 s'],
])('%j = %d reads %s: %s %s', (path, value, group, name, text) => {
  expect(parameterWords(path, value)).toEqual({ group, name, value: text });
});
