/** A part of a layer that is exposed in its own way. */
import type { Area } from '../core/layer.ts';
import type { Loops } from '../core/polyline.ts';
import type { ParamsKey } from '../core/toolpath.ts';

/** A part of a layer that is exposed in its own way; where zones overlap the first one has the place. */
export interface AreaZone {
  readonly area: Area;
  readonly place: Loops;
  /** The key of paths in it by the key that they are planned with; what has none is not cut along its border. */
  readonly keys: Readonly<Record<ParamsKey, ParamsKey>>;
  /** Distance of its hatch lines; null: that of the hatch elsewhere. */
  readonly spacingMm: number | null;
  /**
   * The zone is all that lies outside of its place and of the zones before it; absent: it is its place. The last zone alone may be so. Walls of a
   * lattice have many borders, what is dense beside them has few: this way paths are compared with the few.
   */
  readonly isOutside?: true;
}
