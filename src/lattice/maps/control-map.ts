/** Maps whose phases are given by control values: around an axis, along a surface, and cells whose size varies. */

import type { TriangleBvhData } from '../../geometry/triangle-bvh.ts';
import { triangleBvh } from '../../geometry/triangle-bvh.ts';
import type { Scalar, Vector3 } from '../grading/scalar.ts';
import { sampleControls } from '../patch-channel.ts';
import type { PatchFrame } from '../patch-frame.ts';
import { solvePhase } from './phase-solver.ts';

/** Two distances to the same triangle differ by rounding. */
const ON_SIDE_MM = 1e-9;

/** Enough to hold the phases beside the part together. */
const WEIGHT_OUTSIDE = 0.03;

/** Control values of the three phases in cycles. */
export interface PhaseControls {
  readonly phases: readonly [Float64Array, Float64Array, Float64Array];
  /** Cycles of one turn, by which the second phase jumps where its turn closes; null where none is an angle. */
  readonly turn: number | null;
}

/** Rows of a matrix: the gradients of X, Y and Z in cycles for cells of unit length. */
export type Axes = readonly [Vector3, Vector3, Vector3];

/** Returns cells of varying length along fixed axes; `axes` already hold stretch and turn, `cellMm` the length of a unit. */
export function gradedCells(frame: PatchFrame, axes: Axes, cellMm: Scalar): PhaseControls {
  const phase = (axis: Vector3) =>
    solvePhase(frame, (x, y, z, out) => {
      const perMm = 1 / cellMm(x, y, z);
      for (let a = 0; a < 3; a++) out[a] = axis[a]! * perMm;
    });
  return { phases: [phase(axes[0]), phase(axes[1]), phase(axes[2])], turn: null };
}

/** Where cells run around an axis. */
export interface Cylinder {
  readonly originMm: Vector3;
  /** Unit vector. */
  readonly direction: Vector3;
  /** Whole number of cells in one turn: the cells meet where the turn closes. */
  readonly cellsAround: number;
}

/** Returns cells that run outward, around and along an axis. */
export function cylindricalCells(
  frame: PatchFrame,
  { originMm, direction, cellsAround }: Cylinder,
  cellMm: number,
): PhaseControls {
  const [e1, e2] = acrossOf(direction);
  const along = (x: number, y: number, z: number, e: Vector3) =>
    (x - originMm[0]) * e[0] + (y - originMm[1]) * e[1] + (z - originMm[2]) * e[2];
  const radius: Scalar = (x, y, z) => {
    const a = along(x, y, z, e1);
    const b = along(x, y, z, e2);
    return Math.sqrt(a * a + b * b) / cellMm;
  };
  const around: Scalar = (x, y, z) =>
    (cellsAround * Math.atan2(along(x, y, z, e2), along(x, y, z, e1))) / (2 * Math.PI);
  const height: Scalar = (x, y, z) => along(x, y, z, direction) / cellMm;
  return {
    phases: [sampleControls(frame, radius), sampleControls(frame, around), sampleControls(frame, height)],
    turn: cellsAround,
  };
}

/**
 * Two unit vectors across a direction, right-handed with it; the first leans to the axis `seedAxis`, x unless told otherwise, or to
 * the next one where the direction is near that.
 */
function acrossOf(direction: Vector3, seedAxis: 0 | 1 | 2 = 0): [Vector3, Vector3] {
  const axis = Math.abs(direction[seedAxis]) < 0.9 ? seedAxis : (seedAxis + 1) % 3;
  const seed: Vector3 = [axis === 0 ? 1 : 0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0];
  const e1 = unit(without(seed, direction));
  return [e1, cross(direction, e1)];
}

/**
 * Returns cells that follow one side of a part, given by its triangles, which face along the axis `sideAxis`: Z is the depth
 * below that side in cells, X and Y run along it, as near as can be to unit cells. Where the side is curved cells stretch; the
 * least squares spread that.
 */
export function surfaceCells(
  frame: PatchFrame,
  part: TriangleBvhData,
  side: TriangleBvhData,
  cellMm: number,
  sideAxis: 0 | 1 | 2,
): PhaseControls {
  // Tangents lean to an axis along the side: within 45 degrees of the side's own they would turn about as the side bends.
  const seedAxis = sideAxis === 0 ? 1 : 0;
  const solid = triangleBvh(part);
  const skin = triangleBvh(side);
  // Depth counts up from the side on both sides of the part's other surfaces, and down only above the side itself.
  const isAbove = (x: number, y: number, z: number): boolean =>
    !solid.isInside(x, y, z) && skin.distance(x, y, z) <= solid.distance(x, y, z) + ON_SIDE_MM;
  const depth = sampleControls(frame, (x, y, z) =>
    isAbove(x, y, z) ? -skin.distance(x, y, z) : skin.distance(x, y, z),
  );
  // Beside and under the part depths run round its edges: what is wished there must not bend the cells within.
  const weightAt: Scalar = (x, y, z) => (solid.isInside(x, y, z) || isAbove(x, y, z) ? 1 : WEIGHT_OUTSIDE);
  const normalAt = slopeOf(frame, depth);
  const normal = new Float64Array(3);
  const tangent = (second: boolean) =>
    solvePhase(
      frame,
      (x, y, z, out) => {
        normalAt(x, y, z, normal);
        const n: Vector3 = [normal[0]!, normal[1]!, normal[2]!];
        const [e1, e2] = acrossOf(n, seedAxis);
        const e = second ? e2 : e1;
        for (let a = 0; a < 3; a++) out[a] = e[a]! / cellMm;
      },
      weightAt,
    );
  const phases: [Float64Array, Float64Array, Float64Array] = [
    tangent(false),
    tangent(true),
    depth.map((value) => value / cellMm),
  ];
  return { phases, turn: null };
}

/** Returns the unit slope of a quantity given at the control points, by central differences of the nearest one. */
function slopeOf(
  frame: PatchFrame,
  values: Float64Array,
): (x: number, y: number, z: number, out: Float64Array) => void {
  const { counts, originMm, first, edgeMm } = frame;
  const strides = [1, counts[0], counts[0] * counts[1]];
  const index = new Int32Array(3);
  return (x, y, z, out) => {
    const point = [x, y, z];
    let n = 0;
    for (let a = 0; a < 3; a++) {
      const at = Math.floor((point[a]! - originMm[a]!) / edgeMm) - first[a]!;
      index[a] = Math.max(1, Math.min(counts[a]! - 2, at));
      n += index[a]! * strides[a]!;
    }
    let square = 0;
    for (let a = 0; a < 3; a++) {
      out[a] = values[n + strides[a]!]! - values[n - strides[a]!]!;
      square += out[a]! * out[a]!;
    }
    if (!(square > 0)) {
      out[0] = 0;
      out[1] = 0;
      out[2] = 1;
      return;
    }
    const length = Math.sqrt(square);
    for (let a = 0; a < 3; a++) out[a]! /= length;
  };
}

function without(v: Vector3, n: Vector3): Vector3 {
  const along = v[0] * n[0] + v[1] * n[1] + v[2] * n[2];
  return [v[0] - along * n[0], v[1] - along * n[1], v[2] - along * n[2]];
}

function unit(v: Vector3): Vector3 {
  const length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  return [v[0] / length, v[1] / length, v[2] / length];
}

function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
