import { describe, expect, test } from 'vitest';
import { PrepError } from '../../src/core/prep-error.ts';
import type { GridLayer } from '../../src/volume/layer-grid.ts';
import { createVolumeMeter, type VolumeMeasures } from '../../src/volume/volume-meter.ts';
import type { BoxMm } from '../../src/volume/voxel-size.ts';

const BOX: BoxMm = { min: [0, 0, 0], max: [6, 6, 6] };

function rectangle(x0: number, y0: number, x1: number, y1: number): Float64Array {
  return Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1);
}

const SQUARE = rectangle(0, 0, 6, 6);

function circle(x: number, y: number, radius: number, clockwise: boolean): Float64Array {
  const n = 96;
  const xy = new Float64Array(2 * n);
  for (let k = 0; k < n; k++) {
    const angle = ((clockwise ? -1 : 1) * 2 * Math.PI * k) / n;
    xy[2 * k] = x + radius * Math.cos(angle);
    xy[2 * k + 1] = y + radius * Math.sin(angle);
  }
  return xy;
}

/** Measures layers of 0.05 mm from 0 to 6 mm. */
function measure(
  voxelMm: number,
  solidAt: (zMm: number) => Float64Array[],
  regionAt: (zMm: number) => Float64Array[] | null = () => [SQUARE],
): VolumeMeasures {
  const meter = createVolumeMeter({ box: BOX, voxelMm, memoryBytes: 1e8 });
  for (let k = 0; k < 120; k++) {
    const zMm = (k + 0.5) * 0.05;
    meter.layer({ zLowMm: k * 0.05, zHighMm: (k + 1) * 0.05, solid: solidAt(zMm), region: regionAt(zMm) });
  }
  return meter.finish();
}

const walls = [0, 1, 2, 3, 4, 5].map((k) => rectangle(k + 0.35, 0, k + 0.65, 6));

describe('measures of a stack of layers', () => {
  test('upright walls of 0.3 mm every 1 mm: 0.3 thick, 0.7 apart, 70 % void, two faces of 36 mm2 each', () => {
    const found = measure(0.1, () => walls);
    expect(found.wallMm?.p50).toBeCloseTo(0.3, 2);
    expect(found.wallMm?.min).toBeCloseTo(0.3, 2);
    expect(found.poreMm?.p50).toBeCloseTo(0.7, 2);
    expect(found.poreMm?.min).toBeCloseTo(0.7, 2);
    // The half voids at both ends are open: 0.7 of 4.2 mm.
    expect(Math.abs(found.openShare! - 1 / 6)).toBeLessThan(0.03);
    expect(found.poreMm?.p5).toBeCloseTo(0.7, 1);
    expect(found.voidFraction).toBeCloseTo(0.7, 9);
    expect(found.regionMm3).toBeCloseTo(216, 6);
    expect(Math.abs(found.surfaceMm2! / (12 * 36) - 1)).toBeLessThan(0.01);
    expect(found.throat?.xMm).toBe(0);
    expect(Math.abs(found.throat!.yMm - 0.7)).toBeLessThan(0.02);
    expect(Math.abs(found.throat!.zMm - 0.7)).toBeLessThan(0.02);
    expect(found.neck?.xMm).toBe(0);
    expect(found.neck?.yMm).toBeCloseTo(0.3, 1);
    expect(found.resolved).toBe(true);
  });

  test('of 6 walls 7 voids in each line: 4.2 mm of void with 12 ends is a mean intercept of 0.7 mm', () => {
    const found = measure(0.2, () => walls);
    expect(found.meanVoidIntercept?.xMm).toBeCloseTo(0.7, 9);
    expect(found.meanVoidIntercept?.yMm).toBeNull();
    expect(found.meanVoidIntercept?.zMm).toBeNull();
  });

  test('level plates of 0.3 mm every 1 mm say the same along z', () => {
    const found = measure(0.1, (zMm) => (zMm % 1 > 0.35 && zMm % 1 < 0.65 ? [SQUARE] : []));
    expect(found.wallMm?.p50).toBeCloseTo(0.3, 2);
    expect(found.poreMm?.p50).toBeCloseTo(0.7, 2);
    expect(found.voidFraction).toBeCloseTo(0.7, 9);
    expect(found.meanVoidIntercept?.zMm).toBeCloseTo(0.7, 2);
    expect(found.throat?.zMm).toBe(0);
    expect(Math.abs(found.throat!.xMm - 0.7)).toBeLessThan(0.02);
    expect(Math.abs(found.surfaceMm2! / (12 * 36) - 1)).toBeLessThan(0.01);
  });

  test('round canals of 1.2 mm through a block: pore and throat 1.2 along z, none across; the bars between them 0.8', () => {
    const centres = [1, 3, 5].flatMap((x) => [1, 3, 5].map((y) => [x, y] as const));
    const loops = [SQUARE, ...centres.map(([x, y]) => circle(x, y, 0.6, true))];
    const found = measure(0.1, () => loops);
    expect(Math.abs(found.poreMm!.p50 - 1.2)).toBeLessThan(0.02);
    expect(Math.abs(found.throat!.zMm - 1.2)).toBeLessThan(0.04);
    expect([found.throat?.xMm, found.throat?.yMm]).toEqual([0, 0]);
    expect(Math.abs(found.neck!.xMm - 0.8)).toBeLessThan(0.02);
    expect(Math.abs(found.voidFraction! - (9 * Math.PI * 0.36) / 36)).toBeLessThan(0.002);
    expect(Math.abs(found.surfaceMm2! / (9 * 6 * Math.PI * 1.2) - 1)).toBeLessThan(0.02);
  });

  test('what lies outside of the region is solid or nothing, but not pore', () => {
    const centres = [1, 3, 5].flatMap((x) => [1, 3, 5].map((y) => [x, y] as const));
    const loops = [SQUARE, ...centres.map(([x, y]) => circle(x, y, x === 3 ? 0.3 : 0.6, true))];
    const found = measure(
      0.1,
      () => loops,
      () => [rectangle(2, 0, 4, 6)],
    );
    expect(Math.abs(found.poreMm!.p50 - 0.6)).toBeLessThan(0.03);
    expect(Math.abs(found.poreMm!.max - 0.6)).toBeLessThan(0.03);
    expect(found.regionMm3).toBeCloseTo(72, 6);
  });

  test('without a region walls are measured and pores are not', () => {
    const found = measure(
      0.1,
      () => walls,
      () => null,
    );
    expect(found.wallMm?.p50).toBeCloseTo(0.3, 2);
    const { poreMm, throat, surfaceMm2, meanVoidIntercept, regionMm3, voidFraction, openShare } = found;
    expect([poreMm, throat, surfaceMm2, meanVoidIntercept, regionMm3, voidFraction, openShare]).toEqual(
      Array(7).fill(null),
    );
  });

  test('walls thinner than a voxel are told to be lost, not passed over', () => {
    const thin = [0, 1, 2, 3, 4, 5].map((k) => rectangle(k + 0.38, 0, k + 0.42, 6));
    const found = measure(0.2, () => thin);
    expect(found.resolved).toBe(false);
    expect(found.wallMm).toBeNull();
    expect(found.lostSolidShare).toBe(1);
    expect(found.voidFraction).toBeCloseTo(0.96, 9);
    expect(measure(0.1, () => walls).lostSolidShare).toBe(0);
  });

  test('where memory is short the voxel grows and says so', () => {
    const wide = createVolumeMeter({ box: BOX, voxelMm: 0.05, memoryBytes: 5e6 });
    expect(wide.voxelMm).toBeGreaterThan(0.09);
    expect(wide.voxelMm).toBeLessThan(0.12);
    const [nx, ny, nz] = wide.finish().nodes;
    expect(nx * ny * nz * 17).toBeLessThanOrEqual(5e6);
    expect(() => createVolumeMeter({ box: BOX, voxelMm: 0.05, memoryBytes: 1000 })).toThrow(/1000 bytes do not hold/);
  });

  test('a layer outside of the box or below the one before is refused', () => {
    const layer = (known: Partial<GridLayer>): (() => void) => {
      const meter = createVolumeMeter({ box: BOX, voxelMm: 0.5, memoryBytes: 1e8 });
      meter.layer({ zLowMm: 1, zHighMm: 2, solid: [SQUARE], region: null });
      return () => meter.layer({ zLowMm: 2, zHighMm: 3, solid: [SQUARE], region: null, ...known });
    };
    expect(layer({})).not.toThrow();
    expect(layer({ solid: [rectangle(0, 0, 7, 6)] })).toThrow(PrepError);
    expect(layer({ region: [rectangle(0, -1, 6, 6)] })).toThrow(/leaves the box/);
    expect(layer({ zHighMm: 6.5 })).toThrow(/leaves the box/);
    expect(layer({ zLowMm: 1.5 })).toThrow(/layers rise/);
  });

  test('nothing at all is nothing measured', () => {
    const found = createVolumeMeter({ box: BOX, voxelMm: 0.5, memoryBytes: 1e8 }).finish();
    expect([found.wallMm, found.poreMm, found.neck, found.voidFraction]).toEqual([null, null, null, null]);
  });
});
