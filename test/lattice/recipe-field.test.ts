import { describe, expect, test } from 'vitest';
import { cellAxes } from '../../src/lattice/cell-axes.ts';
import { patchFrame } from '../../src/lattice/patch-frame.ts';
import { type PhaseSpec, type RecipePartSpec, recipeField } from '../../src/lattice/recipe-field.ts';
import { tpmsField } from '../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { randomFrom } from '../geometry/solids.ts';
import { valueAt } from './grading/fill-share.ts';

const FRAME = patchFrame([0, 0, 0, 9, 7, 5], [0.4, -0.3, 1.1], 1);
const random = randomFrom(4);
const POINTS = Array.from({ length: 150 }, () => [9 * random(), 7 * random(), 5 * random()] as const);

/** Straight cells of 2 mm at the origin of the frame. */
function phases(turn: [number, number, number], stretch: [number, number, number]): [PhaseSpec, PhaseSpec, PhaseSpec] {
  const [ox, oy, oz] = FRAME.originMm;
  return cellAxes(turn, stretch).map(([x, y, z]) => ({
    linear: [-(x * ox + y * oy + z * oz) / 2, x / 2, y / 2, z / 2] as const,
  })) as [PhaseSpec, PhaseSpec, PhaseSpec];
}

function fieldOf(
  cellType: string,
  turn: [number, number, number] = [0, 0, 0],
  stretch: [number, number, number] = [1, 1, 1],
) {
  const part: RecipePartSpec = {
    cellType,
    phases: phases(turn, stretch),
    form: 'excess',
    level: { constant: 0 },
    slope: null,
  };
  return recipeField({ frame: FRAME, parts: [part], weight: { constant: 0 } });
}

describe.each(Object.entries(UNIT_CELLS))('%s', (id, cell) => {
  const plain = tpmsField(cell, 2, FRAME.originMm);

  test('unturned and unstretched is the field of plain cells', () => {
    const field = fieldOf(id);
    for (const [x, y, z] of POINTS)
      expect(Math.abs(valueAt(field, x, y, z) - valueAt(plain, x, y, z))).toBeLessThan(1e-9);
  });

  test('turned by 90 degrees about z has X along y and Y against x', () => {
    const field = fieldOf(id, [0, 0, 90]);
    const [ox, oy] = FRAME.originMm;
    for (const [x, y, z] of POINTS) {
      expect(Math.abs(valueAt(field, x, y, z) - valueAt(plain, ox + (y - oy), oy - (x - ox), z))).toBeLessThan(1e-9);
    }
  });

  test('stretched to twice the height is the plain field at half the height', () => {
    const field = fieldOf(id, [0, 0, 0], [1, 1, 2]);
    const oz = FRAME.originMm[2];
    for (const [x, y, z] of POINTS) {
      expect(Math.abs(valueAt(field, x, y, z) - valueAt(plain, x, y, oz + (z - oz) / 2))).toBeLessThan(1e-9);
    }
  });
});

test('what two parts share is one channel, whose plane is worked out once', () => {
  const shared = phases([0, 0, 0], [1, 1, 1]);
  const level = { controls: new Float64Array(FRAME.counts.reduce((a, b) => a * b)).fill(0.3) };
  const part = (cellType: string): RecipePartSpec => ({ cellType, phases: shared, form: 'ratio', level, slope: null });
  const field = recipeField({ frame: FRAME, parts: [part('gyroid'), part('diamond')], weight: { constant: 0.5 } });
  const { patches, parts } = field.recipe(1);
  expect(patches.channels).toHaveLength(4);
  expect(parts.map(({ phases }) => phases)).toEqual([
    [0, 1, 2],
    [0, 1, 2],
  ]);
  expect(parts.map(({ level }) => level)).toEqual([{ channel: 3 }, { channel: 3 }]);
  expect([patches.x0Mm, patches.y0Mm, patches.edgeMm, patches.nx, patches.ny]).toEqual([
    FRAME.originMm[0] + FRAME.first[0],
    FRAME.originMm[1] + FRAME.first[1],
    1,
    FRAME.counts[0],
    FRAME.counts[1],
  ]);
});

test('an unknown cell in a spec is never met with silence', () => {
  expect(() => fieldOf('giroid')).toThrow();
});
