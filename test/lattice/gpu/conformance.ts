/** What every backend has to do: the marks of the reference to the last bit, by values that its device computed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MarkPlane, PlaneMarker } from '../../../src/lattice/gpu/plane-marker.ts';
import type { PlaneRecipe } from '../../../src/lattice/plane-recipe.ts';
import { recipePlane } from '../../../src/lattice/recipe-plane.ts';
import { levelOfDensity } from '../../../src/lattice/relative-density.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { curved, discMask, gridOf, level, linear, part, patchesOf, planeOf, referenceMarks } from './planes.ts';

const NONE = { constant: 0 } as const;
const STEP_MM = 0.07;
const SHEET = { from: -1, to: 1 } as const;
const NETWORK = { from: null, to: 0 } as const;

/** Cells of 2 mm, straight. */
const STRAIGHT = [linear(0.13, 0.5, 0), linear(0.29, 0, 0.5), linear(0.37, 0, 0)] as const;
/** Cells of 1.6 mm turned about an oblique axis, far from the origin. */
const TURNED = [linear(101.13, 0.52, 0.21), linear(-57.71, -0.17, 0.55), linear(12.03, 0.29, -0.18)] as const;
/** Cells that grow and shear: phases bend within a patch. */
const BENT = [
  curved((x, y) => 0.1 + 0.5 * x + 0.03 * x * x - 0.01 * x * y),
  curved((x, y) => 0.4 + 0.5 * y - 0.02 * y * y + 0.002 * x * x * y),
  curved((x, y) => 0.27 + 0.04 * x + 0.001 * x * x * y * y),
] as const;

/** Runs the suite against a backend that leaves at most `mostDoubt` of the nodes to the reference. */
export function conformance(name: string, mostDoubt: number, open: () => Promise<PlaneMarker>): void {
  describe(name, () => {
    let marker: PlaneMarker;
    beforeAll(async () => {
      marker = await open();
    });
    afterAll(() => marker?.dispose());

    async function agree(planes: readonly MarkPlane[], onLevel = 0): Promise<void> {
      const before = { ...marker.statistics };
      const marks = await marker.mark(planes);
      const expected = planes.map(referenceMarks);
      expect(expected.some(({ to }) => to !== null && to.length > 100)).toBe(true);
      expect(marks).toEqual(expected);
      const { nodes, uncertain } = marker.statistics;
      expect(nodes).toBeGreaterThan(before.nodes);
      // The device decides nearly all of it.
      expect(uncertain - before.uncertain).toBeLessThan((mostDoubt + onLevel) * (nodes - before.nodes));
    }

    test.each(Object.values(UNIT_CELLS))('$id of constant cell, sheet and network', async (cell) => {
      const patches = patchesOf(STRAIGHT);
      const sheet: PlaneRecipe = {
        patches,
        parts: [part(cell.id, [0, 1, 2], 'ratio', { constant: levelOfDensity(cell, 'sheet', 0.25) })],
        weight: NONE,
      };
      const network: PlaneRecipe = {
        patches,
        parts: [part(cell.id, [0, 1, 2], 'excess', { constant: levelOfDensity(cell, 'network', 0.4) })],
        weight: NONE,
      };
      await agree([planeOf(sheet, gridOf(STEP_MM), SHEET), planeOf(network, gridOf(STEP_MM), NETWORK)]);
    });

    test('a graded level, sheet and network, with and without a mask', async () => {
      const patches = patchesOf([...STRAIGHT, level((x, y) => 0.2 + 0.05 * x + 0.004 * x * y * y)]);
      const sheet = { patches, parts: [part('gyroid', [0, 1, 2], 'ratio', { channel: 3 })], weight: NONE } as const;
      const network = { patches, parts: [part('diamond', [0, 1, 2], 'excess', { channel: 3 })], weight: NONE } as const;
      const grid = gridOf(STEP_MM);
      const mask = discMask(grid);
      await agree([
        planeOf(sheet, grid, SHEET),
        planeOf(sheet, grid, SHEET, mask),
        planeOf(network, grid, NETWORK, mask),
        planeOf(sheet, grid, { from: -1, to: null }, mask),
        planeOf(sheet, grid, SHEET, new Uint8Array(grid.nx * grid.ny)),
      ]);
    });

    test('graded phases: cells that grow and shear', async () => {
      const recipe = {
        patches: patchesOf(BENT, 0.9),
        parts: [part('fischer-koch-s', [0, 1, 2], 'ratio', { constant: 0.3 })],
        weight: NONE,
      } as const;
      await agree([planeOf(recipe, gridOf(STEP_MM), SHEET), planeOf(recipe, gridOf(0.113, -1, 1.1), SHEET)]);
    });

    test('turned cells far from the origin', async () => {
      const recipe = {
        patches: patchesOf(TURNED),
        parts: [part('iwp', [0, 1, 2], 'ratio', { constant: 1.1 })],
        weight: NONE,
      } as const;
      await agree([planeOf(recipe, gridOf(STEP_MM), SHEET)]);
    });

    test('a hybrid: a sheet that becomes a network with phases of its own', async () => {
      const patches = patchesOf([...STRAIGHT, ...BENT, level((x) => -0.4 + 0.3 * x), level((_, y) => 0.3 + 0.03 * y)]);
      const recipe = {
        patches,
        parts: [
          part('gyroid', [0, 1, 2], 'wall', { channel: 7 }),
          part('primitive', [3, 4, 5], 'excess', { constant: -0.2 }),
        ],
        weight: { channel: 6 },
      } as const;
      const sheets = {
        patches,
        parts: [
          part('gyroid', [0, 1, 2], 'ratio', { channel: 7 }),
          part('split-p', [0, 1, 2], 'ratio', { constant: 0.4 }),
        ],
        weight: { constant: 0.35 },
      } as const;
      await agree([planeOf(recipe, gridOf(STEP_MM), NETWORK), planeOf(sheets, gridOf(STEP_MM), SHEET)]);
    });

    test('walls made even by the slope, alone and in a hybrid', async () => {
      const patches = patchesOf([...BENT, level((x, y) => 0.2 + 0.01 * x * y), level((x) => 0.5 + 0.1 * x)]);
      const alone = {
        patches,
        parts: [part('neovius', [0, 1, 2], 'ratio', { channel: 3 }, [1, 0.9, 1.2])],
        weight: NONE,
      } as const;
      const hybrid = {
        patches,
        parts: [
          part('primitive', [0, 1, 2], 'wall', { constant: 0.3 }, [1, 1, 1]),
          part('frd', [0, 1, 2], 'wall', { channel: 3 }, [1, 0.9, 1.2]),
        ],
        weight: { channel: 4 },
      } as const;
      await agree([planeOf(alone, gridOf(STEP_MM), SHEET), planeOf(hybrid, gridOf(STEP_MM), NETWORK)]);
    });

    test('a level that changes its sign within the plane: where it is 0 there is no g, and the reference decides', async () => {
      const patches = patchesOf([...STRAIGHT, level((x) => 0.1 * (x - 2))]);
      const recipe = { patches, parts: [part('gyroid', [0, 1, 2], 'ratio', { channel: 3 })], weight: NONE } as const;
      await agree([planeOf(recipe, gridOf(STEP_MM), SHEET)]);
    });

    test('nodes that lie exactly on the level are the reference’s to decide', async () => {
      // Twenty nodes a cell from a corner of it: f of the primitive is 0 at many of them, to the last bits of 64.
      const patches = patchesOf([linear(0, 0.5, 0), linear(0, 0, 0.5), linear(0.25, 0, 0)]);
      const recipe = { patches, parts: [part('primitive', [0, 1, 2], 'excess', NONE)], weight: NONE } as const;
      const before = marker.statistics.uncertain;
      await agree([planeOf(recipe, gridOf(0.1, -1, 1), NETWORK)], 0.1);
      expect(marker.statistics.uncertain - before).toBeGreaterThan(50);
    });

    test('grids of every width around a word of bits, and grids without an inside', async () => {
      const recipe = {
        patches: patchesOf(STRAIGHT),
        parts: [part('gyroid', [0, 1, 2], 'excess', NONE)],
        weight: NONE,
      } as const;
      const planes = [1, 2, 3, 31, 32, 33, 34, 63, 64, 65, 66].map((nx) =>
        planeOf(recipe, { ...gridOf(0.1), nx, ny: nx === 64 ? 2 : 24 }, NETWORK),
      );
      await agree(planes);
    });

    test('the reference is asked for few nodes, and never for one outside of the mask', async () => {
      const recipe = {
        patches: patchesOf(STRAIGHT),
        parts: [part('gyroid', [0, 1, 2], 'excess', NONE)],
        weight: NONE,
      } as const;
      const grid = gridOf(0.1, -1, 1);
      const mask = discMask(grid);
      const exact = recipePlane(recipe, grid);
      const asked: number[] = [];
      const reference = {
        nodeAt(i: number, j: number) {
          asked.push(j * grid.nx + i);
          return exact.nodeAt(i, j);
        },
      };
      const expected = referenceMarks(planeOf(recipe, grid, NETWORK, mask));
      expect(await marker.mark([{ recipe, grid, mask, band: NETWORK, reference }])).toEqual([expected]);
      expect(asked.length).toBeLessThan((mostDoubt + 0.05) * grid.nx * grid.ny);
      for (const node of asked) expect(mask[node]).toBe(1);
    });

    test('an abort ends the work, and the next call works', async () => {
      const recipe = {
        patches: patchesOf(STRAIGHT),
        parts: [part('gyroid', [0, 1, 2], 'excess', NONE)],
        weight: NONE,
      } as const;
      const plane = planeOf(recipe, gridOf(0.2), NETWORK);
      await expect(marker.mark([plane], AbortSignal.abort())).rejects.toThrow('aborted');
      expect(await marker.mark([plane])).toEqual([referenceMarks(plane)]);
    });
  });
}
