import { describe, expect, test } from 'vitest';
import { findingLog } from '../../../src/inspect/finding-log.ts';
import {
  checkEnergyWindow,
  energyWindow,
  judgeEnergy,
  type KeyEnergy,
} from '../../../src/inspect/rules/energy-window.ts';
import { hatchEnergy } from '../clean-part.ts';

const window = {
  measure: 'volume',
  min: 50,
  max: 80,
  layerThicknessMm: null,
  source: 'paper',
  confirmed: true,
} as const;

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

test('inside a window that nobody has confirmed is not checked; outside of it is outside', () => {
  const guess = { ...window, source: 'general knowledge, unconfirmed', confirmed: false };
  const judged = judgeEnergy(hatchEnergy({ volumeEnergyJPerMm3: 60, window: guess }));
  expect(judged).toEqual({
    verdict: 'not checked',
    why: 'hatch-core: inside, window unconfirmed: 60 in 50 to 80 J/mm3 (general knowledge, unconfirmed)',
    measured: 60,
    unit: 'J/mm3',
  });
  expect(judgeEnergy(hatchEnergy({ volumeEnergyJPerMm3: 90, window: guess }))).toMatchObject({ verdict: 'outside' });
});

describe('what no melt has', () => {
  const foundOf = (energy: KeyEnergy) => {
    const log = findingLog('part');
    checkEnergyWindow([energy], log);
    return log.list([energyWindow]).map(({ severity, message, limit }) => ({ severity, message, limit }));
  };
  /** A hatch of 0.08 mm in layers of 0.03 mm. */
  const hatched = (powerW: number, speedMmPerS: number) =>
    hatchEnergy({
      ...{ powerW, speedMmPerS, lineEnergyJPerMm: powerW / speedMmPerS },
      volumeEnergyJPerMm3: powerW / (speedMmPerS * 0.08 * 0.03),
    });

  test.each([
    ['1.2 m/s', hatched(200, 1.2), '868 times above 80 J/mm3: is the speed of 1.2 mm/s given in m/s?', 80],
    ['0.2 kW', hatched(0.2, 1200), '720 times below 50 J/mm3: is the power of 0.2 W given in kW?', 50],
    [
      '72000 mm/min',
      hatched(200, 72_000),
      '43.2 times below 50 J/mm3: is the speed of 72000 mm/s given in mm/min?',
      50,
    ],
    ['5 mm/s', hatched(200, 5), '208 times above 80 J/mm3: compare the power of 200 W and the speed of 5 mm/s', 80],
  ])('%s is an error with the likely slip', (_, energy, words, limit) => {
    const [found] = foundOf(energy);
    expect(found).toMatchObject({ severity: 'error', limit });
    expect(found?.message).toContain(words);
  });

  test('up to ten times beyond a window is a warning, and more an error', () => {
    expect(foundOf(hatchEnergy({ volumeEnergyJPerMm3: 800 }))).toMatchObject([{ severity: 'warning' }]);
    expect(foundOf(hatchEnergy({ volumeEnergyJPerMm3: 801 }))).toMatchObject([{ severity: 'error' }]);
    expect(foundOf(hatchEnergy({ volumeEnergyJPerMm3: 5 }))).toMatchObject([{ severity: 'warning' }]);
    expect(foundOf(hatchEnergy({ volumeEnergyJPerMm3: 4.9 }))).toMatchObject([{ severity: 'error' }]);
  });

  test('without a window the line energy must be one that can be', () => {
    const contour = (powerW: number, speedMmPerS: number) =>
      hatchEnergy({
        ...{ key: 'contour-outer', powerW, speedMmPerS, lineEnergyJPerMm: powerW / speedMmPerS },
        ...{ volumeEnergyJPerMm3: null, window: null },
      });
    expect(foundOf(contour(120, 1000))).toEqual([]);
    expect(foundOf(contour(120, 12))).toEqual([]);
    const [slow] = foundOf(contour(120, 1));
    expect(slow).toMatchObject({ severity: 'error', limit: 10 });
    expect(slow?.message).toBe(
      'contour-outer brings in 120 J/mm, 12 times above 10 J/mm: is the speed of 1 mm/s given in m/s?',
    );
    expect(foundOf(contour(0.12, 1000))).toMatchObject([{ severity: 'error', limit: 0.01 }]);
    // Of a window for other layers nothing follows, and 100 J/mm can still not be.
    const other = { ...window, layerThicknessMm: 0.06 };
    expect(foundOf({ ...hatched(120, 1.2), window: other })).toMatchObject([{ severity: 'error' }]);
  });
});
