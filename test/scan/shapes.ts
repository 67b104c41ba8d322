/** Simple areas and layers for the tests of polygons and laser paths. */
import type { Layer, Region } from '../../src/core/layer.ts';
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import type { MeanderHatch } from '../../src/scan/patterns/settings.ts';
import type { ContourSettings, ScanSettings } from '../../src/scan/settings.ts';

/** Closed line through points. */
export function loop(...xy: number[]): Polyline {
  return { xy: Float64Array.from(xy), closed: true };
}

/** Counter-clockwise rectangle. */
export function rectangle(x0: number, y0: number, x1: number, y1: number): Polyline {
  return loop(x0, y0, x1, y0, x1, y1, x0, y1);
}

/** Regular polygon on a circle, counter-clockwise. */
export function circle(x: number, y: number, radius: number, points = 200): Polyline {
  const xy = new Float64Array(points * 2);
  for (let i = 0; i < points; i++) {
    xy[2 * i] = x + radius * Math.cos((2 * Math.PI * i) / points);
    xy[2 * i + 1] = y + radius * Math.sin((2 * Math.PI * i) / points);
  }
  return { xy, closed: true };
}

/** The same loop run the other way: a hole. */
export function reversed({ xy }: Polyline): Polyline {
  const out = new Float64Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    out[i] = xy[xy.length - 2 - i]!;
    out[i + 1] = xy[xy.length - 1 - i]!;
  }
  return { xy: out, closed: true };
}

/** A 40 x 30 mm block with 8 x 6 holes of 3 mm diameter: the layer that pyslm was measured on. */
export function cageBlock(): { outline: Polyline; holes: Polyline[] } {
  const holes: Polyline[] = [];
  for (let i = 0; i < 8; i++) for (let j = 0; j < 6; j++) holes.push(reversed(circle(2.5 + 5 * i, 2.5 + 5 * j, 1.5)));
  return { outline: rectangle(0, 0, 40, 30), holes };
}

/** Region of part `a`. */
export function region(outline: Polyline, holes: readonly Polyline[] = [], more: Partial<Region> = {}): Region {
  return { partId: 'a', regionId: null, area: 'core', outline, holes, ...more };
}

/** Layer of some regions. */
export function layerOf(regions: readonly Region[], index = 0): Layer {
  return { index, zMm: 0.03 * (index + 1), thicknessMm: 0.03, regions, midlines: [] };
}

/** Settings of pyslm's benchmark, with angle 0; to be changed by field. */
export function scanSettings({
  contour,
  hatch,
  ...changes
}: Partial<Omit<ScanSettings, 'contour' | 'hatch'>> & {
  readonly contour?: Partial<ContourSettings>;
  readonly hatch?: Partial<MeanderHatch>;
} = {}): ScanSettings & { readonly hatch: MeanderHatch } {
  return {
    meltWidthMm: 0.12,
    contour: { beamCompensationMm: 0.06, count: 2, offsetMm: 0.08, ...contour },
    hatchOffsetMm: 0.08,
    hatch: {
      pattern: 'meander',
      spacingMm: 0.08,
      angleDeg: 0,
      angleStepDeg: 67,
      minLengthMm: 0,
      order: 'rows',
      gasFlowDeg: null,
      coneDeg: 0,
      ...hatch,
    },
    ...changes,
  };
}

/** Area in mm2 by the shoelace formula. */
export function areaOf(loops: Loops): number {
  let twice = 0;
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      twice += xy[j]! * xy[i + 1]! - xy[i]! * xy[j + 1]!;
    }
  }
  return twice / 2;
}

/** Distance of a point from the nearest edge. */
export function distanceToEdges(loops: Loops, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const dx = xy[i]! - xy[j]!;
      const dy = xy[i + 1]! - xy[j + 1]!;
      const t = Math.min(Math.max(((x - xy[j]!) * dx + (y - xy[j + 1]!) * dy) / (dx * dx + dy * dy || 1), 0), 1);
      least = Math.min(least, Math.hypot(x - xy[j]! - t * dx, y - xy[j + 1]! - t * dy));
    }
  }
  return least;
}

/** True where an edge passes within `reach` of a point. */
export function isNearEdge(loops: Loops, x: number, y: number, reach: number): boolean {
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const x0 = xy[j]! - x;
      const y0 = xy[j + 1]! - y;
      const x1 = xy[i]! - x;
      const y1 = xy[i + 1]! - y;
      if ((x0 > reach && x1 > reach) || (x0 < -reach && x1 < -reach)) continue;
      if ((y0 > reach && y1 > reach) || (y0 < -reach && y1 < -reach)) continue;
      const dx = x1 - x0;
      const dy = y1 - y0;
      const t = Math.min(Math.max(-(x0 * dx + y0 * dy) / (dx * dx + dy * dy || 1), 0), 1);
      if (Math.hypot(x0 + t * dx, y0 + t * dy) <= reach) return true;
    }
  }
  return false;
}

/** True inside the area, by counting edges to the right (even-odd). */
export function isInside(loops: Loops, x: number, y: number): boolean {
  let inside = false;
  for (const { xy } of loops) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      if (xy[i + 1]! > y === xy[j + 1]! > y) continue;
      if (x < xy[j]! + ((y - xy[j + 1]!) * (xy[i]! - xy[j]!)) / (xy[i + 1]! - xy[j + 1]!)) inside = !inside;
    }
  }
  return inside;
}
