/** Lists of directed edges x0,y0,x1,y1 in pixels, from which polygons are filled. */
import type { GrowableFloats } from '../geometry/growable.ts';

/** Appends one edge. */
export function addEdge(edges: GrowableFloats, x0: number, y0: number, x1: number, y1: number): void {
  const at = edges.length;
  if (at + 4 > edges.values.length) {
    const grown = new Float64Array(Math.max(64, 2 * edges.values.length));
    grown.set(edges.values);
    edges.values = grown;
  }
  const v = edges.values;
  v[at] = x0;
  v[at + 1] = y0;
  v[at + 2] = x1;
  v[at + 3] = y1;
  edges.length = at + 4;
}

/** Appends the edges of a closed loop of points. */
export function addLoop(edges: GrowableFloats, xyPx: Float64Array): void {
  const n = xyPx.length;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) addEdge(edges, xyPx[j]!, xyPx[j + 1]!, xyPx[i]!, xyPx[i + 1]!);
}
