/**
 * Stiffness of a periodic cell by finite elements: one trilinear hexahedron a voxel, six unit strains, conjugate gradients.
 *
 * With u0 the displacement of a unit strain and chi the periodic fluctuation that balances it, K chi = K u0 and
 * C_ij = 1/V sum_e (u0_i - chi_i)' K_e (u0_j - chi_j): Guedes & Kikuchi, Comput. Methods Appl. Mech. Eng. 83 (1990) 143;
 * Andreassen & Andreasen, Comput. Mater. Sci. 83 (2014) 488, equation 9. In that energy form the error of C is the square of the
 * solver's, so a tolerance of 1e-5 is ample.
 */
import { PrepError } from '../../core/prep-error.ts';
import { applyStiffness, stiffnessDiagonal } from './apply-stiffness.ts';
import { conjugateGradient, type Solution } from './conjugate-gradient.ts';
import { lameConstants } from './lame-constants.ts';
import { allForces, strainForces, stressOfUnitStrain } from './strain-forces.ts';
import { countsOf, type VoxelCounts, voxelMesh } from './voxel-mesh.ts';

/** A periodic cell of voxels, the solid that it is made of, and when the solver stops. */
export interface HomogeniseOptions {
  /** Voxels along each edge: one number for a cube, or those along x, y and z of a box; voxels are cubes. */
  readonly n: number | VoxelCounts;
  /** Share of solid in each of the voxels, 0..1; x runs fastest. A voxel's stiffness is in proportion to it. */
  readonly solidShare: Float64Array;
  readonly youngsGPa: number;
  readonly poisson: number;
  /** Stiffness of a voxel of share 0 over that of the solid, 0..1; at 0 such voxels are left out of the system. */
  readonly voidFactor?: number;
  /** Residual force over the force of the unit strains on all voxels, at which the solver stops. */
  readonly tolerance: number;
  /** Most iterations for one load. */
  readonly maxIterations: number;
  readonly signal?: AbortSignal;
  /** Called after each of the six loads with how many are done. */
  readonly onLoad?: (done: number) => void;
}

/** The stiffness of the cell as one material. */
export interface Homogenised {
  /** 6 x 6, by rows: strains xx, yy, zz, yz, xz, xy, the last three as engineering shear (twice the tensor's). */
  readonly stiffnessGPa: Float64Array;
  /** Iterations of all six loads. */
  readonly iterations: number;
  /** The largest relative residual of a load; above the tolerance when the iterations did not do. */
  readonly residual: number;
}

/** Returns the stiffness of a periodic cell; rejects with the signal's reason when aborted. */
export async function homogenise(options: HomogeniseOptions): Promise<Homogenised> {
  refuseBad(options);
  const { n, solidShare, voidFactor = 0, poisson, youngsGPa, tolerance, maxIterations, signal } = options;
  const factor = solidShare.map((share) => voidFactor + (1 - voidFactor) * share);
  const mesh = voxelMesh(n, factor);
  const lame = lameConstants(1, poisson);
  const diagonal = stiffnessDiagonal(mesh, lame);
  const loads: Float64Array[] = [];
  const solutions: Solution[] = [];
  let iterations = 0;
  let residual = 0;
  for (let load = 0; load < 6; load++) {
    const stress = stressOfUnitStrain(lame, load);
    const rightSide = strainForces(mesh, stress);
    const whole = allForces(mesh, stress);
    const system = {
      apply: (x: Float64Array, out: Float64Array) => applyStiffness(mesh, lame, x, out),
      diagonal,
      rightSide,
    };
    const solution = await conjugateGradient(system, { residual: tolerance * whole, maxIterations }, signal);
    iterations += solution.iterations;
    if (whole > 0) residual = Math.max(residual, length(solution.residual) / whole);
    loads.push(rightSide);
    solutions.push(solution);
    options.onLoad?.(load + 1);
  }
  const stiffnessGPa = new Float64Array(36);
  const share = factor.reduce((sum, value) => sum + value, 0) / factor.length;
  const perVolume = 1 / factor.length;
  for (let i = 0; i < 6; i++) {
    const stress = stressOfUnitStrain(lame, i);
    for (let j = 0; j <= i; j++) {
      // The energy of u0 - chi, with K chi = load - residual.
      const relaxed = dot(solutions[j]!.x, loads[i]!) + dot(solutions[i]!.x, solutions[j]!.residual);
      const value = youngsGPa * (share * stress[j]! - perVolume * relaxed);
      stiffnessGPa[6 * i + j] = value;
      stiffnessGPa[6 * j + i] = value;
    }
  }
  return { stiffnessGPa, iterations, residual };
}

function refuseBad({ n, solidShare, youngsGPa, poisson, voidFactor = 0, tolerance, maxIterations }: HomogeniseOptions) {
  const refuse = (name: string, reason: string) => {
    throw new PrepError('value-out-of-range', reason, ['homogenise', name]);
  };
  const counts = countsOf(n);
  if (!counts.every((count) => Number.isInteger(count) && count >= 1 && count <= 256)) {
    refuse('n', `must be a whole number from 1 to 256, got ${n}`);
  }
  const size = counts[0] * counts[1] * counts[2];
  if (solidShare.length !== size) refuse('solidShare', `must hold ${size} values, got ${solidShare.length}`);
  if (!solidShare.every((share) => share >= 0 && share <= 1)) refuse('solidShare', 'must be from 0 to 1');
  if (!(youngsGPa > 0 && youngsGPa < Infinity)) refuse('youngsGPa', `must be above 0 GPa, got ${youngsGPa}`);
  if (!(poisson > -1 && poisson < 0.5)) refuse('poisson', `must lie between -1 and 0.5, got ${poisson}`);
  if (!(voidFactor >= 0 && voidFactor <= 1)) refuse('voidFactor', `must be from 0 to 1, got ${voidFactor}`);
  if (!(tolerance > 0)) refuse('tolerance', `must be above 0, got ${tolerance}`);
  if (!(maxIterations >= 1)) refuse('maxIterations', `must be at least 1, got ${maxIterations}`);
}

function length(values: Float64Array): number {
  return Math.sqrt(dot(values, values));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
