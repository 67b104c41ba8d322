/**
 * A field whose walls are thinner by what the process adds to them: printed walls and struts come out thicker the flatter
 * they lie (Materials 2022, 15, 4729: up to 0.2 mm). Each face moves inward by half of the excess of its inclination; an excess below 0, as
 * etching leaves, moves it outward.
 */
import type { Field, PlaneField, PlaneGrid, SolidBand } from '../core/field.ts';
import { curveAt } from './grading/curve.ts';
import type { Compensation } from './settings.ts';

/** Step of the differences that give the gradient; fields are smooth on the scale of a wall, which is a hundred times as wide. */
const DELTA_MM = 1e-3;

/**
 * Returns the field of a band with its faces moved inward; `make` gives the field itself, and is called three times since the slope
 * across planes is needed. The band stays: values between its ends are spread so that they reach them sooner. Where a wall
 * has two faces (a band with two ends) its thickness is 2 / |grad g| by the first order, with one end the other face is not known and
 * `diameterMm` says how thick the solid is where it is thinnest, or null where nobody can: then nothing is taken away.
 */
export function compensatedField(
  make: () => Field,
  band: SolidBand,
  diameterMm: number | null,
  { excessMm, leastWallMm }: Compensation,
): Field {
  const [here, below, above] = [make(), make(), make()];
  const twoFaces = band.from !== null && band.to !== null;
  const thickens = excessMm.some((value, n) => n % 2 === 1 && value < 0);
  const half = twoFaces ? 0.5 * (band.to - band.from) : 0;
  const middle = twoFaces ? 0.5 * (band.to + band.from) : 0;

  return {
    plane(zMm: number, grid: PlaneGrid, mask: Uint8Array | null): PlaneField {
      const plane = here.plane(zMm, grid, mask);
      const low = below.plane(zMm - DELTA_MM, grid, mask);
      const high = above.plane(zMm + DELTA_MM, grid, mask);
      const valueAt = (x: number, y: number): number => moved(plane.valueAt(x, y), x, y);
      const nodeAt = (i: number, j: number): number =>
        moved(plane.nodeAt(i, j), grid.x0Mm + i * grid.stepMm, grid.y0Mm + j * grid.stepMm);
      return {
        valueAt,
        nodeAt,
        row(j, out) {
          plane.row(j, out);
          const y = grid.y0Mm + j * grid.stepMm;
          for (let i = 0; i < grid.nx; i++) {
            if (mask === null || mask[j * grid.nx + i] === 1) out[i] = moved(out[i]!, grid.x0Mm + i * grid.stepMm, y);
          }
        },
      };

      /** What was void stays void, so only solid is looked at, unless walls are made thicker. */
      function moved(g: number, x: number, y: number): number {
        if (!thickens && band.to !== null && g >= band.to) return g;
        if (!thickens && band.from !== null && g < band.from) return g;
        const gx = plane.valueAt(x + DELTA_MM, y) - plane.valueAt(x - DELTA_MM, y);
        const gy = plane.valueAt(x, y + DELTA_MM) - plane.valueAt(x, y - DELTA_MM);
        const gz = high.valueAt(x, y) - low.valueAt(x, y);
        const steep = Math.sqrt(gx * gx + gy * gy + gz * gz);
        if (!(steep > 0)) return g;
        const slope = steep / (2 * DELTA_MM);
        const excess = curveAt(excessMm, inclinationDeg(Math.abs(gz) / steep));
        if (!twoFaces) {
          // Of what nobody knows the thickness nothing is taken; to be made thicker it need not be known.
          const less =
            excess < 0 ? excess : diameterMm === null ? 0 : diameterMm - thinned(diameterMm, excess, leastWallMm);
          return g + 0.5 * slope * less;
        }
        const wall = (2 * half) / slope;
        const left = thinned(wall, excess, leastWallMm);
        return left === wall ? g : middle + ((g - middle) * wall) / left;
      }
    },
  };
}

/** The wall that is to be exposed: less by the excess, but not below the least, nor below what a thinner one has. */
export function thinned(wallMm: number, excessMm: number, leastWallMm: number): number {
  return Math.max(wallMm - excessMm, Math.min(wallMm, leastWallMm));
}

/** Angle in degrees between a surface and the plate, by the upright part of its unit normal. */
export function inclinationDeg(uprightPart: number): number {
  return (Math.atan2(Math.sqrt(Math.max(0, 1 - uprightPart * uprightPart)), uprightPart) * 180) / Math.PI;
}
