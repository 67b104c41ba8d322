/** Upright bodies of two heights as one closed mesh: plates with raised or sunk areas. */
import earcut, { refine } from 'earcut';
import type { TriangleMesh } from '../core/mesh.ts';
import type { Loops, Polyline } from '../core/polyline.ts';
import { assert } from '../core/prep-error.ts';
import { nestLoops } from './loop-nesting.ts';
import { cosineOfCycles, sineOfCycles } from './sine.ts';

/** Heights of a body in mm. */
export interface StepHeights {
  readonly bottomMm: number;
  readonly topMm: number;
  /** Height of the top where it is raised or, below the top and above the bottom, sunk. */
  readonly stepMm: number;
}

/**
 * Returns the body that stands on the area of clean loops, with another top over the area of other ones that lie within, without touching its border.
 * Outline and step are one closed surface.
 */
export function steppedPrism(base: Loops, step: Loops, { bottomMm, topMm, stepMm }: StepHeights): TriangleMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  const raise = (loops: Loops, z: number) => loops.map((loop) => ({ loop, first: put(loop, z) }));
  const put = ({ xy }: Polyline, z: number): number => {
    const first = positions.length / 3;
    for (let i = 0; i < xy.length; i += 2) positions.push(xy[i]!, xy[i + 1]!, z);
    return first;
  };
  const walls = (low: readonly Raised[], high: readonly Raised[]): void => {
    low.forEach(({ loop, first }, n) => {
      const count = loop.xy.length / 2;
      const over = (high[n] as Raised).first - first;
      for (let i = 0; i < count; i++) {
        const a = first + i;
        const b = first + (i + 1 === count ? 0 : i + 1);
        triangles.push(a, b, b + over, a, b + over, a + over);
      }
    });
  };
  const bottom = raise(base, bottomMm);
  const top = raise(base, topMm);
  walls(bottom, top);
  flat(bottom, [], false, triangles);
  const foot = raise(step, topMm);
  const head = raise(step, stepMm);
  walls(foot, head);
  flat(top, foot, true, triangles);
  flat(head, [], true, triangles);
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

/** A loop with the vertex of its first point. */
interface Raised {
  readonly loop: Polyline;
  readonly first: number;
}

/** Triangles of the area of some loops without that of others, facing up or down. */
function flat(area: readonly Raised[], without: readonly Raised[], up: boolean, triangles: number[]): void {
  const vertices = new Map<Polyline, readonly number[]>();
  for (const { loop, first } of area) vertices.set(loop, numbers(first, loop));
  for (const { loop, first } of without) {
    vertices.set(backward(loop), numbers(first, loop).reverse());
  }
  for (const { outline, holes } of nestLoops([...vertices.keys()])) {
    const rings = [outline, ...holes];
    const xy = rings.flatMap((ring) => [...ring.xy]);
    const own = rings.flatMap((ring) => vertices.get(ring) ?? []);
    const starts: number[] = [];
    for (let k = 0, at = 0; k + 1 < rings.length; k++) {
      at += rings[k]!.xy.length / 2;
      starts.push(at);
    }
    const corners = cut(xy, starts);
    let twice = 0;
    for (let i = 0; i < corners.length; i += 3) twice += turn(xy, corners[i]!, corners[i + 1]!, corners[i + 2]!);
    for (let i = 0; i < corners.length; i += 3) {
      const [a, b, c] = [own[corners[i]!]!, own[corners[i + 1]!]!, own[corners[i + 2]!]!];
      if (twice > 0 === up) triangles.push(a, b, c);
      else triangles.push(a, c, b);
    }
  }
}

/**
 * Triangles of an outline with holes, all turned the same way. Corners that come to lie on a straight line with the bridge to a hole are left out by
 * earcut, and the surface would be open there: such faces are turned first, so that rounding takes them off the line; what slivers that leaves the flips to a Delaunay triangulation remove.
 */
function cut(xy: readonly number[], starts: readonly number[]): number[] {
  const whole = 3 * (xy.length / 2 - 2 + 2 * starts.length);
  for (let n = 0; n < MOST_TURNS; n++) {
    const [c, s] = [cosineOfCycles(n * TURN_CYCLES), sineOfCycles(n * TURN_CYCLES)];
    const turned = xy.map((v, i) => (i % 2 === 0 ? c * v - s * xy[i + 1]! : s * xy[i - 1]! + c * v));
    const corners = earcut(turned, [...starts]);
    if (corners.length !== whole) continue;
    refine(corners, turned);
    return corners;
  }
  assert(false, 'a face with holes was not cut into all of its triangles');
}

const MOST_TURNS = 16;
/** No share of a circle that the sides of a part are turned by. */
const TURN_CYCLES = 0.061803398875;

function turn(xy: readonly number[], a: number, b: number, c: number): number {
  return (
    (xy[2 * b]! - xy[2 * a]!) * (xy[2 * c + 1]! - xy[2 * a + 1]!) -
    (xy[2 * b + 1]! - xy[2 * a + 1]!) * (xy[2 * c]! - xy[2 * a]!)
  );
}

function numbers(first: number, { xy }: Polyline): number[] {
  return Array.from({ length: xy.length / 2 }, (_, i) => first + i);
}

function backward({ xy }: Polyline): Polyline {
  const turned = new Float64Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    turned[i] = xy[xy.length - 2 - i]!;
    turned[i + 1] = xy[xy.length - 1 - i]!;
  }
  return { xy: turned, closed: true };
}
