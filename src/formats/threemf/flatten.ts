/** Places the objects of a 3MF: components and items become one mesh in mm, and what cannot be part of it is told. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Fault } from '../xml/fault.ts';
import type { PartBuilder, PartObject, PartReference } from './part-builder.ts';
import { toMm } from './threemf-model.ts';
import { compose, determinant, type Matrix, transformed } from './transform.ts';

/** Bounds of what a build may unfold to; a file of 2 kB can ask for 10^30 triangles. */
export interface FlattenLimits {
  readonly placements: number;
  readonly triangles: number;
  readonly depth: number;
}

/** Bounds far above any plate. */
export const FLATTEN_LIMITS: FlattenLimits = { placements: 1_000_000, triangles: 100_000_000, depth: 100 };

/** Parts of the package by name; an object is found from the part that refers to it. */
export type Parts = ReadonlyMap<string, PartBuilder>;

/** What an object unfolds to, itself and all below it. */
interface Unfolded {
  readonly placements: number;
  readonly triangles: number;
  readonly vertices: number;
  readonly depth: number;
  readonly layered: boolean;
}

/** The mesh of the build and one sentence for each kind of thing in it that a mesh cannot hold. */
export interface Flattened {
  readonly mesh: TriangleMesh;
  readonly leftOut: readonly string[];
  /** Beams that belong to the shape of what is placed. */
  readonly beams: number;
}

/** Unfolds the build of the root part. Counts come first, so that nothing is made that is above a limit. */
export function flatten(
  root: PartBuilder,
  rootPart: string,
  parts: Parts,
  limits: FlattenLimits,
  fault: Fault,
): Flattened {
  const unfolded = unfoldAll(root, rootPart, parts, limits, fault);
  let placements = 0;
  let triangleCount = 0;
  let vertexCount = 0;
  for (const item of root.items) {
    const below = of(unfolded, item, rootPart);
    if (below.layered && item.transform?.planar === false)
      throw fault('turns an object with slices out of its plane', rootPart, `item ${item.objectId}`);
    placements += below.placements;
    triangleCount += below.triangles;
    vertexCount += below.vertices;
    if (placements > limits.placements || triangleCount > limits.triangles) {
      throw fault(
        `unfolds to more than ${limits.placements} placements or ${limits.triangles} triangles`,
        rootPart,
        'build',
      );
    }
  }
  const positions = new Float64Array(3 * vertexCount);
  const triangles = new Uint32Array(3 * triangleCount);
  const left = new Map<string, number>();
  let beams = 0;
  let vertexAt = 0;
  let triangleAt = 0;

  function place(reference: PartReference, partName: string, outer: Matrix | null, solid: boolean): void {
    const path = reference.path ?? partName;
    const object = objectOf(parts, path, reference.objectId, fault);
    const matrix = compose(reference.transform?.numbers ?? null, outer);
    if (object.type === 'other')
      throw fault('places an object of type other, which must not be built', path, `object ${object.id}`);
    const isSolid = solid && object.type === 'model';
    for (const component of object.components) place(component, path, matrix, isSolid);
    if (object.shape !== 'mesh') return;
    const count = (what: string, by: number) => left.set(what, (left.get(what) ?? 0) + by);
    if (!isSolid) {
      count(`times an object of type ${object.type === 'model' ? 'support' : object.type}`, 1);
      return;
    }
    if (object.beams > 0) count('beams of a beam lattice', object.beams);
    beams += object.beams;
    if (object.lowres) count('times a slice stack whose mesh is a stand-in of low resolution', 1);
    append(object, matrix, path);
  }

  function append(object: PartObject, matrix: Matrix | null, path: string): void {
    const unit = parts.get(path)?.unit ?? 'millimeter';
    const first = vertexAt / 3;
    const from = object.vertices.values;
    for (let i = 0; i < object.vertices.length; i += 3, vertexAt += 3) {
      const x = from[i]!;
      const y = from[i + 1]!;
      const z = from[i + 2]!;
      for (let axis = 0; axis < 3; axis++) {
        const value = matrix === null ? from[i + axis]! : transformed(matrix, axis, x, y, z);
        const mm = toMm(value, unit);
        if (!Number.isFinite(mm))
          throw fault('is placed where no finite coordinate reaches', path, `object ${object.id}`);
        positions[vertexAt + axis] = mm + 0;
      }
    }
    const mirrored = matrix !== null && determinant(matrix) < 0;
    const corners = object.triangles.values;
    for (let i = 0; i < object.triangles.length; i += 3, triangleAt += 3) {
      triangles[triangleAt] = first + corners[i]!;
      triangles[triangleAt + 1] = first + corners[mirrored ? i + 2 : i + 1]!;
      triangles[triangleAt + 2] = first + corners[mirrored ? i + 1 : i + 2]!;
    }
  }

  for (const item of root.items) place(item, rootPart, null, true);
  const leftOut = [...left].map(([what, count]) => `the build holds ${count} ${what}`);
  return {
    mesh: { positions: positions.slice(0, vertexAt), triangles: triangles.slice(0, triangleAt) },
    leftOut,
    beams,
  };
}

/** Counts every object once, in the order of definition, so that components of components cost nothing. */
function unfoldAll(
  root: PartBuilder,
  rootPart: string,
  parts: Parts,
  limits: FlattenLimits,
  fault: Fault,
): Map<string, Unfolded> {
  const unfolded = new Map<string, Unfolded>();
  const others = [...parts].filter(([name]) => name !== rootPart);
  for (const [name, part] of [...others, [rootPart, root] as const]) {
    for (const object of part.objects.values()) {
      let placements = 1;
      let triangles = object.triangles.length / 3;
      let vertices = object.vertices.length / 3;
      let depth = 1;
      let layered = object.stackId !== null;
      for (const component of object.components) {
        const below = of(unfolded, component, name);
        if (below.layered && component.transform?.planar === false) {
          throw fault('turns an object with slices out of its plane', name, `object ${object.id}`);
        }
        placements += below.placements;
        triangles += below.triangles;
        vertices += below.vertices;
        depth = Math.max(depth, 1 + below.depth);
        layered ||= below.layered;
      }
      if (depth > limits.depth)
        throw fault(`nests components more than ${limits.depth} deep`, name, `object ${object.id}`);
      unfolded.set(`${name} ${object.id}`, { placements, triangles, vertices, depth, layered });
    }
  }
  return unfolded;
}

function of(unfolded: ReadonlyMap<string, Unfolded>, reference: PartReference, partName: string): Unfolded {
  const nothing = { placements: 0, triangles: 0, vertices: 0, depth: 0, layered: false };
  return unfolded.get(`${reference.path ?? partName} ${reference.objectId}`) ?? nothing;
}

function objectOf(parts: Parts, partName: string, id: number, fault: Fault): PartObject {
  const object = parts.get(partName)?.objects.get(id);
  if (object === undefined) throw fault(`lacks object ${id}, which the build or a component refers to`, partName);
  return object;
}
