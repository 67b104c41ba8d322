/** REFINE: where the exact field meets the level on each crossed edge, whoever marked it. */
import type { PlaneField, PlaneGrid } from '../../core/field.ts';
import { isKept, type SampledEdges, VOID } from './crossed-edges.ts';

/** Vertices are refined along their grid edge until they are this near to the exact field. */
const VERTEX_TOLERANCE_MM = 2e-6;
const MAX_REFINEMENTS = 60;

/** A vertex for each crossed edge. */
export interface EdgeVertices {
  /** x0, y0, x1, y1, ... in mm. */
  readonly xy: Float64Array;
  /** 1 where the vertex is cut at a node that does not count. */
  readonly atVoid: Uint8Array;
}

/** Returns the vertex of each edge; an edge to a node that does not count has it at that node. */
export function edgeVertices(
  field: PlaneField,
  grid: PlaneGrid,
  level: number,
  mask: Uint8Array | null,
  edges: SampledEdges,
): EdgeVertices {
  const { keys } = edges;
  const { nx, x0Mm, y0Mm, stepMm } = grid;
  const xy = new Float64Array(2 * keys.length);
  const atVoid = new Uint8Array(keys.length);
  const ends = edges.ends ?? endValues(field, grid, mask, keys);
  for (let e = 0; e < keys.length; e++) {
    const key = keys[e]!;
    const node = key >>> 2;
    const j = Math.floor(node / nx);
    const i = node - j * nx;
    const up = (key & 2) !== 0;
    const f0 = ends[2 * e]!;
    const f1 = ends[2 * e + 1]!;
    const x0 = x0Mm + i * stepMm;
    const y0 = y0Mm + j * stepMm;
    const t0 = up ? y0 : x0;
    const t1 = up ? y0Mm + (j + 1) * stepMm : x0Mm + (i + 1) * stepMm;
    let t: number;
    if (f0 === VOID) t = t0;
    else if (f1 === VOID) t = t1;
    else t = refine(field, level, t0, t1, up ? x0 : y0, !up, f0, f1);
    xy[2 * e] = up ? x0 : t;
    xy[2 * e + 1] = up ? t : y0;
    atVoid[e] = f0 === VOID || f1 === VOID ? 1 : 0;
  }
  return { xy, atVoid };
}

/** Returns the place of one edge's vertex in mm from its start; both of its nodes count. */
export function vertexOnEdge(field: PlaneField, grid: PlaneGrid, level: number, key: number): number {
  const { nx, x0Mm, y0Mm, stepMm } = grid;
  const node = key >>> 2;
  const j = Math.floor(node / nx);
  const i = node - j * nx;
  const up = (key >>> 1) & 1;
  const f0 = field.nodeAt(i, j);
  const f1 = field.nodeAt(i + 1 - up, j + up);
  const [x, y] = [x0Mm + i * stepMm, y0Mm + j * stepMm];
  return up === 1
    ? refine(field, level, y, y0Mm + (j + 1) * stepMm, x, false, f0, f1) - y
    : refine(field, level, x, x0Mm + (i + 1) * stepMm, y, true, f0, f1) - x;
}

function endValues(field: PlaneField, grid: PlaneGrid, mask: Uint8Array | null, keys: Uint32Array): Float64Array {
  const ends = new Float64Array(2 * keys.length);
  const valueAtNode = (i: number, j: number): number => (isKept(i, j, grid, mask) ? field.nodeAt(i, j) : VOID);
  for (let e = 0; e < keys.length; e++) {
    const node = keys[e]! >>> 2;
    const j = Math.floor(node / grid.nx);
    const i = node - j * grid.nx;
    const up = (keys[e]! >>> 1) & 1;
    ends[2 * e] = valueAtNode(i, j);
    ends[2 * e + 1] = valueAtNode(i + 1 - up, j + up);
  }
  return ends;
}

/** Finds where the field meets the level on a grid edge from t0 to t1 (Illinois: a guarded secant). */
function refine(
  field: PlaneField,
  level: number,
  t0: number,
  t1: number,
  across: number,
  alongX: boolean,
  f0: number,
  f1: number,
): number {
  let a = t0;
  let b = t1;
  let fa = f0 - level;
  let fb = f1 - level;
  let t = a;
  for (let n = 0; n < MAX_REFINEMENTS; n++) {
    const before = t;
    t = fb === fa ? 0.5 * (a + b) : (a * fb - b * fa) / (fb - fa);
    if (!(t >= t0 && t <= t1)) t = 0.5 * (a + b);
    if (Math.abs(t - before) < VERTEX_TOLERANCE_MM && n > 0) return t;
    const ft = (alongX ? field.valueAt(t, across) : field.valueAt(across, t)) - level;
    if (ft === 0) return t;
    if (ft < 0 === fb < 0) {
      fa *= 0.5;
    } else {
      a = b;
      fa = fb;
    }
    b = t;
    fb = ft;
  }
  return t;
}
