import { expect, test } from 'vitest';
import type { SchemaLine } from '../../src/config/migrate.ts';
import { migrate } from '../../src/config/migrate.ts';

const LINE: SchemaLine = {
  name: 'trabecula/thing',
  version: 3,
  steps: [
    { from: 1, lift: ({ power, ...rest }) => ({ ...rest, powerW: power ?? null }) },
    { from: 2, lift: (file) => ({ ...file, added: true }) },
  ],
};

test('an old file is lifted through every step in order', () => {
  const old = { schema: 'trabecula/thing@1', power: 5 };
  expect(migrate(old, LINE, 'f.json', 'profile-invalid')).toEqual({
    schema: 'trabecula/thing@3',
    powerW: 5,
    added: true,
  });
  expect(old).toEqual({ schema: 'trabecula/thing@1', power: 5 });
});

test('a file of the present version is left as it is', () => {
  const file = { schema: 'trabecula/thing@3', powerW: 5 };
  expect(migrate(file, LINE, 'f.json', 'profile-invalid')).toBe(file);
});

test('a missing step is refused, not skipped', () => {
  expect(() =>
    migrate({ schema: 'trabecula/thing@1' }, { ...LINE, steps: LINE.steps.slice(1) }, 'f.json', 'profile-invalid'),
  ).toThrow('f.json > schema: there is no way from trabecula/thing@1 to trabecula/thing@3');
});

test.each(['trabecula/thing@4', 'trabecula/thing@100000000'])('%s is refused as newer', (schema) => {
  expect(() => migrate({ schema }, LINE, 'f.json', 'profile-invalid')).toThrow('was made by a newer Trabecula');
});

test.each(['trabecula/thing@0', 'trabecula/thing', 'trabecula/thing@1.5', 'trabecula/thing@-1', 'thing@1'])(
  '%s is no version of this schema',
  (schema) => {
    expect(() => migrate({ schema }, LINE, 'f.json', 'profile-invalid')).toThrow('must be "trabecula/thing@3"');
  },
);
