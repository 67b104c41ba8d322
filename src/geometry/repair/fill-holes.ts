/** Fills small holes with triangles between the corners of their rims. */
import { triangleNormal } from '../triangle-normal.ts';
import { borderLoops } from './border-loops.ts';
import { joinedSurfaces } from './joined-surfaces.ts';
import type { HoleLimits, OpenHole } from './open-holes.ts';
import type { ChangedPairing, PairedMesh } from './paired-mesh.ts';
import { nextSide, OPEN, sideBefore } from './side-partners.ts';
import { type LoopSpan, triangulateLoop } from './triangulate-loop.ts';

/** A patch that is no smaller than this share of the surface it would close is none: the loop is the rim of a sheet. */
const LARGEST_SHARE = 0.75;

/** A mesh after its holes were filled. */
export interface FilledHoles {
  /** Null where nothing was filled. */
  readonly changed: ChangedPairing | null;
  readonly open: readonly OpenHole[];
}

/**
 * Fills holes within the limits; those of three edges at any size, for one triangle alone fits them. A loop that is the rim
 * of an open sheet is not filled, nor one of three edges on which a triangle stands already.
 */
export function fillHoles(mesh: PairedMesh, limits: HoleLimits): FilledHoles {
  const { positions, triangles } = mesh;
  const open: OpenHole[] = [];
  const loops = borderLoops(mesh).filter(({ length }) => {
    const isTaken = length > 2 && length <= Math.max(3, limits.holeEdges);
    if (!isTaken) open.push({ why: length > 2 ? 'edges' : 'twisted', edges: length, acrossMm: null });
    return isTaken;
  });
  if (loops.length === 0) return { changed: null, open };
  const surfaces = joinedSurfaces(mesh);
  const edges = edgesAtLoops(mesh, loops);
  const patches = patchList(mesh);
  let count = 0;
  let largestMm = 0;
  for (const loop of loops) {
    const vertices = loop.map((side) => triangles[side]!);
    const corners = Float64Array.from(vertices.flatMap((v) => [...positions.subarray(3 * v, 3 * v + 3)]));
    const span = triangulateLoop(corners, normalsAt(mesh, loop), (i, j) => edges.has(vertices[i]!, vertices[j]!));
    const acrossMm = widestMm(corners);
    const leave = (why: OpenHole['why']) => open.push({ why, edges: loop.length, acrossMm });
    if (span === null || (loop.length === 3 && edges.hasTriangle(vertices))) {
      leave('twisted');
      continue;
    }
    const closed = new Set(loop.map((side) => surfaces.surfaceOf[(side / 3) | 0]!));
    const surfaceMm2 = [...closed].reduce((sum, surface) => sum + surfaces.areaMm2[surface]!, 0);
    const isRim = span.areaMm2 >= LARGEST_SHARE * surfaceMm2;
    const isSlit = 2 * span.areaMm2 <= limits.slitMm * aroundMm(corners);
    if (isRim || (loop.length > 3 && acrossMm > limits.holeMm && !isSlit)) {
      leave(isRim ? 'rim' : 'wide');
      continue;
    }
    patches.add(loop, vertices, span);
    for (const [a, b, c] of span.triangles) {
      edges.add(vertices[a]!, vertices[b]!);
      edges.add(vertices[b]!, vertices[c]!);
      edges.add(vertices[c]!, vertices[a]!);
    }
    count++;
    largestMm = Math.max(largestMm, acrossMm);
  }
  if (count === 0) return { changed: null, open };
  const filled = patches.mesh();
  const added = (filled.triangles.length - triangles.length) / 3;
  const changes = [{ action: 'holes-filled', count, largestMm, triangles: added }] as const;
  return { changed: { mesh: filled, changes }, open };
}

/** Collects the triangles of patches, joined to the rims and to each other. */
function patchList(mesh: PairedMesh) {
  const first = mesh.triangles.length;
  const partnerOf = mesh.partnerOf.slice();
  const added: number[] = [];
  const addedPartners: number[] = [];

  function add(loop: readonly number[], vertices: readonly number[], span: LoopSpan): void {
    const n = loop.length;
    /** Side of a patch triangle that runs from corner p to corner q of the loop, by p n + q. */
    const waiting = new Map<number, number>();
    for (const corners of span.triangles) {
      for (let k = 0; k < 3; k++) {
        const p = corners[k]!;
        const q = corners[(k + 1) % 3]!;
        const side = first + added.length;
        added.push(vertices[p]!);
        // A patch runs the sides of the rim backward.
        if ((q + 1) % n === p) {
          addedPartners.push(loop[q]!);
          partnerOf[loop[q]!] = side;
          continue;
        }
        const other = waiting.get(q * n + p);
        addedPartners.push(other ?? OPEN);
        if (other === undefined) waiting.set(p * n + q, side);
        else addedPartners[other - first] = side;
      }
    }
  }

  function extended(): PairedMesh {
    const triangles = new Uint32Array(first + added.length);
    triangles.set(mesh.triangles);
    triangles.set(added, first);
    const partners = new Int32Array(first + added.length);
    partners.set(partnerOf);
    partners.set(addedPartners, first);
    return { positions: mesh.positions, triangles, partnerOf: partners };
  }

  return { add, mesh: extended };
}

/** The edges between vertices of loops, and the triangles with all three corners there. */
function edgesAtLoops({ positions, triangles }: PairedMesh, loops: readonly (readonly number[])[]) {
  const isAtLoop = new Uint8Array(positions.length / 3);
  for (const loop of loops) for (const side of loop) isAtLoop[triangles[side]!] = 1;
  const keys = new Set<number>();
  const corners = new Set<string>();
  const keyOf = (a: number, b: number) => Math.min(a, b) * isAtLoop.length + Math.max(a, b);
  for (let side = 0; side < triangles.length; side++) {
    const a = triangles[side]!;
    const b = triangles[nextSide(side)]!;
    if (isAtLoop[a] === 0 || isAtLoop[b] === 0) continue;
    keys.add(keyOf(a, b));
    const c = triangles[sideBefore(side)]!;
    if (side % 3 === 0 && isAtLoop[c] === 1) corners.add(cornersKey([a, b, c]));
  }
  return {
    has: (a: number, b: number) => keys.has(keyOf(a, b)),
    hasTriangle: (vertices: readonly number[]) => corners.has(cornersKey(vertices)),
    add: (a: number, b: number) => void keys.add(keyOf(a, b)),
  };
}

function cornersKey(vertices: readonly number[]): string {
  return [...vertices].sort((a, b) => a - b).join(' ');
}

/** Unit normals of the triangles at the sides of a loop; zero for one without area. */
function normalsAt({ positions, triangles }: PairedMesh, loop: readonly number[]): Float64Array {
  const normals = new Float64Array(3 * loop.length);
  const normal = new Float64Array(3);
  for (let i = 0; i < loop.length; i++) {
    const t = 3 * ((loop[i]! / 3) | 0);
    triangleNormal(positions, 3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!, normal);
    const length = Math.sqrt(normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2);
    for (let axis = 0; axis < 3; axis++) normals[3 * i + axis] = length > 0 ? normal[axis]! / length : 0;
  }
  return normals;
}

function widestMm(corners: Float64Array): number {
  let widest = 0;
  for (let i = 0; i < corners.length; i += 3) {
    for (let j = 0; j < i; j += 3) widest = Math.max(widest, apartMm(corners, i, j));
  }
  return widest;
}

function aroundMm(corners: Float64Array): number {
  let around = 0;
  for (let i = 0; i < corners.length; i += 3) around += apartMm(corners, i, (i + 3) % corners.length);
  return around;
}

function apartMm(corners: Float64Array, i: number, j: number): number {
  const dx = corners[i]! - corners[j]!;
  const dy = corners[i + 1]! - corners[j + 1]!;
  const dz = corners[i + 2]! - corners[j + 2]!;
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}
