/** Sorts the faces of a layer that look down by their angle from the plate. */
import type { Loops } from '../core/polyline.ts';
import { reachOfLayerMm } from '../geometry/layer-reach.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { splitSet } from '../geometry/split-set.ts';
import { facingArea } from './facing-area.ts';
import { type FurthestPlace, furthestPlace } from './furthest-place.ts';

/** Which faces are told apart. */
export interface OverhangSettings {
  readonly thicknessMm: number;
  /** How many layers below count. With 1 each face counts once, as its projection on the plate. */
  readonly layers: number;
  /** Rising borders of the classes in degrees from the plate: 30, 45 makes the classes 0 to 30 and 30 to 45. */
  readonly bordersDeg: readonly number[];
}

/** The faces of one class in one layer. */
export interface OverhangClass {
  readonly fromDeg: number;
  readonly toDeg: number;
  readonly area: Loops;
  readonly areaMm2: number;
  /** Furthest from the layer below; null where there is none, or all of it stands on that layer. */
  readonly worst: FurthestPlace | null;
}

/**
 * Returns the classes in order, flattest first. A place is in the flattest class that one of the layers below gives it; classes do not overlap. Before
 * any opening or growth, so the areas are those of the part. `loadClipping` must have been awaited before.
 *
 * @param layer - clean loops (`unitePositive`); so are the others
 * @param below - the layers below, nearest first; one that is missing holds nothing
 */
export function overhangClasses(
  layer: Loops,
  below: readonly Loops[],
  { thicknessMm, layers, bordersDeg }: OverhangSettings,
): OverhangClass[] {
  let left = layer;
  return bordersDeg.map((toDeg, n) => {
    const { inside: area, outside } = splitSet(
      left,
      facingArea(layer, below, thicknessMm, { angleDeg: toDeg, layers }),
    );
    left = outside;
    const worst = furthestPlace(area, below[0] ?? [], reachOfLayerMm(thicknessMm, toDeg));
    return { fromDeg: bordersDeg[n - 1] ?? 0, toDeg, area, areaMm2: loopsAreaMm2(area), worst };
  });
}
