/** Reads and builds the shapes of a case's regions and parts. */
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import { assert, type Place, PrepError } from '../../core/prep-error.ts';
import { meshEdges } from '../../geometry/mesh-edges.ts';
import { buildTriangleBvh } from '../../geometry/triangle-bvh-build.ts';
import { buildSolid } from '../../implant/solids/build-solid.ts';
import type { SolidTree } from '../../implant/solids/solid-tree.ts';
import type { RegionShape } from '../layers/job-spec.ts';
import { atPlace } from '../load/at-place.ts';
import { type LoadedPart, type LoadOptions, loadPart } from '../load/load-part.ts';
import { boxBefore, transformedMesh } from '../load/mesh-transform.ts';
import type { BoneRequest, RegionRequest, SolidRequest } from '../request/prepare-request.ts';

/** Reads each mesh once. */
export interface ShapeLoader {
  /** Returns the closed mesh of a shape; half-spaces reach well beyond `reach`. */
  solid(tree: SolidRequest, reach: Box3, place: Place): Promise<TriangleMesh>;
  /** Returns where each region lies, in their order; null is the rest. */
  regions(
    requests: readonly RegionRequest[],
    part: LoadedPart,
    variantTransform: readonly number[] | null,
  ): Promise<(RegionShape | null)[]>;
  /** Returns the bodies that are filled with support. */
  supports(
    requests: readonly { readonly tree: SolidRequest; readonly place: Place }[],
    part: LoadedPart,
    variantTransform: readonly number[] | null,
  ): Promise<TriangleMesh[]>;
  /** Every mesh that was read. */
  readonly read: readonly LoadedPart[];
}

/** Returns a loader of meshes that are read as `load` says. */
export function shapeLoader(load: LoadOptions): ShapeLoader {
  const read = new Map<string, LoadedPart>();

  async function meshAt(path: string, place: Place, what: string): Promise<TriangleMesh> {
    const known = read.get(path);
    const found = known ?? (await atPlace(place, [], () => loadPart(path, load)));
    read.set(path, found);
    if (!found.topology.watertight) throw new PrepError('mesh-invalid', `the mesh of ${what} is not closed`, place);
    return found.mesh;
  }

  async function treeOf(request: SolidRequest): Promise<SolidTree> {
    switch (request.by) {
      case 'mesh':
        return { by: 'mesh', mesh: await meshAt(request.path, request.place, 'a shape') };
      case 'union':
      case 'intersection':
        return { by: request.by, of: await treesOf(request.of) };
      case 'difference':
        return { by: 'difference', from: await treeOf(request.from), minus: await treesOf(request.minus) };
      default:
        return request;
    }
  }

  async function treesOf(requests: readonly SolidRequest[]): Promise<SolidTree[]> {
    const trees: SolidTree[] = [];
    for (const request of requests) trees.push(await treeOf(request));
    return trees;
  }

  async function solid(tree: SolidRequest, reach: Box3, place: Place): Promise<TriangleMesh> {
    // A mesh alone is taken as it is; only booleans need more of it than that it is closed.
    if (tree.by === 'mesh') return meshAt(tree.path, tree.place, 'a shape');
    const built = await treeOf(tree);
    return atPlace(place, [], () => buildSolid(built, reach, place));
  }

  async function boneMesh({ id, path, transform, place }: BoneRequest): Promise<TriangleMesh> {
    const mesh = await meshAt(path, [...place, 'mesh'], `the bone '${id}'`);
    return transform === null ? mesh : transformedMesh(mesh, transform);
  }

  return {
    solid,
    async regions(requests, part, variantTransform) {
      const shapes: (RegionShape | null)[] = [];
      for (const { shape } of requests) {
        if (shape?.by !== 'solid') {
          shapes.push(null);
          continue;
        }
        const built = await solid(shape.tree, reachOf(part.box, variantTransform), shape.place);
        const mesh = variantTransform === null ? built : transformedMesh(built, variantTransform);
        shapes.push({ by: 'mesh', mesh, edges: meshEdges(mesh) });
      }
      for (const [n, { shape }] of requests.entries()) {
        if (shape?.by !== 'distance') continue;
        const { of, fromMm, withinMm } = shape;
        const body = 'bone' in of ? await boneMesh(of.bone) : 'region' in of ? meshOf(shapes[of.region]) : null;
        shapes[n] = {
          by: 'distance',
          surface: buildTriangleBvh(body ?? part.mesh),
          inside: body === null ? null : { mesh: body, edges: meshEdges(body) },
          fromMm,
          withinMm,
        };
      }
      return shapes;
    },
    async supports(requests, part, variantTransform) {
      const meshes: TriangleMesh[] = [];
      for (const { tree, place } of requests) {
        const built = await solid(tree, reachOf(part.box, variantTransform), place);
        meshes.push(variantTransform === null ? built : transformedMesh(built, variantTransform));
      }
      return meshes;
    },
    get read() {
      return [...read.values()];
    },
  };
}

function meshOf(shape: RegionShape | null | undefined): TriangleMesh {
  assert(shape?.by === 'mesh', 'a checked case measures distances from regions with shapes of their own');
  return shape.mesh;
}

/** How far half-spaces must reach: around the part as it was before a variant was made of it. */
function reachOf(box: Box3, variantTransform: readonly number[] | null): Box3 {
  return variantTransform === null ? box : boxBefore(box, variantTransform);
}
