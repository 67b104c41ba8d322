import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import type { Loops } from '../../src/core/polyline.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { nestLoops } from '../../src/geometry/loop-nesting.ts';
import { meshEdges } from '../../src/geometry/mesh-edges.ts';
import { meshBox, meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { loopsAreaMm2, signedAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { cleanContours } from '../../src/slicing/clean-contours.ts';
import { meshCutter } from '../../src/slicing/cut-mesh.ts';
import { boxMesh, insideOut, joined, meshOf, octahedronMesh, randomFrom, sphereMesh } from '../geometry/solids.ts';
import { readMesh, readTable } from '../geometry/tiny-stl.ts';
import { hasSharedData, sharedData } from '../support/shared-data.ts';

const cutterOf = (mesh: TriangleMesh) => meshCutter(mesh, meshEdges(mesh));
const cutOf = (mesh: TriangleMesh, zMm: number) => cutterOf(mesh).cut(zMm);
const pointsOf = (loops: Loops) => loops.map((loop) => [...loop.xy]);

beforeAll(() => loadClipping());

describe('a box of 2 x 3 x 4 mm', () => {
  const box = boxMesh(1, 1, 1, 3, 4, 5);

  test('has one outline of 6 mm2, counter-clockwise, at any height between its faces', () => {
    for (const z of [1.0001, 2, 3, 4.9999]) {
      const { loops, open } = cutOf(box, z);
      expect(loops.length).toBe(1);
      expect(loops[0]!.closed).toBe(true);
      expect(signedAreaMm2(loops[0]!)).toBeCloseTo(6, 9);
      expect(open).toEqual([]);
    }
  });

  test('is empty in the plane of its lower face and whole in that of its upper, as vertices in the plane are above', () => {
    expect(cutOf(box, 1).loops).toEqual([]);
    expect(loopsAreaMm2(cutOf(box, 5).loops)).toBeCloseTo(6, 9);
    expect(cutOf(box, 5.0001).loops).toEqual([]);
    expect(cutOf(box, 0.9999).loops).toEqual([]);
  });

  test('turned inside out has its outline clockwise, and no area once cleaned', () => {
    const { loops } = cutOf(insideOut(box), 2);
    expect(signedAreaMm2(loops[0]!)).toBeCloseTo(-6, 9);
    expect(cleanContours(loops)).toEqual([]);
  });
});

test('an octahedron cut through four vertices at its equator is closed and has 2 r^2', () => {
  const { loops, open } = cutOf(octahedronMesh(3), 0);
  expect(open).toEqual([]);
  expect(loops.length).toBe(1);
  expect(loopsAreaMm2(loops)).toBeCloseTo(18, 9);
});

test('a tetrahedron shrinks as the square of the height above its tip', () => {
  const mesh = meshOf(
    [
      [0, 0, 0],
      [6, 0, 3],
      [0, 6, 3],
      [-6, -6, 3],
    ],
    [
      [1, 2, 3],
      [0, 2, 1],
      [0, 3, 2],
      [0, 1, 3],
    ],
  );
  const cutter = cutterOf(mesh);
  for (const z of [0.5, 1, 2, 3]) expect(loopsAreaMm2(cutter.cut(z).loops)).toBeCloseTo(54 * (z / 3) ** 2, 3);
  expect(cutter.cut(0).loops).toEqual([]);
});

test('faces in the plane of the cut leave no open contour: a step is the lower part at its own height', () => {
  const step = joined(boxMesh(0, 0, 0, 4, 4, 2), boxMesh(0, 0, 2, 1, 4, 3));
  const cutter = cutterOf(step);
  expect(loopsAreaMm2(cutter.cut(2).loops)).toBeCloseTo(16, 9);
  expect(loopsAreaMm2(cutter.cut(2.0001).loops)).toBeCloseTo(4, 9);
  expect(cutter.cut(2).open).toEqual([]);
});

test('a hollow box has its hole clockwise', () => {
  const { loops } = cutOf(joined(boxMesh(0, 0, 0, 4, 4, 4), insideOut(boxMesh(1, 1, 1, 3, 3, 3))), 2);
  expect(loops.map((loop) => Math.round(signedAreaMm2(loop)))).toEqual([16, -4]);
});

test('overlapping boxes merge once cleaned', () => {
  const { loops } = cutOf(joined(boxMesh(0, 0, 0, 4, 4, 4), boxMesh(2, 2, 0, 6, 6, 4)), 2);
  expect(loops.length).toBe(2);
  const clean = cleanContours(loops);
  expect(clean.length).toBe(1);
  expect(loopsAreaMm2(clean)).toBeCloseTo(28, 9);
});

test('bodies that share an edge keep contours of their own', () => {
  // Two boxes on one common vertical edge at 1, 1.
  const first = boxMesh(0, 0, 0, 1, 1, 1);
  const second = [...boxMesh(1, 1, 0, 2, 2, 1).triangles].map((v) => (v === 0 ? 2 : v === 4 ? 6 : v + 8));
  const mesh = {
    positions: Float64Array.from([...first.positions, ...boxMesh(1, 1, 0, 2, 2, 1).positions]),
    triangles: Uint32Array.from([...first.triangles, ...second]),
  };
  const { loops, open } = cutOf(mesh, 0.5);
  expect(open).toEqual([]);
  expect(loops.map((loop) => signedAreaMm2(loop).toFixed(6))).toEqual(['1.000000', '1.000000']);
});

test('an open mesh gives its chain as an open line, solid on its left', () => {
  const box = boxMesh(0, 0, 0, 2, 2, 2);
  // Without the two triangles of the face at y = 0.
  const triangles = Uint32Array.from([...box.triangles.slice(0, 12), ...box.triangles.slice(18)]);
  const { loops, open } = cutOf({ positions: box.positions, triangles }, 1);
  expect(loops).toEqual([]);
  expect(open.length).toBe(1);
  expect(open[0]!.closed).toBe(false);
  const { xy } = open[0]!;
  expect([xy[0], xy[1], xy.at(-2), xy.at(-1)]).toEqual([2, 0, 0, 0]);
});

test('a triangle turned the wrong way opens the contour and says so', () => {
  const box = boxMesh(0, 0, 0, 2, 2, 2);
  const triangles = box.triangles.slice();
  [triangles[13], triangles[14]] = [triangles[14]!, triangles[13]!];
  const { loops, open } = cutOf({ positions: box.positions, triangles }, 1);
  expect(loops).toEqual([]);
  expect(open.length).toBe(2);
});

test('meshes without a triangle, or of no height, have empty cuts', () => {
  expect(cutOf(meshOf([], []), 1)).toEqual({ loops: [], open: [] });
  expect(cutOf(boxMesh(0, 0, 1, 1, 1, 1), 1)).toEqual({ loops: [], open: [] });
});

test('a height that is not a number is our own fault', () => {
  expect(() => cutOf(boxMesh(0, 0, 0, 1, 1, 1), Number.NaN)).toThrowError(/internal check failed: a cut height/);
});

test('triangles that use a vertex twice change nothing', () => {
  const box = boxMesh(0, 0, 0, 2, 2, 2);
  const more = { positions: box.positions, triangles: Uint32Array.from([0, 4, 4, ...box.triangles, 1, 1, 6]) };
  expect(pointsOf(cutOf(more, 1).loops)).toEqual(pointsOf(cutOf(box, 1).loops));
});

test('flat triangles with three vertices on one line change no area', () => {
  // The edge from 0,0,0 to 0,0,2 has a vertex in its middle on one side only; a flat triangle fills the seam.
  const mesh = meshOf(
    [
      [0, 0, 0],
      [3, 0, 1],
      [0, 3, 1],
      [0, 0, 2],
      [0, 0, 1],
    ],
    [
      [0, 2, 1],
      [1, 2, 3],
      [0, 1, 4],
      [4, 1, 3],
      [2, 0, 3],
      [0, 4, 3],
    ],
  );
  for (const z of [0.5, 1, 1.5]) {
    const { loops, open } = cutOf(mesh, z);
    expect(open).toEqual([]);
    expect(loopsAreaMm2(loops)).toBeCloseTo(4.5 * (1 - Math.abs(z - 1)) ** 2, 3);
  }
});

test('points lie on the grid and none repeats its neighbour', () => {
  for (const z of [0.001, 1.2345, 4.999]) {
    for (const { xy } of cutOf(sphereMesh(5, 60), z).loops) {
      for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
        expect(xy[i]).toBe(Math.round(xy[i]! * 10000) / 10000);
        expect(xy[i] === xy[j] && xy[i + 1] === xy[j + 1]).toBe(false);
      }
    }
  }
});

/** Area of the convex hull of the points where segments between any two vertices cross a plane. */
function hullSectionArea(points: readonly (readonly number[])[], z: number): number {
  const section: [number, number][] = [];
  for (const p of points) {
    for (const q of points) {
      if (p[2]! >= z || q[2]! < z) continue;
      const part = (z - p[2]!) / (q[2]! - p[2]!);
      section.push([p[0]! + part * (q[0]! - p[0]!), p[1]! + part * (q[1]! - p[1]!)]);
    }
  }
  section.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: readonly [number, number][]) => {
    const out: [number, number][] = [];
    for (const c of list) {
      for (;;) {
        const b = out.at(-1);
        const a = out.at(-2);
        if (a === undefined || b === undefined) break;
        if ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0) break;
        out.pop();
      }
      out.push(c);
    }
    return out.slice(0, -1);
  };
  const hull = [...half(section), ...half(section.toReversed())];
  return loopsAreaMm2([{ xy: Float64Array.from(hull.flat()), closed: true }]);
}

/** Convex hull by brute force: every triple with all points on one side; coplanar quadruples make it give up. */
function convexMesh(points: readonly (readonly number[])[]): TriangleMesh | null {
  const triangles: number[][] = [];
  const n = points.length;
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      for (let c = b + 1; c < n; c++) {
        const [p, q, r] = [points[a]!, points[b]!, points[c]!];
        const u = [0, 1, 2].map((k) => q[k]! - p[k]!);
        const v = [0, 1, 2].map((k) => r[k]! - p[k]!);
        const normal = [u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!];
        const sides = points
          .filter((_, i) => i !== a && i !== b && i !== c)
          .map((s) => Math.sign([0, 1, 2].reduce((sum, k) => sum + normal[k]! * (s[k]! - p[k]!), 0)));
        if (sides.includes(0)) return null;
        if (sides.every((side) => side < 0)) triangles.push([a, b, c]);
        else if (sides.every((side) => side > 0)) triangles.push([a, c, b]);
      }
    }
  }
  return meshOf(points, triangles);
}

test('random convex bodies, cut at and between their vertices, have the area of the hull of all crossings', () => {
  const point = fc.tuple(
    fc.integer({ min: -20, max: 20 }),
    fc.integer({ min: -20, max: 20 }),
    fc.integer({ min: 0, max: 8 }),
  );
  let cuts = 0;
  fc.assert(
    fc.property(fc.uniqueArray(point, { minLength: 5, maxLength: 9, selector: (p) => p.join() }), (points) => {
      const mesh = convexMesh(points);
      if (mesh === null) return;
      const cutter = cutterOf(mesh);
      for (let z = 0; z <= 8; z += 0.5) {
        const { loops, open } = cutter.cut(z);
        expect(open).toEqual([]);
        // Snapping moves each point by at most 0.07 um: along 120 mm of contour less than 0.01 mm2.
        expect(Math.abs(loopsAreaMm2(loops) - hullSectionArea(points, z))).toBeLessThan(0.01);
        cuts++;
      }
    }),
    { seed: 21, numRuns: 300 },
  );
  expect(cuts).toBeGreaterThan(500);
});

describe('the sweep', () => {
  const sphere = sphereMesh(5, 30);
  const heights = Array.from({ length: 101 }, (_, i) => -5 + i / 10);

  test('takes in each triangle once, however many heights are cut', () => {
    const cutter = cutterOf(sphere);
    for (const z of heights) cutter.cut(z);
    expect(cutter.trianglesEntered()).toBe(sphere.triangles.length / 3);
    for (let i = 0; i < 10; i++) cutter.cut(6);
    expect(cutter.trianglesEntered()).toBe(sphere.triangles.length / 3);
  });

  test('has not yet taken in what begins above', () => {
    const cutter = cutterOf(sphere);
    cutter.cut(-4.9);
    expect(cutter.trianglesEntered()).toBeLessThan(sphere.triangles.length / 30);
  });

  test('gives the same points in any order of heights', () => {
    const rising = cutterOf(sphere);
    const expected = heights.map((z) => pointsOf(rising.cut(z).loops));
    const random = randomFrom(6);
    const shuffled = cutterOf(sphere);
    for (let i = 0; i < 200; i++) {
      const k = Math.floor(random() * heights.length);
      expect(pointsOf(shuffled.cut(heights[k]!).loops)).toEqual(expected[k]);
    }
  });

  test('gives the same points from shared memory', () => {
    const edges = meshEdges(sphere);
    const floats = new Float64Array(new SharedArrayBuffer(sphere.positions.byteLength));
    floats.set(sphere.positions);
    const words = [sphere.triangles, edges.sideEdges, edges.edgeVertices].map((values) => {
      const copy = new Uint32Array(new SharedArrayBuffer(values.byteLength));
      copy.set(values);
      return copy;
    });
    const shared = meshCutter(
      { positions: floats, triangles: words[0]! },
      { sideEdges: words[1]!, edgeVertices: words[2]! },
    );
    expect(pointsOf(shared.cut(1).loops)).toEqual(pointsOf(cutOf(sphere, 1).loops));
  });
});

describe.skipIf(!hasSharedData)('real meshes (needs shared/data)', () => {
  const rows = hasSharedData ? readTable(sharedData('oracle/slic3r_1.3.0_areas.tsv')) : [];
  const meshes = hasSharedData ? readTable(sharedData('oracle/summary.tsv')).filter((r) => r.watertight === 'yes') : [];

  test.each(meshes)('$file has the areas, outlines and holes that Slic3r 1.3 finds', (summary) => {
    const mesh = readMesh(sharedData(`meshes/${summary.file}`));
    const zMin = meshBox(mesh)[2];
    const cutter = cutterOf(mesh);
    let difference = 0;
    const otherCounts: string[] = [];
    const layers = rows.filter((row) => row.file === summary.file);
    expect(layers.length).toBe(Number(summary.layers));
    for (const row of layers) {
      const { loops, open } = cutter.cut(zMin + Number(row.z_mid));
      expect(open).toEqual([]);
      const clean = cleanContours(loops);
      difference += Math.abs(loopsAreaMm2(clean) - Number(row.area_mm2)) * Number(summary.layer_height);
      const nested = nestLoops(clean);
      const holes = nested.reduce((sum, { holes }) => sum + holes.length, 0);
      const counts = `${nested.length} outlines, ${holes} holes`;
      const expected = `${row.contours} outlines, ${row.holes} holes`;
      if (counts !== expected || nested.length + holes !== clean.length) otherCounts.push(`${row.z_mid}: ${counts}`);
    }
    expect(otherCounts).toEqual([]);
    // Measured: 0 to 3.4e-6, the most for a screw of 5.5 mm.
    expect(difference / Number(summary.mesh_signed_volume)).toBeLessThan(1e-5);
  });

  test('no cut of a watertight STL file stays open, manifold or not, and its layers add up to its volume', () => {
    let cutMeshes = 0;
    for (const { file = '' } of readTable(sharedData('meshes/index.tsv'))) {
      if (!/\.stl$/i.test(file) || /empty\.|_empty|unparseable|toomany|invalidvertex/.test(file)) continue;
      const raw = readMesh(sharedData(`meshes/${file}`));
      if (raw.triangles.length === 0) continue;
      const size = meshBox(raw);
      // Some bones are in metres.
      const unit = size[5] - size[2] < 0.2 ? 1000 : 1;
      const mesh = { positions: raw.positions.map((value) => value * unit), triangles: raw.triangles };
      const topology = meshTopology(mesh);
      if (!topology.watertight) continue;
      cutMeshes++;
      const cutter = meshCutter(mesh, topology);
      const { box, volumeMm3 } = meshMeasures(mesh);
      const step = (box[5] - box[2]) / 400;
      let volume = 0;
      for (let i = 0; i < 400; i++) {
        const { loops, open } = cutter.cut(box[2] + (i + 0.5) * step);
        expect(open).toEqual([]);
        volume += loopsAreaMm2(loops) * step;
      }
      // The midpoint rule with 400 layers; the worst measured is 0.11 %, of a screw with its thread.
      expect(Math.abs(volume / volumeMm3 - 1), file).toBeLessThan(2e-3);
    }
    expect(cutMeshes).toBeGreaterThan(30);
  });

  test('two cubes that touch along an edge have 2 mm2 in two contours', () => {
    const mesh = readMesh(sharedData('meshes/edge_cubes-touching.stl'));
    const box = meshBox(mesh);
    const { loops, open } = cutOf(mesh, (box[2] + box[5]) / 2);
    expect(open).toEqual([]);
    expect(loops.map((loop) => signedAreaMm2(loop).toFixed(4))).toEqual(['1.0000', '1.0000']);
  });
});
