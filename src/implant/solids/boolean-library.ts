/** The boolean library as it is used here: loaded once, in and out in 64 bits, and everything it made freed again. */
import loadManifold, { type Manifold, type ManifoldToplevel } from 'manifold-3d';
import type { TriangleMesh } from '../../core/mesh.ts';
import { assert, type Place } from '../../core/prep-error.ts';
import { meshBox } from '../../geometry/mesh-measures.ts';
import { weldTriangles } from '../../geometry/mesh-weld.ts';
import { flipFlat } from './flip-flat.ts';
import { leastHeightMm } from './least-height.ts';
import { refuseSolid } from './refuse-solid.ts';

/**
 * What the library may take for one point, or for a triangle without height, where faces cut each other. A hundredth of the
 * grid that layers are rounded to, and far above the rounding of a cut (1e-12 of the size).
 */
const TOLERANCE_MM = 1e-6;

/** The library while one task runs. */
export interface BooleanScope {
  readonly library: ManifoldToplevel;
  /** Notes a solid of the library, to be freed when the task is done. */
  keep(solid: Manifold): Manifold;
}

let loading: Promise<ManifoldToplevel> | null = null;

/** Runs a task with the library and frees what the task kept; solids do not outlive it. */
export async function withBooleans<T>(task: (scope: BooleanScope) => T): Promise<T> {
  loading ??= loadManifold();
  const library = await loading;
  library.setup();
  const kept: Manifold[] = [];
  try {
    return task({
      library,
      keep(solid) {
        kept.push(solid);
        return solid;
      },
    });
  } finally {
    for (const solid of kept) solid.delete();
  }
}

/**
 * Makes a solid of a closed mesh, known by an id of its own. The library takes coordinates in 32 bits only; what it made of
 * them is moved back to the 64 bits of the mesh. Left of the 32 bits: vertices that are one point there (closer together
 * than 6e-8 of the extent) are one point, and a triangle flatter than twice that may be divided otherwise.
 *
 * @param toleranceMm - what a cut with this solid may take for one point
 */
export function solidOfMesh(
  { library, keep }: BooleanScope,
  mesh: TriangleMesh,
  place: Place,
  toleranceMm = TOLERANCE_MM,
): Manifold {
  const { positions, triangles } = mesh;
  const middle = middleOf(mesh);
  const near = Float32Array.from(positions, (value, i) => value - middle[i % 3]!);
  const options = { numProp: 3, vertProperties: near, triVerts: triangles, tolerance: toleranceMm };
  let raw: Manifold;
  try {
    raw = keep(library.Manifold.ofMesh(new library.Mesh(options)));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return refuseSolid(`is no closed surface to the boolean library: ${why}`, place);
  }
  if (raw.isEmpty()) refuseSolid('holds nothing: it is thinner than 32-bit coordinates tell apart', place);
  const exact = keep(
    raw.warpBatch((moved) => {
      const from = originOf(near, moved);
      for (let i = 0; i < moved.length; i++) moved[i] = positions[3 * from[Math.floor(i / 3)]! + (i % 3)]!;
    }),
  );
  return keep(keep(exact.setTolerance(toleranceMm)).asOriginal());
}

/** Returns the surface of a solid in 64 bits, which the library shows only while it moves vertices. */
export function meshOfSolid64({ keep }: BooleanScope, solid: Manifold): TriangleMesh {
  if (solid.isEmpty()) return { positions: new Float64Array(0), triangles: new Uint32Array(0) };
  const { vertProperties, triVerts } = solid.getMesh();
  let positions = new Float64Array(0);
  keep(
    solid.warpBatch((seen) => {
      positions = Float64Array.from(seen);
    }),
  );
  const isSame = positions.length === vertProperties.length;
  assert(
    isSame && positions.every((value, i) => Math.fround(value) === vertProperties[i]),
    'vertices keep their order',
  );
  return { positions, triangles: Uint32Array.from(triVerts) };
}

/**
 * Returns the surface of a solid without the triangles that only tell which solid a face came from, and without slivers, which
 * cuts at grazing angles leave down to rounding. Those shorter or flatter than the tolerance are first joined in 64 bits; what
 * the library does not join there goes through its 32 bits once more (see `solidOfMesh`), where their corners are one point.
 * A flat triangle with all sides long is left; its longest side is flipped.
 */
export function tidyMesh(scope: BooleanScope, solid: Manifold, place: Place): TriangleMesh {
  if (solid.isEmpty()) return meshOfSolid64(scope, solid);
  const mesh = meshOfSolid64(scope, simplified(scope, solid));
  if (leastHeightMm(mesh) >= TOLERANCE_MM) return mesh;
  return flipFlat(meshOfSolid64(scope, simplified(scope, solidOfMesh(scope, mesh, place))), TOLERANCE_MM);
}

function simplified({ keep }: BooleanScope, solid: Manifold): Manifold {
  return keep(keep(solid.asOriginal()).simplify(TOLERANCE_MM));
}

function middleOf(mesh: TriangleMesh): readonly [number, number, number] {
  const box = meshBox(mesh);
  return [(box[0] + box[3]) / 2, (box[1] + box[4]) / 2, (box[2] + box[5]) / 2];
}

/** Finds for each vertex of the library, which has orders of its own, the first of `near` at the same place. */
function originOf(near: Float32Array, moved: Float64Array): Uint32Array {
  const vertices = near.length / 3;
  const all = new Float64Array(9 * Math.ceil((near.length + moved.length) / 9));
  all.set(near);
  all.set(moved, near.length);
  const { triangles: pointOf } = weldTriangles(all);
  const first = new Uint32Array(vertices + moved.length / 3).fill(vertices);
  for (let i = vertices - 1; i >= 0; i--) first[pointOf[i]!] = i;
  const from = new Uint32Array(moved.length / 3);
  for (let i = 0; i < from.length; i++) {
    from[i] = first[pointOf[vertices + i]!]!;
    assert(from[i]! < vertices, 'the boolean library keeps the vertices that it was given');
  }
  return from;
}
