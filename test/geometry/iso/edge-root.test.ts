import { describe, expect, test } from 'vitest';
import { AGREED_KINKED, AGREED_SMOOTH, parabolaRoot, rootInPlane } from '../../../src/geometry/iso/edge-root.ts';
import { findUprightRoots, reserveEdges, uprightEdges } from '../../../src/geometry/iso/upright-roots.ts';
import { planeOf } from '../../support/plane-of.ts';

const GRID = { x0Mm: 0, y0Mm: 0, stepMm: 1, nx: 2, ny: 2 };

/** Finds the root of f on 0..1 along x or y, and counts how often the field was asked. */
function solve(f: (t: number) => number, agreed: number, alongX = true): { root: number; asked: number } {
  let asked = 0;
  const plane = planeOf(GRID, (x, y) => {
    asked++;
    return f(alongX ? x : y);
  });
  return { root: rootInPlane(plane, 0, alongX, 0, 0.5, 1, f(0), f(1), agreed), asked };
}

describe('the place of a level on an edge', () => {
  test('a parabola has its root found from three values exactly, on either side and beside a value of 0', () => {
    for (const root of [0.1, 0.37, 0.62, 0.9]) {
      const f = (t: number) => (t - root) * (t + 1.3);
      expect(parabolaRoot(0, 0.5, 1, f(0), f(0.5), f(1))).toBeCloseTo(root, 14);
      expect(parabolaRoot(0, 0.5, 1, -f(0), -f(0.5), -f(1))).toBeCloseTo(root, 14);
    }
    expect(parabolaRoot(0, 0.5, 1, -1, 0, 3)).toBe(0.5);
  });

  test('a sine over a twentieth of its period is found to 3e-5 of the step with one or two values', () => {
    for (const alongX of [true, false]) {
      for (let i = 1; i < 20; i++) {
        const level = Math.sin((0.1 * Math.PI * i) / 20);
        const { root, asked } = solve((t) => Math.sin(0.1 * Math.PI * t) - level + 1e-300, AGREED_SMOOTH, alongX);
        expect(Math.abs(root - i / 20)).toBeLessThan(3e-5);
        expect(asked).toBeLessThanOrEqual(2);
      }
    }
  });

  test('a kink within the edge costs more values and is found as well', () => {
    const { root } = solve((t) => Math.max(t - 0.9, -0.01), AGREED_KINKED);
    expect(Math.abs(root - 0.9)).toBeLessThan(1e-3);
    expect(Math.abs(solve((t) => (t < 0.125 ? -1 : 1), AGREED_KINKED).root - 0.125)).toBeLessThan(1e-2);
  });

  test('upright edges share planes: a sine and a kink are found from a few of them', () => {
    const fields = [(z: number) => Math.sin(0.1 * Math.PI * z) - 0.11, (z: number) => Math.max(z - 0.9, -0.01)];
    const edges = uprightEdges();
    reserveEdges(edges, 2);
    edges.length = 2;
    fields.forEach((f, e) => {
      edges.x[e] = e;
      edges.y[e] = 0;
      edges.level[e] = 0.5;
      edges.g0[e] = f(0);
      edges.g1[e] = f(1);
    });
    const opened: number[] = [];
    findUprightRoots(
      edges,
      (share) => {
        opened.push(share);
        return planeOf(GRID, (x) => fields[x]!(share) + 0.5);
      },
      AGREED_KINKED,
    );
    expect(Math.abs(edges.root[0]! - Math.asin(0.11) / (0.1 * Math.PI))).toBeLessThan(1e-4);
    expect(Math.abs(edges.root[1]! - 0.9)).toBeLessThan(2e-3);
    expect(new Set(opened).size).toBe(opened.length);
    expect(opened.length).toBeLessThan(12);
  });
});
