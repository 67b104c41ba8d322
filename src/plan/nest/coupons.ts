/** Witness coupons: bodies that are built beside the parts and tested in their place. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { snapMm } from '../../core/units.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { steppedPrism } from '../../geometry/stepped-prism.ts';

/** A coupon, standing on z = 0. */
export interface Coupon {
  readonly kind: 'tensile' | 'density' | 'lattice';
  readonly mesh: TriangleMesh;
  readonly sizeMm: readonly [number, number, number];
  /** Where its measures come from. */
  readonly source: string;
  /** Of a lattice coupon: what fills it, from its low corner. */
  readonly lattice: CouponLattice | null;
}

/** The filling of a lattice coupon: whole cells, the first of which begins at the low corner of the box. */
export interface CouponLattice {
  readonly cell: string;
  readonly cellMm: readonly [number, number, number];
  readonly cells: readonly [number, number, number];
}

/** A flat tensile bar; letters are those of the table in ASTM E8/E8M. */
export interface TensileBar {
  /** G. */
  readonly gaugeMm: number;
  /** W. */
  readonly widthMm: number;
  /** T. */
  readonly thicknessMm: number;
  /** R. */
  readonly filletMm: number;
  /** L, least. */
  readonly overallMm: number;
  /** A. */
  readonly reducedMm: number;
  /** B, least. */
  readonly gripMm: number;
  /** C. */
  readonly gripWidthMm: number;
}

/** Rectangular sub-size bar of ASTM E8M-04, 6 mm wide; its thickness is the greatest that the table allows. */
export const SUBSIZE_BAR: TensileBar = {
  gaugeMm: 25,
  widthMm: 6,
  thicknessMm: 6,
  filletMm: 6,
  overallMm: 100,
  reducedMm: 32,
  gripMm: 30,
  gripWidthMm: 10,
};

/** Side of a density cube: a common choice, in no standard. */
export const DENSITY_CUBE_MM = 10;
/** Cells along each side of a lattice coupon: an uncalibrated example. */
export const LATTICE_COUPON_CELLS = 3;

const E8_SOURCE =
  'ASTM E8M-04, rectangular tension test specimens, sub-size 6 mm, as quoted in public; unconfirmed against the edition in force';
/** Greatest distance of the chords of a fillet from its arc. */
const CHORD_MM = 0.002;

/**
 * Returns a flat tensile bar that lies or stands. It is longer than `overallMm` where its grips need it. A standing bar widens upward over its upper fillet: the overhang
 * there is told by the search for overhangs, as for any part.
 */
export function tensileBar(way: 'lying' | 'standing', bar: TensileBar = SUBSIZE_BAR): Coupon {
  const outline = barOutline(bar);
  const heights = { bottomMm: 0, topMm: bar.thicknessMm, stepMm: bar.thicknessMm };
  const flat = steppedPrism([{ xy: outline, closed: true }], [], heights);
  const length = 2 * Math.max(...outline.filter((_, i) => i % 2 === 0));
  const size = [length, bar.gripWidthMm, bar.thicknessMm] as const;
  if (way === 'lying') return { kind: 'tensile', mesh: flat, sizeMm: size, source: E8_SOURCE, lattice: null };
  const positions = new Float64Array(flat.positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    // Axes take turns, so nothing is mirrored.
    positions[i] = flat.positions[i + 1]!;
    positions[i + 1] = flat.positions[i + 2]!;
    positions[i + 2] = snapMm(flat.positions[i]! + length / 2);
  }
  const mesh = { positions, triangles: flat.triangles };
  return { kind: 'tensile', mesh, sizeMm: [size[1], size[2], size[0]], source: E8_SOURCE, lattice: null };
}

/** Returns a cube for the measurement of density. */
export function densityCube(sideMm: number = DENSITY_CUBE_MM): Coupon {
  const source = 'uncalibrated example: a cube of a common size, from no standard';
  return {
    kind: 'density',
    mesh: box(sideMm, sideMm, sideMm),
    sizeMm: [sideMm, sideMm, sideMm],
    source,
    lattice: null,
  };
}

/** Returns the box of a coupon of a cell: whole cells along each side, so that its density is that of the cell. */
export function latticeCoupon(
  cell: string,
  cellMm: readonly [number, number, number],
  cells: readonly [number, number, number] = [LATTICE_COUPON_CELLS, LATTICE_COUPON_CELLS, LATTICE_COUPON_CELLS],
): Coupon {
  const [x, y, z] = [snapMm(cellMm[0] * cells[0]), snapMm(cellMm[1] * cells[1]), snapMm(cellMm[2] * cells[2])];
  const source = 'uncalibrated example: number of cells; the cell is that of the part';
  return { kind: 'lattice', mesh: box(x, y, z), sizeMm: [x, y, z], source, lattice: { cell, cellMm, cells } };
}

function box(x: number, y: number, z: number): TriangleMesh {
  const outline = { xy: Float64Array.of(0, 0, x, 0, x, y, 0, y), closed: true };
  return steppedPrism([outline], [], { bottomMm: 0, topMm: z, stepMm: z });
}

/** The outline of a bar with its middle at 0, 0, counter-clockwise from the lower end of the right grip. */
function barOutline({ widthMm, filletMm, overallMm, reducedMm, gripMm, gripWidthMm }: TensileBar): Float64Array {
  const rise = (gripWidthMm - widthMm) / 2;
  // The fillet ends where it has risen to the width of the grip: at a cosine of 1 - rise / radius.
  const cosine = 1 - rise / filletMm;
  const run = filletMm * Math.sqrt(1 - cosine * cosine);
  const half = snapMm(Math.max(overallMm / 2, reducedMm / 2 + run + gripMm));
  // One quarter, from the end of the fillet down to the reduced section.
  const quarter: [number, number][] = [[half, gripWidthMm / 2]];
  const step = arcStep(filletMm);
  const fillet: [number, number][] = [];
  for (let k = 0; ; k++) {
    const c = cosineOfCycles(k * step);
    if (c <= cosine) break;
    fillet.push([snapMm(reducedMm / 2 + filletMm * sineOfCycles(k * step)), snapMm(widthMm / 2 + filletMm * (1 - c))]);
  }
  quarter.push([snapMm(reducedMm / 2 + run), gripWidthMm / 2], ...fillet.reverse());
  const mirrored = (sx: number, sy: number) => quarter.map(([x, y]) => [sx * x, sy * y] as const);
  const all = [...mirrored(1, 1), ...mirrored(-1, 1).reverse(), ...mirrored(-1, -1), ...mirrored(1, -1).reverse()];
  return Float64Array.from(all.flat());
}

/** The greatest whole share of a circle whose chord stays near enough to the arc. */
function arcStep(radiusMm: number): number {
  let sides = 8;
  while (radiusMm * (1 - cosineOfCycles(0.5 / sides)) > CHORD_MM) sides += 8;
  return 1 / sides;
}
