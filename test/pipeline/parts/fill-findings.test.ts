import { expect, test } from 'vitest';
import { fillFindings } from '../../../src/pipeline/parts/fill-findings.ts';
import { partJob, wholePart } from '../../../src/pipeline/parts/part-job.ts';
import { completeLattice, type LatticeRequest } from '../../../src/pipeline/request/lattice-defaults.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { loadedPart } from '../part-in-hand.ts';

function rules(lattice: LatticeRequest, edgeMm: number, samples: readonly number[] = []) {
  const job = partJob(loadedPart(boxMesh(0, 0, 0, edgeMm, edgeMm, edgeMm)), [100, 50, 0], {
    slice: { thicknessMm: 0.1, cut: 'mid' },
    regions: wholePart(completeLattice(lattice, ['lattice'])),
    fillInputs: { samples: new Map([['a/bone.csv', Float64Array.from(samples)]]), solidYoungsGPa: null },
    paths: null,
    band: null,
  });
  return fillFindings(job).map(({ rule, measured }) => [rule, measured]);
}

const GRADED: LatticeRequest = {
  cellType: 'gyroid',
  cellMm: 1,
  grading: [
    {
      quantity: 'density',
      place: { by: 'z' },
      table: [
        [0, 0.2],
        [9, 0.4],
      ],
    },
  ],
};
const SAMPLED: LatticeRequest = {
  cellType: 'gyroid',
  cellMm: 2,
  grading: [{ quantity: 'density', place: { by: 'samples', file: 'a/bone.csv' }, table: null }],
};

test('a part with more patches than there is room for is told how coarse they are; straight cells need none', () => {
  // 2 million patches of half a millimetre are a cube of 63 mm, with two more on each side.
  expect(rules(GRADED, 8, [0, 0, 0, 1])).toEqual([]);
  expect(rules(GRADED, 70, [0, 0, 0, 1])).toEqual([['patches-coarse', 1]]);
  expect(rules({ cellType: 'gyroid', cellMm: 1, turnDeg: [0, 0, 30] }, 70, [0, 0, 0, 1])).toEqual([]);
});

test('samples beside the part are told, in the coordinates of its file wherever it stands on the plate', () => {
  expect(rules(SAMPLED, 8, [4, 4, 4, 0.2, 20, 20, 20, 0.4])).toEqual([]);
  expect(rules(SAMPLED, 8, [104, 54, 4, 0.2, 108, 58, 8, 0.4])).toEqual([['samples-beside', null]]);
});
