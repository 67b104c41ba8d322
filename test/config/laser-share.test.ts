import { describe, expect, test } from 'vitest';
import { laserShareOf } from '../../src/config/laser-share.ts';
import { assertProfileFits } from '../../src/config/match.ts';
import { laserPrinter, laserProfile, PRINTER_TEXT, PROFILE_TEXT, withValue } from './example-files.ts';

const q = (value: number) => ({ value, source: 'test' });
const field = (xMinMm: number, yMinMm: number, xMaxMm: number, yMaxMm: number) => ({
  maxPowerW: q(400),
  field: { shape: 'rectangle', xMinMm, yMinMm, xMaxMm, yMaxMm, source: 'test' },
});
const printerWith = (...lasers: unknown[]) => laserPrinter(withValue(PRINTER_TEXT, ['lasers'], lasers), 'p.json');
const seam = withValue(PROFILE_TEXT, ['laserSeam'], { overlapMm: q(0.4), shiftMm: q(0.5) });
const profile = laserProfile(seam, 'x.json');
const plain = laserProfile(PROFILE_TEXT, 'x.json');

describe('lasers that share a plate of 250 mm', () => {
  test('two fields side by side along x: the border is where both reach, less half the overlap', () => {
    const printer = printerWith(field(100, 0, 250, 250), field(0, 0, 150, 250));
    expect(laserShareOf({ profile, printer })).toEqual({
      rows: [{ axis: 'x', lasers: [1, 0], borders: [[100.2, 149.8]] }],
      overlapMm: 0.4,
      shiftMm: 0.5,
      fixed: {},
    });
  });

  test('lasers that reach all share along both axes', () => {
    const printer = printerWith({ maxPowerW: q(400) }, { maxPowerW: q(400) });
    expect(laserShareOf({ profile, printer })?.rows.map(({ axis }) => axis)).toEqual(['x', 'y']);
  });

  test('one laser, or a profile without a seam, shares nothing', () => {
    expect(laserShareOf({ profile, printer: laserPrinter(PRINTER_TEXT, 'p.json') })).toBeNull();
    expect(laserShareOf({ profile, printer: printerWith({ maxPowerW: q(400) }) })).toBeNull();
    const printer = printerWith({ maxPowerW: q(400) }, { maxPowerW: q(400) });
    expect(laserShareOf({ profile: plain, printer })).toBeNull();
  });

  test('a key that names its laser is not shared', () => {
    const own = laserProfile(withValue(seam, ['parameters', 'contour-outer', 'laser'], q(1)), 'x.json');
    const printer = printerWith({ maxPowerW: q(400) }, { maxPowerW: q(400) });
    expect(laserShareOf({ profile: own, printer })?.fixed).toEqual({ 'contour-outer': 1 });
  });

  test.each([
    ['do not overlap', [field(0, 0, 125, 250), field(125, 0, 250, 250)]],
    ['leave a strip of the plate', [field(0, 0, 150, 250), field(100, 0, 240, 250)]],
    ['are no row', [field(0, 0, 150, 200), field(100, 0, 250, 250)]],
  ])('fields that %s are refused', (_, lasers) => {
    expect(() => assertProfileFits(profile, printerWith(...lasers), 'x.json')).toThrow(
      expect.objectContaining({ code: 'profile-invalid', place: ['x.json', 'laserSeam'] }),
    );
    expect(() => assertProfileFits(plain, printerWith(...lasers), 'x.json')).not.toThrow();
  });
});
