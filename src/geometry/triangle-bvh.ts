/** A tree of boxes over triangles: distance to them, overlap with a box, and inside or outside of a closed mesh. */
import type { Box3 } from '../core/mesh.ts';
import { squaredDistanceToTriangle } from './point-triangle.ts';
import { boxOverlapsTriangle } from './triangle-box.ts';
import { windingAbove } from './winding-above.ts';

/** The tree as plain typed arrays (fit for shared memory): nodes in depth-first order, node 0 the root. */
export interface TriangleBvhData {
  /** Box of each node: xMin, yMin, zMin, xMax, yMax, zMax in mm. */
  readonly bounds: Float64Array;
  /**
   * Two numbers a node. A leaf has its first entry in `corners` and its number of triangles; an inner node has its second
   * child (the first child follows it) and 0.
   */
  readonly nodes: Int32Array;
  /** Nine coordinates a triangle in mm, in the order of the leaves. */
  readonly corners: Float64Array;
  /** Number of each of these triangles in the mesh. */
  readonly triangles: Uint32Array;
}

/** Questions to a set of triangles; made from plain typed arrays, so that each thread can have its own. */
export interface TriangleBvh {
  /** Returns the distance in mm from a point to the nearest triangle; Infinity where there is none. */
  distance(x: number, y: number, z: number): number;
  /** Returns the distance, or `upperMm` where that is smaller; the smaller the bound, the faster. */
  distanceWithin(x: number, y: number, z: number, upperMm: number): number;
  /** Tells whether a triangle reaches deeper than `epsilonMm` into a box; touching it from outside does not count. */
  boxHitsTriangle(box: Box3, epsilonMm: number): boolean;
  /** Returns how often the triangles wind around a point: 1 inside a closed outward mesh, 0 outside, 2 where two overlap. */
  windingNumber(x: number, y: number, z: number): number;
  /** Tells whether a point lies in the solid of closed outward meshes: the winding number is above 0. */
  isInside(x: number, y: number, z: number): boolean;
}

/** Depth of the tree is bounded by its builder. */
const STACK = 128;

/** Opens a tree for questions. Nothing is allocated while they are answered. */
export function triangleBvh(data: TriangleBvhData): TriangleBvh {
  const { bounds, nodes, corners } = data;
  const stack = new Int32Array(STACK);
  const stackSquared = new Float64Array(STACK);
  const empty = nodes.length === 0;

  function distanceWithin(x: number, y: number, z: number, upperMm: number): number {
    if (empty) return upperMm;
    let best = upperMm * upperMm;
    let depth = 0;
    let node = 0;
    let nodeSquared = squaredDistanceToBox(0, x, y, z);
    for (;;) {
      if (nodeSquared < best) {
        const link = nodes[2 * node]!;
        const count = nodes[2 * node + 1]!;
        if (count === 0) {
          const left = node + 1;
          const leftSquared = squaredDistanceToBox(left, x, y, z);
          const rightSquared = squaredDistanceToBox(link, x, y, z);
          const leftFirst = leftSquared <= rightSquared;
          stack[depth] = leftFirst ? link : left;
          stackSquared[depth++] = leftFirst ? rightSquared : leftSquared;
          node = leftFirst ? left : link;
          nodeSquared = leftFirst ? leftSquared : rightSquared;
          continue;
        }
        for (let i = link; i < link + count; i++) {
          const squared = squaredDistanceToTriangle(corners, 9 * i, x, y, z);
          if (squared < best) best = squared;
        }
      }
      if (depth === 0) break;
      node = stack[--depth]!;
      nodeSquared = stackSquared[depth]!;
    }
    return best < upperMm * upperMm ? Math.sqrt(best) : upperMm;
  }

  function squaredDistanceToBox(node: number, x: number, y: number, z: number): number {
    const b = 6 * node;
    const dx = x < bounds[b]! ? bounds[b]! - x : x > bounds[b + 3]! ? x - bounds[b + 3]! : 0;
    const dy = y < bounds[b + 1]! ? bounds[b + 1]! - y : y > bounds[b + 4]! ? y - bounds[b + 4]! : 0;
    const dz = z < bounds[b + 2]! ? bounds[b + 2]! - z : z > bounds[b + 5]! ? z - bounds[b + 5]! : 0;
    return dx * dx + dy * dy + dz * dz;
  }

  function boxHitsTriangle(box: Box3, epsilonMm: number): boolean {
    if (empty) return false;
    const x0 = box[0] + epsilonMm;
    const y0 = box[1] + epsilonMm;
    const z0 = box[2] + epsilonMm;
    const x1 = box[3] - epsilonMm;
    const y1 = box[4] - epsilonMm;
    const z1 = box[5] - epsilonMm;
    if (!(x0 < x1 && y0 < y1 && z0 < z1)) return false;
    let depth = 0;
    let node = 0;
    for (;;) {
      const b = 6 * node;
      const apart =
        bounds[b]! >= x1 ||
        bounds[b + 3]! <= x0 ||
        bounds[b + 1]! >= y1 ||
        bounds[b + 4]! <= y0 ||
        bounds[b + 2]! >= z1 ||
        bounds[b + 5]! <= z0;
      if (!apart) {
        const link = nodes[2 * node]!;
        const count = nodes[2 * node + 1]!;
        if (count === 0) {
          stack[depth++] = link;
          node++;
          continue;
        }
        for (let i = link; i < link + count; i++) {
          if (boxOverlapsTriangle(corners, 9 * i, x0, y0, z0, x1, y1, z1)) return true;
        }
      }
      if (depth === 0) return false;
      node = stack[--depth]!;
    }
  }

  /** Follows the ray upward: a triangle above the point counts by how its projection winds around the point. */
  function windingNumber(x: number, y: number, z: number): number {
    if (empty) return 0;
    let winding = 0;
    let depth = 0;
    let node = 0;
    for (;;) {
      const b = 6 * node;
      const met =
        bounds[b]! <= x && x <= bounds[b + 3]! && bounds[b + 1]! <= y && y <= bounds[b + 4]! && bounds[b + 5]! > z;
      if (met) {
        const link = nodes[2 * node]!;
        const count = nodes[2 * node + 1]!;
        if (count === 0) {
          stack[depth++] = link;
          node++;
          continue;
        }
        for (let i = link; i < link + count; i++) winding += windingAbove(corners, 9 * i, x, y, z);
      }
      if (depth === 0) return winding;
      node = stack[--depth]!;
    }
  }

  return {
    distance: (x, y, z) => distanceWithin(x, y, z, Infinity),
    distanceWithin,
    boxHitsTriangle,
    windingNumber,
    isInside: (x, y, z) => windingNumber(x, y, z) > 0,
  };
}
