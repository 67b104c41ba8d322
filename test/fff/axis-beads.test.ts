import { describe, expect, test } from 'vitest';
import { axisBeads } from '../../src/fff/axis-beads.ts';
import { borderCrossing, type CrossesBorder } from '../../src/fff/border-crossing.ts';
import { stripAreaMm2 } from '../../src/fff/strip-area.ts';
import type { AxisPath } from '../../src/geometry/axis-paths.ts';
import { loop, SETTINGS } from './shapes.ts';

/** A line along x in steps of 0.05 mm with a width by place. */
function straight(lengthMm: number, widthAt: (x: number) => number, changes: Partial<AxisPath> = {}): AxisPath {
  const steps = Math.round(lengthMm / 0.05);
  return {
    xy: Float64Array.from({ length: 2 * steps + 2 }, (_, i) => (i % 2 === 0 ? 0.025 * i : 1)),
    closed: false,
    stepMm2: Float64Array.from({ length: steps }, (_, k) => 0.05 * widthAt(0.05 * (k + 0.5))),
    extras: [],
    freeStart: true,
    freeEnd: true,
    ...changes,
  };
}

/** A ring of radius 2 mm with a width by angle. */
function ring(widthAt: (angleRad: number) => number): AxisPath {
  const n = 240;
  const side = 4 * Math.sin(Math.PI / n);
  return {
    xy: Float64Array.from(
      { length: 2 * n },
      (_, i) => 2 * (i % 2 === 0 ? Math.cos : Math.sin)((Math.PI * (i - (i % 2))) / n),
    ),
    closed: true,
    stepMm2: Float64Array.from({ length: n }, (_, k) => side * widthAt((2 * Math.PI * (k + 0.5)) / n)),
    extras: [],
    freeStart: false,
    freeEnd: false,
  };
}

const lay = (path: AxisPath) => axisBeads(path, SETTINGS, 'lattice');
const laid = (path: AxisPath) => lay(path).beads.reduce((sum, bead) => sum + stripAreaMm2(bead.path, bead.widthMm), 0);
const lost = (path: AxisPath) => lay(path).unfilled.reduce((sum, { areaMm2 }) => sum + areaMm2, 0);

describe('the beads of a wall', () => {
  test('do not take a short cut over a border, though it is 4 micrometres from the line', () => {
    const xy = Float64Array.of(0, 0, 0.5, 0.004, 1, 0);
    const bent = straight(1, () => 0.4, { xy, stepMm2: Float64Array.of(0.2, 0.2) });
    const points = (path: AxisPath, crosses: CrossesBorder | null) =>
      axisBeads(path, SETTINGS, 'lattice', crosses).beads.map((bead) => [...bead.path.xy]);
    expect(points(bent, null)).toEqual([[0, 0, 1, 0]]);
    // The tip of a notch from below, 1 micrometre short of the line.
    const tip = borderCrossing([loop(0.45, -1, 0.55, -1, 0.5, 0.003)]);
    expect(points(bent, tip)).toEqual([[...xy]]);
  });

  test('of constant width are one bead of two points', () => {
    const { beads, unfilled } = lay(straight(8, () => 0.4));
    expect(beads.map(({ path }) => [...path.xy])).toEqual([[0, 1, 8, 1]]);
    expect([...beads[0]!.widthMm]).toEqual([expect.closeTo(0.4, 9), expect.closeTo(0.4, 9)]);
    expect(unfilled).toEqual([]);
  });

  test('follow a taper, and keep its area', () => {
    const taper = straight(8, (x) => 0.25 + 0.04 * x);
    const { widthMm } = lay(taper).beads[0]!;
    expect(widthMm[0]).toBeCloseTo(0.25, 1);
    expect(widthMm.at(-1)).toBeCloseTo(0.57, 1);
    expect(laid(taper)).toBeCloseTo(8 * 0.41, 9);
  });

  test('leave out what is too thin, and say how much: 2 of 8 mm at 0.1 mm', () => {
    const necked = straight(8, (x) => (x > 3 && x < 5 ? 0.1 : 0.4));
    expect(lay(necked).beads).toHaveLength(2);
    expect(lost(necked)).toBeGreaterThan(0.15);
    expect(lost(necked)).toBeLessThan(0.25);
    expect(laid(necked) + lost(necked)).toBeCloseTo(2.6, 9);
    expect(lay(necked).unfilled[0]!.xMm).toBeCloseTo(4, 0);
  });

  test('go round a ring; a thin place makes it an open bead, wherever it lies', () => {
    expect(lay(ring(() => 0.4)).beads.map(({ path }) => path.closed)).toEqual([true]);
    for (const at of [0, 1, 3, 6.2]) {
      const thin = ring((angle) => (Math.cos(angle - at) > 0.9 ? 0.1 : 0.4));
      expect(lay(thin).beads.map(({ path }) => path.closed)).toEqual([false]);
      const whole = thin.stepMm2.reduce((a, b) => a + b, 0);
      expect(laid(thin) + lost(thin)).toBeCloseTo(whole, 9);
    }
  });

  test('take up the area of corners around where they lie', () => {
    const path = straight(8, () => 0.4, { extras: [{ step: 80, areaMm2: 0.06, reachMm: 0.5 }] });
    expect(laid(path)).toBeCloseTo(3.26, 9);
    const { path: line, widthMm } = lay(path).beads[0]!;
    widthMm.forEach((width, i) => {
      if (Math.abs(line.xy[2 * i]! - 4) > 1) expect(width).toBeCloseTo(0.4, 2);
    });
    expect(Math.max(...widthMm)).toBeCloseTo(0.46, 2);
  });

  test('are at most 1.5 x the widest, 0.96 mm: the surplus widens the rest, and what is too much then is unfilled', () => {
    const bulge = straight(8, (x) => (Math.abs(x - 4) < 0.5 ? 1.2 : 0.4));
    expect(Math.max(...lay(bulge).beads[0]!.widthMm)).toBeLessThanOrEqual(0.96);
    expect(laid(bulge) + lost(bulge)).toBeCloseTo(4, 9);
    const fat = straight(8, () => 1.2);
    expect(laid(fat)).toBeCloseTo(8 * 0.96, 6);
    expect(lost(fat)).toBeCloseTo(8 * 0.24, 6);
  });

  test('of a spot are as long as wide', () => {
    const spot = straight(0.1, () => 2.5);
    const { beads } = lay(spot);
    const { xy } = beads[0]!.path;
    expect(Math.hypot(xy[2]! - xy[0]!, xy[3]! - xy[1]!)).toBeCloseTo(0.5, 3);
    expect(laid(spot)).toBeCloseTo(0.25, 6);
  });
});
