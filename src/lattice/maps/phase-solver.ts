/**
 * Phases whose gradient is as near as can be to a wished one: least squares over the edges of the control grid, that is
 * Poisson's equation with natural boundaries (Rumpf & Pazos, Optics Express 20, 15263, 2012). A wish whose curl is not zero has no
 * exact solution; the least squares spread the rest over the part instead of shearing cells more and more away from an origin.
 */
import { assert } from '../../core/prep-error.ts';
import type { Scalar } from '../grading/scalar.ts';
import { sampleControls } from '../patch-channel.ts';
import { controlMm, type PatchFrame } from '../patch-frame.ts';

/** Writes the wished gradient of one phase, cycles per mm along x, y and z, at a point. */
export type WishedGradient = (xMm: number, yMm: number, zMm: number, out: Float64Array) => void;

const MAX_ITERATIONS = 4000;
/** Relative residual at which the solution is good to far below a thousandth of a cell. */
const TOLERANCE = 1e-9;

/**
 * Returns the phase in cycles at the control points of a frame, x fastest, 0 at the control point nearest to its middle. An edge
 * counts by the product of the weights of its ends, above 0; absent: all alike.
 */
export function solvePhase(frame: PatchFrame, wished: WishedGradient, weightAt?: Scalar): Float64Array {
  const [nx, ny, nz] = frame.counts;
  const size = nx * ny * nz;
  const strides = [1, nx, nx * ny] as const;
  /** Wished change along each edge, three a node: to its neighbour in x, y and z. */
  const change = new Float64Array(3 * size);
  const gradient = new Float64Array(3);
  const point = new Float64Array(3);
  const half = 0.5 * frame.edgeMm;
  for (let k = 0, n = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, n++) {
        point[0] = controlMm(frame, 0, i);
        point[1] = controlMm(frame, 1, j);
        point[2] = controlMm(frame, 2, k);
        for (let a = 0; a < 3; a++) {
          if ((a === 0 ? i : a === 1 ? j : k) + 1 >= frame.counts[a as 0 | 1 | 2]) continue;
          const [dx, dy, dz] = [a === 0 ? half : 0, a === 1 ? half : 0, a === 2 ? half : 0];
          wished(point[0]! + dx, point[1]! + dy, point[2]! + dz, gradient);
          change[3 * n + a] = gradient[a]! * frame.edgeMm;
        }
      }
    }
  }
  const phase = pathIntegral(frame, change, strides);
  const weights = weightAt === undefined ? new Float64Array(size).fill(1) : sampleControls(frame, weightAt);
  relax(frame, change, weights, phase, strides);
  const middle = ((nz >> 1) * ny + (ny >> 1)) * nx + (nx >> 1);
  const offset = phase[middle]!;
  for (let n = 0; n < size; n++) phase[n]! -= offset;
  return phase;
}

/** A first guess: the wishes summed from the middle along z, then y, then x. Exact where each depends on its own axis alone. */
function pathIntegral(
  frame: PatchFrame,
  change: Float64Array,
  strides: readonly [number, number, number],
): Float64Array {
  const [nx, ny, nz] = frame.counts;
  const phase = new Float64Array(nx * ny * nz);
  const [ci, cj, ck] = [nx >> 1, ny >> 1, nz >> 1];
  const run = (from: number, axis: 0 | 1 | 2, at: number, count: number): void => {
    const step = strides[axis];
    for (let i = at + 1, n = from; i < count; i++, n += step) phase[n + step] = phase[n]! + change[3 * n + axis]!;
    for (let i = at, n = from; i > 0; i--, n -= step) phase[n - step] = phase[n]! - change[3 * (n - step) + axis]!;
  };
  run((ck * ny + cj) * nx + ci, 2, ck, nz);
  for (let k = 0; k < nz; k++) run((k * ny + cj) * nx + ci, 1, cj, ny);
  for (let k = 0; k < nz; k++) for (let j = 0; j < ny; j++) run((k * ny + j) * nx + ci, 0, ci, nx);
  return phase;
}

/** Conjugate gradients on the normal equations, preconditioned by their diagonal. */
function relax(
  frame: PatchFrame,
  change: Float64Array,
  weights: Float64Array,
  phase: Float64Array,
  strides: readonly [number, number, number],
): void {
  const size = phase.length;
  const degree = new Float64Array(size);
  const residual = new Float64Array(size);
  const direction = new Float64Array(size);
  const product = new Float64Array(size);
  // The residual of the guess: what is missing along each edge, gathered at its ends.
  eachEdge(frame, strides, (n, m, axis) => {
    const weight = weights[n]! * weights[m]!;
    const missing = weight * (change[3 * n + axis]! - (phase[m]! - phase[n]!));
    residual[m]! += missing;
    residual[n]! -= missing;
    degree[m]! += weight;
    degree[n]! += weight;
  });
  let scale = 0;
  for (let n = 0; n < change.length; n++) scale += change[n]! * change[n]!;
  const goal = TOLERANCE * TOLERANCE * Math.max(scale, 1e-30);
  let energy = 0;
  for (let n = 0; n < size; n++) {
    direction[n] = residual[n]! / degree[n]!;
    energy += residual[n]! * direction[n]!;
  }
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    if (energy <= goal) return;
    applyLaplacian(frame, strides, weights, direction, product);
    let curvature = 0;
    for (let n = 0; n < size; n++) curvature += direction[n]! * product[n]!;
    if (!(curvature > 0)) return;
    const alpha = energy / curvature;
    let next = 0;
    for (let n = 0; n < size; n++) {
      phase[n]! += alpha * direction[n]!;
      residual[n]! -= alpha * product[n]!;
      next += (residual[n]! * residual[n]!) / degree[n]!;
    }
    const beta = next / energy;
    energy = next;
    for (let n = 0; n < size; n++) direction[n] = residual[n]! / degree[n]! + beta * direction[n]!;
  }
  assert(energy <= 1e6 * goal, 'the phase of a lattice was found');
}

function eachEdge(
  { counts: [nx, ny, nz] }: PatchFrame,
  strides: readonly [number, number, number],
  edge: (n: number, m: number, axis: 0 | 1 | 2) => void,
): void {
  for (let k = 0, n = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, n++) {
        if (i + 1 < nx) edge(n, n + strides[0], 0);
        if (j + 1 < ny) edge(n, n + strides[1], 1);
        if (k + 1 < nz) edge(n, n + strides[2], 2);
      }
    }
  }
}

/** The graph Laplacian of the control grid, its edges weighted by the product of their ends' weights. */
function applyLaplacian(
  { counts: [nx, ny, nz] }: PatchFrame,
  strides: readonly [number, number, number],
  w: Float64Array,
  x: Float64Array,
  out: Float64Array,
): void {
  const [sx, sy, sz] = strides;
  for (let k = 0, n = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, n++) {
        const at = x[n]!;
        let sum = 0;
        if (i > 0) sum += w[n - sx]! * (at - x[n - sx]!);
        if (i + 1 < nx) sum += w[n + sx]! * (at - x[n + sx]!);
        if (j > 0) sum += w[n - sy]! * (at - x[n - sy]!);
        if (j + 1 < ny) sum += w[n + sy]! * (at - x[n + sy]!);
        if (k > 0) sum += w[n - sz]! * (at - x[n - sz]!);
        if (k + 1 < nz) sum += w[n + sz]! * (at - x[n + sz]!);
        out[n] = w[n]! * sum;
      }
    }
  }
}
