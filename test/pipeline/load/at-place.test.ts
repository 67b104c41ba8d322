import { expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { atPlace } from '../../../src/pipeline/load/at-place.ts';

const PLACE = ['case.json', 'parts', 0];

/** What comes out where the work fails so. */
const caught = (fault: unknown, place: readonly (string | number)[] = PLACE) =>
  atPlace(place, ['mesh'], () => Promise.reject(fault)).then(
    () => expect.unreachable(),
    (cause: unknown) => cause,
  );

test('gives what the work gives', async () => {
  expect(await atPlace(PLACE, ['mesh'], async () => 7)).toBe(7);
});

test('an error of a file that the case names bears the path in the case before its own, and keeps code and cause', async () => {
  const fault = new PrepError('mesh-invalid', 'the mesh is open', ['block.stl', 'facet 3']);
  expect(await caught(fault)).toMatchObject({
    code: 'mesh-invalid',
    place: ['case.json', 'parts', 0, 'mesh'],
    message: 'case.json > parts > 0 > mesh: block.stl > facet 3: the mesh is open',
    cause: fault,
  });
});

test('an error that names the case itself, one of a bare mesh and what is no error of input go on as they are', async () => {
  const own = new PrepError('case-invalid', 'is missing', ['case.json', 'parts', 0, 'regions']);
  expect(await caught(own)).toBe(own);
  const bare = new PrepError('mesh-invalid', 'the mesh is open', ['block.stl']);
  expect(await caught(bare, [])).toBe(bare);
  const fault = new TypeError('x is not a function');
  expect(await caught(fault)).toBe(fault);
});

test('a case is not told of an option that it cannot be given', async () => {
  const fault = new PrepError('mesh-invalid', 'the mesh is inside out (volume -6.000 mm3); pass --repair to turn it', [
    'a.stl',
  ]);
  expect(await caught(fault)).toMatchObject({
    message: 'case.json > parts > 0 > mesh: a.stl: the mesh is inside out (volume -6.000 mm3); turn it before',
  });
});
