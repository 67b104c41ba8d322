/** Joins the vertices of an object that stand at the same point, as many exporters repeat them for each triangle. */
import { weldTriangles } from '../../geometry/mesh-weld.ts';
import type { PartObject } from './part-builder.ts';

/**
 * Gives equal vertices (to the last bit) one index, within the object only: two bodies that touch stay two. The shape does
 * not change; what 3MF calls manifold goes by index, and so does every check after this.
 */
export function joinVertices(object: PartObject): void {
  const { vertices, triangles } = object;
  const count = vertices.length / 3;
  // The welding of triangle soups, with vertices in the place of corners; the last one repeats to fill up a triangle.
  const soup = new Float64Array(9 * Math.ceil(count / 3));
  for (let i = 0; i < soup.length; i++)
    soup[i] = vertices.values[i < vertices.length ? i : vertices.length - 3 + (i % 3)]!;
  const { positions, triangles: joined } = weldTriangles(soup);
  if (positions.length === vertices.length) return;
  object.vertices = { values: positions, length: positions.length };
  for (let i = 0; i < triangles.length; i++) triangles.values[i] = joined[triangles.values[i]!]!;
}
