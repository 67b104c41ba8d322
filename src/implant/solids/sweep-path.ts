/** The axis of a rod: its segments, and what is done where it turns. */
import type { Place } from '../../core/prep-error.ts';
import { needFinite, needLength, refuseSolid } from './refuse-solid.ts';
import { cornerScale, roundFacets } from './round-facets.ts';
import type { Point3, SweepShape } from './solid-tree.ts';
import { along, cross, dot, frameAcross, lengthOf, minus, unit } from './vector.ts';

/** A straight piece of the axis. */
export interface SweepSegment {
  readonly fromMm: Point3;
  readonly toMm: Point3;
  readonly direction: Point3;
  readonly lengthMm: number;
}

/** Where one segment ends and the next begins. */
export interface SweepCorner {
  readonly atMm: Point3;
  /**
   * A turn of less than half a facet is mitred: the tube goes on. At a sharper one, and where a mitre would take too much of a
   * segment, a tube ends and another begins, and a piece of a sphere rounds the corner; where the path goes straight back the
   * tube has a round end.
   */
  readonly kind: 'mitred' | 'rounded' | 'back';
  readonly turnRad: number;
  /** Tangent of half the turn. */
  readonly halfTangent: number;
  /** Across both segments: along x inward = axis. Where the path goes back, this and the next two mean nothing. */
  readonly axis: Point3;
  /** Across the segment before, to the side that the path turns to. */
  readonly inward: Point3;
  /** The same across the segment after. */
  readonly inwardAfter: Point3;
}

/** A checked path. Corner i joins segment i and the next one; a closed path has one for each segment. */
export interface SweepPath {
  readonly segments: readonly SweepSegment[];
  readonly corners: readonly SweepCorner[];
  readonly closed: boolean;
  readonly radiusMm: number;
  readonly facets: number;
}

/** A path that turns by less than this, in radians, goes straight on. */
const STRAIGHT = 1e-9;

/** A mitre may take this part of a segment from either end, so that the ends do not meet. */
const MITRE_SHARE = 0.45;

/** Checks the path of a rod and finds its corners. */
export function sweepPath({ pathMm, diameterMm, ends, closed = false }: SweepShape, place: Place): SweepPath {
  const at = [...place, 'pathMm'];
  needLength(diameterMm, [...place, 'diameterMm']);
  if (closed && ends !== undefined) refuseSolid('a closed path has no ends', [...place, 'ends']);
  const fewest = closed ? 3 : 2;
  if (pathMm.length < fewest) refuseSolid(`needs at least ${fewest} points, has ${pathMm.length}`, at);
  pathMm.forEach((point, i) => {
    needFinite(point, [...at, i]);
    const last = i > 0 ? pathMm[i - 1] : closed ? pathMm[pathMm.length - 1] : undefined;
    if (last === undefined || lengthOf(minus(point, last)) > 0) return;
    const before = i > 0 ? 'the point before it' : 'the last one: a closed path goes back to its first point by itself';
    refuseSolid(`is the same point as ${before}`, [...at, i]);
  });
  const segments = segmentsOf(turningPoints(pathMm, closed), closed);
  const radiusMm = diameterMm / 2;
  const facets = roundFacets(radiusMm);
  return { segments, corners: cornersOf(segments, closed, radiusMm, facets), closed, radiusMm, facets };
}

/** The points without those where the path goes straight on. */
function turningPoints(path: readonly Point3[], closed: boolean): readonly Point3[] {
  const kept: Point3[] = [];
  path.forEach((point, i) => {
    const before = kept[kept.length - 1] ?? (closed ? path[path.length - 1] : undefined);
    const after = i < path.length - 1 ? path[i + 1] : closed ? (kept[0] ?? path[0]) : undefined;
    if (before === undefined || after === undefined || !goesStraight(before, point, after)) kept.push(point);
  });
  return kept;
}

function goesStraight(before: Point3, point: Point3, after: Point3): boolean {
  const came = unit(minus(point, before));
  const goes = unit(minus(after, point));
  return dot(came, goes) > 0 && lengthOf(cross(came, goes)) <= STRAIGHT;
}

function segmentsOf(points: readonly Point3[], closed: boolean): SweepSegment[] {
  const segments: SweepSegment[] = [];
  for (let i = 0; i < points.length - (closed ? 0 : 1); i++) {
    const fromMm = points[i]!;
    const toMm = points[(i + 1) % points.length]!;
    const way = minus(toMm, fromMm);
    segments.push({ fromMm, toMm, direction: unit(way), lengthMm: lengthOf(way) });
  }
  return segments;
}

function cornersOf(
  segments: readonly SweepSegment[],
  closed: boolean,
  radiusMm: number,
  facets: number,
): SweepCorner[] {
  const corners: SweepCorner[] = [];
  for (let i = 0; i < segments.length - (closed ? 0 : 1); i++) {
    const before = segments[i]!;
    const after = segments[(i + 1) % segments.length]!;
    const outer = cross(before.direction, after.direction);
    const sine = lengthOf(outer);
    const cosine = dot(before.direction, after.direction);
    const isBack = cosine < 0 && sine <= STRAIGHT;
    const turnRad = Math.atan2(sine, cosine);
    const halfTangent = isBack ? 0 : sine / (1 + cosine);
    const setbackMm = radiusMm * cornerScale(facets) * halfTangent;
    const isMitred =
      !isBack && turnRad <= Math.PI / facets && setbackMm <= MITRE_SHARE * Math.min(before.lengthMm, after.lengthMm);
    // Of nearly parallel directions the outer product is across them only roughly, or 0.
    const across = along(outer, -dot(outer, before.direction), before.direction);
    const axis = lengthOf(across) > 0 ? unit(across) : frameAcross(before.direction).u;
    const inward = cross(axis, before.direction);
    corners.push({
      atMm: before.toMm,
      kind: isBack ? 'back' : isMitred ? 'mitred' : 'rounded',
      turnRad,
      halfTangent,
      axis,
      inward,
      inwardAfter: along(along([0, 0, 0], cosine, inward), -sine, before.direction),
    });
  }
  return corners;
}
