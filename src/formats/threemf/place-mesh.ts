/** Puts the mesh of an object where the build places it, in mm. */
import type { Fault } from '../xml/fault.ts';
import type { PartObject } from './part-builder.ts';
import { type ThreeMfUnit, toMm } from './threemf-model.ts';
import { determinant, type Matrix, transformed } from './transform.ts';

/** Where an object comes to stand, and how messages name it. */
export interface Placement {
  readonly matrix: Matrix | null;
  readonly unit: ThreeMfUnit;
  /** Part of the package that has the object. */
  readonly path: string;
  readonly fault: Fault;
}

/** A mesh that is being filled, and how many numbers of each array are there. */
export interface MeshRoom {
  readonly positions: Float64Array;
  readonly triangles: Uint32Array;
  vertexAt: number;
  triangleAt: number;
}

/** Returns room for vertices and triangles. */
export function meshRoom(vertices: number, triangles: number): MeshRoom {
  return {
    positions: new Float64Array(3 * vertices),
    triangles: new Uint32Array(3 * triangles),
    vertexAt: 0,
    triangleAt: 0,
  };
}

/** Adds the mesh of an object. A mirror turns the triangles, so that they still face outward. */
export function placeMesh(object: PartObject, placement: Placement, room: MeshRoom): void {
  const { triangles } = room;
  const { matrix } = placement;
  const first = room.vertexAt / 3;
  for (let i = 0; i < object.vertices.length; i += 3, room.vertexAt += 3)
    placePoint(object, object.vertices.values, i, placement, room.positions, room.vertexAt);
  const mirrored = matrix !== null && determinant(matrix) < 0;
  const corners = object.triangles.values;
  for (let i = 0; i < object.triangles.length; i += 3, room.triangleAt += 3) {
    triangles[room.triangleAt] = first + corners[i]!;
    triangles[room.triangleAt + 1] = first + corners[mirrored ? i + 2 : i + 1]!;
    triangles[room.triangleAt + 2] = first + corners[mirrored ? i + 1 : i + 2]!;
  }
}

/** Writes the point that stands at `i` of an object's numbers to `at`, transformed and in mm. */
export function placePoint(
  object: PartObject,
  from: Float64Array,
  i: number,
  { matrix, unit, path, fault }: Placement,
  to: Float64Array,
  at: number,
): void {
  const x = from[i]!;
  const y = from[i + 1]!;
  const z = from[i + 2]!;
  for (let axis = 0; axis < 3; axis++) {
    const value = matrix === null ? from[i + axis]! : transformed(matrix, axis, x, y, z);
    const mm = toMm(value, unit);
    if (!Number.isFinite(mm)) throw fault('is placed where no finite coordinate reaches', path, `object ${object.id}`);
    to[at + axis] = mm + 0;
  }
}
