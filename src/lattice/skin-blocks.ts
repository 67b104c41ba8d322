/** Which boxes of a grid belong to the skin, by one place in each: true of their number, and cheap. */
import type { Box3 } from '../core/mesh.ts';
import { type TriangleBvhData, triangleBvh } from '../geometry/triangle-bvh.ts';

const UNKNOWN = 0;
const INSIDE = 1;
const OUTSIDE = 2;
/** Boxes beyond the skin within which a distance is told exactly: a bound makes the query faster. */
const REACH = 8;
const SQRT3 = Math.sqrt(3);

/**
 * Returns a function that tells whether a place in box i, j, k of `counts` in `boxMm` is nearer to the surface than the skin is thick. The
 * place is left to chance (0..1), as middles would move a whole face of the skin by up to half a box. A distance changes by at most the
 * way gone, so that one query decides the boxes around it as well.
 */
export function skinBlocks(
  { thicknessMm, surface }: { readonly thicknessMm: number; readonly surface: TriangleBvhData },
  [x0, y0, z0, x1, y1, z1]: Box3,
  [nx, ny, nz]: readonly [number, number, number],
  chance: () => number,
): (i: number, j: number, k: number) => boolean {
  const [dx, dy, dz] = [(x1 - x0) / nx, (y1 - y0) / ny, (z1 - z0) / nz];
  const longest = Math.max(dx, dy, dz);
  const tree = triangleBvh(surface);
  const known = new Uint8Array(nx * ny * nz);

  return (i, j, k) => {
    const at = (k * ny + j) * nx + i;
    if (known[at] === UNKNOWN) decide(i, j, k);
    return known[at] === INSIDE;
  };

  function decide(i: number, j: number, k: number): void {
    const most = thicknessMm + REACH * longest;
    const x = x0 + (i + chance()) * dx;
    const y = y0 + (j + chance()) * dy;
    const z = z0 + (k + chance()) * dz;
    const distance = tree.distanceWithin(x, y, z, most);
    const state = distance <= thicknessMm ? INSIDE : OUTSIDE;
    // All of these boxes are nearer than the inner face of the skin.
    const reach = Math.max(0, Math.floor(Math.abs(distance - thicknessMm) / (SQRT3 * longest) - 1e-9) - 1);
    for (let kk = Math.max(0, k - reach); kk <= Math.min(nz - 1, k + reach); kk++) {
      for (let jj = Math.max(0, j - reach); jj <= Math.min(ny - 1, j + reach); jj++) {
        const row = (kk * ny + jj) * nx;
        known.fill(state, row + Math.max(0, i - reach), row + Math.min(nx - 1, i + reach) + 1);
      }
    }
    known[(k * ny + j) * nx + i] = state;
  }
}
