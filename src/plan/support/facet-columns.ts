/** Finds the facets of a mesh over a line on the plate. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { WallLine } from './wall-line.ts';

/** Facets by the squares of the plate that their boxes meet. */
export interface FacetColumns {
  readonly mesh: TriangleMesh;
  readonly x0Mm: number;
  readonly y0Mm: number;
  readonly sizeMm: number;
  readonly nx: number;
  readonly ny: number;
  /** Facets of square q are `facets` from `starts[q]` to `starts[q + 1]`. */
  readonly starts: Int32Array;
  readonly facets: Int32Array;
  /** The round in which a facet was last found, so that none is found twice. */
  readonly seen: Int32Array;
  round: number;
}

/** Squares for each facet, about. */
const SQUARES_PER_FACET = 0.5;
const MOST_SQUARES = 1 << 20;

/** Sorts the facets of a mesh into squares. */
export function facetColumns(mesh: TriangleMesh): FacetColumns {
  const { positions, triangles } = mesh;
  const count = triangles.length / 3;
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let v = 0; v < positions.length; v += 3) {
    x0 = Math.min(x0, positions[v]!);
    y0 = Math.min(y0, positions[v + 1]!);
    x1 = Math.max(x1, positions[v]!);
    y1 = Math.max(y1, positions[v + 1]!);
  }
  const squares = Math.min(MOST_SQUARES, Math.max(1, SQUARES_PER_FACET * count));
  const sizeMm = Math.max(Math.sqrt(((x1 - x0) * (y1 - y0)) / squares), Math.max(x1 - x0, y1 - y0) / 1024, 1e-6);
  const nx = Math.floor((x1 - x0) / sizeMm) + 1;
  const ny = Math.floor((y1 - y0) / sizeMm) + 1;
  const starts = new Int32Array(nx * ny + 1);
  const eachSquare = (visit: (square: number, facet: number) => void) => {
    for (let t = 0; t < count; t++) {
      const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
      const i0 = Math.floor((Math.min(positions[a]!, positions[b]!, positions[c]!) - x0) / sizeMm);
      const i1 = Math.floor((Math.max(positions[a]!, positions[b]!, positions[c]!) - x0) / sizeMm);
      const j0 = Math.floor((Math.min(positions[a + 1]!, positions[b + 1]!, positions[c + 1]!) - y0) / sizeMm);
      const j1 = Math.floor((Math.max(positions[a + 1]!, positions[b + 1]!, positions[c + 1]!) - y0) / sizeMm);
      for (let j = j0; j <= j1; j++) for (let i = i0; i <= i1; i++) visit(j * nx + i, t);
    }
  };
  eachSquare((square) => {
    starts[square + 1]!++;
  });
  for (let q = 0; q < nx * ny; q++) starts[q + 1]! += starts[q]!;
  const facets = new Int32Array(starts[nx * ny]!);
  const next = starts.slice();
  eachSquare((square, facet) => {
    facets[next[square]!++] = facet;
  });
  return { mesh, x0Mm: x0, y0Mm: y0, sizeMm, nx, ny, starts, facets, seen: new Int32Array(count).fill(-1), round: -1 };
}

/** Calls back with each facet whose squares a line meets, once, in an order that depends on the mesh and the line alone. */
export function facetsOver(columns: FacetColumns, line: WallLine, visit: (facet: number) => void): void {
  const { x0Mm, y0Mm, sizeMm, nx, ny, starts, facets, seen } = columns;
  const { xMm, yMm, ux, uy, fromMm, toMm } = line;
  const round = ++columns.round;
  const xa = (xMm + fromMm * ux - x0Mm) / sizeMm;
  const ya = (yMm + fromMm * uy - y0Mm) / sizeMm;
  const xb = (xMm + toMm * ux - x0Mm) / sizeMm;
  const yb = (yMm + toMm * uy - y0Mm) / sizeMm;
  const j0 = Math.max(0, Math.floor(Math.min(ya, yb) - EDGE));
  const j1 = Math.min(ny - 1, Math.floor(Math.max(ya, yb) + EDGE));
  for (let j = j0; j <= j1; j++) {
    // The stretch of the line within the row.
    const [xs, xe] = withinRow(xa, ya, xb, yb, j - EDGE, j + 1 + EDGE);
    const i0 = Math.max(0, Math.floor(Math.min(xs, xe) - EDGE));
    const i1 = Math.min(nx - 1, Math.floor(Math.max(xs, xe) + EDGE));
    for (let i = i0; i <= i1; i++) {
      const square = j * nx + i;
      for (let k = starts[square]!; k < starts[square + 1]!; k++) {
        const facet = facets[k]!;
        if (seen[facet] === round) continue;
        seen[facet] = round;
        visit(facet);
      }
    }
  }
}

/** Room for rounding, in squares. */
const EDGE = 1e-6;

/** Where a line is at the lower and the upper side of a row, held to its ends. */
function withinRow(
  xa: number,
  ya: number,
  xb: number,
  yb: number,
  low: number,
  high: number,
): readonly [number, number] {
  if (ya === yb) return [xa, xb];
  const at = (y: number) => xa + Math.min(1, Math.max(0, (y - ya) / (yb - ya))) * (xb - xa);
  return [at(low), at(high)];
}
