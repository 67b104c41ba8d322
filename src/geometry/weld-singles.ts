/** Joins the corners of triangles in single precision as they come, by their bits: no list of doubles stands between. */
import type { TriangleMesh } from '../core/mesh.ts';
import { assert, PrepError } from '../core/prep-error.ts';
import { leastPowerOfTwo } from './power-of-two.ts';

/** Numbers of a corner, and words kept of a vertex: x, y, z as bits, and where the next vertex of the same chain stands. */
const CORNER = 3;
const VERTEX = 4;
const BYTES = 4;
/** Their places in `words` fit 31 bits. */
const MOST_VERTICES = 2 ** 28;
const EXPONENT = 0x7f800000;
const MINUS_ZERO = -0x80000000;

/** Triangles joined so far. */
export interface SinglesWeld {
  readonly triangles: Uint32Array;
  corners: number;
  vertices: number;
  /** Vertices from word 4 on, so that 0 ends a chain. */
  words: Int32Array;
  /** First vertex of the chain of each hash, as a place in `words`. */
  heads: Int32Array;
}

/** Returns an empty weld with room for `triangles`. Tables begin with one vertex a triangle, twice what a closed mesh has. */
export function singlesWeld(triangles: number): SinglesWeld {
  const room = leastPowerOfTwo(triangles);
  return {
    triangles: new Uint32Array(CORNER * triangles),
    corners: 0,
    vertices: 0,
    words: new Int32Array(VERTEX * (room + 1)),
    heads: new Int32Array(room),
  };
}

/**
 * Joins `count` triangles of nine little-endian floats, `stride` bytes from one to the next, the first at byte `from`.
 * Corners are one where their bits are (-0 counts as 0). Returns the byte of the first coordinate that is not finite, or -1.
 */
export function weldSingles(weld: SinglesWeld, view: DataView, from: number, count: number, stride: number): number {
  const { triangles } = weld;
  assert(weld.corners + CORNER * count <= triangles.length, 'no more triangles come than were announced');
  let { corners, vertices, words, heads } = weld;
  let mask = heads.length - 1;
  const end = from + stride * count;
  for (let first = from; first < end; first += stride) {
    for (let at = first; at < first + 9 * BYTES; at += CORNER * BYTES) {
      let x = view.getInt32(at, true);
      let y = view.getInt32(at + BYTES, true);
      let z = view.getInt32(at + 2 * BYTES, true);
      if ((x & EXPONENT) === EXPONENT) return at;
      if ((y & EXPONENT) === EXPONENT) return at + BYTES;
      if ((z & EXPONENT) === EXPONENT) return at + 2 * BYTES;
      if (x === MINUS_ZERO) x = 0;
      if (y === MINUS_ZERO) y = 0;
      if (z === MINUS_ZERO) z = 0;
      const slot = hashOf(x, y, z) & mask;
      let vertex = heads[slot]!;
      while (vertex !== 0 && (words[vertex] !== x || words[vertex + 1] !== y || words[vertex + 2] !== z)) {
        vertex = words[vertex + 3]!;
      }
      if (vertex === 0) {
        vertex = VERTEX * ++vertices;
        words[vertex] = x;
        words[vertex + 1] = y;
        words[vertex + 2] = z;
        words[vertex + 3] = heads[slot]!;
        heads[slot] = vertex;
        if (vertices === heads.length) {
          grow(weld, vertices);
          words = weld.words;
          heads = weld.heads;
          mask = heads.length - 1;
        }
      }
      triangles[corners++] = (vertex >>> 2) - 1;
    }
  }
  weld.corners = corners;
  weld.vertices = vertices;
  return -1;
}

/** Returns the mesh of all triangles announced: vertices in the order of their first use. */
export function meshOfSingles(weld: SinglesWeld): TriangleMesh {
  const { triangles, corners, vertices, words } = weld;
  assert(corners === triangles.length, 'all triangles that were announced have come');
  const floats = new Float32Array(words.buffer);
  const positions = new Float64Array(CORNER * vertices);
  for (let vertex = 0; vertex < vertices; vertex++) {
    for (let axis = 0; axis < CORNER; axis++) positions[CORNER * vertex + axis] = floats[VERTEX * (vertex + 1) + axis]!;
  }
  return { positions, triangles };
}

/**
 * Mixes the bits of a corner. Each word is mixed before the next comes in: of sums or differences of products, the points of a
 * symmetric part, which differ in signs only, would share their hash.
 */
function hashOf(x: number, y: number, z: number): number {
  let h = Math.imul(x, 0x9e3779b1);
  h = Math.imul((h ^ (h >>> 16)) + y, 0x85ebca6b);
  h = Math.imul((h ^ (h >>> 16)) + z, 0xc2b2ae35);
  return h ^ (h >>> 15);
}

/** Doubles the tables. */
function grow(weld: SinglesWeld, vertices: number): void {
  const room = 2 * weld.heads.length;
  if (room > MOST_VERTICES) throw new PrepError('memory-short', `a mesh may have ${MOST_VERTICES} vertices at most`);
  const words = new Int32Array(VERTEX * (room + 1));
  words.set(weld.words);
  const heads = new Int32Array(room);
  for (let vertex = VERTEX; vertex <= VERTEX * vertices; vertex += VERTEX) {
    const slot = hashOf(words[vertex]!, words[vertex + 1]!, words[vertex + 2]!) & (room - 1);
    words[vertex + 3] = heads[slot]!;
    heads[slot] = vertex;
  }
  weld.words = words;
  weld.heads = heads;
}
