/** A region of a part as a body: cut at a height, asked for a point, or for a box that its surface passes through. */
import type { SolidBand } from '../../core/field.ts';
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import type { Loops } from '../../core/polyline.ts';
import { snapMm } from '../../core/units.ts';
import { subtractSets, uniteSets } from '../../geometry/combine-sets.ts';
import type { MeshEdges } from '../../geometry/mesh-edges.ts';
import { type TriangleBvhData, triangleBvh } from '../../geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../geometry/triangle-bvh-build.ts';
import { skinField } from '../../lattice/skin-field.ts';
import { cleanContours } from '../../slicing/clean-contours.ts';
import { cutFieldBodies } from '../../slicing/cut-field.ts';
import { meshCutter } from '../../slicing/cut-mesh.ts';
import type { RegionShape } from './job-spec.ts';

/** Samples across the narrowest extent of a distance. */
const SAMPLES_ACROSS = 4;
const FINEST_STEP_MM = 0.02;
const COARSEST_STEP_MM = 0.1;
/** One nanometre: beyond the rounding of a distance, far below the grid. */
const ON_FACE_MM = 1e-6;
/** How often a box is halved in which a border may run: to a thirty-second of its edge. */
const DIVISIONS = 5;
/** How far distances are told around a part. */
const ROOM_MM = 0.5;

/**
 * Cuts a region at one height after the other. What it gives is right within `area`; beyond, it may go on or end, so that it shares no border
 * with an area that it reaches out of.
 */
export type RegionCutter = (zMm: number, area: Loops) => Loops;

/** Returns the cutter of a region's shape; distances are sampled on a grid through `originMm`. */
export function regionCutter(shape: RegionShape, originMm: readonly [number, number, number]): RegionCutter {
  if (shape.by === 'mesh') return meshRegion(shape);
  const { surface, inside, fromMm, withinMm } = shape;
  const within = distanceCutter(surface, withinMm, originMm);
  const before = fromMm > 0 ? distanceCutter(surface, fromMm, originMm) : null;
  const body = inside === null ? null : meshRegion(inside);
  return (zMm, area) => {
    if (area.length === 0) return [];
    const around = [rectangleAround(area)];
    const near = within(zMm, around);
    const own = body === null ? [] : body(zMm, around);
    if (before === null) return own.length === 0 ? near : uniteSets(near, own);
    const nearer = uniteSets(before(zMm, around), own);
    return near.length === 0 || nearer.length === 0 ? near : subtractSets(near, nearer);
  };
}

function meshRegion({ mesh, edges }: { readonly mesh: TriangleMesh; readonly edges: MeshEdges }): RegionCutter {
  const { cut } = meshCutter(mesh, edges);
  return (zMm, area) => (area.length === 0 ? [] : cleanContours(cut(zMm).loops));
}

function distanceCutter(
  surface: TriangleBvhData,
  withinMm: number,
  originMm: readonly [number, number, number],
): RegionCutter {
  const stepMm = Math.min(COARSEST_STEP_MM, Math.max(FINEST_STEP_MM, withinMm / SAMPLES_ACROSS));
  const field = skinField(triangleBvh(surface), withinMm);
  const band: SolidBand = { from: null, to: withinMm + ON_FACE_MM };
  return (zMm, area) => cutFieldBodies([{ field, band, stepMm, originMm }], zMm, area);
}

/** Returns a rectangle that holds the area with room around it. */
export function rectangleAround(area: Loops): Loops[number] {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { xy } of area) {
    for (let i = 0; i < xy.length; i += 2) {
      x0 = Math.min(x0, xy[i]!);
      x1 = Math.max(x1, xy[i]!);
      y0 = Math.min(y0, xy[i + 1]!);
      y1 = Math.max(y1, xy[i + 1]!);
    }
  }
  const [a, b, c, d] = [snapMm(x0 - ROOM_MM), snapMm(y0 - ROOM_MM), snapMm(x1 + ROOM_MM), snapMm(y1 + ROOM_MM)];
  return { xy: Float64Array.of(a, b, c, b, c, d, a, d), closed: true };
}

/** Answers about points and boxes. */
export interface RegionQuery {
  contains(xMm: number, yMm: number, zMm: number): boolean;
  /** True where the border of the region may pass through the box; a false is sure. */
  bordersIn(box: Box3): boolean;
}

/** Returns the answers of a region's shape. */
export function regionQuery(shape: RegionShape): RegionQuery {
  if (shape.by === 'mesh') {
    const surface = triangleBvh(buildTriangleBvh(shape.mesh));
    return {
      contains: (x, y, z) => surface.isInside(x, y, z),
      bordersIn: (box) => surface.boxHitsTriangle(box, 0),
    };
  }
  const { fromMm, withinMm, inside } = shape;
  const surface = triangleBvh(shape.surface);
  const body = inside === null ? null : triangleBvh(buildTriangleBvh(inside.mesh));

  /** A distance changes by at most the way gone; a box that it leaves open is divided. */
  function mayBorder(box: Box3, depth: number): boolean {
    const half = Math.hypot(box[3] - box[0], box[4] - box[1], box[5] - box[2]) / 2;
    const [x, y, z] = [0, 1, 2].map((axis) => ((box[axis] as number) + (box[axis + 3] as number)) / 2) as [
      number,
      number,
      number,
    ];
    const distance = body?.isInside(x, y, z) === true ? 0 : surface.distanceWithin(x, y, z, withinMm + 2 * half);
    const open = Math.abs(distance - withinMm) <= half || (fromMm > 0 && Math.abs(distance - fromMm) <= half);
    if (!open || depth === DIVISIONS) return open;
    for (let n = 0; n < 8; n++) {
      const [i, j, k] = [n & 1, (n >> 1) & 1, n >> 2];
      const part: Box3 = [
        i === 0 ? box[0] : x,
        j === 0 ? box[1] : y,
        k === 0 ? box[2] : z,
        i === 0 ? x : box[3],
        j === 0 ? y : box[4],
        k === 0 ? z : box[5],
      ];
      if (mayBorder(part, depth + 1)) return true;
    }
    return false;
  }

  return {
    contains(x, y, z) {
      const distance = body?.isInside(x, y, z) === true ? 0 : surface.distanceWithin(x, y, z, 2 * withinMm);
      return distance >= fromMm && distance <= withinMm;
    },
    bordersIn: (box) => mayBorder(box, 0),
  };
}
