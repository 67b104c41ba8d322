import { describe, expect, test } from 'vitest';
import type { TriangleMesh } from '../../../src/core/mesh.ts';
import { buildTriangleBvh } from '../../../src/geometry/triangle-bvh-build.ts';
import { facingTriangles } from '../../../src/lattice/facing-triangles.ts';
import {
  type Axes,
  cylindricalCells,
  gradedCells,
  type PhaseControls,
  surfaceCells,
} from '../../../src/lattice/maps/control-map.ts';
import { controlMm, type PatchFrame, patchFrame } from '../../../src/lattice/patch-frame.ts';
import type { OpenSide } from '../../../src/lattice/settings.ts';
import { boxMesh, meshOf } from '../../geometry/solids.ts';

const UPRIGHT: Axes = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** Slopes of the three phases in cycles per mm at the inner control points, by central differences. */
function slopes(
  { counts, edgeMm }: PatchFrame,
  { phases, turn }: PhaseControls,
  look: (at: readonly [number, number, number], rows: number[][]) => void,
): void {
  const strides = [1, counts[0], counts[0] * counts[1]];
  for (let k = 1; k < counts[2] - 1; k++) {
    for (let j = 1; j < counts[1] - 1; j++) {
      for (let i = 1; i < counts[0] - 1; i++) {
        const n = (k * counts[1] + j) * counts[0] + i;
        const rows = phases.map((phase) =>
          strides.map((stride) => {
            const change = phase[n + stride]! - phase[n - stride]!;
            return (turn === null ? change : change - turn * Math.round(change / turn)) / (2 * edgeMm);
          }),
        );
        look([i, j, k], rows);
      }
    }
  }
}

const length = (row: readonly number[]) => Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
const place = (frame: PatchFrame, at: readonly [number, number, number]) =>
  at.map((index, a) => controlMm(frame, a as 0 | 1 | 2, index)) as [number, number, number];

describe('cells whose size varies', () => {
  test('along their own axis have exactly the sizes asked for', () => {
    const frame = patchFrame([0, 0, 0, 6, 6, 12], [0, 0, 0], 0.5);
    const phase = gradedCells(frame, UPRIGHT, () => 2).phases[2];
    expect(phase[frame.counts[0] * frame.counts[1]]! - phase[0]!).toBeCloseTo(0.25, 12);
  });

  test('from 1.5 to 4 mm along 20 mm have their size along it to 0.5 %, across it to 7 % in the mean and 18 % at worst', () => {
    const box = [0, 0, 0, 20, 10, 10] as const;
    const frame = patchFrame(box, [0, 0, 0], 0.75);
    const cellMm = (x: number) => 1.5 + (2.5 * Math.max(0, Math.min(20, x))) / 20;
    const controls = gradedCells(frame, UPRIGHT, cellMm);
    const ratios: number[][] = [[], [], []];
    slopes(frame, controls, (at, rows) => {
      const [x, y, z] = place(frame, at);
      if (x < 0 || x > 20 || y < 0 || y > 10 || z < 0 || z > 10) return;
      for (const [n, row] of rows.entries()) ratios[n]!.push(length(row) * cellMm(x));
    });
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value / values.length, 0);
    const worst = (values: number[]) => Math.max(...values.map((value) => Math.abs(value - 1)));
    // Across, no phase has what is wished: cells of 1.5 mm and of 4 mm cannot stay side by side in straight rows.
    expect(worst(ratios[0]!)).toBeLessThan(0.005);
    for (const across of ratios.slice(1)) {
      expect(mean(across.map((ratio) => Math.abs(ratio - 1)))).toBeLessThan(0.08);
      expect(worst(across)).toBeLessThan(0.18);
    }
  });

  test('turned and stretched have the slopes of their axes', () => {
    const frame = patchFrame([0, 0, 0, 4, 4, 4], [0, 0, 0], 1);
    const axes: Axes = [
      [0.6, 0.8, 0],
      [-0.4, 0.3, 0],
      [0, 0, 0.25],
    ];
    slopes(
      frame,
      gradedCells(frame, axes, () => 2),
      (_, rows) => {
        expect(rows).toEqual(axes.map((axis) => axis.map((value) => expect.closeTo(value / 2, 9))));
      },
    );
  });
});

describe('cells around an axis', () => {
  const frame = patchFrame([-10, -10, 0, 10, 10, 6], [0, 0, 0], 1);
  const controls = cylindricalCells(frame, { originMm: [0, 0, 0], direction: [0, 0, 1], cellsAround: 12 }, 2);

  test('run outward, around and along it: one cell every 2 mm outward and upward, 12 in a turn', () => {
    expect(controls.turn).toBe(12);
    slopes(frame, controls, (at, [outward, around, upward]) => {
      const [x, y] = place(frame, at);
      const r = Math.sqrt(x * x + y * y);
      if (r < 3) return;
      expect(Math.abs(outward![0]! - x / r / 2)).toBeLessThan(0.01);
      expect(Math.abs(outward![1]! - y / r / 2)).toBeLessThan(0.01);
      expect(Math.abs(length(around!) / (12 / (2 * Math.PI * r)) - 1)).toBeLessThan(0.06);
      expect(x * around![1]! - y * around![0]!).toBeGreaterThan(0);
      expect(upward).toEqual([0, 0, expect.closeTo(0.5, 12)]);
    });
  });

  test('a slanted axis that misses the origin: phases follow its own coordinates', () => {
    const r = Math.SQRT1_2;
    const slanted = cylindricalCells(frame, { originMm: [1, 2, 3], direction: [r, 0, r], cellsAround: 5 }, 2);
    const [nx, ny] = frame.counts;
    const [i, j, k] = [4, 5, 6];
    const [x, y, z] = place(frame, [i, j, k]);
    const along = (x - 1) * r + (z - 3) * r;
    const off = Math.sqrt((x - 1) ** 2 + (y - 2) ** 2 + (z - 3) ** 2 - along ** 2);
    const n = (k * ny + j) * nx + i;
    expect(slanted.phases[2][n]).toBeCloseTo(along / 2, 12);
    expect(slanted.phases[0][n]).toBeCloseTo(off / 2, 12);
    expect(Math.abs(slanted.phases[1][n]!)).toBeLessThanOrEqual(2.5);
  });
});

/** A block of 16 x 16 x 8 mm whose top is a cap of a sphere of 12 mm: normals lean by up to 42 degrees at its edges' middles. */
function domed(): TriangleMesh {
  const steps = 16;
  const points: number[][] = [];
  const triangles: number[][] = [];
  const height = (x: number, y: number) => 8 + Math.sqrt(Math.max(0, 144 - x * x - y * y)) - 12;
  for (const top of [1, 0]) {
    for (let j = 0; j <= steps; j++) {
      for (let i = 0; i <= steps; i++) {
        const [x, y] = [i - 8, j - 8];
        points.push([x, y, top === 1 ? height(x, y) : -4]);
      }
    }
  }
  const at = (top: number, i: number, j: number) => top * (steps + 1) ** 2 + j * (steps + 1) + i;
  for (let j = 0; j < steps; j++) {
    for (let i = 0; i < steps; i++) {
      const [a, b, c, d] = [at(0, i, j), at(0, i + 1, j), at(0, i + 1, j + 1), at(0, i, j + 1)];
      const [e, f, g, h] = [at(1, i, j), at(1, i + 1, j), at(1, i + 1, j + 1), at(1, i, j + 1)];
      triangles.push([a, b, c], [a, c, d], [e, g, f], [e, h, g]);
    }
  }
  for (let n = 0; n < steps; n++) {
    for (const [p, q] of [
      [
        [n, 0],
        [n + 1, 0],
      ],
      [
        [steps, n],
        [steps, n + 1],
      ],
      [
        [n + 1, steps],
        [n, steps],
      ],
      [
        [0, n + 1],
        [0, n],
      ],
    ] as const) {
      const [a, b] = [at(1, p[0]!, p[1]!), at(1, q[0]!, q[1]!)];
      const [c, d] = [at(0, q[0]!, q[1]!), at(0, p[0]!, p[1]!)];
      triangles.push([a, b, c], [a, c, d]);
    }
  }
  return meshOf(points, triangles);
}

/** The mesh with its coordinates exchanged in a cycle: z becomes x, x becomes y, y becomes z. */
function cycled({ positions, triangles }: TriangleMesh): TriangleMesh {
  return { positions: positions.map((_, n) => positions[n - (n % 3) + (((n % 3) + 2) % 3)]!), triangles };
}

function along(mesh: TriangleMesh, frame: PatchFrame, side: OpenSide): PhaseControls {
  const axis = side[0] === 'x' ? 0 : side[0] === 'y' ? 1 : 2;
  return surfaceCells(
    frame,
    buildTriangleBvh(mesh),
    buildTriangleBvh(mesh, facingTriangles(mesh, [side], true)),
    2,
    axis,
  );
}

describe('cells along a side of the part', () => {
  test('that is flat are straight: Z is the depth below it in cells, X and Y run along it', () => {
    const frame = patchFrame([0, 0, 0, 8, 8, 6], [0, 0, 0], 1);
    const controls = along(boxMesh(0, 0, 0, 8, 8, 6), frame, 'z+');
    const offs: number[] = [];
    slopes(frame, controls, (at, [first, second, depth]) => {
      const [x, y, z] = place(frame, at);
      if (x < 0 || x > 8 || y < 0 || y > 8 || z < 0 || z > 6) return;
      // Its slope at the rim also looks at the depths beyond the sides.
      const isInner = x > 1 && x < 7 && y > 1 && y < 7;
      const off = Math.max(Math.abs(depth![0]!), Math.abs(depth![1]!), Math.abs(depth![2]! + 0.5));
      expect(off).toBeLessThan(isInner ? 1e-9 : 0.06);
      for (const row of [first!, second!]) {
        offs.push(Math.abs(length(row) / 0.5 - 1));
      }
    });
    expect(Math.max(...offs)).toBeLessThan(0.2);
    expect(offs.reduce((sum, off) => sum + off) / offs.length).toBeLessThan(0.02);
    const [nx, ny] = frame.counts;
    // The middle of the patch under the top lies 0.5 mm deep, that above it 0.5 mm high.
    const n = (k: number) => (k * ny + 5) * nx + 5;
    const under = -frame.first[2] + 5;
    expect(controls.phases[2][n(under)]).toBeCloseTo(0.25, 12);
    expect(controls.phases[2][n(under + 1)]).toBeCloseTo(-0.25, 12);
  });

  test.each<[OpenSide, number]>([
    ['z+', 0],
    ['x+', 1],
    ['y+', 2],
  ])('that is a dome, %s: cells under it are whole and square to each other, whichever way it faces', (side, turns) => {
    let mesh = domed();
    for (let n = 0; n < turns; n++) mesh = cycled(mesh);
    const low = [-8, -8, -4];
    const high = [8, 8, 8];
    const box = [0, 1, 2]
      .map((a) => low[(a + 3 - turns) % 3]!)
      .concat([0, 1, 2].map((a) => high[(a + 3 - turns) % 3]!));
    const frame = patchFrame(box as never, [0, 0, 0], 1);
    let [worst, flattest, sum, count] = [0, 1, 0, 0];
    slopes(frame, along(mesh, frame, side), (at, rows) => {
      const p = place(frame, at);
      const [x, y, z] = [0, 1, 2].map((a) => p[(a + turns) % 3]!) as [number, number, number];
      const depth = 12 - Math.sqrt(x * x + y * y + (z + 4) ** 2);
      if (Math.abs(x) > 7 || Math.abs(y) > 7 || depth < 0.5 || depth > 4) return;
      for (const row of rows) {
        expect(row.every(Number.isFinite)).toBe(true);
        worst = Math.max(worst, Math.abs(length(row) * 2 - 1));
        sum += Math.abs(length(row) * 2 - 1);
        count++;
      }
      const [a, b, c] = rows as [number[], number[], number[]];
      const volume =
        a[0]! * (b[1]! * c[2]! - b[2]! * c[1]!) -
        a[1]! * (b[0]! * c[2]! - b[2]! * c[0]!) +
        a[2]! * (b[0]! * c[1]! - b[1]! * c[0]!);
      flattest = Math.min(flattest, Math.abs(volume) * 8);
    });
    expect(count).toBeGreaterThan(500);
    expect(worst).toBeLessThan(0.3);
    expect(sum / count).toBeLessThan(0.04);
    expect(flattest).toBeGreaterThan(0.7);
  });
});
