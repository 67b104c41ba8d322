import { expect, test } from 'vitest';
import { outsideFindings } from '../../../src/pipeline/judge/exposure-outside.ts';
import { laserProfile, PROFILE_TEXT, withValue } from '../../config/example-files.ts';

const q = (value: number) => ({ value, source: 'test' });
const shipped = laserProfile(PROFILE_TEXT, 'x');
const SOLID = { partId: 'part', wallMm: null, envelopeMm3: null };

test('up to 1 % of the solid nothing is said, up to 5 % a note, and above a warning with both shares', () => {
  expect(outsideFindings(shipped, { outsideMm3: 1, solidMm3: 100 }, SOLID)).toEqual([]);
  expect(outsideFindings(shipped, { outsideMm3: 5, solidMm3: 100 }, SOLID)).toMatchObject([{ severity: 'note' }]);
  expect(outsideFindings(shipped, { outsideMm3: null, solidMm3: 100 }, SOLID)).toEqual([]);
  const [found, ...others] = outsideFindings(shipped, { outsideMm3: 22.5, solidMm3: 100 }, SOLID);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ rule: 'exposure-outside', severity: 'warning', measured: 22.5, limit: 5, unit: 'mm3' });
  expect(found?.message).toBe(
    'tracks as wide as the melt (0.12 mm) cover 22.5 mm3 beside the solid, 22.5 % of it (limit 5 %): what is made is so much thicker',
  );
});

test('a profile may allow another share', () => {
  const own = laserProfile(withValue(PROFILE_TEXT, ['limits', 'outsideFraction'], q(0.3)), 'x');
  expect(outsideFindings(own, { outsideMm3: 30, solidMm3: 100 }, SOLID)).toMatchObject([{ severity: 'note' }]);
  expect(outsideFindings(own, { outsideMm3: 30.1, solidMm3: 100 }, SOLID)).toMatchObject([{ limit: 30 }]);
});

test('of a lattice walls below the melt width are told, and the density that follows', () => {
  const wallMm = { min: 0.05, p5: 0.06, p50: 0.08, p95: 0.1 };
  const facts = { partId: 'part', wallMm, envelopeMm3: 500 };
  const message = outsideFindings(shipped, { outsideMm3: 50, solidMm3: 100 }, facts)[0]?.message;
  expect(message).toContain('; half of its walls are thinner than 0.08 mm');
  expect(message).toContain('; solid over envelope is 0.200 in the file and 0.300 as exposed');
  const thick = { ...facts, wallMm: { ...wallMm, p50: 0.12 } };
  expect(outsideFindings(shipped, { outsideMm3: 50, solidMm3: 100 }, thick)[0]?.message).not.toContain('walls');
});

test('a compensation that is not half the melt width moves the faces by the difference', () => {
  const of = (mm: number) => laserProfile(withValue(PROFILE_TEXT, ['contour', 'beamCompensationMm'], q(mm)), 'x');
  const [out] = outsideFindings(of(0), { outsideMm3: 0, solidMm3: 100 }, SOLID);
  expect(out).toMatchObject({ rule: 'compensation-off', severity: 'note', measured: 0.06, limit: 0, unit: 'mm' });
  expect(out?.message).toContain('faces come out 0.06 mm outside of the design');
  const [inward] = outsideFindings(of(0.08), { outsideMm3: 0, solidMm3: 100 }, SOLID);
  expect(inward).toMatchObject({ measured: -0.02 });
  expect(inward?.message).toContain('faces come out 0.02 mm inside of the design');
});
