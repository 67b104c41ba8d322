/** Box of points, with the layer in which each side was reached first. */
import type { Box3 } from '../../core/mesh.ts';

/** A box that grows. */
export interface PathBox {
  add(x: number, y: number, z: number, layer: number | null): void;
  clear(): void;
  /** Null while nothing was added. */
  box(): Box3 | null;
  /** Layer of a side in the order of Box3. */
  layerOf(side: number): number | null;
}

/** Returns an empty box. */
export function pathBox(): PathBox {
  const bounds = new Float64Array(6);
  const layers: (number | null)[] = [];
  function clear(): void {
    bounds.fill(Number.POSITIVE_INFINITY, 0, 3);
    bounds.fill(Number.NEGATIVE_INFINITY, 3, 6);
    layers.length = 0;
    for (let side = 0; side < 6; side++) layers.push(null);
  }
  function least(side: number, value: number, layer: number | null): void {
    if (value >= bounds[side]!) return;
    bounds[side] = value;
    layers[side] = layer;
  }
  function most(side: number, value: number, layer: number | null): void {
    if (value <= bounds[side]!) return;
    bounds[side] = value;
    layers[side] = layer;
  }
  clear();
  return {
    add(x, y, z, layer) {
      least(0, x, layer);
      least(1, y, layer);
      least(2, z, layer);
      most(3, x, layer);
      most(4, y, layer);
      most(5, z, layer);
    },
    clear,
    box: () =>
      bounds[0]! > bounds[3]! ? null : [bounds[0]!, bounds[1]!, bounds[2]!, bounds[3]!, bounds[4]!, bounds[5]!],
    layerOf: (side) => layers[side]!,
  };
}
