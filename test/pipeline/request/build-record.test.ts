import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Pairing } from '../../../src/config/match.ts';
import { assertProfileFits } from '../../../src/config/match.ts';
import { loadPrinter } from '../../../src/config/printer.ts';
import { loadProfile } from '../../../src/config/profile.ts';
import { reportRecord } from '../../../src/pipeline/report/report-record.ts';
import { buildRecordOf } from '../../../src/pipeline/request/build-record.ts';
import { PEEK_PRINTER_TEXT, PEEK_PROFILE_TEXT, PRINTER_TEXT, PROFILE_TEXT } from '../../config/example-files.ts';

function pairing(printer: string, profile: string): Pairing {
  return assertProfileFits(loadProfile(profile, 'p.json'), loadPrinter(printer, 'm.json'), 'p.json');
}

const TITANIUM = pairing(PRINTER_TEXT, PROFILE_TEXT);
const EOS = pairing(readFileSync(new URL('../../../printers/eos-m290.json', import.meta.url), 'utf8'), PROFILE_TEXT);
const place = ['case.json', 'targets', 0, 'build'];

test('the case and the command line are joined', () => {
  const joined = buildRecordOf(
    TITANIUM,
    { record: { powderLot: 'A', d50Mm: 0.04 }, place },
    { reuseCount: 2, powderLot: 'A' },
  );
  expect(joined).toEqual({ powderLot: 'A', d50Mm: 0.04, reuseCount: 2 });
  expect(buildRecordOf(TITANIUM, null, null)).toBeNull();
});

test('two lots for one build are refused', () => {
  expect(() => buildRecordOf(TITANIUM, { record: { powderLot: 'A' }, place }, { powderLot: 'B' })).toThrow(
    expect.objectContaining({ code: 'usage', message: "--record > powderLot: says 'B', the case 'A'" }),
  );
});

test('a filament printer has no record of powder', () => {
  const peek = pairing(PEEK_PRINTER_TEXT, PEEK_PROFILE_TEXT);
  expect(() => buildRecordOf(peek, { record: { powderLot: 'A' }, place }, null)).toThrow(
    expect.objectContaining({
      code: 'case-invalid',
      message: "case.json > targets > 0 > build: is for the powder bed; printer 'generic-peek-fff' is for fff",
    }),
  );
  const print = reportRecord({ pairing: peek, record: null });
  expect(print.stepsAre).toBe('Steps before and after the print');
  expect(print.groups.map(({ title }) => title)).toEqual(['Material', 'Machine']);
  expect(print.groups.flatMap(({ entries }) => entries).every(({ value }) => value === null)).toBe(true);
});

test('a gas that the machine does not run with is refused where the printer names its gases', () => {
  if (EOS.process !== 'lpbf') throw new Error('a laser printer');
  const inertGas = { gases: ['argon' as const], source: 's' };
  const argonOnly: Pairing = { ...EOS, printer: { ...EOS.printer, inertGas } };
  expect(() => buildRecordOf(argonOnly, { record: { gas: 'nitrogen' }, place }, null)).toThrow(
    "case.json > targets > 0 > build > gas: must be argon on printer 'eos-m290', got 'nitrogen'",
  );
  expect(buildRecordOf(TITANIUM, { record: { gas: 'nitrogen' }, place }, null)).toEqual({ gas: 'nitrogen' });
});

test('what was not given is a blank, and what the profile says is no measure of this build', () => {
  const record = reportRecord({ pairing: TITANIUM, record: { powderLot: 'P-17', reuseCount: 0, oxygenPpm: 450 } });
  const entries = new Map(record?.groups.flatMap((group) => group.entries.map((one) => [one.label, one] as const)));
  expect(entries.get('Powder lot')?.value).toBe('P-17');
  // Virgin powder is a number that was given, and no blank.
  expect(entries.get('Times the powder was reused')?.value).toBe('0');
  expect(entries.get('Highest oxygen')?.value).toBe('450 ppm');
  expect(entries.get('Gas')?.value).toBeNull();
  expect(entries.get('D90')).toEqual({
    label: 'D90',
    value: null,
    known: 'profile: 0.063 mm (general knowledge, unconfirmed: sieve cut of 63 um)',
  });
  expect(record?.steps[1]).toMatchObject({ name: 'stress relief', confirmed: false });
});
