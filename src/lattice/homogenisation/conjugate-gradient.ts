/** Conjugate gradients with a diagonal preconditioner on typed arrays. */

/** What a run of the solver needs; arrays have one entry per unknown. */
export interface LinearSystem {
  /** Writes the product of the symmetric, positive semidefinite matrix with `x` into `out`. */
  readonly apply: (x: Float64Array, out: Float64Array) => void;
  /** Positive; the preconditioner divides by it. */
  readonly diagonal: Float64Array;
  readonly rightSide: Float64Array;
}

/** When to stop. */
export interface StopRule {
  /** Length of the residual that is small enough. */
  readonly residual: number;
  readonly maxIterations: number;
}

/** How a run ended. */
export interface Solution {
  readonly x: Float64Array;
  /** The residual b - A x, computed afresh. */
  readonly residual: Float64Array;
  readonly iterations: number;
}

/** Iterations between two looks at the signal: about a tenth of a second at 48 voxels a side. */
const ITERATIONS_PER_BREATH = 16;

/**
 * Solves A x = b from x = 0 (Hestenes & Stiefel, J. Res. Natl. Bur. Stand. 49 (1952) 409; Saad, Iterative Methods for Sparse Linear
 * Systems, 2003, algorithm 9.1). A may be singular as long as b is in its range. Lets the event loop run now and then; rejects
 * with the signal's reason once it is aborted.
 */
export async function conjugateGradient(
  system: LinearSystem,
  stop: StopRule,
  signal: AbortSignal | null = null,
): Promise<Solution> {
  const { apply, diagonal, rightSide } = system;
  const size = rightSide.length;
  const x = new Float64Array(size);
  const r = Float64Array.from(rightSide);
  const direction = new Float64Array(size);
  const product = new Float64Array(size);
  const inverse = diagonal.map((value) => 1 / value);
  const enough = stop.residual * stop.residual;
  let rSquare = 0;
  let rz = 0;
  for (let i = 0; i < size; i++) {
    const value = r[i]!;
    const z = inverse[i]! * value;
    direction[i] = z;
    rSquare += value * value;
    rz += value * z;
  }
  let iterations = 0;
  while (rSquare > enough && iterations < stop.maxIterations) {
    if (iterations % ITERATIONS_PER_BREATH === 0) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal?.throwIfAborted();
    }
    apply(direction, product);
    let curvature = 0;
    for (let i = 0; i < size; i++) curvature += direction[i]! * product[i]!;
    if (!(curvature > 0)) break;
    const step = rz / curvature;
    const rzBefore = rz;
    rz = 0;
    rSquare = 0;
    for (let i = 0; i < size; i++) {
      x[i]! += step * direction[i]!;
      const value = r[i]! - step * product[i]!;
      r[i] = value;
      rSquare += value * value;
      rz += value * value * inverse[i]!;
    }
    const ratio = rz / rzBefore;
    for (let i = 0; i < size; i++) direction[i] = r[i]! * inverse[i]! + ratio * direction[i]!;
    iterations++;
  }
  apply(x, product);
  for (let i = 0; i < size; i++) r[i] = rightSide[i]! - product[i]!;
  return { x, residual: r, iterations };
}
