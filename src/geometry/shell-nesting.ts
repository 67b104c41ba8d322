/** Which closed shells of a mesh enclose which. */
import type { TriangleMesh } from '../core/mesh.ts';
import { shellsAbove } from './shell-ray.ts';
import { buildTriangleBvh } from './triangle-bvh-build.ts';
import { triangleNormal } from './triangle-normal.ts';

/** How far within its own shell a probe lies, as parts of the size of a triangle; the next where the shell is thinner. */
const PROBE_DEPTHS = [1e-3, 1e-5, 1e-7] as const;
/** Where it takes more comparisons of boxes than this to find those in one another, all shells are tested. */
const MOST_COMPARISONS = 30_000_000;

/** What is known of the shells: six numbers a box. */
export interface ShellFacts {
  readonly isClosed: Uint8Array;
  readonly boxes: Float64Array;
  readonly volumes: Float64Array;
}

/** For each shell how many enclose it, and the innermost of these, or -1. */
export interface ShellNesting {
  readonly depthOf: Int32Array;
  readonly parentOf: Int32Array;
}

/**
 * Finds the closed shells round each closed shell. A shell is tested at points just within it, for these lie off every
 * other shell, even one that touches it or coincides with it: behind its largest triangle and behind the outermost along each
 * axis. Where all lie within another shell, that encloses it; one that reaches out of the other between these points alone
 * is taken as enclosed. Of shells with the same volume in the same place the first counts as the outer one.
 */
export function enclosingShells(mesh: TriangleMesh, shellOf: Uint32Array, facts: ShellFacts): ShellNesting {
  const shells = facts.volumes.length;
  const depthOf = new Int32Array(shells);
  const parentOf = new Int32Array(shells).fill(-1);
  const { isTested, isOfInterest } = nestedBoxes(facts);
  if (!isTested.includes(1)) return { depthOf, parentOf };
  const subset: number[] = [];
  for (let t = 0; t < shellOf.length; t++) if (isOfInterest[shellOf[t]!] === 1) subset.push(t);
  const tree = buildTriangleBvh(mesh, Uint32Array.from(subset));
  const probes = probeTriangles(mesh, shellOf, subset, isTested);
  const winding = new Int32Array(shells);

  /** Shells with a winding other than 0 round a point; `winding` is left at 0. */
  function windingShells(point: readonly [number, number, number]): readonly number[] {
    const met: number[] = [];
    shellsAbove(tree, shellOf, ...point, (shell, turns) => {
      met.push(shell);
      winding[shell]! += turns;
    });
    const within: number[] = [];
    for (const shell of met) {
      if (winding[shell] !== 0) within.push(shell);
      winding[shell] = 0;
    }
    return within;
  }

  function shellsRound(triangle: number, shell: number): readonly number[] {
    let within: readonly number[] = [];
    for (const depth of PROBE_DEPTHS) {
      within = windingShells(pointWithin(mesh, triangle, facts.volumes[shell]! >= 0 ? -depth : depth));
      if (within.includes(shell)) break;
    }
    return within;
  }

  for (const [shell, triangles] of probes) {
    let round: readonly number[] | null = null;
    for (const triangle of triangles) {
      const now: readonly number[] = shellsRound(triangle, shell);
      round = round === null ? now.filter((other) => mayEnclose(facts, other, shell)) : round.filter(inSet(now));
      if (round.length === 0) break;
    }
    for (const other of round ?? []) {
      depthOf[shell]!++;
      const parent = parentOf[shell]!;
      if (parent < 0 || mayEnclose(facts, parent, other)) parentOf[shell] = other;
    }
  }
  return { depthOf, parentOf };
}

/** A shell that encloses another has the larger volume, and its box holds the other's. */
function mayEnclose({ boxes, volumes }: ShellFacts, outer: number, inner: number): boolean {
  if (outer === inner) return false;
  const difference = Math.abs(volumes[outer]!) - Math.abs(volumes[inner]!);
  if (difference < 0 || (difference === 0 && outer > inner)) return false;
  for (let axis = 0; axis < 3; axis++) {
    if (boxes[6 * outer + axis]! > boxes[6 * inner + axis]!) return false;
    if (boxes[6 * outer + 3 + axis]! < boxes[6 * inner + 3 + axis]!) return false;
  }
  return true;
}

/** Closed shells whose box lies in the box of another, and these with those others, by a sweep along one axis. */
function nestedBoxes(facts: ShellFacts) {
  const { isClosed, boxes } = facts;
  const axis = sweepAxis(facts);
  const from = (i: number) => boxes[6 * i + axis]!;
  const to = (i: number) => boxes[6 * i + 3 + axis]!;
  const order = Uint32Array.from(isClosed, (_, i) => i)
    .filter((i) => isClosed[i] === 1)
    .sort((a, b) => from(a) - from(b) || a - b);
  const isTested = new Uint8Array(isClosed.length);
  const isOfInterest = new Uint8Array(isClosed.length);
  const active = new Uint32Array(order.length);
  let activeCount = 0;
  let comparisons = 0;
  for (const shell of order) {
    comparisons += activeCount;
    if (comparisons > MOST_COMPARISONS) return { isTested: isClosed, isOfInterest: isClosed };
    let kept = 0;
    for (let k = 0; k < activeCount; k++) {
      const other = active[k]!;
      if (to(other) < from(shell)) continue;
      active[kept++] = other;
      const inner = mayEnclose(facts, other, shell) ? shell : mayEnclose(facts, shell, other) ? other : -1;
      if (inner < 0) continue;
      isTested[inner] = 1;
      isOfInterest[shell] = 1;
      isOfInterest[other] = 1;
    }
    active[kept++] = shell;
    activeCount = kept;
  }
  return { isTested, isOfInterest };
}

/** The axis along which the boxes are shortest against the whole, so that the fewest overlap. */
function sweepAxis({ isClosed, boxes }: ShellFacts): number {
  const shares = [0, 1, 2].map((axis) => {
    let low = Infinity;
    let high = -Infinity;
    let sum = 0;
    for (let i = 0; i < isClosed.length; i++) {
      if (isClosed[i] === 0) continue;
      low = Math.min(low, boxes[6 * i + axis]!);
      high = Math.max(high, boxes[6 * i + 3 + axis]!);
      sum += boxes[6 * i + 3 + axis]! - boxes[6 * i + axis]!;
    }
    return high > low ? sum / (high - low) : Infinity;
  });
  return shares.indexOf(Math.min(...shares));
}

function inSet(list: readonly number[]): (value: number) => boolean {
  const set = new Set(list);
  return (value) => set.has(value);
}

/** The largest triangle of each tested shell, where a point within is safest, and those whose middles lie outermost. */
function probeTriangles(mesh: TriangleMesh, shellOf: Uint32Array, subset: readonly number[], isTested: Uint8Array) {
  const best = new Map<number, { readonly triangles: Int32Array; readonly scores: Float64Array }>();
  const normal = new Float64Array(4);
  for (const t of subset) {
    const shell = shellOf[t]!;
    if (isTested[shell] === 0) continue;
    const { triangles, scores } = best.get(shell) ?? {
      triangles: new Int32Array(7).fill(-1),
      scores: new Float64Array(7).fill(-Infinity),
    };
    if (triangles[0]! < 0) best.set(shell, { triangles, scores });
    normalOf(mesh, t, normal);
    for (let k = 0; k < 7; k++) {
      const score = k === 0 ? normal[3]! : (k % 2 === 0 ? 1 : -1) * middleOf(mesh, t, (k - 1) >> 1);
      if (score <= scores[k]! || (k > 0 && normal[3] === 0)) continue;
      triangles[k] = t;
      scores[k] = score;
    }
  }
  return new Map([...best].map(([shell, { triangles }]) => [shell, [...new Set(triangles)].filter((t) => t >= 0)]));
}

/** The middle of a triangle, moved along its normal by a part of its size. */
function pointWithin(mesh: TriangleMesh, triangle: number, parts: number): readonly [number, number, number] {
  const normal = new Float64Array(4);
  normalOf(mesh, triangle, normal);
  const scale = normal[3]! > 0 ? parts / Math.sqrt(normal[3]!) : 0;
  return [
    middleOf(mesh, triangle, 0) + scale * normal[0]!,
    middleOf(mesh, triangle, 1) + scale * normal[1]!,
    middleOf(mesh, triangle, 2) + scale * normal[2]!,
  ];
}

function middleOf({ positions, triangles }: TriangleMesh, t: number, axis: number): number {
  const a = positions[3 * triangles[3 * t]! + axis]!;
  const b = positions[3 * triangles[3 * t + 1]! + axis]!;
  const c = positions[3 * triangles[3 * t + 2]! + axis]!;
  return (a + b + c) / 3;
}

/** Writes the normal and its length, which is twice the area. */
function normalOf({ positions, triangles }: TriangleMesh, t: number, out: Float64Array): void {
  triangleNormal(positions, 3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!, out);
  out[3] = Math.sqrt(out[0]! ** 2 + out[1]! ** 2 + out[2]! ** 2);
}
