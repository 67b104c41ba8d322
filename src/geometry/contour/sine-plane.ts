/** Planes that are sums of sines along every line, for the kernel: no sine is computed there. */
import type { PlaneGrid, SinePlane } from '../../core/field.ts';
import { cosineOfCycles, sineOfCycles } from '../sine.ts';
import { takeBytes } from './kernel.ts';
import type { KernelGrid, KernelPlane } from './kernel-contour.ts';

/** Largest tan of half the angle of a step for which the kernel's arctangent is made: 7.6 steps a cycle. */
const MAX_HALF_TURN = 7 / 16;

/** Whether the kernel can contour the plane. */
export function isSinePlane(sines: SinePlane, { nx, ny }: PlaneGrid): boolean {
  return nx >= 3 && ny >= 3 && halfTurn(sines.stepCycles) <= MAX_HALF_TURN;
}

/** Puts the numbers of a plane into the kernel's memory. */
export function sinePlane(at: KernelGrid, sines: SinePlane): KernelPlane {
  const { kernel, grid, words, kept, coordinates } = at;
  const { nx, ny, stepMm } = grid;
  // Sine and cosine of each node along x, then of each along y; coefficients of each column, then of each row.
  const angles = takeBytes(16 * (nx + ny));
  const lines = takeBytes(8 * (sines.columns.length + sines.rows.length));
  const { buffer } = kernel.memory;
  const both = new Float64Array(buffer, angles, 2 * (nx + ny));
  for (let i = 0; i < nx; i++) {
    both[2 * i] = sines.sinX[i]!;
    both[2 * i + 1] = sines.cosX[i]!;
  }
  for (let j = 0; j < ny; j++) {
    both[2 * (nx + j)] = sines.sinY[j]!;
    both[2 * (nx + j) + 1] = sines.cosY[j]!;
  }
  const coefficients = new Float64Array(buffer, lines, sines.columns.length + sines.rows.length);
  coefficients.set(sines.columns);
  coefficients.set(sines.rows, sines.columns.length);

  return {
    mark(levelA, levelB, bitsA, bitsB) {
      const padded = 64 * words;
      const tables = sines.harmonics === 1 ? [sines.sinX, sines.cosX] : [sines.sinX, sines.cosX, ...doubled(sines)];
      const narrow = takeBytes(4 * padded * tables.length);
      for (const [n, table] of tables.entries()) {
        new Float32Array(kernel.memory.buffer, narrow + 4 * padded * n, padded).fill(0, nx).set(table);
      }
      const rows = lines + 8 * sines.columns.length;
      kernel.markSines(sines.harmonics, ny, words, kept, narrow, angles, rows, levelA, levelB, bitsA, bitsB);
    },
    place(level, edges, room) {
      kernel.sineVertices(
        sines.harmonics,
        nx,
        words,
        kept,
        angles,
        lines,
        coordinates,
        level,
        halfTurn(sines.stepCycles),
        // Half the angle of a step is pi times its cycles.
        stepMm / (Math.PI * sines.stepCycles),
        edges.at,
        edges.count,
        room.vertices,
        room.voids,
      );
    },
  };
}

/** tan of half the angle of a step. */
function halfTurn(stepCycles: number): number {
  const half = 0.5 * stepCycles;
  return half < 0.25 ? sineOfCycles(half) / cosineOfCycles(half) : Infinity;
}

/** Sines and cosines of the double angle along x. */
function doubled({ sinX, cosX }: SinePlane): [Float64Array, Float64Array] {
  return [sinX.map((s, i) => 2 * s * cosX[i]!), sinX.map((s) => 1 - 2 * s * s)];
}
