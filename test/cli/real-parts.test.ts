import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../store/temp-folder.ts';
import { areaOf, readContours, volumeOf, wrongWindings } from '../support/read-contours.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { sharedData } from '../support/shared-data.ts';

buildFirst();

const VERTEBRA = sharedData('meshes/bone_vertebra.stl');
const IN_METRES = sharedData('meshes/bone_lumbar1.stl');
/** Volume of the mesh as the index of the data has it. */
const VERTEBRA_MM3 = 60247.8;

test.skipIf(!existsSync(VERTEBRA))(
  'a vertebra in 0.5 mm slices has the volume of its mesh to 0.1 % (needs shared/data)',
  async () => {
    const out = join(tempFolder(), 'vertebra.cli');
    const run = await runCli('slice', VERTEBRA, '--out', out, '--layer', '0.5');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const layers = readContours(out);
    expect(Math.abs(volumeOf(layers, 0.5) / VERTEBRA_MM3 - 1)).toBeLessThan(0.001);
    expect(wrongWindings(layers)).toBe(0);
    expect(layers.every(({ open }) => open === 0)).toBe(true);
  },
);

test.skipIf(!existsSync(VERTEBRA))(
  'a band of the vertebra is prepared with gyroid and skin, without an error (needs shared/data)',
  async () => {
    const dir = tempFolder();
    const out = join(dir, 'out');
    const options = ['--cell-type', 'gyroid', '--cell', '2', '--density', '0.30', '--skin', '0.4', '--open', 'z+,z-'];
    const run = await runCli('prepare', VERTEBRA, '--out', out, ...options, '--layers', '600:610');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { verdict, findings } = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
    expect(verdict).not.toBe('fail');
    expect(findings.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);

    const filled = readContours(join(out, 'bone_vertebra.cli')).filter(({ contours }) => contours.length > 0);
    expect(filled.length).toBe(10);
    expect(wrongWindings(filled)).toBe(0);
    expect(filled.every(({ open }) => open === 0)).toBe(true);
    const solid = join(dir, 'solid.cli');
    expect((await runCli('slice', VERTEBRA, '--out', solid, '--layers', '600:610')).code).toBe(0);
    const envelope = readContours(solid).filter(({ contours }) => contours.length > 0);
    filled.forEach((layer, i) => {
      const share = areaOf(layer) / areaOf(envelope[i]!);
      // 0.30 in the core and 1 in the skin: more than the one, less than the other.
      expect(share).toBeGreaterThan(0.3);
      expect(share).toBeLessThan(0.7);
    });
  },
);

test.skipIf(!existsSync(IN_METRES))(
  'a vertebra in metres is refused with a word on --units, and read with it (needs shared/data)',
  async () => {
    const dir = tempFolder();
    const refused = await runCli('prepare', IN_METRES, '--out', join(dir, 'out'));
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('--units m');
    expect(existsSync(join(dir, 'out'))).toBe(false);
    const { suspectedUnit } = JSON.parse((await runCli('check', IN_METRES, '--json')).stdout);
    expect(suspectedUnit).toBe('metre');
    const taken = JSON.parse((await runCli('check', IN_METRES, '--json', '--units', 'm')).stdout);
    expect(taken.volumeMm3).toBeCloseTo(35179.4, 0);
  },
);
