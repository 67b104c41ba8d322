import { describe, expect, test } from 'vitest';
import type { PlaneField, PlaneGrid, SolidBand, WavePlane } from '../../../src/core/field.ts';
import type { Loops } from '../../../src/core/polyline.ts';
import { bandEdges, contourBand, contourMarked } from '../../../src/geometry/marching-squares.ts';
import { sampleControls } from '../../../src/lattice/patch-channel.ts';
import { patchFrame } from '../../../src/lattice/patch-frame.ts';
import {
  type PhaseSpec,
  type RecipePartSpec,
  type RecipeSpec,
  recipeField,
} from '../../../src/lattice/recipe-field.ts';
import { recipePlane } from '../../../src/lattice/recipe-plane.ts';
import { tpmsField } from '../../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { wavesOfRecipe } from '../../../src/lattice/waves-of-recipe.ts';

const ONE_UNIT_MM = 1.001e-4;
const CELL_MM = 2;
const frame = patchFrame([-1, -1, -1, 9, 8, 4], [0.1, -0.2, 0], CELL_MM / 2);
const SHEET: SolidBand = { from: -1, to: 1 };
const NETWORK: SolidBand = { from: null, to: 0 };

const along = (...direction: [number, number, number]): PhaseSpec => ({
  linear: [0.17, direction[0] / CELL_MM, direction[1] / CELL_MM, direction[2] / CELL_MM],
});
const STRAIGHT = [along(1, 0, 0), along(0, 1, 0), along(0, 0, 1)] as const;
const TURNED = [along(0.8, 0.6, 0), along(-0.36, 0.48, 0.8), along(0.48, -0.64, 0.6)] as const;
const varying = (scalar: (x: number, y: number, z: number) => number) => ({
  controls: sampleControls(frame, scalar),
});
const bent = (axis: 0 | 1 | 2): PhaseSpec => ({
  ...varying((...at) => at[axis] / CELL_MM + 0.2 * Math.sin(0.4 * at[0] + 0.3 * at[1] + axis)),
  cycles: 'phase',
});
const BENT = [bent(0), bent(1), bent(2)] as const;
const LEVEL = varying((x, y) => 0.3 + 0.02 * x + 0.01 * y);

function part(
  cellType: string,
  phases: RecipePartSpec['phases'],
  form: RecipePartSpec['form'],
  level: RecipePartSpec['level'],
  slope: RecipePartSpec['slope'] = null,
): RecipePartSpec {
  return { cellType, phases, form, level, slope };
}

function alone(only: RecipePartSpec): RecipeSpec {
  return { frame, parts: [only], weight: { constant: 0 } };
}

function gridOf(stepMm: number): PlaneGrid {
  return { x0Mm: -0.9, y0Mm: -1.2, stepMm, nx: Math.round(9.7 / stepMm), ny: Math.round(8.9 / stepMm) };
}

function maskOf({ nx, ny }: PlaneGrid): Uint8Array {
  return Uint8Array.from({ length: nx * ny }, (_, n) =>
    ((n % nx) / nx - 0.5) ** 2 + (Math.floor(n / nx) / ny - 0.5) ** 2 < 0.2 ? 1 : 0,
  );
}

function planesOf(spec: RecipeSpec, grid: PlaneGrid, zMm: number): { kernel: PlaneField; plain: PlaneField } {
  const recipe = recipeField(spec).recipe(zMm);
  const { row, nodeAt, valueAt } = recipePlane(recipe, grid);
  const waves = wavesOfRecipe(recipe);
  expect(waves).not.toBeNull();
  return { kernel: { row, nodeAt, valueAt, waves: waves! }, plain: { row, nodeAt, valueAt } };
}

function largestShift(a: Loops, b: Loops): number {
  expect(a.map(({ xy }) => xy.length)).toEqual(b.map(({ xy }) => xy.length));
  let largest = 0;
  for (const [n, { xy }] of a.entries()) {
    for (let k = 0; k < xy.length; k++) largest = Math.max(largest, Math.abs(xy[k]! - b[n]!.xy[k]!));
  }
  return largest;
}

const FILLS: readonly (readonly [string, RecipeSpec, SolidBand])[] = [
  ...Object.keys(UNIT_CELLS).map(
    (id) => [`${id}, turned`, alone(part(id, TURNED, 'ratio', { constant: 0.35 })), SHEET] as const,
  ),
  ['gyroid of varying density and cell', alone(part('gyroid', BENT, 'ratio', LEVEL)), SHEET],
  [
    'network of varying density',
    alone(
      part(
        'diamond',
        BENT,
        'excess',
        varying((x) => -0.3 + 0.05 * x),
      ),
    ),
    NETWORK,
  ],
  ['even walls', alone(part('primitive', BENT, 'ratio', { constant: 0.3 }, [1, 1.1, 0.9])), SHEET],
  [
    'hybrid of two sheets',
    {
      frame,
      parts: [part('gyroid', STRAIGHT, 'ratio', LEVEL), part('split-p', STRAIGHT, 'ratio', { constant: 0.5 })],
      weight: varying((x) => (x - 2) / 4),
    },
    SHEET,
  ],
  [
    'hybrid of sheet and network, each on its own map',
    {
      frame,
      parts: [part('gyroid', STRAIGHT, 'wall', LEVEL), part('lidinoid', BENT, 'excess', { constant: 0.2 })],
      weight: varying((x, y) => (x + y - 2) / 6),
    },
    NETWORK,
  ],
];

describe.each(FILLS)('a plane of waves in the kernel: %s', (_, spec, band) => {
  // Patches of 1 mm: at 0.1 mm their borders lie on nodes of a grid from their origin on, else edges reach across.
  test.each([0.1, 0.063])('step %d mm: the edges of the plain way, and its loops within 0.1 um', (stepMm) => {
    const grid = gridOf(stepMm);
    const mask = maskOf(grid);
    const { kernel, plain } = planesOf(spec, grid, 1.234);
    const edges = bandEdges(kernel, grid, band, mask);
    expect(edges).toEqual(bandEdges(plain, grid, band, mask));
    const loops = contourBand(kernel, grid, band, mask);
    expect(loops.length).toBeGreaterThan(1);
    expect(largestShift(loops, contourBand(plain, grid, band, mask))).toBeLessThan(ONE_UNIT_MM);
    expect(contourMarked(kernel, grid, band, mask, edges)).toEqual(loops);
  });
});

describe('planes of waves', () => {
  const grid = gridOf(0.1);

  test('straight cells of one size are those of the field of constant cells, within 0.1 um', () => {
    const { kernel } = planesOf(alone(part('gyroid', STRAIGHT, 'excess', { constant: 0.3 })), grid, 0.71);
    const origin = -0.17 * CELL_MM;
    const constant = tpmsField(UNIT_CELLS.gyroid!, CELL_MM, [origin, origin, origin]).plane(0.71, grid, null);
    const loops = contourBand(kernel, grid, NETWORK, null);
    expect(largestShift(loops, contourBand(constant, grid, { from: null, to: 0.3 }, null))).toBeLessThan(ONE_UNIT_MM);
  });

  test('nodes on the level are asked of the field, few others are', () => {
    // f of primitive at z = 0 on whole eighths of the cell: 0 at many nodes.
    const eighths: PlaneGrid = { x0Mm: 0, y0Mm: 0, stepMm: CELL_MM / 8, nx: 24, ny: 24 };
    const spec = alone(part('primitive', [axis(0), axis(1), axis(2)], 'excess', { constant: 0 }));
    const recipe = recipeField(spec).recipe(CELL_MM / 4);
    const plain = recipePlane(recipe, eighths);
    let asked = 0;
    const kernel: PlaneField = {
      ...plain,
      waves: wavesOfRecipe(recipe)!,
      nodeAt(i, j) {
        asked++;
        return plain.nodeAt(i, j);
      },
    };
    const edges = bandEdges(kernel, eighths, NETWORK, null);
    expect(asked).toBe([...Array(22 * 22).keys()].filter((n) => isZero(1 + (n % 22), 1 + Math.floor(n / 22))).length);
    expect(edges).toEqual(bandEdges(plain, eighths, NETWORK, null));

    function axis(a: 0 | 1 | 2): PhaseSpec {
      return { linear: [0, ...[0, 1, 2].map((b) => (a === b ? 1 / CELL_MM : 0))] as [number, number, number, number] };
    }
    // cos X + cos Y + cos Z with Z a quarter turn: zero where the eighths of x and y add up or differ by half a turn.
    function isZero(i: number, j: number): boolean {
      return (i + j) % 8 === 4 || (i - j + 24) % 8 === 4;
    }
  });

  test('nodes as near to the level as floats can tell, and nearer, are marked as by 64 bits', () => {
    const coarse = gridOf(0.13);
    const near = [
      alone(part('lidinoid', TURNED, 'ratio', { constant: 0.35 })),
      alone(part('split-p', BENT, 'ratio', LEVEL, [1, 1.1, 0.9])),
      FILLS.at(-1)![1],
    ];
    for (const [n, spec] of near.entries()) {
      for (let k = -3; k <= 3; k++) {
        const { kernel, plain } = planesOf(spec, coarse, 0.7 + 0.13 * k);
        const value = plain.nodeAt(20 + 5 * k, 30 + n);
        const level = value + k * 2e-7 * (1 + Math.abs(value));
        const band = { from: level - 0.4, to: level };
        expect(bandEdges(kernel, coarse, band, null)).toEqual(bandEdges(plain, coarse, band, null));
      }
    }
  });

  test('levels that are not numbers, phases beyond all measure and steps longer than a patch go the plain way or void', () => {
    const spec = alone(part('gyroid', TURNED, 'ratio', LEVEL));
    const { kernel, plain } = planesOf(spec, grid, 1.1);
    const wide: PlaneGrid = { ...grid, stepMm: 1.3, nx: 8, ny: 7 };
    const far = planesOf(spec, wide, 1.1);
    expect(contourBand(far.kernel, wide, SHEET, null)).toEqual(contourBand(far.plain, wide, SHEET, null));
    const { patches } = kernel.waves!;
    const channels = patches.channels.map((channel) => channel.map((number) => 1e6 * number));
    const beyond: WavePlane = { ...kernel.waves!, patches: { ...patches, channels } };
    // The plane answers for itself: were the kernel used, its phases would be others.
    expect(contourBand({ ...plain, waves: beyond }, grid, SHEET, null)).toEqual(contourBand(plain, grid, SHEET, null));
  });
});
