/** What the shells of a mesh are to one another: solids, voids within them, shells that face the wrong way, open sheets. */
import type { Box3, TriangleMesh } from '../core/mesh.ts';
import { NO_EDGE } from './mesh-edges.ts';
import { shellVolumesMm3 } from './mesh-measures.ts';
import { type MeshTopology, NO_SHELL } from './mesh-topology.ts';
import { enclosingShells } from './shell-nesting.ts';

/**
 * What a shell is: `solid` bounds solid from outside, `void` bounds a hollow from inside, `inverted` faces the wrong way for
 * where it lies, `inside-solid` lies where there is solid on both of its sides, `open` has edges that do not pair up.
 */
export type ShellRole = 'solid' | 'void' | 'inverted' | 'inside-solid' | 'open';

/** A part of a mesh that hangs together by edges. */
export interface MeshShell {
  readonly triangles: number;
  readonly box: Box3;
  /** Above 0 where it faces outward; means nothing for an open shell. */
  readonly volumeMm3: number;
  /** True where each of its edges is run as often one way as the other. */
  readonly closed: boolean;
  /** How many closed shells enclose it; 0 for an outermost and for an open one. */
  readonly depth: number;
  /** The innermost of these, null where there is none. */
  readonly parent: number | null;
  readonly role: ShellRole;
}

/**
 * Describes each shell, in the order of the topology. A shell lies within another only as a whole: of two that cross, neither
 * encloses the other, and each is judged by where it faces. Whether shells cross is not told.
 */
export function meshShells(mesh: TriangleMesh, topology: MeshTopology): readonly MeshShell[] {
  const { shells, shellOf } = topology;
  const volumes = shellVolumesMm3(mesh, shellOf, shells);
  const boxes = shellBoxes(mesh, topology);
  const isClosed = closedShells(mesh, topology);
  const triangles = new Uint32Array(shells);
  for (const shell of shellOf) if (shell !== NO_SHELL) triangles[shell]!++;
  const { depthOf, parentOf } = enclosingShells(mesh, shellOf, { isClosed, boxes, volumes });
  const roles = shellRoles(volumes, isClosed, depthOf, parentOf);
  return Array.from({ length: shells }, (_, i) => ({
    triangles: triangles[i]!,
    box: [...boxes.subarray(6 * i, 6 * i + 6)] as unknown as Box3,
    volumeMm3: volumes[i]!,
    closed: isClosed[i] === 1,
    depth: depthOf[i]!,
    parent: parentOf[i]! < 0 ? null : parentOf[i]!,
    role: roles[i]!,
  }));
}

/** Six numbers a shell: the least x, y, z, then the largest. */
function shellBoxes({ positions, triangles }: TriangleMesh, { shells, shellOf }: MeshTopology): Float64Array {
  const boxes = new Float64Array(6 * shells);
  for (let i = 0; i < shells; i++) {
    boxes.fill(Infinity, 6 * i, 6 * i + 3);
    boxes.fill(-Infinity, 6 * i + 3, 6 * i + 6);
  }
  for (let corner = 0; corner < triangles.length; corner++) {
    const shell = shellOf[(corner / 3) | 0]!;
    if (shell === NO_SHELL) continue;
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[3 * triangles[corner]! + axis]!;
      const low = 6 * shell + axis;
      if (value < boxes[low]!) boxes[low] = value;
      if (value > boxes[low + 3]!) boxes[low + 3] = value;
    }
  }
  return boxes;
}

function closedShells(mesh: TriangleMesh, { shells, shellOf, sideEdges, edgeVertices }: MeshTopology): Uint8Array {
  const balance = new Int32Array(edgeVertices.length / 2);
  for (let side = 0; side < sideEdges.length; side++) {
    const edge = sideEdges[side]!;
    if (edge !== NO_EDGE) balance[edge]! += mesh.triangles[side] === edgeVertices[2 * edge] ? 1 : -1;
  }
  const isClosed = new Uint8Array(shells).fill(1);
  for (let side = 0; side < sideEdges.length; side++) {
    const edge = sideEdges[side]!;
    if (edge !== NO_EDGE && balance[edge] !== 0) isClosed[shellOf[(side / 3) | 0]!] = 0;
  }
  return isClosed;
}

/**
 * Goes from the outermost shells inward and keeps how often solid is counted within each. A shell that bounds what is empty
 * outside it must face outward. One in solid that faces inward makes a void; one that faces outward changes nothing, unless
 * the shell round it is inside out: then the two were turned together, and the inner one is meant as a void.
 */
function shellRoles(
  volumes: Float64Array,
  isClosed: Uint8Array,
  depthOf: Int32Array,
  parentOf: Int32Array,
): readonly ShellRole[] {
  const roles = new Array<ShellRole>(volumes.length).fill('open');
  const solidWithin = new Int32Array(volumes.length);
  const inward = Uint32Array.from(volumes, (_, i) => i).sort((a, b) => depthOf[a]! - depthOf[b]! || a - b);
  for (const i of inward) {
    if (isClosed[i] === 0) continue;
    const parent = parentOf[i]!;
    const around = parent < 0 ? 0 : solidWithin[parent]!;
    const outward = volumes[i]! >= 0;
    if (around <= 0) {
      roles[i] = outward ? 'solid' : 'inverted';
      solidWithin[i] = 1;
    } else if (outward && roles[parent] !== 'inverted') {
      roles[i] = 'inside-solid';
      solidWithin[i] = around + 1;
    } else {
      roles[i] = outward ? 'inverted' : around === 1 ? 'void' : 'inside-solid';
      solidWithin[i] = around - 1;
    }
  }
  return roles;
}
