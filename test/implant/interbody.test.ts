import loadManifold, { type ManifoldToplevel } from 'manifold-3d';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../src/core/mesh.ts';
import { meshMeasures } from '../../src/geometry/mesh-measures.ts';
import { meshTopology } from '../../src/geometry/mesh-topology.ts';
import { centroidMm, loopsAreaMm2, signedAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { type TriangleBvh, triangleBvh } from '../../src/geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../src/geometry/triangle-bvh-build.ts';
import { footprintOutline } from '../../src/implant/footprint.ts';
import { buildInterbody, EXAMPLE_INTERBODY, type Interbody } from '../../src/implant/interbody.ts';
import { meshCutter } from '../../src/slicing/cut-mesh.ts';

const RAD = Math.PI / 180;
const TAN_8 = Math.tan(8 * RAD);
const SIN_35 = Math.sin(35 * RAD);
const COS_35 = Math.cos(35 * RAD);

/** Height of the cranial plane: 13 mm at y = 12, 8 degrees. */
const cranialMm = (y: number) => 13 - (12 - y) * TAN_8;

/** The anterior wall is a circle of 40 mm about (0, -28); the canals enter it 8.75 mm from the midline. */
const ENTRY_Y = Math.sqrt(40 ** 2 - 8.75 ** 2) - 28;
const BORE = 2.25;
const SEAT = 3.4;
/** A cone of 90 degrees is as long as its radius shrinks. */
const CONE_END = 3 + SEAT - BORE;

/** The canals by hand: where their axes enter, and whether they rise. */
const CANALS = [
  { name: 'cranial', x: 8.75, z: 6.6, rise: 1 },
  { name: 'caudal', x: -8.75, z: 6.1, rise: -1 },
] as const;
type Canal = (typeof CANALS)[number];

/** Point at a distance along the axis of a canal, and at a radius and angle around it. */
function atCanal({ x, z, rise }: Canal, along: number, radius: number, angle: number): [number, number, number] {
  const aside = radius * Math.cos(angle);
  const across = radius * Math.sin(angle);
  return [x + aside, ENTRY_Y - COS_35 * along + SIN_35 * across, z + rise * (SIN_35 * along + COS_35 * across)];
}

/** Length of the axis from the anterior wall to the plane of the face that it pierces. */
function axisLengthMm({ z, rise }: Canal): number {
  return rise > 0 ? (cranialMm(ENTRY_Y) - z) / (SIN_35 + COS_35 * TAN_8) : z / SIN_35;
}

const ANGLES = Array.from({ length: 24 }, (_, i) => (i + 0.3) * (Math.PI / 12));
const OUTLINE = footprintOutline(EXAMPLE_INTERBODY, 0);

function outlineDistance(x: number, y: number): number {
  let best = Infinity;
  for (let i = 0, j = OUTLINE.length - 2; i < OUTLINE.length; j = i, i += 2) {
    const [ax, ay] = [OUTLINE[j]!, OUTLINE[j + 1]!];
    const [bx, by] = [OUTLINE[i]! - ax, OUTLINE[i + 1]! - ay];
    const t = Math.max(0, Math.min(1, ((x - ax) * bx + (y - ay) * by) / (bx * bx + by * by)));
    best = Math.min(best, Math.hypot(ax + t * bx - x, ay + t * by - y));
  }
  return best;
}

const bvhOf = (mesh: TriangleMesh, subset?: Uint32Array) => triangleBvh(buildTriangleBvh(mesh, subset));

/** Corners and unit normal of each triangle. */
function* facets({ positions, triangles }: TriangleMesh) {
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [0, 1, 2].map((k) => [...positions.subarray(3 * triangles[t + k]!, 3 * triangles[t + k]! + 3)]);
    const [a, b, c] = corners as [number[], number[], number[]];
    const u = b.map((v, i) => v - a[i]!);
    const w = c.map((v, i) => v - a[i]!);
    const n = [0, 1, 2].map((i) => u[(i + 1) % 3]! * w[(i + 2) % 3]! - u[(i + 2) % 3]! * w[(i + 1) % 3]!);
    const length = Math.hypot(...n);
    yield { index: t / 3, corners, normal: n.map((v) => v / length), areaMm2: length / 2 };
  }
}

/** Points spread over a mesh, at most about `spacing` apart. */
function* surfacePoints(mesh: TriangleMesh, spacing: number) {
  for (const { corners } of facets(mesh)) {
    const [a, b, c] = corners as [number[], number[], number[]];
    const span = Math.max(Math.hypot(...b.map((v, i) => v - a[i]!)), Math.hypot(...c.map((v, i) => v - a[i]!)));
    const steps = Math.max(1, Math.ceil(span / spacing));
    for (let i = 0; i <= steps; i++) {
      for (let j = 0; i + j <= steps; j++) {
        yield a.map((v, k) => v + ((b[k]! - v) * i + (c[k]! - v) * j) / steps) as [number, number, number];
      }
    }
  }
}

describe('the example interbody', () => {
  let manifold: ManifoldToplevel;
  let cage: Interbody;
  let part: TriangleBvh;
  let core: TriangleBvh;
  beforeAll(async () => {
    manifold = await loadManifold();
    manifold.setup();
    cage = buildInterbody(manifold, EXAMPLE_INTERBODY);
    part = bvhOf(cage.part);
    core = bvhOf(cage.core);
  });

  test('is closed, one shell and without faults, 30 x 24 mm, standing on z = 0', () => {
    const topology = meshTopology(cage.part);
    expect(topology).toMatchObject({ watertight: true, shells: 1 });
    for (const fault of ['nonManifoldEdges', 'degenerateTriangles', 'duplicateTriangles'] as const) {
      expect(topology[fault].count).toBe(0);
    }
    const [x0, y0, z0, x1, y1, z1] = meshMeasures(cage.part).box;
    expect([x0, y0, z0, x1, y1]).toEqual([-15, -12, 0, 15, 12]);
    // The rounded rim touches the cranial plane half a millimetre behind the front and is highest a little before that.
    expect(z1).toBeGreaterThan(cranialMm(11.5));
    expect(z1).toBeLessThan(13);
  });

  test('has three through-holes: the window and two canals', () => {
    // Euler characteristic 2 - 2 genus.
    const { edgeVertices } = meshTopology(cage.part);
    const faces = cage.part.triangles.length / 3;
    expect(cage.part.positions.length / 3 - edgeVertices.length / 2 + faces).toBe(2 - 2 * 3);
  });

  test('has the volume of its prism less window, canals and rims, to half a percent', () => {
    const line = { xy: OUTLINE, closed: true };
    const prism = signedAreaMm2(line) * cranialMm(centroidMm(line)[1]);
    const window = (8.5 * 8 - (4 - Math.PI) * 2 ** 2) * cranialMm(0);
    let canals = 0;
    for (const canal of CANALS) {
      // A plane cuts a cylinder to the volume of its section times the length of its axis; the wall is nearly plane.
      canals += Math.PI * SEAT ** 2 * 3 + Math.PI * BORE ** 2 * (axisLengthMm(canal) - CONE_END);
      canals += (Math.PI / 3) * (CONE_END - 3) * (SEAT ** 2 + SEAT * BORE + BORE ** 2);
    }
    const aroundMm = 2 * (30 + 24) * 0.87;
    const rims = aroundMm * 0.5 ** 2 * (1 / 2 + 1 - Math.PI / 4);
    const { volumeMm3 } = meshMeasures(cage.part);
    expect(Math.abs(volumeMm3 / (prism - window - canals - rims) - 1)).toBeLessThan(0.005);
  });

  test('has the volume of its sections, cut every 20 um', () => {
    const cutter = meshCutter(cage.part, meshTopology(cage.part));
    let sum = 0;
    for (let i = 0; i < 650; i++) {
      const { loops, open } = cutter.cut(0.02 * i + 0.01);
      expect(open).toHaveLength(0);
      sum += 0.02 * loopsAreaMm2(loops);
    }
    expect(Math.abs(sum / meshMeasures(cage.part).volumeMm3 - 1)).toBeLessThan(1e-4);
  });

  test('opens by 8 degrees between the endplate faces, and is 13 and 9.627 mm high in front and behind', () => {
    const large = [...facets(cage.part)].filter(({ areaMm2, normal }) => areaMm2 > 2 && Math.abs(normal[2]!) > 0.9);
    const caudal = large.filter(({ normal }) => normal[2]! < 0);
    const cranial = large.filter(({ normal }) => normal[2]! > 0);
    expect(caudal.length).toBeGreaterThan(3);
    expect(cranial.length).toBeGreaterThan(3);
    for (const { normal } of caudal) expect(normal).toEqual([0, 0, -1].map((v) => expect.closeTo(v, 12)));
    for (const { normal, corners } of cranial) {
      // The library hands out float32, which tilts a facet of a few mm by a few 1e-6.
      expect(Math.abs(Math.atan2(-normal[1]!, normal[2]!) - 8 * RAD)).toBeLessThan(5e-6);
      expect(Math.abs(normal[0]!)).toBeLessThan(5e-6);
      for (const [, y, z] of corners) expect(Math.abs(z! - cranialMm(y!))).toBeLessThan(1e-6);
    }
    const mean = [0, 1, 2].map((i) => cranial.reduce((sum, { normal, areaMm2 }) => sum + areaMm2 * normal[i]!, 0));
    expect(Math.abs(Math.atan2(-mean[1]!, mean[2]!) / RAD - 8)).toBeLessThan(1e-6);
    expect(cranialMm(-12)).toBeCloseTo(9.627, 3);
  });

  describe.each(CANALS)('the $name canal', (canal) => {
    test('is free along its axis, from before its mouth to beyond the face that it pierces', () => {
      for (let along = -4; along < axisLengthMm(canal) + 6; along += 0.05) {
        expect(part.windingNumber(...atCanal(canal, along, 0, 0))).toBe(0);
      }
      const [, , z] = atCanal(canal, axisLengthMm(canal) + 6, 0, 0);
      expect(canal.rise > 0 ? z - cranialMm(ENTRY_Y) : -z).toBeGreaterThan(0);
    });

    test('is a round bore in solid: void inside its radius, solid around it as far as the collar', () => {
      let around = 0;
      for (let along = CONE_END + 0.02; along < axisLengthMm(canal) + 4; along += 0.1) {
        for (const angle of ANGLES) {
          expect(part.windingNumber(...atCanal(canal, along, BORE - 0.005, angle))).toBe(0);
          for (const radius of [BORE + 0.001, BORE + 0.75, BORE + 1.5]) {
            const at = atCanal(canal, along, radius, angle);
            // Beyond the faces there is no part, and beside the bore the cone may be nearer than the collar is thick.
            if (at[2] < 0.01 || at[2] > cranialMm(at[1]) - 0.01 || along < CONE_END + radius - BORE) continue;
            expect(part.windingNumber(...at)).toBe(1);
            expect(core.windingNumber(...atCanal(canal, along, radius - 0.002, angle))).toBe(0);
            around++;
          }
        }
      }
      expect(around).toBeGreaterThan(1000);
    });

    test('has a seat of 6.8 mm, 3 mm deep, on a cone of 90 degrees', () => {
      for (const angle of ANGLES) {
        for (const along of [0, 1, 2, 2.99]) {
          expect(part.windingNumber(...atCanal(canal, along, SEAT - 0.005, angle))).toBe(0);
        }
        expect(part.windingNumber(...atCanal(canal, 2.99, SEAT + 0.001, angle))).toBe(1);
        expect(part.windingNumber(...atCanal(canal, 3.5, SEAT - 0.5 - 0.005, angle))).toBe(0);
        expect(part.windingNumber(...atCanal(canal, 3.5, SEAT - 0.5 + 0.001, angle))).toBe(1);
      }
    });
  });

  test('has a free window in solid walls', () => {
    for (let z = -0.5; z < 13; z += 0.1) {
      for (let x = -4.245; x < 4.25; x += 0.566) expect(part.windingNumber(x, 0.01, z)).toBe(0);
      for (let y = -3.995; y < 4; y += 0.5) expect(part.windingNumber(0.01, y, z)).toBe(0);
    }
    for (let z = 0.01; z < cranialMm(-4.1) - 0.01; z += 0.1) {
      for (const [x, y] of [
        [4.26, 0],
        [-4.26, 0],
        [0, 4.01],
        [0, -4.01],
      ] as const) {
        expect(part.windingNumber(x, y, z)).toBe(1);
      }
    }
  });

  test('has a core that is closed, one shell, and reaches half a millimetre beyond both endplate faces', () => {
    expect(meshTopology(cage.core)).toMatchObject({ watertight: true, shells: 1 });
    let beyond = -Infinity;
    for (const [, y, z] of surfacePoints(cage.core, 100)) beyond = Math.max(beyond, z - cranialMm(y));
    expect(beyond).toBeCloseTo(0.5, 5);
    expect(meshMeasures(cage.core).box[2]).toBe(-0.5);
    for (const x of [-7, 0, 7]) {
      for (const z of [-0.49, 3, 6, cranialMm(-7.5) + 0.49]) expect(core.windingNumber(x, -7.5, z)).toBe(1);
    }
    // In front of that the right arm is open below its canal only, the left arm above its canal only.
    expect([-0.49, cranialMm(2) + 0.49].map((z) => core.windingNumber(9, 2, z))).toEqual([1, 0]);
    expect([-0.49, cranialMm(2) + 0.49].map((z) => core.windingNumber(-9, 2, z))).toEqual([0, 1]);
  });

  test('has a core that keeps the frame of 2 mm and no more to the outside', () => {
    let least = Infinity;
    for (const [x, y] of surfacePoints(cage.core, 2)) least = Math.min(least, outlineDistance(x, y));
    expect(least).toBeGreaterThan(2 - 0.005);
    expect(least).toBeLessThan(2 + 0.005);
  });

  test('has a core that keeps the collar of 1.5 mm and no more to window, canals and seats', () => {
    // The walls within the part: whatever is neither an endplate face nor on the outside and its rims.
    const walls: number[] = [];
    for (const { index, corners, normal } of facets(cage.part)) {
      const onFace = corners.every(([, y, z]) => Math.abs(z!) < 1e-5 || Math.abs(z! - cranialMm(y!)) < 1e-5);
      const flat = Math.abs(normal[2]!) > 0.98 && onFace;
      if (!flat && corners.some(([x, y]) => outlineDistance(x!, y!) > 0.51)) walls.push(index);
    }
    expect(walls.length).toBeGreaterThan(1000);
    const inner = bvhOf(cage.part, Uint32Array.from(walls));
    const least = { window: Infinity, right: Infinity, left: Infinity };
    for (const [x, y, z] of surfacePoints(cage.core, 0.5)) {
      if (z < 0 || z > cranialMm(y)) continue;
      const distance = inner.distance(x, y, z);
      const side = Math.abs(x) < 6 ? 'window' : x > 0 ? 'right' : 'left';
      least[side] = Math.min(least[side], distance);
    }
    for (const distance of Object.values(least)) {
      expect(distance).toBeGreaterThan(1.5 - 0.005);
      expect(distance).toBeLessThan(1.5 + 0.02);
    }
  });

  test('has a core with sections at least 3.5 mm wide: a disc of that size sweeps all but two sharp corners', () => {
    const cutter = meshCutter(cage.core, meshTopology(cage.core));
    for (const z of [0.1, 2, 4, 6, 8, 9.5]) {
      const polygons = cutter.cut(z).loops.map(({ xy }) => {
        const points: [number, number][] = [];
        for (let i = 0; i < xy.length; i += 2) points.push([xy[i]!, xy[i + 1]!]);
        return points;
      });
      const section = new manifold.CrossSection(polygons);
      const swept = section.offset(-1.745, 'Round', 2, 128).offset(1.745, 'Round', 2, 128);
      // The disc leaves (1 - pi/4) r^2 of a right angle, and more of the sharper corner beside the round window.
      expect(section.area() - swept.area()).toBeLessThan(4 * (1 - Math.PI / 4) * 1.745 ** 2);
      expect(swept.area()).toBeGreaterThan(100);
    }
  });

  test('is the same bytes on each build, by another instance of the library too', async () => {
    const other = await loadManifold();
    other.setup();
    for (const again of [buildInterbody(manifold, EXAMPLE_INTERBODY), buildInterbody(other, EXAMPLE_INTERBODY)]) {
      expect(again).toEqual(cage);
    }
  });

  test('follows its size: without lordosis a box-like part of even height', () => {
    const { part: flat } = buildInterbody(manifold, { ...EXAMPLE_INTERBODY, lordosisDeg: 0, anteriorHeightMm: 14 });
    expect(meshTopology(flat)).toMatchObject({ watertight: true, shells: 1 });
    expect(meshMeasures(flat).box).toEqual([-15, -12, 0, 15, 12, 14]);
  });
});
