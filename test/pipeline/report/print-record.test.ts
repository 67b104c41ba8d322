import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assertProfileFits } from '../../../src/config/match.ts';
import { loadPrinter } from '../../../src/config/printer.ts';
import { loadProfile } from '../../../src/config/profile.ts';
import { printRecord } from '../../../src/pipeline/report/print-record.ts';

const text = (path: string) => readFileSync(new URL(`../../../${path}.json`, import.meta.url), 'utf8');

/** The record of the shipped pair, with another handling. */
function recordWith(handling: object) {
  const profile = { ...JSON.parse(text('profiles/peek-implant-100um')), handling };
  const pairing = assertProfileFits(
    loadProfile(JSON.stringify(profile), 'p'),
    loadPrinter(text('printers/generic-peek-fff'), 'm'),
    'p',
  );
  if (pairing.process !== 'fff') throw new Error('is a filament pairing');
  return printRecord(pairing);
}

const WORDS = { drying: '120 C for 12 h (maker)', annealing: 'none stated (unconfirmed)' };

test('a step says what is held, how long and how fast, and where each value comes from', () => {
  const step = {
    step: 'annealing',
    does: 'The part is annealed in sand.',
    temperatureC: { value: 200, source: 'data sheet' },
    hours: { value: 2, source: 'general knowledge, unconfirmed: usual' },
    rateCPerMin: { value: 0.2, source: 'data sheet' },
    fillIn: ['Oven'],
    source: 'data sheet',
  };
  expect(recordWith({ ...WORDS, steps: [step] }).steps).toEqual([
    {
      name: 'annealing',
      does: 'The part is annealed in sand. 200 C, 2 h, at most 0.2 C/min.',
      blanks: ['Oven'],
      source: 'data sheet; general knowledge, unconfirmed: usual',
      confirmed: false,
    },
  ]);
});

test('words alone are steps too', () => {
  expect(recordWith(WORDS).steps.map(({ name, does, confirmed }) => [name, does, confirmed])).toEqual([
    ['drying', WORDS.drying, true],
    ['annealing', WORDS.annealing, false],
  ]);
});

test('a step of another kind is refused with its place', () => {
  const step = { step: 'baking', does: 'x', source: 'y' };
  expect(() => recordWith({ ...WORDS, steps: [step] })).toThrow(/handling > steps > 0 > step/);
});
