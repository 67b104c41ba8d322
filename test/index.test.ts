import { expect, test } from 'vitest';

test('the package exports what its index names, by its own name', async () => {
  const library = await import('trabecula');
  for (const name of ['prepare', 'slice', 'inspectFiles', 'checkFile', 'PrepError'] as const) {
    expect(typeof library[name]).toBe('function');
  }
});
