import { describe, expect, test } from 'vitest';
import { meshBox } from '../../../src/geometry/mesh-measures.ts';
import { sphereMesh } from '../../../src/implant/solids/sphere-mesh.ts';
import { expectVolume, refusalOf } from './solid-checks.ts';

/** How far the surface is outside and inside of the true sphere about the origin. */
function deviations(diameterMm: number): { outMm: number; inMm: number } {
  const { positions, triangles } = sphereMesh({ by: 'sphere', centreMm: [0, 0, 0], diameterMm });
  let most = 0;
  let least = Infinity;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => {
      const p = 3 * triangles[t + k]!;
      return [positions[p]!, positions[p + 1]!, positions[p + 2]!];
    }) as [number[], number[], number[]];
    const u = b.map((value, i) => value - a[i]!);
    const v = c.map((value, i) => value - a[i]!);
    const n = [u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!];
    least = Math.min(least, (n[0]! * a[0]! + n[1]! * a[1]! + n[2]! * a[2]!) / Math.hypot(...n));
    most = Math.max(most, Math.hypot(...a));
  }
  return { outMm: most - diameterMm / 2, inMm: diameterMm / 2 - least };
}

describe('a sphere', () => {
  test.each([0.1, 3, 20])('of %d mm has the volume of the true one', (diameterMm) => {
    const mesh = sphereMesh({ by: 'sphere', centreMm: [100, -50, 20], diameterMm });
    expectVolume(mesh, (Math.PI * diameterMm ** 3) / 6, 1e-12);
  });

  test.each([0.1, 3, 20, 60])('of %d mm is nowhere farther than 1 um from the true one', (diameterMm) => {
    const { outMm, inMm } = deviations(diameterMm);
    expect(outMm).toBeLessThan(0.0007);
    expect(inMm).toBeLessThan(0.0004);
    expect(inMm).toBeGreaterThan(0);
  });

  test('has poles on the axes, so its box is a cube about its centre', () => {
    const box = meshBox(sphereMesh({ by: 'sphere', centreMm: [0, 0, 0], diameterMm: 6 }));
    expect(new Set(box.map(Math.abs)).size).toBe(1);
    expect(box[3] - 3).toBeGreaterThan(0);
    expect(box[3] - 3).toBeLessThan(0.0007);
  });

  test('of 400 mm has no more triangles than one of 175 mm, and is 1.5 um off', () => {
    expect(sphereMesh({ by: 'sphere', centreMm: [0, 0, 0], diameterMm: 400 }).triangles).toHaveLength(3 * 512_000);
    const { outMm, inMm } = deviations(400);
    expect(outMm).toBeLessThan(0.0015);
    expect(inMm).toBeLessThan(0.001);
  });

  test('without a diameter is refused', async () => {
    const refusal = await refusalOf(() => sphereMesh({ by: 'sphere', centreMm: [0, 0, 0], diameterMm: 0 }, ['from']));
    expect(refusal.message).toBe('from > diameterMm: must be a length above 0 mm, got 0');
  });
});
