/** Puts a part on the plate without turning it. */
import { buildAreaOf } from '../../config/build-area.ts';
import { buildBoxOf, type Printer } from '../../config/printer.ts';
import type { BuildArea } from '../../core/build-area.ts';
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import { type Place, PrepError } from '../../core/prep-error.ts';
import { snapMm } from '../../core/units.ts';
import { outsideOf } from '../../geometry/build-area.ts';
import { convexHull } from '../../geometry/convex-hull.ts';
import { shiftOnto } from '../../geometry/shift-onto.ts';
import { sizeText } from '../load/length-unit.ts';

/** Where a part is to stand, and how messages name it. */
export interface Placing {
  /** The middle of the part on the plate in mm; null: the middle of the plate. */
  readonly positionMm: readonly [number, number] | null;
  readonly place: Place;
  /** Room around the part that it needs in the plane, for a skirt; absent: none. */
  readonly marginMm?: number;
  /** What needs that room; absent: the skirt. */
  readonly marginFor?: string;
  /** Height above the plate at which the part stands; absent: 0. */
  readonly liftMm?: number;
  /** Returns the convex hull of the part in the plane, asked for where the plate is no plain rectangle; absent: its box. */
  readonly hull?: () => Float64Array;
}

/**
 * Returns the shift in mm that puts the part on the plate with its lowest point on it. In the plane the shift is a whole
 * number of grid units, so that contours are the same wherever the part stands. On a plate that is no plain rectangle the part is
 * tested by its convex hull, and stands off the middle where it fits nowhere else. Throws `part-too-large` and, where the part
 * would fit but not at that position, `part-off-plate`.
 */
export function placeOnPlate(
  box: Box3,
  printer: Printer,
  { positionMm, place, marginMm = 0, marginFor = 'skirt', liftMm = 0, hull }: Placing,
): readonly [number, number, number] {
  const room = buildBoxOf(printer);
  const area = buildAreaOf(printer);
  for (let axis = 0; axis < 3; axis++) {
    const needed = (box[axis + 3] as number) - (box[axis] as number) + (axis < 2 ? 2 * marginMm : liftMm);
    if (needed > (room[axis + 3] as number) - (room[axis] as number)) {
      const reason = `the part measures ${sizeText(box)} mm${marginWords(marginMm, marginFor)}${liftMm > 0 ? `, ${liftMm.toFixed(2)} mm above the plate` : ''}; ${printer.id} has room for ${sizeText(room)} mm`;
      throw new PrepError('part-too-large', reason, place);
    }
  }
  const [x, y] = positionMm ?? [(room[0] + room[3]) / 2, (room[1] + room[4]) / 2];
  const shift = [snapMm(x - (box[0] + box[3]) / 2), snapMm(y - (box[1] + box[4]) / 2), liftMm - box[2]] as const;
  if (!isPlain(area)) {
    const outline = grown(hull?.() ?? cornersOfBox(box), marginMm);
    return [
      ...shiftInArea(area, outline, shift, {
        positionMm,
        place,
        printerId: printer.id,
        around: marginWords(marginMm, marginFor),
      }),
      shift[2],
    ];
  }
  const stands = movedBox(box, shift);
  if (
    positionMm !== null &&
    (stands[0] - marginMm < room[0] ||
      stands[1] - marginMm < room[1] ||
      stands[3] + marginMm > room[3] ||
      stands[4] + marginMm > room[4])
  ) {
    const reach = `x ${stands[0].toFixed(3)} to ${stands[3].toFixed(3)}, y ${stands[1].toFixed(3)} to ${stands[4].toFixed(3)} mm`;
    const plate = `x ${room[0]} to ${room[3]}, y ${room[1]} to ${room[4]} mm`;
    throw new PrepError(
      'part-off-plate',
      `the part would reach over ${reach}${marginWords(marginMm, marginFor)}; the plate of ${printer.id} is ${plate}`,
      [...place, 'positionMm'],
    );
  }
  return shift;
}

/** True for a rectangle without exclusions, which a box says all of. */
export function isPlain({ outline, exclusions }: BuildArea): boolean {
  return outline.shape === 'rectangle' && exclusions.length === 0;
}

/** The corners of a box in the plane. */
export function cornersOfBox(box: Box3): Float64Array {
  return Float64Array.of(box[0], box[1], box[3], box[1], box[3], box[4], box[0], box[4]);
}

/** The hull of squares around the points of a hull. */
function grown(hull: Float64Array, byMm: number): Float64Array {
  if (byMm === 0) return hull;
  const points: number[] = [];
  for (let i = 0; i < hull.length; i += 2) {
    const [x, y] = [hull[i]!, hull[i + 1]!];
    points.push(x - byMm, y - byMm, x + byMm, y - byMm, x + byMm, y + byMm, x - byMm, y + byMm);
  }
  return convexHull(Float64Array.from(points));
}

function shiftInArea(
  area: BuildArea,
  hull: Float64Array,
  [dx, dy]: readonly [number, number, number],
  {
    positionMm,
    place,
    printerId,
    around,
  }: Pick<Placing, 'positionMm' | 'place'> & { readonly printerId: string; readonly around: string },
): readonly [number, number] {
  if (positionMm === null) {
    const found = shiftOnto(area, hull, [dx, dy]);
    if (found !== null) return found;
    throw new PrepError(
      'part-too-large',
      `the part${around} fits nowhere on the plate of ${printerId}, which is ${areaText(area)}`,
      place,
    );
  }
  const stands = hull.map((value, i) => value + (i % 2 === 0 ? dx : dy));
  const [out] = outsideOf(area, { loops: [stands], lines: [], vectors: [] });
  if (out === undefined) return [dx, dy];
  const where = `${out.byMm.toFixed(3)} mm at (${out.xMm.toFixed(3)}, ${out.yMm.toFixed(3)})`;
  const reason =
    out.exclusion === null
      ? `the part${around} would reach ${where} out of the plate of ${printerId}, which is ${areaText(area)}`
      : `the part${around} would reach ${where} into what is excluded on the plate of ${printerId} (${area.exclusions[out.exclusion]?.reason})`;
  throw new PrepError('part-off-plate', reason, [...place, 'positionMm']);
}

function areaText({ outline, exclusions }: BuildArea): string {
  const shape =
    outline.shape === 'circle'
      ? `round, ${(2 * outline.radiusMm).toFixed(1)} mm across`
      : outline.shape === 'polygon'
        ? `a polygon of ${outline.xy.length / 2} corners`
        : 'a rectangle';
  return exclusions.length === 0 ? shape : `${shape} with ${exclusions.length} places excluded`;
}

function marginWords(marginMm: number, what: string): string {
  return marginMm > 0 ? `, and its ${what} ${marginMm.toFixed(2)} mm beyond` : '';
}

/** Returns a mesh moved by a shift. */
export function moved(mesh: TriangleMesh, shiftMm: readonly [number, number, number]): TriangleMesh {
  const positions = mesh.positions.slice();
  for (let i = 0; i < positions.length; i++) positions[i] = positions[i]! + shiftMm[i % 3]!;
  return { positions, triangles: mesh.triangles };
}

/** Returns a box moved by a shift. */
export function movedBox(box: Box3, [x, y, z]: readonly [number, number, number]): Box3 {
  return [box[0] + x, box[1] + y, box[2] + z, box[3] + x, box[4] + y, box[5] + z];
}
