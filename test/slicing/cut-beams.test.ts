import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BeamSet } from '../../src/core/beams.ts';
import type { Loops } from '../../src/core/polyline.ts';
import { readThreeMf } from '../../src/formats/threemf/read-threemf.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loopsAreaMm2 } from '../../src/geometry/polygon-area.ts';
import { beamCutter } from '../../src/slicing/cut-beams.ts';
import { boxMesh, randomFrom } from '../geometry/solids.ts';
import { hasSharedData, sharedData } from '../support/shared-data.ts';
import { beamsOf, countedVolumeMm3 } from './beam-points.ts';

const BUTT = [0, 0];
const SPHERE = [1, 1];
const HEMISPHERE = [2, 2];
const pointsOf = (loops: Loops) => loops.map((loop) => [...loop.xy]);

beforeAll(() => loadClipping());

/** Sum of the sections of evenly spaced layers. */
function slicedVolumeMm3(set: BeamSet, layers: number): number {
  const { cut, box } = beamCutter(set);
  const step = (box[5] - box[2]) / layers;
  let sum = 0;
  for (let i = 0; i < layers; i++) sum += loopsAreaMm2(cut(box[2] + (i + 0.5) * step));
  return sum * step;
}

/** A beam of a length from the origin, that rises by an angle toward a direction. */
function leaning(lengthMm: number, riseDeg: number, r1: number, r2 = r1, turnDeg = 25): number[] {
  const rise = (riseDeg * Math.PI) / 180;
  const turn = (turnDeg * Math.PI) / 180;
  const level = lengthMm * Math.cos(rise);
  return [1, 2, 3, 1 + level * Math.cos(turn), 2 + level * Math.sin(turn), 3 + lengthMm * Math.sin(rise), r1, r2];
}

describe('one beam', () => {
  test('upright with flat ends has the disc of its radius at any height between them', () => {
    const { cut, box } = beamCutter(beamsOf([[0, 0, 1, 0, 0, 4, 0.5, 0.5]], BUTT));
    expect(box).toEqual([-0.5, -0.5, 1, 0.5, 0.5, 4]);
    for (const z of [1.0001, 2, 3.9999]) {
      const [loop, ...more] = cut(z);
      expect(more).toEqual([]);
      // Half a grid unit all along the border is 1.6e-4 mm2.
      expect(Math.abs(loopsAreaMm2([loop!]) - Math.PI / 4)).toBeLessThan(5e-5);
    }
    expect([cut(0.9999), cut(4.0001)]).toEqual([[], []]);
  });

  test('tilted by 45 degrees has an ellipse of pi r^2 / cos, with both half axes within half a micrometre', () => {
    const { cut } = beamCutter(beamsOf([[-5, 0, -5, 5, 0, 5, 0.5, 0.5]], BUTT));
    const loops = cut(0);
    expect(loops.length).toBe(1);
    expect(loopsAreaMm2(loops) / ((Math.PI * 0.25) / Math.SQRT1_2)).toBeCloseTo(1, 4);
    const xs = loops[0]!.xy.filter((_, i) => i % 2 === 0);
    const ys = loops[0]!.xy.filter((_, i) => i % 2 === 1);
    expect(Math.abs(Math.max(...xs) - 0.5 * Math.SQRT2)).toBeLessThan(0.0006);
    expect(Math.abs(Math.min(...ys) + 0.5)).toBeLessThan(0.0006);
  });

  test('at 1 in 20 has chords that stay within half a micrometre of an ellipse twenty times as long as wide', () => {
    const [r, half] = [0.5, 30];
    const { cut } = beamCutter(beamsOf([[-half, 0, -half / 20, half, 0, half / 20, r, r]], BUTT));
    const long = r * Math.sqrt(1 + 20 * 20);
    const { xy } = cut(0)[0]!;
    let worst = 0;
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      for (const part of [0, 0.5]) {
        const x = (xy[i]! + part * (xy[j]! - xy[i]!)) / long;
        const y = (xy[i + 1]! + part * (xy[j + 1]! - xy[i + 1]!)) / r;
        // The distance to first order: the excess of the level set by the length of its gradient.
        worst = Math.max(worst, Math.abs(x * x + y * y - 1) / (2 * Math.hypot(x / long, y / r)));
      }
    }
    expect(worst).toBeLessThan(0.0006);
    expect(loopsAreaMm2([{ xy, closed: true }]) / (Math.PI * r * long)).toBeCloseTo(1, 4);
  });

  test('level has a strip: twice the root of r^2 - z^2 wide and as long as the beam', () => {
    const { cut } = beamCutter(beamsOf([[1, 1, 0, 5, 4, 0, 0.5, 0.5]], BUTT));
    for (const z of [-0.3, 0, 0.4]) {
      const loops = cut(z);
      expect(loops[0]!.xy.length).toBe(8);
      expect(Math.abs(loopsAreaMm2(loops) - 5 * 2 * Math.sqrt(0.25 - z * z))).toBeLessThan(0.001);
    }
    expect(cut(0.5001)).toEqual([]);
  });

  test('level and tapered has a trapezoid at the height of its axis', () => {
    const { cut } = beamCutter(beamsOf([[0, 0, 0, 4, 0, 0, 0.5, 0.2]], BUTT));
    expect(pointsOf(cut(0))).toEqual([[0, -0.5, 4, -0.2, 4, 0.2, 0, 0.5]]);
  });

  test.each([0, 1e-9, 1e-5, 0.01, 0.5, 3, 20, 45, 70, 89, 89.999999, 90])(
    'that rises by %d degrees has the volume of a cylinder, a frustum, a capsule and half balls of two sizes',
    (riseDeg) => {
      const [r, R, length] = [0.25, 0.6, 4];
      const [cylinder, frustum] = [Math.PI * r * r * length, (Math.PI * length * (R * R + R * r + r * r)) / 3];
      const capsule = cylinder + (4 / 3) * Math.PI * r ** 3;
      const halves = frustum + (2 / 3) * Math.PI * (R ** 3 + r ** 3);
      const volumes = [
        [slicedVolumeMm3(beamsOf([leaning(length, riseDeg, r)], BUTT), 400), cylinder],
        [slicedVolumeMm3(beamsOf([leaning(length, riseDeg, R, r)], BUTT), 400), frustum],
        [slicedVolumeMm3(beamsOf([leaning(length, riseDeg, r)], SPHERE), 400), capsule],
        [slicedVolumeMm3(beamsOf([leaning(length, -riseDeg, r, R, 200)], HEMISPHERE), 400), halves],
      ] as const;
      // The midpoint rule of 400 layers is off by up to 6e-5 where sections begin with a width.
      for (const [sliced, exact] of volumes) expect(Math.abs(sliced / exact - 1)).toBeLessThan(1.5e-4);
    },
  );

  test('with balls at its ends bulges at the thick one, and the volume is that of the outline turned about the axis', () => {
    const [r1, r2, length] = [0.8, 0.3, 3];
    let exact = 0;
    const steps = 200_000;
    for (let i = 0; i < steps; i++) {
      const s = -r1 + ((i + 0.5) / steps) * (length + r1 + r2);
      const cone = s >= 0 && s <= length ? r1 + ((r2 - r1) * s) / length : 0;
      const square = Math.max(cone * cone, r1 * r1 - s * s, r2 * r2 - (s - length) ** 2, 0);
      exact += (Math.PI * square * (length + r1 + r2)) / steps;
    }
    for (const riseDeg of [0, 30, 90]) {
      const sliced = slicedVolumeMm3(beamsOf([leaning(length, riseDeg, r1, r2)], SPHERE), 400);
      expect(Math.abs(sliced / exact - 1)).toBeLessThan(1.5e-4);
    }
  });

  test('that is shorter than the ball at one end keeps the whole ball of a sphere and cuts that of a hemisphere', () => {
    const [r, length] = [1, 0.4];
    // With sphere and butt the ball of the first end stands out beyond the second disc.
    const ball = (4 / 3) * Math.PI * r ** 3;
    const outside = Math.PI * (r * r * length - (r * r * length - length ** 3 / 3));
    for (const riseDeg of [0, 40, 90]) {
      const whole = slicedVolumeMm3(beamsOf([leaning(length, riseDeg, r)], [1, 0]), 800);
      expect(Math.abs(whole / (ball + outside) - 1)).toBeLessThan(1.5e-4);
      const half = slicedVolumeMm3(beamsOf([leaning(length, riseDeg, r)], [2, 0]), 800);
      expect(Math.abs(half / (ball / 2 + Math.PI * r * r * length) - 1)).toBeLessThan(1.5e-4);
    }
  });

  test('with half balls stays in one piece where its ends lie halfway between grid points', () => {
    for (const [dx, dy] of [
      [2, 0],
      [0, 2],
      [1.2, 1.6],
      [1.6, -1.2],
    ] as const) {
      for (const [x, y] of [
        [0.36205, 1.19505],
        [-1.38195, -0.04295],
        [-0.18295, 1.08205],
        [-0.70695, -0.34695],
      ] as const) {
        const { cut } = beamCutter(beamsOf([[x, y, 0, x + dx, y + dy, 0, 0.65, 0.3]], HEMISPHERE));
        expect(cut(0).length).toBe(1);
      }
    }
  });

  test('without length is a ball with spheres at its ends, and nothing with flat ones', () => {
    const dot = [1, 1, 1, 1, 1, 1, 0.5, 0.5];
    expect(Math.abs(slicedVolumeMm3(beamsOf([dot], SPHERE), 400) / (Math.PI / 6) - 1)).toBeLessThan(1e-4);
    expect(beamCutter(beamsOf([dot], SPHERE)).box).toEqual([0.5, 0.5, 0.5, 1.5, 1.5, 1.5]);
    expect(beamCutter(beamsOf([dot], BUTT)).cut(1)).toEqual([]);
  });
});

describe('a box around beams', () => {
  test('is exact for flat and half round ends: what lies just within has a section, what lies outside none', () => {
    for (const caps of [BUTT, SPHERE, HEMISPHERE]) {
      const { cut, box } = beamCutter(beamsOf([leaning(2, 35, 0.6, 0.3)], caps));
      expect(cut(box[2] + 1e-3).length).toBe(1);
      expect(cut(box[5] - 1e-3).length).toBe(1);
      expect([cut(box[2] - 1e-6), cut(box[5] + 1e-6)]).toEqual([[], []]);
      const points = Array.from({ length: 200 }, (_, i) => cut(box[2] + ((i + 0.5) / 200) * (box[5] - box[2])));
      const ys = points.flat().flatMap(({ xy }) => [...xy.filter((_, i) => i % 2 === 1)]);
      expect(Math.abs(Math.max(...ys) - box[4])).toBeLessThan(1e-3);
      expect(Math.abs(Math.min(...ys) - box[1])).toBeLessThan(1e-3);
    }
  });

  test('is empty where there are no beams', () => {
    const { cut, box } = beamCutter(beamsOf([], []));
    expect(cut(0)).toEqual([]);
    expect(box[2]).toBeGreaterThan(box[5]);
  });
});

describe('a clip', () => {
  const beam = [0, 0, 0, 0, 0, 4, 1, 1];
  const mesh = boxMesh(0, -2, 1, 3, 2, 3);

  test('keeps the half of a cylinder that lies inside of a box, or all but that half', () => {
    const inside = beamCutter(beamsOf([beam], BUTT, { keeps: 'inside', mesh }));
    const outside = beamCutter(beamsOf([beam], BUTT, { keeps: 'outside', mesh }));
    expect(Math.abs(loopsAreaMm2(inside.cut(2)) - Math.PI / 2)).toBeLessThan(2e-4);
    expect(Math.abs(loopsAreaMm2(outside.cut(2)) - Math.PI / 2)).toBeLessThan(2e-4);
    expect(inside.cut(0.5)).toEqual([]);
    expect(Math.abs(loopsAreaMm2(outside.cut(0.5)) - Math.PI)).toBeLessThan(2e-4);
    expect(Math.min(...inside.cut(2)[0]!.xy.filter((_, i) => i % 2 === 0))).toBe(0);
    expect(inside.box).toEqual([0, -1, 1, 1, 1, 3]);
    expect(outside.box).toEqual([-1, -1, 0, 1, 1, 4]);
  });

  test('by a mesh that is open at the height of the cut is refused, as nobody knows its inside', () => {
    const open = { positions: mesh.positions, triangles: mesh.triangles.slice(0, -3) };
    const { cut } = beamCutter(beamsOf([beam], BUTT, { keeps: 'inside', mesh: open }));
    expect(() => cut(2)).toThrow('beams > clip: the mesh that clips beams is open at a height of 2 mm');
  });
});

/** Beams of all sizes and ends, some of them balls, that pierce each other. */
function randomBeams(seed: number, count: number, clip: BeamSet['clip']): BeamSet {
  const random = randomFrom(seed);
  const rows: number[][] = [];
  const caps: number[] = [];
  for (let k = 0; k < count; k++) {
    const first = [4 * random(), 3 * random(), 2 * random()];
    const isBall = random() < 0.15;
    const isLevel = random() < 0.3;
    const second = isBall ? first : [4 * random(), 3 * random(), isLevel ? first[2]! : 2 * random()];
    const r1 = 0.05 + 0.3 * random();
    rows.push([...first, ...second, r1, isBall || random() < 0.5 ? r1 : 0.05 + 0.3 * random()]);
    caps.push(...(isBall ? SPHERE : [Math.floor(3 * random()), Math.floor(3 * random())]));
  }
  return beamsOf(rows, caps, clip);
}

describe('many beams', () => {
  test.each([1, 2, 3])('of set %d have the volume that a million and a half of points count', (seed) => {
    const set = randomBeams(seed, 30, null);
    const { box } = beamCutter(set);
    const counted = countedVolumeMm3(set, box, 1_500_000, 0.3);
    expect(Math.abs(slicedVolumeMm3(set, 400) / counted - 1)).toBeLessThan(2e-3);
  });

  test('clipped by a box keep what counted points keep, inside and outside', () => {
    const mesh = boxMesh(1, 0.7, 0.5, 3.3, 2.2, 1.6);
    const isInBox = (x: number, y: number, z: number) =>
      x >= 1 && x <= 3.3 && y >= 0.7 && y <= 2.2 && z >= 0.5 && z <= 1.6;
    for (const keeps of ['inside', 'outside'] as const) {
      const set = randomBeams(7, 30, { keeps, mesh });
      const { box } = beamCutter({ ...set, clip: null });
      const counted = countedVolumeMm3(
        set,
        box,
        1_500_000,
        0.3,
        (x, y, z) => isInBox(x, y, z) === (keeps === 'inside'),
      );
      // 1000 layers, as a layer is in the box of the clip or not.
      expect(Math.abs(slicedVolumeMm3(set, 1000) / counted - 1)).toBeLessThan(3e-3);
    }
  });

  test('have the same section whether heights rise, fall or jump, and on shared memory', () => {
    const set = randomBeams(4, 60, null);
    const heights = Array.from({ length: 60 }, (_, i) => -0.2 + i / 25);
    const { cut } = beamCutter(set);
    const expected = heights.map((z) => pointsOf(cut(z)));
    expect(heights.toReversed().map((z) => pointsOf(cut(z)))).toEqual(expected.toReversed());
    const random = randomFrom(5);
    for (let i = 0; i < 60; i++) {
      const k = Math.floor(random() * heights.length);
      expect(pointsOf(cut(heights[k]!))).toEqual(expected[k]);
    }
    const beams = new Float64Array(new SharedArrayBuffer(set.beams.byteLength));
    beams.set(set.beams);
    expect(pointsOf(beamCutter({ ...set, beams }).cut(heights[20]!))).toEqual(expected[20]);
  });

  test('that meet at a node leave no hole where their balls and frustums touch', () => {
    const ends = [
      [1, 0, 0],
      [-1, 0, 0],
      [0, 1, 0],
      [0, -1, 0],
      [0, 0, 1],
      [0, 0, -1],
      [0.6, 0.6, 0.6],
      [-0.6, 0.6, -0.6],
    ];
    const set = beamsOf(
      ends.map((end) => [0, 0, 0, ...end, 0.25, 0.25]),
      ends.flatMap(() => SPHERE),
    );
    const { cut } = beamCutter(set);
    for (let z = -0.24; z < 0.25; z += 0.01) {
      const loops = cut(z);
      expect(loops.length).toBe(1);
      for (const { xy } of loops) for (const value of xy) expect(value).toBe(Math.round(value * 10_000) / 10_000 + 0);
    }
  });
});

/** The first set of beams of a shared file. */
function sharedBeams(path: string): BeamSet {
  return readThreeMf(readFileSync(sharedData(path)), path).beams[0]!;
}

describe.skipIf(!hasSharedData)('real beam lattices (needs shared/data)', () => {
  test('11,821 beams of a spinal implant have the volume that four million points count', () => {
    const set = sharedBeams('meshes/implant_spinal_implant.3mf');
    expect(set.beams.length).toBe(8 * 11_821);
    const { cut, box } = beamCutter(set);
    const step = 0.05;
    const layers = Math.ceil((box[5] - box[2]) / step);
    let volume = 0;
    for (let i = 0; i < layers; i++) volume += loopsAreaMm2(cut(box[2] + (i + 0.5) * step)) * step;
    const counted = countedVolumeMm3(set, box, 4_000_000, 0.5);
    expect(Math.abs(volume / counted - 1)).toBeLessThan(2e-3);
    // A union of prisms of sixteen sides by another program has 446.2 mm3; they lie inside of the beams.
    expect(volume).toBeGreaterThan(446.2);
    expect(volume).toBeLessThan(446.2 * 1.03);
  }, 120_000);

  test.each([
    ['threemf/samples__pyramid.3mf', 391, 300],
    // Clipped by a cube, which is the box around what is left.
    ['threemf/samples__variable_voronoi.3mf', 1291, 600],
  ])(
    'the beams of %s have the volume that four million points count',
    (path, beams, layers) => {
      const set = sharedBeams(path);
      expect(set.beams.length).toBe(8 * beams);
      const counted = countedVolumeMm3(set, beamCutter(set).box, 4_000_000, 3);
      expect(Math.abs(slicedVolumeMm3(set, layers) / counted - 1)).toBeLessThan(3e-3);
    },
    60_000,
  );
});
