/** From the shapes of a solid to its surface. */
import type { Manifold } from 'manifold-3d';
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import type { Place } from '../../core/prep-error.ts';
import { type BooleanScope, solidOfMesh, tidyMesh, withBooleans } from './boolean-library.ts';
import { boxMesh } from './box-mesh.ts';
import { needClosedMesh } from './closed-mesh.ts';
import { cylinderMesh } from './cylinder-mesh.ts';
import { halfSpaceMesh } from './half-space-mesh.ts';
import { refuseSolid } from './refuse-solid.ts';
import { boxOfBoth, shapesBox } from './shapes-box.ts';
import type { SolidTree } from './solid-tree.ts';
import { sphereMesh } from './sphere-mesh.ts';
import { sweepMeshes } from './sweep-mesh.ts';

/** A cube of 1 um: less than this is the rounding of faces that touch, and no printer makes it. */
const NOTHING_MM3 = 1e-9;

type Combination = Extract<SolidTree, { by: 'union' | 'intersection' | 'difference' }>;
type Shape = Exclude<SolidTree, Combination>;

/**
 * Returns the closed surface of a solid, outward, the same triangles for the same tree and reach. Half-spaces go as far as it
 * takes to be whole within `reach` and around every other shape of the tree. A shape by itself is returned as it is made;
 * what is combined is cut in 64 bits.
 *
 * @param place - path to the tree, in front of the path inside of it that an error tells
 */
export async function buildSolid(tree: SolidTree, reach: Box3, place: Place = []): Promise<TriangleMesh> {
  const own = shapesBox(tree);
  const wide = own === null ? reach : boxOfBoth(reach, own);
  const only = alone(tree, place);
  if (!isCombination(only.tree)) {
    const meshes = shapeMeshes(only.tree, wide, only.place);
    if (meshes.length === 1) return meshes[0]!;
  }
  return withBooleans((scope) => tidyMesh(scope, solidOf(scope, only.tree, wide, only.place), only.place));
}

function isCombination(tree: SolidTree): tree is Combination {
  return tree.by === 'union' || tree.by === 'intersection' || tree.by === 'difference';
}

/** Goes down where a combination is of one solid only. */
function alone(tree: SolidTree, place: Place): { readonly tree: SolidTree; readonly place: Place } {
  if (!isCombination(tree)) return { tree, place };
  const members = membersOf(tree, place);
  return members.length === 1 ? alone(members[0]!.tree, members[0]!.place) : { tree, place };
}

function membersOf(tree: Combination, place: Place): { readonly tree: SolidTree; readonly place: Place }[] {
  const listed = tree.by === 'difference' ? tree.minus : tree.of;
  const key = tree.by === 'difference' ? 'minus' : 'of';
  const members = listed.map((member, i) => ({ tree: member, place: [...place, key, i] }));
  if (tree.by === 'difference') return [{ tree: tree.from, place: [...place, 'from'] }, ...members];
  if (members.length === 0) refuseSolid(`holds nothing: the ${tree.by} is of no solids`, [...place, key]);
  return members;
}

function shapeMeshes(shape: Shape, reach: Box3, place: Place): readonly TriangleMesh[] {
  switch (shape.by) {
    case 'box':
      return [boxMesh(shape, place)];
    case 'cylinder':
      return [cylinderMesh(shape, place)];
    case 'sphere':
      return [sphereMesh(shape, place)];
    case 'half-space':
      return [halfSpaceMesh(shape, reach, place)];
    case 'sweep':
      return sweepMeshes(shape, place);
    case 'mesh':
      needClosedMesh(shape.mesh, [...place, 'mesh']);
      return [shape.mesh];
  }
}

function solidOf(scope: BooleanScope, tree: SolidTree, reach: Box3, place: Place): Manifold {
  const { Manifold } = scope.library;
  if (!isCombination(tree)) {
    const solids = shapeMeshes(tree, reach, place).map((mesh) => solidOfMesh(scope, mesh, place));
    return solids.length === 1 ? solids[0]! : scope.keep(Manifold.union(solids));
  }
  const solids = membersOf(tree, place).map((member) => solidOf(scope, member.tree, reach, member.place));
  const solid = scope.keep(combined(scope, tree.by, solids));
  if (solid.isEmpty() || solid.volume() < NOTHING_MM3) refuseSolid(`holds nothing: ${WHY_NOTHING[tree.by]}`, place);
  return solid;
}

function combined({ library }: BooleanScope, by: Combination['by'], solids: readonly Manifold[]): Manifold {
  if (by === 'union') return library.Manifold.union(solids);
  return by === 'intersection' ? library.Manifold.intersection(solids) : library.Manifold.difference(solids);
}

const WHY_NOTHING = {
  union: 'its solids have no volume',
  intersection: 'its solids have no volume in common',
  difference: 'what is taken away is all of it',
} as const;
