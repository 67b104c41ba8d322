import { expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology, NO_SHELL } from '../../src/geometry/mesh-topology.ts';
import { hasSharedData, sharedData } from '../support/shared-data.ts';
import { boxMesh, joined, meshOf, randomFrom } from './solids.ts';
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

test('a triangle that stands three times, and a closed body that stands twice, are counted as repeats', () => {
  const box = boxMesh(0, 0, 0, 1, 1, 1);
  const thrice = Uint32Array.from([...box.triangles, ...box.triangles.slice(0, 3), ...box.triangles.slice(0, 3)]);
  expect(meshTopology({ positions: box.positions, triangles: thrice }).duplicateTriangles.count).toBe(2);
  const twice = Uint32Array.from([...box.triangles, ...box.triangles]);
  const topology = meshTopology({ positions: box.positions, triangles: twice });
  expect(topology.duplicateTriangles.count).toBe(12);
  expect(topology.nonManifoldEdges.count).toBe(18);
});

test('random triangles on few vertices have the repeats, uses of edges and shells that maps of texts have', () => {
  const random = randomFrom(9);
  for (const vertices of [4, 7, 12, 30]) {
    for (let round = 0; round < 60; round++) {
      const triangles = Uint32Array.from({ length: 3 * 25 }, () => Math.floor(random() * vertices));
      const mesh = { positions: Float64Array.from({ length: 3 * vertices }, random), triangles };
      const topology = meshTopology(mesh);
      expect([
        topology.duplicateTriangles.count,
        topology.openEdges.count,
        topology.nonManifoldEdges.count,
        topology.misorientedEdges.count,
        topology.watertight,
        [...topology.shellOf],
      ]).toEqual(countedByMaps(triangles));
    }
  }
});

/** Repeats, open, non-manifold and misoriented edges, whether all is closed, and shells, without a table of numbers. */
function countedByMaps(triangles: Uint32Array): unknown[] {
  const seen = new Set<string>();
  const runs = new Map<string, number[]>();
  const shellOf: number[] = [];
  let repeats = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [...triangles.subarray(t, t + 3)];
    shellOf.push(t / 3);
    if (new Set(corners).size < 3) continue;
    const key = corners.toSorted((a, b) => a - b).join();
    if (seen.has(key)) repeats++;
    seen.add(key);
    for (let k = 0; k < 3; k++) {
      const [a, b] = [corners[k]!, corners[(k + 1) % 3]!];
      const edge = [Math.min(a, b), Math.max(a, b)].join();
      const uses = runs.get(edge) ?? [];
      // The triangle, counted from 1, with the sign of its way along the edge.
      uses.push(a < b ? t / 3 + 1 : -t / 3 - 1);
      runs.set(edge, uses);
    }
  }
  // Each edge spreads the least number that it finds, until nothing changes.
  for (let changed = true; changed; ) {
    changed = false;
    for (const uses of runs.values()) {
      const least = Math.min(...uses.map((use) => shellOf[Math.abs(use) - 1]!));
      for (const use of uses) {
        if (shellOf[Math.abs(use) - 1] === least) continue;
        shellOf[Math.abs(use) - 1] = least;
        changed = true;
      }
    }
  }
  const balances = [...runs.values()].map((uses) => [uses.length, uses.reduce((sum, use) => sum + Math.sign(use), 0)]);
  const inShells = new Set([...runs.values()].flat().map((use) => Math.abs(use) - 1));
  const roots = [...inShells].filter((t) => shellOf[t] === t).sort((a, b) => a - b);
  return [
    repeats,
    balances.filter(([uses]) => uses === 1).length,
    balances.filter(([uses]) => uses! > 2).length,
    balances.filter(([uses, balance]) => uses === 2 && balance !== 0).length,
    balances.length > 0 && balances.every(([, balance]) => balance === 0),
    shellOf.map((root, t) => (inShells.has(t) ? roots.indexOf(root) : NO_SHELL)),
  ];
}

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
