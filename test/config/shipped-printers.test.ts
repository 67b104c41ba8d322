import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildAreaOf } from '../../src/config/build-area.ts';
import { assertProfileFits } from '../../src/config/match.ts';
import { buildBoxOf, loadPrinter, type Printer } from '../../src/config/printer.ts';
import { loadProfile } from '../../src/config/profile.ts';
import { extrusionProfile, PEEK_PROFILE_TEXT, PROFILE_TEXT } from './example-files.ts';

const folder = new URL('../../printers/', import.meta.url);
const printers = readdirSync(folder).map(
  (file) => [file, loadPrinter(readFileSync(new URL(file, folder), 'utf8'), file)] as const,
);

function printer(id: string): Printer {
  const found = printers.find(([, { id: own }]) => own === id);
  if (found === undefined) throw new Error(`no printer ${id}`);
  return found[1];
}

/** Paths of all numbers of a printer that stand without a source beside or above them. */
function sourceless(node: unknown, path: string, told: boolean): string[] {
  if (typeof node === 'number') return told ? [] : [path];
  if (typeof node !== 'object' || node === null) return [];
  const here = told || 'source' in node;
  return Object.entries(node).flatMap(([key, child]) => sourceless(child, `${path}/${key}`, here));
}

/** Printers whose chamber does not reach the 160 C of the example. */
const COLD = ['intamsys-funmat-ht', 'intamsys-funmat-pro-410', 'prusa-pro-ht90', 'vision-miner-22-idex'];

test('the machines of the house are there, round ones too', () => {
  expect(printers.map(([, { id }]) => id).sort()).toEqual([
    '3d-systems-dmp-320',
    '3d-systems-ext-220-med',
    '3dgence-f421',
    'aconity-mini',
    'apium-m220',
    'apium-p220',
    'concept-laser-m2',
    'eos-m290',
    'generic-lpbf-250',
    'generic-peek-fff',
    'generic-peek-klipper',
    'generic-peek-rrf',
    'intamsys-funmat-ht',
    'intamsys-funmat-pro-410',
    'prusa-pro-ht90',
    'renishaw-am400',
    'roboze-argo-350',
    'slm-280',
    'trumpf-truprint-1000',
    'vision-miner-22-idex',
  ]);
  const round = printers.filter(([, one]) => buildAreaOf(one).outline.shape === 'circle').map(([, { id }]) => id);
  expect(round.sort()).toEqual(['aconity-mini', 'prusa-pro-ht90', 'trumpf-truprint-1000']);
});

describe.each(printers)('%s', (file, one) => {
  test('bears its id', () => {
    expect(file).toBe(`${one.id}.json`);
  });

  test('names the source of every number', () => {
    expect(sourceless(one, '', false)).toEqual([]);
  });

  test('can run the example profile of its process, or has a chamber that is too cold for it', () => {
    const text = one.process === 'lpbf' ? PROFILE_TEXT : PEEK_PROFILE_TEXT;
    const fits = () => assertProfileFits(loadProfile(text, 'x.json'), one, 'x.json');
    if (!COLD.includes(one.id)) expect(fits).not.toThrow();
    else expect(fits).toThrow('x.json > temperatures > chamberC: must be 0 to ');
  });

  test('says what it takes, in files that there are', () => {
    expect(one.handover.formats.length).toBeGreaterThan(0);
    const paths = ['cli', 'ilt', '3mf-toolpath', 'ovf', 'scn'];
    if (one.handover.kind === 'mesh') expect(one.handover.formats.some((format) => paths.includes(format))).toBe(false);
  });
});

test('of machines that read no open vectors none is handed vectors', () => {
  const closed = ['3d-systems-dmp-320', 'concept-laser-m2', 'renishaw-am400', 'slm-280', 'trumpf-truprint-1000'];
  for (const id of closed) expect(printer(id).handover.kind).toBe('mesh');
  expect(printer('eos-m290').handover.kind).toBe('contours');
  expect(printer('aconity-mini').handover.kind).toBe('vectors');
});

test('of filament printers that have software of their own none is handed G-code', () => {
  const closed = ['3d-systems-ext-220-med', '3dgence-f421', 'apium-m220', 'apium-p220', 'roboze-argo-350'];
  for (const id of closed) expect(printer(id).handover.kind).toBe('mesh');
  for (const id of [...COLD, 'generic-peek-klipper']) expect(printer(id).handover.formats).toEqual(['gcode']);
});

describe('filament profiles', () => {
  const profiles = ['peek-implant-100um', 'peek-implant-200um', 'peek-cf-200um', 'pekk-200um'].map((id) => {
    const text = readFileSync(new URL(`../../profiles/${id}.json`, import.meta.url), 'utf8');
    return [id, JSON.parse(text), extrusionProfile(text, `${id}.json`)] as const;
  });

  test.each(profiles)('%s bears its id and names the source of every value', (id, json, profile) => {
    expect(profile.id).toBe(id);
    expect(sourceless(json, '', false)).toEqual([]);
  });

  test('say of their material whether it is made for implants; only PEEK of ASTM F2026 is', () => {
    expect(profiles.map(([id, , { implantGrade }]) => [id, implantGrade?.value])).toEqual([
      ['peek-implant-100um', true],
      ['peek-implant-200um', true],
      ['peek-cf-200um', false],
      ['pekk-200um', false],
    ]);
    for (const [, , { implantGrade, material }] of profiles) {
      expect(/^ASTM F2026/.test(material.specification)).toBe(implantGrade?.value);
    }
  });

  test('that are none for implants fit the printers with a chamber of 90 C', () => {
    for (const id of COLD) {
      for (const [, , profile] of profiles.slice(2))
        expect(() => assertProfileFits(profile, printer(id), 'x')).not.toThrow();
    }
  });
});

test('sizes are those of the data sheets', () => {
  expect(buildBoxOf(printer('eos-m290'))).toEqual([0, 0, 0, 250, 250, 325]);
  expect(buildBoxOf(printer('slm-280'))).toEqual([0, 0, 0, 280, 280, 365]);
  // 300 mm of the chamber less the plate of 15 mm.
  expect(buildBoxOf(printer('renishaw-am400'))).toEqual([0, 0, 0, 248, 248, 285]);
  expect(buildBoxOf(printer('trumpf-truprint-1000'))).toEqual([-50, -50, 0, 50, 50, 100]);
});
