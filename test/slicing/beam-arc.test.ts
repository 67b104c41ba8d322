import { describe, expect, test } from 'vitest';
import { arcSteps, bulge, CHORD_ERROR_MM } from '../../src/slicing/beam-arc.ts';

/** Points of an ellipse between two angles, and the area of its polygon about the middle. */
const arcOf = (a: number, b: number, from: number, to: number, steps: number) =>
  Float64Array.from(
    Array.from({ length: steps + 1 }, (_, k) => {
      const angle = from + ((to - from) * k) / steps;
      return [a * Math.cos(angle), k === 0 && from === 0 ? 0 : b * Math.sin(angle)];
    }).flat(),
  );
const sectorOf = (arc: Float64Array) => {
  let twice = 0;
  for (let i = 2; i < arc.length; i += 2) twice += arc[i - 2]! * arc[i + 1]! - arc[i]! * arc[i - 1]!;
  return twice / 2;
};

describe('an arc', () => {
  test('of a circle has chords no farther off than the limit, one point between its ends at least', () => {
    for (const radius of [0.01, 0.25, 3, 100]) {
      const step = (2 * Math.PI) / arcSteps(2 * Math.PI, radius, 1);
      expect(radius * (1 - Math.cos(step / 2))).toBeLessThan(CHORD_ERROR_MM);
    }
    expect(arcSteps(0.1, 0.001, 1)).toBe(2);
    expect(arcSteps(0.001, 0.25, 1)).toBe(1);
  });

  test.each([
    ['half an ellipse', 0, Math.PI, true, true],
    ['a quarter from the axis to a corner', 0, Math.PI / 2, true, false],
    ['a quarter from a corner to the axis', Math.PI / 2, Math.PI, false, true],
    ['a piece between corners', 0.7, 2, false, false],
  ] as const)('%s encloses its area once it is moved', (_, from, to, startsOnAxis, endsOnAxis) => {
    const exact = (3 * 0.5 * (to - from)) / 2;
    const arc = arcOf(3, 0.5, from, to, 20);
    if (endsOnAxis) arc[arc.length - 1] = 0;
    const ends = [...arc.slice(0, 2), ...arc.slice(-2)];
    const plain = Math.abs(sectorOf(arc) / exact - 1);
    bulge(arc, startsOnAxis, endsOnAxis);
    expect(plain).toBeGreaterThan(5e-4);
    expect(Math.abs(sectorOf(arc) / exact - 1)).toBeLessThan(plain / 50);
    if (!startsOnAxis) expect([...arc.slice(0, 2)]).toEqual(ends.slice(0, 2));
    if (!endsOnAxis) expect([...arc.slice(-2)]).toEqual(ends.slice(2));
  });

  test('of one step between corners has nothing to move', () => {
    const arc = Float64Array.of(1, 0, 0, 1);
    bulge(arc, false, false);
    expect([...arc]).toEqual([1, 0, 0, 1]);
  });
});
