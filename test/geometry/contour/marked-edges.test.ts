import { describe, expect, test } from 'vitest';
import type { PlaneField, PlaneGrid, SolidBand } from '../../../src/core/field.ts';
import type { BandEdges } from '../../../src/geometry/contour/crossed-edges.ts';
import { contourBand, contourMarked, crossedEdges } from '../../../src/geometry/marching-squares.ts';
import { sampleControls } from '../../../src/lattice/patch-channel.ts';
import { patchFrame } from '../../../src/lattice/patch-frame.ts';
import { type PhaseSpec, type RecipeSpec, recipeField } from '../../../src/lattice/recipe-field.ts';
import { recipePlane } from '../../../src/lattice/recipe-plane.ts';
import { STRUT_CELLS } from '../../../src/lattice/struts/strut-cells.ts';
import { strutField } from '../../../src/lattice/struts/strut-field.ts';
import { tpmsField } from '../../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { wavesOfRecipe } from '../../../src/lattice/waves-of-recipe.ts';

const GRID: PlaneGrid = { x0Mm: -0.37, y0Mm: 0.21, stepMm: 0.09, nx: 79, ny: 66 };
const Z_MM = 1.234;
const ONE: SolidBand = { from: -1, to: 1 };
const frame = patchFrame([-1, -1, -1, 9, 8, 4], [0.1, -0.2, 0], 1);

const along = (...direction: [number, number, number]): PhaseSpec => ({
  linear: [0.17, direction[0] / 2, direction[1] / 2, direction[2] / 2],
});
const STRAIGHT = [along(1, 0, 0), along(0, 1, 0), along(0, 0, 1)] as const;
const TURNED = [along(0.8, 0.6, 0), along(-0.36, 0.48, 0.8), along(0.48, -0.64, 0.6)] as const;
const varying = (scalar: (x: number, y: number, z: number) => number) => ({ controls: sampleControls(frame, scalar) });
const LEVEL = varying((x, y) => 0.3 + 0.02 * x + 0.01 * y);

const part = (cellType: string, phases: RecipeSpec['parts'][0]['phases'], level: RecipeSpec['parts'][0]['level']) =>
  ({ cellType, phases, form: 'ratio', level, slope: null }) as const;

function planeOfRecipe(spec: RecipeSpec, inKernel: boolean): PlaneField {
  const recipe = recipeField(spec).recipe(Z_MM);
  const { row, nodeAt, valueAt } = recipePlane(recipe, GRID);
  return { row, nodeAt, valueAt, waves: inKernel ? wavesOfRecipe(recipe) : null };
}

const alone = { constant: 0 };
const turned: RecipeSpec = { frame, parts: [part('gyroid', TURNED, { constant: 0.46 })], weight: alone };
const graded: RecipeSpec = { frame, parts: [part('gyroid', STRAIGHT, LEVEL)], weight: alone };
const hybrid: RecipeSpec = {
  frame,
  parts: [part('gyroid', STRAIGHT, LEVEL), part('diamond', STRAIGHT, { constant: 0.36 })],
  weight: varying((x) => (x - 2) / 4),
};
const strut = strutField(STRUT_CELLS.octet!, 2, [0.1, 0.2, 0.3], { radiusMm: 0.2, filletMm: 0.05 });
const gyroid = tpmsField(UNIT_CELLS.gyroid!, 2, [0.1, 0, 0]);

const PLANES: readonly (readonly [string, () => PlaneField, SolidBand])[] = [
  ['constant cells', () => gyroid.plane(Z_MM, GRID, null), { from: -0.46, to: 0.46 }],
  ['turned cells', () => planeOfRecipe(turned, true), ONE],
  ['varying density', () => planeOfRecipe(graded, true), ONE],
  ['varying density without a kernel', () => planeOfRecipe(graded, false), ONE],
  ['a hybrid', () => planeOfRecipe(hybrid, true), ONE],
  ['struts', () => strut.plane(Z_MM, GRID, null), strut.band],
];

const ellipse = Uint8Array.from({ length: GRID.nx * GRID.ny }, (_, n) =>
  ((n % GRID.nx) / GRID.nx - 0.5) ** 2 + 1.4 * (Math.floor(n / GRID.nx) / GRID.ny - 0.5) ** 2 < 0.19 ? 1 : 0,
);

/** The crossed edges of each face, asked for one by one. */
function edgesOf(plane: PlaneField, { from, to }: SolidBand, mask: Uint8Array | null): BandEdges {
  const of = (level: number | null) => (level === null ? null : crossedEdges(plane, GRID, level, mask));
  return { to: of(to), from: of(from) };
}

describe.each(PLANES)('edges of %s that were marked elsewhere', (_, planeOf, band) => {
  test.each([
    ['the whole plane', null],
    ['a mask', ellipse],
  ])('have the loops, to the byte, of the plane itself: %s', (_name, mask) => {
    const loops = contourBand(planeOf(), GRID, band, mask);
    expect(loops.length).toBeGreaterThan(1);
    const marked = contourMarked(planeOf(), GRID, band, mask, edgesOf(planeOf(), band, mask));
    expect(marked).toEqual(loops);
  });

  test('are refused where one is missing, out of order or outside of the grid: no wall is lost in silence', () => {
    const level = band.to!;
    const face = { from: null, to: level };
    const keys = crossedEdges(planeOf(), GRID, level, null);
    const contour = (to: Uint32Array) => () => contourMarked(planeOf(), GRID, face, null, { from: null, to });
    for (const gone of [0, 1, keys.length >> 1, keys.length - 1]) {
      expect(contour(keys.filter((_key, e) => e !== gone))).toThrow('do not close');
    }
    expect(contour(keys.toReversed())).toThrow('keys of edges');
    expect(contour(Uint32Array.of(...keys, 4 * GRID.nx * (GRID.ny - 1)))).toThrow('keys of edges');
    // The sense of one edge turned round.
    expect(contour(keys.map((key, e) => (e === 5 ? key ^ 1 : key)))).toThrow('do not close');
    expect(contourBand(planeOf(), GRID, face, null)).toEqual(contour(keys)());
  });
});
