/** Volumes of regions by booleans of the meshes of part and regions: what their layers are held to. */
import { PrepError } from '../../core/prep-error.ts';
import { meshMeasures } from '../../geometry/mesh-measures.ts';
import { buildSolid } from '../../implant/solids/build-solid.ts';
import type { SolidTree } from '../../implant/solids/solid-tree.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';

/** Meshes with more triangles are not combined for a check. */
const MOST_TRIANGLES = 1_000_000;

/**
 * Returns the volume of each region in mm3: within the part and its own shape, less the shapes of the regions before it that take place.
 * Null where it cannot be told: a region at a distance and those after it, parts with stock or beams, meshes that are not manifold, very
 * large ones.
 */
export async function designVolumesMm3({ job }: Pick<BuildInHand, 'job'>): Promise<(number | null)[]> {
  const { mesh, regions, box, beams } = job.spec;
  const triangles = regions.reduce(
    (sum, { shape }) => sum + (shape?.by === 'mesh' ? shape.mesh.triangles.length / 3 : 0),
    mesh.triangles.length / 3,
  );
  if (triangles > MOST_TRIANGLES || beams.length > 0) return regions.map(() => null);
  if (regions.some(({ stock }) => stock !== null)) return regions.map(() => null);
  const part: SolidTree = { by: 'mesh', mesh };
  const before: SolidTree[] = [];
  const volumes: (number | null)[] = [];
  let known = true;
  for (const { fill, shape } of regions) {
    if (shape?.by === 'distance') {
      volumes.push(null);
      known &&= fill === 'beneath';
      continue;
    }
    const own: SolidTree[] = shape === null ? [] : [{ by: 'mesh', mesh: shape.mesh }];
    const within: SolidTree = own.length === 0 ? part : { by: 'intersection', of: [part, ...own] };
    const minus = fill === 'beneath' ? [] : [...before];
    const tree: SolidTree = minus.length === 0 ? within : { by: 'difference', from: within, minus };
    volumes.push(known || fill === 'beneath' ? await volumeOf(tree, box as never) : null);
    if (fill !== 'beneath') before.push(...own);
  }
  return volumes;
}

async function volumeOf(tree: SolidTree, box: Parameters<typeof buildSolid>[1]): Promise<number | null> {
  if (tree.by === 'mesh') return meshMeasures(tree.mesh).volumeMm3;
  try {
    return meshMeasures(await buildSolid(tree, box)).volumeMm3;
  } catch (cause) {
    if (!(cause instanceof PrepError) || cause.code !== 'solid-invalid') throw cause;
    return cause.reason.includes('holds nothing') ? 0 : null;
  }
}
