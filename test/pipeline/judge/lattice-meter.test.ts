import { beforeAll, describe, expect, test } from 'vitest';
import { loadClipping } from '../../../src/geometry/clipping.ts';
import { type LatticeMeasures, latticeMeters } from '../../../src/pipeline/judge/lattice-meter.ts';
import { layerStream } from '../../../src/pipeline/layers/layer-stream.ts';
import { layerTotals } from '../../../src/pipeline/layers/layer-totals.ts';
import { partJob, wholePart } from '../../../src/pipeline/parts/part-job.ts';
import { defaultContext } from '../../../src/pipeline/request/default-context.ts';
import { completeLattice, type LatticeRequest } from '../../../src/pipeline/request/lattice-defaults.ts';
import { boxMesh } from '../../geometry/solids.ts';
import { loadedPart, region } from '../part-in-hand.ts';

beforeAll(() => loadClipping());

const EDGE_MM = 4;
const GYROID: LatticeRequest = { cellType: 'gyroid', cellMm: 2, relativeDensity: 0.3 };

async function measured(
  lattice: LatticeRequest,
  edgeMm = EDGE_MM,
  mostVoxels?: number,
): Promise<LatticeMeasures | null> {
  const job = partJob(loadedPart(boxMesh(0, 0, 0, edgeMm, edgeMm, edgeMm)), [0, 0, 0], {
    slice: { thicknessMm: 0.05, cut: 'mid' },
    regions: wholePart(completeLattice(lattice, ['lattice'])),
    paths: null,
    band: null,
  });
  const meters = latticeMeters(job, mostVoxels);
  if (meters.count === 0) return null;
  const totals = layerTotals();
  for await (const result of layerStream({ ...job.spec, measured: true }, defaultContext({ workers: 0 }), null)) {
    meters.layer(result);
    totals.add(result);
  }
  return (await meters.finish(totals))[0] ?? null;
}

/** Numbers from 0 to 1 that fill space evenly (additive recurrence of the plastic number's powers). */
function scattered(count: number): [number, number, number][] {
  const step = [0.8191725133961645, 0.6710436067037893, 0.5497004779019703] as const;
  return Array.from({ length: count }, (_, n) => step.map((a) => (0.5 + n * a) % 1) as [number, number, number]);
}

/** Area of both faces of a sheet gyroid of 1 mm cells over its volume: the mean of |grad f| over a thin band of levels (coarea formula). */
function sheetAreaPerVolume(t: number): number {
  const band = 0.02;
  let sum = 0;
  const points = scattered(2_000_000);
  for (const [x, y, z] of points) {
    const [X, Y, Z] = [2 * Math.PI * x, 2 * Math.PI * y, 2 * Math.PI * z];
    const f = Math.sin(X) * Math.cos(Y) + Math.sin(Y) * Math.cos(Z) + Math.sin(Z) * Math.cos(X);
    if (Math.abs(Math.abs(f) - t) > band / 2) continue;
    const gx = Math.cos(X) * Math.cos(Y) - Math.sin(Z) * Math.sin(X);
    const gy = Math.cos(Y) * Math.cos(Z) - Math.sin(X) * Math.sin(Y);
    const gz = Math.cos(Z) * Math.cos(X) - Math.sin(Y) * Math.sin(Z);
    sum += 2 * Math.PI * Math.sqrt(gx * gx + gy * gy + gz * gz);
  }
  return sum / (points.length * band);
}

describe('a sheet gyroid of 2 mm and 0.30 in a cube of two cells', () => {
  let measures: LatticeMeasures;
  beforeAll(async () => {
    measures = (await measured(GYROID))!;
  });

  test('has walls about as thick as its density over its area makes them', () => {
    // Mean wall 0.3 * 2 / 3.0917 = 0.194 mm; half of the solid lies where it is thicker.
    expect(measures.wallMm!.p5).toBeGreaterThan(0.16);
    expect(measures.wallMm!.p50).toBeGreaterThan(0.19);
    expect(measures.wallMm!.p50).toBeLessThan(0.215);
    expect(measures.wallMm!.p95).toBeLessThan(0.25);
  });

  test('has the area of its two faces, within 3 %', () => {
    // Level of the sheet at 0.30, from the table of an independent program (0.46468).
    const expected = (sheetAreaPerVolume(0.46468) / 2) * EDGE_MM ** 3;
    expect(Math.abs(measures.surfaceMm2! / expected - 1)).toBeLessThan(0.03);
  });

  test('lets through a sphere that is smaller than its pores', () => {
    expect(measures.throatMm!).toBeGreaterThan(0.6);
    expect(measures.throatMm!).toBeLessThan(measures.poreMm!.p95);
    // The two pores of a sheet gyroid are alike; the largest sphere in one of them at 0.30 is 0.45 of the cell (0.9 mm).
    expect(measures.poreMm!.p95).toBeLessThan(1);
  });

  test('has a mean void intercept of four times the void over the area, as any body has', () => {
    const voidMm3 = 0.7 * EDGE_MM ** 3;
    expect(Math.abs((measures.meanVoidInterceptMm! * measures.surfaceMm2!) / (4 * voidMm3) - 1)).toBeLessThan(0.06);
  });

  test('says where it was measured, and how finely', () => {
    expect(measures.measuredIn).toMatchObject({ boxMm: [0, 0, 0, 4, 4, 4], resolved: true });
    expect(measures.measuredIn!.voxelMm).toBeLessThan(0.1);
  });
});

test('struts of 0.5 mm are measured as 0.5 mm, less 7 % that voxels lose of round ones', async () => {
  const { wallMm } = (await measured({ cellType: 'bcc', cellMm: 4, wallMm: 0.5 }, 4))!;
  expect(wallMm!.p50).toBeGreaterThan(0.46);
  expect(wallMm!.p50).toBeLessThan(0.51);
});

test('a part that is too large is measured around the whole cell in its middle', async () => {
  const { measuredIn, wallMm, surfaceMm2 } = (await measured(GYROID, 8, 2e5))!;
  const [x0, y0, z0, x1, y1, z1] = measuredIn!.boxMm as [number, number, number, number, number, number];
  // Cells of 2 mm from 0: that nearest to the middle at 4 mm begins or ends there.
  const middle = [x0 + x1, y0 + y1, z0 + z1].map((sum) => sum / 2);
  for (const at of middle) expect(Math.abs(Math.abs(at - 4) - 1)).toBeLessThan(1e-6);
  expect(x1 - x0).toBeGreaterThanOrEqual(2);
  expect(x1 - x0).toBeLessThan(6);
  expect(wallMm!.p50).toBeGreaterThan(0.19);
  expect(wallMm!.p50).toBeLessThan(0.215);
  // The area is that of the whole part.
  expect(Math.abs(surfaceMm2! / ((sheetAreaPerVolume(0.46468) / 2) * 512) - 1)).toBeLessThan(0.05);
});

test('each of two lattices is measured in its own place: walls of 0.2 mm here, struts of 0.5 mm there', async () => {
  const filled = (lattice: LatticeRequest) => ({ settings: completeLattice(lattice, ['lattice']), place: ['lattice'] });
  const job = partJob(loadedPart(boxMesh(0, 0, 0, 12, 4, 4)), [0, 0, 0], {
    slice: { thicknessMm: 0.05, cut: 'mid' },
    regions: [
      { ...region('canal', 'empty', boxMesh(4, -1, -1, 8, 5, 5)), lattice: null },
      { ...region('left', 'porous', boxMesh(-1, -1, -1, 6, 5, 5)), lattice: filled(GYROID) },
      { ...region('right', 'porous'), lattice: filled({ cellType: 'bcc', cellMm: 4, wallMm: 0.5 }) },
    ],
    paths: null,
    band: null,
  });
  const meters = latticeMeters(job);
  expect(meters.count).toBe(2);
  const totals = layerTotals();
  for await (const result of layerStream({ ...job.spec, measured: true }, defaultContext({ workers: 0 }), null)) {
    meters.layer(result);
    totals.add(result);
  }
  expect(totals.regions.map(({ placeMm3 }) => Number(placeMm3.toFixed(6)))).toEqual([64, 64, 64]);
  const [left, right, ...more] = await meters.finish(totals);
  expect(more).toEqual([]);
  expect(left!.wallMm!.p50).toBeGreaterThan(0.19);
  expect(left!.wallMm!.p50).toBeLessThan(0.215);
  expect(right!.wallMm!.p50).toBeGreaterThan(0.46);
  expect(right!.wallMm!.p50).toBeLessThan(0.51);
  // The faces of the sheet alone, as in a cube of two cells.
  const expected = (sheetAreaPerVolume(0.46468) / 2) * 64;
  expect(Math.abs(left!.surfaceMm2! / expected - 1)).toBeLessThan(0.05);
});

test('a solid part has nothing to measure', async () => {
  const job = partJob(loadedPart(boxMesh(0, 0, 0, 1, 1, 1)), [0, 0, 0], {
    slice: { thicknessMm: 0.05, cut: 'mid' },
    regions: wholePart(null),
    paths: null,
    band: null,
  });
  const meters = latticeMeters(job);
  expect([meters.count, await meters.finish(layerTotals())]).toEqual([0, []]);
});
