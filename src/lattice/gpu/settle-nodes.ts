/** Lets the reference decide what the device could not, and puts the edges around wrong signs right. */
import type { MarkPlane } from './plane-marker.ts';

/** Signs of nodes in doubt that the device had wrong: node to whether it is inside. */
export interface Flips {
  readonly to: ReadonlyMap<number, boolean>;
  readonly from: ReadonlyMap<number, boolean>;
}

/** Asks the reference for each node in doubt (4 node + inside of to + 2 inside of from, as the device had it). */
export function settleNodes({ reference, grid, band }: MarkPlane, doubts: Uint32Array): Flips {
  const to = new Map<number, boolean>();
  const from = new Map<number, boolean>();
  for (let n = 0; n < doubts.length; n++) {
    const doubt = doubts[n]!;
    const node = Math.floor(doubt / 4);
    const g = reference.nodeAt(node % grid.nx, Math.floor(node / grid.nx));
    if (band.to !== null && g < band.to !== ((doubt & 1) === 1)) to.set(node, g < band.to);
    if (band.from !== null && g < band.from !== ((doubt & 2) === 2)) from.set(node, g < band.from);
  }
  return { to, from };
}

/**
 * Returns the edges after some nodes have changed sides: each of the four edges at such a node is crossed now if it was not before and the
 * other way round, twice where both ends changed. `edges` are ascending, and so is what is returned.
 */
export function flipNodes(
  edges: Uint32Array<ArrayBuffer>,
  flips: ReadonlyMap<number, boolean>,
  nx: number,
): Uint32Array<ArrayBuffer> {
  if (flips.size === 0) return edges;
  const touched = new Set<number>();
  for (const node of flips.keys()) {
    touched.add(2 * node).add(2 * node + 1);
    touched.add(2 * (node - 1)).add(2 * (node - nx) + 1);
  }
  const ids = Uint32Array.from(touched).sort();
  const out = new Uint32Array(edges.length + ids.length);
  let length = 0;
  let next = 0;
  for (const id of ids) {
    while (next < edges.length && Math.floor(edges[next]! / 2) < id) out[length++] = edges[next++]!;
    const before = next < edges.length && Math.floor(edges[next]! / 2) === id ? edges[next++]! : -1;
    const start = Math.floor(id / 2);
    const end = start + (id % 2 === 0 ? 1 : nx);
    const startFlips = flips.has(start);
    const crosses = before >= 0 !== (startFlips !== flips.has(end));
    if (!crosses) continue;
    let inside: boolean;
    if (startFlips) inside = flips.get(start)!;
    else inside = before >= 0 ? before % 2 === 1 : !flips.get(end)!;
    out[length++] = 2 * id + (inside ? 1 : 0);
  }
  while (next < edges.length) out[length++] = edges[next++]!;
  return out.slice(0, length);
}
