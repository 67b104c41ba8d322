import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { expressionField } from '../../../src/lattice/expression/expression-field.ts';
import { parseExpression } from '../../../src/lattice/expression/parse-expression.ts';
import { tpmsField } from '../../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';

const fieldOf = (text: string, cellMm = 2) =>
  expressionField(parseExpression(text, []), cellMm, [0.3, -1, 4], ['lattice', 'expression']);
const grid = { x0Mm: -3.1, y0Mm: 0.7, stepMm: 0.13, nx: 61, ny: 5 };

describe('rows, nodes and points', () => {
  test.each([
    'sin X cos Y + sin Y cos Z + sin Z cos X',
    'max(hypot(x, y - 1, z) - 2, 0.3 - abs(sin X cos Y)) * exp(-x / 9) + atan2(y + 9, x)',
    'mod(x, 0.7) + floor(y) - step(0, sin(x * y)) + smoothstep(-1, 1, z - x) + mix(x, y, z)^3',
    'cos(2X) + sin(X)',
    'x',
    'Y',
    '7',
    'tan(Z) + clamp(x, -1, 1) + log(2 + cos(2X)) + sqrt(x^2)',
  ])('%s: row, node and point agree to the last bit', (text) => {
    const field = fieldOf(text);
    const row = new Float64Array(grid.nx);
    for (const zMm of [0.2, 5.61]) {
      const plane = field.plane(zMm, grid, null);
      for (let j = 0; j < grid.ny; j++) {
        plane.row(j, row);
        for (let i = 0; i < grid.nx; i++) {
          const [x, y] = [grid.x0Mm + i * grid.stepMm, grid.y0Mm + j * grid.stepMm];
          expect(Object.is(row[i], plane.nodeAt(i, j))).toBe(true);
          expect(Object.is(row[i], plane.valueAt(x, y))).toBe(true);
          expect(Object.is(row[i], field.valueAt(x, y, zMm))).toBe(true);
        }
      }
    }
  });

  test('another grid does not see the tables of the one before', () => {
    const field = fieldOf('sin X');
    const other = { ...grid, x0Mm: 1, nx: 3 };
    const row = new Float64Array(grid.nx);
    field.plane(1, grid, null).row(0, row);
    const plane = field.plane(1, other, null);
    plane.row(0, row);
    expect(row[2]).toBe(field.valueAt(1 + 2 * grid.stepMm, 0, 0));
    field.plane(1, grid, null).row(0, row);
    expect(row[2]).toBe(field.valueAt(grid.x0Mm + 2 * grid.stepMm, 0, 0));
  });

  test('the gyroid as an expression is the built-in field, row by row', () => {
    const [mine, known] = [new Float64Array(grid.nx), new Float64Array(grid.nx)];
    const planes = [fieldOf(UNIT_CELLS.gyroid!.formula), tpmsField(UNIT_CELLS.gyroid!, 2, [0.3, -1, 4])].map((field) =>
      field.plane(1.7, grid, null),
    );
    for (let j = 0; j < grid.ny; j++) {
      planes[0]!.row(j, mine);
      planes[1]!.row(j, known);
      for (let i = 0; i < grid.nx; i++) expect(Math.abs(mine[i]! - known[i]!)).toBeLessThan(1e-13);
    }
  });

  test('X and x count from the origin of the lattice', () => {
    expect(fieldOf('x').valueAt(1.3, 0, 0)).toBe(1);
    expect(fieldOf('y + 10 z').valueAt(0, 1, 5)).toBe(12);
    expect(fieldOf('X').valueAt(1.3, 0, 0)).toBeCloseTo(Math.PI, 15);
  });
});

describe('slopes', () => {
  test.each([
    'sin X cos Y + sin Y cos Z + sin Z cos X',
    'exp(sin X) / (2 + cos(Y + x)) - (x * y - z)^3 + x^-2',
    'sqrt(x^2 + 4) * log(z^2 + 1) + atan2(y + 20, x - 7) + tan(y / 30)',
    'max(hypot(x - 9, y, z), 3 - x) + min(y, 0.3 z) + abs(x - 8) + clamp(x * y, -2, 2)',
    'smoothstep(-9, 9, x) + mix(x, y, cos Z) + mod(x * 0.01 + 10, 5) + L * x',
  ])('%s: the gradient is that of differences', (text) => {
    const field = fieldOf(text, 3);
    const slope = new Float64Array(3);
    fc.assert(
      fc.property(fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 100, max: 400 }))), (whole) => {
        const at = whole.map((n) => n * 0.01237) as [number, number, number];
        field.gradientAt(...at, slope);
        for (let axis = 0; axis < 3; axis++) {
          const ends = [-1e-5, 1e-5].map((step) => {
            const moved = at.map((value, i) => (i === axis ? value + step : value)) as [number, number, number];
            return field.valueAt(...moved);
          });
          const difference = (ends[1]! - ends[0]!) / 2e-5;
          expect(Math.abs(slope[axis]! - difference)).toBeLessThan(1e-5 * Math.max(1, Math.abs(difference)));
        }
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  test('at a kink the slope is of one side: abs rises, min and max take their first argument', () => {
    const slope = new Float64Array(3);
    const origin = [0.3, -1, 4] as const;
    fieldOf('abs(x)').gradientAt(...origin, slope);
    expect([...slope]).toEqual([1, 0, 0]);
    fieldOf('min(2x, y)').gradientAt(...origin, slope);
    expect([...slope]).toEqual([2, 0, 0]);
    fieldOf('max(x, 5y)').gradientAt(...origin, slope);
    expect([...slope]).toEqual([1, 0, 0]);
    fieldOf('step(0, x) + floor(y)').gradientAt(...origin, slope);
    expect([...slope]).toEqual([0, 0, 0]);
  });
});

describe('values that are no numbers', () => {
  const row = new Float64Array(grid.nx);

  test.each(['sqrt(x)', '1 / mod(x, 1000)', 'log(x)', 'exp(300 abs(x))', 'step(0, sqrt(x))', 'max(1, sqrt(x))'])(
    '%s stops with the point, in rows and at points',
    (text) => {
      const field = fieldOf(text);
      const at = text.startsWith('1') ? 0.3 : -3.1;
      expect(() => field.valueAt(at, 0, 0)).toThrow(PrepError);
      expect(() => field.valueAt(at, 0, 0)).toThrow(/lattice > expression: the value of the expression is .* at x /);
      if (at < 0) expect(() => field.plane(0, grid, null).row(0, row)).toThrow(/at x -3\.1, y 0\.7, z 0 mm/);
    },
  );

  test('a node that nobody asks for may have none', () => {
    const mask = new Uint8Array(grid.nx * grid.ny);
    const field = fieldOf('sqrt(x)');
    expect(() => field.plane(0, grid, mask).row(1, row)).not.toThrow();
    mask[grid.nx + grid.nx - 1] = 1;
    field.plane(0, grid, mask).row(1, row);
    expect(row[grid.nx - 1]).toBeGreaterThan(1);
    mask[grid.nx] = 1;
    expect(() => field.plane(0, grid, mask).row(1, row)).toThrow(PrepError);
  });
});
