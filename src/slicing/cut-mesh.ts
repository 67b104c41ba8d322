/** Cuts a mesh at one height after the other by a sweep over its triangles. */
import type { TriangleMesh } from '../core/mesh.ts';
import type { Loops, Polyline } from '../core/polyline.ts';
import { assert } from '../core/prep-error.ts';
import { growableInts, pushInt } from '../geometry/growable.ts';
import { type MeshEdges, NO_EDGE } from '../geometry/mesh-edges.ts';
import { type CutSegments, segmentChainer } from './chain-segments.ts';

/** The raw contours of one cut. */
export interface MeshCut {
  /** Closed contours, solid on the left where the triangles face outward; of overlapping shells they may cross. */
  readonly loops: Loops;
  /** Chains that do not close because the mesh is open or not of one orientation there. */
  readonly open: readonly Polyline[];
}

/** Cuts one mesh at many heights. */
export interface MeshCutter {
  /** Cuts at a height. Rising heights continue the sweep, a lower one starts it again; the result is the same. */
  cut(zMm: number): MeshCut;
  /** How many times a triangle has entered the sweep so far. */
  trianglesEntered(): number;
}

/** Sort keys hold a quantised height above the triangle number: 26 and 27 of the 53 bits of a double. */
const INDEX_RANGE = 2 ** 27;
const LEVELS = 2 ** 26;

/**
 * Makes a cutter for a mesh and its edges (typed arrays, also on shared memory).
 *
 * A vertex at the height of the plane counts as above it. The plane is thus never met in a point or a face, only across
 * edges, and the contours of a closed mesh close. The crossing of an edge is computed from its lower to its higher vertex,
 * so both its triangles get the same point, and is then snapped to the coordinate grid.
 */
export function meshCutter(mesh: TriangleMesh, edges: MeshEdges): MeshCutter {
  const { positions, triangles } = mesh;
  const { sideEdges } = edges;
  const { keys, zLow, zHigh, levelOf } = sweepOrder(mesh, edges);
  const chainer = segmentChainer(mesh, edges);
  const active = new Int32Array(keys.length);
  const segments: CutSegments = { from: growableInts(256), to: growableInts(256), triangle: growableInts(256) };
  let activeCount = 0;
  let cursor = 0;
  let entered = 0;
  let lastZ = -Infinity;

  function cut(zMm: number): MeshCut {
    assert(Number.isFinite(zMm), 'a cut height is finite');
    if (zMm < lastZ) {
      activeCount = 0;
      cursor = 0;
    }
    lastZ = zMm;
    enter(zMm);
    segments.from.length = 0;
    segments.to.length = 0;
    segments.triangle.length = 0;
    let kept = 0;
    for (let i = 0; i < activeCount; i++) {
      const t = active[i]!;
      if (zHigh[t]! < zMm) continue;
      active[kept++] = t;
      if (zLow[t]! < zMm) addSegment(t, zMm);
    }
    activeCount = kept;
    return chainer(segments, zMm);
  }

  /** Takes in the triangles that may begin below the plane; the exact test follows when they are cut. */
  function enter(zMm: number): void {
    const limit = (levelOf(zMm) + 1) * INDEX_RANGE;
    for (; cursor < keys.length && keys[cursor]! < limit; cursor++) {
      const key = keys[cursor]!;
      const t = key - Math.floor(key / INDEX_RANGE) * INDEX_RANGE;
      entered++;
      if (zHigh[t]! >= zMm) active[activeCount++] = t;
    }
  }

  /** The segment runs from the side that goes down through the plane to the one that comes up: solid on its left. */
  function addSegment(t: number, zMm: number): void {
    const first = 3 * t;
    const above0 = positions[3 * triangles[first]! + 2]! >= zMm;
    const above1 = positions[3 * triangles[first + 1]! + 2]! >= zMm;
    const above2 = positions[3 * triangles[first + 2]! + 2]! >= zMm;
    const down = above0 && !above1 ? 0 : above1 && !above2 ? 1 : 2;
    const up = !above0 && above1 ? 0 : !above1 && above2 ? 1 : 2;
    pushInt(segments.from, sideEdges[first + down]!);
    pushInt(segments.to, sideEdges[first + up]!);
    pushInt(segments.triangle, t);
  }

  return { cut, trianglesEntered: () => entered };
}

/** Orders the triangles that a plane can cross by their lowest point, to within one of the levels of the sort key. */
function sweepOrder(mesh: TriangleMesh, edges: MeshEdges) {
  const { positions, triangles } = mesh;
  const count = triangles.length / 3;
  assert(count < INDEX_RANGE, 'a mesh to cut has fewer than 134 million triangles');
  const zLow = new Float64Array(count);
  const zHigh = new Float64Array(count);
  let zMin = Infinity;
  let zMax = -Infinity;
  for (let t = 0; t < count; t++) {
    const a = positions[3 * triangles[3 * t]! + 2]!;
    const b = positions[3 * triangles[3 * t + 1]! + 2]!;
    const c = positions[3 * triangles[3 * t + 2]! + 2]!;
    zLow[t] = Math.min(a, b, c);
    zHigh[t] = Math.max(a, b, c);
    zMin = Math.min(zMin, zLow[t]!);
    zMax = Math.max(zMax, zLow[t]!);
  }
  const scale = (LEVELS - 1) / (zMax - zMin);
  const perMm = Number.isFinite(scale) && scale > 0 ? scale : 0;
  // Rising with z, so a triangle that begins below the plane is never on a higher level than the plane.
  const levelOf = (z: number) => Math.max(-1, Math.min(LEVELS - 1, Math.floor((z - zMin) * perMm)));
  const keys = new Float64Array(count);
  let used = 0;
  for (let t = 0; t < count; t++) {
    if (edges.sideEdges[3 * t] === NO_EDGE || zLow[t] === zHigh[t]) continue;
    keys[used++] = levelOf(zLow[t]!) * INDEX_RANGE + t;
  }
  return { keys: keys.slice(0, used).sort(), zLow, zHigh, levelOf };
}
