import { expect, test } from 'vitest';
import { buildFirst, startNode } from '../support/run-cli.ts';

buildFirst();

test('of settings with a number or list that cannot be, a sample is refused in one line with its place, or works', async () => {
  // All of them: node test/sweep/sweep-settings.mjs
  const { ended } = startNode('test/sweep/sweep-settings.mjs', '--every', '250', '--limit', '100000');
  const { code, stdout } = await ended;
  const lines = stdout.trimEnd().split('\n');
  expect(lines.at(-1)).toBe('0 faults');
  expect(code).toBe(0);
  const { jobs, refused } = JSON.parse(lines.at(-2) ?? '{}');
  expect(jobs).toBeGreaterThan(60);
  expect(refused).toBeGreaterThan(jobs / 2);
}, 240_000);
