/**
 * The Voronoi diagram of points in a cube that repeats. Each cell is cut out of a cube by the bisectors of its neighbours, nearest
 * first, until no farther point can matter: a point farther than twice the cell's farthest corner cannot cut it. Corners are named by
 * their four points, so that the four cells around one agree on it without comparing coordinates.
 */
import { assert } from '../../core/prep-error.ts';
import { type ConvexCell, cubeCell, cutCell, farthestCornerSquared } from './convex-cell.ts';

/** A Voronoi diagram that repeats; lengths in cells. */
export interface VoronoiDiagram {
  readonly periodCells: number;
  readonly points: Float64Array;
  /** x, y, z of each vertex within the period. */
  readonly vertices: Float64Array;
  /** The four points of each vertex, each as index and three periods by which it is moved: 16 integers. */
  readonly vertexPoints: Int32Array;
  /** Each edge as two vertices and the periods by which the second is moved: 5 integers. */
  readonly edges: Int32Array;
  /** How many faces there are; each lies between two cells. */
  readonly faceCount: number;
}

/**
 * Returns the diagram, or null when the points are not in general position (five on a sphere, but for rounding).
 *
 * @param points - x, y, z of each in cells, 0 <= x < periodCells
 */
export function voronoiDiagram(points: Float64Array, periodCells: number): VoronoiDiagram | null {
  const count = points.length / 3;
  const buckets = bucketsOf(points, periodCells);
  const vertexOf = new Map<string, number>();
  const vertices: number[] = [];
  const vertexPoints: number[] = [];
  const cellsOfVertex: number[] = [];
  const edgeUses = new Map<string, number>();
  const edges: number[] = [];
  let faceSides = 0;

  for (let p = 0; p < count; p++) {
    const made = cellOf(p);
    if (made === null) return null;
    if (!addCell(p, made.cell, made.neighbours)) return null;
  }
  for (const uses of cellsOfVertex) if (uses !== 4) return null;
  for (const uses of edgeUses.values()) assert(uses === 3, 'an edge of a Voronoi diagram lies between three cells');
  return {
    periodCells,
    points,
    vertices: Float64Array.from(vertices),
    vertexPoints: Int32Array.from(vertexPoints),
    edges: Int32Array.from(edges),
    faceCount: faceSides / 2,
  };

  /** The cell of a point and its neighbours (index and three periods each). */
  function cellOf(p: number): { readonly cell: ConvexCell; readonly neighbours: readonly Neighbour[] } | null {
    for (let reach = 3; ; reach += 2) {
      const neighbours = neighboursWithin(p, reach);
      const cell = cubeCell(reach);
      for (let n = 0; ; n++) {
        if (n === neighbours.length) break;
        const { x, y, z, squared } = neighbours[n]!;
        if (squared > 4 * farthestCornerSquared(cell)) return { cell, neighbours };
        if (!cutCell(cell, x, y, z, n)) return null;
      }
    }
  }

  /** All points within `reach` of point p, nearest first. */
  function neighboursWithin(p: number, reach: number): Neighbour[] {
    const { side, size, lists } = buckets;
    const found: Neighbour[] = [];
    const [px, py, pz] = [points[3 * p]!, points[3 * p + 1]!, points[3 * p + 2]!];
    const steps = Math.ceil(reach / size);
    const [bi, bj, bk] = [px, py, pz].map((c) => Math.min(side - 1, Math.floor(c / size))) as [number, number, number];
    for (let k = bk - steps; k <= bk + steps; k++) {
      for (let j = bj - steps; j <= bj + steps; j++) {
        for (let i = bi - steps; i <= bi + steps; i++) {
          const [si, sj, sk] = [Math.floor(i / side), Math.floor(j / side), Math.floor(k / side)];
          for (const q of lists[((k - sk * side) * side + j - sj * side) * side + i - si * side]!) {
            if (q === p && si === 0 && sj === 0 && sk === 0) continue;
            const x = points[3 * q]! + si * periodCells - px;
            const y = points[3 * q + 1]! + sj * periodCells - py;
            const z = points[3 * q + 2]! + sk * periodCells - pz;
            const squared = x * x + y * y + z * z;
            if (squared <= reach * reach) found.push({ q, si, sj, sk, x, y, z, squared });
          }
        }
      }
    }
    return found.sort((a, b) => a.squared - b.squared || a.q - b.q || a.si - b.si || a.sj - b.sj || a.sk - b.sk);
  }

  /** Takes the corners, edges and faces of a cell into the diagram; false when a corner is not of three planes. */
  function addCell(p: number, cell: ConvexCell, neighbours: readonly Neighbour[]): boolean {
    const planesOf = new Map<number, number[]>();
    for (const { plane, corners } of cell.faces) {
      for (const c of corners) planesOf.set(c, [...(planesOf.get(c) ?? []), plane]);
    }
    const named = new Map<number, readonly [number, number, number, number]>();
    for (const [c, planes] of planesOf) {
      if (planes.length !== 3) return false;
      const four = [p, 0, 0, 0];
      for (const plane of planes) {
        const { q, si, sj, sk } = neighbours[plane]!;
        four.push(q, si, sj, sk);
      }
      const vertex = nameVertex(four);
      cellsOfVertex[vertex[0]] = (cellsOfVertex[vertex[0]] ?? 0) + 1;
      named.set(c, vertex);
    }
    faceSides += cell.faces.length;
    for (const { corners } of cell.faces) {
      for (let n = 0; n < corners.length; n++) {
        const a = corners[n]!;
        const b = corners[(n + 1) % corners.length]!;
        // The other face of the edge runs along it the other way.
        if (a < b) addEdge(named.get(a)!, named.get(b)!);
      }
    }
    return true;
  }

  /** The vertex of four points, and the periods by which this one is moved against it. */
  function nameVertex(four: readonly number[]): readonly [number, number, number, number] {
    const order = [0, 4, 8, 12].sort((a, b) => {
      for (let n = 0; n < 4; n++) if (four[a + n] !== four[b + n]) return four[a + n]! - four[b + n]!;
      return 0;
    });
    const base = order[0]!;
    const [bx, by, bz] = [four[base + 1]!, four[base + 2]!, four[base + 3]!];
    const canonical = order.flatMap((n) => [four[n]!, four[n + 1]! - bx, four[n + 2]! - by, four[n + 3]! - bz]);
    const key = canonical.join();
    let id = vertexOf.get(key);
    if (id === undefined) {
      id = vertices.length / 3;
      vertexOf.set(key, id);
      const centre = circumcentre(points, periodCells, canonical);
      const wraps = centre.map((x) => Math.floor(x / periodCells));
      for (let axis = 0; axis < 3; axis++) {
        const inside = centre[axis]! - wraps[axis]! * periodCells;
        vertices.push(inside < periodCells ? inside : 0);
      }
      for (let n = 0; n < 16; n++) {
        vertexPoints.push(canonical[n]! - (n % 4 === 0 ? 0 : wraps[(n % 4) - 1]!));
      }
    }
    const [wx, wy, wz] = [1, 2, 3].map((axis) => -vertexPoints[16 * id! + axis]!);
    return [id, bx + wx!, by + wy!, bz + wz!];
  }

  function addEdge(a: readonly number[], b: readonly number[]): void {
    const flip = b[0]! < a[0]!;
    const from = flip ? b : a;
    const to = flip ? a : b;
    const edge = [from[0]!, to[0]!, to[1]! - from[1]!, to[2]! - from[2]!, to[3]! - from[3]!];
    const key = edge.join();
    const uses = edgeUses.get(key) ?? 0;
    if (uses === 0) edges.push(...edge);
    edgeUses.set(key, uses + 1);
  }
}

/** A point near another: its index, the periods by which it is moved, and its place from there. */
interface Neighbour {
  readonly q: number;
  readonly si: number;
  readonly sj: number;
  readonly sk: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly squared: number;
}

function bucketsOf(points: Float64Array, periodCells: number) {
  const side = Math.max(1, Math.floor(periodCells));
  const size = periodCells / side;
  const lists: number[][] = Array.from({ length: side ** 3 }, () => []);
  for (let p = 0; p < points.length / 3; p++) {
    const [i, j, k] = [0, 1, 2].map((axis) => Math.min(side - 1, Math.floor(points[3 * p + axis]! / size)));
    lists[(k! * side + j!) * side + i!]!.push(p);
  }
  return { side, size, lists };
}

/** The point as far from all four (index and three periods each), by Cramer's rule about the first. */
function circumcentre(points: Float64Array, period: number, four: readonly number[]): readonly number[] {
  const at = (n: number, axis: number) => points[3 * four[4 * n]! + axis]! + four[4 * n + 1 + axis]! * period;
  const rows = [1, 2, 3].map((n) => {
    const d = [at(n, 0) - at(0, 0), at(n, 1) - at(0, 1), at(n, 2) - at(0, 2)] as const;
    return [...d, 0.5 * (d[0] * d[0] + d[1] * d[1] + d[2] * d[2])] as const;
  }) as [Row, Row, Row];
  const volume = determinant(rows, 0, 1, 2);
  return [
    at(0, 0) + determinant(rows, 3, 1, 2) / volume,
    at(0, 1) + determinant(rows, 0, 3, 2) / volume,
    at(0, 2) + determinant(rows, 0, 1, 3) / volume,
  ];
}

type Row = readonly [number, number, number, number];

function determinant([p, q, r]: readonly [Row, Row, Row], a: number, b: number, c: number): number {
  return (
    p[a]! * (q[b]! * r[c]! - q[c]! * r[b]!) -
    p[b]! * (q[a]! * r[c]! - q[c]! * r[a]!) +
    p[c]! * (q[a]! * r[b]! - q[b]! * r[a]!)
  );
}
