import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROFILE_TEXT, withValue } from '../config/example-files.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { plainFile } from '../support/read-contours.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const q = (value: number) => ({ value, source: 'a test' });

/** Times of the profile in seconds and mm/s; hatch jumps more slowly, waits longer, and goes from point to point. */
const VALUES: Readonly<Record<string, number>> = {
  'time.recoatS': 9,
  'time.jumpSpeedMmPerS': 7000,
  'time.jumpDelayUs': 100,
  'time.markDelayUs': 300,
  'time.polygonDelayUs': 110,
  'time.laserOnDelayUs': -70,
  'time.laserOffDelayUs': 90,
  'parameters.hatch-core.jumpSpeedMmPerS': 5000,
  'parameters.hatch-core.jumpDelayUs': 210,
  'parameters.hatch-core.pointDistanceMm': 0.06,
  'parameters.hatch-core.pointExposureUs': 40,
  'parameters.hatch-core.pointHopUs': 10,
};

/** Speed along a path, speed of the jump to it and the wait after that, by key; 0.06 mm in 50 us are 1200 mm/s. */
const KEYS: Readonly<Record<string, readonly [mmPerS: number, jumpMmPerS: number, jumpS: number]>> = {
  'contour-outer': [1000, 7000, 100e-6],
  'contour-inner': [1000, 7000, 100e-6],
  'hatch-core': [1200, 5000, 210e-6],
};

test('the time of each layer is what the lines of the file take, added up by hand from the order of the file', async () => {
  const dir = tempFolder();
  mkdirSync(join(dir, 'profiles'));
  const text = Object.entries(VALUES).reduce(
    (json, [path, value]) => withValue(json, path.split('.'), q(value)),
    withValue(PROFILE_TEXT, ['id'], 'timed'),
  );
  writeFileSync(join(dir, 'profiles', 'timed.json'), text);
  const out = join(dir, 'out');
  const profile = ['--profiles', join(dir, 'profiles'), '--profile', 'timed'];
  const file = ['--outputs', 'cli', '--cli-content', 'scan', '--cli-encoding', 'ascii', '--quiet'];
  const run = await runCli('prepare', boxFile(dir, 'square', 3, 2, 0.09), ...profile, ...file, '--out', out);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const rows: { id: number; key: string }[] = JSON.parse(readFileSync(join(out, 'exposure.json'), 'utf8')).keys;
  const inspection = JSON.parse(readFileSync(join(out, 'inspection.json'), 'utf8'));
  const { units, layers } = plainFile(join(out, 'square.cli'));
  expect(layers).toHaveLength(3);
  for (const [index, { polylines, hatches }] of layers.entries()) {
    // Contours come before the hatch, and each kind stands in the order in which it is run.
    const lines = polylines.map(([id, , numbers]) => ({ id, xy: numbers }));
    for (const [id, numbers] of hatches) {
      for (let k = 0; k < numbers.length; k += 4) lines.push({ id, xy: numbers.slice(k, k + 4) });
    }
    expect(lines.length).toBeGreaterThan(20);
    let timeS = 9;
    let at: readonly number[] | null = null;
    for (const { id, xy: steps } of lines) {
      const xy = steps.map((step) => step * units);
      const [mmPerS, jumpMmPerS, jumpS] = KEYS[rows.find((row) => row.id === id)?.key ?? ''] ?? [0, 0, 0];
      const [x = 0, y = 0] = xy;
      // Where the laser comes from at the start of a layer is not known: it waits, and its way is not counted.
      if (at !== null) timeS += Math.hypot(x - at[0]!, y - at[1]!) / jumpMmPerS;
      // The laser comes on 70 us before the line: the mirrors wait for it.
      timeS += jumpS + 70e-6;
      for (let k = 2; k < xy.length; k += 2) timeS += Math.hypot(xy[k]! - xy[k - 2]!, xy[k + 1]! - xy[k - 1]!) / mmPerS;
      timeS += (xy.length / 2 - 2) * 110e-6 + 300e-6;
      at = xy.slice(-2);
    }
    expect(inspection.layers[index].timeS, `layer ${index}`).toBeCloseTo(timeS, 8);
  }
});
