/** The grid on whose edges the vertices of a mesh lie. */
import type { PlaneGrid } from '../../core/field.ts';
import type { Box3 } from '../../core/mesh.ts';
import { PrepError } from '../../core/prep-error.ts';

/** Nodes at x0Mm + i stepMm and so on; `plane` is one z of it. */
export interface IsoGrid {
  readonly plane: PlaneGrid;
  readonly z0Mm: number;
  readonly nz: number;
  /** Least distance of a vertex from a node, in steps: keeps vertices apart in single precision. */
  readonly nodeGap: number;
}

/** A vertex keeps this part of a step from every node, so that none of the triangles around a node collapses. */
const NODE_GAP = 1e-3;
/** And at least so many units of single precision at the largest coordinate. */
const GAP_ULPS = 4;
/** Beyond this the gap would be seen. */
const WIDEST_GAP = 0.05;
/** Single precision has 24 bits, so a unit is at most this part of a number. */
const ULP = 2 ** -23;
/** Nodes of a plane are numbered with 31 bits, eight blocks of them. */
const MOST_NODES = 2 ** 27;

/** Returns the grid over a box, anchored at whole steps from the origin, with a ring of nodes around the box. */
export function isoGrid(box: Box3, stepMm: number, originMm: readonly [number, number, number]): IsoGrid {
  if (!(stepMm > 0)) throw new PrepError('value-out-of-range', `must be above 0 mm, got ${stepMm}`, ['step']);
  const largest = Math.max(...box.map(Math.abs)) + 2 * stepMm;
  const nodeGap = Math.max(NODE_GAP, (GAP_ULPS * ULP * largest) / stepMm);
  if (nodeGap > WIDEST_GAP) {
    const least = (GAP_ULPS * ULP * largest) / WIDEST_GAP;
    const reason = `${stepMm} mm is too fine for single precision ${largest.toFixed(0)} mm from the origin: at least ${least.toPrecision(2)} mm`;
    throw new PrepError('value-out-of-range', reason, ['step']);
  }
  const first = [0, 1, 2].map((a) => Math.floor((box[a]! - originMm[a]!) / stepMm) - 1);
  const counts = [0, 1, 2].map((a) => Math.ceil((box[a + 3]! - originMm[a]!) / stepMm) - first[a]! + 2);
  const [nx, ny, nz] = counts as [number, number, number];
  if (!(nx * ny < MOST_NODES && nz < MOST_NODES)) {
    throw new PrepError('value-out-of-range', `${stepMm} mm gives ${nx} x ${ny} nodes a plane: too many`, ['step']);
  }
  return {
    plane: { x0Mm: originMm[0] + first[0]! * stepMm, y0Mm: originMm[1] + first[1]! * stepMm, stepMm, nx, ny },
    z0Mm: originMm[2] + first[2]! * stepMm,
    nz,
    nodeGap,
  };
}
