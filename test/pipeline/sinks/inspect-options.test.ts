import { describe, expect, test } from 'vitest';
import { finding } from '../../../src/core/finding.ts';
import type { BuildInHand } from '../../../src/pipeline/parts/build-in-hand.ts';
import { inFileLayers } from '../../../src/pipeline/sinks/inspect-options.ts';

/** The layer of a finding of layer 10 of a part that begins at a height, counted as in its file. */
function inFile(
  from: number,
  baseMm: number,
  outputs: readonly string[],
  firstSolid: number | null,
  layer = 10,
): number | null {
  const box = [0, 0, baseMm, 4, 4, baseMm + 0.9];
  const layers = { thicknessMm: 0.03, cut: 'mid', from, to: 25 };
  const build = { request: { outputs }, job: { box, spec: { layers } } } as unknown as BuildInHand;
  const [found] = inFileLayers([finding('contour-open', 'error', 'open', { layer })], build, firstSolid);
  return found?.layer ?? null;
}

describe('layer 10 of a part is in its file', () => {
  test('layer 10 where the file begins on the plate', () => {
    expect(inFile(0, 0, ['cli'], 0)).toBe(10);
  });

  test('layer 6 of a band from layer 5, after its empty base, and layer 5 of slices without one', () => {
    expect(inFile(5, 0, ['cli'], 5)).toBe(6);
    expect(inFile(5, 0, ['3mf-slices'], 5)).toBe(5);
  });

  test('none where a band from layer 11 leaves it out, as its layer 25 is beyond the end', () => {
    expect(inFile(11, 0, ['cli'], 11)).toBeNull();
    expect(inFile(5, 0, ['cli'], 5, 24)).toBe(20);
    expect(inFile(5, 0, ['cli'], 5, 25)).toBeNull();
  });

  test('layer 11 of a part lifted off the plate, after its empty base', () => {
    expect(inFile(0, 2, ['cli'], 0)).toBe(11);
  });
});

test('a finding without a layer keeps none', () => {
  const build = {
    request: { outputs: ['cli'] },
    job: { box: [0, 0, 2, 1, 1, 3], spec: { layers: { thicknessMm: 0.1, cut: 'mid', from: 0, to: 9 } } },
  };
  const without = finding('paths-not-taken', 'note', 'none');
  expect(inFileLayers([without], build as unknown as BuildInHand, 0)).toEqual([without]);
});
