/** A stretch of a rod that does not come back to itself: one closed mesh. */
import type { TriangleMesh } from '../../core/mesh.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { addPoint, closeLoop, joinRows, type MeshDraft, meshDraft, meshOfDraft } from './mesh-draft.ts';
import { CHORD_MM } from './round-facets.ts';
import type { Point3 } from './solid-tree.ts';
import type { SweepSegment } from './sweep-path.ts';
import type { Rim, SegmentRims } from './sweep-rims.ts';
import { along, minus } from './vector.ts';

/** One or more segments in a row, and how they end. */
export interface SweepTube {
  readonly segments: readonly SweepSegment[];
  readonly rims: readonly SegmentRims[];
  readonly isRoundAtStart: boolean;
  readonly isRoundAtEnd: boolean;
}

/** Numbers of the points of a rim, facet by facet. */
type NumberedRim = readonly (readonly number[])[];

/** Returns the mesh of a tube; a straight one with flat ends has the volume of the cylinder, a round end that of the half sphere. */
export function tubeMesh({ segments, rims, isRoundAtStart, isRoundAtEnd }: SweepTube, radiusMm: number): TriangleMesh {
  const draft = meshDraft();
  const first = numbered(draft, rims[0]!.start);
  let low = first;
  for (const { end, shift } of rims) {
    const high = numbered(draft, end);
    for (let i = 0; i < low.length; i++) joinRows(draft, facetOf(low, i), facetOf(high, i + shift));
    low = high;
  }
  const from = segments[0]!;
  const to = segments[segments.length - 1]!;
  const back: Point3 = minus([0, 0, 0], from.direction);
  closeEnd(draft, first.flat().reverse(), from.fromMm, back, isRoundAtStart ? radiusMm : 0);
  closeEnd(draft, low.flat(), to.toMm, to.direction, isRoundAtEnd ? radiusMm : 0);
  return meshOfDraft(draft);
}

function numbered(draft: MeshDraft, rim: Rim): NumberedRim {
  return rim.map((points) => points.map((point) => addPoint(draft, point)));
}

/** The points along one facet, its last corner included. */
function facetOf(rim: NumberedRim, i: number): readonly number[] {
  const facet = i % rim.length;
  return [...rim[facet]!, rim[(facet + 1) % rim.length]![0]!];
}

/** Closes an end, flat or with a half sphere; the loop is counter-clockwise seen from outside. */
function closeEnd(draft: MeshDraft, loop: readonly number[], middle: Point3, outward: Point3, radiusMm: number): void {
  let row = loop;
  let heightMm = 0;
  if (radiusMm > 0) {
    const steps = domeSteps(radiusMm);
    const stretch = domeStretch(steps);
    const offsets = loop.map((point) => {
      const p = draft.numbers;
      return minus([p[3 * point]!, p[3 * point + 1]!, p[3 * point + 2]!], middle);
    });
    for (let step = 1; step < steps; step++) {
      const ring = along(middle, radiusMm * stretch * sineOfCycles(step / (4 * steps)), outward);
      const share = cosineOfCycles(step / (4 * steps));
      const next = offsets.map((offset) => addPoint(draft, along(ring, share, offset)));
      for (let i = 0, j = row.length - 1; i < row.length; j = i, i++) {
        joinRows(draft, [row[j]!, row[i]!], [next[j]!, next[i]!]);
      }
      row = next;
    }
    heightMm = radiusMm * stretch;
  }
  closeLoop(draft, row, addPoint(draft, along(middle, heightMm, outward)));
}

/** Steps of a quarter circle: the stretch below puts the tip r step^2 / 4 beyond the true half sphere. */
function domeSteps(radiusMm: number): number {
  return Math.max(8, Math.ceil((Math.PI / 4) * Math.sqrt(radiusMm / CHORD_MM)));
}

/** How much higher than the half sphere of the same base rings in it must stand to hold its volume, 2/3 pi r^3. */
function domeStretch(steps: number): number {
  let volume = 0;
  for (let step = 0; step < steps; step++) {
    const wide = cosineOfCycles(step / (4 * steps));
    const narrow = cosineOfCycles((step + 1) / (4 * steps));
    const height = sineOfCycles((step + 1) / (4 * steps)) - sineOfCycles(step / (4 * steps));
    volume += (height / 3) * (wide * wide + wide * narrow + narrow * narrow);
  }
  return 2 / 3 / volume;
}
