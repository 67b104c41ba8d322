import { beforeAll, describe, expect, test } from 'vitest';
import type { Box3, TriangleMesh } from '../../../src/core/mesh.ts';
import type { Loops } from '../../../src/core/polyline.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { subtractSets, uniteSets } from '../../../src/geometry/combine-sets.ts';
import { type StackTally, stackMesh, stackPlan } from '../../../src/geometry/iso/stack-mesh.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { meshBox, meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { meshCutter } from '../../../src/slicing/cut-mesh.ts';
import { boxMesh, sphereMesh } from '../solids.ts';

beforeAll(() => loadClipping());

/** A solid by its section at any height. */
type Section = (zMm: number) => Loops;

const cutOf = (mesh: TriangleMesh): Section => {
  const cutter = meshCutter(mesh, meshEdges(mesh));
  return (zMm) => cutter.cut(zMm).loops;
};
const rectangle = (x0: number, y0: number, x1: number, y1: number): Loops => [
  { xy: Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1), closed: true },
];

async function meshed(
  box: Box3,
  section: Section,
  stepMm: number,
): Promise<{ mesh: TriangleMesh; volumeMm3: number; tally: StackTally }> {
  const plan = stackPlan(box, stepMm);
  const made = stackMesh(plan, {
    async *sections() {
      for (let n = 0; n < plan.count; n++) yield section(box[2] + (n + 0.5) * plan.sheetMm);
    },
    at: section,
  });
  const positions: number[] = [];
  const triangles: number[] = [];
  let slabs = 0;
  for await (const slab of made.slabs()) {
    positions.push(...slab.positions);
    triangles.push(...slab.triangles);
    slabs++;
  }
  expect(slabs).toBe(made.slabCount);
  const mesh = { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
  const topology = meshTopology(mesh);
  expect(topology.watertight).toBe(true);
  for (const fault of ['openEdges', 'nonManifoldEdges', 'misorientedEdges', 'degenerateTriangles'] as const) {
    expect([fault, topology[fault].count]).toEqual([fault, 0]);
  }
  return { mesh, volumeMm3: meshMeasures(mesh).volumeMm3, tally: made.tally };
}

describe('a stem thinner than the cubes', () => {
  /** A block of 4 x 4 x 2 mm with a stem of 0.04 mm on it, 2 mm high. */
  const withStem = (x: number): Section => {
    const block = cutOf(boxMesh(0, 0, 0, 4, 4, 2));
    return (zMm) => (zMm < 2 ? block(zMm) : rectangle(x, 1.03, x + 0.04, 1.07));
  };
  const box: Box3 = [0, 0, 0, 4, 4, 4];

  test('is counted where it stands between nodes, which lie at 0.05 mm and every 0.1 mm: 20 planes', async () => {
    const { tally } = await meshed(box, withStem(1.06), 0.1);
    expect(tally.lost).toMatchObject({ outlines: 20, tallest: 20 });
    expect(tally.lost.at?.[0]).toBeCloseTo(1.08, 9);
  });

  test('is there where a node stands in it', async () => {
    const { tally } = await meshed(box, withStem(1.03), 0.1);
    expect(tally.lost).toEqual({ outlines: 0, tallest: 0, at: null });
  });
});

describe('a box', () => {
  const box = boxMesh(0, 0, 0, 10, 8, 6);

  test('has its own faces: they are met exactly from the side, and from below and above to a 384th of a step', async () => {
    const { mesh, tally } = await meshed([0, 0, 0, 10, 8, 6], cutOf(box), 0.5);
    const found = meshBox(mesh);
    for (const [n, wanted] of [0, 0, 0, 10, 8, 6].entries()) {
      // Planes of nodes lie half a step inside at the lower ends; nodes keep a thousandth of a step to themselves.
      expect(Math.abs(found[n]! - wanted)).toBeLessThan(n % 3 === 2 ? 0.5 / 384 + 1e-6 : 1e-6);
    }
    // Six halvings for each of its two flat faces.
    expect(tally).toMatchObject({ lostWalls: 0, closedGaps: 0, unmetSurface: 0, flatSections: 12 });
  });

  test('loses no more than its edges: half a step cut off askew', async () => {
    const { volumeMm3 } = await meshed([0, 0, 0, 10, 8, 6], cutOf(box), 0.5);
    // Each of the 96 mm of edges loses at most a triangle of half a step by half a step, the flat faces a 384th of a step.
    expect(480 - volumeMm3).toBeGreaterThan(0);
    expect(480 - volumeMm3).toBeLessThan(96 * 0.5 * 0.25 * 0.25 * 1.01 + (2 * 80 * 0.5) / 384);
  });
});

test('a sphere of 5 mm radius is one shell, its volume that of the mesh it was cut from to a third of a percent', async () => {
  const sphere = sphereMesh(5, 64);
  const { mesh, volumeMm3, tally } = await meshed(meshBox(sphere), cutOf(sphere), 0.25);
  expect(Math.abs(volumeMm3 / meshMeasures(sphere).volumeMm3 - 1)).toBeLessThan(0.003);
  expect(meshTopology(mesh).shells).toBe(1);
  // Every vertex lies near the sphere.
  let worst = 0;
  for (let i = 0; i < mesh.positions.length; i += 3) {
    const [x, y, z] = [mesh.positions[i]!, mesh.positions[i + 1]!, mesh.positions[i + 2]!];
    worst = Math.max(worst, Math.abs(Math.sqrt(x * x + y * y + z * z) - 5));
  }
  expect(worst).toBeLessThan(0.25 / 6);
  expect(tally.lostWalls).toBe(0);
});

test('a slanted face is a plane: its vertices lie on it', async () => {
  // A wedge of 10 x 4 mm that rises from 1 to 6 mm along x.
  const section: Section = (z) => (z < 0 || z >= 6 ? [] : rectangle(z < 1 ? 0 : 2 * (z - 1), 0, 10, 4));
  const { mesh } = await meshed([0, 0, 0, 10, 4, 6], section, 0.3);
  let met = 0;
  for (let i = 0; i < mesh.positions.length; i += 3) {
    const [x, y, z] = [mesh.positions[i]!, mesh.positions[i + 1]!, mesh.positions[i + 2]!];
    if (x < 0.5 || x > 9.5 || y < 0.2 || y > 3.8 || z < 0.2) continue;
    expect(Math.abs(z - 1 - x / 2)).toBeLessThan(1e-3);
    met++;
  }
  expect(met).toBeGreaterThan(500);
});

test('a hollow box is solid between two shells', async () => {
  const section: Section = (z) => {
    if (z < 0 || z >= 6) return [];
    return z < 2 || z >= 4 ? rectangle(0, 0, 8, 8) : subtractSets(rectangle(0, 0, 8, 8), rectangle(3, 3, 5, 5));
  };
  const { mesh, volumeMm3 } = await meshed([0, 0, 0, 8, 8, 6], section, 0.25);
  expect(meshTopology(mesh).shells).toBe(2);
  expect(Math.abs(volumeMm3 - (384 - 8))).toBeLessThan(96 * 0.5 * 0.125 * 0.125 + (2 * 64 * 0.25) / 384);
});

test('two boxes that touch along an upright edge stay manifold', async () => {
  const section: Section = (z) => (z < 0 || z >= 3 ? [] : uniteSets(rectangle(0, 0, 2, 2), rectangle(2, 2, 4, 4)));
  const { volumeMm3 } = await meshed([0, 0, 0, 4, 4, 3], section, 0.4);
  expect(Math.abs(volumeMm3 - 24)).toBeLessThan(0.8);
});

describe('what is thinner than a step', () => {
  const walls =
    (thickMm: number): Section =>
    (z) =>
      z < 0 || z >= 4 ? [] : uniteSets(rectangle(0, 0, 1, 6), rectangle(3.13, 0, 3.13 + thickMm, 6));

  test('a wall of half a step between nodes is counted, on each line of each plane but the outermost', async () => {
    const { tally } = await meshed([0, 0, 0, 6, 6, 4], walls(0.1), 0.2);
    // 30 rows pass it in each of 20 planes; the first and the last of them have no other beside them.
    expect(tally.lostWalls).toBe(28 * 20);
  });

  test('a wall of a step is in the mesh, whole and without holes, and nothing is counted', async () => {
    const { tally, volumeMm3, mesh } = await meshed([0, 0, 0, 6, 6, 4], walls(0.201), 0.2);
    expect(tally.lostWalls).toBe(0);
    expect(meshTopology(mesh).shells).toBe(2);
    // 85 mm of edges lose at most a triangle of half a step by half a step.
    expect(Math.abs(volumeMm3 - (24 + 0.201 * 24))).toBeLessThan(85 * 0.5 * 0.1 * 0.1);
  });

  test('a flat wall of half a step between two planes of nodes is counted, but for two nodes at its edges', async () => {
    const section: Section = (z) =>
      z < 0 || z >= 4 || (z >= 1 && z < 2.15 && !(z >= 1.53 && z < 1.63)) ? [] : rectangle(0, 0, 6, 6);
    const { tally, mesh } = await meshed([0, 0, 0, 6, 6, 4], section, 0.2);
    // 30 x 30 nodes, of which 26 x 26 have two neighbours to each side.
    expect(tally.lostWalls).toBe(26 * 26);
    expect(meshTopology(mesh).shells).toBe(2);
  });

  test('a flat gap of half a step is closed, and counted', async () => {
    const section: Section = (z) => (z < 0 || z >= 4 || (z >= 1.53 && z < 1.63) ? [] : rectangle(0, 0, 6, 6));
    const { tally, mesh } = await meshed([0, 0, 0, 6, 6, 4], section, 0.2);
    expect(tally).toMatchObject({ lostWalls: 0, closedGaps: 26 * 26 });
    expect(meshTopology(mesh).shells).toBe(1);
  });

  test('a slot of half a step is closed, and counted', async () => {
    const section: Section = (z) =>
      z < 0 || z >= 4 ? [] : uniteSets(rectangle(0, 0, 3.14, 6), rectangle(3.22, 0, 6, 6));
    const { tally, mesh } = await meshed([0, 0, 0, 6, 6, 4], section, 0.2);
    expect(tally.closedGaps).toBe(28 * 20);
    expect(meshTopology(mesh).shells).toBe(1);
  });
});

test('a part that is lower than half a step is refused', () => {
  expect(() => stackPlan([0, 0, 0, 5, 5, 0.04], 0.1)).toThrow(/too coarse/);
});
