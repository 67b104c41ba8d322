/** The part of a request: read from its mesh, or built from its shape. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { assert, PrepError } from '../../core/prep-error.ts';
import { atPlace } from '../load/at-place.ts';
import { examinedPart, type LoadedPart, loadPart } from '../load/load-part.ts';
import { transformedMesh } from '../load/mesh-transform.ts';
import type { PartRequest } from '../request/prepare-request.ts';
import type { ShapeLoader } from './load-shapes.ts';

/** Within which half-spaces of a built part are bounded: what a machine of any size can make. */
const REACH_MM = 1000;

/** Returns the part in the coordinates of the case. */
export async function loadSource(
  { source, transform, variantTransform, partId, load, place }: PartRequest,
  shapes: ShapeLoader,
): Promise<LoadedPart> {
  if (source.by === 'mesh') {
    const part = await atPlace(place, ['mesh'], () => loadPart(source.path, load, partId));
    if (transform === null && variantTransform === null) return part;
    if (part.beams.length > 0) {
      throw new PrepError('mesh-invalid', 'has beams, which cannot be transformed here', [...place, 'transform']);
    }
    const mesh = placed(part.mesh, [transform, variantTransform]);
    return { ...part, ...(await examinedPart(mesh, [], part.partId)), findings: part.findings };
  }
  assert(partId !== null, 'a built part has an id');
  const reach = [-REACH_MM, -REACH_MM, -REACH_MM, REACH_MM, REACH_MM, REACH_MM] as const;
  const mesh = await shapes.solid(source.tree, reach, [...place, 'solid']);
  const examined = await examinedPart(placed(mesh, [transform, variantTransform]), [], partId);
  return { ...examined, input: null, unit: null, objects: [], repairs: [] };
}

function placed(mesh: TriangleMesh, transforms: readonly (readonly number[] | null)[]): TriangleMesh {
  return transforms.reduce<TriangleMesh>((body, one) => (one === null ? body : transformedMesh(body, one)), mesh);
}
