import { describe, expect, test } from 'vitest';
import { loadCase } from '../../src/config/case.ts';
import { assertProfileFits } from '../../src/config/match.ts';
import { loadPrinter } from '../../src/config/printer.ts';
import { supportSettingsOf, supportSpeedsOf } from '../../src/config/support-settings.ts';
import { bent, FILE } from './example-case.ts';
import { extrusionProfile, PEEK_PRINTER_TEXT, PEEK_PROFILE_TEXT, withValue } from './example-files.ts';

const q = (value: number) => ({ value, source: 'uncalibrated example' });
const SUPPORT = {
  pattern: 'lines',
  beadWidthMm: q(0.4),
  spacingMm: q(2),
  firstSpacingMm: q(1),
  angleDeg: q(90),
  gapXyMm: q(0.4),
  gapUnderMm: q(0.15),
  gapOnMm: q(0.2),
  contact: { layers: q(2), spacingMm: q(0.5), angleDeg: q(0) },
};
const profile = (support: object) => extrusionProfile(withValue(PEEK_PROFILE_TEXT, ['support'], support), 'p.json');

test('gaps in mm are whole layers, at least so much: 0.15 mm two of 0.1 mm, 0.2 mm two and not three', () => {
  const { support } = supportSettingsOf(profile(SUPPORT), 0.1);
  expect(support).toEqual({
    pattern: 'lines',
    beadWidthMm: 0.4,
    spacingMm: 2,
    firstSpacingMm: 1,
    angleDeg: 90,
    breakaway: null,
    gapXyMm: 0.4,
    gapLayers: { under: 2, on: 2 },
    contact: { layers: 2, spacingMm: 0.5, angleDeg: 0 },
  });
  expect(supportSettingsOf(profile(SUPPORT), 0.2).support?.gapLayers).toEqual({ under: 1, on: 1 });
  expect(supportSettingsOf(extrusionProfile(PEEK_PROFILE_TEXT, 'p.json'), 0.1)).toEqual({});
  expect(supportSpeedsOf(profile({ ...SUPPORT, speedMmPerS: q(12) }))).toEqual({
    support: 12,
    'support-interface': 25,
  });
});

describe('what cannot be is refused with its place', () => {
  test.each([
    [{ spacingMm: q(0.3) }, 'support > spacingMm: must be at least beadWidthMm (0.4), got 0.3'],
    [
      { contact: { ...SUPPORT.contact, spacingMm: q(0.1) } },
      'support > contact > spacingMm: must be at least beadWidthMm (0.4), got 0.1',
    ],
    [
      { breakaway: { everyMm: q(1), openMm: q(0.6) } },
      'support > breakaway > everyMm: must be at least openMm and two beads (1.4), got 1',
    ],
  ])('%j', (changes, message) => {
    expect(() => profile({ ...SUPPORT, ...changes })).toThrow(message);
  });

  test.each([
    [{ speedMmPerS: q(300) }, "support > speedMmPerS: must be 0 to 200 mm/s on printer 'generic-peek-fff', got 300"],
    [
      {
        beadWidthMm: q(2),
        firstSpacingMm: q(2),
        contact: { ...SUPPORT.contact, spacingMm: q(2) },
        contactSpeedMmPerS: q(60),
      },
      'support > contactSpeedMmPerS: takes 12.00 mm3/s',
    ],
  ])('on the printer: %j', (changes, message) => {
    const printer = loadPrinter(PEEK_PRINTER_TEXT, 'm.json');
    expect(() => assertProfileFits(profile({ ...SUPPORT, ...changes }), printer, 'p.json')).toThrow(message);
  });
});

test('a case names the bodies to be supported as shapes; an unknown solid among them is told with its place', () => {
  const place = ['parts', 0, 'supports'];
  expect(() => loadCase(bent(place, [{ by: 'sphere', centreMm: [0, 0, 0], diameterMm: 4 }]), FILE)).not.toThrow();
  expect(() => loadCase(bent(place, [{ by: 'solid', solid: 'nowhere' }]), FILE)).toThrow(
    "case.json > parts > 0 > supports > 0 > solid: unknown solid 'nowhere'",
  );
});
