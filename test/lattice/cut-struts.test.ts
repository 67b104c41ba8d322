/** Struts that are cut and measured: the contours of whole cells, and of parts of random struts, hold the density that was asked for. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Box3, TriangleMesh } from '../../src/core/mesh.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { meshEdges } from '../../src/geometry/mesh-edges.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { fillField } from '../../src/lattice/fill-spec.ts';
import type { SolvedFill } from '../../src/lattice/solve-fill.ts';
import { cleanContours } from '../../src/slicing/clean-contours.ts';
import { cutFieldBodies } from '../../src/slicing/cut-field.ts';
import { meshCutter } from '../../src/slicing/cut-mesh.ts';
import { boxMesh, sphereMesh } from '../geometry/solids.ts';
import { solved } from './grading/fill-share.ts';

const CELL_MM = 2;
const LAYERS = 151;
const ASKED = [0.15, 0.25, 0.35] as const;
const show = (...words: unknown[]) => {
  if (process.env.SHOW) console.log(...words);
};

beforeAll(() => loadClipping());

/** Area of the contours of the fill over that of the part's own, summed over the layers. */
function densityOfCut({ spec, defaultStepMm }: SolvedFill, mesh: TriangleMesh, [, , z0, , , z1]: Box3): number {
  const body = { field: fillField(spec), band: spec.band, stepMm: defaultStepMm, originMm: [0, 0, 0] } as const;
  const cutter = meshCutter(mesh, meshEdges(mesh));
  let solid = 0;
  let envelope = 0;
  for (let k = 0; k < LAYERS; k++) {
    const zMm = z0 + ((k + 0.5) * (z1 - z0)) / LAYERS;
    const part = cleanContours(cutter.cut(zMm).loops);
    envelope += loopsAreaMm2(part);
    solid += loopsAreaMm2(cutFieldBodies([body], zMm, part));
  }
  return solid / envelope;
}

describe.each(['bcc', 'fcc', 'octet', 'kelvin', 'diamond-strut'])('a cut cell of %s', (cellType) => {
  test.each(ASKED)('holds %d, half a percent more or less, at the default step', (relativeDensity) => {
    const box: Box3 = [0, 0, 0, CELL_MM, CELL_MM, CELL_MM];
    const fill = solved({ cellType, cellMm: CELL_MM, relativeDensity }, box);
    const found = densityOfCut(fill, boxMesh(...box), box);
    show(cellType, relativeDensity, fill.defaultStepMm, found / relativeDensity - 1);
    expect(Math.abs(found / relativeDensity - 1)).toBeLessThan(0.005);
  });
});

describe('cut Voronoi struts', () => {
  const cube: Box3 = [0, 0, 0, 6, 6, 6];
  test.each(ASKED)('hold %d, half a percent more or less, in a cube of 3 x 3 x 3 cells', (relativeDensity) => {
    const fill = solved({ cellType: 'voronoi', cellMm: CELL_MM, relativeDensity }, cube);
    const found = densityOfCut(fill, boxMesh(...cube), cube);
    show('cube', relativeDensity, fill.defaultStepMm, found / relativeDensity - 1);
    expect(Math.abs(found / relativeDensity - 1)).toBeLessThan(0.005);
  });

  test('hold 0.25 within 0.5 % in a ball of 8 mm', () => {
    const ball: Box3 = [-4, -4, -4, 4, 4, 4];
    const mesh = sphereMesh(4, 24);
    const fill = solved({ cellType: 'voronoi', cellMm: CELL_MM, relativeDensity: 0.25 }, ball, { mesh });
    const found = densityOfCut(fill, mesh, ball);
    show('ball', fill.defaultStepMm, found / 0.25 - 1);
    expect(Math.abs(found / 0.25 - 1)).toBeLessThan(0.005);
  });
});
