/** Puts a part on the plate without turning it. */
import { buildBoxOf, type Printer } from '../config/printer.ts';
import type { Box3, TriangleMesh } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { snapMm } from '../core/units.ts';
import { sizeText } from './length-unit.ts';

/**
 * Returns the shift in mm that centres the part on the plate with its lowest point on it. In the plane the shift is a whole
 * number of grid units, so that contours are the same wherever the part stands. Throws `part-too-large`.
 */
export function placeOnPlate(box: Box3, printer: Printer, path: string): readonly [number, number, number] {
  const room = buildBoxOf(printer);
  for (let axis = 0; axis < 3; axis++) {
    if ((box[axis + 3] as number) - (box[axis] as number) > (room[axis + 3] as number) - (room[axis] as number)) {
      throw new PrepError(
        'part-too-large',
        `the part measures ${sizeText(box)} mm; ${printer.id} has room for ${sizeText(room)} mm`,
        [path],
      );
    }
  }
  return [
    snapMm((room[0] + room[3]) / 2 - (box[0] + box[3]) / 2),
    snapMm((room[1] + room[4]) / 2 - (box[1] + box[4]) / 2),
    0 - box[2],
  ];
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
