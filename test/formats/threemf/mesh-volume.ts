import type { TriangleMesh } from '../../../src/core/mesh.ts';

/** Signed volume by the divergence theorem. */
export function meshVolume({ positions, triangles }: TriangleMesh): number {
  let six = 0;
  const p = (i: number) => [positions[3 * i]!, positions[3 * i + 1]!, positions[3 * i + 2]!] as const;
  for (let t = 0; t < triangles.length; t += 3) {
    const [ax, ay, az] = p(triangles[t]!);
    const [bx, by, bz] = p(triangles[t + 1]!);
    const [cx, cy, cz] = p(triangles[t + 2]!);
    six += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
  }
  return six / 6;
}
