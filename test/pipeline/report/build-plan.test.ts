import { expect, test } from 'vitest';
import { buildPlan } from '../../../src/pipeline/report/build-plan.ts';

type Build = Parameters<typeof buildPlan>[0][number];

/** A quarter turn about z, then 10 mm along x. */
const TURN = [0, -1, 0, 10, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const MIRROR = [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** A part of 8 mm height with what its transforms come from. */
function standing(transform: number[] | null, variantTransform: number[] | null): Build {
  const build = {
    request: { part: { transform, variantTransform, variant: null }, case: null, slice: {} },
    part: { partId: 'plate' },
    job: { box: [0, 0, 2, 10, 10, 10], spec: {} },
    shiftMm: [100, 200, -2],
  };
  return build as unknown as Build;
}

function planned(transform: number[] | null, variantTransform: number[] | null) {
  const [part] = (buildPlan([standing(transform, variantTransform)]) as { parts: Record<string, unknown>[] }).parts;
  return part as { readonly transform: readonly number[]; readonly heightMm: number };
}

test('the transform of a part leads from its file by way of case and variant onto the plate', () => {
  expect(planned(null, null).transform).toEqual([1, 0, 0, 100, 0, 1, 0, 200, 0, 0, 1, -2, 0, 0, 0, 1]);
  expect(planned(TURN, null).transform).toEqual([0, -1, 0, 110, 1, 0, 0, 200, 0, 0, 1, -2, 0, 0, 0, 1]);
  // x -> y of the plate as before; y -> -x turned, x mirrored: 100 - (10 - y).
  const mirrored = planned(TURN, MIRROR).transform.map((value) => value + 0);
  expect(mirrored).toEqual([0, 1, 0, 90, 1, 0, 0, 200, 0, 0, 1, -2, 0, 0, 0, 1]);
  expect(planned(TURN, MIRROR).heightMm).toBe(8);
});
