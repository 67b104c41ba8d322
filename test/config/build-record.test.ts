import { describe, expect, test } from 'vitest';
import { BUILD_RECORD_KEYS, readBuildRecord } from '../../src/config/build-record.ts';
import { loadCase } from '../../src/config/case.ts';
import { bent, FILE, refusal } from './example-case.ts';

const WHOLE = {
  specification: 'ASTM F3001',
  powderLot: 'P-2041/7',
  d10Mm: 0.021,
  d50Mm: 0.034,
  d90Mm: 0.053,
  reuseCount: 3,
  gas: 'argon',
  oxygenPpm: 450,
};

const said = (text: string): string => {
  try {
    readBuildRecord(text, '--record');
  } catch (cause) {
    return (cause as Error).message;
  }
  throw new Error('the record was taken');
};

test('a record of all that it may hold is read from the command line as a case has it', () => {
  const words = Object.entries(WHOLE).map(([key, value]) => `${key}=${value}`);
  expect(readBuildRecord(words.join(', '), '--record')).toEqual(WHOLE);
  const item = loadCase(bent(['targets', 0, 'build'], WHOLE), FILE);
  expect(item.targets[0]?.build).toEqual(WHOLE);
  expect(Object.keys(WHOLE)).toEqual(BUILD_RECORD_KEYS);
});

describe('a case names what cannot be with its path', () => {
  test.each([
    [{ powderLot: 'Max Muster, born 1970' }, 'powderLot: must be letters and digits, with dots, slashes, plus'],
    [{ operator: 'someone' }, "unknown key 'operator', known are specification, powderLot, d10Mm"],
    [{ reusecount: 1 }, "unknown key 'reusecount', did you mean 'reuseCount'?"],
    [{ d50Mm: 34 }, 'd50Mm: must be at most 1 mm, got 34'],
    [{ d10Mm: 0.05, d90Mm: 0.04 }, 'd10Mm: must be at most d90Mm (0.04), got 0.05'],
    [{ d50Mm: 0.05, d90Mm: 0.04 }, 'd50Mm: must be at most d90Mm (0.04), got 0.05'],
    [{ reuseCount: -1 }, 'reuseCount: must be at least 0, got -1'],
    [{ reuseCount: 1.5 }, 'reuseCount: must be a whole number, got 1.5'],
    [{ gas: 'helium' }, 'gas: must be "argon" or "nitrogen", got "helium"'],
    [{ oxygenPpm: '450' }, 'oxygenPpm: must be a number, got "450"'],
  ])('%j', (build, reason) => {
    expect(refusal(['targets', 0, 'build'], build)).toContain(`case.json > targets > 0 > build`);
    expect(refusal(['targets', 0, 'build'], build)).toContain(reason);
  });
});

describe('an option names what cannot be', () => {
  test.each([
    [
      'powderLot',
      "--record: takes KEY=VALUE,... with specification, powderLot, d10Mm, d50Mm, d90Mm, reuseCount, gas, oxygenPpm; got 'powderLot'",
    ],
    ['powderLot=', "got 'powderLot='"],
    ['lot=A', "--record: unknown key 'lot', known are"],
    ['__proto__=3', "--record: unknown key '__proto__'"],
    ['powderLot=A,powderLot=B', '--record > powderLot: is given twice'],
    // A decimal comma parts two pairs: nothing of the number may be taken.
    ['oxygenPpm=0,5', "got '5'"],
    ['oxygenPpm=1e3', '--record > oxygenPpm: must be a number, got "1e3"'],
    ['d10Mm=NaN', '--record > d10Mm: must be a number, got "NaN"'],
  ])('%s', (text, reason) => {
    expect(said(text)).toContain(reason);
  });
});
