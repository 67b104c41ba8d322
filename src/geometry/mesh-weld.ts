/** Makes a mesh with shared vertices from loose triangles, given at once or as they come. */
import type { TriangleMesh } from '../core/mesh.ts';
import { assert, PrepError } from '../core/prep-error.ts';
import { pointHash } from './point-hash.ts';
import { leastPowerOfTwo } from './power-of-two.ts';

/** Triangles joined so far. */
export interface Weld {
  triangles: Uint32Array;
  corners: number;
  vertices: number;
  positions: Float64Array;
  /** One more than the first vertex of the chain of each hash, 0 where there is none. */
  heads: Int32Array;
  /** One more than the vertex after each in its chain, 0 at the end. */
  next: Int32Array;
}

/**
 * Joins corners with the same coordinates to one vertex. `soup` holds nine numbers a triangle in mm. Equal means equal to
 * the last bit (-0 counts as 0): a tolerance would close gaps in silence. Order of triangles and of first use of vertices
 * is kept, and so are degenerate triangles, which the mesh checks report.
 */
export function weldTriangles(soup: Float64Array): TriangleMesh {
  assert(soup.length % 9 === 0, 'a triangle soup has nine numbers a triangle');
  const weld = startWeld(soup.length / 9);
  weldMore(weld, soup, soup.length);
  return weldedMesh(weld);
}

/** Returns an empty weld that holds `triangles` before it has to grow. */
export function startWeld(triangles: number): Weld {
  // One vertex a triangle: twice what a closed mesh has.
  const room = leastPowerOfTwo(triangles);
  return {
    triangles: new Uint32Array(3 * triangles),
    corners: 0,
    vertices: 0,
    positions: new Float64Array(3 * room),
    heads: new Int32Array(room),
    next: new Int32Array(room),
  };
}

/** Joins the first `length` numbers of `soup` to the triangles before. */
export function weldMore(weld: Weld, soup: Float64Array, length: number): void {
  if (weld.corners + length / 3 > weld.triangles.length) {
    weld.triangles = grown(
      weld.triangles,
      new Uint32Array(Math.max(2 * weld.triangles.length, weld.corners + length / 3)),
    );
  }
  const { triangles } = weld;
  let { corners, vertices, positions, heads, next } = weld;
  let mask = heads.length - 1;
  for (let i = 0; i < length; i += 3) {
    const x = soup[i]! + 0;
    const y = soup[i + 1]! + 0;
    const z = soup[i + 2]! + 0;
    if (!Number.isFinite(x + y + z)) refuse(x, y, z, corners);
    const slot = pointHash(x, y, z) & mask;
    let vertex = heads[slot]! - 1;
    while (vertex >= 0) {
      const p = 3 * vertex;
      if (positions[p] === x && positions[p + 1] === y && positions[p + 2] === z) break;
      vertex = next[vertex]! - 1;
    }
    if (vertex < 0) {
      vertex = vertices++;
      positions[3 * vertex] = x;
      positions[3 * vertex + 1] = y;
      positions[3 * vertex + 2] = z;
      next[vertex] = heads[slot]!;
      heads[slot] = vertices;
      if (vertices === heads.length) {
        growTables(weld, vertices);
        positions = weld.positions;
        heads = weld.heads;
        next = weld.next;
        mask = heads.length - 1;
      }
    }
    triangles[corners++] = vertex;
  }
  weld.corners = corners;
  weld.vertices = vertices;
}

/** Returns the mesh of all triangles so far: vertices in the order of their first use. */
export function weldedMesh({ positions, vertices, triangles, corners }: Weld): TriangleMesh {
  return {
    positions: positions.slice(0, 3 * vertices),
    triangles: corners === triangles.length ? triangles : triangles.slice(0, corners),
  };
}

/** Doubles the tables. */
function growTables(weld: Weld, vertices: number): void {
  const room = 2 * weld.heads.length;
  const positions = grown(weld.positions, new Float64Array(3 * room));
  const heads = new Int32Array(room);
  const next = new Int32Array(room);
  for (let vertex = 0; vertex < vertices; vertex++) {
    const p = 3 * vertex;
    const slot = pointHash(positions[p]!, positions[p + 1]!, positions[p + 2]!) & (room - 1);
    next[vertex] = heads[slot]!;
    heads[slot] = vertex + 1;
  }
  weld.positions = positions;
  weld.heads = heads;
  weld.next = next;
}

function grown<T extends Float64Array | Uint32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

function refuse(x: number, y: number, z: number, corner: number): void {
  if (Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z)) return;
  const reason = `a corner is not a finite point: ${x}, ${y}, ${z}`;
  throw new PrepError('mesh-invalid', reason, [`triangle ${Math.floor(corner / 3)}`]);
}
