import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../../src/core/polyline.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { intersectSets } from '../../../src/geometry/combine-sets.ts';
import { loopsAreaMm2, signedAreaMm2 } from '../../../src/geometry/polygon-area.ts';
import { hasStrips } from '../../../src/geometry/without-strips.ts';
import { areaCutter, type LayerAreas, solidIn } from '../../../src/pipeline/layers/layer-areas.ts';
import { transformedMesh } from '../../../src/pipeline/load/mesh-transform.ts';
import { partJob } from '../../../src/pipeline/parts/part-job.ts';
import { completeLattice, type LatticeRequest } from '../../../src/pipeline/request/lattice-defaults.ts';
import { boxMesh, sphereMesh } from '../../geometry/solids.ts';
import { loadedPart, region, specOf, type WantedRegion } from '../part-in-hand.ts';

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

const cutterOf = (...regions: readonly WantedRegion[]) => areaCutter(specOf(BLOCK, GYROID, regions));

/** Area of the places of the regions with lattices, walls and pores. */
const porousMm2 = ({ regions }: LayerAreas) =>
  regions.reduce((sum, { fill, place }) => sum + (fill === 'lattice' ? loopsAreaMm2(place) : 0), 0);

/** Share of solid in a rectangle. */
const share = (areas: LayerAreas, ...box: readonly [number, number, number, number]) =>
  areaIn(areas.solid, ...box) / ((box[2] - box[0]) * (box[3] - box[1]));

describe('a part without a lattice', () => {
  test('is solid to its contours, all of it dense', () => {
    const areas = areaCutter(specOf(BLOCK, null))(4);
    expect(loopsAreaMm2(areas.solid)).toBe(120);
    expect(areas.solid).toBe(areas.envelope);
    expect(porousMm2(areas)).toBe(0);
    expect(loopsAreaMm2(areas.parts().dense)).toBe(120);
    expect(areas.parts().lattice).toEqual([]);
  });
});

describe('a bare mesh with a lattice', () => {
  test('is porous to its contours, all of the solid lattice', () => {
    const areas = areaCutter(specOf(BLOCK, GYROID))(4.05);
    expect(porousMm2(areas)).toBe(120);
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
      expect(porousMm2(areas)).toBeCloseTo(60, 9);
      expect(share(areas, 6, 0, 8, 10)).toBeCloseTo(1, 9);
      expect(share(areas, 4, 0, 6, 10)).toBeLessThan(0.6);
      expect(loopsAreaMm2(areas.parts().dense)).toBeCloseTo(60, 9);
    }
  });

  test('solid over porous: only 4 x 10 mm2 are left to the pores', () => {
    const cut = cutterOf(region('b', 'solid', middle), region('a', 'porous', left), region('c', 'solid'));
    for (const areas of HEIGHTS.map((z) => cut(z))) {
      expect(porousMm2(areas)).toBeCloseTo(40, 9);
      expect(share(areas, 4, 0, 8, 10)).toBeCloseTo(1, 9);
      expect(share(areas, 0, 0, 4, 10)).toBeLessThan(0.6);
    }
  });

  test('the rest has all that is left, porous or solid', () => {
    const rest = cutterOf(region('b', 'solid', middle), region('a', 'porous'))(4.05);
    expect(porousMm2(rest)).toBeCloseTo(80, 9);
    expect(loopsAreaMm2(rest.parts().dense)).toBeCloseTo(40, 9);
    const solid = cutterOf(region('a', 'porous', middle), region('c', 'solid'))(4.05);
    expect(porousMm2(solid)).toBeCloseTo(40, 9);
    expect(loopsAreaMm2(solid.parts().dense)).toBeCloseTo(80, 9);
  });
});

describe('a region', () => {
  test('ends where the part does, and is nowhere beyond its own height', () => {
    const low = boxMesh(-5, -5, -5, 6, 20, 2);
    const cut = cutterOf(region('a', 'porous', low), region('c', 'solid'));
    expect(porousMm2(cut(1.95))).toBeCloseTo(60, 9);
    const above = cut(2.05);
    expect(porousMm2(above)).toBe(0);
    expect(loopsAreaMm2(above.solid)).toBeCloseTo(120, 9);
    expect(above.parts().lattice).toEqual([]);
  });

  test('outside of the part is nothing', () => {
    const beside = boxMesh(20, 20, 0, 30, 30, 8);
    const areas = cutterOf(region('a', 'porous', beside), region('c', 'solid'))(4.05);
    expect(porousMm2(areas)).toBe(0);
    expect(loopsAreaMm2(areas.solid)).toBeCloseTo(120, 9);
  });

  test('inside another one takes its place out of the middle: a ball of 3 mm in pores', () => {
    const { positions, triangles } = sphereMesh(3, 48);
    const ball = { positions: positions.map((v, i) => v + [6, 5, 4][i % 3]!), triangles };
    const areas = cutterOf(region('ball', 'solid', ball), region('a', 'porous'))(4);
    // A regular polygon of 96 sides in a circle of 3 mm.
    const disc = 48 * 9 * Math.sin((2 * Math.PI) / 96);
    expect(porousMm2(areas)).toBeCloseTo(120 - disc, 3);
    expect(loopsAreaMm2(areas.parts().dense)).toBeCloseTo(disc, 3);
  });
});

describe('a region that is to be empty', () => {
  const canal = boxMesh(4, 4, -1, 6, 6, 9);

  test.each<[string, LatticeRequest]>([
    ['lattice', GYROID],
    ['lattice and its skin', { ...GYROID, skinMm: 1 }],
  ])('keeps %s out, and a solid region as well', (_, lattice) => {
    const screw = boxMesh(5, -1, -1, 8, 11, 9);
    const regions = [region('canal', 'empty', canal), region('screw', 'solid', screw), region('rest', 'porous')];
    const cut = areaCutter(specOf(BLOCK, lattice, regions));
    for (const zMm of [0.05, 1.35, 4.05, 7.95]) {
      const areas = cut(zMm);
      expect(areaIn(areas.solid, 4, 4, 6, 6)).toBeLessThan(1e-6);
      expect(loopsAreaMm2(solidIn(areas, 0))).toBeLessThan(1e-6);
      expect(areas.regions.map(({ place }) => Number(loopsAreaMm2(place).toFixed(6)))).toEqual([4, 28, 88]);
      expect(loopsAreaMm2(solidIn(areas, 1))).toBeCloseTo(28, 6);
      const { dense, lattice: walls } = areas.parts();
      expect(areaIn(dense, 4, 4, 6, 6) + areaIn(walls, 4, 4, 6, 6)).toBeLessThan(1e-6);
    }
  });

  test('is a hole in a part that is solid throughout', () => {
    const areas = areaCutter(specOf(BLOCK, null, [region('canal', 'empty', canal), region('rest', 'solid')]))(4);
    expect(loopsAreaMm2(areas.solid)).toBeCloseTo(116, 9);
    expect(loopsAreaMm2(areas.parts().dense)).toBeCloseTo(116, 9);
    expect(loopsAreaMm2(areas.envelope)).toBe(120);
    expect([solidIn(areas, 0), loopsAreaMm2(solidIn(areas, 1))]).toEqual([[], 116]);
  });
});

test('a region with another beneath it has what that one gives: walls in the lattice, all of the solid', () => {
  const face = region('face', 'beneath', boxMesh(4, -1, -1, 8, 11, 9));
  const left = region('left', 'solid', boxMesh(-1, -1, -1, 6, 11, 9));
  const areas = areaCutter(specOf(BLOCK, GYROID, [face, left, region('rest', 'porous')]))(4.05);
  const plain = areaCutter(specOf(BLOCK, GYROID, [left, region('rest', 'porous')]))(4.05);
  expect(areas.solid).toEqual(plain.solid);
  expect(loopsAreaMm2(solidIn(areas, 0))).toBeCloseTo(20 + areaIn(plain.solid, 6, 0, 8, 10), 6);
});

describe('two lattices side by side', () => {
  const DENSE = { cellType: 'diamond', cellMm: 2, relativeDensity: 0.4 } as const;
  const LEFT = boxMesh(-1, -1, -1, 6, 11, 9);

  /** The block with a fill of its own on each side of x = 6 mm, after other regions. */
  function cutterOfTwo(left: LatticeRequest, right: LatticeRequest, ...before: readonly WantedRegion[]) {
    const filled = (wanted: WantedRegion, request: LatticeRequest) => ({
      ...wanted,
      lattice: { settings: completeLattice(request, ['lattice']), place: ['lattice'] },
    });
    const regions = [
      ...before.map((one) => ({ ...one, lattice: null })),
      filled(region('left', 'porous', LEFT), left),
      filled(region('right', 'porous'), right),
    ];
    const slice = { thicknessMm: 0.1, cut: 'mid' } as const;
    return areaCutter(partJob(loadedPart(BLOCK), [0, 0, 0], { slice, regions, paths: null, band: null }).spec);
  }

  test('each has in its place what it would have in the whole part, and nothing beyond', () => {
    const cut = cutterOfTwo(GYROID, DENSE);
    const alone = [GYROID, DENSE].map((lattice) => areaCutter(specOf(BLOCK, lattice)));
    // They reach into each other by a hair, so that their walls join: at most 5 um along a border of 10 mm.
    const hairMm2 = 10 * 0.005;
    for (const zMm of HEIGHTS) {
      const areas = cut(zMm);
      const [left, right] = alone.map((one) => one(zMm).solid) as [Loops, Loops];
      for (const [n, whole, x0, x1] of [
        [0, left, 0, 6],
        [1, right, 6, 12],
      ] as const) {
        const solidMm2 = areaIn(areas.solid, x0, 0, x1, 10);
        expect(Math.abs(solidMm2 - areaIn(whole, x0, 0, x1, 10))).toBeLessThan(hairMm2);
        expect(loopsAreaMm2(solidIn(areas, n))).toBeCloseTo(solidMm2, 6);
      }
      expect(areaIn(areas.solid, 0, 0, 5.99, 10)).toBeCloseTo(areaIn(left, 0, 0, 5.99, 10), 4);
      expect(areaIn(areas.solid, 6.01, 0, 12, 10)).toBeCloseTo(areaIn(right, 6.01, 0, 12, 10), 4);
      expect([0, 1].map((n) => loopsAreaMm2(areas.porous(n)))).toEqual([60, 60]);
      expect(areas.parts().dense).toEqual([]);
      expect(loopsAreaMm2(areas.parts().lattice)).toBeCloseTo(loopsAreaMm2(areas.solid), 9);
    }
  });

  test('each has the density that was asked of it over a whole cell of height', () => {
    const cut = cutterOfTwo(GYROID, DENSE);
    let left = 0;
    let right = 0;
    for (let k = 0; k < 40; k++) {
      const areas = cut(2.025 + k * 0.05);
      left += loopsAreaMm2(solidIn(areas, 0));
      right += loopsAreaMm2(solidIn(areas, 1));
    }
    expect(Math.abs(left / (40 * 60) / 0.3 - 1)).toBeLessThan(0.005);
    expect(Math.abs(right / (40 * 60) / 0.4 - 1)).toBeLessThan(0.005);
  });

  test('no seam opens along a solid region between them, and the skin is that of each', () => {
    const frame = region('frame', 'solid', boxMesh(5, -1, -1, 7, 11, 9));
    const cut = cutterOfTwo({ ...GYROID, skinMm: 1 }, DENSE, frame);
    for (const zMm of HEIGHTS.slice(1)) {
      const areas = cut(zMm);
      expect(share(areas, 5, 0, 7, 10)).toBeCloseTo(1, 9);
      // A micrometre of a seam would be 2 x 10 mm x 0.001 mm.
      const beside = areaIn(areas.solid, 4.9, 1, 7.1, 9) - 16;
      const alone = [areaCutter(specOf(BLOCK, GYROID))(zMm), areaCutter(specOf(BLOCK, DENSE))(zMm)] as const;
      const expected = areaIn(alone[0].solid, 4.9, 1, 5, 9) + areaIn(alone[1].solid, 7, 1, 7.1, 9);
      expect(beside).toBeCloseTo(expected, 3);
      // On the left 1 mm of skin at three sides, on the right none.
      const { dense } = areas.parts();
      expect(Math.abs(areaIn(dense, 0, 0, 5, 10) - (50 - 4 * 8))).toBeLessThan(0.02);
      expect(areaIn(dense, 7, 0, 12, 10)).toBeLessThan(1e-6);
      expect(Math.abs(loopsAreaMm2(areas.porous(1)) - 32)).toBeLessThan(0.02);
      expect(loopsAreaMm2(areas.porous(2))).toBeCloseTo(50, 6);
    }
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

describe('regions that end in the very faces of the part, turned by any angle', () => {
  const turn = (mesh: ReturnType<typeof boxMesh>, degrees: number) => {
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    return transformedMesh(mesh, [c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  };

  test.each([0, 17, 30, 45, 90, 133.7])('%d degrees', (degrees) => {
    const cut = (lattice: boolean, ...regions: readonly WantedRegion[]) =>
      areaCutter(specOf(turn(BLOCK, degrees), lattice ? GYROID : null, regions));
    const inFaces = (x0: number, x1: number) => turn(boxMesh(x0, 0, 0, x1, 10, 8), degrees);
    const slot = region('slot', 'empty', inFaces(5, 7));

    // What is empty parts the block in two: 5 x 10 mm each.
    const parted = cut(false, slot, region('rest', 'solid'))(4.05).solid;
    expect(parted.map((loop) => loopsAreaMm2([loop]))).toEqual([expect.closeTo(50, 2), expect.closeTo(50, 2)]);
    expect(hasStrips(parted)).toBe(false);

    // A lattice in the left half leaves no rim of solid round it, and a slot in it no line across.
    const core = region('core', 'porous', inFaces(0, 3.7));
    for (const regions of [[core], [slot, core]]) {
      for (const zMm of HEIGHTS) {
        const areas = cut(true, ...regions, region('rest', 'solid'))(zMm);
        expect(hasStrips(areas.solid)).toBe(false);
        expect(hasStrips(areas.solidRegions)).toBe(false);
        expect(loopsAreaMm2(areas.solidRegions)).toBeCloseTo(83 - (regions.length - 1) * 20, 2);
        expect(porousMm2(areas)).toBeCloseTo(37, 2);
      }
    }
  });
});
