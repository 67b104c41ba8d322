/** What the tests of solids have in common: shapes in short, and checks of a surface against an answer known otherwise. */
import { expect } from 'vitest';
import type { Box3, TriangleMesh } from '../../../src/core/mesh.ts';
import { PrepError } from '../../../src/core/prep-error.ts';
import { meshBox, meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { triangleBvh } from '../../../src/geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../../src/geometry/triangle-bvh-build.ts';
import type { BoxShape, CylinderShape, Point3 } from '../../../src/implant/solids/solid-tree.ts';

/** A reach for trees without half-spaces, where it means nothing. */
export const NEAR: Box3 = [-1, -1, -1, 1, 1, 1];

export function boxBetween(a: Point3, b: Point3): BoxShape {
  return {
    by: 'box',
    centreMm: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2],
    sizeMm: [b[0] - a[0], b[1] - a[1], b[2] - a[2]],
  };
}

export function cylinder(fromMm: Point3, toMm: Point3, diameterMm: number): CylinderShape {
  return { by: 'cylinder', fromMm, toMm, diameterMm };
}

/** Checks that a mesh is the closed, manifold, outward surface of a solid without flat triangles, and returns its volume. */
export function soundVolumeMm3(mesh: TriangleMesh): number {
  const { watertight, openEdges, nonManifoldEdges, misorientedEdges, degenerateTriangles, duplicateTriangles } =
    meshTopology(mesh);
  const faults = { openEdges, nonManifoldEdges, misorientedEdges, degenerateTriangles, duplicateTriangles };
  expect(watertight).toBe(true);
  for (const [name, { count }] of Object.entries(faults)) expect({ name, count }).toEqual({ name, count: 0 });
  const { volumeMm3 } = meshMeasures(mesh);
  expect(volumeMm3).toBeGreaterThan(0);
  return volumeMm3;
}

/** Surface in mm2, 0 where there are no triangles. */
export function areaMm2(mesh: TriangleMesh): number {
  return mesh.triangles.length === 0 ? 0 : meshMeasures(mesh).areaMm2;
}

/** Checks a volume to a share of it. */
export function expectVolume(mesh: TriangleMesh, wanted: number, share: number): void {
  expect(Math.abs(soundVolumeMm3(mesh) / wanted - 1)).toBeLessThan(share);
}

/**
 * Asks at points of a lattice of no symmetry whether they are in the mesh, and compares with a formula: `depthMm` is above 0
 * inside. The points are in and around `box`; those within 2 um of the surface are left to the facets. Returns how many were
 * in and out.
 */
export function comparePoints(
  mesh: TriangleMesh,
  depthMm: (x: number, y: number, z: number) => number,
  count: number,
  box: Box3 = meshBox(mesh),
): { inside: number; outside: number } {
  const solid = triangleBvh(buildTriangleBvh(mesh));
  const tally = { inside: 0, outside: 0 };
  for (let i = 0; i < count; i++) {
    // Steps of the plastic number: they fill a cube evenly (Roberts 2018).
    const [x, y, z] = [0.8191725134, 0.6710436067, 0.5497004779].map((step, axis) => {
      const margin = 0.05 * (box[axis + 3]! - box[axis]!);
      return box[axis]! - margin + ((i * step) % 1) * (box[axis + 3]! - box[axis]! + 2 * margin);
    }) as [number, number, number];
    const depth = depthMm(x, y, z);
    if (Math.abs(depth) < 0.002) continue;
    tally[depth > 0 ? 'inside' : 'outside']++;
    expect({ x, y, z, isInside: solid.isInside(x, y, z) }).toEqual({ x, y, z, isInside: depth > 0 });
  }
  return tally;
}

/** How deep a point is in a round rod of segments, its corners and ends rounded. */
export function depthInRod(path: readonly Point3[], diameterMm: number, closed: boolean) {
  return (x: number, y: number, z: number): number => {
    let best = Infinity;
    for (let i = closed ? 0 : 1; i < path.length; i++) {
      const [ax, ay, az] = path[(i + path.length - 1) % path.length]!;
      const [bx, by, bz] = path[i]!.map((value, axis) => value - [ax, ay, az][axis]!) as [number, number, number];
      const share = ((x - ax) * bx + (y - ay) * by + (z - az) * bz) / (bx * bx + by * by + bz * bz);
      const t = Math.max(0, Math.min(1, share));
      best = Math.min(best, Math.hypot(x - ax - t * bx, y - ay - t * by, z - az - t * bz));
    }
    return diameterMm / 2 - best;
  };
}

/** What a call refuses, as `place: reason`. */
export async function refusalOf(call: () => unknown): Promise<{ code: string; message: string }> {
  try {
    await call();
  } catch (error) {
    if (error instanceof PrepError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('nothing was refused');
}
