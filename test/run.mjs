// The test line: build, lint, types, then vitest; closes with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const bin = (name, file) => join(dirname(require.resolve(`${name}/package.json`)), file);

let passed = 0;
let failed = 0;

step('build', ['scripts/prepare.mjs']);
step('lint', [bin('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings', '.']);
step('types', [bin('typescript', 'bin/tsc'), '-p', '.']);

const scratch = mkdtempSync(join(tmpdir(), 'trabecula-test-'));
const report = join(scratch, 'report.json');
const run = spawnSync(
  process.execPath,
  [
    join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
let skipped = 0;
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  skipped = result.numPendingTests + result.numTodoTests;
  // A file that does not load has no failed test of its own.
  failed += result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
} catch (error) {
  console.error(`no test report: ${error.message}`);
  failed++;
}
rmSync(scratch, { recursive: true, force: true });
if (run.status !== 0 && failed === 0) failed++;

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);

function step(name, args) {
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (done.status === 0) {
    passed++;
    return;
  }
  failed++;
  console.error(`${name} failed`);
}
