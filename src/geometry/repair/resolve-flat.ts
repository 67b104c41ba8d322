/** Resolves triangles without area into their neighbours, so that none is dropped from where it holds two edges together. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { FLAT, isFlat } from '../flat-triangle.ts';
import { meshEdges } from '../mesh-edges.ts';
import { rootOf } from '../root-of.ts';
import { type ChangedMesh, withoutCollapsed } from './drop-collapsed.ts';
import { nextSide, OPEN, sideBefore, sidePartners } from './side-partners.ts';

/** Each pass splits only the longest of flat triangles that hang together; longer chains than this stay. */
const MOST_PASSES = 64;

/**
 * A flat triangle whose vertices are apart (a cap) gives way to its neighbour at its longest side, which is split at the
 * vertex that lies on that side; where no triangle is there the cap is dropped. The ends of a side of no length (a needle)
 * become one vertex. Neither moves the surface. Caps whose longest side has more than two triangles stay. Returns null
 * where nothing could be done.
 */
export function resolveFlat(mesh: TriangleMesh): ChangedMesh | null {
  const { positions } = mesh;
  const before = flatTriangles(mesh).length;
  const withoutNeedles = { positions, triangles: joinNeedles(mesh) };
  const triangles = splitAtCaps(withoutNeedles);
  const count = before - flatTriangles({ positions, triangles }).length;
  if (count <= 0 || triangles.length === 0) return null;
  return {
    mesh: { positions, triangles },
    changes: [{ action: 'triangles-without-area', count, largestMm: null, triangles: 0 }],
  };
}

function flatTriangles({ positions, triangles }: TriangleMesh): number[] {
  const flat: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    if (isFlat(positions, 3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!)) flat.push(t / 3);
  }
  return flat;
}

function joinNeedles(mesh: TriangleMesh): Uint32Array {
  const { positions, triangles } = mesh;
  let parent: Int32Array | null = null;
  for (const t of flatTriangles(mesh)) {
    const lengths = squaredSides(positions, triangles, t);
    const shortest = lengths.indexOf(Math.min(...lengths));
    if (lengths[shortest]! > FLAT * FLAT * Math.max(...lengths)) continue;
    parent ??= Int32Array.from({ length: positions.length / 3 }, (_, v) => v);
    const side = 3 * t + shortest;
    const a = rootOf(parent, triangles[side]!);
    const b = rootOf(parent, triangles[nextSide(side)]!);
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  if (parent === null) return triangles;
  const joined = parent;
  return withoutCollapsed(triangles.map((vertex) => rootOf(joined, vertex)));
}

function splitAtCaps(mesh: TriangleMesh): Uint32Array {
  const { positions } = mesh;
  const triangles = mesh.triangles.slice();
  const other = sidePartners(meshEdges(mesh));
  const longest = (t: number) => Math.max(...squaredSides(positions, triangles, t));
  let flat = flatTriangles(mesh);
  let isFlatOne = new Set(flat);
  let dropped = false;

  /** Points the side that lies at `side` to where it now is. */
  function link(side: number, partner: number): void {
    other[side] = partner;
    if (partner >= 0) other[partner] = side;
  }

  function drop(t: number): void {
    for (let side = 3 * t; side < 3 * t + 3; side++) {
      if (other[side]! >= 0) other[other[side]!] = OPEN;
      other[side] = OPEN;
    }
    triangles.fill(0, 3 * t, 3 * t + 3);
    dropped = true;
  }

  /** Returns the triangle that changed with the flat one, itself where that was dropped, null where it stays. */
  function resolve(t: number): number | null {
    const lengths = squaredSides(positions, triangles, t);
    const side = 3 * t + lengths.indexOf(Math.max(...lengths));
    const partner = other[side]!;
    if (partner === OPEN) {
      drop(t);
      return t;
    }
    if (partner < 0) return null;
    const u = (partner / 3) | 0;
    const middle = triangles[sideBefore(side)]!;
    const apex = triangles[sideBefore(partner)]!;
    if (apex === middle || (isFlatOne.has(u) && longest(u) > longest(t))) return null;
    // The partner runs from x to y; which of the cap's other sides lies at x depends on how the two are turned.
    const x = triangles[partner]!;
    const y = triangles[nextSide(partner)]!;
    const sameWay = triangles[side] === x;
    const atX = other[sameWay ? sideBefore(side) : nextSide(side)]!;
    const atY = other[sameWay ? nextSide(side) : sideBefore(side)]!;
    const yToApex = other[nextSide(partner)]!;
    const apexToX = other[sideBefore(partner)]!;
    triangles.set([x, middle, apex], 3 * u);
    triangles.set([middle, y, apex], 3 * t);
    link(3 * u, atX);
    link(3 * u + 1, 3 * t + 2);
    link(3 * u + 2, apexToX);
    link(3 * t, atY);
    link(3 * t + 1, yToApex);
    return u;
  }

  for (let pass = 0; pass < MOST_PASSES && flat.length > 0; pass++) {
    let changed = false;
    for (const t of flat) {
      if (!isFlatOne.has(t)) continue;
      const u = resolve(t);
      if (u === null) continue;
      changed = true;
      for (const touched of [t, u]) {
        if (!isGone(triangles, touched) && isFlatAt(positions, triangles, touched)) isFlatOne.add(touched);
        else isFlatOne.delete(touched);
      }
    }
    if (!changed) break;
    flat = [...isFlatOne].sort((a, b) => a - b);
    isFlatOne = new Set(flat);
  }
  return dropped ? withoutCollapsed(triangles) : triangles;
}

function isGone(triangles: Uint32Array, t: number): boolean {
  return triangles[3 * t] === triangles[3 * t + 1];
}

function isFlatAt(positions: Float64Array, triangles: Uint32Array, t: number): boolean {
  return isFlat(positions, 3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!);
}

/** Squared lengths of the three sides. */
function squaredSides(positions: Float64Array, triangles: Uint32Array, t: number): [number, number, number] {
  const squared = (side: number): number => {
    const p = 3 * triangles[side]!;
    const q = 3 * triangles[nextSide(side)]!;
    const dx = positions[p]! - positions[q]!;
    const dy = positions[p + 1]! - positions[q + 1]!;
    const dz = positions[p + 2]! - positions[q + 2]!;
    return dx * dx + dy * dy + dz * dz;
  };
  return [squared(3 * t), squared(3 * t + 1), squared(3 * t + 2)];
}
