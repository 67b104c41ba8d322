import { beforeAll, expect, test } from 'vitest';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { areaCutter } from '../../src/pipeline/layers/layer-areas.ts';
import { onlyFill, type PartJob, partJob, wholePart } from '../../src/pipeline/parts/part-job.ts';
import { completeLattice, type LatticeRequest } from '../../src/pipeline/request/lattice-defaults.ts';
import { boxMesh } from '../geometry/solids.ts';
import { loadedPart } from './part-in-hand.ts';

beforeAll(() => loadClipping());

/** Walls grow by 0.3 mm however they lie; none is to be thinner than 0.2 mm. */
const GROWTH = { excessMm: Float64Array.of(0, 0.3, 90, 0.3), leastWallMm: 0.2 };

function jobOf(lattice: LatticeRequest): PartJob {
  return partJob(loadedPart(boxMesh(0, 0, 0, 8, 8, 4)), [0, 0, 0], {
    slice: { thicknessMm: 0.1, cut: 'mid' },
    regions: wholePart(completeLattice(lattice, ['lattice'])),
    compensation: GROWTH,
    paths: null,
    band: null,
  });
}

/** Share of solid over all layers. */
function shareOf({ spec }: PartJob): number {
  const cut = areaCutter(spec);
  let areaMm2 = 0;
  for (let k = 0; k < 40; k++) areaMm2 += loopsAreaMm2(cut(0.05 + 0.1 * k).solid);
  return areaMm2 / (40 * 64);
}

const BCC: LatticeRequest = { cellType: 'bcc', cellMm: 4, wallMm: 0.3 };

test('struts of 0.3 mm are thinned to the narrowest track, however their cells are turned', () => {
  const straight = jobOf(BCC);
  // Struts of 0.2 mm, asked for as such: 8 half diagonals of 3.46 mm in a cell of 64 mm3, less what crosses.
  const plain = jobOf({ ...BCC, wallMm: 0.2 });
  const slender = (8 * 3.464 * Math.PI * 0.01) / 64;
  const share = shareOf(straight);
  expect(share / slender).toBeGreaterThan(0.9);
  expect(share / slender).toBeLessThan(1.03);
  expect(onlyFill(plain).relativeDensity! / slender).toBeGreaterThan(0.9);
  // A quarter of a turn is the same lattice, by another way.
  expect(shareOf(jobOf({ ...BCC, turnDeg: [0, 0, 90] })) / share).toBeCloseTo(1, 1);
  expect(onlyFill(straight).asBuilt!.limited).toBeGreaterThan(0.9);
});

test('of struts that blend or vary nothing is taken below the track where they are thinnest', () => {
  const graded = jobOf({
    cellType: 'bcc',
    cellMm: 4,
    grading: [
      {
        quantity: 'wall',
        place: { by: 'x' },
        table: [
          [0, 0.3],
          [8, 0.31],
        ],
      },
    ],
  });
  const slender = (8 * 3.464 * Math.PI * 0.01) / 64;
  expect(shareOf(graded) / slender).toBeGreaterThan(0.9);
  expect(onlyFill(graded).asBuilt!.limited).toBeGreaterThan(0.9);
});

test('a network loses what its necks can spare, and one that nobody measured loses nothing', () => {
  const network = jobOf({ cellType: 'gyroid', phase: 'network', cellMm: 2, relativeDensity: 0.15 });
  const plain = 0.15;
  expect(shareOf(network)).toBeGreaterThan(0.3 * plain);
  const formula = 'sin(X)*cos(Y)+sin(Y)*cos(Z)+sin(Z)*cos(X)';
  const own = jobOf({ cellType: 'expression', expression: formula, phase: 'network', cellMm: 2, relativeDensity: 0.3 });
  expect(shareOf(own) / 0.3).toBeCloseTo(1, 1);
  const { asBuilt } = onlyFill(own);
  expect(asBuilt).toMatchObject({ inFile: asBuilt!.asked });
  expect(asBuilt!.limited).toBe(1);
});
