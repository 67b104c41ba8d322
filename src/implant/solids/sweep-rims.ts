/** The rings of points around the axis of a rod, at both ends of each of its segments. */
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { cornerScale } from './round-facets.ts';
import type { Point3 } from './solid-tree.ts';
import type { SweepCorner, SweepPath, SweepSegment } from './sweep-path.ts';
import { along, cross, dot, type Frame, frameAcross, minus, unit } from './vector.ts';

/** The points of each facet from its corner to before the next one, counter-clockwise about the axis. */
export type Rim = readonly (readonly Point3[])[];

/** The rims of a segment. */
export interface SegmentRims {
  readonly start: Rim;
  readonly end: Rim;
  /** Corner i of the start belongs to corner i + shift of the end: not 0 only where a closed path comes back turned. */
  readonly shift: number;
}

/** A corner this close to the axis of a turn, in radii, lies on it. */
const ON_AXIS = 1e-9;

/**
 * Finds the rims. A ring is carried along the path by the turns of the path alone, so the facets of neighbours meet. On the
 * axis of a rounded corner both rims have the same points, and the sphere between them too.
 */
export function sweepRims(path: SweepPath): SegmentRims[] {
  const { segments, corners, closed } = path;
  const starts = startFrames(path);
  const ends = starts.slice();
  const last = segments.length - 1;
  if (closed) ends[last] = carried(starts[0]!, turnedBack(corners[last]!), segments[last]!);
  const start = segments.map(({ fromMm }, i) => plainRim(path, fromMm, starts[i]!));
  const end = segments.map(({ toMm }, i) => plainRim(path, toMm, ends[i]!));
  corners.forEach((corner, i) => {
    const next = (i + 1) % segments.length;
    if (corner.kind === 'mitred') start[next] = end[i] = mitredRim(end[i]!, corner, segments[i]!);
    if (corner.kind === 'rounded') [end[i], start[next]] = rimsOnAxis(end[i]!, start[next]!, corner, path.radiusMm);
  });
  return segments.map((_, i) => ({
    start: start[i]!,
    end: end[i]!,
    shift: closed && i === last ? shiftBetween(starts[i]!, ends[i]!, path.facets) : 0,
  }));
}

/** The first ring has a corner on the axis of the first turn; in a plane path all turns have theirs on one. */
function startFrames({ segments, corners }: SweepPath): Frame[] {
  const { direction } = segments[0]!;
  const first = corners[0];
  const u = first === undefined || first.kind === 'back' ? frameAcross(direction).u : first.axis;
  const frames: Frame[] = [{ u, v: cross(direction, u) }];
  for (let i = 1; i < segments.length; i++) {
    frames.push(carried(frames[i - 1]!, corners[i - 1]!, segments[i]!));
  }
  return frames;
}

/** The same turn for who comes from the other side. */
function turnedBack(corner: SweepCorner): SweepCorner {
  return { ...corner, inward: corner.inwardAfter, inwardAfter: corner.inward };
}

/** Carries what is across one segment to across the next. Where the path goes back, points stay and run the other way around. */
function carried({ u, v }: Frame, corner: SweepCorner, { direction }: SweepSegment): Frame {
  if (corner.kind === 'back') return { u, v: [-v[0], -v[1], -v[2]] };
  const { axis, inward, inwardAfter } = corner;
  const turned = unit(along(along([0, 0, 0], dot(u, axis), axis), dot(u, inward), inwardAfter));
  return { u: turned, v: cross(direction, turned) };
}

function plainRim({ radiusMm, facets }: SweepPath, atMm: Point3, { u, v }: Frame): Rim {
  const cornerMm = radiusMm * cornerScale(facets);
  return Array.from({ length: facets }, (_, i) => {
    // Counted from -1/2 to 1/2, so that both halves of the ring are mirror images to the last bit.
    const cycles = (2 * i > facets ? i - facets : i) / facets;
    return [along(along(atMm, cornerMm * cosineOfCycles(cycles), u), cornerMm * sineOfCycles(cycles), v)];
  });
}

/** Moves the corners of a rim along the segment into the plane that halves the turn. */
function mitredRim(rim: Rim, { atMm, inward, halfTangent }: SweepCorner, { direction }: SweepSegment): Rim {
  return rim.map(([point]) => [along(point!, -dot(minus(point!, atMm), inward) * halfTangent, direction)]);
}

/** Puts points on the axis of a turn into both rims, the same ones. */
function rimsOnAxis(before: Rim, after: Rim, { atMm, inward }: SweepCorner, radiusMm: number): [Rim, Rim] {
  const inside = before.map(([point]) => {
    const distanceMm = dot(minus(point!, atMm), inward);
    return Math.abs(distanceMm) <= ON_AXIS * radiusMm ? 0 : distanceMm;
  });
  const rims: [Point3[][], Point3[][]] = [[], []];
  before.forEach(([point], i) => {
    const next = (i + 1) % before.length;
    const added: Point3[] = [];
    if (inside[i]! * inside[next]! < 0) {
      const share = inside[i]! / (inside[i]! - inside[next]!);
      added.push(along(point!, share, minus(before[next]![0]!, point!)));
    }
    rims[0].push([point!, ...added]);
    rims[1].push([inside[i] === 0 ? point! : after[i]![0]!, ...added]);
  });
  return rims;
}

/** How many facets a frame is turned against another across the same direction. */
function shiftBetween(from: Frame, to: Frame, facets: number): number {
  const turn = Math.atan2(dot(to.u, from.v), dot(to.u, from.u));
  return (facets - Math.round((turn / (2 * Math.PI)) * facets)) % facets;
}
