/** The order of the separate areas of a layer: islands of one part, and parts. */
import type { Loops } from '../core/polyline.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { centroidMm } from '../geometry/polygon-area.ts';
import { inGasOrder } from './patterns/gas-flow.ts';
import { nearestNext } from './patterns/nearest-next.ts';
import type { CellOrder } from './patterns/settings.ts';

/**
 * Returns what is exposed one after the other. In the orders `rows` and `scatter` that is what came, as it came; in the others each separate
 * area apart, known by the middle of its outline: furthest downstream first, or from the first one always the nearest next.
 *
 * @param solids - clean loops each; `nestLoops` parts them
 */
export function inAreaOrder<T extends { readonly solid: Loops }>(
  solids: readonly T[],
  { order, gasFlowDeg }: { readonly order: CellOrder; readonly gasFlowDeg: number | null },
): readonly T[] {
  if (order === 'rows' || order === 'scatter') return solids;
  const areas = solids.flatMap((whole) =>
    nestLoops(whole.solid).map(({ outline, holes }) => ({ ...whole, solid: [outline, ...holes] })),
  );
  const middles = areas.map(({ solid }) => centroidMm(solid[0]!));
  const numbers =
    order === 'gas'
      ? [...inGasOrder(Float64Array.from(middles.flat()), gasFlowDeg)]
      : nearestNext(Float64Array.from(middles.flatMap(([x, y]) => [x, y, x, y]))).map(({ at }) => at);
  return numbers.map((i) => areas[i]!);
}
