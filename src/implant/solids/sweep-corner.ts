/** The piece of a sphere that rounds a corner of a rod. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { addPoint, joinRows, meshDraft, meshOfDraft } from './mesh-draft.ts';
import type { Point3 } from './solid-tree.ts';
import type { SweepCorner, SweepPath } from './sweep-path.ts';
import type { Rim } from './sweep-rims.ts';
import { along, dot, minus, unit } from './vector.ts';

/**
 * Returns what lies between the outer halves of the two rims at a corner, turned about the axis of the turn, and a point
 * inside both tubes: it overlaps them and touches their surfaces along the rims only, in the same points.
 */
export function cornerMesh(path: SweepPath, index: number, before: Rim, after: Rim): TriangleMesh {
  const corner = path.corners[index]!;
  const { atMm, axis, inward, turnRad } = corner;
  const from = path.segments[index]!;
  const to = path.segments[(index + 1) % path.segments.length]!;
  const low = before.flat();
  const high = after.flat();
  const arc = outerArc(low, corner);
  const draft = meshDraft();
  const steps = Math.max(1, Math.ceil((turnRad / Math.PI) * path.facets));
  const stretch = arcStretch(turnRad, steps);
  const first = arc.map((i) => addPoint(draft, low[i]!));
  const ends = [0, arc.length - 1];
  let row = first;
  for (let step = 1; step <= steps; step++) {
    const cycles = (step / steps) * (turnRad / (2 * Math.PI));
    const inwardHere = along(along([0, 0, 0], cosineOfCycles(cycles), inward), -sineOfCycles(cycles), from.direction);
    const next = arc.map((i, k) => {
      if (ends.includes(k)) return first[k]!;
      if (step === steps) return addPoint(draft, high[i]!);
      const offset = minus(low[i]!, atMm);
      const onAxis = along(atMm, dot(offset, axis), axis);
      return addPoint(draft, along(onAxis, stretch * dot(offset, inward), inwardHere));
    });
    for (let k = 1; k < arc.length; k++) joinRows(draft, [row[k - 1]!, row[k]!], [next[k - 1]!, next[k]!]);
    row = next;
  }
  const depthMm = Math.min(path.radiusMm, from.lengthMm, to.lengthMm) / 2;
  const apex = addPoint(draft, along(atMm, depthMm, unit(minus(to.direction, from.direction))));
  for (let k = 1; k < arc.length; k++) {
    draft.corners.push(apex, first[k]!, first[k - 1]!, apex, row[k - 1]!, row[k]!);
  }
  return meshOfDraft(draft);
}

/** Numbers of the rim points from one end of the axis around the outer side to the other. */
function outerArc(rim: readonly Point3[], { atMm, axis, inward }: SweepCorner): number[] {
  // The axis meets the rim in two points, which lie on it to rounding.
  const ends = [1, -1].map((side) => {
    let best = -1;
    let leastMm = Infinity;
    rim.forEach((point, i) => {
      const offset = minus(point, atMm);
      const asideMm = Math.abs(dot(offset, inward));
      if (side * dot(offset, axis) <= 0 || asideMm >= leastMm) return;
      best = i;
      leastMm = asideMm;
    });
    return best;
  });
  let [start, end] = [ends[0]!, ends[1]!];
  const middle = (start + Math.floor(((end - start + rim.length) % rim.length) / 2)) % rim.length;
  if (dot(minus(rim[middle]!, atMm), inward) > 0) [start, end] = [end, start];
  const arc = [start];
  for (let i = start; i !== end; ) {
    i = (i + 1) % rim.length;
    arc.push(i);
  }
  return arc;
}

/**
 * How much farther from the axis the points between the first and the last row stand, so that the chords enclose the area of
 * the arc: of its steps, of the angle s, two have one point moved out and the others both.
 */
function arcStretch(turnRad: number, steps: number): number {
  if (steps === 1) return 1;
  const step = turnRad / steps;
  const needed = turnRad / sineOfCycles(step / (2 * Math.PI));
  if (steps === 2) return needed / 2;
  return (Math.sqrt(1 + (steps - 2) * needed) - 1) / (steps - 2);
}
