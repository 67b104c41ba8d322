import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadProfile } from '../../src/config/profile.ts';
import { parameterSetOf } from '../../src/config/profile-settings.ts';
import { PrepError } from '../../src/core/prep-error.ts';
import { ROOT } from '../support/run-cli.ts';
import { laserProfile, PROFILE_60_TEXT, PROFILE_TEXT } from './example-files.ts';

const FILE = 'profiles/x.json';
const of = (value: number) => ({ value, source: 'a test' });
const SKIN = { angleDeg: of(45), layers: of(3), expansionMm: of(0.1), minWidthMm: of(0.1) };

/** The example with skins of a test's own, and parameter sets beside those of every profile. */
function withSkins(skins: unknown, sets: readonly string[] = [], hatch: object = {}): string {
  const { skins: _, ...profile } = JSON.parse(PROFILE_TEXT);
  const parameters = Object.fromEntries(
    Object.entries(profile.parameters).filter(([key]) => !/skin|hull|hatch-lattice/.test(key)),
  );
  for (const key of sets) parameters[key] = parameters['hatch-core'];
  return JSON.stringify({
    ...profile,
    ...(skins === undefined ? {} : { skins }),
    hatch: { ...profile.hatch, ...hatch },
    parameters,
  });
}

function reasonOf(text: string): string {
  try {
    loadProfile(text, FILE);
  } catch (cause) {
    if (cause instanceof PrepError) return cause.message;
    throw cause;
  }
  return 'taken';
}

test('a profile may have any of the areas, or none', () => {
  expect(laserProfile(withSkins(undefined), FILE).skins).toBeUndefined();
  expect(laserProfile(withSkins({ downskin: SKIN }), FILE).skins?.downskin?.layers.value).toBe(3);
  expect(reasonOf(withSkins({ upskin: SKIN, hullMm: of(0.5), lattice: true }, ['hatch-upskin', 'hatch-hull']))).toBe(
    'taken',
  );
});

describe('what would be used by nothing, or cannot be, is refused', () => {
  test.each([
    ['hatch-downskin', undefined, 'the profile has no skins.downskin'],
    ['contour-upskin', { downskin: SKIN }, 'the profile has no skins.upskin'],
    ['hatch-hull', { downskin: SKIN }, 'the profile has no skins.hullMm'],
  ])('the set %s without its area', (key, skins, reason) => {
    expect(reasonOf(withSkins(skins, [key]))).toContain(`${key}: is used by nothing: ${reason}`);
  });

  test('a transition without parameters for what is beyond it', () => {
    expect(reasonOf(withSkins({ transitionMm: of(0.5) }))).toContain('skins > transitionMm');
    expect(reasonOf(withSkins({ transitionMm: of(0.5) }, ['hatch-lattice']))).toBe('taken');
  });

  test('an angle so flat that coordinates could leave their range', () => {
    for (const angle of [0, 1e-9, 0.09]) {
      const reason = reasonOf(withSkins({ downskin: { ...SKIN, angleDeg: of(angle) } }));
      expect(reason).toContain(`must be at least 0.1 deg, got ${angle}`);
    }
  });

  test('lines further apart in a skin than the cells of the hatch are laid for', () => {
    const islands = { pattern: 'islands', sizeMm: of(3), order: 'rows' };
    const wide = { downskin: { ...SKIN, spacingMm: of(0.1) } };
    expect(reasonOf(withSkins(wide, [], islands))).toContain('must be at most that of the hatch (0.08 mm)');
    expect(reasonOf(withSkins({ downskin: { ...SKIN, spacingMm: of(0.07) } }, [], islands))).toBe('taken');
    expect(reasonOf(withSkins(wide))).toBe('taken');
  });
});

test('the block that the document shows is taken by both profiles, and what looks down has the energies that it says', () => {
  const text = readFileSync(`${ROOT}docs/titanium.md`, 'utf8');
  const [, block = ''] = /<!-- skins -->\s+```json\n([^`]+)```/.exec(text) ?? [];
  const said = /with ([0-9.]+) J\/mm3 instead of ([0-9]+\.[0-9]+) \(([0-9.]+) instead of ([0-9.]+) at 60 um\)/.exec(
    text,
  );
  const found = [PROFILE_TEXT, PROFILE_60_TEXT].flatMap((shipped) => {
    const profile = laserProfile(JSON.stringify({ ...JSON.parse(shipped), ...JSON.parse(block) }), FILE);
    expect(profile.skins?.hullMm?.value).toBe(1);
    return (['hatch-downskin', 'hatch-core'] as const).map((key) => {
      const { powerW, speedMmPerS } = parameterSetOf(profile, key);
      const areaMm2PerS = speedMmPerS.value * profile.hatch.spacingMm.value;
      return (powerW.value / (areaMm2PerS * profile.layerThicknessMm.value)).toFixed(1);
    });
  });
  expect(found).toEqual(said?.slice(1));
});
