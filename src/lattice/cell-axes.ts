/** The axes of turned and stretched cells. */
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';
import type { Vector3 } from './grading/scalar.ts';
import type { Point3 } from './settings.ts';

/** Gradients of X, Y and Z in cycles for cells of unit length: the turned axes of the cell over their stretch. */
export function cellAxes(turnDeg: Point3, stretch: Point3): [Vector3, Vector3, Vector3] {
  const turned = (axis: Vector3, length: number): Vector3 => {
    let [x, y, z] = axis;
    // About x, then y, then z; whole cycles are exact, so quarter turns are too.
    [y, z] = turnedBy(turnDeg[0], y, z);
    [z, x] = turnedBy(turnDeg[1], z, x);
    [x, y] = turnedBy(turnDeg[2], x, y);
    return [x / length, y / length, z / length];
  };
  return [turned([1, 0, 0], stretch[0]), turned([0, 1, 0], stretch[1]), turned([0, 0, 1], stretch[2])];
}

function turnedBy(angleDeg: number, a: number, b: number): [number, number] {
  const c = cosineOfCycles(angleDeg / 360);
  const s = sineOfCycles(angleDeg / 360);
  return [c * a - s * b, s * a + c * b];
}
