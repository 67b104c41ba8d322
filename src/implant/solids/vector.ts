/** Arithmetic of points and directions. */
import type { Point3 } from './solid-tree.ts';

/** Returns a + scale b. */
export function along(a: Point3, scale: number, b: Point3): Point3 {
  return [a[0] + scale * b[0], a[1] + scale * b[1], a[2] + scale * b[2]];
}

/** Returns a - b. */
export function minus(a: Point3, b: Point3): Point3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/** Returns the inner product. */
export function dot(a: Point3, b: Point3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Returns the outer product. */
export function cross(a: Point3, b: Point3): Point3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Returns the length, also of what is so short that its square is no longer a number of full precision. */
export function lengthOf(a: Point3): number {
  const most = Math.max(Math.abs(a[0]), Math.abs(a[1]), Math.abs(a[2]));
  if (most === 0) return 0;
  const x = a[0] / most;
  const y = a[1] / most;
  const z = a[2] / most;
  return most * Math.sqrt(x * x + y * y + z * z);
}

/** Returns the direction of what is not 0. */
export function unit(a: Point3): Point3 {
  const length = lengthOf(a);
  return [a[0] / length, a[1] / length, a[2] / length];
}

/** Two directions that make a right-handed frame with a third: u x v is the axis. */
export interface Frame {
  readonly u: Point3;
  readonly v: Point3;
}

/** Returns a frame across a direction of length 1; u is an axis of the case where the direction is one. */
export function frameAcross(axis: Point3): Frame {
  const least = [0, 1, 2].reduce((best, i) => (Math.abs(axis[i]!) < Math.abs(axis[best]!) ? i : best), 0);
  const helper: Point3 = [least === 0 ? 1 : 0, least === 1 ? 1 : 0, least === 2 ? 1 : 0];
  const u = unit(along(helper, -dot(helper, axis), axis));
  return { u, v: cross(axis, u) };
}
