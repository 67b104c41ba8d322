/** Short struts of a graph are taken out by making one node of their ends, so that what hung together still does. */
import { STRUT_STRIDE, type StrutGraph, strutCount, strutEnds } from './strut-graph.ts';

/**
 * Returns the graph without struts shorter than `shortestCells`, and how many those were. Nodes that short struts tie together, in
 * chains too, become one at the mean of their places; struts that fall together are kept once.
 */
export function mergeShortStruts(
  graph: StrutGraph,
  shortestCells: number,
): { readonly graph: StrutGraph; readonly shortCount: number } {
  const { nodes, struts, periodCells } = graph;
  const short = shortStruts(graph, shortestCells);
  const { clusterOf, shifts } = clusters(graph, short);
  const places: number[] = [];
  const members: number[] = [];
  for (let n = 0; n < clusterOf.length; n++) {
    const c = clusterOf[n]!;
    members[c] = (members[c] ?? 0) + 1;
    for (let axis = 0; axis < 3; axis++) {
      const place = nodes[3 * n + axis]! + periodCells * shifts[3 * n + axis]!;
      places[3 * c + axis] = (places[3 * c + axis] ?? 0) + place;
    }
  }
  const wraps = places.map((sum, n) => Math.floor(sum / members[Math.floor(n / 3)]! / periodCells));
  const merged = places.map((sum, n) => {
    const inside = sum / members[Math.floor(n / 3)]! - wraps[n]! * periodCells;
    return inside < periodCells ? inside : 0;
  });

  const known = new Set<string>();
  const kept: number[] = [];
  for (let n = 0; n < struts.length; n += STRUT_STRIDE) {
    const a = struts[n]!;
    const b = struts[n + 1]!;
    let from = clusterOf[a]!;
    let to = clusterOf[b]!;
    let shift = [0, 1, 2].map(
      (axis) =>
        struts[n + 2 + axis]! -
        shifts[3 * b + axis]! +
        wraps[3 * to + axis]! +
        shifts[3 * a + axis]! -
        wraps[3 * from + axis]!,
    );
    if (from > to || (from === to && shift.find((s) => s !== 0)! < 0)) {
      [from, to] = [to, from];
      shift = shift.map((s) => -s + 0);
    }
    if (from === to && shift.every((s) => s === 0)) continue;
    const strut = [from, to, ...shift];
    if (known.has(strut.join())) continue;
    known.add(strut.join());
    kept.push(...strut);
  }
  return {
    graph: { ...graph, nodes: Float64Array.from(merged), struts: Int32Array.from(kept) },
    shortCount: short.reduce((sum, is) => sum + is, 0),
  };
}

function shortStruts(graph: StrutGraph, shortestCells: number): Uint8Array {
  const ends = new Float64Array(6);
  return Uint8Array.from({ length: strutCount(graph) }, (_, n) => {
    strutEnds(graph, n, ends);
    const squared = (ends[3]! - ends[0]!) ** 2 + (ends[4]! - ends[1]!) ** 2 + (ends[5]! - ends[2]!) ** 2;
    return squared < shortestCells * shortestCells ? 1 : 0;
  });
}

/** Which nodes become one, and by how many periods each is moved to lie beside the first of its cluster. */
function clusters({ nodes, struts }: StrutGraph, short: Uint8Array) {
  const count = nodes.length / 3;
  const ties: number[][] = Array.from({ length: count }, () => []);
  for (let n = 0; n < short.length; n++) {
    if (short[n] === 0) continue;
    ties[struts[STRUT_STRIDE * n]!]!.push(n);
    ties[struts[STRUT_STRIDE * n + 1]!]!.push(n);
  }
  const clusterOf = new Int32Array(count).fill(-1);
  const shifts = new Int32Array(3 * count);
  let found = 0;
  for (let first = 0; first < count; first++) {
    if (clusterOf[first]! >= 0) continue;
    clusterOf[first] = found;
    const open = [first];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const n of ties[at]!) {
        const forward = struts[STRUT_STRIDE * n] === at;
        const other = struts[STRUT_STRIDE * n + (forward ? 1 : 0)]!;
        if (clusterOf[other]! >= 0) continue;
        clusterOf[other] = found;
        for (let axis = 0; axis < 3; axis++) {
          const shift = struts[STRUT_STRIDE * n + 2 + axis]!;
          shifts[3 * other + axis] = shifts[3 * at + axis]! + (forward ? shift : -shift);
        }
        open.push(other);
      }
    }
    found++;
  }
  return { clusterOf, shifts };
}
