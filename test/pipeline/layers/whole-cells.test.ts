import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { meshBox } from '../../../src/geometry/mesh-measures.ts';
import { buildTriangleBvh } from '../../../src/geometry/triangle-bvh-build.ts';
import { wholeCells } from '../../../src/pipeline/layers/whole-cells.ts';
import { boxMesh, insideOut, joined, sphereMesh } from '../../geometry/solids.ts';
import { distanceShape, region, specOf, type WantedRegion } from '../part-in-hand.ts';

function countOf(mesh: TriangleMesh, originMm: readonly [number, number, number], cellMm: number, skinMm = 0): number {
  const skin = skinMm > 0 ? { thicknessMm: skinMm, surface: buildTriangleBvh(mesh) } : null;
  return wholeCells(mesh, meshBox(mesh), originMm, cellMm, skin).mask.reduce((sum, bit) => sum + bit, 0);
}

test('a 10 x 8 x 6 mm block holds 5 x 4 x 3 cells of 2 mm, touching its faces', () => {
  expect(countOf(boxMesh(0, 0, 0, 10, 8, 6), [0, 0, 0], 2)).toBe(60);
});

test('from an origin half a cell off it holds 4 x 3 x 2', () => {
  expect(countOf(boxMesh(0, 0, 0, 10, 8, 6), [1, 1, 1], 2)).toBe(24);
});

test('inside a skin of 1 mm the cells that touch the skin from inside still count', () => {
  expect(countOf(boxMesh(0, 0, 0, 10, 8, 6), [1, 1, 1], 2, 1)).toBe(4 * 3 * 2);
  expect(countOf(boxMesh(0, 0, 0, 10, 8, 6), [1, 1, 1], 2, 1.01)).toBe(2 * 1 * 0);
  expect(countOf(boxMesh(0, 0, 0, 10, 8, 6), [0, 0, 0], 2, 1)).toBe(3 * 2 * 1);
});

test('a cavity takes its cells away', () => {
  const hollow = joined(boxMesh(0, 0, 0, 6, 6, 6), insideOut(boxMesh(2, 2, 2, 4, 4, 4)));
  expect(countOf(hollow, [0, 0, 0], 2)).toBe(26);
});

test('a part smaller than a cell holds none, and a ball as many as lie within its radius', () => {
  expect(countOf(boxMesh(0, 0, 0, 1, 1, 1), [0, 0, 0], 2)).toBe(0);
  // Farthest corner of a cell at (i, j, k) within 5 mm; the mesh of the ball lies at most 0.02 mm inside of that.
  let within = 0;
  for (let i = -5; i < 5; i++) {
    for (let j = -5; j < 5; j++) {
      for (let k = -5; k < 5; k++) {
        const far = Math.hypot(...[i, j, k].map((v) => Math.max(Math.abs(v), Math.abs(v + 1))));
        if (far < 4.95) within++;
      }
    }
  }
  expect(countOf(sphereMesh(5, 64), [0, 0, 0], 1)).toBe(within);
});

describe('where a part has regions', () => {
  const BLOCK = boxMesh(0, 0, 0, 12, 10, 8);

  /** Whole cells of 2 mm in the porous region of a block of 12 x 10 x 8 mm: 6 x 5 x 4 of them were it porous throughout. */
  function countIn(
    regions: readonly WantedRegion[],
    own = regions.findIndex(({ fill }) => fill === 'lattice'),
  ): number {
    const spec = specOf(BLOCK, { cellType: 'gyroid', cellMm: 2 }, regions);
    const { mask } = wholeCells(spec.mesh, spec.box, [0, 0, 0], 2, null, spec.regions, own);
    return mask.reduce((sum, bit) => sum + bit, 0);
  }

  test('only cells that lie whole in the porous one count', () => {
    expect(countIn([region('all', 'porous')])).toBe(120);
    expect(countIn([region('core', 'porous', boxMesh(2, 2, -1, 10, 8, 9)), region('frame', 'solid')])).toBe(4 * 3 * 4);
  });

  test('a cell that the surface of a region passes does not count, one that touches it does', () => {
    expect(countIn([region('core', 'porous', boxMesh(2, 2, 2, 10, 8, 6)), region('frame', 'solid')])).toBe(4 * 3 * 2);
    expect(countIn([region('core', 'porous', boxMesh(1.9, 2, 2, 10, 8, 6)), region('frame', 'solid')])).toBe(4 * 3 * 2);
    expect(countIn([region('core', 'porous', boxMesh(2.1, 2, 2, 10, 8, 6)), region('frame', 'solid')])).toBe(3 * 3 * 2);
  });

  test('a solid region before the porous one takes its cells, one behind it takes none', () => {
    const rod = region('rod', 'solid', boxMesh(4, 4, -1, 6, 6, 9));
    const core = region('core', 'porous', boxMesh(2, 2, -1, 10, 8, 9));
    const frame = region('frame', 'solid');
    expect(countIn([rod, core, frame])).toBe(4 * 3 * 4 - 4);
    expect(countIn([core, rod, frame])).toBe(4 * 3 * 4);
    expect(countIn([rod, region('rest', 'porous')])).toBe(120 - 4);
  });

  test('a core that reaches out of the part counts inside it alone', () => {
    expect(countIn([region('core', 'porous', boxMesh(-6, -6, -6, 4, 4, 4)), region('frame', 'solid')])).toBe(2 * 2 * 2);
    expect(countIn([region('core', 'porous', boxMesh(20, 0, 0, 30, 8, 8)), region('frame', 'solid')])).toBe(0);
  });

  test('each of two lattices has the cells of its own place, and a cell across their border counts for none', () => {
    const left = (toMm: number) => region('left', 'porous', boxMesh(-1, -1, -1, toMm, 11, 9));
    const of = (own: number, ...regions: WantedRegion[]) => countIn(regions, own);
    const rest = region('rest', 'porous');
    expect([of(0, left(6), rest), of(1, left(6), rest)]).toEqual([60, 60]);
    expect([of(0, left(7), rest), of(1, left(7), rest)]).toEqual([60, 40]);
    const rod = region('rod', 'solid', boxMesh(4, 4, -1, 8, 6, 9));
    expect([of(1, rod, left(6), rest), of(2, rod, left(6), rest)]).toEqual([56, 56]);
  });

  test('what is to be empty takes its cells, and a zone of another region takes none', () => {
    const box = boxMesh(4, 4, -1, 6, 6, 9);
    expect(countIn([region('canal', 'empty', box), region('rest', 'porous')])).toBe(120 - 4);
    expect(countIn([region('face', 'beneath', box), region('rest', 'porous')])).toBe(120);
  });

  test('beside a region at a distance only cells beyond it count, those by its border may be left out', () => {
    const rim = { ...region('rim', 'solid'), shape: distanceShape({ surfaceOf: BLOCK }, 0, 2) };
    const spec = specOf(BLOCK, { cellType: 'gyroid', cellMm: 1 }, [rim, region('rest', 'porous')]);
    const { nx, ny, mask } = wholeCells(spec.mesh, spec.box, [0, 0, 0], 1, null, spec.regions, 1);
    let count = 0;
    mask.forEach((bit, c) => {
      if (bit === 0) return;
      count++;
      const [i, j, k] = [c % nx, Math.floor(c / nx) % ny, Math.floor(c / (nx * ny))];
      expect(Math.min(i, j, k, 11 - i, 9 - j, 7 - k)).toBeGreaterThanOrEqual(2);
    });
    // 8 x 6 x 4 lie beyond the rim, 6 x 4 x 2 of them farther from it than half their diagonal.
    expect(count).toBeGreaterThanOrEqual(48);
    expect(count).toBeLessThanOrEqual(192);
  });
});
