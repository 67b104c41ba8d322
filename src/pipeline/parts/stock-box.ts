/** How far a part reaches with its stock. */
import type { Box3 } from '../../core/mesh.ts';
import { meshBox } from '../../geometry/mesh-measures.ts';
import type { StockSpec } from '../layers/job-spec.ts';

/** Returns the box of a part with its stock. */
export function boxWithStock(box: Box3, stocks: readonly (StockSpec | null)[]): Box3 {
  const boxes = [box, ...stocks.flatMap((stock) => (stock === null || stock.inward ? [] : [meshBox(stock.mesh)]))];
  return [0, 1, 2, 3, 4, 5].map((n) => {
    const values = boxes.map((one) => one[n] as number);
    return n < 3 ? Math.min(...values) : Math.max(...values);
  }) as unknown as Box3;
}
