/** The loads of a homogenisation: nodal forces with which the voxels of a mesh answer a uniform strain. */
import type { LameConstants } from './lame-constants.ts';
import type { VoxelMesh } from './voxel-mesh.ts';

/** Places of stress or strain in Voigt's order by its two axes. */
const VOIGT = [0, 5, 4, 5, 1, 3, 4, 3, 2] as const;

/** Returns the stress of a unit strain, both in Voigt's order (xx, yy, zz, yz, xz, xy, engineering shear). */
export function stressOfUnitStrain({ lambda, mu }: LameConstants, load: number): Float64Array {
  const stress = new Float64Array(6);
  if (load < 3) stress.fill(lambda, 0, 3);
  stress[load]! += load < 3 ? 2 * mu : mu;
  return stress;
}

/** Returns the nodal forces with which all voxels answer a uniform stress: a quarter of the stress on each face, outward. */
export function strainForces({ corners, scale, nodeCount }: VoxelMesh, stress: Float64Array): Float64Array {
  const forces = new Float64Array(3 * nodeCount);
  for (let c = 0; c < corners.length; c++) {
    const quarter = 0.25 * scale[c >> 3]!;
    const x = c & 1 ? quarter : -quarter;
    const y = c & 2 ? quarter : -quarter;
    const z = c & 4 ? quarter : -quarter;
    const at = corners[c]!;
    for (let d = 0; d < 3; d++) {
      forces[at + d]! += x * stress[VOIGT[3 * d]!]! + y * stress[VOIGT[3 * d + 1]!]! + z * stress[VOIGT[3 * d + 2]!]!;
    }
  }
  return forces;
}

/** Returns the length of the same forces before neighbours cancel: a measure that does not vanish for a solid cell. */
export function allForces({ scale }: VoxelMesh, stress: Float64Array): number {
  let square = 0;
  for (let d = 0; d < 9; d++) square += 0.5 * stress[VOIGT[d]!]! ** 2;
  let sum = 0;
  for (let e = 0; e < scale.length; e++) sum += scale[e]! ** 2;
  return Math.sqrt(square * sum);
}
