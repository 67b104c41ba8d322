/** The twelve numbers of which every triply periodic formula here is made. */
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';

/** Sines and cosines of X, Y, Z (in radians, 2 pi to a cell) and of 2X, 2Y, 2Z, and the point in cells. Reused from point to point. */
export interface Harmonics {
  u: number;
  v: number;
  w: number;
  sx: number;
  sy: number;
  sz: number;
  cx: number;
  cy: number;
  cz: number;
  s2x: number;
  s2y: number;
  s2z: number;
  c2x: number;
  c2y: number;
  c2z: number;
}

/** Returns the harmonics of the cell's corner, to be set to other points. */
export function cornerHarmonics(): Harmonics {
  return { u: 0, v: 0, w: 0, sx: 0, sy: 0, sz: 0, cx: 1, cy: 1, cz: 1, s2x: 0, s2y: 0, s2z: 0, c2x: 1, c2y: 1, c2z: 1 };
}

/** Sets `at` to the point u, v, w in cells; the second harmonics follow from the first by the double-angle identities. */
export function setHarmonics(at: Harmonics, u: number, v: number, w: number): void {
  at.u = u;
  at.v = v;
  at.w = w;
  const sx = sineOfCycles(u);
  const sy = sineOfCycles(v);
  const sz = sineOfCycles(w);
  const cx = cosineOfCycles(u);
  const cy = cosineOfCycles(v);
  const cz = cosineOfCycles(w);
  at.sx = sx;
  at.sy = sy;
  at.sz = sz;
  at.cx = cx;
  at.cy = cy;
  at.cz = cz;
  at.s2x = 2 * sx * cx;
  at.s2y = 2 * sy * cy;
  at.s2z = 2 * sz * cz;
  at.c2x = 1 - 2 * sx * sx;
  at.c2y = 1 - 2 * sy * sy;
  at.c2z = 1 - 2 * sz * sz;
}
