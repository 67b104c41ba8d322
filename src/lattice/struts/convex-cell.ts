/** A convex polyhedron that planes cut smaller and smaller: one cell of a Voronoi diagram while it is made. */

/** One face: the id of its plane and its corners in order. */
export interface CellFace {
  readonly plane: number;
  readonly corners: readonly number[];
}

/** A convex polyhedron about the origin. */
export interface ConvexCell {
  /** x, y, z of each corner; corners that were cut off stay in the list but are of no face. */
  readonly corners: number[];
  faces: readonly CellFace[];
}

/** How near a corner may come to a plane before the order of things is in doubt. */
const DOUBTFUL = 1e-10;

/** Returns a cube of edge 2 `half` about the origin; its planes have the ids -1 to -6. */
export function cubeCell(half: number): ConvexCell {
  const corners: number[] = [];
  for (let n = 0; n < 8; n++) corners.push(n & 1 ? half : -half, n & 2 ? half : -half, n & 4 ? half : -half);
  const loops = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ];
  return { corners, faces: loops.map((loop, n) => ({ plane: -1 - n, corners: loop })) };
}

/** Returns the largest distance of a corner from the origin, squared. */
export function farthestCornerSquared({ corners, faces }: ConvexCell): number {
  let most = 0;
  for (const face of faces) {
    for (const c of face.corners) {
      most = Math.max(most, corners[3 * c]! ** 2 + corners[3 * c + 1]! ** 2 + corners[3 * c + 2]! ** 2);
    }
  }
  return most;
}

/**
 * Keeps what lies nearer to the origin than to the point (x, y, z), whose plane gets the id. Returns false, and leaves the cell
 * unfit for use, when a corner lies on the plane but for rounding: then the points are not in general position.
 */
export function cutCell(cell: ConvexCell, x: number, y: number, z: number, plane: number): boolean {
  const { corners } = cell;
  const size = Math.sqrt(x * x + y * y + z * z);
  const sides = new Map<number, number>();
  let cuts = false;
  for (const face of cell.faces) {
    for (const c of face.corners) {
      if (sides.has(c)) continue;
      const beyond = (corners[3 * c]! * x + corners[3 * c + 1]! * y + corners[3 * c + 2]! * z) / size - 0.5 * size;
      if (Math.abs(beyond) < DOUBTFUL) return false;
      sides.set(c, beyond);
      if (beyond > 0) cuts = true;
    }
  }
  if (!cuts) return true;

  const cornerOfEdge = new Map<string, number>();
  const after = new Map<number, number>();
  const faces: CellFace[] = [];
  for (const face of cell.faces) {
    const kept: number[] = [];
    let into = -1;
    let outOf = -1;
    for (let n = 0; n < face.corners.length; n++) {
      const a = face.corners[n]!;
      const b = face.corners[(n + 1) % face.corners.length]!;
      if (sides.get(a)! < 0) kept.push(a);
      if (sides.get(a)! < 0 === sides.get(b)! < 0) continue;
      const c = cornerBetween(a, b);
      kept.push(c);
      if (sides.get(a)! < 0) outOf = c;
      else into = c;
    }
    if (kept.length >= 3) faces.push({ plane: face.plane, corners: kept });
    // The new face has the edge the other way round.
    if (outOf >= 0) after.set(into, outOf);
  }
  const loop: number[] = [];
  const first = after.keys().next().value as number;
  for (let c = first; loop.length < after.size; c = after.get(c)!) loop.push(c);
  faces.push({ plane, corners: loop });
  cell.faces = faces;
  return true;

  function cornerBetween(a: number, b: number): number {
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const key = `${low},${high}`;
    const known = cornerOfEdge.get(key);
    if (known !== undefined) return known;
    const t = sides.get(low)! / (sides.get(low)! - sides.get(high)!);
    const id = corners.length / 3;
    for (let axis = 0; axis < 3; axis++) {
      const from = corners[3 * low + axis]!;
      corners.push(from + t * (corners[3 * high + axis]! - from));
    }
    cornerOfEdge.set(key, id);
    return id;
  }
}
