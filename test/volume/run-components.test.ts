import { describe, expect, test } from 'vitest';
import { type Components, type LayerComponents, trackComponents } from '../../src/volume/run-components.ts';
import { voxelLoops } from './voxel-loops.ts';

const ROWS = { rowSpacingMm: 0.1, minOverlapMm: 0.001 };

/** An outer rectangle; `hole` gives it clockwise. */
function box(x0: number, y0: number, x1: number, y1: number): Float64Array {
  return Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1);
}

function hole(x0: number, y0: number, x1: number, y1: number): Float64Array {
  return Float64Array.of(x0, y0, x0, y1, x1, y1, x1, y0);
}

function run(layers: readonly (readonly Float64Array[])[], thicknessMm: number, settings = ROWS): Components {
  const tracker = trackComponents(settings);
  for (const [k, loops] of layers.entries()) tracker.layer(k, loops, thicknessMm);
  return tracker.finish();
}

function times<T>(count: number, make: (k: number) => T): T[] {
  return Array.from({ length: count }, (_, k) => make(k));
}

const SOLID = [box(0, 0, 10, 10)];
const RING = [box(0, 0, 10, 10), hole(2, 2, 8, 8)];

describe('closed voids', () => {
  test('a hollow cube of 10 layers with a 6 x 6 x 6 mm hollow traps 216 mm3 in one void', () => {
    const result = run([...times(2, () => SOLID), ...times(6, () => RING), ...times(2, () => SOLID)], 1);
    expect(result.closedVoids.count).toBe(1);
    expect(result.closedVoids.volumeMm3).toBeCloseTo(216, 9);
    expect(result.closedVoids.largest).toMatchObject({ lowestLayer: 2, highestLayer: 7 });
    const at = result.closedVoids.largest!;
    expect(at.xMm > 2 && at.xMm < 8 && at.yMm > 2 && at.yMm < 8).toBe(true);
    expect(result.looseSolids.count).toBe(0);
    expect(result.main?.volumeMm3).toBeCloseTo(1000 - 216, 9);
  });

  test('the same hollow is open when a canal leads up, down or out of the side', () => {
    const canal = [box(0, 0, 10, 10), hole(4, 4, 4.5, 4.5)];
    const slit = [
      Float64Array.of(0, 0, 10, 0, 10, 4.9, 8, 4.9, 8, 2, 2, 2, 2, 8, 8, 8, 8, 5.1, 10, 5.1, 10, 10, 0, 10),
    ];
    const up = run([SOLID, ...times(3, () => RING), canal], 1);
    const down = run([canal, ...times(3, () => RING), SOLID], 1);
    const side = run([SOLID, RING, slit, RING, SOLID], 1);
    for (const result of [up, down, side])
      expect(result.closedVoids).toEqual({ count: 0, volumeMm3: 0, largest: null });
  });

  test('a hollow without a lid is open above, without a floor open below', () => {
    expect(run([SOLID, RING, RING], 1).closedVoids.count).toBe(0);
    expect(run([RING, RING, SOLID], 1).closedVoids.count).toBe(0);
  });

  test('a wall thinner than the rows are apart still closes a void', () => {
    const thin = [box(0, 0, 10, 10), hole(2, 0.004, 8, 4), hole(2, 4.004, 8, 9.996)];
    const result = run([SOLID, thin, SOLID], 1);
    expect(result.closedVoids.count).toBe(2);
    expect(result.closedVoids.volumeMm3).toBeCloseTo(6 * 3.996 + 6 * 5.992, 9);
  });

  test('a passage between layers that shows at one row only is found', () => {
    // The two hollows share 0.12 mm in y: at least one row lies in it, at most two.
    const low = [box(0, 0, 10, 10), hole(2, 1, 8, 5)];
    const high = [box(0, 0, 10, 10), hole(2, 4.88, 8, 9)];
    const result = run([SOLID, low, high, SOLID], 1);
    expect(result.closedVoids.count).toBe(1);
    expect(result.closedVoids.volumeMm3).toBeCloseTo(24 + 6 * 4.12, 9);
    const apart = [box(0, 0, 10, 10), hole(2, 5, 8, 9)];
    expect(run([SOLID, low, apart, SOLID], 1).closedVoids.count).toBe(2);
  });

  test('a void that winds up as a spiral stair of holes is one void, and open once its end is', () => {
    const stair = times(40, (k) => {
      const angle = k * 0.35;
      const x = 5 + 3 * Math.cos(angle);
      const y = 5 + 3 * Math.sin(angle);
      return [box(0, 0, 10, 10), hole(x - 0.9, y - 0.9, x + 0.9, y + 0.9)];
    });
    const closed = run([SOLID, ...stair, SOLID], 0.03);
    expect(closed.closedVoids.count).toBe(1);
    expect(closed.closedVoids.volumeMm3).toBeCloseTo(40 * 0.03 * 1.8 * 1.8, 9);
    expect(run([SOLID, ...stair], 0.03).closedVoids.count).toBe(0);
  });

  test('a hollow smaller than the row distance is seen and joins what lies over it', () => {
    const speck = [box(0, 0, 10, 10), hole(5, 5.05, 5.02, 5.07)];
    const alone = run([SOLID, speck, SOLID], 1, { rowSpacingMm: 1, minOverlapMm: 0.001 });
    expect(alone.closedVoids.count).toBe(1);
    expect(alone.closedVoids.volumeMm3).toBeCloseTo(0.0004, 9);
    const under = run([SOLID, speck, RING, RING], 1, { rowSpacingMm: 1, minOverlapMm: 0.001 });
    expect(under.closedVoids.count).toBe(0);
    const over = run([RING, RING, speck, SOLID], 1, { rowSpacingMm: 1, minOverlapMm: 0.001 });
    expect(over.closedVoids.count).toBe(0);
  });
});

describe('loose solids', () => {
  test('of two cubes apart the smaller is loose, with volume and place', () => {
    const result = run(
      times(10, () => [box(0, 0, 10, 10), box(20, 0, 22, 2)]),
      0.5,
    );
    expect(result.looseSolids.count).toBe(1);
    expect(result.looseSolids.volumeMm3).toBeCloseTo(20, 9);
    expect(result.looseSolids.largest?.xMm).toBeCloseTo(21, 9);
    expect(result.main?.volumeMm3).toBeCloseTo(500, 9);
  });

  test('two feet that join under a roof are one solid', () => {
    const feet = [box(0, 0, 2, 2), box(8, 0, 10, 2)];
    const result = run([feet, feet, [box(0, 0, 10, 2)]], 1);
    expect(result.looseSolids.count).toBe(0);
    expect(result.main?.volumeMm3).toBeCloseTo(16 + 20, 9);
  });

  test('a shell within a shell is loose, and the gap between them is a closed void', () => {
    const nested = [box(0, 0, 10, 10), hole(1, 1, 9, 9), box(2, 2, 8, 8), hole(3, 3, 7, 7)];
    const gap = [box(0, 0, 10, 10), hole(1, 1, 9, 9)];
    const lid = [box(0, 0, 10, 10), hole(1, 1, 9, 9), box(2, 2, 8, 8)];
    const result = run([SOLID, gap, lid, nested, nested, lid, gap, SOLID], 1);
    expect(result.looseSolids.count).toBe(1);
    expect(result.looseSolids.volumeMm3).toBeCloseTo(36 * 4 - 16 * 2, 9);
    expect(result.closedVoids.count).toBe(2);
    expect(result.closedVoids.volumeMm3).toBeCloseTo(64 * 6 - 36 * 4 + 32, 9);
    expect(result.closedVoids.largest?.volumeMm3).toBeCloseTo(64 * 6 - 36 * 4, 9);
  });

  test('cubes that touch along an edge line share no run and stay apart', () => {
    const result = run([[box(0, 0, 5, 5)], [box(5, 0, 10, 5)]], 1);
    expect(result.looseSolids.count).toBe(1);
  });

  test('an empty layer parts what is below it from what is above it', () => {
    const result = run([SOLID, SOLID, [], SOLID], 1);
    expect(result.looseSolids).toMatchObject({ count: 1 });
    expect(result.looseSolids.volumeMm3).toBeCloseTo(100, 9);
  });
});

describe('one layer', () => {
  test('counts areas, areas that rest on nothing, and none in the first layer', () => {
    const tracker = trackComponents(ROWS);
    const seen: LayerComponents[] = [];
    seen.push(tracker.layer(0, [], 1));
    seen.push(tracker.layer(1, [box(0, 0, 2, 2), box(5, 0, 7, 2)], 1));
    seen.push(tracker.layer(2, [box(1, 1, 3, 3), box(8, 0, 9, 2), box(5, 0, 7, 2)], 1));
    expect(seen.map((s) => [s.solidAreas, s.islands])).toEqual([
      [0, 0],
      [2, 0],
      [3, 1],
    ]);
  });

  test('names an outer loop within solid and a hole outside of it', () => {
    const tracker = trackComponents(ROWS);
    const loops = [box(0, 0, 10, 10), hole(2, 2, 8, 8), box(3, 3, 4, 4), box(0.5, 0.5, 1.5, 1.5), hole(20, 0, 22, 2)];
    expect(tracker.layer(0, loops, 1).misnested).toEqual([3, 4]);
  });
});

describe('against a flood fill of voxels (an independent way)', () => {
  const N = 7;
  const H = 6;

  /** Solid joins over faces; void also over the upright edges between squares that touch at a corner. */
  function flood(voxels: Uint8Array): { closed: number[]; solids: number[] } {
    const M = N + 2;
    const K = H + 2;
    const at = (x: number, y: number, z: number): number =>
      x < 1 || y < 1 || z < 1 || x > N || y > N || z > H ? 0 : voxels[((z - 1) * N + y - 1) * N + x - 1]!;
    const seen = new Int32Array(M * M * K);
    const closed: number[] = [];
    const solids: number[] = [];
    let label = 0;
    for (let s = 0; s < seen.length; s++) {
      if (seen[s] !== 0) continue;
      const kind = at(s % M, Math.floor(s / M) % M, Math.floor(s / (M * M)));
      seen[s] = ++label;
      const stack = [s];
      let size = 0;
      while (stack.length > 0) {
        const k = stack.pop()!;
        size++;
        const x = k % M;
        const y = Math.floor(k / M) % M;
        const z = Math.floor(k / (M * M));
        for (let dz = -1; dz <= 1; dz++) {
          for (let dy = -1; dy <= 1; dy++) {
            for (let dx = -1; dx <= 1; dx++) {
              const steps = Math.abs(dx) + Math.abs(dy) + Math.abs(dz);
              if (steps === 0 || steps > 2 || (steps === 2 && (kind === 1 || dz !== 0))) continue;
              const [u, v, w] = [x + dx, y + dy, z + dz];
              if (u < 0 || v < 0 || w < 0 || u >= M || v >= M || w >= K || at(u, v, w) !== kind) continue;
              const n = (w * M + v) * M + u;
              if (seen[n] !== 0) continue;
              seen[n] = label;
              stack.push(n);
            }
          }
        }
      }
      if (kind === 1) solids.push(size);
      else if (s !== 0) closed.push(size);
    }
    return { closed, solids };
  }

  test('150 random voxel bodies have the same pieces and volumes, and 150 with rows too far apart never fewer', () => {
    let state = 1;
    const next = (): number => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648;
    };
    let closedSeen = 0;
    for (let round = 0; round < 300; round++) {
      const share = 0.3 + 0.6 * next();
      const voxels = new Uint8Array(N * N * H).map(() => (next() < share ? 1 : 0));
      const tracker = trackComponents({ rowSpacingMm: round % 2 === 0 ? 0.4 : 2.5, minOverlapMm: 0.001 });
      for (let z = 0; z < H; z++) {
        const filled = (x: number, y: number): boolean =>
          x >= 0 && y >= 0 && x < N && y < N && voxels[(z * N + y) * N + x] === 1;
        tracker.layer(z, voxelLoops(N, filled), 1);
      }
      const got = tracker.finish();
      const want = flood(voxels);
      const sum = (list: number[]): number => list.reduce((a, b) => a + b, 0);
      if (round % 2 === 1) {
        // Rows far apart may miss a passage or a contact and never invent one.
        expect(got.closedVoids.volumeMm3).toBeGreaterThan(sum(want.closed) - 1e-9);
        expect(got.looseSolids.count).toBeGreaterThanOrEqual(want.solids.length - 1);
        continue;
      }
      const largest = Math.max(0, ...want.solids);
      expect(got.closedVoids.count).toBe(want.closed.length);
      expect(got.closedVoids.volumeMm3).toBeCloseTo(sum(want.closed), 9);
      expect(got.closedVoids.largest?.volumeMm3 ?? 0).toBeCloseTo(Math.max(0, ...want.closed), 9);
      expect(got.looseSolids.count).toBe(Math.max(0, want.solids.length - 1));
      expect(got.main?.volumeMm3 ?? 0).toBeCloseTo(largest, 9);
      expect(got.looseSolids.volumeMm3).toBeCloseTo(sum(want.solids) - largest, 9);
      closedSeen += want.closed.length;
    }
    expect(closedSeen).toBeGreaterThan(100);
  });
});
