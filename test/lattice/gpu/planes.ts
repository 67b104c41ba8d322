/** Planes for the tests of backends, built by hand, and the marks that the reference gives them. */
import type { PlaneGrid, SolidBand } from '../../../src/core/field.ts';
import type { MarkPlane, PlaneMarks } from '../../../src/lattice/gpu/plane-marker.ts';
import type { PlaneRecipe, RecipePart, Varying } from '../../../src/lattice/plane-recipe.ts';
import { recipePlane } from '../../../src/lattice/recipe-plane.ts';
import { UNIT_CELLS } from '../../../src/lattice/unit-cell.ts';

/** A quantity over the plane, and whether whole cycles of it do not matter. */
export interface Quantity {
  readonly at: (xMm: number, yMm: number) => number;
  readonly cycles: boolean;
}

/** A phase that grows evenly, in cycles. */
export function linear(a: number, b: number, c: number): Quantity {
  return { at: (x, y) => a + b * x + c * y, cycles: true };
}

/** A phase by a function that is a polynomial of degree 2 in x and y each, in cycles. */
export function curved(at: (x: number, y: number) => number): Quantity {
  return { at, cycles: true };
}

/** A level or a weight by such a function. */
export function level(at: (x: number, y: number) => number): Quantity {
  return { at, cycles: false };
}

export const BOX_MM = [-1.3, 0.7, 7.1, 6.4] as const;

/** Patches of `edgeMm` over the test box, of quantities that are biquadratic: three values along an axis give its polynomial. */
export function patchesOf(quantities: readonly Quantity[], edgeMm = 1.1): PlaneRecipe['patches'] {
  const [x0Mm, y0Mm, x1Mm, y1Mm] = BOX_MM;
  const nx = Math.ceil((x1Mm - x0Mm) / edgeMm);
  const ny = Math.ceil((y1Mm - y0Mm) / edgeMm);
  const channels = quantities.map(({ at, cycles }) => {
    const out = new Float64Array(9 * nx * ny);
    for (let q = 0; q < ny; q++) {
      for (let p = 0; p < nx; p++) {
        const value = (a: number, b: number) => at(x0Mm + (p + a / 2) * edgeMm, y0Mm + (q + b / 2) * edgeMm);
        const rows = [0, 1, 2].map((b) => throughThree(value(0, b), value(1, b), value(2, b)));
        for (let a = 0; a < 3; a++) {
          throughThree(rows[0]![a]!, rows[1]![a]!, rows[2]![a]!).forEach((c, b) => {
            out[9 * (q * nx + p) + 3 * b + a] = c;
          });
        }
        if (cycles) out[9 * (q * nx + p)]! -= Math.floor(out[9 * (q * nx + p)]!);
      }
    }
    return out;
  });
  return { x0Mm, y0Mm, edgeMm, nx, ny, channels };
}

/** The parabola with these values at 0, 1/2 and 1. */
function throughThree(a: number, b: number, c: number): [number, number, number] {
  return [a, 4 * b - 3 * a - c, 2 * a - 4 * b + 2 * c];
}

/** A part of a recipe by the numbers of its channels. */
export function part(
  cell: string,
  phases: readonly [number, number, number],
  form: RecipePart['form'],
  of: Varying,
  slope: RecipePart['slope'] = null,
): RecipePart {
  return { cell: UNIT_CELLS[cell]!, phases, form, level: of, slope };
}

/** A grid over the inside of the test box. */
export function gridOf(stepMm: number, x0Mm = -1.21, y0Mm = 0.83): PlaneGrid {
  return {
    x0Mm,
    y0Mm,
    stepMm,
    nx: Math.floor((BOX_MM[2] - 0.1 - x0Mm) / stepMm),
    ny: Math.floor((BOX_MM[3] - 0.1 - y0Mm) / stepMm),
  };
}

/** A plane with the reference of its recipe. */
export function planeOf(
  recipe: PlaneRecipe,
  grid: PlaneGrid,
  band: SolidBand,
  mask: Uint8Array | null = null,
): MarkPlane {
  return { recipe, grid, mask, band, reference: recipePlane(recipe, grid) };
}

/** A disc and a few loose nodes. */
export function discMask({ nx, ny }: PlaneGrid): Uint8Array {
  const mask = new Uint8Array(nx * ny);
  const r = 0.47 * Math.min(nx, ny);
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      const near = (i - nx / 2) ** 2 + (j - ny / 2) ** 2 < r * r;
      mask[j * nx + i] = near || (7 * i + 3 * j) % 97 === 0 ? 1 : 0;
    }
  }
  return mask;
}

/** The marks by their definition: every node asked one by one, every edge looked at. */
export function referenceMarks({ reference, grid, mask, band }: MarkPlane): PlaneMarks {
  const { nx, ny } = grid;
  const marksOf = (face: number | null) => {
    if (face === null) return null;
    const inside = (i: number, j: number): boolean =>
      i > 0 &&
      j > 0 &&
      i < nx - 1 &&
      j < ny - 1 &&
      (mask === null || mask[j * nx + i] !== 0) &&
      reference.nodeAt(i, j) < face;
    const edges: number[] = [];
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        const key = 4 * (j * nx + i) + (inside(i, j) ? 1 : 0);
        if (i + 1 < nx && inside(i, j) !== inside(i + 1, j)) edges.push(key);
        if (j + 1 < ny && inside(i, j) !== inside(i, j + 1)) edges.push(key + 2);
      }
    }
    return Uint32Array.from(edges);
  };
  return { to: marksOf(band.to), from: marksOf(band.from) };
}
