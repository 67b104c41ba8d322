/** Vertices of a mesh below all of their neighbours, with solid above them. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { FLAT, HANGING } from './facet-kinds.ts';

/** A vertex with nothing of the mesh below it nearby. */
export interface OverhangPoint {
  readonly vertex: number;
  readonly xMm: number;
  readonly yMm: number;
  readonly zMm: number;
}

/** Returns them without those on the plate, on a facet that hangs over or on a low edge. */
export function lowPoints(
  { positions, triangles }: TriangleMesh,
  kinds: Uint8Array,
  isHeld: Uint8Array,
  isOnEdge: Uint8Array,
): OverhangPoint[] {
  const count = positions.length / 3;
  const isOut = new Uint8Array(count);
  const isUsed = new Uint8Array(count);
  for (let v = 0; v < count; v++) if (isHeld[v] === 1 || isOnEdge[v] === 1) isOut[v] = 1;
  for (let t = 0; t < kinds.length; t++) {
    for (let k = 0; k < 3; k++) {
      const v = triangles[3 * t + k]!;
      isUsed[v] = 1;
      if (kinds[t] === HANGING) isOut[v] = 1;
      const z = positions[3 * v + 2]!;
      for (let m = 1; m < 3; m++) {
        const other = triangles[3 * t + ((k + m) % 3)]!;
        if (other !== v && positions[3 * other + 2]! <= z) isOut[v] = 1;
      }
    }
  }
  // Twice the area that the facets of a vertex cut out of the plane one higher, below 0 where they bound solid and above 0 around a pit.
  const around = new Float64Array(count);
  for (let t = 0; t < kinds.length; t++) {
    if (kinds[t] === FLAT) continue;
    for (let k = 0; k < 3; k++) {
      const v = triangles[3 * t + k]!;
      if (isOut[v] === 1) continue;
      const a = triangles[3 * t + ((k + 1) % 3)]!;
      const b = triangles[3 * t + ((k + 2) % 3)]!;
      const za = positions[3 * a + 2]! - positions[3 * v + 2]!;
      const zb = positions[3 * b + 2]! - positions[3 * v + 2]!;
      const ax = positions[3 * a]! - positions[3 * v]!;
      const ay = positions[3 * a + 1]! - positions[3 * v + 1]!;
      const bx = positions[3 * b]! - positions[3 * v]!;
      const by = positions[3 * b + 1]! - positions[3 * v + 1]!;
      around[v]! += (ax * by - ay * bx) / (za * zb);
    }
  }
  const points: OverhangPoint[] = [];
  for (let v = 0; v < count; v++) {
    if (isUsed[v] === 0 || isOut[v] === 1 || !(around[v]! < 0)) continue;
    points.push({ vertex: v, xMm: positions[3 * v]!, yMm: positions[3 * v + 1]!, zMm: positions[3 * v + 2]! });
  }
  return points;
}
