import { expect, test } from 'vitest';
import { signedAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { frustumOf, frustumSection } from '../../src/slicing/beam-frustum.ts';
import { randomFrom } from '../geometry/solids.ts';

test('an upright frustum has its interpolated radius, and a disc in the plane counts as above it', () => {
  const frustum = frustumOf(Float64Array.of(1, 2, 0, 1, 2, 4, 2, 1), 0);
  const xy = frustumSection(frustum, 2)!;
  for (let i = 0; i < xy.length; i += 2)
    expect(Math.abs(Math.hypot(xy[i]! - 1, xy[i + 1]! - 2) - 1.5)).toBeLessThan(5e-4);
  expect(frustumSection(frustum, 0)).toBeNull();
  expect(frustumSection(frustum, 4)).not.toBeNull();
  expect(frustumSection(frustum, 4.1)).toBeNull();
});

test('a level frustum ends in chords of its discs: half widths are the roots of r^2 - z^2', () => {
  const frustum = frustumOf(Float64Array.of(0, 0, 0, 3, 0, 0, 0.5, 0.4), 0);
  const xy = [...frustumSection(frustum, 0.3)!];
  const ys = (x: number) => xy.filter((_, i) => i % 2 === 1 && Math.abs(xy[i - 1]! - x) < 1e-12).sort((a, b) => a - b);
  expect(ys(0).map((y) => y.toFixed(9))).toEqual(['-0.400000000', '0.400000000']);
  expect(ys(3).map((y) => Number(y.toFixed(9)))).toEqual(
    [-Math.sqrt(0.07), Math.sqrt(0.07)].map((y) => Number(y.toFixed(9))),
  );
});

test('random frustums have convex sections, counter-clockwise, whose points lie on the surface or the rim of a disc', () => {
  const random = randomFrom(3);
  let sections = 0;
  let worst = 0;
  for (let run = 0; run < 3000; run++) {
    const lean = [1, 1e-3, 1e-7, 0][run % 4]!;
    const upright = run % 8 > 3;
    const [x2, y2, z2] = [random() - 0.5, random() - 0.5, random() - 0.5].map((v, axis) =>
      upright === axis < 2 ? v * lean : v,
    ) as [number, number, number];
    const [r1, r2] = [0.05 + 0.5 * random(), 0.05 + 0.5 * random()];
    const frustum = frustumOf(Float64Array.of(0, 0, 0, x2, y2, z2, r1, r2), 0);
    const { zLowMm, zHighMm } = frustum;
    const z = zLowMm + random() * (zHighMm - zLowMm);
    const xy = frustumSection(frustum, z);
    if (xy === null) continue;
    sections++;
    expect(signedAreaMm2({ xy, closed: true })).toBeGreaterThanOrEqual(0);
    const n = xy.length;
    for (let i = 0; i < n; i += 2) {
      const [ax, ay, bx, by, cx, cy] = [0, 1, 2, 3, 4, 5].map((k) => xy[(i + k) % n]!) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      expect((bx - ax) * (cy - by) - (by - ay) * (cx - bx)).toBeGreaterThan(-1e-12);
      const along = (ax * x2 + ay * y2 + z * z2) / frustum.lengthMm;
      const part = along / frustum.lengthMm;
      const square = ax * ax + ay * ay + z * z - along * along;
      worst = Math.max(worst, Math.abs(Math.sqrt(Math.max(0, square)) - (r1 + (r2 - r1) * part)));
      worst = Math.max(worst, -along, along - frustum.lengthMm);
    }
  }
  expect(sections).toBeGreaterThan(2500);
  expect(worst).toBeLessThan(6e-4);
});

/** Points where straight lines from rim to rim meet a plane, in a frame of its own. */
function crossings(
  [x2, y2, z2]: readonly number[],
  r1: number,
  r2: number,
  z: number,
  lines: number,
): [number, number][] {
  const length = Math.hypot(x2!, y2!, z2!);
  const d = [x2! / length, y2! / length, z2! / length];
  // Any direction across the axis: the unit vector of the axis' smallest component, made upright to it.
  const least = d.map(Math.abs).indexOf(Math.min(...d.map(Math.abs)));
  const a = d.map((v, i) => (i === least ? 1 : 0) - v * d[least]!);
  const size = Math.hypot(...a);
  const u = a.map((v) => v / size);
  const w = [d[1]! * u[2]! - d[2]! * u[1]!, d[2]! * u[0]! - d[0]! * u[2]!, d[0]! * u[1]! - d[1]! * u[0]!];
  const points: [number, number][] = [];
  for (let k = 0; k < lines; k++) {
    const angle = (2 * Math.PI * k) / lines;
    const out = [0, 1, 2].map((i) => u[i]! * Math.cos(angle) + w[i]! * Math.sin(angle));
    const from = out.map((v) => r1 * v);
    const to = out.map((v, i) => [x2!, y2!, z2!][i]! + r2 * v);
    if (from[2]! < z === to[2]! < z) continue;
    const part = (z - from[2]!) / (to[2]! - from[2]!);
    points.push([from[0]! + part * (to[0]! - from[0]!), from[1]! + part * (to[1]! - from[1]!)]);
  }
  return points;
}

test('the border of a section is never farther than 0.6 um from where four thousand lines of the surface meet the plane', () => {
  const random = randomFrom(8);
  let worst = 0;
  let met = 0;
  for (let run = 0; run < 120; run++) {
    const end = [random() - 0.5, random() - 0.5, (random() - 0.5) * [1, 0.1, 0.01, 1e-4][run % 4]!] as const;
    const [r1, r2] = [0.05 + 0.3 * random(), 0.05 + 0.3 * random()];
    const frustum = frustumOf(Float64Array.of(0, 0, 0, ...end, r1, r2), 0);
    const z = frustum.zLowMm + random() * (frustum.zHighMm - frustum.zLowMm);
    const xy = frustumSection(frustum, z);
    for (const [px, py] of crossings(end, r1, r2, z, 4000)) {
      met++;
      let nearest = Infinity;
      for (let i = 0, j = xy!.length - 2; i < xy!.length; j = i, i += 2) {
        const [ax, ay, ex, ey] = [xy![j]!, xy![j + 1]!, xy![i]! - xy![j]!, xy![i + 1]! - xy![j + 1]!];
        const part = Math.max(0, Math.min(1, ((px - ax) * ex + (py - ay) * ey) / (ex * ex + ey * ey)));
        nearest = Math.min(nearest, Math.hypot(px - ax - part * ex, py - ay - part * ey));
      }
      worst = Math.max(worst, nearest);
    }
  }
  expect(met).toBeGreaterThan(50_000);
  expect(worst).toBeLessThan(6e-4);
});
