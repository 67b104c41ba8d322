/** Laser paths with the laser that runs each: cut at the borders of the lasers, with an overlap there. */
import type { Loops } from '../../core/polyline.ts';
import type { ContourToolpath, HatchToolpath, Toolpath, ToolpathLayer } from '../../core/toolpath.ts';
import { snapMm } from '../../core/units.ts';
import { splitByZone, type ZonePiece } from '../../geometry/split-by-zone.ts';
import { type ZoneMap, zoneMap } from '../../geometry/zone-map.ts';
import type { ScanSpeeds } from '../scan-time.ts';
import { laserBorders } from './laser-borders.ts';
import type { LaserShare } from './settings.ts';

/** Beyond every plate. */
const FAR_MM = 10_000;

/**
 * Returns the same paths, each with its laser. Where a path is cut both pieces go on by half the overlap along it, so that the
 * melt is whole; a piece that would be shorter than `leastMm` stays with its neighbour. Vectors of one set are parted by laser in
 * their order. Keys that one laser runs whole are left whole.
 */
export function pathsByLaser(
  layer: ToolpathLayer,
  share: LaserShare,
  speeds: ScanSpeeds,
  leastMm: number,
): ToolpathLayer {
  const found = laserBorders(layer, share, speeds);
  if (found === null) return layer;
  const { row, placesMm } = found;
  const map = zoneMap(slabs(row.axis, placesMm));
  const halfMm = share.overlapMm / 2;
  const laserOf = (zone: number): number => row.lasers[Math.max(0, zone)]!;
  const toolpaths = layer.toolpaths.flatMap((path): Toolpath[] => {
    if (path.kind === 'bead') return [path];
    const fixed = share.fixed[path.params];
    if (fixed !== undefined) return [path];
    return path.kind === 'hatch'
      ? hatchByLaser(path, map, laserOf, leastMm, halfMm)
      : contourByLaser(path, map, laserOf, leastMm, halfMm);
  });
  return { ...layer, toolpaths };
}

/** The strips between the borders, from beyond one side of the plate to beyond the other. */
function slabs(axis: 'x' | 'y', placesMm: readonly number[]): Loops[] {
  const edges = [-FAR_MM, ...placesMm, FAR_MM];
  return edges.slice(1).map((to, k) => {
    const from = edges[k]!;
    const [x0, y0, x1, y1] = axis === 'x' ? [from, -FAR_MM, to, FAR_MM] : [-FAR_MM, from, FAR_MM, to];
    return [{ xy: Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1), closed: true }];
  });
}

type LaserOf = (zone: number) => number;

function hatchByLaser(
  path: HatchToolpath,
  map: ZoneMap,
  laserOf: LaserOf,
  leastMm: number,
  halfMm: number,
): HatchToolpath[] {
  const { xyxy } = path.lines;
  const byLaser = new Map<number, number[]>();
  for (let i = 0; i < xyxy.length; i += 4) {
    const pieces = splitByZone(xyxy.subarray(i, i + 4), false, map, leastMm, snapMm);
    pieces.forEach((piece, n) => {
      const xy = grown(piece.xy, pieces[n - 1]?.xy ?? null, pieces[n + 1]?.xy ?? null, halfMm);
      const lines = byLaser.get(laserOf(piece.zone));
      const ends = [xy[0]!, xy[1]!, xy[xy.length - 2]!, xy[xy.length - 1]!];
      if (lines === undefined) byLaser.set(laserOf(piece.zone), ends);
      else lines.push(...ends);
    });
  }
  return [...byLaser].map(([laser, lines]) => ({ ...path, laser, lines: { xyxy: Float64Array.from(lines) } }));
}

function contourByLaser(
  path: ContourToolpath,
  map: ZoneMap,
  laserOf: LaserOf,
  leastMm: number,
  halfMm: number,
): ContourToolpath[] {
  const { xy, closed } = path.path;
  const pieces = splitByZone(xy, closed, map, leastMm, snapMm);
  const neighbour = (n: number): ZonePiece | undefined =>
    closed ? pieces[(n + pieces.length) % pieces.length] : pieces[n];
  return pieces.map((piece, n) => {
    const laser = laserOf(piece.zone);
    if (pieces.length === 1) return { ...path, laser };
    const line = grown(piece.xy, neighbour(n - 1)?.xy ?? null, neighbour(n + 1)?.xy ?? null, halfMm);
    return { ...path, laser, path: { xy: line, closed: false } };
  });
}

/** A piece that goes on along the one before it and the one after it; where there is none it ends as it did. */
function grown(xy: Float64Array, before: Float64Array | null, after: Float64Array | null, byMm: number): Float64Array {
  if (byMm === 0 || (before === null && after === null)) return xy;
  const head = before === null ? [] : along(reversed(before), byMm);
  const tail = after === null ? [] : along(after, byMm);
  return Float64Array.from([...pairsReversed(head), ...xy, ...tail]);
}

/** Points of a line after its first one, up to a way along it; a shorter line whole. */
function along(xy: Float64Array, byMm: number): number[] {
  const points: number[] = [];
  let leftMm = byMm;
  for (let i = 2; i < xy.length && leftMm > 0; i += 2) {
    const [dx, dy] = [xy[i]! - xy[i - 2]!, xy[i + 1]! - xy[i - 1]!];
    const length = Math.sqrt(dx * dx + dy * dy);
    const share = length > leftMm ? leftMm / length : 1;
    points.push(snapMm(xy[i - 2]! + dx * share), snapMm(xy[i - 1]! + dy * share));
    leftMm -= length;
  }
  return points;
}

function reversed(xy: Float64Array): Float64Array {
  return Float64Array.from(pairsReversed([...xy]));
}

function pairsReversed(points: readonly number[]): number[] {
  const turned: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) turned.push(points[i]!, points[i + 1]!);
  return turned;
}
