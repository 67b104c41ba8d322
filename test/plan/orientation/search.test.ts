import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { capDirections, faceDirections, sphereDirections } from '../../../src/plan/orientation/candidates.ts';
import { ASKED, evaluateBatch } from '../../../src/plan/orientation/evaluate.ts';
import { type OrientationWishes, orientationPart } from '../../../src/plan/orientation/part.ts';
import {
  type EvaluateAll,
  inlineEvaluation,
  judgeOrientation,
  searchOrientation,
} from '../../../src/plan/orientation/search.ts';
import { type OrientationSettings, SEARCH, TITANIUM_ORIENTATION } from '../../../src/plan/orientation/settings.ts';
import { turnAngleDeg, turnTransform } from '../../../src/plan/orientation/turn.ts';
import { boxMesh, sphereMesh } from '../../geometry/solids.ts';
import { readMesh } from '../../geometry/tiny-stl.ts';
import { hasSharedData, sharedData } from '../../support/shared-data.ts';
import { C_MESH, marked, T_MESH } from './profiles.ts';

const COARSE = { ...TITANIUM_ORIENTATION, columns: 48 };
const signal = () => new AbortController().signal;
const dot = (a: readonly number[], b: readonly number[]) => a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
const sumOf = (all: readonly (readonly number[])[]) => [0, 1, 2].map((k) => all.reduce((sum, d) => sum + d[k]!, 0));

function found(
  mesh: TriangleMesh,
  wishes: OrientationWishes = {},
  settings: OrientationSettings = COARSE,
  candidates = 500,
) {
  const part = orientationPart(mesh, wishes, settings);
  return searchOrientation(part, settings, { ...SEARCH, candidates }, inlineEvaluation(part, settings), signal());
}

describe('directions', () => {
  test('of the sphere are units and leave no gap', () => {
    const all = sphereDirections(500);
    for (const d of all) expect(dot(d, d)).toBeCloseTo(1, 12);
    // 500 caps that fill the sphere have 5.1 degrees; none is farther than twice that from a direction.
    for (const d of sphereDirections(97))
      expect(Math.max(...all.map((e) => dot(d, e)))).toBeGreaterThan(Math.cos(0.179));
    const sum = sumOf(all);
    for (const v of sum) expect(Math.abs(v)).toBeLessThan(1);
  });

  test('around one are units within the angle, on all sides', () => {
    for (const axis of [
      [0, 0, 1],
      [0, -1, 0],
      [0.48, -0.6, 0.64],
    ] as const) {
      const cap = capDirections(axis, 20, 60);
      for (const d of cap) {
        expect(dot(d, d)).toBeCloseTo(1, 12);
        expect(dot(d, axis)).toBeGreaterThan(Math.cos((20.001 * Math.PI) / 180));
      }
      const sum = sumOf(cap);
      expect(dot(sum, axis) / Math.sqrt(dot(sum, sum))).toBeGreaterThan(0.999);
    }
  });

  test('of faces lay them on the plate, the largest first', () => {
    const part = orientationPart(T_MESH, {}, COARSE);
    const faces = faceDirections(part, 40, 0.005);
    // Front and back have 240 mm2; the ends of the arms and the sides of the stem 150 together; top and undersides with foot 144.
    expect(faces.map((d) => d.map((v) => v + 0))).toHaveLength(6);
    expect(Math.abs(faces[0]![1])).toBe(1);
    expect(Math.abs(faces[1]![1])).toBe(1);
    expect(faces).toContainEqual([0, 0, -1]);
    expect(faceDirections(part, 2, 0)).toHaveLength(2);
  });
});

test('a turn brings its direction upright, turns by the least angle and is a rotation', () => {
  for (const up of [...sphereDirections(50), [0, 0, 1], [0, 0, -1], [1, 0, 0]] as const) {
    const m = turnTransform(up, 0);
    const rows = [m.slice(0, 3), m.slice(4, 7), m.slice(8, 11)];
    expect([0, 1, 2].map((r) => dot(rows[r]!, up))).toEqual([0, 0, 1].map((v) => expect.closeTo(v, 12)));
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) expect(dot(rows[a]!, rows[b]!)).toBeCloseTo(a === b ? 1 : 0, 12);
    expect(turnAngleDeg(m)).toBeCloseTo((Math.acos(up[2]) * 180) / Math.PI, 6);
  }
  expect(turnTransform([0, 0, 1], 0)).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  expect(turnAngleDeg(turnTransform([0, 0, 1], -90))).toBeCloseTo(90, 9);
  // Counter-clockwise from above: +x comes to +y.
  expect(turnTransform([0, 0, 1], 90)[4]).toBe(1);
});

describe('the search', () => {
  test('turns a T over', async () => {
    const { proposals, given, forbidden } = await found(T_MESH);
    expect(proposals[0]!.up.map((v) => v + 0)).toEqual([0, 0, -1]);
    expect(proposals[0]!.figures.supportSpaceMm3).toBe(0);
    expect(given.figures.supportSpaceMm3).toBeCloseTo(2160, 6);
    expect(given.turnDeg).toBe(0);
    expect(forbidden).toBeNull();
  });

  test('leaves a cube on its foot, turned a little for the blade, and as it is where no blade passes', async () => {
    const cube = boxMesh(0, 0, 0, 10, 10, 10);
    const [best] = (await found(cube)).proposals;
    expect(best!.up).toEqual([0, 0, 1]);
    expect(Math.abs(best!.figures.aboutZDeg)).toBe(17.5);
    const [kept] = (await found(cube, {}, { ...COARSE, turnAboutZ: false })).proposals;
    expect(kept!.turnDeg).toBe(0);
  });

  test('stands a canal upright', async () => {
    const { proposals } = await found(boxMesh(0, 0, 0, 10, 10, 10), { canals: [[1, 0, 0, 1]] });
    expect(Math.abs(proposals[0]!.up[0])).toBe(1);
  });

  test('proposes five that are 15 degrees apart at least, the best first but for ties', async () => {
    const { proposals, judged } = await found(C_MESH);
    expect(proposals).toHaveLength(5);
    expect(judged).toBeLessThanOrEqual(500);
    proposals.forEach((a, n) => {
      for (const b of proposals.slice(n + 1)) {
        expect(dot(a.up, b.up)).toBeLessThan(Math.cos((14.99 * Math.PI) / 180));
        expect(b.score * 1.01).toBeGreaterThanOrEqual(a.score);
      }
    });
  });

  test('proposes nothing that touches a protected region, and lays a C on its back for all four', async () => {
    const flat = marked(C_MESH, (nz) => Math.abs(nz) > 0.5);
    const { proposals, given, judgedForbidden } = await found(C_MESH, { protectedBy: flat });
    expect(given.figures.protectedMm2).toBeCloseTo(72 + 48 + 48, 6);
    expect(judgedForbidden).toBeGreaterThan(0);
    expect(proposals.length).toBeGreaterThan(0);
    for (const one of proposals) expect(one.figures.forbiddenMm2).toBe(0);
    expect(proposals[0]!.figures.protectedMm2).toBe(0);
  });

  test('says which regions are in the way where every orientation is forbidden, and where they are least', async () => {
    const cube = boxMesh(0, 0, 0, 10, 20, 30);
    const protectedBy = Uint8Array.from({ length: 12 }, (_, t) => 1 + Math.floor(t / 2));
    const { proposals, forbidden, judged, judgedForbidden } = await found(cube, { protectedBy });
    expect(proposals).toEqual([]);
    expect(judgedForbidden).toBe(judged);
    expect(forbidden!.regions.length).toBeGreaterThan(0);
    const sum = forbidden!.regions.reduce((s, { areaMm2 }) => s + areaMm2, 0);
    expect(sum).toBeCloseTo(forbidden!.least.figures.protectedMm2, 9);
    // On a corner or an edge less is touched than on the smallest face, but a corner is touched at least.
    expect(sum).toBeLessThan(200);
    expect(sum).toBeGreaterThanOrEqual(1);
  });

  test('finds the same however candidates are shared out', async () => {
    const part = orientationPart(sphereMesh(5, 8), { canals: [[1, 2, 3, 1]] }, COARSE);
    const search = { ...SEARCH, candidates: 200 };
    const halves: EvaluateAll = async (asked) => {
      const middle = ASKED * Math.floor(asked.length / ASKED / 3);
      const rows = [asked.slice(middle), asked.slice(0, middle)].map((some) => evaluateBatch(part, COARSE, some));
      return Float64Array.from([...rows[1]!, ...rows[0]!]);
    };
    const one = await searchOrientation(part, COARSE, search, inlineEvaluation(part, COARSE), signal());
    expect(await searchOrientation(part, COARSE, search, halves, signal())).toEqual(one);
  });

  test('judges one orientation as it judges it among others', async () => {
    const part = orientationPart(T_MESH, {}, COARSE);
    const { proposals, given } = await found(T_MESH);
    expect(judgeOrientation(part, COARSE, [0, 0, 1], false)).toEqual(given);
    expect(judgeOrientation(part, COARSE, proposals[1]!.up, true)).toEqual(proposals[1]);
  });

  test('judges the part as given even where no other may be, and stops when it is told to', async () => {
    const { proposals, judged } = await found(T_MESH, {}, COARSE, 1);
    expect(judged).toBe(1);
    expect(proposals).toHaveLength(1);
    const part = orientationPart(T_MESH, {}, COARSE);
    const stop = AbortSignal.abort(new Error('enough'));
    await expect(searchOrientation(part, COARSE, SEARCH, inlineEvaluation(part, COARSE), stop)).rejects.toThrow(
      'enough',
    );
  });
});

describe.skipIf(!hasSharedData)('a vertebra (needs shared/data)', () => {
  test('is turned so that it is touched less, and columns twice as fine change that by less than 3 %', async () => {
    const mesh = readMesh(sharedData('meshes/bone_vertebra.stl'));
    const { proposals, given } = await found(mesh, {}, COARSE, 120);
    const [best] = proposals;
    expect(best!.score).toBeLessThan(given.score);
    const part = orientationPart(mesh, {}, COARSE);
    const [coarse, fine] = [96, 192].map(
      (columns) => judgeOrientation(part, { ...COARSE, columns }, best!.up, false).figures,
    );
    for (const name of ['contactMm2', 'supportSpaceMm3', 'largestAreaMm2'] as const) {
      expect(Math.abs(fine![name] / coarse![name] - 1), name).toBeLessThan(0.03);
    }
  });
});
