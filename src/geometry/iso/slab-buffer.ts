/** Gathers the vertices and triangles of one slab after the other. */
import { assert } from '../../core/prep-error.ts';
import type { IsoTally } from './iso-body.ts';
import type { MeshSlab } from './mesh-slab.ts';

/** Vertices are numbered through the whole mesh; those of the slab before can still be read. */
export interface SlabBuffer {
  /** Starts the next slab. */
  begin(): void;
  /** Adds a vertex in mm and returns its number. */
  vertex(x: number, y: number, z: number): number;
  triangle(a: number, b: number, c: number): void;
  /** Adds the middle of some vertices and returns its number. */
  middle(ids: Int32Array, count: number): number;
  slab(): MeshSlab;
}

/** Files count vertices with 31 bits. */
const MOST_VERTICES = 2 ** 31 - 1;

/** Returns an empty buffer that counts into `tally`. */
export function slabBuffer(tally: IsoTally): SlabBuffer {
  let positions = new Float32Array(3 << 12);
  let before = new Float32Array(3 << 12);
  let length = 0;
  let lengthBefore = 0;
  let first = 0;
  let firstBefore = 0;
  let next = 0;
  let triangles = new Uint32Array(3 << 12);
  let corners = 0;

  function vertex(x: number, y: number, z: number): number {
    if (length === positions.length) {
      const grown = new Float32Array(2 * length);
      grown.set(positions);
      positions = grown;
    }
    positions[length] = x;
    positions[length + 1] = y;
    positions[length + 2] = z;
    length += 3;
    return next++;
  }

  return {
    begin() {
      assert(next < MOST_VERTICES / 2, 'a mesh has fewer than 2^30 vertices');
      const swap = before;
      before = positions;
      positions = swap;
      lengthBefore = length;
      firstBefore = first;
      first = next;
      length = 0;
      corners = 0;
    },
    vertex,
    triangle(a, b, c) {
      if (corners === triangles.length) {
        const grown = new Uint32Array(2 * corners);
        grown.set(triangles);
        triangles = grown;
      }
      triangles[corners] = a;
      triangles[corners + 1] = b;
      triangles[corners + 2] = c;
      corners += 3;
    },
    middle(ids, count) {
      let x = 0;
      let y = 0;
      let z = 0;
      for (let i = 0; i < count; i++) {
        const old = ids[i]! < first;
        const from = old ? before : positions;
        const p = 3 * (ids[i]! - (old ? firstBefore : first));
        x += from[p]!;
        y += from[p + 1]!;
        z += from[p + 2]!;
      }
      return vertex(x / count, y / count, z / count);
    },
    slab() {
      tally.vertices = next;
      tally.triangles += corners / 3;
      return {
        firstVertex: first,
        positions: positions.subarray(0, length),
        firstBefore,
        before: before.subarray(0, lengthBefore),
        triangles: triangles.subarray(0, corners),
      };
    },
  };
}
