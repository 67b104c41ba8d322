/** Solids with a flaw each, and what is asked of a repaired mesh. */
import { expect } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { weldTriangles } from '../../../src/geometry/mesh-weld.ts';
import type { RepairedMesh } from '../../../src/geometry/repair/repair-mesh.ts';

/** The same mesh without some of its triangles. */
export function without(mesh: TriangleMesh, ...dropped: readonly number[]): TriangleMesh {
  const triangles = mesh.triangles.filter((_, corner) => !dropped.includes(Math.floor(corner / 3)));
  return { positions: mesh.positions, triangles };
}

/** The same mesh with some of its triangles facing the other way. */
export function withTurned(mesh: TriangleMesh, ...turned: readonly number[]): TriangleMesh {
  const triangles = mesh.triangles.slice();
  for (const t of turned) triangles.set([...mesh.triangles.subarray(3 * t, 3 * t + 3)].reverse(), 3 * t);
  return { positions: mesh.positions, triangles };
}

/** The same mesh with triangles put behind its own. */
export function withTriangles(mesh: TriangleMesh, ...added: readonly (readonly number[])[]): TriangleMesh {
  return { positions: mesh.positions, triangles: Uint32Array.from([...mesh.triangles, ...added.flat()]) };
}

/** The triangle t of a mesh. */
export function triangleOf({ triangles }: TriangleMesh, t: number): readonly number[] {
  return [...triangles.subarray(3 * t, 3 * t + 3)];
}

/** The mesh with corners at the same place joined, as from an STL file. */
export function welded(mesh: TriangleMesh): TriangleMesh {
  return weldTriangles(soupOf(mesh));
}

/** Nine coordinates a triangle. */
export function soupOf({ positions, triangles }: TriangleMesh): Float64Array {
  return Float64Array.from([...triangles].flatMap((v) => [...positions.subarray(3 * v, 3 * v + 3)]));
}

/** The boundary of unit cubes at whole numbers, welded: two triangles for each face between solid and nothing. */
export function voxelMesh(cells: readonly (readonly [number, number, number])[]): TriangleMesh {
  const solid = new Set(cells.map((cell) => cell.join()));
  const soup: number[] = [];
  for (const cell of cells) {
    for (let axis = 0; axis < 3; axis++) {
      for (const up of [0, 1]) {
        const beyond = cell.map((v, i) => v + (i === axis ? 2 * up - 1 : 0));
        if (solid.has(beyond.join())) continue;
        const corner = (u: number, v: number) =>
          cell.map((at, i) => at + (i === axis ? up : i === (axis + 1) % 3 ? u : v));
        const square = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
        const [a, b, c, d] = (up === 1 ? square : square.reverse()) as [number[], number[], number[], number[]];
        soup.push(...a, ...b, ...c, ...a, ...c, ...d);
      }
    }
  }
  return weldTriangles(Float64Array.from(soup));
}

/** Asks that a mesh is closed, manifold and oriented, without triangles that are flat or stand twice, and of a volume. */
export function expectSound(mesh: TriangleMesh, volumeMm3: number): void {
  const topology = meshTopology(mesh);
  expect(topology.watertight).toBe(true);
  const { openEdges, nonManifoldEdges, misorientedEdges, degenerateTriangles, duplicateTriangles } = topology;
  const faults = [openEdges, nonManifoldEdges, misorientedEdges, degenerateTriangles, duplicateTriangles];
  expect(faults.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0]);
  expect(meshMeasures(mesh).volumeMm3).toBeCloseTo(volumeMm3, 9);
}

/** What was done, in words. */
export function wordsOf({ steps }: RepairedMesh): readonly string[] {
  return steps.map(({ words }) => words);
}
