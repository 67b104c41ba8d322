/** What columns tell of an orientation: supports from overhangs down to what is below them, and the area of layers. */
import type { Columns } from './columns.ts';
import { STATE } from './facet-state.ts';
import { FIGURE } from './figures.ts';

/** Area of a part by height, in slices of equal height. */
export interface LayerAreas {
  /** Begins a part from `lowMm` to `highMm`. */
  clear(lowMm: number, highMm: number): void;
  /** Counts a stretch of a column that is solid. */
  add(fromMm: number, toMm: number): void;
  /** Writes the largest area and its largest growth, where a column has the area given. */
  measure(columnMm2: number, out: Float64Array, to: number): void;
}

const SLICES = 64;

/** Makes room for areas by height. */
export function layerAreas(): LayerAreas {
  /** Stretches that end within a slice, and changes of those that pass it. */
  const parts = new Float64Array(SLICES + 1);
  const steps = new Float64Array(SLICES + 2);
  const areas = new Float64Array(SLICES);
  let low = 0;
  let perMm = 0;
  return {
    clear(lowMm, highMm) {
      parts.fill(0);
      steps.fill(0);
      low = lowMm;
      perMm = highMm > lowMm ? SLICES / (highMm - lowMm) : 0;
    },
    add(fromMm, toMm) {
      const from = Math.max(0, (fromMm - low) * perMm);
      const to = Math.min(SLICES, (toMm - low) * perMm);
      if (!(to > from)) return;
      const [i, j] = [Math.floor(from), Math.floor(to)];
      if (i === j) {
        parts[i]! += to - from;
        return;
      }
      parts[i]! += i + 1 - from;
      parts[j]! += to - j;
      steps[i + 1]! += 1;
      steps[j]! -= 1;
    },
    measure(columnMm2, out, to) {
      let [passing, largest, growth] = [0, 0, 0];
      for (let k = 0; k < SLICES; k++) {
        passing += steps[k]!;
        areas[k] = (parts[k]! + passing) * columnMm2;
        if (areas[k]! > largest) largest = areas[k]!;
        // Over two slices, so that a step within one is seen whole.
        if (k > 1 && areas[k]! - areas[k - 2]! > growth) growth = areas[k]! - areas[k - 2]!;
      }
      out[to + FIGURE.largestAreaMm2] = largest;
      out[to + FIGURE.areaJumpMm2] = growth;
    },
  };
}

/** Writes contact, room and feet of supports, and adds feet on protected regions; `up` has the upward part of each facet's normal. Overhangs inside another shell count for nothing. */
export function columnFigures(
  columns: Columns,
  up: Float64Array,
  state: Uint8Array,
  protectedBy: Uint8Array,
  plateMm: number,
  areas: LayerAreas,
  protectedMm2: Float64Array,
  out: Float64Array,
  to: number,
): void {
  const { heads, next, z, facet, dx, dy } = columns;
  const columnMm2 = dx * dy;
  const squares = columns.nx * columns.ny;
  let [contactMm2, heightsMm, feet] = [0, 0, 0];
  for (let square = 0; square < squares; square++) {
    let inside = 0;
    let solidFrom = 0;
    let floor = plateMm;
    let floorFacet = -1;
    for (let at = heads[square]!; at >= 0; at = next[at]!) {
      const t = facet[at]!;
      if (up[t]! < 0) {
        if (inside++ !== 0) continue;
        solidFrom = z[at]!;
        if (state[t] !== STATE.overhang || solidFrom <= floor) continue;
        contactMm2 += columnMm2 / -up[t]!;
        heightsMm += solidFrom - floor;
        if (floorFacet < 0) continue;
        feet++;
        if (protectedBy[floorFacet]! > 0) protectedMm2[protectedBy[floorFacet]!]! += columnMm2;
      } else if (--inside === 0) {
        floor = z[at]!;
        floorFacet = t;
        areas.add(solidFrom, floor);
      }
    }
  }
  out[to + FIGURE.contactMm2] = contactMm2;
  out[to + FIGURE.supportSpaceMm3] = heightsMm * columnMm2;
  out[to + FIGURE.footMm2] = feet * columnMm2;
}
