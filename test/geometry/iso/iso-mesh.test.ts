import { readFileSync } from 'node:fs';
import loadManifold from 'manifold-3d';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Field, SolidBand } from '../../../src/core/field.ts';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { readStl } from '../../../src/formats/stl/read-stl.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import type { IsoBody } from '../../../src/geometry/iso/iso-body.ts';
import { type IsoMesh, isoMesh } from '../../../src/geometry/iso/iso-mesh.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { meshBox, meshMeasures } from '../../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../../src/geometry/mesh-topology.ts';
import { weldTriangles } from '../../../src/geometry/mesh-weld.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { triangleBvh } from '../../../src/geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../../src/geometry/triangle-bvh-build.ts';
import { levelOfDensity } from '../../../src/lattice/relative-density.ts';
import { skinField } from '../../../src/lattice/skin-field.ts';
import { tpmsField } from '../../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { cutFieldBodies } from '../../../src/slicing/cut-field.ts';
import { meshCutter } from '../../../src/slicing/cut-mesh.ts';
import { planeOf } from '../../support/plane-of.ts';
import { hasSharedData, sharedData } from '../../support/shared-data.ts';
import { boxMesh, sphereMesh } from '../solids.ts';
import { collect } from './collect.ts';

let Manifold: Awaited<ReturnType<typeof loadManifold>>['Manifold'];
let Mesh: Awaited<ReturnType<typeof loadManifold>>['Mesh'];

beforeAll(async () => {
  await loadClipping();
  const manifold = await loadManifold();
  manifold.setup();
  ({ Manifold, Mesh } = manifold);
});

const EVERYWHERE: SolidBand = { from: null, to: Infinity };

function body(valueAt: (x: number, y: number, z: number) => number, band: SolidBand = EVERYWHERE): IsoBody {
  const field: Field = { plane: (zMm, grid) => planeOf(grid, (x, y) => valueAt(x, y, zMm)) };
  return { field, band, exactNodes: true, smooth: true };
}

function sheet(cellId: string, cellMm: number, density: number): IsoBody {
  const cell = UNIT_CELLS[cellId]!;
  const t = levelOfDensity(cell, 'sheet', density);
  return { field: tpmsField(cell, cellMm, [0, 0, 0]), band: { from: -t, to: t }, exactNodes: true, smooth: true };
}

/** Solid everywhere, so that the part itself is meshed. */
const solid = () => body(() => 0);
const at = (stepMm: number) => ({ stepMm, originMm: [0, 0, 0] as const });

/** Refuses a mesh that is not closed, oriented and 2-manifold by number, or not the same again by its coordinates alone. */
function expectSound(mesh: TriangleMesh): void {
  const topology = meshTopology(mesh);
  expect(topology.watertight).toBe(true);
  for (const fault of [
    'openEdges',
    'nonManifoldEdges',
    'misorientedEdges',
    'degenerateTriangles',
    'duplicateTriangles',
  ] as const) {
    expect([fault, topology[fault].count]).toEqual([fault, 0]);
  }
  const soup = new Float64Array(3 * mesh.triangles.length);
  for (const [i, v] of mesh.triangles.entries()) soup.set(mesh.positions.subarray(3 * v, 3 * v + 3), 3 * i);
  expect(weldTriangles(soup).positions.length).toBe(mesh.positions.length);
}

function manifoldStatus({ positions, triangles }: TriangleMesh): { status: string; volume: number } {
  const made = new Manifold(
    new Mesh({ numProp: 3, vertProperties: Float32Array.from(positions), triVerts: triangles }),
  );
  const result = { status: made.status(), volume: made.volume() };
  made.delete();
  return result;
}

describe('the mesh of a solid', () => {
  test('a ball of a field has every vertex on it, and lacks 0.5 (step / 0.1)^2 % of its volume between them', () => {
    for (const [step, lack] of [
      [0.1, 0.5e-2],
      [0.05, 0.125e-2],
    ] as const) {
      const ball = body((x, y, z) => x * x + y * y + z * z, { from: null, to: 1 });
      const mesh = collect(isoMesh(boxMesh(-2, -2, -2, 2, 2, 2), [ball], at(step)));
      expectSound(mesh);
      expect(meshTopology(mesh).shells).toBe(1);
      const found = 1 - meshMeasures(mesh).volumeMm3 / ((4 / 3) * Math.PI);
      expect(Math.abs(found / lack - 1)).toBeLessThan(0.05);
      let worst = 0;
      const p = mesh.positions;
      for (let i = 0; i < p.length; i += 3) {
        worst = Math.max(worst, Math.abs(Math.sqrt(p[i]! ** 2 + p[i + 1]! ** 2 + p[i + 2]! ** 2) - 1));
      }
      // A thousandth of a step is what the distance kept from nodes costs.
      expect(worst).toBeLessThan(1.01e-3 * step);
    }
  });

  test('a box at whole steps has flat faces; of its edges those between two lower faces are cut off by half a cube', () => {
    const mesh = collect(isoMesh(boxMesh(0, 0, 0, 2, 1.5, 1), [solid()], at(0.1)));
    expectSound(mesh);
    const { volumeMm3, box } = meshMeasures(mesh);
    expect(volumeMm3).toBeCloseTo(3 - (4.5 * 0.1 ** 2) / 2, 2);
    for (const [k, value] of [0, 0, 0, 2, 1.5, 1].entries()) expect(Math.abs(box[k]! - value)).toBeLessThan(1.01e-4);
  });

  test('a box between the steps has its faces at their places to the last bit of single precision', () => {
    const mesh = collect(isoMesh(boxMesh(0.03, 0.04, 0.05, 2.03, 1.54, 1.05), [solid()], at(0.1)));
    expectSound(mesh);
    const { box } = meshMeasures(mesh);
    for (const [k, value] of [0.03, 0.04, 0.05, 2.03, 1.54, 1.05].entries()) {
      expect(Math.abs(box[k]! - value)).toBeLessThan(2e-7);
    }
  });

  test('a tilted wall of a step is kept whole: two closed faces of its area, no node of the grid in a hole', () => {
    for (const [a, b, c] of [
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
      [3, 2, 1],
      [5, 1, 4],
    ] as const) {
      const length = Math.sqrt(a * a + b * b + c * c);
      const wall = body((x, y, z) => (a * x + b * y + c * z) / length, { from: 0.013, to: 0.114 });
      const iso = isoMesh(boxMesh(-1, -1, -1, 1, 1, 1), [wall], at(0.1));
      const mesh = collect(iso);
      expectSound(mesh);
      expect([meshTopology(mesh).shells, iso.tally.lostWalls]).toEqual([1, 0]);
      // Euler: V - E + F = 2 for a body without handles; every edge has two triangles, so E = 3 F / 2.
      expect(mesh.positions.length / 3 - mesh.triangles.length / 6).toBe(2);
    }
  });

  test('a wall thinner than the step that passes between the nodes is lost and counted, once for each edge that it crosses', () => {
    const iso = isoMesh(
      boxMesh(-0.5, -0.5, -0.5, 0.51, 0.51, 0.51),
      [body((x) => x, { from: 0.013, to: 0.033 })],
      at(0.1),
    );
    expect(collect(iso).triangles.length).toBe(0);
    // Nodes inside: -0.4 to 0.5 along y and z.
    expect(iso.tally.lostWalls).toBe(100);
  });

  test('a part thinner than the step is counted', () => {
    const plate = isoMesh(boxMesh(0, 0, 0.02, 1.03, 1.03, 0.07), [solid()], at(0.1));
    expect(collect(plate).triangles.length).toBe(0);
    expect(plate.tally.thinPart).toBe(100);
    const ball = isoMesh(sphereMesh(1, 24), [solid()], { stepMm: 0.1, originMm: [0.013, 0.017, 0.019] });
    collect(ball);
    expect([ball.tally.thinPart, ball.tally.unmetSurface]).toEqual([0, 0]);
  });

  test('noise in a ball: every set of corners and every open face closes', () => {
    const noise = (x: number, y: number, z: number) => {
      const mixed = Math.imul(Math.round(x * 1e6), 0x9e3779b1) ^ Math.imul(Math.round(y * 1e6), 0x85ebca6b);
      let h = mixed ^ Math.imul(Math.round(z * 1e6), 0xc2b2ae35);
      h = Math.imul(h ^ (h >>> 15), 0x27d4eb2f);
      return ((h ^ (h >>> 13)) >>> 0) / 2 ** 32;
    };
    const iso = isoMesh(sphereMesh(1.2, 20), [body(noise, { from: null, to: 0.5 })], at(0.1));
    const mesh = collect(iso);
    expect(mesh.triangles.length / 3).toBeGreaterThan(20_000);
    expectSound(mesh);
    expect(manifoldStatus(mesh).status).toBe('NoError');
  });

  test('the walls of a lattice end at the part with sharp rims: a slab across a box has its volume to 0.2 %', () => {
    // Tilted by 30 degrees; cubes without rim vertices lose 2 % here.
    const slab = body((x, y) => 0.8660254037844386 * x + 0.5 * y, { from: -0.313, to: 0.287 });
    const mesh = collect(isoMesh(boxMesh(-1.03, -1.04, -1.05, 1.04, 1.02, 1.07), [slab], at(0.1)));
    expectSound(mesh);
    // It leaves through the sides y, so its section is a parallelogram: thickness / cos 30 times the box along y and z.
    const exact = (0.6 / 0.8660254037844386) * 2.06 * 2.12;
    expect(Math.abs(meshMeasures(mesh).volumeMm3 / exact - 1)).toBeLessThan(2e-3);
  });

  test('the union of two walls has their volumes less what they share', () => {
    const cross = [body((x) => x, { from: -0.5, to: 0.5 }), body((_, y) => y, { from: -0.25, to: 0.25 })];
    const iso = isoMesh(boxMesh(-2, -2, -2, 2, 2, 2), cross, at(0.1));
    const mesh = collect(iso);
    expectSound(mesh);
    expect(Math.abs(meshMeasures(mesh).volumeMm3 / (4 * (4 + 2 - 0.5)) - 1)).toBeLessThan(2e-3);
    expect([meshTopology(mesh).shells, iso.tally.lostWalls]).toEqual([1, 0]);
  });

  test('a gyroid sheet with a skin: vertices lie on the field, the skin or the part, to 0.5 um', () => {
    const part = sphereMesh(2.5, 24);
    const surface = triangleBvh(buildTriangleBvh(part));
    const skin: IsoBody = {
      field: skinField(surface, 0.35),
      band: { from: null, to: 0.35 },
      exactNodes: false,
      smooth: false,
    };
    const walls = sheet('gyroid', 2, 0.3);
    const mesh = collect(isoMesh(part, [walls, skin], at(0.1)));
    expectSound(mesh);
    const level = walls.band.to as number;
    const p = mesh.positions;
    const k = Math.PI;
    let worst = 0;
    for (let i = 0; i < p.length; i += 3) {
      const [x, y, z] = [p[i]!, p[i + 1]!, p[i + 2]!] as const;
      const [sx, sy, sz] = [Math.sin(k * x), Math.sin(k * y), Math.sin(k * z)] as const;
      const [cx, cy, cz] = [Math.cos(k * x), Math.cos(k * y), Math.cos(k * z)] as const;
      const f = sx * cy + sy * cz + sz * cx;
      const slope = k * Math.sqrt((cx * cy - sz * sx) ** 2 + (cy * cz - sx * sy) ** 2 + (cz * cx - sy * sz) ** 2);
      const toSurface = surface.distance(x, y, z);
      worst = Math.max(worst, Math.min(Math.abs(Math.abs(f) - level) / slope, toSurface, Math.abs(toSurface - 0.35)));
    }
    expect(worst).toBeLessThan(5e-4);
  });

  test('two runs give the same slabs', () => {
    const iso: IsoMesh = isoMesh(sphereMesh(1, 12), [sheet('diamond', 1, 0.4)], at(0.05));
    expect(collect(iso)).toEqual(collect(iso));
  });

  test('a step that single precision cannot hold is refused with the least one', () => {
    expect(() => isoMesh(boxMesh(5000, 0, 0, 5010, 1, 1), [solid()], at(0.01))).toThrow(
      /step: 0\.01 mm is too fine for single precision 5010 mm from the origin: at least 0\.048 mm/,
    );
    expect(() => isoMesh(boxMesh(0, 0, 0, 1, 1, 1), [solid()], at(0))).toThrow(/must be above 0 mm/);
  });
});

describe('five cells in a vertebra (needs shared/data)', () => {
  // Steps of 2.5 to a wall or more: the error goes with the square of the step.
  const cases = [
    ['gyroid', 24],
    ['diamond', 36],
    ['primitive', 20],
    ['iwp', 28],
    ['neovius', 36],
  ] as const;
  test.skipIf(!hasSharedData).each(cases)(
    '%s at %i steps a cell is manifold to manifold-3d, and its volume that of the contours to 0.5 %',
    (cellId, steps) => {
      const part = readStl(readFileSync(sharedData('meshes/bone_vertebra.stl')), 'bone_vertebra.stl');
      const cellMm = 16;
      const walls = sheet(cellId, cellMm, 0.3);
      const iso = isoMesh(part, [walls], at(cellMm / steps));
      const mesh = collect(iso);
      const { status, volume } = manifoldStatus(mesh);
      expect([status, iso.tally.lostWalls, iso.tally.unmetSurface]).toEqual(['NoError', 0, 0]);
      expect(meshTopology(mesh).degenerateTriangles.count).toBe(0);
      const cutter = meshCutter(part, meshEdges(part));
      const box = meshBox(part);
      const layerMm = 0.6;
      let contours = 0;
      for (let z = box[2] + layerMm / 2; z < box[5]; z += layerMm) {
        const body = { field: walls.field, band: walls.band, stepMm: cellMm / 40, originMm: [0, 0, 0] as const };
        contours += layerMm * loopsAreaMm2(cutFieldBodies([body], z, cutter.cut(z).loops));
      }
      expect(Math.abs(volume / contours - 1)).toBeLessThan(5e-3);
    },
    60_000,
  );
});
