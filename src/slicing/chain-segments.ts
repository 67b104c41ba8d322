/** Links the segments of a cut to contours, by the edges that they run between and never by distance. */
import type { TriangleMesh } from '../core/mesh.ts';
import type { Polyline } from '../core/polyline.ts';
import { snapMm } from '../core/units.ts';
import { type GrowableFloats, type GrowableInts, growableFloats, pushFloat } from '../geometry/growable.ts';
import type { MeshEdges } from '../geometry/mesh-edges.ts';
import { pairAtPoint } from './pair-at-point.ts';

/** The segments of one cut: the edges where each begins and ends, and its triangle. */
export interface CutSegments {
  readonly from: GrowableInts;
  readonly to: GrowableInts;
  readonly triangle: GrowableInts;
}

const NONE = -1;

/** Returns a function that links the segments of a cut at a height; its tables are kept from cut to cut. */
export function segmentChainer(mesh: TriangleMesh, edges: MeshEdges) {
  const { positions } = mesh;
  const { edgeVertices } = edges;
  const edgeCount = edgeVertices.length / 2;
  // Lists of the segments that begin and end at an edge: first of the list by edge, the next by segment.
  const firstFrom = new Int32Array(edgeCount).fill(NONE);
  const firstTo = new Int32Array(edgeCount).fill(NONE);
  let nextFrom = new Int32Array(0);
  let nextTo = new Int32Array(0);
  let successor = new Int32Array(0);
  let done = new Uint8Array(0);
  const points = growableFloats(1024);
  const crossing = new Float64Array(2);

  return function chain(segments: CutSegments, zMm: number): { loops: Polyline[]; open: Polyline[] } {
    const count = segments.from.length;
    const from = segments.from.values;
    const to = segments.to.values;
    enterSegments(from, to, count);
    // Where more than one segment begins or ends at an edge, the directions decide which belong together.
    for (let i = 0; i < count; i++) {
      const edge = to[i]!;
      if (firstTo[edge] !== i) continue;
      const next = firstFrom[edge]!;
      if (nextTo[i] === NONE && (next === NONE || nextFrom[next] === NONE)) successor[i] = next;
      else pairAtEdge(segments, edge, zMm);
    }
    const hasPrevious = new Uint8Array(count);
    for (let i = 0; i < count; i++) if (successor[i] !== NONE) hasPrevious[successor[i]!] = 1;
    // Open chains begin where nothing comes before; the rest are rings. Both in order of edges, whatever was cut before.
    const order = canonicalOrder(segments);
    const loops: Polyline[] = [];
    const open: Polyline[] = [];
    for (let k = 0; k < count; k++) {
      if (hasPrevious[order[k]!] === 1) continue;
      const line = trace(segments, order[k]!, zMm);
      if (line.xy.length >= 4) open.push(line);
    }
    for (let k = 0; k < count; k++) {
      if (done[order[k]!] === 1) continue;
      const line = trace(segments, order[k]!, zMm);
      if (line.xy.length >= 6) loops.push(line);
    }
    leaveSegments(from, to, count);
    return { loops, open };
  };

  function enterSegments(from: Int32Array, to: Int32Array, count: number): void {
    if (count > nextFrom.length) {
      const room = 2 * count;
      nextFrom = new Int32Array(room);
      nextTo = new Int32Array(room);
      successor = new Int32Array(room);
      done = new Uint8Array(room);
    }
    successor.fill(NONE, 0, count);
    done.fill(0, 0, count);
    for (let i = 0; i < count; i++) {
      nextFrom[i] = firstFrom[from[i]!]!;
      firstFrom[from[i]!] = i;
      nextTo[i] = firstTo[to[i]!]!;
      firstTo[to[i]!] = i;
    }
  }

  function leaveSegments(from: Int32Array, to: Int32Array, count: number): void {
    for (let i = 0; i < count; i++) {
      firstFrom[from[i]!] = NONE;
      firstTo[to[i]!] = NONE;
    }
  }

  /** Segments by the edge where they begin, then by triangle. */
  function canonicalOrder(segments: CutSegments): Int32Array {
    const edges = segments.from.values.slice(0, segments.from.length).sort();
    const order = new Int32Array(edges.length);
    for (let k = 0; k < edges.length; ) {
      const first = firstFrom[edges[k]!]!;
      if (nextFrom[first] === NONE) order[k++] = first;
      else for (const segment of listOf(first, nextFrom, segments.triangle.values)) order[k++] = segment;
    }
    return order;
  }

  function pairAtEdge(segments: CutSegments, edge: number, zMm: number): void {
    const triangle = segments.triangle.values;
    const leaving = listOf(firstFrom[edge]!, nextFrom, triangle);
    const arriving = listOf(firstTo[edge]!, nextTo, triangle);
    crossEdge(edge, zMm);
    const x = crossing[0]!;
    const y = crossing[1]!;
    const anglesFrom = (far: Int32Array) => (segment: number) => {
      crossEdge(far[segment]!, zMm);
      return Math.atan2(crossing[1]! - y, crossing[0]! - x);
    };
    const leavingAngles = leaving.map(anglesFrom(segments.to.values));
    const arrivingAngles = arriving.map(anglesFrom(segments.from.values));
    const partners = pairAtPoint(arrivingAngles, leavingAngles);
    for (let k = 0; k < arriving.length; k++) {
      const partner = partners[k]!;
      if (partner >= 0) successor[arriving[k]!] = leaving[partner]!;
    }
  }

  /** Follows segments from one on, until they return to it or end. */
  function trace(segments: CutSegments, first: number, zMm: number): Polyline {
    points.length = 0;
    let segment = first;
    for (;;) {
      done[segment] = 1;
      appendCrossing(points, segments.from.values[segment]!, zMm);
      const next = successor[segment]!;
      if (next === first) break;
      if (next === NONE) {
        appendCrossing(points, segments.to.values[segment]!, zMm);
        return { xy: points.values.slice(0, points.length), closed: false };
      }
      segment = next;
    }
    let n = points.length;
    const { values } = points;
    while (n >= 4 && values[n - 2] === values[0] && values[n - 1] === values[1]) n -= 2;
    return { xy: values.slice(0, n), closed: true };
  }

  function appendCrossing(list: GrowableFloats, edge: number, zMm: number): void {
    crossEdge(edge, zMm);
    const n = list.length;
    if (n >= 2 && list.values[n - 2] === crossing[0] && list.values[n - 1] === crossing[1]) return;
    pushFloat(list, crossing[0]!);
    pushFloat(list, crossing[1]!);
  }

  /** Puts the point where an edge crosses the plane, on the grid, into `crossing`. */
  function crossEdge(edge: number, zMm: number): void {
    const a = 3 * edgeVertices[2 * edge]!;
    const b = 3 * edgeVertices[2 * edge + 1]!;
    const part = (zMm - positions[a + 2]!) / (positions[b + 2]! - positions[a + 2]!);
    crossing[0] = snapMm(positions[a]! + part * (positions[b]! - positions[a]!));
    crossing[1] = snapMm(positions[a + 1]! + part * (positions[b + 1]! - positions[a + 1]!));
  }
}

function listOf(first: number, next: Int32Array, triangle: Int32Array): number[] {
  const list: number[] = [];
  for (let i = first; i !== NONE; i = next[i]!) list.push(i);
  return list.sort((a, b) => triangle[a]! - triangle[b]!);
}
