import { describe, expect, test } from 'vitest';
import { DEFAULT_INSPECT_LIMITS, type InspectedLattice } from '../../src/inspect/settings.ts';
import { inspect, outer } from './clean-part.ts';

/** Struts in cells of 2 mm on a 3 x 3 x 2 grid: of 1 mm, in the first row of cells half as wide. 6 cells hold 0.125, 12 hold 0.25. */
const LAYERS = Array.from({ length: 40 }, (_, index) => ({
  index,
  zMm: (index + 1) / 10,
  polylines: Array.from({ length: 9 }, (_, c) => {
    const x = 20 + 2 * (c % 3) + 0.5;
    const y = 30 + 2 * Math.floor(c / 3) + 0.5;
    return outer(x, y, x + (c < 3 ? 0.5 : 1), y + 1);
  }),
  hatches: [],
}));
const FIRST_ROW = Uint8Array.from({ length: 18 }, (_, c) => (c % 9 < 3 ? 1 : 0));
const OTHERS = FIRST_ROW.map((bit) => 1 - bit);

function latticeOf(regionId: string, mask: Uint8Array, targetRelativeDensity: number): InspectedLattice {
  return {
    regionId,
    targetRelativeDensity,
    unevenness: 0.01,
    compensated: null,
    cellMm: 2,
    originMm: [0, 0, 0],
    wholeCells: { nx: 3, ny: 3, nz: 2, i0: 10, j0: 15, k0: 0, mask },
  };
}

const inspected = (...lattices: readonly InspectedLattice[]) =>
  inspect(LAYERS, {
    expected: { layerCount: 40, thicknessMm: 0.1, zeroLayer: false, firstTopMm: 0.1 },
    claims: null,
    planned: null,
    nominalVolumeMm3: null,
    limits: { ...DEFAULT_INSPECT_LIMITS, noteVolumeMm3: 1e9 },
    lattices,
  });

describe('the density of several lattices', () => {
  test('is told for each with what it is held to, and their mean counts each by its cells', () => {
    const { densities, lattice } = inspected(latticeOf('rim', FIRST_ROW, 0.125), latticeOf('core', OTHERS, 0.5));
    const limitRelative = DEFAULT_INSPECT_LIMITS.densityRelative + 0.01;
    expect(densities).toEqual([
      {
        regionId: 'rim',
        relativeDensity: expect.closeTo(0.125, 9),
        targetRelativeDensity: 0.125,
        inFileRelativeDensity: 0.125,
        limitRelative,
      },
      {
        regionId: 'core',
        relativeDensity: expect.closeTo(0.25, 9),
        targetRelativeDensity: 0.5,
        inFileRelativeDensity: 0.5,
        limitRelative,
      },
    ]);
    expect(lattice.relativeDensity).toBeCloseTo((0.125 + 2 * 0.25) / 3, 9);
    expect(lattice.targetRelativeDensity).toBeCloseTo((0.125 + 2 * 0.5) / 3, 9);
  });

  test('is unknown together where one has no whole cell', () => {
    const { densities, lattice } = inspected(
      latticeOf('rim', FIRST_ROW, 0.125),
      latticeOf('core', new Uint8Array(18), 0.5),
    );
    expect(densities.map(({ relativeDensity }) => relativeDensity)).toEqual([expect.closeTo(0.125, 9), null]);
    expect(lattice.relativeDensity).toBeNull();
  });

  test('of a named region is no finding here: it is judged with all else that is measured of the region', () => {
    const { findings } = inspected(latticeOf('core', OTHERS, 0.5));
    expect(findings.filter(({ rule }) => rule === 'density-off')).toEqual([]);
  });
});

test('of a part that is scaled the cells are those of the design: 1.6 mm become 2 mm by a factor of 1.25', () => {
  const scaled = { scale: [1.25, 1.25, 1.25], aboutMm: [0, 0, 0] } as const;
  const made = (regionId: string, mask: Uint8Array, target: number) => ({
    ...latticeOf(regionId, mask, target),
    cellMm: 1.6,
    scaled,
  });
  const { densities } = inspected(made('a', FIRST_ROW, 0.125), made('b', OTHERS, 0.25));
  expect(densities.map(({ relativeDensity }) => relativeDensity?.toFixed(9))).toEqual(['0.125000000', '0.250000000']);
});
