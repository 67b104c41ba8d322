import { describe, expect, test } from 'vitest';
import { type Formula, formulaOf, formulaText, gradientOf } from '../../../src/lattice/gpu/cell-formula.ts';
import { cornerHarmonics, type Harmonics, setHarmonics } from '../../../src/lattice/harmonics.ts';
import type { TpmsCell } from '../../../src/lattice/tpms-cell.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { randomFrom } from '../../geometry/solids.ts';

const symbol = (name: string) => name.replace('.', '');

/** Evaluates the text as the JavaScript that it also is. */
function evaluate(formula: Formula, at: Harmonics): number {
  const names = Object.keys(at);
  return Function(...names, `return ${formulaText(formula, symbol)};`)(...Object.values(at)) as number;
}

test.each(Object.values(UNIT_CELLS))('$id is read from its WGSL as its TypeScript has it', (cell) => {
  const random = randomFrom(11);
  const gradient = new Float64Array(3);
  const at = cornerHarmonics();
  for (let n = 0; n < 20; n++) {
    setHarmonics(at, random(), random(), random());
    cell.gradient(at, gradient);
    expect(evaluate(formulaOf(cell), at)).toBeCloseTo(cell.value(at), 12);
    gradientOf(cell).forEach((of, axis) => {
      expect(evaluate(of, at)).toBeCloseTo(gradient[axis]!, 12);
    });
  }
});

describe('a text', () => {
  const cellOf = (f: string) => ({ id: 'planted', wgsl: `fn f(s: vec3f) -> f32 { return ${f}; }` }) as TpmsCell;

  test('is read with its precedence', () => {
    const text = (f: string) => formulaText(formulaOf(cellOf(f)), symbol);
    expect(text('s.x + c.y * s2.z - 3.0')).toBe('((sx + (cy * s2z)) - 3.0)');
    expect(text('-s.x * (c.x - 0.25)')).toBe('((-sx) * (cx - 0.25))');
  });

  test('that is more than arithmetic is refused', () => {
    for (const bad of [
      'sin(s.x)',
      's.x / 2.0',
      'q.x',
      '(s.x',
      's.x s.y',
      'vec3f(s.x, s.y, s.z)',
      '1.0 + vec3f(s.x, s.y, s.z)',
    ]) {
      expect(() => formulaOf(cellOf(bad)), bad).toThrow('internal check failed');
    }
  });
});
