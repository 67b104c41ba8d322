import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assertProfileFits } from '../../src/config/match.ts';
import { loadPrinter } from '../../src/config/printer.ts';
import { loadProfile } from '../../src/config/profile.ts';
import { shapeRecordOf, shapeSettingsOf } from '../../src/config/shape-settings.ts';

const text = (path: string) => readFileSync(new URL(`../../${path}.json`, import.meta.url), 'utf8');

function quantity(value: number) {
  return { value, source: 'cube of 20 mm, measured' };
}

function factors(x: number, y: number, z: number) {
  return { x: quantity(x), y: quantity(y), z: quantity(z) };
}

/** The shipped pair with keys of its own. */
function pairingWith(printerKeys: object, profileKeys: object) {
  const printer = loadPrinter(
    JSON.stringify({ ...JSON.parse(text('printers/generic-lpbf-250')), ...printerKeys }),
    'm',
  );
  const profile = loadProfile(
    JSON.stringify({ ...JSON.parse(text('profiles/ti6al4v-eli-30um')), ...profileKeys }),
    'p',
  );
  return assertProfileFits(profile, printer, 'p');
}

test('files without the keys change no shape', () => {
  expect(shapeSettingsOf(pairingWith({}, {}))).toBe(null);
  expect(shapeRecordOf(pairingWith({}, {}))).toBe(null);
});

test('the factors of printer and profile multiply, axis by axis', () => {
  const pairing = pairingWith(
    { scale: factors(1.01, 0.99, 1) },
    { shape: { scale: factors(1.1, 1.1, 1.003), downfaceRaiseMm: quantity(0.06) } },
  );
  expect(shapeSettingsOf(pairing)).toEqual({ scale: [1.111, 1.089, 1.003], raiseMm: 0.06, leastWidthMm: 0.12 });
  expect(shapeRecordOf(pairing)?.scale.printer?.y).toEqual(quantity(0.99));
});

test('one of the two suffices', () => {
  expect(shapeSettingsOf(pairingWith({ scale: factors(1.01, 1, 1) }, {}))?.scale).toEqual([1.01, 1, 1]);
  const raised = pairingWith({}, { shape: { downfaceRaiseMm: quantity(0.05) } });
  expect(shapeSettingsOf(raised)).toMatchObject({ scale: [1, 1, 1], raiseMm: 0.05 });
});

test('a factor out of 0.9 to 1.1 is refused with its place: 1.5 is a wrong unit or a slip', () => {
  expect(() => pairingWith({}, { shape: { scale: factors(1, 1, 1.5) } })).toThrow(
    /shape > scale > z: must be at most 1.1, got 1.5/,
  );
  expect(() => pairingWith({ scale: factors(0.5, 1, 1) }, {})).toThrow(/scale > x: must be at least 0.9, got 0.5/);
  expect(() => pairingWith({}, { shape: { scale: { x: { value: 1 } } } })).toThrow(/source/);
});

test('a print is scaled by printer and profile as well, and has no faces to raise', () => {
  const printer = { ...JSON.parse(text('printers/generic-peek-fff')), scale: factors(1.001, 1, 1) };
  const profile = {
    ...JSON.parse(text('profiles/peek-implant-100um')),
    shape: { scale: factors(1.01, 1.01, 1.02) },
  };
  const pairing = assertProfileFits(
    loadProfile(JSON.stringify(profile), 'p'),
    loadPrinter(JSON.stringify(printer), 'm'),
    'p',
  );
  expect(shapeSettingsOf(pairing)).toEqual({ scale: [1.01101, 1.01, 1.02], raiseMm: 0, leastWidthMm: 0 });
  expect(shapeRecordOf(pairing)?.downfaceRaiseMm).toBeNull();
  const raised = { ...profile, shape: { ...profile.shape, downfaceRaiseMm: quantity(0.1) } };
  expect(() => loadProfile(JSON.stringify(raised), 'p')).toThrow(/unknown key .downfaceRaiseMm./);
});
