/** Bores that lie flat on the plate: made with a roof of two planes, or narrower, to be drilled out. */
import type { CaseBore } from '../../config/case-bore-schema.ts';
import { type Place, PrepError } from '../../core/prep-error.ts';
import { cosineOfCycles } from '../../geometry/sine.ts';
import type { CylinderShape, Point3, SolidTree } from '../../implant/solids/solid-tree.ts';
import type { BoreRequest, SolidRequest } from './prepare-request.ts';

/** Beyond the edge of the roof, so that its ends are those of the bore. */
const AROUND = 1.1;
/** A wedge lower than this is rounding. */
const LEAST_ROOF_MM = 0.001;
/** Diameters differ by more than this, or there is nothing to line. */
const LEAST_LINING_MM = 0.001;

/** A bore as it is made. */
export interface MadeBore {
  readonly tree: SolidRequest;
  /** Lining of its walls that makes it narrower, mm. */
  readonly liningMm: number;
  readonly bore: BoreRequest;
}

/**
 * Returns a bore as it is made; z of its coordinates is that of the plate. A plane that touches a bore inclined by a from the plate along a line turned by
 * f from its highest one is inclined by acos(cos f cos a); so the roof begins where cos f is cos(roof) / cos(a), and its edge lies R / cos f from the axis.
 * Throws `case-invalid` where the shape is no straight cylinder.
 */
export function madeBore(tree: SolidRequest, asked: CaseBore, place: Place): MadeBore {
  if (tree.by !== 'cylinder' || (tree.toDiameterMm !== undefined && tree.toDiameterMm !== tree.diameterMm)) {
    throw new PrepError(
      'case-invalid',
      "needs a straight cylinder ('by': 'cylinder') as the shape of its region",
      place,
    );
  }
  const radiusMm = tree.diameterMm / 2;
  const along = unit(less(tree.toMm, tree.fromMm));
  const level = Math.sqrt(along[0] ** 2 + along[1] ** 2);
  const axisDeg = Math.round((Math.atan2(Math.abs(along[2]), level) * 180e4) / Math.PI) / 1e4;
  const { teardropDeg, pilotDiameterMm, flatAboveMm = null } = asked;
  const withinDeg = asked.withinDeg ?? teardropDeg ?? 45;
  const round = { axisDeg, withinDeg, designDiameterMm: tree.diameterMm, farthestMm: 0, roof: null };
  if (axisDeg >= withinDeg) return { tree, liningMm: 0, bore: { ...round, by: 'round' } };
  if (pilotDiameterMm !== undefined) {
    const liningMm = Math.round((radiusMm - pilotDiameterMm / 2) * 1e9) / 1e9;
    if (liningMm < LEAST_LINING_MM) {
      const reason = `must be below the diameter of the bore (${tree.diameterMm} mm), got ${pilotDiameterMm}`;
      throw new PrepError('case-invalid', reason, [...place, 'pilotDiameterMm']);
    }
    return { tree, liningMm, bore: { ...round, by: 'pilot', farthestMm: liningMm } };
  }
  const cosine = cosineOfCycles((teardropDeg ?? 0) / 360) / level;
  const edgeMm = radiusMm / cosine;
  const topMm = flatAboveMm === null ? edgeMm : Math.min(edgeMm, radiusMm + flatAboveMm);
  if (topMm - radiusMm < LEAST_ROOF_MM) return { tree, liningMm: 0, bore: { ...round, by: 'round' } };
  const roof = roofOf(tree, along, level, { radiusMm, cosine, edgeMm, topMm });
  const bore: BoreRequest = {
    ...round,
    by: 'teardrop',
    farthestMm: farthestOf(radiusMm, cosine, topMm),
    // Of primitives alone, which a request and a tree tell alike.
    roof: { by: 'difference', from: roof as SolidTree, minus: [tree] },
  };
  return { tree: { by: 'union', of: [tree, roof] }, liningMm: 0, bore };
}

/** From the round wall to the edge of the roof, or to the corner where the flat cuts it. */
function farthestOf(radiusMm: number, cosine: number, topMm: number): number {
  const sine = Math.sqrt(1 - cosine * cosine);
  const aside = (radiusMm - topMm * cosine) / sine;
  return Math.round((Math.sqrt(aside * aside + topMm * topMm) - radiusMm) * 1e6) / 1e6;
}

/** The wedge between the lines that the planes touch and their edge, or the flat that cuts it. */
function roofOf(
  bore: CylinderShape,
  along: Point3,
  level: number,
  { radiusMm, cosine, edgeMm, topMm }: Readonly<Record<'radiusMm' | 'cosine' | 'edgeMm' | 'topMm', number>>,
): SolidRequest {
  const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
  /** Square to the axis: as far up as may be, and level. */
  const up: Point3 = [(-along[2] * along[0]) / level, (-along[2] * along[1]) / level, level];
  const across: Point3 = [-along[1] / level, along[0] / level, 0];
  const from = bore.fromMm;
  const plane = (normal: Point3, distanceMm: number): SolidRequest => ({
    by: 'half-space',
    pointMm: moved(from, normal, distanceMm),
    normal,
  });
  return {
    by: 'intersection',
    of: [
      { by: 'cylinder', fromMm: from, toMm: bore.toMm, diameterMm: 2 * AROUND * edgeMm },
      plane(moved([cosine * up[0], cosine * up[1], cosine * up[2]], across, sine), radiusMm),
      plane(moved([cosine * up[0], cosine * up[1], cosine * up[2]], across, -sine), radiusMm),
      // Up from the chord between the two lines.
      { by: 'half-space', pointMm: moved(from, up, radiusMm * cosine), normal: [-up[0], -up[1], -up[2]] },
      ...(topMm < edgeMm ? [plane(up, topMm)] : []),
    ],
  };
}

/** Throws where a variant does not keep upright what stands on the plate: its bores would have their roofs elsewhere. */
export function refuseTilted(bores: boolean, transform: readonly number[] | null, place: Place): void {
  if (!bores || transform === null) return;
  const [, , c, , , , g, , i, j, k] = transform as readonly [number, ...number[]];
  if (c === 0 && g === 0 && i === 0 && j === 0 && (k ?? 0) > 0) return;
  throw new PrepError('case-invalid', "turns the part off its z, and a region's bore has its roof there", place);
}

function less(a: Point3, b: Point3): Point3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function moved(from: Point3, way: Point3, distanceMm: number): Point3 {
  return [from[0] + distanceMm * way[0], from[1] + distanceMm * way[1], from[2] + distanceMm * way[2]];
}

function unit(way: Point3): Point3 {
  const length = Math.sqrt(way[0] ** 2 + way[1] ** 2 + way[2] ** 2);
  return [way[0] / length, way[1] / length, way[2] / length];
}
