import { describe, expect, test } from 'vitest';
import { contourPathsOf, miterLimitOf, ownContourKeysOf } from '../../src/config/contour-settings.ts';
import { scanSettingsOf } from '../../src/config/scan-settings.ts';
import { laserProfile, PROFILE_TEXT, withValue } from './example-files.ts';

const q = (value: number) => ({ value, source: 'uncalibrated example' });
const OWN = JSON.parse(PROFILE_TEXT).parameters['contour-inner'];

/** The shipped profile with keys of `contour`, and with parameters for single contours. */
function profileWith(contour: Record<string, unknown>, levels: readonly string[] = []) {
  let text = PROFILE_TEXT;
  for (const [key, value] of Object.entries(contour)) text = withValue(text, ['contour', key], value);
  for (const key of levels) text = withValue(text, ['parameters', key], OWN);
  return laserProfile(text, 'x.json');
}

const refusal = (contour: Record<string, unknown>, levels: readonly string[] = []): string => {
  try {
    profileWith(contour, levels);
  } catch (error) {
    return (error as Error).message;
  }
  return 'taken';
};

test('a profile that says nothing of how contours are run changes nothing', () => {
  const profile = profileWith({});
  expect(contourPathsOf(profile)).toBeNull();
  expect(Object.keys(scanSettingsOf(profile, null))).not.toContain('contourPaths');
  expect(Object.keys(scanSettingsOf(profile, null).contour)).toEqual(['beamCompensationMm', 'count', 'offsetMm']);
});

test('what it says stands in the settings, the rest is as it was', () => {
  const corners = { rule: 'avoid', leastTurnDeg: q(60), distanceMm: q(2) };
  const said = { order: 'inside-out', hatchFirst: true, breakAtDeg: q(75), closingOverlapMm: q(0.3) };
  const start = { rule: 'aligned', directionDeg: q(90), corners };
  expect(contourPathsOf(profileWith({ ...said, start }))).toEqual({
    levelKeys: ['contour-outer', 'contour-inner'],
    order: 'inside-out',
    hatchFirst: true,
    start: {
      rule: 'aligned',
      directionDeg: 90,
      corners: { rule: 'avoid', leastTurnDeg: 60, distanceMm: 2 },
    },
    breakAtDeg: 75,
    closingOverlapMm: 0.3,
  });
  expect(contourPathsOf(profileWith({ hatchFirst: false }))).toEqual({
    levelKeys: ['contour-outer', 'contour-inner'],
    order: 'outside-in',
    hatchFirst: false,
    start: { rule: 'as-cut' },
    breakAtDeg: null,
    closingOverlapMm: 0,
  });
});

test('a spread start moves by the golden ratio unless it is told by how much', () => {
  const start = (said: object) => contourPathsOf(profileWith({ start: said }))?.start;
  const golden = expect.closeTo((Math.sqrt(5) - 1) / 2, 15);
  expect(start({ rule: 'spread' })).toEqual({ rule: 'spread', share: golden, corners: null });
  expect(start({ rule: 'spread', share: q(0.25) })).toEqual({ rule: 'spread', share: 0.25, corners: null });
});

test('contours with parameters of their own have their keys, the others share theirs', () => {
  const profile = profileWith({ count: q(4) }, ['contour-3']);
  expect(ownContourKeysOf(profile)).toEqual(['contour-3']);
  expect(contourPathsOf(profile)?.levelKeys).toEqual(['contour-outer', 'contour-inner', 'contour-3', 'contour-inner']);
  expect(contourPathsOf(profileWith({ count: q(12) }, ['contour-9']))?.levelKeys).toHaveLength(12);
});

test('contours are mitred up to twice the offset, or as far as it says', () => {
  const limit = (contour: Record<string, unknown>) => miterLimitOf(profileWith(contour).contour);
  expect([limit({}), limit({ join: 'round' }), limit({ join: 'miter' })]).toEqual([null, null, 2]);
  expect(limit({ join: 'miter', miterLimit: q(1.5) })).toBe(1.5);
  expect(scanSettingsOf(profileWith({ join: 'miter' }), null).contour.miterLimit).toBe(2);
});

describe('what cannot be is refused at its place', () => {
  test.each([
    [{ start: { rule: 'aligned' } }, 'contour > start > directionDeg: is missing'],
    [
      { start: { rule: 'algned', directionDeg: q(0) } },
      'contour > start > rule: must be "as-cut" or "aligned" or "spread", got "algned"',
    ],
    [{ start: { rule: 'as-cut', corners: {} } }, "contour > start: unknown key 'corners', known are rule"],
    [{ start: { rule: 'spread', share: q(1) } }, 'contour > start > share: must be at most 0.99, got 1'],
    [{ order: 'inwards' }, 'contour > order: must be "outside-in" or "inside-out", got "inwards"'],
    [{ breakAtDeg: q(2) }, 'contour > breakAtDeg: must be at least 5 deg, got 2'],
    [{ closingOverlapMm: q(-1) }, 'contour > closingOverlapMm: must be at least 0 mm, got -1'],
    [{ closingOverlapMm: 1 }, 'contour > closingOverlapMm: must be { "value": ..., "source": "..." }, got 1'],
    [{ miterLimit: q(2) }, 'contour > miterLimit: says nothing unless join is "miter"'],
  ])('%j', (contour, message) => {
    expect(refusal(contour)).toBe(`x.json > ${message}`);
  });

  test('parameters of a contour that there is not', () => {
    expect(refusal({}, ['contour-2', 'contour-3'])).toBe(
      'x.json > parameters > contour-3: there is no contour 3: contour > count is 2',
    );
  });
});
