import { describe, expect, test } from 'vitest';
import { coolingStepsOf, heatSettingsOf } from '../../src/config/heat-settings.ts';
import type { FffProfile } from '../../src/config/profile.ts';
import { extrusionProfile, PEEK_PROFILE_TEXT, withValue } from './example-files.ts';

const q = (value: number) => ({ value, source: 'uncalibrated example' });

/** The shipped profile, at 440, 150 and 160 C, with another block of heat. */
function profile(heat?: unknown): FffProfile {
  return extrusionProfile(withValue(PEEK_PROFILE_TEXT, ['heat'], heat), 'p.json');
}

describe('what a profile says of heat', () => {
  test('nothing: nothing is judged and nothing cooled', () => {
    expect(heatSettingsOf(profile())).toBeNull();
    expect(coolingStepsOf(profile(), true)).toEqual([]);
  });

  test('each limit by itself', () => {
    expect(heatSettingsOf(profile({ maxLayerTimeS: q(60) }))).toEqual({
      maxLayerTimeS: 60,
      leastInterlayerC: null,
      glassTransitionC: null,
      material: null,
      environmentC: null,
    });
  });

  test('the shipped profile: glass transition and melting point of PEEK', () => {
    const shipped = extrusionProfile(PEEK_PROFILE_TEXT, 'p.json');
    expect([shipped.heat?.glassTransitionC?.value, shipped.heat?.meltingC?.value]).toEqual([143, 343]);
    expect(heatSettingsOf(shipped)?.material?.densityGPerCm3).toBe(1.3);
  });

  test.each<[string, unknown, string]>([
    [
      'glassTransitionC',
      { glassTransitionC: q(350), meltingC: q(343) },
      'heat > glassTransitionC: must be below meltingC (343), got 350',
    ],
    ['meltingC', { meltingC: q(460) }, 'heat > meltingC: must be below temperatures.nozzleC (440), got 460'],
    [
      'leastInterlayerC',
      { leastInterlayerC: q(440) },
      'heat > leastInterlayerC: must be below temperatures.nozzleC (440), got 440',
    ],
    [
      'endC',
      { cooling: { rateCPerMin: q(1), endC: q(170) } },
      'heat > cooling > endC: must be below temperatures.chamberC (160), got 170',
    ],
    [
      'holds',
      {
        cooling: {
          rateCPerMin: q(1),
          endC: q(60),
          holds: [
            { chamberC: q(100), minutes: q(5) },
            { chamberC: q(120), minutes: q(5) },
          ],
        },
      },
      'heat > cooling > holds > 1 > chamberC: must lie between endC (60) and 100, for the ramp goes down; got 120',
    ],
  ])('what cannot be is refused with its place: %s', (_, heat, message) => {
    expect(() => profile(heat)).toThrow(message);
  });
});

describe('the cooling after the print', () => {
  test('goes down by steps of 5 C at most, at the rate; the bed with the chamber, never hotter', () => {
    const ramp = { cooling: { rateCPerMin: q(2), endC: q(142) } };
    // 18 C in four steps of 4.5 C, each 2.25 min.
    expect(coolingStepsOf(profile(ramp), true)).toEqual([
      { chamberC: 155.5, bedC: 150, minutes: 2.25 },
      { chamberC: 151, bedC: 150, minutes: 2.25 },
      { chamberC: 146.5, bedC: 146.5, minutes: 2.25 },
      { chamberC: 142, bedC: 142, minutes: 2.25 },
    ]);
  });

  test('a bed hotter than the chamber goes down by the ramp, too, and the chamber with it from there', () => {
    const hotBed = (holds?: unknown) => {
      const text = withValue(
        withValue(
          withValue(PEEK_PROFILE_TEXT, ['temperatures', 'chamberC'], q(140)),
          ['window', 'chamber', 'minC'],
          q(60),
        ),
        ['heat'],
        { cooling: { rateCPerMin: q(1), endC: q(130), ...(holds === undefined ? {} : { holds }) } },
      );
      return coolingStepsOf(extrusionProfile(text, 'p.json'), true);
    };
    expect(hotBed()).toEqual([
      { chamberC: 140, bedC: 145, minutes: 5 },
      { chamberC: 140, bedC: 140, minutes: 5 },
      { chamberC: 135, bedC: 135, minutes: 5 },
      { chamberC: 130, bedC: 130, minutes: 5 },
    ]);
    expect(hotBed([{ chamberC: q(140), minutes: q(30) }]).slice(1, 3)).toEqual([
      { chamberC: 140, bedC: 140, minutes: 5 },
      { chamberC: 140, bedC: 140, minutes: 30 },
    ]);
  });

  test('rests where the profile holds', () => {
    const holds = [
      { chamberC: q(160), minutes: q(30) },
      { chamberC: q(155), minutes: q(10) },
    ];
    expect(coolingStepsOf(profile({ cooling: { rateCPerMin: q(1), endC: q(150), holds } }), true)).toEqual([
      { chamberC: 160, bedC: 150, minutes: 30 },
      { chamberC: 155, bedC: 150, minutes: 5 },
      { chamberC: 155, bedC: 150, minutes: 10 },
      { chamberC: 150, bedC: 150, minutes: 5 },
    ]);
  });

  test('without a heated chamber the bed itself goes down', () => {
    const ramp = { cooling: { rateCPerMin: q(5), endC: q(140) } };
    expect(coolingStepsOf(profile(ramp), false)).toEqual([
      { chamberC: null, bedC: 145, minutes: 1 },
      { chamberC: null, bedC: 140, minutes: 1 },
    ]);
  });
});
