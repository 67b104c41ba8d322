/** The direction of the gas flow, and the order that keeps the beam out of the fumes. */
import { PrepError } from '../../core/prep-error.ts';
import { snapMm } from '../../core/units.ts';
import { directionOf } from '../../geometry/line-clip.ts';

/** Returns the unit vector that the gas flows along. */
export function flowOf(gasFlowDeg: number | null): { readonly x: number; readonly y: number } {
  if (gasFlowDeg === null) {
    throw new PrepError('value-out-of-range', 'the order by gas flow needs the direction of the flow', ['gasFlowDeg']);
  }
  const { cos, sin } = directionOf(gasFlowDeg);
  return { x: cos, y: sin };
}

/**
 * Returns places (x0, y0, x1, y1, ...) as numbers in the order of exposure: furthest downstream first, and from right to left of the flow
 * where that is equal. Machines work from the gas outlet to the inlet as a rule: fumes and spatter drift over what is done, and
 * what is still to come has clean powder and a clear beam. For parts and for cells alike.
 */
export function inGasOrder(xyMm: Float64Array, gasFlowDeg: number | null): Int32Array {
  const flow = flowOf(gasFlowDeg);
  const count = xyMm.length / 2;
  const along = new Float64Array(count);
  const across = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    // On the grid, so that places of one row are level whatever rounding did.
    along[i] = snapMm(xyMm[2 * i]! * flow.x + xyMm[2 * i + 1]! * flow.y);
    across[i] = snapMm(xyMm[2 * i + 1]! * flow.x - xyMm[2 * i]! * flow.y);
  }
  return Int32Array.from(along.keys()).sort((a, b) => along[b]! - along[a]! || across[a]! - across[b]! || a - b);
}

/** Tells whether lines, numbered to the left of their direction, come further downstream one after the other. */
export function advancesDownstream(angleDeg: number, flow: { readonly x: number; readonly y: number }): boolean {
  const { cos, sin } = directionOf(angleDeg);
  return cos * flow.y - sin * flow.x > 0;
}
