import { beforeAll, describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import type { Loops, Polyline } from '../../../src/core/polyline.ts';
import { snapMm } from '../../../src/core/units.ts';
import { loadClipping, unitePositive } from '../../../src/geometry/clipping.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { meshBox } from '../../../src/geometry/mesh-measures.ts';
import { loopsAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { layerOverhangs } from '../../../src/plan/overhang/layer-overhangs.ts';
import { cleanContours } from '../../../src/slicing/clean-contours.ts';
import { meshCutter } from '../../../src/slicing/cut-mesh.ts';
import { readMesh } from '../../geometry/tiny-stl.ts';
import { hasSharedData, sharedData } from '../../support/shared-data.ts';

beforeAll(() => loadClipping());

/** Reach is 0.1 mm. */
const SETTINGS = { thicknessMm: 0.1, angleDeg: 45, leastAreaMm2: 1e-4 };

function loop(...xy: number[]): Polyline {
  return { xy: Float64Array.from(xy, snapMm), closed: true };
}

const box = (x0: number, y0: number, x1: number, y1: number): Loops => [loop(x0, y0, x1, y0, x1, y1, x0, y1)];

function circle(r: number, turned = false): Polyline {
  const xy = Array.from({ length: 256 }, (_, i) => {
    const turn = ((turned ? -i : i) * Math.PI) / 128;
    return [r * Math.cos(turn), r * Math.sin(turn)];
  });
  return loop(...xy.flat());
}

describe('nothing hangs over', () => {
  test('on the plate, in the layer below, within reach and in an empty layer', () => {
    const none = { area: [], islands: [], overhangs: [] };
    expect(layerOverhangs(box(0, 0, 10, 10), null, [], SETTINGS)).toEqual(none);
    expect(layerOverhangs(box(1, 1, 9, 9), box(0, 0, 10, 10), [], SETTINGS)).toEqual(none);
    expect(layerOverhangs(box(0, 0, 10.1, 10), box(0, 0, 10, 10), [], SETTINGS)).toEqual(none);
    expect(layerOverhangs([], box(0, 0, 10, 10), [], SETTINGS)).toEqual(none);
  });

  test('over supports', () => {
    expect(layerOverhangs(box(0, 0, 20, 10), box(0, 0, 10, 10), box(10.05, 0, 20, 10), SETTINGS).area).toEqual([]);
  });
});

describe('islands', () => {
  test('are all pieces of a layer over nothing', () => {
    const { islands, overhangs } = layerOverhangs([...box(0, 0, 2, 3), ...box(5, 0, 6, 1)], [], [], SETTINGS);
    expect(islands.map(({ areaMm2 }) => areaMm2)).toEqual([6, 1]);
    expect(overhangs).toEqual([]);
  });

  test('are pieces beyond reach; their place lies in them, be they rings', () => {
    const ring = [circle(5), circle(4.5, true)];
    const { islands, overhangs } = layerOverhangs([...box(10, 0, 12, 2), ...ring], box(10, 0, 12, 2), [], SETTINGS);
    expect(overhangs).toEqual([]);
    expect(islands).toHaveLength(1);
    expect(islands[0]?.areaMm2).toBeCloseTo(Math.PI * 4.75, 1);
    const away = Math.hypot(islands[0]!.xMm, islands[0]!.yMm);
    expect(away).toBeGreaterThan(4.49);
    expect(away).toBeLessThan(5);
  });

  test('are told however small', () => {
    const tip = box(20, 0, 20.004, 0.004);
    const { islands } = layerOverhangs([...box(0, 0, 2, 2), ...tip], box(0, 0, 2, 2), [], SETTINGS);
    expect(islands.map(({ areaMm2 }) => areaMm2)).toEqual([expect.closeTo(1.6e-5, 12)]);
  });

  test('within reach of the layer below or of a support are none', () => {
    const near = layerOverhangs(box(2.05, 0, 4, 2), box(0, 0, 2, 2), [], SETTINGS);
    expect(near.islands).toEqual([]);
    expect(near.overhangs).toMatchObject([{ kind: 'cantilever' }]);
    expect(layerOverhangs(box(5, 0, 9, 2), box(0, 0, 2, 2), box(6, 0, 7, 2), SETTINGS).islands).toEqual([]);
  });
});

describe('a cantilever', () => {
  test('is as long as it is beyond reach, at its far end', () => {
    const { islands, overhangs } = layerOverhangs(box(0, 0, 19, 8), box(0, 0, 10, 8), [], SETTINGS);
    expect(islands).toEqual([]);
    expect(overhangs).toMatchObject([{ kind: 'cantilever', spanMm: null }]);
    expect(overhangs[0]?.areaMm2).toBeCloseTo(8.9 * 8, 2);
    expect(overhangs[0]?.beyondMm).toBeCloseTo(8.9, 2);
    expect(overhangs[0]?.xMm).toBeCloseTo(19, 2);
  });

  test('in the inner corner of two walls ends at the far corner', () => {
    const walls = unitePositive([...box(0, 0, 20, 2), ...box(0, 0, 2, 20)]);
    const { overhangs } = layerOverhangs(uniteAll(walls, box(0, 0, 6, 6)), walls, [], SETTINGS);
    expect(overhangs.map(({ kind }) => kind)).toEqual(['cantilever']);
    expect(overhangs[0]?.beyondMm).toBeCloseTo(3.9, 2);
  });

  test('is a ledge around a hole, and one around a pin', () => {
    const ledge = layerOverhangs(
      [...box(-8, -8, 8, 8), circle(4, true)],
      [...box(-8, -8, 8, 8), circle(5, true)],
      [],
      SETTINGS,
    );
    expect(ledge.overhangs.map(({ kind }) => kind)).toEqual(['cantilever']);
    expect(ledge.overhangs[0]?.beyondMm).toBeCloseTo(0.9, 2);
    const head = layerOverhangs([circle(5)], [circle(2)], [], SETTINGS);
    expect(head.overhangs.map(({ kind }) => kind)).toEqual(['cantilever']);
    expect(head.overhangs[0]?.beyondMm).toBeCloseTo(2.9, 2);
    expect(head.overhangs[0]?.areaMm2).toBeCloseTo(Math.PI * (25 - 2.1 * 2.1), 1);
  });
});

describe('a bridge', () => {
  const piers = [...box(0, 0, 5, 10), ...box(12, 0, 20, 10)];

  test('spans from pier to pier', () => {
    const { overhangs } = layerOverhangs(box(0, 0, 20, 10), piers, [], SETTINGS);
    expect(overhangs).toMatchObject([{ kind: 'bridge' }]);
    expect(overhangs[0]?.spanMm).toBeCloseTo(7, 2);
    expect(overhangs[0]?.areaMm2).toBeCloseTo(68, 2);
    expect(overhangs[0]?.beyondMm).toBeCloseTo(3.4, 2);
    expect(overhangs[0]?.xMm).toBeCloseTo(8.5, 2);
  });

  test('between piers askew spans the way across', () => {
    const turn = (loops: Loops): Loops => {
      const [c, s] = [Math.cos(0.4), Math.sin(0.4)];
      return loops.map(({ xy }) =>
        loop(...Array.from(xy, (v, i) => (i % 2 === 0 ? c * v - s * xy[i + 1]! : s * xy[i - 1]! + c * v))),
      );
    };
    const { overhangs } = layerOverhangs(turn(box(0, 0, 20, 10)), turn(piers), [], SETTINGS);
    expect(overhangs.map(({ kind }) => kind)).toEqual(['bridge']);
    expect(overhangs[0]?.spanMm).toBeGreaterThan(6.99);
    expect(overhangs[0]?.spanMm).toBeLessThan(7.03);
  });

  test('is the roof of a hole and of a slot with one end', () => {
    const roof = layerOverhangs(box(-8, -8, 8, 8), [...box(-8, -8, 8, 8), circle(3, true)], [], SETTINGS);
    expect(roof.overhangs).toMatchObject([{ kind: 'bridge' }]);
    expect(roof.overhangs[0]?.spanMm).toBeCloseTo(6, 1);
    expect(roof.overhangs[0]?.beyondMm).toBeCloseTo(2.9, 1);
    const slot: Loops = [loop(0, 0, 20, 0, 20, 4, 5, 4, 5, 6, 20, 6, 20, 10, 0, 10)];
    const over = layerOverhangs(box(0, 0, 20, 10), slot, [], SETTINGS);
    expect(over.overhangs).toMatchObject([{ kind: 'bridge' }]);
    expect(over.overhangs[0]?.spanMm).toBeCloseTo(2, 2);
  });

  test('and an arm beyond are two pieces, one with the arm on a support', () => {
    const kinds = (supports: Loops) =>
      layerOverhangs(box(-4, 0, 20, 10), piers, supports, SETTINGS).overhangs.map(({ kind }) => kind);
    expect(kinds([]).sort()).toEqual(['bridge', 'cantilever']);
    expect(kinds(box(-4, 0, 0, 10))).toEqual(['bridge']);
  });
});

test('the area of a step of 30 degrees is what is beyond the reach of 45', () => {
  const step = 0.1 / Math.tan(Math.PI / 6);
  const { area } = layerOverhangs(box(0, 0, 10 + step, 10), box(0, 0, 10, 10), [], SETTINGS);
  expect(loopsAreaMm2(area)).toBeCloseTo(10 * (step - 0.1), 2);
});

test('a sphere in layers begins with one island and hangs over by the area beyond reach of all its layers', () => {
  const [radius, thicknessMm, turn] = [5, 0.02, Math.PI / 4];
  let below: Loops = [];
  let [islands, sum, discs, inner] = [0, 0, 0, 0];
  for (let n = 0; n < 150; n++) {
    const z = (n + 0.5) * thicknessMm;
    const layer = [circle(Math.sqrt(z * (2 * radius - z)))];
    const found = layerOverhangs(layer, below, [], { ...SETTINGS, thicknessMm });
    islands += found.islands.length;
    // What two discs leave beyond the reach, and the room for rounding.
    const r = Math.sqrt(z * (2 * radius - z));
    discs += Math.PI * Math.max(0, r * r - inner * inner);
    inner = r + thicknessMm + 0.0002;
    sum += loopsAreaMm2(found.area);
    below = layer;
  }
  expect(islands).toBe(1);
  // The rings 2 pi r (dr - dz cot a) from the pole to the polar angle a.
  const [sine, cosine] = [Math.sin(turn), Math.cos(turn)];
  const rings = Math.PI * radius * radius * (sine * sine - (cosine / sine) * (turn - sine * cosine));
  expect(Math.abs(sum / rings - 1)).toBeLessThan(0.01);
  expect(sum / discs).toBeCloseTo(1, 3);
});

describe.skipIf(!hasSharedData)('islands of a bone in layers', () => {
  test.each(['bone_cerv1.stl', 'bone_sacrum.stl'])('%s: each begins at a vertex without a lower neighbour', (name) => {
    const mesh = readMesh(sharedData(`meshes/${name}`));
    const thicknessMm = 0.1;
    const zMin = meshBox(mesh)[2];
    const minima = minimaOf(mesh);
    const cutter = meshCutter(mesh, meshEdges(mesh));
    let islands = 0;
    let below: Loops = [];
    const count = Math.ceil((meshBox(mesh)[5] - zMin) / thicknessMm);
    for (let n = 0; n < count; n++) {
      const zMm = zMin + (n + 0.5) * thicknessMm;
      const layer = cleanContours(cutter.cut(zMm).loops);
      for (const { piece } of layerOverhangs(layer, below, [], SETTINGS).islands) {
        const begin = minima.findIndex(([x, y, z]) => z <= zMm && z > zMm - thicknessMm && isNear(piece, x, y));
        expect(begin).toBeGreaterThanOrEqual(0);
        islands++;
      }
      below = layer;
    }
    expect(islands).toBeGreaterThan(0);
  });
});

/** Vertices no higher than all of their neighbours. */
function minimaOf({ positions, triangles }: TriangleMesh): [number, number, number][] {
  const isOut = new Set<number>();
  for (let t = 0; t < triangles.length; t++) {
    const v = triangles[t]!;
    for (const k of [0, 1, 2]) {
      const other = triangles[t - (t % 3) + k]!;
      if (positions[3 * other + 2]! < positions[3 * v + 2]!) isOut.add(v);
    }
  }
  const all = Array.from({ length: positions.length / 3 }, (_, v) => v).filter((v) => !isOut.has(v));
  return all.map((v) => [positions[3 * v]!, positions[3 * v + 1]!, positions[3 * v + 2]!]);
}

/** True within a millimetre of the box of a piece: a tip may lean. */
function isNear(piece: Loops, x: number, y: number): boolean {
  const xs = piece[0]!.xy.filter((_, i) => i % 2 === 0);
  const ys = piece[0]!.xy.filter((_, i) => i % 2 === 1);
  return x > Math.min(...xs) - 1 && x < Math.max(...xs) + 1 && y > Math.min(...ys) - 1 && y < Math.max(...ys) + 1;
}

function uniteAll(...sets: readonly Loops[]): Loops {
  return unitePositive(sets.flat());
}
