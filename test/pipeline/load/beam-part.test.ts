import { describe, expect, test } from 'vitest';
import type { BeamSet } from '../../../src/core/beams.ts';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshEdges } from '../../../src/geometry/mesh-edges.ts';
import { boxWithBeams, movedBeams, scaledBeams, volumeWithBeams } from '../../../src/pipeline/load/beam-part.ts';
import { boxMesh, meshOf } from '../../geometry/solids.ts';
import { beamsOf } from '../../slicing/beam-points.ts';

const NO_MESH = meshOf([], []);
/** Caps of a beam with a ball at both ends. */
const ROUND = [1, 1];
const FLAT = [0, 0];

/** Volume of mesh and beams. */
async function volumeOf(beams: readonly BeamSet[], mesh: TriangleMesh = NO_MESH): Promise<number> {
  return volumeWithBeams(mesh, meshEdges(mesh), beams, boxWithBeams(mesh, beams));
}

const capsuleMm3 = (lengthMm: number, radiusMm: number) =>
  Math.PI * radiusMm ** 2 * lengthMm + (4 / 3) * Math.PI * radiusMm ** 3;

describe('the box', () => {
  test('of beams alone reaches as far as their discs and balls', () => {
    const upright = [0, 0, 0, 0, 0, 10, 1, 2];
    expect(boxWithBeams(NO_MESH, [beamsOf([upright], FLAT)])).toEqual([-2, -2, 0, 2, 2, 10]);
    expect(boxWithBeams(NO_MESH, [beamsOf([upright], ROUND)])).toEqual([-2, -2, -1, 2, 2, 12]);
  });

  test('of a mesh and beams is around both, and around all sets', () => {
    const sets = [beamsOf([[5, 5, 5, 9, 5, 5, 1, 1]], FLAT), beamsOf([[0, 0, -4, 0, 0, -3, 0.5, 0.5]], FLAT)];
    expect(boxWithBeams(boxMesh(-1, 0, 0, 2, 3, 8), sets)).toEqual([-1, -0.5, -4, 9, 6, 8]);
  });
});

describe('beams in another place or unit', () => {
  const clipped = beamsOf([[1, 2, 3, 4, 5, 6, 0.5, 0.25]], ROUND, { keeps: 'inside', mesh: boxMesh(0, 0, 0, 2, 4, 8) });

  test('scaled have all lengths multiplied, radii and the clipping mesh too', () => {
    const scaled = scaledBeams(clipped, 25.4);
    expect([...scaled.beams].map((value) => Number(value.toFixed(9)))).toEqual([
      25.4, 50.8, 76.2, 101.6, 127, 152.4, 12.7, 6.35,
    ]);
    expect(scaled.caps).toEqual(clipped.caps);
    expect(scaled.clip?.keeps).toBe('inside');
    expect(scaled.clip?.mesh.positions.subarray(18)).toEqual(
      boxMesh(0, 0, 0, 2, 4, 8)
        .positions.subarray(18)
        .map((value) => value * 25.4),
    );
  });

  test('moved keep their radii, and the clipping mesh goes with them', () => {
    const moved = movedBeams(clipped, [10, 20, 30]);
    expect([...moved.beams]).toEqual([11, 22, 33, 14, 25, 36, 0.5, 0.25]);
    expect(moved.caps).toEqual(clipped.caps);
    expect([...(moved.clip?.mesh.positions ?? [])]).toEqual([...boxMesh(10, 20, 30, 12, 24, 38).positions]);
  });

  test('are the beams that they were before: the given ones do not change, and without a clip there is none', () => {
    const plain = beamsOf([[1, 2, 3, 4, 5, 6, 0.5, 0.25]], FLAT);
    const before = [...plain.beams];
    expect([scaledBeams(plain, 2).clip, movedBeams(plain, [1, 1, 1]).clip]).toEqual([null, null]);
    expect([...plain.beams]).toEqual(before);
  });

  test('have the volume of the scaled body, wherever they stand', async () => {
    const one = beamsOf([[0, 0, 0, 4, 3, 5, 1, 1]], ROUND);
    const other = movedBeams(scaledBeams(one, 2), [100, -50, 7.3]);
    expect((await volumeOf([other])) / (await volumeOf([one]))).toBeCloseTo(8, 3);
  });
});

describe('the volume', () => {
  test('of a capsule is that of its cylinder and its ball to 0.1 %, upright, lying and oblique', async () => {
    for (const end of [
      [0, 0, 10],
      [10, 0, 0],
      [6, 0, 8],
    ]) {
      const volume = await volumeOf([beamsOf([[0, 0, 0, ...end, 1.5, 1.5]], ROUND)]);
      expect(Math.abs(volume / capsuleMm3(10, 1.5) - 1)).toBeLessThan(1e-3);
    }
  });

  test('of a frustum is that of the cone less its tip', async () => {
    const volume = await volumeOf([beamsOf([[0, 0, 0, 0, 0, 6, 2, 1]], FLAT)]);
    expect(Math.abs(volume / ((Math.PI * 6 * (4 + 2 + 1)) / 3) - 1)).toBeLessThan(1e-3);
  });

  test('of two capsules that cross at right angles counts what they share once: two equal cylinders share 16 r3 / 3', async () => {
    const crossed = beamsOf(
      [
        [-6, 0, 0, 6, 0, 0, 1.2, 1.2],
        [0, -6, 0, 0, 6, 0, 1.2, 1.2],
      ],
      [...ROUND, ...ROUND],
    );
    const expected = 2 * capsuleMm3(12, 1.2) - (16 * 1.2 ** 3) / 3;
    expect(Math.abs((await volumeOf([crossed])) / expected - 1)).toBeLessThan(1e-3);
    // The same as two sets, one a beam.
    const apart = [0, 1].map((k) => beamsOf([[...crossed.beams.subarray(8 * k, 8 * k + 8)]], ROUND));
    expect(Math.abs((await volumeOf(apart)) / expected - 1)).toBeLessThan(1e-3);
  });

  test('of a box with a beam through it is that of both less what the beam has inside', async () => {
    const box = boxMesh(-4, -4, -4, 4, 4, 4);
    const beam = beamsOf([[0, 0, -10, 0, 0, 10, 1, 1]], FLAT);
    const expected = 512 + Math.PI * (20 - 8);
    // The level faces of the box fall between two of 512 cuts over 20 mm: half a cut of each, 64 mm2, may be off.
    expect(Math.abs((await volumeOf([beam], box)) - expected)).toBeLessThan((64 * 20) / 512 + 1e-3 * expected);
    expect(Math.abs((await volumeOf([], box)) / 512 - 1)).toBeLessThan(1e-9);
  });

  test('of clipped beams is that of what is kept', async () => {
    const mesh = boxMesh(0, -5, -5, 20, 5, 5);
    const rod = (keeps: 'inside' | 'outside') => beamsOf([[-5, 0, 0, 5, 0, 0, 1, 1]], FLAT, { keeps, mesh });
    for (const keeps of ['inside', 'outside'] as const) {
      expect(Math.abs((await volumeOf([rod(keeps)])) / (5 * Math.PI) - 1)).toBeLessThan(2e-3);
    }
  });
});
