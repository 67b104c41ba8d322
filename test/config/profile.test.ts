import { describe, expect, test } from 'vitest';
import { loadProfile } from '../../src/config/profile.ts';
import { unconfirmedPaths } from '../../src/config/profile-head.ts';
import { isUnconfirmed } from '../../src/config/quantity.ts';
import { PrepError } from '../../src/core/prep-error.ts';
import { laserProfile, PROFILE_60_TEXT, PROFILE_TEXT, withValue } from './example-files.ts';

const FILE = 'profiles/x.json';

function errorOf(text: string): PrepError {
  try {
    loadProfile(text, FILE);
  } catch (cause) {
    if (cause instanceof PrepError) return cause;
    throw cause;
  }
  throw new Error('the profile was taken');
}

function bent(path: string, value: unknown): PrepError {
  return errorOf(withValue(PROFILE_TEXT, path.split('.'), value));
}

test('the shipped profile loads, and every value has a source', () => {
  const profile = laserProfile(PROFILE_TEXT, FILE);
  expect(profile.id).toBe('ti6al4v-eli-30um');
  expect(profile.status).toBe('uncalibrated example');
  expect(profile.layerThicknessMm).toMatchObject({ value: 0.03, source: expect.stringContaining('EOS M290') });
  expect(profile.parameters.support.window).toBeUndefined();
});

test.each([
  ['30 um', PROFILE_TEXT],
  ['60 um', PROFILE_60_TEXT],
])('the shipped hatch energy at %s is the one that its source states, and lies in the stated window', (_, text) => {
  const { parameters, hatch, layerThicknessMm } = laserProfile(text, FILE);
  const { powerW, speedMmPerS, window } = parameters['hatch-core'];
  const energyJPerMm3 =
    powerW.value / ((speedMmPerS?.value ?? Number.NaN) * hatch.spacingMm.value * layerThicknessMm.value);
  const [, stated] = /([0-9.]+) J\/mm3/.exec(powerW.source) ?? [];
  expect(energyJPerMm3.toFixed(1)).toBe(stated);
  expect(energyJPerMm3).toBeGreaterThan(window?.minJPerMm3?.value ?? Number.NaN);
  expect(energyJPerMm3).toBeLessThan(window?.maxJPerMm3?.value ?? Number.NaN);
});

test('the profile of 60 um has the same keys as that of 30 um, twice its layer, and no value without a source', () => {
  const [thin, thick] = [laserProfile(PROFILE_TEXT, FILE), laserProfile(PROFILE_60_TEXT, FILE)];
  expect(thick.id).toBe('ti6al4v-eli-60um');
  expect(thick.status).toBe('uncalibrated example');
  expect(thick.layerThicknessMm.value).toBe(2 * thin.layerThicknessMm.value);
  expect(Object.keys(thick.parameters)).toEqual(Object.keys(thin.parameters));
  // Nobody has measured the growth of walls at 60 um, so the table must not compensate anything.
  expect(thick.latticeGrowth?.calibrated).toBe(false);
});

test.each([
  ['30 um', PROFILE_TEXT, 3],
  ['60 um', PROFILE_60_TEXT, 2],
])(
  'the shipped profile of %s has sets for bulk, downskin, lattice, contours and supports, and areas for the first two',
  (_, text, deep) => {
    const { parameters, skins, status } = laserProfile(text, FILE);
    for (const key of [
      'hatch-core',
      'hatch-downskin',
      'hatch-lattice',
      'contour-outer',
      'contour-inner',
      'support',
    ] as const) {
      expect(parameters[key]?.powerW.source, key).not.toBe('');
    }
    expect(status).toBe('uncalibrated example');
    expect(skins).toMatchObject({ downskin: { angleDeg: { value: 45 }, layers: { value: deep } } });
    // Walls of lattices look down somewhere all over: they have a key of their own instead.
    expect(skins?.lattice ?? false).toBe(false);
  },
);

test.each([
  ['30 um', PROFILE_TEXT],
  ['60 um', PROFILE_60_TEXT],
])(
  'at %s what looks down gets three to six tenths of the energy of the core, and its window has those ends',
  (_, text) => {
    const { parameters, hatch, layerThicknessMm } = laserProfile(text, FILE);
    const perMm = ({ powerW, speedMmPerS }: NonNullable<(typeof parameters)['hatch-downskin']>) =>
      powerW.value / (speedMmPerS?.value ?? Number.NaN);
    const [core, down] = [parameters['hatch-core'], parameters['hatch-downskin']];
    if (down === undefined) throw new Error('no downskin');
    const share = perMm(down) / perMm(core);
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.6);
    const perMm3 = perMm(core) / (hatch.spacingMm.value * layerThicknessMm.value);
    expect(down.window?.minJPerMm3?.value).toBeCloseTo(0.3 * perMm3, 1);
    expect(down.window?.maxJPerMm3?.value).toBeCloseTo(0.6 * perMm3, 1);
  },
);

describe('a value that cannot be is refused with its place on one line', () => {
  const outer = 'parameters > contour-outer';
  test.each([
    ['parameters.contour-outer.powerW.value', -5, `${outer} > powerW: must be above 0 W, got -5`],
    ['parameters.contour-outer.powerW.value', 0, `${outer} > powerW: must be above 0 W, got 0`],
    ['parameters.contour-outer.powerW.value', '280', `${outer} > powerW: must be a number, got "280"`],
    ['parameters.contour-outer.powerW.value', null, `${outer} > powerW: must be a number, got null`],
    ['parameters.contour-outer.powerW', 280, `${outer} > powerW: must be { "value": ..., "source": "..." }, got 280`],
    ['parameters.contour-outer.powerW.source', undefined, `${outer} > powerW > source: is missing`],
    ['parameters.contour-outer.powerW.source', '', `${outer} > powerW > source: must not be empty`],
    ['parameters.contour-outer.powerW.value', undefined, `${outer} > powerW: is missing`],
    ['layerThicknessMm.value', 30, 'layerThicknessMm: must be at most 1 mm, got 30'],
    ['contour.count.value', 1.5, 'contour > count: must be a whole number, got 1.5'],
    ['contour.count.value', 0, 'contour > count: must be at least 1, got 0'],
    ['limits.unexposedFraction.value', 2, 'limits > unexposedFraction: must be at most 1, got 2'],
    ['material', undefined, 'material: is missing'],
    ['material', [], 'material: must be an object, got a list'],
    ['process', 'sls', 'process: must be "lpbf" or "fff", got "sls"'],
    ['process', undefined, 'process: is missing'],
    ['status', 'validated', 'status: must be "uncalibrated example" or "calibrated", got "validated"'],
    ['id', '../x', 'id: must be lower-case words and digits joined by single hyphens, got "../x"'],
    ['name', 'a\nb', 'name: must be one line without control characters, got "a\\nb"'],
    [
      'schema',
      'trabecula/profile@2',
      'schema: was made by a newer Trabecula: trabecula/profile@2, this one reads up to trabecula/profile@1',
    ],
    ['schema', 'trabecula/printer@1', 'schema: must be "trabecula/profile@1", got "trabecula/printer@1"'],
    ['schema', 1, 'schema: must be "trabecula/profile@1", got 1'],
    ['schema', undefined, 'schema: is missing; write "schema": "trabecula/profile@1"'],
  ])('%s = %j', (path, value, message) => {
    const error = bent(path, value);
    expect(error.message).toBe(`profiles/x.json > ${message}`);
    expect(error.code).toBe('profile-invalid');
    expect(error.exitCode).toBe(3);
  });
});

describe('an unknown key is an error', () => {
  test('that names the nearest known one', () => {
    expect(bent('parameters.hatch-core.powrW', 280).message).toBe(
      "profiles/x.json > parameters > hatch-core: unknown key 'powrW', did you mean 'powerW'?",
    );
    expect(bent('parameters.hatch-cor', {}).message).toBe(
      "profiles/x.json > parameters: unknown key 'hatch-cor', did you mean 'hatch-core'?",
    );
  });

  test('that lists the known ones when none is near', () => {
    expect(bent('powder.colour', 'grey').message).toBe(
      "profiles/x.json > powder: unknown key 'colour', known are d90Mm, maxTrappedMm3",
    );
  });

  test('also when it is a key of every JavaScript object', () => {
    const text = PROFILE_TEXT.replace('"material": {', '"material": { "__proto__": {},');
    expect(errorOf(text).message).toMatch(/line 8, column 17: the key '__proto__' is not allowed$/);
    expect(bent('powder.hasOwnProperty', 1).message).toContain("unknown key 'hasOwnProperty'");
  });
});

test('every problem is told at once, the first as the place', () => {
  let text = withValue(PROFILE_TEXT, ['meltWidthMm', 'value'], -1);
  text = withValue(text, ['hatch', 'spacingMm', 'value'], 'wide');
  text = withValue(text, ['time', 'recoatS'], undefined);
  const error = errorOf(text);
  expect(error.place).toEqual([FILE, 'meltWidthMm']);
  expect(error.message).toBe(
    'profiles/x.json > meltWidthMm: must be at least 0.001 mm, got -1; and 2 more: ' +
      'hatch > spacingMm: must be a number, got "wide"; time > recoatS: is missing',
  );
});

test('NaN, which JSON does not know, is refused with line and column', () => {
  const text = PROFILE_TEXT.replace('"value": 4.43', '"value": NaN');
  expect(errorOf(text).message).toBe('profiles/x.json > line 10, column 34: "NaN" is no JSON value');
});

test('a window whose ends are swapped is refused', () => {
  const window = { minJPerMm3: { value: 80, source: 's' }, maxJPerMm3: { value: 50, source: 's' } };
  expect(bent('parameters.hatch-core.window', window).message).toBe(
    'profiles/x.json > parameters > hatch-core > window > minJPerMm3: must be at most maxJPerMm3 (50), got 80',
  );
});

test('nobody can call a profile calibrated while a source says that it is not', () => {
  const error = bent('status', 'calibrated');
  expect(error.place).toEqual([FILE, 'material', 'densityGPerCm3', 'source']);
  expect(error.message).toContain(`; and ${unconfirmedPaths(JSON.parse(PROFILE_TEXT)).length - 1} more: `);
  const confirmed = PROFILE_TEXT.replace(/"source": "[^"]*"/g, '"source": "machine 7, run 12"').replace(
    '"status": "uncalibrated example"',
    '"status": "calibrated"',
  );
  expect(loadProfile(confirmed, FILE).status).toBe('calibrated');
});

test('a source is unconfirmed when it begins with the words for it', () => {
  expect(isUnconfirmed('uncalibrated example: half the melt width')).toBe(true);
  expect(isUnconfirmed('general knowledge, unconfirmed')).toBe(true);
  expect(isUnconfirmed('EOS data sheet')).toBe(false);
});

test.each(['[]', '7', 'null', '"x"'])('the JSON value %s is no profile', (text) => {
  expect(errorOf(text).message).toBe('profiles/x.json: must be a JSON object with "schema": "trabecula/profile@1"');
});

test.each([
  ['meltWidthMm', 1e-9, 'meltWidthMm: must be at least 0.001 mm, got 1e-9'],
  ['layerThicknessMm', 1e-9, 'layerThicknessMm: must be at least 0.001 mm, got 1e-9'],
  ['limits.overhangDeg', { value: 1e-9, source: 'x' }, 'limits > overhangDeg: must be at least 0.1 deg, got 1e-9'],
  [
    'hatch.pattern',
    5,
    'hatch > pattern: must be "meander" or "stripes" or "islands" or "hexagon" or "concentric" or "contour-parallel", got 5',
  ],
])('what would take for ever, or is no word, is refused in one line: %s', (path, value, reason) => {
  const entry = typeof value === 'number' && path !== 'hatch.pattern' ? { value, source: 'x' } : value;
  expect(bent(path, entry).message).toBe(`${FILE} > ${reason}`);
});
