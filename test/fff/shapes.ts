/** Areas, settings and measures for the tests of beads. */
import type { Loops, Polyline } from '../../src/core/polyline.ts';
import type { BeadToolpath } from '../../src/core/toolpath.ts';
import { type BeadResult, planBeads } from '../../src/fff/plan-beads.ts';
import type { BeadSettings } from '../../src/fff/settings.ts';
import { levelOfDensity } from '../../src/lattice/relative-density.ts';
import { tpmsField } from '../../src/lattice/tpms-field.ts';
import { UNIT_CELLS } from '../../src/lattice/unit-cell.ts';
import { cutFieldBodies } from '../../src/slicing/cut-field.ts';

export { areaOf, isInside, rectangle, reversed } from '../scan/shapes.ts';

/** Beads of 0.4 mm, two loops, infill at 45 and 135 degrees. */
export const SETTINGS: BeadSettings = {
  beadWidthMm: 0.4,
  minBeadWidthMm: 0.2,
  maxBeadWidthMm: 0.64,
  perimeterCount: 2,
  latticePerimeterCount: 1,
  perimeterOrder: 'outer-first',
  infillAngleDeg: 45,
  infillAngleStepDeg: 90,
  infillFraction: 1,
  skirt: { loops: 0, distanceMm: 3 },
};

/** Closed line through points, on the coordinate grid. */
export function loop(...xy: number[]): Polyline {
  return { xy: Float64Array.from(xy, (value) => Math.round(value * 1e4) / 1e4), closed: true };
}

/** Regular polygon of 240 corners on a circle, on the coordinate grid. */
export function circle(x: number, y: number, radius: number): Polyline {
  const xy: number[] = [];
  for (let i = 0; i < 240; i++) {
    xy.push(x + radius * Math.cos((Math.PI * i) / 120), y + radius * Math.sin((Math.PI * i) / 120));
  }
  return loop(...xy);
}

/** A wall from a point in a direction, of a length and a width. */
export function bar(angleDeg: number, lengthMm: number, widthMm: number, x = 0, y = 0): Polyline {
  const c = Math.cos((angleDeg * Math.PI) / 180);
  const s = Math.sin((angleDeg * Math.PI) / 180);
  const h = widthMm / 2;
  const l = lengthMm;
  return loop(
    x + h * s,
    y - h * c,
    x + l * c + h * s,
    y + l * s - h * c,
    x + l * c - h * s,
    y + l * s + h * c,
    x - h * s,
    y + h * c,
  );
}

/** Plans a solid area, and a lattice where one is given. */
export function plan(solid: Loops, changes: Partial<BeadSettings> = {}, index = 1, lattice: Loops = []): BeadResult {
  const layer = { index, zMm: 0.2 * (index + 1), thicknessMm: 0.2, partId: 'a' };
  return planBeads(layer, { solid, lattice }, { ...SETTINGS, ...changes });
}

/** The beads of a result. */
export function beadsOf({ toolpaths }: BeadResult): BeadToolpath[] {
  return toolpaths.toolpaths.filter((path): path is BeadToolpath => path.kind === 'bead');
}

/** Sum of mean width x length in mm2, computed apart from the planner. */
export function strips(beads: readonly BeadToolpath[]): number {
  let sum = 0;
  for (const { path, widthMm } of beads) {
    const n = widthMm.length;
    for (let i = 0; i < (path.closed ? n : n - 1); i++) {
      const k = (i + 1) % n;
      const length = Math.hypot(path.xy[2 * k]! - path.xy[2 * i]!, path.xy[2 * k + 1]! - path.xy[2 * i + 1]!);
      sum += (length * (widthMm[i]! + widthMm[k]!)) / 2;
    }
  }
  return sum;
}

/** A cut through a sheet gyroid in a rectangle of which one corner is the origin. */
export function gyroid(cellMm: number, relativeDensity: number, zMm: number, box: Polyline): Loops {
  const cell = UNIT_CELLS.gyroid!;
  const stepMm = Math.min(0.1, cellMm / 20);
  const level = levelOfDensity(cell, 'sheet', relativeDensity);
  const band = { from: -level, to: level };
  const field = tpmsField(cell, cellMm, [0, 0, 0]);
  return cutFieldBodies([{ field, band, stepMm, originMm: [0, 0, 0] }], zMm, [box]);
}
