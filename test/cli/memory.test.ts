import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { tempFolder } from '../store/temp-folder.ts';
import { buildFirst, ROOT, startNode } from '../support/run-cli.ts';
import { boxFile } from '../support/test-meshes.ts';

buildFirst();

const MB = 1e6;
/**
 * Slack in MB for 900 more layers. Live memory (heap and buffers after a forced collection) is the sharp measure: the contours
 * and paths of 900 of these layers, held, were 60 to 80 MB. The resident set keeps pages that the allocator does not give
 * back, about 40 MB of them whether 1,000 or 3,000 layers are planned.
 */
const LIVE_SLACK_MB = 16;
const RESIDENT_SLACK_MB = 90;
const TRIES = 3;

/** Runs the command line in this process with collections in between, and prints the peaks. */
const MEASURE = `
import { main } from ${JSON.stringify(pathToFileURL(`${ROOT}dist/cli/main.js`).href)};
let live = 0;
const look = () => {
  gc();
  const { heapUsed, external } = process.memoryUsage();
  live = Math.max(live, heapUsed + external);
};
const timer = setInterval(look, 100);
const code = await main(process.argv.slice(2));
clearInterval(timer);
look();
console.log(JSON.stringify({ code, live, resident: process.resourceUsage().maxRSS * 1024 }));
`;

async function peaks(dir: string, layers: number, workers: number): Promise<{ live: number; resident: number }> {
  const script = join(dir, 'measure.mjs');
  writeFileSync(script, MEASURE);
  // Bands of one tower: what is measured of a whole part keeps voxels, up to a cap of their own.
  const mesh = boxFile(dir, 'tower', 6, 6, 31);
  const options = ['--cell-type', 'gyroid', '--force', '--quiet', '--workers', String(workers)];
  options.push('--layers', `0:${layers}`, '--loose', 'keep');
  const { ended } = startNode('--expose-gc', script, 'prepare', mesh, '--out', join(dir, 'out'), ...options);
  const { stdout, stderr } = await ended;
  expect(stderr).toBe('');
  const { code, live, resident } = JSON.parse(stdout);
  expect(code).toBe(0);
  return { live: live / MB, resident: resident / MB };
}

test.each([0, 1])('1,000 layers take no more memory than 100 of the same section, with %i workers', async (workers) => {
  const dir = tempFolder();
  const grown: { live: number; resident: number }[] = [];
  for (let i = 0; i < TRIES; i++) {
    const low = await peaks(dir, 100, workers);
    const high = await peaks(dir, 1000, workers);
    grown.push({ live: high.live - low.live, resident: high.resident - low.resident });
    if (grown[i]!.live < LIVE_SLACK_MB && grown[i]!.resident < RESIDENT_SLACK_MB) return;
  }
  expect.fail(
    `grew every time by more than ${LIVE_SLACK_MB} live or ${RESIDENT_SLACK_MB} resident MB: ${JSON.stringify(grown)}`,
  );
});
