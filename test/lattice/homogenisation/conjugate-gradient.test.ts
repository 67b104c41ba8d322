import { describe, expect, test } from 'vitest';
import { conjugateGradient, type LinearSystem } from '../../../src/lattice/homogenisation/conjugate-gradient.ts';

/** A row of springs of stiffness 1 between fixed ends: 2 on the diagonal, -1 beside it. */
function springs(rightSide: Float64Array): LinearSystem {
  return {
    apply(x, out) {
      for (let i = 0; i < x.length; i++) out[i] = 2 * x[i]! - (x[i - 1] ?? 0) - (x[i + 1] ?? 0);
    },
    diagonal: new Float64Array(rightSide.length).fill(2),
    rightSide,
  };
}

describe('conjugate gradients', () => {
  test('a row of springs pulled in the middle takes the shape of a tent', async () => {
    const { x, residual } = await conjugateGradient(springs(Float64Array.of(0, 0, 0, 1, 0, 0, 0)), {
      residual: 1e-12,
      maxIterations: 100,
    });
    [0.5, 1, 1.5, 2, 1.5, 1, 0.5].forEach((value, i) => {
      expect(x[i]!).toBeCloseTo(value, 12);
    });
    expect(Math.max(...residual.map(Math.abs))).toBeLessThan(1e-12);
  });

  test('it needs no more iterations than unknowns', async () => {
    const rightSide = Float64Array.from({ length: 9 }, (_, i) => (i * i) % 5);
    const { iterations } = await conjugateGradient(springs(rightSide), { residual: 1e-10, maxIterations: 100 });
    expect(iterations).toBeLessThanOrEqual(9);
  });

  test('a load of nothing is solved by nothing', async () => {
    const { x, iterations } = await conjugateGradient(springs(new Float64Array(4)), { residual: 0, maxIterations: 9 });
    expect([...x]).toEqual([0, 0, 0, 0]);
    expect(iterations).toBe(0);
  });

  test('the limit of iterations stops it with the residual that is left', async () => {
    const rightSide = Float64Array.from({ length: 50 }, (_, i) => (i * i) % 7);
    const { residual, iterations } = await conjugateGradient(springs(rightSide), { residual: 1e-9, maxIterations: 3 });
    expect(iterations).toBe(3);
    expect(Math.max(...residual.map(Math.abs))).toBeGreaterThan(1e-3);
  });

  test('an abort between iterations rejects with its reason', async () => {
    const control = new AbortController();
    const system = springs(Float64Array.from({ length: 400 }, (_, i) => (i * i) % 7));
    let products = 0;
    const counted: LinearSystem = {
      ...system,
      apply(x, out) {
        system.apply(x, out);
        if (++products === 20) control.abort(new Error('enough'));
      },
    };
    const run = conjugateGradient(counted, { residual: 1e-12, maxIterations: 1000 }, control.signal);
    await expect(run).rejects.toThrow('enough');
    expect(products).toBeLessThan(50);
  });
});
