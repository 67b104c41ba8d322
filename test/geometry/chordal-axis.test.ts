import { describe, expect, test } from 'vitest';
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import { type ChordalAxis, chordalAxis } from '../../src/geometry/chordal-axis.ts';
import { circle, rectangle, reversed } from '../scan/shapes.ts';

const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

function polygon(...xy: number[]): Polyline {
  return { xy: Float64Array.from(xy), closed: true };
}

/** Signed area of each triangle by its corners. */
function signedAreas({ x, y, corners }: ChordalAxis): number[] {
  const areas: number[] = [];
  for (let t = 0; t < corners.length; t += 3) {
    const [a, b, c] = [corners[t]!, corners[t + 1]!, corners[t + 2]!];
    areas.push(((x[b]! - x[a]!) * (y[c]! - y[a]!) - (x[c]! - x[a]!) * (y[b]! - y[a]!)) / 2);
  }
  return areas;
}

describe('the triangles of an area', () => {
  test('tile a plate with a window: 40 x 30 - 20 x 12 = 960 mm2, counter-clockwise, each measured as its corners say', () => {
    const axis = chordalAxis([rectangle(0, 0, 40, 30), reversed(rectangle(10, 9, 30, 21))], 0.5);
    expect(sum(axis.areaMm2)).toBeCloseTo(960, 9);
    const areas = signedAreas(axis);
    expect(Math.min(...areas)).toBeGreaterThan(0);
    areas.forEach((area, t) => {
      expect(axis.areaMm2[t]).toBeCloseTo(area, 12);
    });
  });

  test('are neighbours both ways, and have as many free sides as the boundary has stretches', () => {
    const axis = chordalAxis([rectangle(0, 0, 3, 1)], 0.25);
    let free = 0;
    axis.across.forEach((other, e) => {
      if (other < 0) free++;
      else expect([...axis.across.subarray(3 * other, 3 * other + 3)]).toContain(Math.floor(e / 3));
    });
    expect(free).toBe(32);
  });

  test('are as wide as a straight wall, but for the distance of the samples', () => {
    const { widthMm } = chordalAxis([rectangle(0, 0, 5, 0.5)], 0.1);
    // A circle through two samples on each side is as wide as the diagonal of 0.5 x 0.1 mm; in the corners it is less.
    expect(Math.max(...widthMm)).toBeCloseTo(Math.sqrt(0.26), 6);
    expect([...widthMm].filter((width) => width > 0.499).length).toBeGreaterThan(80);
  });

  test('have no boundary side between two areas that touch at a corner, and lose neither', () => {
    const axis = chordalAxis([rectangle(0, 0, 1, 1), rectangle(1, 1, 2, 2)], 0.2);
    expect(sum(axis.areaMm2)).toBeCloseTo(2, 9);
  });

  test('keep to an acute corner whose sides come closer than their samples: a wedge of 2 x 20 / 2 = 20 mm2', () => {
    expect(sum(chordalAxis([polygon(0, -1, 20, 0, 0, 1)], 0.1).areaMm2)).toBeCloseTo(20, 6);
    expect(sum(chordalAxis([polygon(0, 0, 20, 0, 0, 0.05)], 0.4).areaMm2)).toBeCloseTo(0.5, 3);
  });

  test('tile a wall far thinner than the distance of the samples: 10 x 0.01 mm, and the void in a slot of that width', () => {
    expect(sum(chordalAxis([rectangle(0, 0, 10, 0.01)], 0.3).areaMm2)).toBeCloseTo(0.1, 3);
    const slotted = chordalAxis([rectangle(0, 0, 10, 4), reversed(rectangle(1, 2, 9, 2.01))], 0.3);
    expect(sum(slotted.areaMm2)).toBeCloseTo(39.92, 2);
  });
});

describe('input that should not be', () => {
  const cases: [string, Loops, number][] = [
    ['no loop', [], 0],
    ['a loop of two points', [polygon(0, 0, 1, 0)], 0],
    ['a loop without area', [polygon(0, 0, 1, 0, 2, 0)], 0],
    ['points that repeat', [polygon(0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1)], 1],
    ['two equal loops', [rectangle(0, 0, 1, 1), rectangle(0, 0, 1, 1)], 1],
    ['loops that overlap', [rectangle(0, 0, 2, 1), rectangle(1, 0, 3, 1)], 3],
  ];
  test.each(cases)('%s does not throw', (_, loops, area) => {
    expect(sum(chordalAxis(loops, 0.1).areaMm2)).toBeCloseTo(area, 6);
  });

  test('loops that cross keep their area to a few per cent: a bow tie has its counter-clockwise half', () => {
    expect(sum(chordalAxis([polygon(0, 0, 2, 2, 2, 0, 0, 2)], 0.1).areaMm2)).toBeCloseTo(1, 1);
  });
});

test('the same loops give the same triangles twice', () => {
  const loops = [circle(0, 0, 3), reversed(circle(0.5, 0.2, 1))];
  expect(chordalAxis(loops, 0.1)).toEqual(chordalAxis(loops, 0.1));
});
