/**
 * Stiffness of a cubic cell with mirrors from an eighth of it.
 *
 * Where the cell is its own mirror image at the planes x, y, z = 0 and 1/2, the fluctuation of a strain along an axis is so too, and
 * that of a shear in y and z turns its sign at the mirrors of y and z. So the displacements that turn their sign vanish on these
 * planes, and the eighth between them with two loads stands for the cell with six: about a twentieth of the work.
 */
import { applyStiffness, stiffnessDiagonal } from './apply-stiffness.ts';
import { conjugateGradient } from './conjugate-gradient.ts';
import { lameConstants } from './lame-constants.ts';
import { allForces, strainForces, stressOfUnitStrain } from './strain-forces.ts';
import { type VoxelMesh, voxelMesh } from './voxel-mesh.ts';

/** An eighth of a cell and when the solver stops. */
export interface OctantOptions {
  /** Voxels along each edge of the eighth. */
  readonly n: number;
  /** Share of solid in each of the n^3 voxels, 0..1; x runs fastest. The solid must be cubic with mirrors. */
  readonly solidShare: Float64Array;
  readonly poisson: number;
  /** Residual force over the force of the unit strain on all voxels. */
  readonly tolerance: number;
  readonly maxIterations: number;
}

/** The three constants of a cubic stiffness over Young's modulus of the solid. */
export interface CubicStiffness {
  readonly c11: number;
  readonly c12: number;
  readonly c44: number;
  readonly iterations: number;
  /** The larger relative residual of the two loads. */
  readonly residual: number;
}

/** Returns the stiffness of the cell that has this eighth. */
export async function homogeniseOctant(options: OctantOptions): Promise<CubicStiffness> {
  const { n, solidShare, poisson, tolerance, maxIterations } = options;
  const mesh = voxelMesh(n, solidShare, false);
  const lame = lameConstants(1, poisson);
  const diagonal = stiffnessDiagonal(mesh, lame);
  const share = solidShare.reduce((sum, value) => sum + value, 0) / solidShare.length;
  let residual = 0;
  let iterations = 0;
  const fluctuation = async (load: number, isHeld: Uint8Array) => {
    const stress = stressOfUnitStrain(lame, load);
    const rightSide = free(strainForces(mesh, stress), isHeld);
    const whole = allForces(mesh, stress);
    const apply = (x: Float64Array, out: Float64Array) => {
      applyStiffness(mesh, lame, x, out);
      free(out, isHeld);
    };
    const stop = { residual: tolerance * whole, maxIterations };
    const solution = await conjugateGradient({ apply, diagonal, rightSide }, stop);
    iterations += solution.iterations;
    residual = Math.max(residual, Math.sqrt(dot(solution.residual, solution.residual)) / whole);
    // The energy of u0 - chi, with K chi = load - residual.
    const energy = share * stress[load]! - (dot(solution.x, rightSide) + dot(solution.x, solution.residual)) / n ** 3;
    return { chi: solution.x, energy };
  };
  const pull = await fluctuation(0, heldAtMirrors(n, mesh, HELD_PULL));
  const across = dot(pull.chi, strainForces(mesh, stressOfUnitStrain(lame, 1))) / n ** 3;
  const shear = await fluctuation(3, heldAtMirrors(n, mesh, HELD_SHEAR));
  return { c11: pull.energy, c12: share * lame.lambda - across, c44: shear.energy, iterations, residual };
}

/** Displacements, by bits x, y, z, that vanish on the mirrors of x, of y and of z: for a strain along an axis, and a shear in yz. */
const HELD_PULL = [0b001, 0b010, 0b100] as const;
const HELD_SHEAR = [0b001, 0b101, 0b011] as const;

/** Marks the displacements that vanish. */
function heldAtMirrors(n: number, { gridNodes }: VoxelMesh, held: readonly [number, number, number]): Uint8Array {
  const isHeld = new Uint8Array(3 * gridNodes.length);
  const edge = n + 1;
  for (let node = 0; node < gridNodes.length; node++) {
    const at = gridNodes[node]!;
    const i = at % edge;
    const j = Math.floor(at / edge) % edge;
    const k = Math.floor(at / (edge * edge));
    const bits =
      (i === 0 || i === n ? held[0] : 0) | (j === 0 || j === n ? held[1] : 0) | (k === 0 || k === n ? held[2] : 0);
    for (let d = 0; d < 3; d++) isHeld[3 * node + d] = (bits >> d) & 1;
  }
  return isHeld;
}

function free(forces: Float64Array, isHeld: Uint8Array): Float64Array {
  for (let i = 0; i < forces.length; i++) if (isHeld[i] === 1) forces[i] = 0;
  return forces;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
