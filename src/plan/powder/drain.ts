/** Which way up a part lets powder out: the turn that brings the way out of a void down. */

/** A direction in the part and the turn that points it at the plate. */
export interface Drain {
  /** Unit vector from the powder to its way out, as the part stands. */
  readonly direction: readonly [number, number, number];
  /** Unit axis of the turn, right-handed; it lies in the plane of the plate. */
  readonly axis: readonly [number, number, number];
  /** Angle of the turn, 0 to 180 degrees. */
  readonly angleDeg: number;
}

/** Returns the turn that brings a vector down; null for a vector of no length. */
export function drainOf(x: number, y: number, z: number): Drain | null {
  const length = Math.sqrt(x * x + y * y + z * z);
  if (!(length > 0)) return null;
  const flat = Math.sqrt(x * x + y * y);
  return {
    direction: [x / length, y / length, z / length],
    // The cross product of the direction with -z; straight up any axis of the plate will do.
    axis: flat > 0 ? [-y / flat || 0, x / flat, 0] : [1, 0, 0],
    angleDeg: (Math.atan2(flat, -z) * 180) / Math.PI,
  };
}

/** Returns the drain that serves several voids at once: the mean of their directions, each with its volume. */
export function commonDrain(
  drains: readonly { readonly drain: Drain | null; readonly volumeMm3: number }[],
): Drain | null {
  let [x, y, z] = [0, 0, 0];
  for (const { drain, volumeMm3 } of drains) {
    if (drain === null) continue;
    x += drain.direction[0] * volumeMm3;
    y += drain.direction[1] * volumeMm3;
    z += drain.direction[2] * volumeMm3;
  }
  return drainOf(x, y, z);
}
