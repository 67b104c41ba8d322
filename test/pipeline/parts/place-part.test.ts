import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildBoxOf, loadPrinter } from '../../../src/config/printer.ts';
import { GRID_PER_MM } from '../../../src/core/units.ts';
import { moved, movedBox, placeOnPlate } from '../../../src/pipeline/parts/place-part.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { ROOT } from '../../support/run-cli.ts';

const FILE = 'printers/generic-lpbf-250.json';
const MIDDLE = { positionMm: null, place: ['part.stl'] };
const printer = loadPrinter(readFileSync(`${ROOT}${FILE}`, 'utf8'), FILE);

test('a part is centred on the plate, with its lowest point on it, whatever its coordinates', () => {
  for (const [x, y, z] of [
    [0, 0, 0],
    [-500, 33.3, -7.25],
    [1e4, 0.00004, 12],
  ] as const) {
    const box = [x, y, z, x + 10, y + 8, z + 4] as const;
    const shift = placeOnPlate(box, printer, MIDDLE);
    const at = movedBox(box, shift);
    expect(at[2]).toBe(0);
    expect((at[0] + at[3]) / 2).toBeCloseTo(125, 3);
    expect((at[1] + at[4]) / 2).toBeCloseTo(125, 3);
  }
});

test('the shift in the plane is a whole number of grid units', () => {
  const [x, y] = placeOnPlate([0.00003, 1.23456789, 0, 9.87654321, 5, 1], printer, MIDDLE);
  for (const shift of [x, y])
    expect(Math.abs(shift * GRID_PER_MM - Math.round(shift * GRID_PER_MM))).toBeLessThan(1e-6);
});

test('a part that just fits is placed; one that is longer in any axis is not, whatever lies beside', () => {
  const [, , , width, depth, height] = buildBoxOf(printer);
  expect(() => placeOnPlate([0, 0, 0, width, depth, height], printer, MIDDLE)).not.toThrow();
  for (const axis of [0, 1, 2]) {
    const size = [10, 10, 10];
    size[axis] = 300.001;
    const box = [0, 0, 0, ...size] as unknown as readonly [number, number, number, number, number, number];
    expect(() => placeOnPlate(box, printer, MIDDLE)).toThrow(expect.objectContaining({ code: 'part-too-large' }));
  }
});

test('a part that would fit stands where it is told, and off the plate it is refused with its place', () => {
  const box = [0, 0, 0, 10, 8, 4] as const;
  const at = (x: number, y: number) =>
    placeOnPlate(box, printer, { positionMm: [x, y], place: ['case.json', 'parts', 0] });
  expect(movedBox(box, at(5, 4))).toEqual([0, 0, 0, 10, 8, 4]);
  expect(movedBox(box, at(245, 246))).toEqual([240, 242, 0, 250, 250, 4]);
  for (const [x, y] of [
    [4.999, 4],
    [5, 3.999],
    [245.001, 4],
    [5, 246.001],
  ] as const) {
    const refusal = expect.objectContaining({ code: 'part-off-plate', place: ['case.json', 'parts', 0, 'positionMm'] });
    expect(() => at(x, y)).toThrow(refusal);
  }
});

test('moving a mesh moves every point and leaves the mesh that was given', () => {
  const mesh = boxMesh(0, 0, 0, 1, 1, 1);
  const away = moved(mesh, [1, 2, 3]);
  expect([...away.positions.slice(0, 3)]).toEqual([1, 2, 3]);
  expect([...mesh.positions.slice(0, 3)]).toEqual([0, 0, 0]);
  expect(away.triangles).toEqual(mesh.triangles);
});
