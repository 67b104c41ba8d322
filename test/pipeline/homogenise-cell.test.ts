import { describe, expect, test } from 'vitest';
import { PrepError } from '../../src/core/prep-error.ts';
import { modulusOf } from '../../src/lattice/homogenisation/modulus.ts';
import type { LatticeSettings } from '../../src/lattice/settings.ts';
import { homogeniseCell } from '../../src/pipeline/homogenise-cell.ts';
import { defaultContext } from '../../src/pipeline/request/default-context.ts';
import { latticeSettings } from '../support/lattice-settings.ts';

const run = (known: Partial<LatticeSettings>, voxels = 16, context = defaultContext()) =>
  homogeniseCell({ lattice: latticeSettings(known), voxels, poisson: 0.34, solidYoungsGPa: 113.8 }, context);

describe('the stiffness of a cell', () => {
  test('of the gyroid of 0.30 is that of an independent program: 0.1138 of the solid and Zener 1.15, within 4 %', async () => {
    const result = await run({}, 32);
    expect(Math.abs(result.extrapolated.youngsRatio.x / 0.1138 - 1)).toBeLessThan(0.04);
    expect(Math.abs(result.fine.zener / 1.15 - 1)).toBeLessThan(0.04);
    expect(result.isCubic).toBe(true);
    expect(result.extrapolated.youngsGPa!.x).toBeCloseTo(113.8 * result.extrapolated.youngsRatio.x, 3);
    expect(result.fine.bulkRatio).toBeLessThan(result.hashinShtrikman.bulkRatio);
    expect(result.relativeDensity).toBe(0.3);
    expect(Math.abs(result.fine.relativeDensity - 0.3)).toBeLessThan(1e-4);
    expect(result.findings).toEqual([]);
  });

  test.each([
    ['diamond sheet', { cellType: 'diamond', relativeDensity: 0.4 }, 'diamond', 'sheet', 0.4],
    ['octet', { cellType: 'octet', phase: 'network', relativeDensity: 0.4 }, 'octet', 'network', 0.4],
  ] as const)('of %s on few voxels is as sure as it says: the table lies within', async (_, known, id, phase, rho) => {
    const { extrapolated } = await run(known, 32);
    const { value, within } = { value: extrapolated.youngsRatio.x, within: extrapolated.within.x };
    expect(within / value).toBeLessThan(0.15);
    // The table has an error of its own, up to 2 %.
    expect(Math.abs(modulusOf(id, phase, rho).youngsRatio - value)).toBeLessThan(within + 0.02 * value);
  });

  test('of a formula is that of the known cell that it writes out', async () => {
    const formula = {
      cellType: 'expression',
      expression: 'sin(X)*cos(Y) + sin(Y)*cos(Z) + sin(Z)*cos(X)',
      stepMm: 0.1,
    };
    const [known, own] = [await run({}), await run(formula)];
    for (const key of ['x', 'y', 'z', 'xy', 'xyz'] as const) {
      expect(Math.abs(own.fine.youngsRatio[key] / known.fine.youngsRatio[key] - 1)).toBeLessThan(2e-3);
    }
  });

  test('of a cell that is stretched is turned with the stretch, which makes it stiffer along', async () => {
    const longZ = await run({ stretch: [1, 1, 1.5] });
    const longX = await run({ stretch: [1.5, 1, 1] });
    expect(longZ.fine.voxels).toEqual([16, 16, 24]);
    expect(longX.periodMm).toEqual([3, 2, 2]);
    // The gyroid is the same after a cyclic exchange of its axes.
    for (const [a, b] of [
      ['x', 'y'],
      ['y', 'z'],
      ['z', 'x'],
    ] as const) {
      expect(Math.abs(longX.fine.youngsRatio[b] / longZ.fine.youngsRatio[a] - 1)).toBeLessThan(0.02);
    }
    expect(longZ.isCubic).toBe(false);
    expect(longZ.fine.youngsRatio.z).toBeGreaterThan(1.1 * longZ.fine.youngsRatio.x);
  });

  test('of even walls and of fillets is not that without them', async () => {
    const sheet = { cellType: 'primitive', relativeDensity: 0.25 };
    expect((await run({ ...sheet, evenWalls: true }, 8)).fine.youngsRatio.x).not.toBe(
      (await run(sheet, 8)).fine.youngsRatio.x,
    );
    const struts = { cellType: 'bcc', phase: 'network', relativeDensity: 0.2 } as const;
    const [sharp, round] = [await run(struts, 8), await run({ ...struts, filletMm: 0.2 }, 8)];
    expect(round.relativeDensity).toBe(sharp.relativeDensity);
    expect(round.fine.youngsRatio.x).not.toBe(sharp.fine.youngsRatio.x);
  });

  test('on few voxels carries a warning with its uncertainty', async () => {
    const { findings, extrapolated } = await run({ relativeDensity: 0.1 }, 8);
    expect(findings).toMatchObject([
      { rule: 'voxels-coarse', severity: 'warning', measured: extrapolated.uncertainty },
    ]);
  });

  test('is the same to the last digit when it is asked for again', async () => {
    expect(await run({}, 12)).toEqual(await run({}, 12));
  });

  test('of a solid that nobody knows is told as shares alone', async () => {
    const lattice = latticeSettings();
    const { extrapolated, solid } = await homogeniseCell({ lattice, voxels: 8, poisson: 0.4, solidYoungsGPa: null });
    expect([extrapolated.youngsGPa, solid.youngsGPa]).toEqual([null, null]);
  });
});

describe('a run', () => {
  test('tells all twelve loads', async () => {
    const told: number[] = [];
    await run({}, 8, defaultContext({ progress: ({ done, total }) => told.push(done / total) }));
    expect(told).toEqual(Array.from({ length: 12 }, (_, i) => (i + 1) / 12));
  });

  test('stops with the reason of the one who stops it', async () => {
    const control = new AbortController();
    const context = defaultContext({
      signal: control.signal,
      progress: () => control.abort(new PrepError('interrupted', 'stopped by hand')),
    });
    await expect(run({}, 16, context)).rejects.toThrow('stopped by hand');
  });

  test.each<[string, Partial<LatticeSettings>, string]>([
    [
      'a grading',
      {
        relativeDensity: null,
        grading: [
          {
            quantity: 'density',
            place: { by: 'x' },
            table: [
              [0, 0.2],
              [1, 0.3],
            ],
          },
        ],
      },
      'lattice > grading: ',
    ],
    ['a map', { map: { kind: 'cylindrical', cellsAround: null } }, 'lattice > map: '],
    ['a turn', { turnDeg: [0, 0, 45] }, 'lattice > turnDeg: '],
    ['a density out of reach', { phase: 'network', relativeDensity: 0.01 }, 'lattice > relativeDensity: '],
  ])('of %s is refused', async (_, known, message) => {
    await expect(run(known)).rejects.toThrow(PrepError);
    await expect(run(known)).rejects.toThrow(message);
  });
});
