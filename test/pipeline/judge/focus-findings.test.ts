import { expect, test } from 'vitest';
import { focusFindings } from '../../../src/pipeline/judge/focus-findings.ts';
import { laserPrinter, laserProfile, PRINTER_TEXT, PROFILE_TEXT, withValue } from '../../config/example-files.ts';

const q = (value: number) => ({ value, source: 'test' });
const printer = laserPrinter(
  withValue(PRINTER_TEXT, ['lasers'], [{ maxPowerW: q(400), wavelengthNm: q(1064) }]),
  'p.json',
);
const findingsAt = (focusMm: number, on = printer) => {
  const text = withValue(PROFILE_TEXT, ['parameters', 'hatch-core', 'focusMm'], q(focusMm));
  return focusFindings({ profile: laserProfile(text, 'x'), printer: on }, 'part');
};

test('a spot of 0.1 mm at 1064 nm takes a shift of 3.69 mm at most: beyond a warning, ten times beyond an error', () => {
  // pi * 0.01 / (8 * 0.001064) = 3.6908 mm. A beam of radius 0.05 / sqrt(2) mm in its focus is that wide just there.
  expect(findingsAt(3.69)).toEqual([]);
  expect(findingsAt(-3.69)).toEqual([]);
  expect(findingsAt(3.7)).toMatchObject([
    { rule: 'focus-beyond-spot', severity: 'warning', limit: 3.69, measured: 3.7 },
  ]);
  expect(findingsAt(-36.9)).toMatchObject([{ severity: 'warning' }]);
  expect(findingsAt(99)).toMatchObject([{ severity: 'error', measured: 99, unit: 'mm' }]);
  expect(findingsAt(99)[0]?.message).toContain('hatch-core is shifted by 99 mm');
});

test('where the wavelength is not known that of 500 nm holds, which allows most', () => {
  const unknown = laserPrinter(PRINTER_TEXT, 'p.json');
  expect(findingsAt(7.85, unknown)).toEqual([]);
  expect(findingsAt(7.86, unknown)).toMatchObject([{ severity: 'warning' }]);
  expect(findingsAt(99, unknown)).toMatchObject([{ severity: 'error' }]);
});
