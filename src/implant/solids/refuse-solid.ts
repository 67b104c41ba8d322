/** What is checked of the numbers of every shape. */
import { type Place, PrepError } from '../../core/prep-error.ts';
import type { Point3 } from './solid-tree.ts';

/** Refuses a shape. `place` is the path inside the tree. */
export function refuseSolid(reason: string, place: Place): never {
  throw new PrepError('solid-invalid', reason, place);
}

/** Refuses a point or a triple that is not three finite numbers. */
export function needFinite(point: Point3, place: Place): void {
  point.forEach((value, axis) => {
    if (!Number.isFinite(value)) refuseSolid(`must be a finite number, got ${value}`, [...place, axis]);
  });
}

/** Refuses a length that is not finite and above 0. */
export function needLength(valueMm: number, place: Place): void {
  if (!(Number.isFinite(valueMm) && valueMm > 0)) refuseSolid(`must be a length above 0 mm, got ${valueMm}`, place);
}
