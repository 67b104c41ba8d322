import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology, NO_SHELL } from '../../src/geometry/mesh-topology.ts';
import { hasSharedData, sharedData } from '../support/shared-data.ts';
import { boxMesh, joined, meshOf } from './solids.ts';
import { readMesh, readTable } from './tiny-stl.ts';

test('a box is watertight: 18 edges, one shell, no fault', () => {
  const topology = meshTopology(boxMesh(0, 0, 0, 1, 1, 1));
  expect(topology.edgeVertices.length / 2).toBe(18);
  expect(topology.watertight).toBe(true);
  expect(topology.shells).toBe(1);
  const { openEdges, nonManifoldEdges, misorientedEdges, degenerateTriangles, duplicateTriangles } = topology;
  for (const fault of [openEdges, nonManifoldEdges, misorientedEdges, degenerateTriangles, duplicateTriangles]) {
    expect(fault).toEqual({ count: 0, atMm: null });
  }
});

test('each side of a triangle names the edge between its two vertices', () => {
  const mesh = boxMesh(0, 0, 0, 1, 1, 1);
  const { sideEdges, edgeVertices } = meshTopology(mesh);
  for (let side = 0; side < sideEdges.length; side++) {
    const a = mesh.triangles[side]!;
    const b = mesh.triangles[side % 3 === 2 ? side - 2 : side + 1]!;
    const edge = sideEdges[side]!;
    expect([edgeVertices[2 * edge], edgeVertices[2 * edge + 1]]).toEqual([Math.min(a, b), Math.max(a, b)]);
  }
});

test('a box without one triangle has three open edges, the first with its middle as place', () => {
  const box = boxMesh(0, 0, 0, 2, 2, 2);
  const topology = meshTopology({ positions: box.positions, triangles: box.triangles.slice(3) });
  expect(topology.watertight).toBe(false);
  expect(topology.openEdges).toEqual({ count: 3, atMm: [1, 1, 0] });
});

test('a box with one triangle turned has three misoriented edges', () => {
  const box = boxMesh(0, 0, 0, 1, 1, 1);
  const triangles = box.triangles.slice();
  [triangles[1], triangles[2]] = [triangles[2]!, triangles[1]!];
  const topology = meshTopology({ positions: box.positions, triangles });
  expect(topology.misorientedEdges.count).toBe(3);
  expect(topology.openEdges.count).toBe(0);
  expect(topology.watertight).toBe(false);
});

test('two boxes that share an edge are watertight with one non-manifold edge and one shell', () => {
  const triangles = [...boxMesh(0, 0, 0, 1, 1, 1).triangles];
  const second = boxMesh(1, 1, 0, 2, 2, 1);
  // Vertices 0 and 4 of the second box are 2 and 6 of the first.
  const shared = [...second.triangles].map((v) => (v === 0 ? 2 : v === 4 ? 6 : v + 8));
  const positions = Float64Array.from([...boxMesh(0, 0, 0, 1, 1, 1).positions, ...second.positions]);
  const topology = meshTopology({ positions, triangles: Uint32Array.from([...triangles, ...shared]) });
  expect(topology.watertight).toBe(true);
  expect(topology.nonManifoldEdges).toEqual({ count: 1, atMm: [1, 1, 0.5] });
  expect(topology.shells).toBe(1);
});

test('a repeated triangle is found in any rotation and direction', () => {
  const points = [
    [0, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const mesh = meshOf(points, [
    [0, 1, 2],
    [2, 0, 1],
    [1, 0, 2],
    [0, 1, 3],
  ]);
  expect(meshTopology(mesh).duplicateTriangles.count).toBe(2);
});

test('flat triangles and triangles that use a vertex twice are degenerate; the latter have no shell', () => {
  const points = [
    [0, 0, 0],
    [1, 0, 0],
    [3, 0, 0],
    [0, 1, 0],
  ];
  const topology = meshTopology(
    meshOf(points, [
      [0, 1, 3],
      [0, 1, 2],
      [3, 3, 0],
    ]),
  );
  expect(topology.degenerateTriangles).toEqual({ count: 2, atMm: [4 / 3, 0, 0] });
  expect([...topology.shellOf]).toEqual([0, 0, NO_SHELL]);
});

test('shells are numbered by their first triangle', () => {
  const topology = meshTopology(joined(boxMesh(0, 0, 0, 1, 1, 1), boxMesh(3, 0, 0, 4, 1, 1)));
  expect(topology.shells).toBe(2);
  expect([...topology.shellOf]).toEqual([...Array(12).fill(0), ...Array(12).fill(1)]);
});

test('an empty mesh is not watertight', () => {
  expect(meshTopology(meshOf([], [])).watertight).toBe(false);
});

/** STL files whose text the index could read in full. */
const STL_ROWS = hasSharedData
  ? readTable(sharedData('meshes/index.tsv')).filter(
      (row) =>
        /\.stl$/i.test(row.file ?? '') &&
        row.shells !== '' &&
        row.nan_vertices === '0' &&
        !/toomany/.test(row.file ?? ''),
    )
  : [];

test.skipIf(!hasSharedData)('the STL files count as the index says (needs shared/data)', () => {
  expect(STL_ROWS.length).toBeGreaterThan(50);
  const differences: string[] = [];
  for (const row of STL_ROWS) {
    const mesh = readMesh(sharedData(`meshes/${row.file}`));
    const topology = meshTopology(mesh);
    const found: Record<string, number> = {
      triangles: mesh.triangles.length / 3,
      open_edges: topology.openEdges.count,
      nonmanifold_edges: topology.nonManifoldEdges.count,
      misoriented_edges: topology.misorientedEdges.count,
      zero_area_tris: topology.degenerateTriangles.count,
      dup_tris: topology.duplicateTriangles.count,
      shells: pointConnected(mesh, topology.shells, topology.shellOf),
    };
    for (const [name, value] of Object.entries(found)) {
      if (value !== Number(row[name])) differences.push(`${row.file}: ${name} ${value}, index ${row[name]}`);
    }
    if (row.watertight !== 'closed-nonmanifold' && topology.watertight !== (row.watertight === 'yes')) {
      differences.push(`${row.file}: watertight ${topology.watertight}, index ${row.watertight}`);
    }
    // The volume of a mesh that is not closed depends on the origin it is taken from.
    if (!topology.watertight) continue;
    const volume = meshMeasures(mesh).volumeMm3;
    if (Math.abs(volume / Number(row.signed_volume) - 1) > 1e-5) {
      differences.push(`${row.file}: volume ${volume}, index ${row.signed_volume}`);
    }
  }
  expect(differences).toEqual([]);
});

/** The index takes shells that meet in a point as one. */
function pointConnected(mesh: TriangleMesh, shells: number, shellOf: Uint32Array): number {
  const group = Array.from({ length: shells }, (_, i) => i);
  const rootOf = (i: number): number => (group[i] === i ? i : rootOf(group[i]!));
  const shellAt = new Map<number, number>();
  for (let corner = 0; corner < mesh.triangles.length; corner++) {
    const shell = shellOf[Math.floor(corner / 3)]!;
    if (shell === NO_SHELL) continue;
    const vertex = mesh.triangles[corner]!;
    group[rootOf(shell)] = rootOf(shellAt.get(vertex) ?? shell);
    shellAt.set(vertex, shell);
  }
  return group.filter((parent, i) => parent === i).length;
}
