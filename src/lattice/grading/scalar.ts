/** Numbers over space. */

/** A point or a direction. */
export type Vector3 = readonly [number, number, number];

/** A number at every point. */
export type Scalar = (xMm: number, yMm: number, zMm: number) => number;
