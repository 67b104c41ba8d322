/** Puts a part on the plate without turning it. */
import { buildBoxOf, type Printer } from '../config/printer.ts';
import type { Box3, TriangleMesh } from '../core/mesh.ts';
import { type Place, PrepError } from '../core/prep-error.ts';
import { snapMm } from '../core/units.ts';
import { sizeText } from './length-unit.ts';

/** Where a part is to stand, and how messages name it. */
export interface Placing {
  /** The middle of the part on the plate in mm; null: the middle of the plate. */
  readonly positionMm: readonly [number, number] | null;
  readonly place: Place;
  /** Room around the part that it needs in the plane, for a skirt; absent: none. */
  readonly marginMm?: number;
}

/**
 * Returns the shift in mm that puts the part on the plate with its lowest point on it. In the plane the shift is a whole
 * number of grid units, so that contours are the same wherever the part stands. Throws `part-too-large` and, where the part
 * would fit but not at that position, `part-off-plate`.
 */
export function placeOnPlate(
  box: Box3,
  printer: Printer,
  { positionMm, place, marginMm = 0 }: Placing,
): readonly [number, number, number] {
  const room = buildBoxOf(printer);
  for (let axis = 0; axis < 3; axis++) {
    const needed = (box[axis + 3] as number) - (box[axis] as number) + (axis < 2 ? 2 * marginMm : 0);
    if (needed > (room[axis + 3] as number) - (room[axis] as number)) {
      const reason = `the part measures ${sizeText(box)} mm${skirtWords(marginMm)}; ${printer.id} has room for ${sizeText(room)} mm`;
      throw new PrepError('part-too-large', reason, place);
    }
  }
  const [x, y] = positionMm ?? [(room[0] + room[3]) / 2, (room[1] + room[4]) / 2];
  const shift = [snapMm(x - (box[0] + box[3]) / 2), snapMm(y - (box[1] + box[4]) / 2), 0 - box[2]] as const;
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
      `the part would reach over ${reach}${skirtWords(marginMm)}; the plate of ${printer.id} is ${plate}`,
      [...place, 'positionMm'],
    );
  }
  return shift;
}

function skirtWords(marginMm: number): string {
  return marginMm > 0 ? `, and its skirt ${marginMm.toFixed(2)} mm beyond` : '';
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
