import { expect, test } from 'vitest';
import { exposureKey } from '../../src/core/toolpath.ts';

test('what is exposed alike has the name of its parameters and, in a case, of its region', () => {
  expect(exposureKey({ params: 'hatch-core', regionId: null })).toBe('hatch-core');
  expect(exposureKey({ params: 'hatch-core', regionId: 'frame' })).toBe('hatch-core frame');
});

test('no two differ only in where the one name ends: ids of a case hold no spaces', () => {
  const keys = [
    { params: 'hatch', regionId: 'core-frame' },
    { params: 'hatch-core', regionId: 'frame' },
    { params: 'hatch-core-frame', regionId: null },
  ].map(exposureKey);
  expect(new Set(keys).size).toBe(3);
});
