import { describe, expect, test } from 'vitest';
import { loadPrinter } from '../../../src/config/printer.ts';
import {
  type CommonLayerWishes,
  commonLayerChoice,
  refuseWithoutCommonLayer,
} from '../../../src/pipeline/keys/common-layer-choice.ts';
import { PRINTER_TEXT, withValue } from '../../config/example-files.ts';

const PLAIN = loadPrinter(PRINTER_TEXT, 'm.json');
const OF_EOS = loadPrinter(withValue(PRINTER_TEXT, ['handover', 'dialect'], 'eos'), 'm.json');

test('nobody said anything: one plain binary file of boundary and vectors', () => {
  expect(commonLayerChoice({}, PLAIN, false)).toEqual({
    cliEncoding: 'binary',
    cliContent: 'both',
    cliDialect: 'plain',
    cliDialectBy: 'default',
    cliFiles: 'one',
    cliMedical: false,
  });
});

test('the dialect of the printer holds until the option says another one', () => {
  expect(commonLayerChoice({}, OF_EOS, false)).toMatchObject({ cliDialect: 'eos', cliDialectBy: 'printer' });
  const overruled = commonLayerChoice({ cliDialect: 'plain', cliEncoding: 'ascii' }, OF_EOS, false);
  expect(overruled).toMatchObject({ cliDialect: 'plain', cliDialectBy: 'option', cliEncoding: 'ascii' });
});

test('CLI+ brings ASCII and all that the laser runs with it', () => {
  expect(commonLayerChoice({ cliDialect: 'plus' }, PLAIN, false)).toMatchObject({
    cliEncoding: 'ascii',
    cliContent: 'scan',
  });
});

describe('what does not go together is a usage error', () => {
  test.each<[CommonLayerWishes, string]>([
    [{ cliDialect: 'eos', cliEncoding: 'ascii' }, '--cli-dialect eos is a binary form, not --cli-encoding ascii'],
    [
      { cliDialect: 'aligned', cliEncoding: 'ascii' },
      '--cli-dialect aligned is a binary form, not --cli-encoding ascii',
    ],
    [{ cliDialect: 'plus', cliEncoding: 'binary' }, '--cli-dialect plus is an ASCII form, not --cli-encoding binary'],
    [
      { cliDialect: 'plus', cliContent: 'both' },
      '--cli-dialect plus states what the laser runs, not --cli-content both',
    ],
    [{ cliMedical: true }, '--cli-medical needs a case: a bare mesh has no pseudonym'],
  ])('%j', (wishes, words) => {
    const refused = () => commonLayerChoice(wishes, PLAIN, false);
    expect(refused).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(refused).toThrow(words);
  });

  test('and a printer that is in the way says how it is overruled', () => {
    expect(() => commonLayerChoice({ cliEncoding: 'ascii' }, OF_EOS, false)).toThrow(
      "the dialect eos of printer 'generic-lpbf-250' is a binary form, not --cli-encoding ascii; --cli-dialect plain overrules it",
    );
  });
});

test('a wish for files that nobody writes is refused, one that a single build of a case fulfils is not', () => {
  expect(() => refuseWithoutCommonLayer({ cliDialect: 'eos' }, [['3mf']])).toThrow('--cli-dialect is for Common Layer');
  expect(() => refuseWithoutCommonLayer({ cliFiles: 'by-key' }, [['3mf']])).toThrow('--cli-files is for Common Layer');
  expect(() => refuseWithoutCommonLayer({ cliMedical: true }, [['gcode']])).toThrow(
    '--cli-medical is for Common Layer',
  );
  refuseWithoutCommonLayer({ cliDialect: 'eos' }, [['gcode'], ['cli', '3mf']]);
  refuseWithoutCommonLayer({}, [['3mf']]);
});

test('a printer that takes no Common Layer file has no dialect of it', () => {
  const text = withValue(withValue(PRINTER_TEXT, ['handover', 'formats'], ['ilt']), ['handover', 'dialect'], 'eos');
  expect(() => loadPrinter(text, 'm.json')).toThrow(
    "m.json > handover > dialect: is of Common Layer files, and formats names no 'cli'",
  );
});
