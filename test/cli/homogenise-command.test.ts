import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { homogeniseCommand } from '../../src/cli/homogenise-command.ts';
import { parseLine } from '../../src/cli/options.ts';
import { buildFirst, runCli, startCli } from '../support/run-cli.ts';

buildFirst();

const SMALL = ['homogenise', '--voxels', '16'];

describe('trabecula homogenise', () => {
  test('--json prints one object with moduli, bounds and the 6 x 6 stiffness, the same bytes each time', async () => {
    const words = [...SMALL, '--cell-type', 'diamond', '--density', '0.4', '--json'];
    const [one, two] = [await runCli(...words), await runCli(...words)];
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(two.stdout).toBe(one.stdout);
    const { fine, extrapolated, relativeDensity, solid, isCubic } = JSON.parse(one.stdout);
    expect(relativeDensity).toBe(0.4);
    expect(solid).toEqual({ youngsGPa: 113.8, poisson: 0.34 });
    expect(fine.stiffnessRatio.map((row: number[]) => row.length)).toEqual([6, 6, 6, 6, 6, 6]);
    // E = C11 - 2 C12^2 / (C11 + C12) of a cubic cell.
    const [c11, c12] = fine.stiffnessRatio[0];
    expect(Math.abs(fine.youngsRatio.x / (c11 - (2 * c12 * c12) / (c11 + c12)) - 1)).toBeLessThan(1e-3);
    expect(isCubic).toBe(true);
    // The table has 0.2002, on finer voxels.
    expect(Math.abs(extrapolated.youngsRatio.x / 0.2002 - 1)).toBeLessThan(0.1);
  });

  test('prints words for a formula that is not cubic, with the modulus of the profile', async () => {
    const formula = 'sin(X)*cos(Y) + sin(Y)*cos(Z) + sin(Z)*cos(X) + 0.6*cos(Z)';
    const run = await runCli(...SMALL, '--expression', formula, '--profile', 'peek-implant-100um', '--density', '0.4');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    for (const axis of ['x', 'y', 'z'])
      expect(run.stdout).toMatch(new RegExp(`E along ${axis}: [\\d.]+ GPa, 0\\.\\d+ of the solid`));
    expect(run.stdout).toContain('solid of 3.6 GPa');
    expect(run.stdout).toContain('16 x 16 x 16 voxels');
  });

  test('a formula whose fineness nobody can tell needs no step here', async () => {
    const run = await runCli(
      'homogenise',
      '--voxels',
      '8',
      '--expression',
      'cos(X) + cos(Y) + cos(Z) + 0.1*sin(sin(X))',
      '--quiet',
    );
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a modulus that is asked for comes out', async () => {
    const run = await runCli('homogenise', '--voxels', '32', '--cell-type', 'octet', '--modulus', '8', '--json');
    expect(run.code).toBe(0);
    const { extrapolated } = JSON.parse(run.stdout);
    expect(Math.abs(extrapolated.youngsGPa.x - 8)).toBeLessThan(8 * 0.02 + 113.8 * extrapolated.within.x);
  });

  test.each<[string[], number, string]>([
    [[], 2, 'homogenise needs a cell: --cell-type NAME or --expression TEXT'],
    [['part.stl', '--cell-type', 'gyroid'], 2, 'homogenise takes no file, got part.stl'],
    [['--cell-type', 'gyroid', '--voxels', '15'], 2, '--voxels must be an even number from 8 to 128, got 15'],
    [['--cell-type', 'gyroid', '--poisson', '0.5'], 2, '--poisson must be from 0 to below 0.5, got 0.5'],
    [['--cell-type', 'gyroid', '--turn', '0,0,45'], 2, 'unknown option --turn of homogenise'],
    [['--cell-type', 'gyroid', '--profile', 'tin'], 3, 'tin'],
    [['--cell-type', 'cheese'], 2, "--cell-type: unknown cell 'cheese'"],
    [
      ['--cell-type', 'octet', '--modulus', '90'],
      3,
      'lattice > modulusGPa: a modulus of 90 GPa is out of reach of octet',
    ],
    [['--expression', 'sin(X) + sin(Y) + sin(Z)', '--modulus', '9'], 3, '`trabecula homogenise` tells its modulus'],
    [['--cell-type', 'voronoi', '--modulus', '9'], 3, 'every seed of voronoi struts has a modulus of its own'],
  ])('%j ends in exit code %i: %s', async (words, exitCode, message) => {
    const run = async () => homogeniseCommand.run(parseLine('homogenise', words));
    await expect(run()).rejects.toMatchObject({ exitCode, message: expect.stringContaining(message) });
  });

  test('a refusal is one line on stderr', async () => {
    const { code, stdout, stderr } = await runCli('homogenise', '--cell-type', 'gyroid', '--voxels', '15');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^trabecula: [^\n]*\n$/);
  });

  test('Ctrl-C stops it soon, with exit code 4 and one line', async () => {
    const { child, ended } = startCli('homogenise', '--cell-type', 'gyroid', '--voxels', '96');
    await setTimeout(2500);
    const since = performance.now();
    child.kill('SIGINT');
    const run = await ended;
    expect(performance.now() - since).toBeLessThan(3000);
    expect(run.code).toBe(4);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/^trabecula: interrupted[^\n]*\n$/);
  });
});
