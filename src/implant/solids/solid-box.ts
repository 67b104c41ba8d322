/** Where a solid lies. */
import type { Box3 } from '../../core/mesh.ts';
import type { Place } from '../../core/prep-error.ts';
import { meshBox } from '../../geometry/mesh-measures.ts';
import { buildSolid } from './build-solid.ts';
import { boxOfBoth, shapesBox } from './shapes-box.ts';
import type { SolidTree } from './solid-tree.ts';

/** Returns the box of what `buildSolid` makes of a tree with the same reach; a union is not built for it. */
export async function solidBox(tree: SolidTree, reach: Box3, place: Place = []): Promise<Box3> {
  if (tree.by !== 'union' || tree.of.length === 0) return meshBox(await buildSolid(tree, reach, place));
  // The members get the reach that the whole union would have.
  const own = shapesBox(tree);
  const wide = own === null ? reach : boxOfBoth(reach, own);
  let box: Box3 | null = null;
  for (const [i, member] of tree.of.entries()) {
    const next = await solidBox(member, wide, [...place, 'of', i]);
    box = box === null ? next : boxOfBoth(box, next);
  }
  return box!;
}
