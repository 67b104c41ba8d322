import { describe, expect, test } from 'vitest';
import { STRUT_CELLS } from '../../../src/lattice/struts/strut-cells.ts';
import { strutValues } from '../../../src/lattice/struts/strut-values.ts';
import { voronoiGraph } from '../../../src/lattice/struts/voronoi.ts';
import { ACUTE_CROSS, CROSS, JOINED_ROD, ROD, reversed, scatteredPoints } from './graphs.ts';

const GRAPHS = { ...STRUT_CELLS, voronoi: voronoiGraph(5, 2) };

describe('a fillet', () => {
  test.each([
    ['90 degrees', CROSS, Math.SQRT1_2, [1, 1]],
    ['45 degrees', ACUTE_CROSS, Math.sin(Math.PI / 8), [Math.cos(Math.PI / 8), Math.sin(Math.PI / 8)]],
    ['135 degrees', ACUTE_CROSS, Math.cos(Math.PI / 8), [-Math.sin(Math.PI / 8), Math.cos(Math.PI / 8)]],
  ] as const)('between rods that meet at %s has the radius asked for', (_, graph, sineOfHalf, bisector) => {
    const [radius, fillet] = [0.07, 0.05];
    const { value } = strutValues(graph, fillet, radius);
    const size = Math.hypot(...bisector);
    const far = (radius + fillet) / sineOfHalf / size;
    const [cx, cy] = [0.5 + far * bisector[0], 0.5 + far * bisector[1]];
    // The arc that faces the node, up to where it touches the rods.
    const towards = Math.atan2(-bisector[1], -bisector[0]);
    const reach = Math.acos(sineOfHalf);
    for (let n = -10; n <= 10; n++) {
      const angle = towards + (n / 10) * 0.999 * reach;
      const at = (r: number) => value(cx + r * Math.cos(angle), cy + r * Math.sin(angle), 0.5, radius);
      expect(at(fillet)).toBeCloseTo(radius, 9);
      expect(at(fillet - 0.001)).toBeCloseTo(radius + 0.001, 9);
      // Within a rod the value fades into the distance.
      if (Math.abs(n) < 4) expect(at(fillet + 0.001)).toBeCloseTo(radius - 0.001, 9);
    }
  });

  test('leaves a straight rod of several struts as it is, to the last bit, even one wider than the rod', () => {
    const whole = strutValues(ROD, 0.15, 0.05);
    const joined = strutValues(JOINED_ROD, 0.15, 0.05);
    for (const [u, v, w] of scatteredPoints(2000)) {
      expect(joined.value(u, v, w, 0.05)).toBe(joined.distance(u, v, w));
      expect(whole.value(u, v, w, 0.05)).toBe(whole.distance(u, v, w));
    }
  });

  test('ends where the ball leaves a strut: beyond it the strut has its radius to the last bit', () => {
    // In the cross the ball touches the rods r + R from the node.
    const { value, distance } = strutValues(CROSS, 0.05, 0.07);
    for (let n = 0; n < 50; n++) {
      const [u, v, w] = [0.5 + 0.1201 + 0.004 * n, 0.5 + 0.07 * Math.cos(n), 0.5 + 0.07 * Math.sin(n)];
      expect(value(u, v, w, 0.07)).toBe(distance(u, v, w));
    }
    expect(value(0.5 + 0.115, 0.57, 0.5, 0.07)).toBeLessThan(0.07 - 1e-5);
  });

  test('of a row of nodes of the bcc cell is smooth: the direction of the surface does not jump', () => {
    const widestTurn = (fillet: number) => {
      const { value } = strutValues(STRUT_CELLS.bcc!, fillet, 0.09);
      let most = 0;
      let before: readonly number[] | null = null;
      for (let n = 0; n <= 1500; n++) {
        const angle = (n / 1500) * 2 * Math.PI;
        const ray = [Math.cos(angle), Math.sin(angle), 0.3] as const;
        let [low, high] = [0.02, 0.4];
        for (let k = 0; k < 45; k++) {
          const middle = 0.5 * (low + high);
          if (value(0.5 + middle * ray[0], 0.5 + middle * ray[1], 0.5 + middle * ray[2], 0.09) < 0.09) low = middle;
          else high = middle;
        }
        const p = ray.map((x) => 0.5 + low * x) as [number, number, number];
        const slope = [0, 1, 2].map((axis) => {
          const there = p.map((x, a) => (a === axis ? x + 1e-6 : x)) as [number, number, number];
          const back = p.map((x, a) => (a === axis ? x - 1e-6 : x)) as [number, number, number];
          return value(...there, 0.09) - value(...back, 0.09);
        });
        const size = Math.hypot(...slope);
        const normal = slope.map((x) => x / size);
        if (before !== null) most = Math.max(most, Math.hypot(...normal.map((x, a) => x - before![a]!)));
        before = normal;
      }
      return most;
    };
    expect(widestTurn(0)).toBeGreaterThan(0.3);
    expect(widestTurn(0.05)).toBeLessThan(0.05);
  });

  test.each(Object.entries(GRAPHS))('of %s fills what no ball reaches, and nothing that one reaches', (_, graph) => {
    const [radius, fillet, step] = [0.06, 0.05, 0.011];
    const s = radius + fillet;
    const { value, distance } = strutValues(graph, fillet, radius);
    let filled = 0;
    let tried = 0;
    for (const [u, v, w] of scatteredPoints(400_000)) {
      const d = distance(u, v, w);
      const at = value(u, v, w, radius);
      // Places that the fillet lowers, on either side of its surface.
      if (d < radius || d - at < 1e-3 || tried === 40) continue;
      tried++;
      // The nearest centre on a grid of places where the ball is free.
      let nearest = Infinity;
      const n = Math.ceil((1.6 * s) / step);
      for (let k = -n; k <= n; k++) {
        for (let j = -n; j <= n; j++) {
          for (let i = -n; i <= n; i++) {
            const far = step * Math.sqrt(i * i + j * j + k * k);
            if (far < nearest && distance(u + i * step, v + j * step, w + k * step) >= s) nearest = far;
          }
        }
      }
      if (at < radius) filled++;
      // No centre of the grid is nearer than the one found, and the grid has one that is hardly farther.
      if (at > d - fillet + 1e-9) expect(nearest).toBeGreaterThanOrEqual(s - at - 1e-9);
      if (at < radius) expect(nearest).toBeGreaterThan(fillet);
      else expect(nearest).toBeLessThan(fillet + 2.5 * step);
    }
    expect(tried).toBe(40);
    expect(filled).toBeGreaterThan(2);
  });

  test('in a window too narrow for its ball is a membrane with a hole where balls from both sides meet', () => {
    // The squares of the Kelvin cell have struts sqrt 1/32 from their middle, where the ball rests at either side of the plane.
    const inRadius = Math.sqrt(1 / 32);
    for (const [radius, fillet] of [
      [0.1, 0.08],
      [0.11, 0.1],
    ] as const) {
      const { value } = strutValues(STRUT_CELLS.kelvin!, fillet, radius);
      const s = radius + fillet;
      const expected = s - Math.sqrt(s * s - inRadius * inRadius);
      expect(value(0.5, 0.5, 0, radius)).toBeCloseTo(expected, 9);
      expect(value(0.5, 0.5, 1e-7, radius)).toBeCloseTo(expected, 6);
      expect(value(0.5, 0.5, -1e-7, radius)).toBeCloseTo(expected, 6);
    }
  });

  test.each(Object.entries(GRAPHS))('of %s does not depend on the order of the struts', (_, graph) => {
    const one = strutValues(graph, 0.05, 0.07);
    const other = strutValues(reversed(graph), 0.05, 0.07);
    for (const [u, v, w] of scatteredPoints(3000)) {
      expect(Math.abs(one.value(u, v, w, 0.07) - other.value(u, v, w, 0.07))).toBeLessThan(1e-9);
    }
  });
});
