import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { type AxisPath, axisPaths } from '../../src/geometry/axis-paths.ts';
import { chordalAxis } from '../../src/geometry/chordal-axis.ts';
import { loadClipping, unitePositive } from '../../src/geometry/clipping.ts';
import { areaOf, bar, circle, loop, rectangle, reversed } from '../fff/shapes.ts';

beforeAll(() => loadClipping());

/** Lines of an area of which all is thin. */
function paths(area: Loops): AxisPath[] {
  const axis = chordalAxis(area, 0.1);
  return axisPaths(axis, new Uint8Array(axis.areaMm2.length).fill(1));
}

function areaMm2({ stepMm2, extras }: AxisPath): number {
  return stepMm2.reduce((a, b) => a + b, 0) + extras.reduce((sum, extra) => sum + extra.areaMm2, 0);
}

const ends = ({ xy }: AxisPath) => [xy[0]!, xy[1]!, xy.at(-2)!, xy.at(-1)!];

describe('the line of a wall', () => {
  test('of 10 x 0.4 mm runs along its middle and stops about half a width before its ends', () => {
    const lines = paths([rectangle(0, 0, 10, 0.4)]);
    expect(lines).toHaveLength(1);
    const [x0, , x1] = ends(lines[0]!);
    expect([Math.min(x0!, x1!), 10 - Math.max(x0!, x1!)].every((gap) => gap > 0.05 && gap < 0.3)).toBe(true);
    const middle = [...lines[0]!.xy].filter((_, i) => i % 2 === 1).slice(1, -1);
    expect(middle.every((y) => Math.abs(y - 0.2) < 1e-9)).toBe(true);
    expect(lines[0]).toMatchObject({ closed: false, freeStart: true, freeEnd: true });
  });

  test('with a round end stops in the middle of the round', () => {
    const disc = circle(10, 0, 0.25);
    const [line] = paths(unitePositive([rectangle(0, -0.25, 10, 0.25), disc]));
    const [x0, y0, x1, y1] = ends(line!);
    const [x, y] = x0! > x1! ? [x0!, y0!] : [x1!, y1!];
    expect(Math.abs(x - 10)).toBeLessThan(0.1);
    expect(Math.abs(y)).toBeLessThan(0.1);
  });

  test('of a ring is closed', () => {
    const lines = paths([circle(0, 0, 3.2), reversed(circle(0, 0, 2.8))]);
    expect(lines.map(({ closed }) => closed)).toEqual([true]);
    for (let i = 0; i < lines[0]!.xy.length; i += 2) {
      expect(Math.hypot(lines[0]!.xy[i]!, lines[0]!.xy[i + 1]!)).toBeCloseTo(3, 2);
    }
  });

  test('goes straight through a T; the third wall ends at its side', () => {
    const lines = paths(unitePositive([bar(0, 10, 0.4), bar(90, 5, 0.4, 5, 0)]));
    expect(lines).toHaveLength(2);
    const [through, third] = lines.sort((a, b) => b.stepMm2.length - a.stepMm2.length);
    expect(through).toMatchObject({ freeStart: true, freeEnd: true });
    expect(third!.freeStart).not.toBe(third!.freeEnd);
    const foot = third!.freeStart ? ends(third!)[3]! : ends(third!)[1]!;
    expect(foot).toBeGreaterThan(0.05);
    expect(foot).toBeLessThan(0.35);
  });

  test('goes around a corner without a branch into it', () => {
    expect(paths([loop(0, 0, 8, 0, 8, 0.5, 0.5, 0.5, 0.5, 8, 0, 8)])).toHaveLength(1);
  });
});

test('the areas of the lines are the area, whatever the walls', () => {
  const areas: Loops[] = [
    [rectangle(0, 0, 10, 0.4)],
    [rectangle(0, 0, 0.5, 0.5)],
    [circle(0, 0, 0.3)],
    [loop(0, -0.3, 10, 0, 0, 0.3)],
    [circle(0, 0, 3.2), reversed(circle(0, 0, 2.8))],
    unitePositive([bar(0, 10, 0.4), bar(90, 5, 0.4, 5, 0)]),
    unitePositive([bar(20, 12, 0.5, -6, -2), bar(-20, 12, 0.5, -6, 2), bar(80, 9, 0.3, 0, -4)]),
    unitePositive([circle(0, 0, 3.2), bar(0, 5, 0.4, 3, 0), bar(120, 5, 0.3, -1, 2)]).concat(
      reversed(circle(0, 0, 2.8)),
    ),
    [loop(0, 0, 2, 0, 0.02, 0.3)],
  ];
  for (const area of areas) {
    const sum = paths(area).reduce((total, path) => total + areaMm2(path), 0);
    expect(sum).toBeCloseTo(areaOf(area), 6);
  }
});
