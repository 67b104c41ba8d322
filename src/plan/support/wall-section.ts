/** Cuts a mesh by an upright plane. */
import { growableFloats, growableInts, pushFloat, pushInt } from '../../geometry/growable.ts';
import { triangleNormal } from '../../geometry/triangle-normal.ts';
import { type FacetColumns, facetsOver } from './facet-columns.ts';
import type { WallLine } from './wall-line.ts';

/** Where the facets of a mesh pass through an upright plane: straight pieces from (s0, z0) to (s1, z1) with s0 < s1. Upright pieces bound nothing from above or below and are left out. */
export interface WallSection {
  readonly count: number;
  readonly s0: Float64Array;
  readonly z0: Float64Array;
  readonly s1: Float64Array;
  readonly z1: Float64Array;
  readonly facet: Int32Array;
  /** 1 where solid lies above the piece. */
  readonly facesDown: Uint8Array;
}

/**
 * Returns the section of a mesh over a line, its pieces whole also where they reach beyond the ends of the line. Two facets that share an edge meet in the same point of
 * the plane to the last bit, and a vertex in the plane counts as on its left, so sections of closed meshes are closed.
 */
export function wallSection(columns: FacetColumns, line: WallLine): WallSection {
  const { positions, triangles } = columns.mesh;
  const { xMm, yMm, ux, uy } = line;
  const ends = growableFloats(256);
  const facets = growableInts(64);
  const down = growableInts(64);
  const normal = new Float64Array(3);
  const point = new Float64Array(4);
  const sideOf = (v: number) => (positions[v]! - xMm) * -uy + (positions[v + 1]! - yMm) * ux;
  const crossing = (a: number, b: number, at: number) => {
    // From the lower vertex, whichever facet asks.
    const [p, q] = a < b ? [a, b] : [b, a];
    const [dp, dq] = [sideOf(p), sideOf(q)];
    const share = dp / (dp - dq);
    const along = (v: number) => (positions[v]! - xMm) * ux + (positions[v + 1]! - yMm) * uy;
    const sp = along(p);
    point[at] = sp + share * (along(q) - sp);
    point[at + 1] = positions[p + 2]! + share * (positions[q + 2]! - positions[p + 2]!);
  };
  facetsOver(columns, line, (facet) => {
    const corners = [3 * triangles[3 * facet]!, 3 * triangles[3 * facet + 1]!, 3 * triangles[3 * facet + 2]!] as const;
    const [a, b, c] = corners;
    const [la, lb, lc] = [sideOf(a) >= 0, sideOf(b) >= 0, sideOf(c) >= 0];
    if (la === lb && lb === lc) return;
    const alone = lb === lc ? 0 : la === lc ? 1 : 2;
    const apex = corners[alone]!;
    crossing(apex, corners[(alone + 1) % 3]!, 0);
    crossing(apex, corners[(alone + 2) % 3]!, 2);
    if (point[0] === point[2]) return;
    triangleNormal(positions, a, b, c, normal);
    if (normal[2] === 0) return;
    const first = point[0]! < point[2]! ? 0 : 2;
    for (const k of [first, first + 1, 2 - first, 3 - first]) pushFloat(ends, point[k]!);
    pushInt(facets, facet);
    pushInt(down, normal[2]! < 0 ? 1 : 0);
  });
  const count = facets.length;
  const column = (k: number) => Float64Array.from({ length: count }, (_, n) => ends.values[4 * n + k]!);
  return {
    count,
    s0: column(0),
    z0: column(1),
    s1: column(2),
    z1: column(3),
    facet: facets.values.slice(0, count),
    facesDown: Uint8Array.from(down.values.subarray(0, count)),
  };
}
