/** What of a part lies in a region, cut at the border of the region. */
import type { Manifold } from 'manifold-3d';
import type { TriangleMesh } from '../core/mesh.ts';
import { meshMeasures } from '../geometry/mesh-measures.ts';
import { triangleBvh } from '../geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../geometry/triangle-bvh-build.ts';
import { triangleNormal } from '../geometry/triangle-normal.ts';
import { meshOfSolid64, solidOfMesh, tidyMesh, withBooleans } from './solids/boolean-library.ts';
import { needClosedMesh } from './solids/closed-mesh.ts';
import { grownMesh } from './solids/grown-mesh.ts';

/**
 * How far a shape is grown before it cuts a surface: a hundred thousand times the rounding of its faces, and a thousandth of
 * the grid that layers are rounded to. What a cut may take for one point is less.
 */
const GROWN_MM = 1e-7;
const PATCH_TOLERANCE_MM = 1e-8;

/** So deep below a piece of a surface the shape must be, or it only touches it from outside. */
const BELOW_MM = 1e-5;

/** Returns the volume in mm3 that a part and a shape have in common; 0 where they only touch. */
export async function volumeWithin(part: TriangleMesh, shape: TriangleMesh): Promise<number> {
  const common = await meshWithin(part, shape);
  return common.triangles.length === 0 ? 0 : meshMeasures(common).volumeMm3;
}

/** Returns the closed surface of what a part and a shape have in common; without triangles where that is nothing. */
export async function meshWithin(part: TriangleMesh, shape: TriangleMesh): Promise<TriangleMesh> {
  needClosedMesh(part, ['part']);
  needClosedMesh(shape, ['shape']);
  return withBooleans((scope) => {
    const solids = [solidOfMesh(scope, part, ['part']), solidOfMesh(scope, shape, ['shape'])];
    return tidyMesh(scope, scope.keep(scope.library.Manifold.intersection(solids)), []);
  });
}

/**
 * Returns the piece of a part's own surface that lies in a shape: an open mesh that ends at the border of the shape to
 * a few 1e-7 mm, without triangles where there is none. Where a face of the shape lies in the surface, the surface is within if the
 * shape has the part on its inner side, and not if the two touch from outside. So the shapes of a partition share out the
 * surface of a part. A shape that follows a surface more roughly than that misses what it is short of: let it reach beyond.
 */
export async function surfacePatchWithin(part: TriangleMesh, shape: TriangleMesh): Promise<TriangleMesh> {
  needClosedMesh(part, ['part']);
  needClosedMesh(shape, ['shape']);
  return withBooleans((scope) => {
    const partSolid = solidOfMesh(scope, part, ['part'], PATCH_TOLERANCE_MM);
    // Grown, or rounding would decide whose face is left where faces of the two coincide.
    const grown = solidOfMesh(scope, grownMesh(shape, GROWN_MM), ['shape'], PATCH_TOLERANCE_MM);
    const common = scope.keep(scope.library.Manifold.intersection(partSolid, grown));
    const { positions } = meshOfSolid64(scope, common);
    return piecesAbove(positions, cornersOf(common, partSolid.originalID()), shape);
  });
}

/** Corners of the triangles that come from one of the solids that another was made of. */
function cornersOf(solid: Manifold, originalId: number): Uint32Array {
  const { runOriginalID, runIndex, triVerts } = solid.getMesh();
  const run = runOriginalID.indexOf(originalId);
  return run < 0 ? new Uint32Array(0) : triVerts.slice(runIndex[run]!, runIndex[run + 1]!);
}

/** Returns the triangles that have the shape below them. */
function piecesAbove(positions: Float64Array, corners: Uint32Array, shape: TriangleMesh): TriangleMesh {
  const solid = triangleBvh(buildTriangleBvh(shape));
  const normal = new Float64Array(3);
  const kept: number[] = [];
  for (let t = 0; t < corners.length; t += 3) {
    const a = 3 * corners[t]!;
    const b = 3 * corners[t + 1]!;
    const c = 3 * corners[t + 2]!;
    triangleNormal(positions, a, b, c, normal);
    const length = Math.sqrt(normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2);
    if (length === 0) continue;
    const below = (axis: number) =>
      (positions[a + axis]! + positions[b + axis]! + positions[c + axis]!) / 3 - (BELOW_MM * normal[axis]!) / length;
    if (solid.isInside(below(0), below(1), below(2))) kept.push(corners[t]!, corners[t + 1]!, corners[t + 2]!);
  }
  return withUsedVertices(positions, kept);
}

function withUsedVertices(positions: Float64Array, corners: readonly number[]): TriangleMesh {
  const numbers: number[] = [];
  const numberOf = new Map<number, number>();
  const triangles = Uint32Array.from(corners, (vertex) => {
    const known = numberOf.get(vertex);
    if (known !== undefined) return known;
    const number = numberOf.size;
    numberOf.set(vertex, number);
    numbers.push(positions[3 * vertex]!, positions[3 * vertex + 1]!, positions[3 * vertex + 2]!);
    return number;
  });
  return { positions: Float64Array.from(numbers), triangles };
}
