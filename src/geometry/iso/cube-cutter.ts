/** Cuts the cubes of a slab into triangles. */
import { CUBE_EDGES, type CubeRing, type CubeTable, cubeTable, faceOfEdges } from './cube-table.ts';
import type { IsoGrid } from './iso-grid.ts';
import type { IsoPlane } from './iso-plane.ts';
import type { SlabBuffer } from './slab-buffer.ts';
import type { SlabNumbers } from './slab-numbers.ts';

let table: CubeTable | null = null;
const FACE_OF = Int8Array.from({ length: CUBE_EDGES ** 2 }, (_, i) =>
  faceOfEdges(Math.floor(i / CUBE_EDGES), i % CUBE_EDGES),
);

/** Returns a function that cuts the cubes between two planes; `parity` says which blocks of the numbers are the upper plane's. */
export function cubeCutter(grid: IsoGrid, numbers: SlabNumbers, buffer: SlabBuffer) {
  const { nx, ny } = grid.plane;
  const nodes = nx * ny;
  table ??= cubeTable();
  const { openFaces, start, end, triangles, rings } = table;
  const { ids, rims, acrossX, acrossY } = numbers;
  /** Where the edges and faces of a cube stand, from its first node. */
  const edgeAt = new Int32Array(CUBE_EDGES);
  const rimAt = new Int32Array(6);
  /** A ring with its rim vertices, and where those stand in it. */
  const ring = new Int32Array(2 * CUBE_EDGES);
  const rimsOfRing = new Int32Array(CUBE_EDGES);

  return (low: IsoPlane, high: IsoPlane, parity: number): void => {
    const lower = 2 * (1 - parity) * nodes;
    const upper = 2 * parity * nodes;
    edgeAt.set([lower, lower + nx, upper, upper + nx]);
    edgeAt.set([lower + nodes, lower + nodes + 1, upper + nodes, upper + nodes + 1], 4);
    edgeAt.set([4 * nodes, 4 * nodes + 1, 4 * nodes + nx, 4 * nodes + nx + 1], 8);
    rimAt.set([2 * nodes, 2 * nodes + 1, 3 * nodes, 3 * nodes + nx, (1 - parity) * nodes, parity * nodes]);
    const s0 = low.solid;
    const s1 = high.solid;
    const [r0, r1, r2, r3, r4, r5] = rimAt as unknown as [number, number, number, number, number, number];
    for (let j = 0; j + 1 < ny; j++) {
      if (!(low.rowSolid[j]! | low.rowSolid[j + 1]! | high.rowSolid[j]! | high.rowSolid[j + 1]!)) continue;
      let corners = 0;
      const rowEnd = (j + 1) * nx - 1;
      for (let n = j * nx - 1; n < rowEnd; n++) {
        // The right side of the last cube is the left side of this one; the ring of void at the rim takes the first round.
        const m = n + 1;
        corners = (corners >> 4) | (s0[m]! << 4) | (s0[m + nx]! << 5) | (s1[m]! << 6) | (s1[m + nx]! << 7);
        if (corners === 0 || corners === 255) continue;
        let key = 64 * corners;
        const open = openFaces[corners]!;
        if (open !== 0) {
          const joined =
            acrossX[n]! |
            (acrossX[m]! << 1) |
            (acrossY[n]! << 2) |
            (acrossY[n + nx]! << 3) |
            (low.joined[n]! << 4) |
            (high.joined[n]! << 5);
          key += joined & open;
        }
        const from = start[key]!;
        const to = end[key]!;
        const noRim = rims[n + r0]! & rims[n + r1]! & rims[n + r2]! & rims[n + r3]! & rims[n + r4]! & rims[n + r5]!;
        if (from === to || noRim >= 0) {
          for (const each of rings[key]!) cutRing(each, n);
          continue;
        }
        for (let i = from; i < to; i += 3) {
          const a = ids[edgeAt[triangles[i]!]! + n]!;
          const b = ids[edgeAt[triangles[i + 1]!]! + n]!;
          const c = ids[edgeAt[triangles[i + 2]!]! + n]!;
          buffer.triangle(a, b, c);
        }
      }
    }
  };

  /**
   * Cuts one ring of a cube at the part's surface. A rim vertex lies inside a face that no other ring of the cube touches, so
   * a diagonal from it to a vertex off that face is in no other cube.
   */
  function cutRing({ edges, triangles }: CubeRing, n: number): void {
    let length = 0;
    let count = 0;
    for (let i = 0; i < edges.length; i++) {
      const edge = edges[i]!;
      ring[length++] = ids[edgeAt[edge]! + n]!;
      const rim = rims[rimAt[FACE_OF[CUBE_EDGES * edge + edges[(i + 1) % edges.length]!]!]! + n]!;
      if (rim < 0) continue;
      rimsOfRing[count++] = length;
      ring[length++] = rim;
    }
    if (count === 0 && triangles !== null) {
      for (let i = 0; i < triangles.length; i += 3) {
        const a = ids[edgeAt[triangles[i]!]! + n]!;
        const b = ids[edgeAt[triangles[i + 1]!]! + n]!;
        const c = ids[edgeAt[triangles[i + 2]!]! + n]!;
        buffer.triangle(a, b, c);
      }
    } else if (count === 1) {
      fan(rimsOfRing[0]!, length, length);
    } else if (count === 2) {
      // The rim runs through the cube from one face to another and parts the body's surface from the part's.
      const [p, q] = rimsOfRing as unknown as [number, number];
      fan(p, q - p + 1, length);
      fan(q, length - (q - p) + 1, length);
    } else {
      const middle = buffer.middle(ring, length);
      for (let i = 0; i < length; i++) buffer.triangle(ring[i]!, ring[(i + 1) % length]!, middle);
    }
  }

  /** Triangles from one place of the ring to the `count` places that begin there. */
  function fan(first: number, count: number, length: number): void {
    for (let i = 1; i + 1 < count; i++) {
      buffer.triangle(ring[first]!, ring[(first + i) % length]!, ring[(first + i + 1) % length]!);
    }
  }
}
