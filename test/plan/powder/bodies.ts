/** Bodies for tests of powder, cut into layers: circles and slots, so that every answer is known by hand. */
import type { Loops } from '../../../src/core/polyline.ts';
import { subtractSets } from '../../../src/geometry/combine-sets.ts';
import type { VoidLayer } from '../../../src/volume/void-grid.ts';

const CORNERS = 96;

/** A circle as a loop with solid inside, on the grid of coordinates. */
export function circle(x: number, y: number, radius: number): Loops[number] {
  const xy = new Float64Array(2 * CORNERS);
  for (let n = 0; n < CORNERS; n++) {
    xy[2 * n] = onGrid(x + radius * Math.cos((2 * Math.PI * n) / CORNERS));
    xy[2 * n + 1] = onGrid(y + radius * Math.sin((2 * Math.PI * n) / CORNERS));
  }
  return { xy, closed: true };
}

/** A rectangle as a loop with solid inside. */
export function rectangle(x0: number, y0: number, x1: number, y1: number): Loops[number] {
  return { xy: Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1).map(onGrid), closed: true };
}

/** Layers from z 0 up of a body given as solid and voids of each height. */
export function layersOf(
  heightMm: number,
  thicknessMm: number,
  at: (zMm: number) => { readonly solid: Loops; readonly voids: readonly Loops[number][] },
): VoidLayer[] {
  return Array.from({ length: Math.round(heightMm / thicknessMm) }, (_, n) => {
    const { solid, voids } = at((n + 0.5) * thicknessMm);
    const left = voids.reduce<Loops>((rest, one) => subtractSets(rest, [one]), solid);
    return { zLowMm: n * thicknessMm, zHighMm: (n + 1) * thicknessMm, solid: left.map(({ xy }) => xy) };
  });
}

/** A ball of radius 3 mm around (0, 0, 3) that is hollow to a radius of 2 mm, with a hole through its side along x or its top. */
export function hollowBall(holeMm: number, along: 'x' | 'z', shiftMm = 0, thicknessMm = 0.05): VoidLayer[] {
  return layersOf(6, thicknessMm, (z) => {
    const section = (radius: number): number => Math.sqrt(Math.max(0, radius * radius - (z - 3) ** 2));
    const voids: Loops[number][] = [];
    if (section(2) > 0.02) voids.push(circle(0, 0, section(2)));
    const half = Math.sqrt(Math.max(0, (holeMm / 2) ** 2 - (z - 3 - shiftMm) ** 2));
    if (along === 'x' && half > 1e-3) voids.push(rectangle(0, shiftMm - half, 4, shiftMm + half));
    if (along === 'z' && holeMm > 0 && z > 3) voids.push(circle(shiftMm, shiftMm, holeMm / 2));
    return { solid: [circle(0, 0, Math.max(0.02, section(3)))], voids };
  });
}

function onGrid(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
