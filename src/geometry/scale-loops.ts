/** Areas scaled along x and y. */
import type { Loops } from '../core/polyline.ts';
import { snapMm } from '../core/units.ts';

/**
 * Returns loops scaled by positive factors about a point, on the coordinate grid. Points snap one by one, so loops that touch
 * still do; places that come within a grid unit of each other may touch or cross afterwards.
 */
export function scaledLoops(
  loops: Loops,
  [factorX, factorY]: readonly [number, number],
  [aboutX, aboutY]: readonly [number, number],
): Loops {
  return loops.map(({ xy, ...rest }) => {
    const scaled = new Float64Array(xy.length);
    for (let i = 0; i < xy.length; i += 2) {
      scaled[i] = snapMm(aboutX + (xy[i]! - aboutX) * factorX);
      scaled[i + 1] = snapMm(aboutY + (xy[i + 1]! - aboutY) * factorY);
    }
    return { ...rest, xy: scaled };
  });
}
