/** Cutting a body given by a field: contoured straight from the field and trimmed by the part's own contours. */
import type { Field, PlaneGrid, SolidBand } from '../core/field.ts';
import type { Loops } from '../core/polyline.ts';
import { intersectSets, uniteSets } from '../geometry/combine-sets.ts';
import type { BandEdges } from '../geometry/contour/crossed-edges.ts';
import { contourBand, contourMarked } from '../geometry/marching-squares.ts';
import { gridAround, nodeMask } from '../geometry/node-mask.ts';
import { signedAreaMm2 } from '../geometry/polygon-area.ts';

/** Loops below a square micrometre are rounding where curves touch, not wall or pore. */
const MIN_AREA_MM2 = 1e-6;

/** A body of a field: where it is solid, and how finely it is sampled. */
export interface FieldBody {
  readonly field: Field;
  readonly band: SolidBand;
  readonly stepMm: number;
  /** Anchor of the sampling grid, so that the contour does not depend on where on the plate the part stands. */
  readonly originMm: readonly [number, number, number];
  /** Crossed edges at the height that is cut, on `bodyGrid`, where another device marked them; null or absent: marked here. */
  readonly edges?: BandEdges | null;
}

/** Where a body is sampled around an area. */
export interface BodyGrid {
  readonly grid: PlaneGrid;
  readonly mask: Uint8Array;
}

/** Returns the grid on which a body is sampled inside `trim`, and which of its nodes count. */
export function bodyGrid({ stepMm, originMm }: Pick<FieldBody, 'stepMm' | 'originMm'>, trim: Loops): BodyGrid {
  const grid = gridAround(trim, stepMm, originMm[0], originMm[1]);
  return { grid, mask: nodeMask(trim, grid) };
}

/** Returns the union of the bodies inside `trim` at one height; loops on the 0.1 um grid, solid on the left. */
export function cutFieldBodies(bodies: readonly FieldBody[], zMm: number, trim: Loops): Loops {
  if (trim.length === 0) return [];
  let solid: Loops = [];
  for (const body of bodies) {
    const { field, band, edges } = body;
    const { grid, mask } = bodyGrid(body, trim);
    const plane = field.plane(zMm, grid, mask);
    const loops = edges == null ? contourBand(plane, grid, band, mask) : contourMarked(plane, grid, band, mask, edges);
    solid = uniteSets(solid, loops);
  }
  return withoutSpecks(intersectSets(solid, trim));
}

/** Drops loops that are no wall and no pore, but rounding where curves touch. */
export function withoutSpecks(loops: Loops): Loops {
  return loops.filter((loop) => Math.abs(signedAreaMm2(loop)) >= MIN_AREA_MM2);
}
