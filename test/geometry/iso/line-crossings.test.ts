import { describe, expect, test } from 'vitest';
import { looseCrossings, pushCrossing, sortCrossings, stepsOut } from '../../../src/geometry/iso/line-crossings.ts';

/** A line that enters at `from` and leaves at `to`. */
function through(from: number, to: number) {
  const list = looseCrossings();
  pushCrossing(list, 0, to, -1);
  pushCrossing(list, 0, from, 1);
  return sortCrossings(list, 1);
}

describe('how many steps of 0.1 mm a line runs from a node within the part to where it leaves', () => {
  test('ahead and back', () => {
    expect(stepsOut(through(0.97, 1.35), 0, 1, 1, true, 0.1)).toBeCloseTo(3.5, 9);
    expect(stepsOut(through(0.97, 1.35), 0, 1, 1, false, 0.1)).toBeCloseTo(0.3, 9);
  });

  test('a crossing at the node lies ahead of it', () => {
    expect(stepsOut(through(0.5, 1), 0, 1, 1, true, 0.1)).toBe(0);
  });

  test('a wall that rounding puts behind the node, of which its upright line thinks that it is inside, is met at the node', () => {
    expect(stepsOut(through(1 + 1e-9, 1.35), 0, 1, 1, false, 0.1)).toBe(0);
    expect(stepsOut(through(0.5, 1 - 1e-9), 0, 1, 1, true, 0.1)).toBe(0);
    // A wall a hundredth of a step away is none of rounding's.
    expect(stepsOut(through(1 + 1e-3, 1.35), 0, 1, 1, false, 0.1)).toBe(Infinity);
  });
});
