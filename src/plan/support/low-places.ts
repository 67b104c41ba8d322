/** The lowest places of the underside of a mesh: a layer that rises past one begins an island there. */
import type { TriangleMesh } from '../../core/mesh.ts';

/** A place of the surface that has no lower neighbour and solid above it. */
export interface LowPlace {
  readonly zMm: number;
  /** A vertex of it, by its number. */
  readonly vertex: number;
  /** Level edges that bound no level facet, as pairs of vertices. */
  readonly edges: readonly (readonly [number, number])[];
  /** Level facets; where there is one, the place is a patch. */
  readonly facets: readonly number[];
}

/**
 * Returns the lowest places in the order of their first vertex. Vertices at one height that edges join are one place. Whether solid or void stands above it
 * is told by the section just above: a loop around solid runs counter-clockwise.
 */
export function lowPlaces({ positions, triangles }: TriangleMesh): LowPlace[] {
  const count = positions.length / 3;
  const heightOf = (v: number) => positions[3 * v + 2]!;
  const parent = Int32Array.from({ length: count }, (_, v) => v);
  const rootOf = (v: number) => {
    let r = v;
    while (parent[r] !== r) r = parent[r]!;
    for (let p = v; p !== r; ) [p, parent[p]] = [parent[p]!, r];
    return r;
  };
  const eachSide = (visit: (a: number, b: number, facet: number) => void) => {
    for (let t = 0; t < triangles.length; t += 3) {
      for (let k = 0; k < 3; k++) visit(triangles[t + k]!, triangles[t + ((k + 1) % 3)]!, t / 3);
    }
  };
  const isUsed = new Uint8Array(count);
  eachSide((a, b) => {
    isUsed[a] = 1;
    if (a === b || heightOf(a) !== heightOf(b)) return;
    const [p, q] = [rootOf(a), rootOf(b)];
    parent[Math.max(p, q)] = Math.min(p, q);
  });
  const hasLower = new Uint8Array(count);
  eachSide((a, b) => {
    if (heightOf(a) !== heightOf(b)) hasLower[rootOf(heightOf(a) > heightOf(b) ? a : b)] = 1;
  });
  const isLow = (v: number) => hasLower[rootOf(v)] === 0;
  // Area of the loop at a rise r above a place: widths r + turns r^2 / 2, where the place has no level facet.
  const turns = new Float64Array(count);
  const widths = new Float64Array(count);
  const edges = new Map<number, (readonly [number, number])[]>();
  const facets = new Map<number, number[]>();
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!] as const;
    const lowest = Math.min(...corners.map(heightOf));
    const level = corners.filter((v) => heightOf(v) === lowest);
    if (!isLow(level[0]!)) continue;
    const root = rootOf(level[0]!);
    if (level.length === 3) {
      push(facets, root, t / 3);
      continue;
    }
    // The corner that is alone at its height first.
    const k = corners.findIndex((v) => (heightOf(v) === lowest) === (level.length === 1));
    const [v, a, b] = [corners[k]!, corners[(k + 1) % 3]!, corners[(k + 2) % 3]!];
    if (level.length === 1) turns[root]! += turnAbove(positions, v, a, b);
    else {
      widths[root]! += widthAbove(positions, v, a, b);
      push(edges, root, [a, b]);
    }
  }
  const places: LowPlace[] = [];
  for (let v = 0; v < count; v++) {
    if (isUsed[v] === 0 || rootOf(v) !== v || !isLow(v)) continue;
    const level = facets.get(v);
    const down = (level ?? []).filter((t) => facesDown(positions, triangles, t));
    const isUnderSolid = level === undefined ? (widths[v] === 0 ? turns[v]! > 0 : widths[v]! > 0) : down.length > 0;
    if (!isUnderSolid) continue;
    places.push({
      zMm: heightOf(v),
      vertex: v,
      edges: level === undefined ? once(edges.get(v) ?? []) : [],
      facets: down,
    });
  }
  return places;
}

function push<T>(lists: Map<number, T[]>, key: number, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function facesDown(positions: Float64Array, triangles: Uint32Array, t: number): boolean {
  const [a, b, c] = [3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!];
  const [x, y] = [positions[a]!, positions[a + 1]!];
  const right = (positions[b + 1]! - y) * (positions[c]! - x);
  return (positions[b]! - x) * (positions[c + 1]! - y) < right;
}

/** What a facet with its lowest corner v adds to twice the area of the loop at a rise of 1; a facet over solid passes clockwise round v seen from above. */
function turnAbove(positions: Float64Array, v: number, a: number, b: number): number {
  const per = (p: number, axis: number) =>
    (positions[3 * p + axis]! - positions[3 * v + axis]!) / (positions[3 * p + 2]! - positions[3 * v + 2]!);
  return per(b, 0) * per(a, 1) - per(b, 1) * per(a, 0);
}

/** What a facet over a level edge from a to b, with its apex v above, adds to the area of the loop for each mm of rise. */
function widthAbove(positions: Float64Array, v: number, a: number, b: number): number {
  const [ex, ey] = [positions[3 * b]! - positions[3 * a]!, positions[3 * b + 1]! - positions[3 * a + 1]!];
  const [px, py] = [positions[3 * v]! - positions[3 * a]!, positions[3 * v + 1]! - positions[3 * a + 1]!];
  return (ey * px - ex * py) / (positions[3 * v + 2]! - positions[3 * a + 2]!);
}

/** Each edge once, by its lower vertex first. */
function once(sides: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const kept = new Map<string, readonly [number, number]>();
  for (const [a, b] of sides) kept.set(`${Math.min(a, b)} ${Math.max(a, b)}`, [Math.min(a, b), Math.max(a, b)]);
  return [...kept.values()];
}
