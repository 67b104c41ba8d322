import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

test('the kernels in the sources are what the compiler makes of assembly/, byte for byte', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trabecula-kernels-'));
  try {
    const run = spawnSync(process.execPath, [join(root, 'scripts/kernels.mjs'), folder], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    for (const file of [
      'src/geometry/contour/contour-wasm.ts',
      'src/geometry/loop-wasm.ts',
      'src/geometry/touch-wasm.ts',
    ]) {
      expect(readFileSync(join(root, file), 'utf8')).toBe(readFileSync(join(folder, file), 'utf8'));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
