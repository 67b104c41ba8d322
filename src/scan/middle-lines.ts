/** Lines along the middle of what is narrower than one melt track. */
import type { Loops, Polyline } from '../core/polyline.ts';
import { snapMm } from '../core/units.ts';
import { type AxisPath, axisPaths } from '../geometry/axis-paths.ts';
import { type ChordalAxis, chordalAxis } from '../geometry/chordal-axis.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { lengthMm } from '../geometry/polygon-area.ts';
import { simplifyLine } from '../geometry/simplify-line.ts';
import { smoothLine } from '../geometry/smooth-line.ts';
import { type ZoneMap, zoneMap } from '../geometry/zone-map.ts';

/** Points of the boundary are at most this share of the melt width apart where a middle line is looked for. */
const STEP_SHARE = 0.25;
/** Near the ends of contours, where walls are as wide as a track, triangles are wider than the wall by this much at most. */
const WIDE_SHARE = 1.25;
/** A wall whose half width is below this share of the reach of a track, that reach before its end, runs out in a point. */
const POINTED_SHARE = 0.4;
/** A dropped point of a middle line was this near to it. */
const TOLERANCE_MM = 0.0005;
const SMOOTHING_ROUNDS = 4;

/**
 * Returns the middle lines of the narrow places of an area. A line ends half the wall's width before a blunt end and half a melt width before a
 * point. A spot shorter than `leastLengthMm` that no contour reaches gets a line of that length where it has room for it; those without are
 * counted.
 *
 * @param solid - the area, as far as two melt widths and the least length around narrow places
 * @param narrow - what of the area is narrower than one melt width
 */
export function middleLines(
  solid: Loops,
  narrow: Loops,
  meltWidthMm: number,
  leastLengthMm: number,
): { readonly middles: readonly Polyline[]; readonly skipped: number } {
  if (narrow.length === 0) return { middles: [], skipped: 0 };
  const axis = chordalAxis(solid, STEP_SHARE * meltWidthMm);
  const within = zoneMap([insetLoops(narrow, meltWidthMm / 2)]);
  const area = zoneMap([solid]);
  const middles: Polyline[] = [];
  let skipped = 0;
  for (const path of axisPaths(axis, thinTriangles(axis, within, WIDE_SHARE * meltWidthMm))) {
    const line = laid(path, area, meltWidthMm, leastLengthMm);
    if (line === null) skipped++;
    else middles.push(line);
  }
  return { middles, skipped };
}

/** Triangles of the narrow places. */
function thinTriangles({ x, y, corners, widthMm }: ChordalAxis, within: ZoneMap, mostMm: number): Uint8Array {
  const isThin = new Uint8Array(widthMm.length);
  for (let t = 0; t < isThin.length; t++) {
    if (widthMm[t]! >= mostMm) continue;
    const [a, b, c] = [corners[3 * t]!, corners[3 * t + 1]!, corners[3 * t + 2]!];
    isThin[t] = within.at((x[a]! + x[b]! + x[c]!) / 3, (y[a]! + y[b]! + y[c]!) / 3) === 0 ? 1 : 0;
  }
  return isThin;
}

function laid(path: AxisPath, area: ZoneMap, meltWidthMm: number, leastLengthMm: number): Polyline | null {
  const { closed, freeStart, freeEnd } = path;
  let xy = smoothLine(path.xy, closed, SMOOTHING_ROUNDS);
  if (freeEnd) xy = endedRight(xy, area, meltWidthMm / 2);
  if (freeStart) xy = turned(endedRight(turned(xy), area, meltWidthMm / 2));
  const even = simplified(xy, closed, TOLERANCE_MM);
  // In walls of a few micrometres an even line may leave the wall; the middles of chords never do.
  const isEven = !leaves(even, area);
  const line = isEven ? even : simplified(path.xy, closed, 0);
  const length = lengthMm(line);
  // The tip of a corner beside a wide place: the tracks that end there reach over it.
  if (!isEven && freeStart !== freeEnd && length <= meltWidthMm / 2) return null;
  if (freeStart && freeEnd && length < leastLengthMm) return spotLine(path, area, leastLengthMm);
  return length > 0 ? line : null;
}

function simplified(xy: Float64Array, closed: boolean, toleranceMm: number): Polyline {
  return simplifyLine({ path: { xy, closed }, widthMm: new Float64Array(xy.length / 2) }, toleranceMm).path;
}

/** True where a line crosses the boundary or lies beyond it. */
function leaves({ xy, closed }: Polyline, area: ZoneMap): boolean {
  const n = xy.length;
  if (n >= 4 && area.at((xy[0]! + xy[2]!) / 2, (xy[1]! + xy[3]!) / 2) !== 0) return true;
  for (let i = 0; i + (closed ? 1 : 3) < n; i += 2) {
    const k = i + 2 < n ? i + 2 : 0;
    if (area.crossings(xy[i]!, xy[i + 1]!, xy[k]!, xy[k + 1]!).length > 0) return true;
  }
  return false;
}

/** Lets a line end half the wall's width before the wall does, or `reachMm` before where it runs out in a point. */
function endedRight(xy: Float64Array, area: ZoneMap, reachMm: number): Float64Array {
  const n = xy.length;
  const back = shortened(turned(xy), reachMm);
  const [x, y] = [xy[n - 2]!, xy[n - 1]!];
  const [dx, dy] = [x - back[0]!, y - back[1]!];
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length === 0) return xy;
  const [ux, uy] = [dx / length, dy / length];
  // Seen from further back: the end itself may lie on the border. Where none is seen, it is the end that lies there.
  const sightMm = length + 2 * reachMm;
  const way = wayToBorder(area, back[0]!, back[1]!, ux, uy, sightMm);
  const ahead = way < sightMm ? way - length : 0;
  const [qx, qy] = [x + (ahead - reachMm) * ux, y + (ahead - reachMm) * uy];
  const half = (wayToBorder(area, qx, qy, -uy, ux, reachMm) + wayToBorder(area, qx, qy, uy, -ux, reachMm)) / 2;
  const before = half >= POINTED_SHARE * reachMm ? half : reachMm;
  if (ahead <= before) return turned(shortened(turned(xy), before - ahead));
  const longer = xy.slice();
  longer[n - 2] = x + (ahead - before) * ux;
  longer[n - 1] = y + (ahead - before) * uy;
  return longer;
}

/** How far it is from a place in a direction to the boundary; at most `mostMm`. */
function wayToBorder(area: ZoneMap, x: number, y: number, ux: number, uy: number, mostMm: number): number {
  return mostMm * (area.crossings(x, y, x + mostMm * ux, y + mostMm * uy)[0] ?? 1);
}

/** A line of the least length through the middle of a spot, along it; null where it has no room. */
function spotLine({ xy }: AxisPath, area: ZoneMap, leastLengthMm: number): Polyline | null {
  const n = xy.length;
  const [x, y] = [(xy[0]! + xy[n - 2]!) / 2, (xy[1]! + xy[n - 1]!) / 2];
  const [dx, dy] = [xy[n - 2]! - xy[0]!, xy[n - 1]! - xy[1]!];
  const length = Math.sqrt(dx * dx + dy * dy);
  const [ux, uy] = length > 0 ? [dx / length, dy / length] : [1, 0];
  const half = leastLengthMm / 2;
  const line = Float64Array.of(x - half * ux, y - half * uy, x + half * ux, y + half * uy).map(snapMm);
  const spot = { xy: line, closed: false };
  const isRoom = half > 0 && area.at(line[0]!, line[1]!) === 0 && area.at(line[2]!, line[3]!) === 0;
  return isRoom && !leaves(spot, area) ? spot : null;
}

/** The line without its first part of a length; two points at least stay. */
function shortened(xy: Float64Array, byMm: number): Float64Array {
  let left = byMm;
  for (let i = 0; i + 3 < xy.length; i += 2) {
    const dx = xy[i + 2]! - xy[i]!;
    const dy = xy[i + 3]! - xy[i + 1]!;
    const length = Math.sqrt(dx * dx + dy * dy);
    if (left < length) {
      const rest = xy.slice(i);
      rest[0] = xy[i]! + (left / length) * dx;
      rest[1] = xy[i + 1]! + (left / length) * dy;
      return rest;
    }
    left -= length;
  }
  const [x, y] = [xy[xy.length - 2]!, xy[xy.length - 1]!];
  return Float64Array.of(x, y, x, y);
}

function turned(xy: Float64Array): Float64Array {
  const out = new Float64Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    out[i] = xy[xy.length - 2 - i]!;
    out[i + 1] = xy[xy.length - 1 - i]!;
  }
  return out;
}
