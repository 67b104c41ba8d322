/**
 * Triangles of a cube of which some corners are solid: marching cubes (Lorensen and Cline 1987) with a table that is made here
 * and not typed in.
 *
 * Corners are numbered 4 x + 2 z + y. Edges 0-3 run along x at (y, z) = (e & 1, e >> 1), 4-7 along y at (x, z), 8-11 along z
 * at (x, y), each likewise. Faces are x0, x1, y0, y1, z0, z1.
 *
 * Why the mesh is 2-manifold by vertex number: on a face the cut runs between its edges in one way, which both cubes at the
 * face know (where two opposite corners are solid, a decision about the face says whether they meet), so each piece of a cut
 * is a side of exactly one triangle in each cube. Inside of a cube the pieces close to rings that share no vertex, and a
 * ring is parted by diagonals whose ends lie on no common face, so no other cube has the same diagonal. Rings that cannot
 * be parted so get a vertex in their middle.
 */

/** A closed cut through a cube. */
export interface CubeRing {
  /** Edges that it passes, counter-clockwise seen from the void. */
  readonly edges: readonly number[];
  /** Three edges a triangle; null where the ring needs a vertex in its middle. */
  readonly triangles: readonly number[] | null;
}

/** Rings and triangles for every set of solid corners and every decision about the faces. */
export interface CubeTable {
  /** Faces (bits) on which two opposite corners are solid, for each set of solid corners. */
  readonly openFaces: Uint8Array;
  /** Rings for 64 * corners + decided faces (only open ones may be set). */
  readonly rings: readonly (readonly CubeRing[])[];
  /** For the same keys: where the triangles of its rings begin in `triangles`, and one past. None where a ring needs a middle. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly triangles: Uint8Array;
}

/** Number of edges of a cube. */
export const CUBE_EDGES = 12;

/** Corners of each face, counter-clockwise seen from outside. */
const FACES: readonly (readonly [number, number, number, number])[] = [
  [0, 2, 3, 1],
  [4, 5, 7, 6],
  [0, 4, 6, 2],
  [1, 3, 7, 5],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
];

/** Makes the table; the same on every machine. */
export function cubeTable(): CubeTable {
  const openFaces = new Uint8Array(256);
  const start = new Int32Array(256 * 64);
  const end = new Int32Array(256 * 64);
  const flat: number[] = [];
  const rings: (readonly CubeRing[])[] = [];
  for (let corners = 0; corners < 256; corners++) {
    let open = 0;
    FACES.forEach((face, f) => {
      const solid = face.map((corner) => (corners >> corner) & 1);
      if (solid[0] === solid[2] && solid[1] === solid[3] && solid[0] !== solid[1]) open |= 1 << f;
    });
    openFaces[corners] = open;
    for (let joined = 0; joined < 64; joined++) {
      const key = 64 * corners + joined;
      const known = (joined & ~open) === 0;
      rings[key] = known ? ringsOf(corners, joined).map((edges) => ({ edges, triangles: partRing(edges) })) : [];
      start[key] = flat.length;
      if (rings[key].every(({ triangles }) => triangles !== null)) {
        for (const { triangles } of rings[key]) flat.push(...(triangles ?? []));
      }
      end[key] = flat.length;
    }
  }
  return { openFaces, rings, start, end, triangles: Uint8Array.from(flat) };
}

/** Returns the face (0-5) that holds two different edges; -1 where none does. */
export function faceOfEdges(a: number, b: number): number {
  const p = middleOf(a);
  const q = middleOf(b);
  const axis = [0, 1, 2].findIndex((k) => p[k] === q[k] && p[k] !== 1);
  return axis < 0 ? -1 : 2 * axis + p[axis]! / 2;
}

/** Joins the pieces of the cut on the six faces to rings of edges that run counter-clockwise seen from the void. */
function ringsOf(corners: number, joined: number): number[][] {
  const next = new Map<number, number>();
  FACES.forEach((face, f) => {
    const solid = face.map((corner) => ((corners >> corner) & 1) === 1);
    for (let i = 0; i < 4; i++) {
      const after = (i + 1) % 4;
      if (solid[i] || !solid[after]) continue;
      // The cut begins where the walk around the face enters the solid and ends where it leaves: at the end of the same solid
      // corners, or, when opposite corners meet across the face, around the void corner, where the walk left last.
      let leave = after;
      if ((joined & (1 << f)) !== 0) leave = (i + 3) % 4;
      else while (solid[(leave + 1) % 4]) leave = (leave + 1) % 4;
      next.set(edgeBetween(face[i]!, face[after]!), edgeBetween(face[leave]!, face[(leave + 1) % 4]!));
    }
  });
  const rings: number[][] = [];
  const taken = new Set<number>();
  for (const first of [...next.keys()].sort((a, b) => a - b)) {
    if (taken.has(first)) continue;
    const ring: number[] = [];
    for (let edge = first; !taken.has(edge); edge = next.get(edge)!) {
      taken.add(edge);
      ring.push(edge);
    }
    rings.push(ring);
  }
  return rings;
}

function edgeBetween(a: number, b: number): number {
  const low = Math.min(a, b);
  const x = low >> 2;
  const z = (low >> 1) & 1;
  const y = low & 1;
  const along = a ^ b;
  if (along === 4) return y + 2 * z;
  return along === 1 ? 4 + x + 2 * z : 8 + x + 2 * y;
}

/** Middle of an edge in half steps. */
function middleOf(edge: number): readonly [number, number, number] {
  const first = 2 * (edge & 1);
  const second = 2 * ((edge >> 1) & 1);
  if (edge < 4) return [1, first, second];
  return edge < 8 ? [first, 1, second] : [first, second, 1];
}

/**
 * Parts a ring into triangles without a diagonal on a face, so that the worst triangle is as good as can be with vertices in
 * the middles of their edges; null where there is no such way.
 */
function partRing(ring: readonly number[]): number[] | null {
  const n = ring.length;
  const best = new Map<number, { readonly worst: number; readonly apex: number }>();
  for (let span = 2; span < n; span++) {
    for (let i = 0; i + span < n; i++) {
      const j = i + span;
      if (!(i === 0 && j === n - 1) && faceOfEdges(ring[i]!, ring[j]!) >= 0) continue;
      for (let apex = i + 1; apex < j; apex++) {
        const left = apex === i + 1 ? Infinity : best.get(n * i + apex)?.worst;
        const right = apex === j - 1 ? Infinity : best.get(n * apex + j)?.worst;
        if (left === undefined || right === undefined) continue;
        const worst = Math.min(left, right, shapeOf(ring[i]!, ring[apex]!, ring[j]!));
        if (worst > (best.get(n * i + j)?.worst ?? 0)) best.set(n * i + j, { worst, apex });
      }
    }
  }
  const triangles: number[] = [];
  const collect = (i: number, j: number): boolean => {
    if (j === i + 1) return true;
    const found = best.get(n * i + j);
    if (found === undefined) return false;
    triangles.push(ring[i]!, ring[found.apex]!, ring[j]!);
    return collect(i, found.apex) && collect(found.apex, j);
  };
  return collect(0, n - 1) ? triangles : null;
}

/** Square of the area over the square of the sum of squared sides: largest for an equal-sided triangle, 0 for a flat one. */
function shapeOf(a: number, b: number, c: number): number {
  const [p, q, r] = [middleOf(a), middleOf(b), middleOf(c)];
  const u = [q[0] - p[0], q[1] - p[1], q[2] - p[2]] as const;
  const v = [r[0] - p[0], r[1] - p[1], r[2] - p[2]] as const;
  const w = [r[0] - q[0], r[1] - q[1], r[2] - q[2]] as const;
  const square = (d: readonly [number, number, number]) => d[0] ** 2 + d[1] ** 2 + d[2] ** 2;
  const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
  return square(normal) / (square(u) + square(v) + square(w)) ** 2;
}
