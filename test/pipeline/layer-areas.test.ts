import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../src/core/polyline.ts';
import { loadClipping } from '../../src/geometry/clipping.ts';
import { loopsAreaMm2, signedAreaMm2 } from '../../src/geometry/polygon-area.ts';
import type { LatticeRequest } from '../../src/pipeline/lattice-defaults.ts';
import { areaCutter, type LayerAreas } from '../../src/pipeline/layer-areas.ts';
import type { LoadedRegion } from '../../src/pipeline/part-job.ts';
import { intersectSets } from '../../src/slicing/combine-sets.ts';
import { boxMesh, sphereMesh } from '../geometry/solids.ts';
import { loadedPart, region, specOf } from './part-in-hand.ts';

beforeAll(() => loadClipping());

/** 12 x 10 x 8 mm from the origin. */
const BLOCK = boxMesh(0, 0, 0, 12, 10, 8);
const GYROID = { cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 } as const;
/** Away from the faces of every box below. */
const HEIGHTS = [0.05, 1.35, 3.95, 6.65] as const;

function rectangle(x0: number, y0: number, x1: number, y1: number): Loops {
  return [{ xy: Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1), closed: true }];
}

/** Area of a set inside a rectangle. */
function areaIn(loops: Loops, ...box: readonly [number, number, number, number]): number {
  return loopsAreaMm2(intersectSets(loops, rectangle(...box)));
}

const cutterOf = (...regions: readonly LoadedRegion[]) => areaCutter(specOf(BLOCK, GYROID, regions));

/** Share of solid in a rectangle. */
const share = (areas: LayerAreas, ...box: readonly [number, number, number, number]) =>
  areaIn(areas.solid, ...box) / ((box[2] - box[0]) * (box[3] - box[1]));

describe('a part without a lattice', () => {
  test('is solid to its contours, all of it dense', () => {
    const areas = areaCutter(specOf(BLOCK, null))(4);
    expect(loopsAreaMm2(areas.solid)).toBe(120);
    expect(areas.solid).toBe(areas.envelope);
    expect(areas.porousMm2).toBe(0);
    expect(loopsAreaMm2(areas.parts().dense)).toBe(120);
    expect(areas.parts().lattice).toEqual([]);
  });
});

describe('a bare mesh with a lattice', () => {
  test('is porous to its contours, all of the solid lattice', () => {
    const areas = areaCutter(specOf(BLOCK, GYROID))(4.05);
    expect(areas.porousMm2).toBe(120);
    expect(areas.parts().dense).toEqual([]);
    expect(loopsAreaMm2(areas.parts().lattice)).toBeCloseTo(loopsAreaMm2(areas.solid), 9);
    expect(loopsAreaMm2(areas.solid)).toBeLessThan(0.5 * 120);
  });

  test('with a skin of 1 mm has a dense rim of 120 - 10 x 8 mm2 between the skins of its ends, where all is dense', () => {
    const cut = areaCutter(specOf(BLOCK, { ...GYROID, skinMm: 1 }));
    const middle = cut(4.05).parts();
    // Each inner corner may be cut off by half a square of the sampling step.
    const cornersMm2 = 4 * 0.5 * 0.1 * 0.1;
    expect(Math.abs(loopsAreaMm2(middle.dense) - 40)).toBeLessThan(cornersMm2);
    expect(loopsAreaMm2(middle.lattice) - areaIn(middle.lattice, 1, 1, 11, 9)).toBeLessThan(cornersMm2);
    for (const zMm of [0.55, 7.45]) {
      expect(loopsAreaMm2(cut(zMm).parts().dense)).toBeCloseTo(120, 6);
      expect(loopsAreaMm2(cut(zMm).solid)).toBeCloseTo(120, 6);
    }
  });
});

describe('a place that two regions want belongs to the one that stands first', () => {
  const left = boxMesh(-1, -1, -1, 6, 11, 9);
  const middle = boxMesh(4, -1, -1, 8, 11, 9);

  test('porous over solid: 6 x 10 mm2 of pores and walls, then 2 x 10 of solid', () => {
    const cut = cutterOf(region('a', 'porous', left), region('b', 'solid', middle), region('c', 'solid'));
    for (const areas of HEIGHTS.map((z) => cut(z))) {
      expect(areas.porousMm2).toBeCloseTo(60, 9);
      expect(share(areas, 6, 0, 8, 10)).toBeCloseTo(1, 9);
      expect(share(areas, 4, 0, 6, 10)).toBeLessThan(0.6);
      expect(loopsAreaMm2(areas.parts().dense)).toBeCloseTo(60, 9);
    }
  });

  test('solid over porous: only 4 x 10 mm2 are left to the pores', () => {
    const cut = cutterOf(region('b', 'solid', middle), region('a', 'porous', left), region('c', 'solid'));
    for (const areas of HEIGHTS.map((z) => cut(z))) {
      expect(areas.porousMm2).toBeCloseTo(40, 9);
      expect(share(areas, 4, 0, 8, 10)).toBeCloseTo(1, 9);
      expect(share(areas, 0, 0, 4, 10)).toBeLessThan(0.6);
    }
  });

  test('the rest has all that is left, porous or solid', () => {
    const rest = cutterOf(region('b', 'solid', middle), region('a', 'porous'))(4.05);
    expect(rest.porousMm2).toBeCloseTo(80, 9);
    expect(loopsAreaMm2(rest.parts().dense)).toBeCloseTo(40, 9);
    const solid = cutterOf(region('a', 'porous', middle), region('c', 'solid'))(4.05);
    expect(solid.porousMm2).toBeCloseTo(40, 9);
    expect(loopsAreaMm2(solid.parts().dense)).toBeCloseTo(80, 9);
  });
});

describe('a region', () => {
  test('ends where the part does, and is nowhere beyond its own height', () => {
    const low = boxMesh(-5, -5, -5, 6, 20, 2);
    const cut = cutterOf(region('a', 'porous', low), region('c', 'solid'));
    expect(cut(1.95).porousMm2).toBeCloseTo(60, 9);
    const above = cut(2.05);
    expect(above.porousMm2).toBe(0);
    expect(loopsAreaMm2(above.solid)).toBeCloseTo(120, 9);
    expect(above.parts().lattice).toEqual([]);
  });

  test('outside of the part is nothing', () => {
    const beside = boxMesh(20, 20, 0, 30, 30, 8);
    const areas = cutterOf(region('a', 'porous', beside), region('c', 'solid'))(4.05);
    expect(areas.porousMm2).toBe(0);
    expect(loopsAreaMm2(areas.solid)).toBeCloseTo(120, 9);
  });

  test('inside another one takes its place out of the middle: a ball of 3 mm in pores', () => {
    const { positions, triangles } = sphereMesh(3, 48);
    const ball = { positions: positions.map((v, i) => v + [6, 5, 4][i % 3]!), triangles };
    const areas = cutterOf(region('ball', 'solid', ball), region('a', 'porous'))(4);
    // A regular polygon of 96 sides in a circle of 3 mm.
    const disc = 48 * 9 * Math.sin((2 * Math.PI) / 96);
    expect(areas.porousMm2).toBeCloseTo(120 - disc, 3);
    expect(loopsAreaMm2(areas.parts().dense)).toBeCloseTo(disc, 3);
  });
});

test.each<[string, Partial<LatticeRequest>]>([
  ['regions', {}],
  ['regions and a skin', { skinMm: 0.7, openSides: ['z+', 'z-'] }],
])('with %s dense and lattice make up the solid and do not overlap, without specks', (_, lattice) => {
  const slanted = sphereMesh(5, 24);
  const regions = [
    region('a', 'porous', slanted),
    region('b', 'solid', boxMesh(7, 2, 0, 9, 6, 8)),
    region('c', 'solid'),
  ];
  const cut = areaCutter(specOf(BLOCK, { ...GYROID, ...lattice }, regions));
  let walls = 0;
  for (let k = 0; k < 16; k++) {
    const areas = cut(0.25 + k * 0.5);
    const { dense, lattice: walled } = areas.parts();
    expect(loopsAreaMm2(dense) + loopsAreaMm2(walled)).toBeCloseTo(loopsAreaMm2(areas.solid), 3);
    expect(loopsAreaMm2(intersectSets(dense, walled))).toBeLessThan(1e-3);
    for (const loop of [...areas.solid, ...walled]) expect(Math.abs(signedAreaMm2(loop))).toBeGreaterThanOrEqual(1e-6);
    walls += walled.length;
  }
  expect(walls).toBeGreaterThan(30);
});

test('the density of one whole cell of height is what was asked, in the porous region alone', () => {
  const core = boxMesh(2, 2, -1, 10, 8, 9);
  const cut = areaCutter(specOf(BLOCK, GYROID, [region('core', 'porous', core), region('frame', 'solid')]));
  let solidMm2 = 0;
  for (let k = 0; k < 40; k++) solidMm2 += loopsAreaMm2(cut(2.025 + k * 0.05).solid) - (120 - 48);
  expect(Math.abs(solidMm2 / (40 * 48) / 0.3 - 1)).toBeLessThan(0.005);
});

test('contours that do not close are told, and the others are kept', () => {
  const { mesh } = loadedPart(BLOCK);
  const open = { positions: mesh.positions, triangles: mesh.triangles.filter((_, i) => Math.floor(i / 3) !== 4) };
  const areas = areaCutter(specOf(open, null))(4);
  expect(areas.open.length).toBe(1);
  expect(areas.solid).toEqual([]);
});
