import { expect, test } from 'vitest';
import { roundedVectors } from '../../../src/pipeline/laser/rounded-vectors.ts';

const EOS = { outputs: ['cli'], cliDialect: 'eos', cliContent: 'both' } as const;

test('the dialect eos is a note, and nothing is said of other dialects or of a file without vectors', () => {
  const rounded = roundedVectors();
  expect(rounded.findings(EOS, 'part')).toMatchObject([{ rule: 'vectors-rounded', severity: 'note', limit: 0.01 }]);
  expect(rounded.findings({ ...EOS, cliDialect: 'plain' }, 'part')).toEqual([]);
  expect(rounded.findings({ ...EOS, cliContent: 'boundary' }, 'part')).toEqual([]);
  expect(rounded.findings({ ...EOS, outputs: ['3mf'] }, 'part')).toEqual([]);
});

test('vectors without length are told with their number and length, of all files together', () => {
  const rounded = roundedVectors();
  rounded.add({ vectors: 2, lengthMm: 0.006, lines: 0 });
  rounded.add({ vectors: 1, lengthMm: 0.002, lines: 0 });
  const [found] = rounded.findings(EOS, 'part');
  expect(found?.severity).toBe('note');
  expect(found?.message).toContain(
    '3 vectors have no length left there and are left out, 0.008 mm in all, between others',
  );
});

test('a line of which nothing is left is a warning', () => {
  const rounded = roundedVectors();
  rounded.add({ vectors: 1, lengthMm: 0.004, lines: 1 });
  const [found] = rounded.findings(EOS, 'part');
  expect(found?.severity).toBe('warning');
  expect(found?.message).toContain(
    'one vector has no length left there and is left out, 0.004 mm in all, with them one line',
  );
});
