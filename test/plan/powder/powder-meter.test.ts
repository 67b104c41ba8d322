import { beforeAll, describe, expect, test } from 'vitest';
import type { Loops } from '../../../src/core/polyline.ts';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { intersectSets } from '../../../src/geometry/combine-sets.ts';
import { contourBand } from '../../../src/geometry/marching-squares.ts';
import { gridAround, nodeMask } from '../../../src/geometry/node-mask.ts';
import { levelOfDensity } from '../../../src/lattice/relative-density.ts';
import { tpmsField } from '../../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';
import { type PowderMeasures, powderMeter } from '../../../src/plan/powder/powder-meter.ts';
import { type PowderSettings, powderSettings } from '../../../src/plan/powder/settings.ts';
import type { VoidLayer } from '../../../src/volume/void-grid.ts';
import type { BoxMm } from '../../../src/volume/voxel-size.ts';
import { hollowBall, layersOf, rectangle } from './bodies.ts';

const BALL: BoxMm = { min: [-3, -3, 0], max: [3, 3, 6] };
const BALL_VOID_MM3 = (4 / 3) * Math.PI * 8;

function measured(box: BoxMm, layers: readonly VoidLayer[], known: Partial<PowderSettings> = {}): PowderMeasures {
  const meter = powderMeter(box, { ...powderSettings(0.053, 1), ...known });
  for (const layer of layers) meter.layer(layer);
  const look = meter.finish();
  if (look.wantedMm !== null) for (const layer of layers) look.layer(layer);
  return look.finish();
}

/** A bar along x with a round canal, open at x = 0 and as deep as asked for. */
function canal(barMm: number, diameterMm: number, depthMm: number): PowderMeasures {
  const wide = diameterMm + 2;
  const layers = layersOf(wide, 0.05, (z) => {
    const half = Math.sqrt(Math.max(0, (diameterMm / 2) ** 2 - (z - wide / 2) ** 2));
    const slot = rectangle(-1, wide / 2 - half, depthMm, wide / 2 + half);
    return { solid: [rectangle(0, 0, barMm, wide)], voids: half > 1e-3 ? [slot] : [] };
  });
  return measured({ min: [0, 0, 0], max: [barMm, wide, wide] }, layers);
}

/** A cube of 6 mm of sheet gyroid of 2 mm. */
function gyroidCube(density: number): { box: BoxMm; layers: VoidLayer[] } {
  const level = levelOfDensity(UNIT_CELLS.gyroid!, 'sheet', density);
  const square: Loops = [rectangle(0, 0, 6, 6)];
  const grid = gridAround(square, 0.08, 0, 0);
  const mask = nodeMask(square, grid);
  const field = tpmsField(UNIT_CELLS.gyroid!, 2, [0, 0, 0]);
  const layers = Array.from({ length: 120 }, (_, k) => {
    const plane = field.plane((k + 0.5) * 0.05, grid, mask);
    const solid = intersectSets(contourBand(plane, grid, { from: -level, to: level }, mask), square);
    return { zLowMm: k * 0.05, zHighMm: (k + 1) * 0.05, solid: solid.map(({ xy }) => xy) };
  });
  return { box: { min: [0, 0, 0], max: [6, 6, 6] }, layers };
}

beforeAll(async () => {
  await loadClipping();
});

describe('a hollow ball', () => {
  test('that is sealed holds all of its powder, and there is no way out', () => {
    const { held, ways, drain } = measured(BALL, hollowBall(0, 'z'));
    expect(held).toHaveLength(1);
    expect(held[0]).toMatchObject({ known: 'none', throatMm: 0, throatAtMm: null, drain: null });
    expect(Math.abs(held[0]!.volumeMm3 / BALL_VOID_MM3 - 1)).toBeLessThan(0.01);
    for (const [axis, value] of [0, 0, 3].entries()) expect(held[0]!.centreMm[axis]).toBeCloseTo(value, 1);
    expect([ways, drain]).toEqual([[], null]);
  });

  test('with a hole of 3 mm is empty', () => {
    for (const along of ['x', 'z'] as const) {
      expect(measured(BALL, hollowBall(3, along))).toMatchObject({ held: [], ways: [], drain: null });
    }
  });

  test('with a hole of 0.15 mm through its top holds its powder, wherever the hole lies between the voxels', () => {
    for (const shift of [0, 0.04]) {
      const { limitMm, held, drain } = measured(BALL, hollowBall(0.15, 'z', shift, 0.03));
      expect(limitMm).toBeCloseTo(0.212, 12);
      expect(held.map(({ known }) => known)).toEqual(['looked']);
      expect(Math.abs(held[0]!.throatMm / 0.15 - 1)).toBeLessThan(0.1);
      expect(Math.abs(held[0]!.volumeMm3 / BALL_VOID_MM3 - 1)).toBeLessThan(0.02);
      expect(held[0]!.throatAtMm![2]).toBeGreaterThan(4.9);
      // Turned upside down it drains.
      expect(drain!.angleDeg).toBeGreaterThan(175);
    }
  });

  test('with a hole of 0.15 mm through its side has the throat that its layers leave: 0.12 mm high', () => {
    const { held, drain } = measured(BALL, hollowBall(0.15, 'x', 0, 0.03));
    expect(held).toHaveLength(1);
    expect(Math.abs(held[0]!.throatMm / 0.12 - 1)).toBeLessThan(0.1);
    expect(held[0]!.throatAtMm![0]).toBeGreaterThan(1.9);
    expect(Math.abs(drain!.angleDeg - 90)).toBeLessThan(3);
    // About +y, right-handed, +x goes down.
    expect(drain!.axis[1]).toBeGreaterThan(0.99);
  });

  test('with a hole of 0.25 mm is above the limit and no finding', () => {
    expect(measured(BALL, hollowBall(0.25, 'z', 0.05, 0.03)).held).toEqual([]);
  });
});

describe('canals', () => {
  test('one of 0.5 mm, 30 mm long and open at both ends, is long for its width: half its length over the width of both ends', () => {
    const { held, ways } = canal(30, 0.5, 31);
    expect(held).toEqual([]);
    expect(ways).toHaveLength(1);
    expect(Math.abs(ways[0]!.ratio / (15 / (0.5 * Math.SQRT2)) - 1)).toBeLessThan(0.1);
    expect(Math.abs(ways[0]!.deepestMm[0] - 15)).toBeLessThan(0.3);
    expect(Math.abs(ways[0]!.lengthMm / 15 - 1)).toBeLessThan(0.1);
    expect(Math.abs(ways[0]!.volumeMm3 / (30 * Math.PI * 0.0625) - 1)).toBeLessThan(0.05);
  });

  test('a blind one drains towards its mouth and is measured in full', () => {
    const { ways } = canal(16, 0.6, 12);
    expect(ways).toHaveLength(1);
    expect(Math.abs(ways[0]!.ratio / 20 - 1)).toBeLessThan(0.1);
    expect(ways[0]!.drain!.direction[0]).toBeLessThan(-0.99);
  });

  test('one that leads to a chamber has the chamber behind it', () => {
    const layers = layersOf(2.6, 0.05, (z) => {
      const half = Math.sqrt(Math.max(0, 0.09 - (z - 1.3) ** 2));
      const voids = half > 1e-3 ? [rectangle(-1, 1.3 - half, 12.1, 1.3 + half)] : [];
      if (Math.abs(z - 1.3) < 0.8) voids.push(rectangle(12, 0.5, 18, 2.1));
      return { solid: [rectangle(0, 0, 20, 2.6)], voids };
    });
    const { held, ways } = measured({ min: [0, 0, 0], max: [20, 2.6, 2.6] }, layers);
    expect(held).toEqual([]);
    expect(ways).toHaveLength(1);
    // The canal, and the chamber as wide as a round one of its section.
    expect(Math.abs(ways[0]!.ratio / (12 / 0.6 + 6 / (1.6 * Math.sqrt(4 / Math.PI))) - 1)).toBeLessThan(0.1);
    expect(Math.abs(ways[0]!.volumeMm3 / (6 * 1.6 * 1.6 + 12 * Math.PI * 0.09) - 1)).toBeLessThan(0.05);
  });

  test('short and wide ones are none', () => {
    expect(canal(10, 0.5, 11).ways).toEqual([]);
    expect(canal(16, 2, 12).ways).toEqual([]);
  });

  test('one that is narrow all along is held by its own width', () => {
    const layers = layersOf(2.4, 0.03, () => ({
      solid: [rectangle(0, 0, 20, 2)],
      voids: [rectangle(-1, 0.95, 21, 1.1)],
    })).map((layer) =>
      layer.zHighMm < 0.7 || layer.zLowMm > 1.7 ? { ...layer, solid: [rectangle(0, 0, 20, 2).xy] } : layer,
    );
    const { held } = measured({ min: [0, 0, 0], max: [20, 2, 2.4] }, layers);
    expect(held).toHaveLength(1);
    expect(Math.abs(held[0]!.throatMm / 0.15 - 1)).toBeLessThan(0.1);
  });
});

describe('lattices', () => {
  test('a gyroid of 0.30 drains', () => {
    const { box, layers } = gyroidCube(0.3);
    expect(measured(box, layers)).toMatchObject({ held: [], ways: [] });
  });

  test('one with throats of 0.37 mm drains for a fine powder and holds both of its halves for one that needs 0.4 mm', () => {
    const { box, layers } = gyroidCube(0.75);
    expect(measured(box, layers).held).toEqual([]);
    const { held } = measured(box, layers, { d90Mm: 0.1 });
    expect(held.length).toBeGreaterThan(0);
    // 0.373 is the throat of one cell without layers; steps of 0.05 mm take some of it.
    for (const { throatMm } of held) expect(Math.abs(throatMm / 0.373 - 1)).toBeLessThan(0.15);
  });
});

describe('what a measure says of itself', () => {
  test('a part too large for its nodes is measured on larger voxels', () => {
    const found = measured(BALL, hollowBall(0, 'z'), { mostNodes: 100_000 });
    expect(found.voxelMm).toBeGreaterThan(0.13);
    expect(found.nodes).toBeLessThanOrEqual(100_000);
    expect(Math.abs(found.held[0]!.volumeMm3 / BALL_VOID_MM3 - 1)).toBeLessThan(0.02);
  });

  test('walls thinner than a voxel are counted as lost', () => {
    const walls = [1, 2, 3, 4].map((x) => rectangle(x + 0.16, 0, x + 0.19, 4).xy);
    const layers = [{ zLowMm: 0, zHighMm: 2, solid: walls }];
    const found = measured({ min: [0, 0, 0], max: [6, 4, 2] }, layers);
    expect(found.lostSolidShare).toBeGreaterThan(0.5);
    expect(found.lostVoidShare).toBe(0);
  });
});
