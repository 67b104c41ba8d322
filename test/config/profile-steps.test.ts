import { describe, expect, test } from 'vitest';
import { type LpbfProfile, loadProfile } from '../../src/config/profile.ts';
import { isUnconfirmed } from '../../src/config/quantity.ts';
import { laserProfile, PROFILE_60_TEXT, PROFILE_TEXT, withValue } from './example-files.ts';

const kinds = ({ steps }: LpbfProfile) => steps?.map(({ step }) => step) ?? [];

describe.each([PROFILE_TEXT, PROFILE_60_TEXT])('the steps of a shipped profile', (text) => {
  const profile = laserProfile(text, 'x.json');

  test('relieve stress before the part leaves the plate, and press, clean and inspect it after', () => {
    const order = [
      'powder-removal',
      'stress-relief',
      'plate-removal',
      'hip',
      'support-removal',
      'cleaning',
      'inspection',
    ];
    expect(kinds(profile)).toEqual(order);
  });

  test('state no temperature, time or pressure that nobody confirmed: those are blanks', () => {
    for (const { does, fillIn, source, step } of profile.steps ?? []) {
      expect(isUnconfirmed(source)).toBe(true);
      expect(does).not.toMatch(/\d/);
      if (step === 'stress-relief' || step === 'hip') expect(fillIn).toContain('temperature, C');
    }
  });
});

test('removal from the plate before the stress relief is refused with the place of the step', () => {
  const { steps } = JSON.parse(PROFILE_TEXT) as { steps: { step: string }[] };
  const swapped = [steps[2], steps[1], steps[0]];
  expect(() => loadProfile(withValue(PROFILE_TEXT, ['steps'], swapped), 'x.json')).toThrow(
    'x.json > steps > 1 > step: must come before plate-removal, which is step 0',
  );
});

test('a profile without steps is one as before', () => {
  const text = withValue(PROFILE_TEXT, ['steps'], undefined);
  expect(laserProfile(text, 'x.json').steps).toBeUndefined();
});

test('a step without a source is refused', () => {
  const text = withValue(PROFILE_TEXT, ['steps'], [{ step: 'hip', does: 'Pressed.' }]);
  expect(() => loadProfile(text, 'x.json')).toThrow('x.json > steps > 0 > source: is missing');
});
