import { describe, expect, test } from 'vitest';
import { judgeEnergy } from '../../../src/inspect/rules/energy-window.ts';
import { hatchEnergy } from '../clean-part.ts';

const window = { measure: 'volume', min: 50, max: 80, layerThicknessMm: null, source: 'paper' } as const;

describe('the energy of a key and its window', () => {
  test.each([
    [50, 'inside', 50],
    [80, 'inside', 80],
    [64.9, 'inside', 50],
    [49.99, 'outside', 50],
    [80.01, 'outside', 80],
  ])('%d J/mm3 in 50 to 80 is %s, nearest %d', (volumeEnergyJPerMm3, verdict, limit) => {
    const judged = judgeEnergy(hatchEnergy({ volumeEnergyJPerMm3 }));
    expect(judged).toEqual({ verdict, measured: volumeEnergyJPerMm3, limit, unit: 'J/mm3' });
  });

  test('a window in J/mm judges the line energy, of a key with lines of any spacing', () => {
    const line = { ...window, measure: 'line', min: 0.075, max: 0.2 } as const;
    const wall = hatchEnergy({ key: 'thin-wall', lineEnergyJPerMm: 0.15, volumeEnergyJPerMm3: null, window: line });
    expect(judgeEnergy(wall)).toMatchObject({ verdict: 'inside', measured: 0.15, unit: 'J/mm' });
    expect(judgeEnergy({ ...wall, lineEnergyJPerMm: 0.21 })).toMatchObject({ verdict: 'outside', limit: 0.2 });
  });

  test('what has no window that applies is not checked, and says why', () => {
    const whyOf = (...of: Parameters<typeof hatchEnergy>) => {
      const judged = judgeEnergy(hatchEnergy(...of));
      return 'why' in judged ? judged.why : judged.verdict;
    };
    expect(whyOf({ window: null })).toBe('hatch-core has no window with a source');
    expect(whyOf({ volumeEnergyJPerMm3: null })).toBe(
      'the window of hatch-core is in J/mm3, and its lines have no spacing',
    );
    const thin = { ...window, layerThicknessMm: 0.03 };
    expect(whyOf({ window: thin })).toBe('inside');
    expect(whyOf({ window: thin, layerThicknessMm: 0.06 })).toBe(
      'the window of hatch-core is for layers of 0.03 mm, these are 0.06 mm',
    );
  });
});
