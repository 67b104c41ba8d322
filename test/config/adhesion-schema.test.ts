import { describe, expect, test } from 'vitest';
import { adhesionReachOf, adhesionSettingsOf, adhesionSpeedsOf } from '../../src/config/adhesion-settings.ts';
import { assertProfileFits } from '../../src/config/match.ts';
import { loadPrinter } from '../../src/config/printer.ts';
import { extrusionProfile, PEEK_PRINTER_TEXT, PEEK_PROFILE_TEXT, withValue } from './example-files.ts';

const q = (value: number) => ({ value, source: 'uncalibrated example' });
const at = (x: number, y: number) => ({ x: q(x), y: q(y) });
const BRIM = { widthMm: q(3), gapMm: q(0.1), where: 'outside', order: 'outer-first' };
const PRIME = { fromMm: at(10, 5), toMm: at(50, 5), widthMm: q(0.6) };

function profile(changes: Readonly<Record<string, unknown>>) {
  const text = Object.entries(changes).reduce(
    (all, [path, value]) => withValue(all, path.split('.'), value),
    PEEK_PROFILE_TEXT,
  );
  return extrusionProfile(text, 'p.json');
}

test('a profile without any of it is planned as ever', () => {
  expect(adhesionSettingsOf(profile({}))).toEqual({});
  expect(adhesionReachOf(profile({}))).toEqual({ reachMm: expect.closeTo(5.2, 9), what: 'skirt' });
});

test("the settings are the numbers of the profile, and speeds that it does not name are the skirt's", () => {
  const full = profile({
    brim: { ...BRIM, speedMmPerS: q(17) },
    draftShield: { distanceMm: q(6), heightMm: q(8) },
    prime: PRIME,
    firstLayer: { widthMm: q(0.45), flow: q(1.05) },
    'skirt.layers': q(2),
  });
  expect(adhesionSettingsOf(full).adhesion).toEqual({
    raft: null,
    skirtLayers: 2,
    brim: { widthMm: 3, gapMm: 0.1, inHoles: false, order: 'outer-first' },
    shield: { distanceMm: 6, height: { by: 'mm', heightMm: 8 } },
    prime: { fromMm: [10, 5], toMm: [50, 5], amount: { by: 'width', widthMm: 0.6 } },
    firstLayer: { beadWidthMm: 0.45, flow: 1.05 },
  });
  expect(adhesionSpeedsOf(full)).toMatchObject({ brim: 17, 'draft-shield': 20, prime: 20 });
  expect(adhesionReachOf(full)).toEqual({ reachMm: 6.4, what: 'draft shield' });
});

describe('what cannot be is refused with its place', () => {
  test.each([
    [{ brim: { ...BRIM, widthMm: q(4.2) } }, 'brim > widthMm: reaches 4.3 mm from the part, onto the skirt at 4 mm'],
    [
      { brim: BRIM, 'skirt.loops': q(0), draftShield: { distanceMm: q(3) } },
      'brim > widthMm: reaches 3.1 mm from the part, onto the draft shield at 3 mm',
    ],
    [
      { draftShield: { distanceMm: q(5) } },
      'draftShield > distanceMm: puts the shield at 5 to 5.4 mm from the part, onto the skirt at 4 to 5.2 mm',
    ],
    [
      { draftShield: { distanceMm: q(6), layers: q(3), heightMm: q(1) } },
      'draftShield > heightMm: stands beside layers',
    ],
    [{ prime: { ...PRIME, toMm: PRIME.fromMm } }, 'prime > toMm: is where the line begins'],
    [{ prime: { ...PRIME, volumeMm3: q(2) } }, 'prime > widthMm: or volumeMm3 must say how much the line is'],
    [
      { firstLayer: { widthMm: q(0.7) } },
      'firstLayer > widthMm: must lie between minWidthMm and maxWidthMm of bead (0.2 to 0.64), got 0.7',
    ],
    [{ status: 'calibrated', brim: BRIM }, 'brim > widthMm > source: must name where the value was confirmed'],
  ])('%j', (changes, message) => {
    expect(() => profile(changes)).toThrow(message);
  });
});

describe('what the printer cannot do is refused with its place', () => {
  const printer = loadPrinter(PEEK_PRINTER_TEXT, 'm.json');
  test.each([
    [
      { brim: { ...BRIM, speedMmPerS: q(400) } },
      "brim > speedMmPerS: must be 0 to 200 mm/s on printer 'generic-peek-fff', got 400",
    ],
    [
      { prime: { fromMm: at(10, 5), toMm: at(15, 5), volumeMm3: q(5) }, 'speeds.firstLayer.value': 11 },
      'prime: takes 11.00 mm3/s; the hot end',
    ],
    [
      { draftShield: { distanceMm: q(6), speedMmPerS: q(190) }, layerThicknessMm: q(0.3) },
      'draftShield > speedMmPerS: takes 22.80 mm3/s',
    ],
  ])('%j', (changes, message) => {
    expect(() => assertProfileFits(profile(changes), printer, 'p.json')).toThrow(message);
  });
});
