import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ErrorCode, EXIT_CODE_OF, PrepError } from '../../src/core/prep-error.ts';
import { ROOT } from '../support/run-cli.ts';

/** Codes by what a user meets, with the exit code of the contract. */
const CONTRACT: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  'output-exists': 2,
  'file-unreadable': 3,
  'format-unknown': 3,
  'stl-invalid': 3,
  'threemf-invalid': 3,
  'common-layer-invalid': 3,
  'gcode-invalid': 3,
  'laser-file-invalid': 3,
  'mesh-invalid': 3,
  'units-doubtful': 3,
  'profile-invalid': 3,
  'profile-unknown': 3,
  'printer-invalid': 3,
  'printer-unknown': 3,
  'case-invalid': 3,
  'density-out-of-reach': 3,
  'lattice-invalid': 3,
  'samples-invalid': 3,
  'obj-invalid': 3,
  'ply-invalid': 3,
  'off-invalid': 3,
  'solid-invalid': 3,
  'part-too-large': 3,
  'part-off-plate': 3,
  'value-out-of-range': 3,
  'output-unwritable': 4,
  'disk-full': 4,
  'memory-short': 4,
  'backend-absent': 4,
  'worker-lost': 4,
  interrupted: 4,
  'own-fault': 70,
};

/** Codes that the command line alone shows, by the words of the line on stderr instead of the code: see refusals.test.ts. */
const REACHED_BY_WORDS: Partial<Record<ErrorCode, { file: string; words: string }>> = {
  usage: { file: 'cli/refusals.test.ts', words: 'did you mean --density?' },
  'density-out-of-reach': { file: 'cli/refusals.test.ts', words: 'is out of reach of gyroid' },
  'lattice-invalid': { file: 'cli/refusals.test.ts', words: 'sheet phase' },
  'backend-absent': { file: 'cli/backend.test.ts', words: '--backend %s without a GPU' },
  'memory-short': { file: 'cli/refusals.test.ts', words: 'a cell so small that its samples fit no memory' },
  interrupted: { file: 'cli/interrupt.test.ts', words: 'trabecula: interrupted' },
};

const TESTS = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts') && !path.endsWith('error-codes.test.ts'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(ROOT, 'test', path), 'utf8') }));

describe.each(Object.keys(EXIT_CODE_OF) as ErrorCode[])('the error code %s', (code) => {
  test('ends in the exit code of the contract', () => {
    expect(new PrepError(code, 'reason').exitCode).toBe(CONTRACT[code]);
  });

  test('is reached by a test', () => {
    const byWords = REACHED_BY_WORDS[code];
    const reached =
      byWords === undefined
        ? TESTS.some(({ text }) => text.includes(`'${code}'`))
        : TESTS.some(({ path, text }) => path.endsWith(byWords.file) && text.includes(byWords.words));
    expect(reached, code).toBe(true);
  });
});

test('an error is one line: the place from the file inward, then the reason', () => {
  const cause = new Error('why');
  const error = new PrepError(
    'profile-invalid',
    'must be above 0 W, got -5',
    ['mine.json', 'contour', 2, 'powerW'],
    cause,
  );
  expect(error.message).toBe('mine.json > contour > 2 > powerW: must be above 0 W, got -5');
  expect(error.cause).toBe(cause);
  expect(new PrepError('usage', 'no place').message).toBe('no place');
});
