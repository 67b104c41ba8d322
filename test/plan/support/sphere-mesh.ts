/** A sphere for tests. */
import type { TriangleMesh } from '../../../src/core/mesh.ts';

/** Returns a sphere about the origin with corners on it: `steps` from pole to pole, twice as many around. */
export function sphereMesh(radiusMm: number, steps: number): TriangleMesh {
  const points: number[] = [0, 0, -radiusMm];
  const around = 2 * steps;
  for (let i = 1; i < steps; i++) {
    const [sin, cos] = [Math.sin((Math.PI * i) / steps), Math.cos((Math.PI * i) / steps)];
    for (let k = 0; k < around; k++) {
      const angle = (2 * Math.PI * k) / around;
      points.push(radiusMm * sin * Math.cos(angle), radiusMm * sin * Math.sin(angle), -radiusMm * cos);
    }
  }
  points.push(0, 0, radiusMm);
  const at = (i: number, k: number) => 1 + (i - 1) * around + (k % around);
  const top = points.length / 3 - 1;
  const triangles: number[] = [];
  for (let k = 0; k < around; k++) {
    triangles.push(0, at(1, k + 1), at(1, k));
    for (let i = 1; i < steps - 1; i++) {
      triangles.push(at(i, k), at(i, k + 1), at(i + 1, k + 1), at(i, k), at(i + 1, k + 1), at(i + 1, k));
    }
    triangles.push(at(steps - 1, k), at(steps - 1, k + 1), top);
  }
  return { positions: Float64Array.from(points), triangles: Uint32Array.from(triangles) };
}
