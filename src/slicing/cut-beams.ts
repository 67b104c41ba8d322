/** Cuts beams at one height after the other by a sweep over the frustums and balls that they are made of. */
import type { BeamClip, BeamSet } from '../core/beams.ts';
import type { Box3 } from '../core/mesh.ts';
import type { Loops } from '../core/polyline.ts';
import { assert, PrepError } from '../core/prep-error.ts';
import { intersectLoops, subtractLoops, unitePositive } from '../geometry/clipping.ts';
import { meshEdges } from '../geometry/mesh-edges.ts';
import { meshBox } from '../geometry/mesh-measures.ts';
import { ballSection } from './beam-ball.ts';
import { bodiesOf, boxOfBodies } from './beam-bodies.ts';
import { frustumSection } from './beam-frustum.ts';
import { withoutHidden } from './beam-hidden.ts';
import { cleanContours } from './clean-contours.ts';
import { withoutSpecks } from './cut-field.ts';
import { meshCutter } from './cut-mesh.ts';

/** Cuts one set of beams at many heights. */
export interface BeamCutter {
  /**
   * Returns the section at a height: loops on the 0.1 um grid that neither cross nor overlap, solid on the left. Rising heights
   * continue the sweep, a lower one starts it again; the result is the same. `loadClipping` must have been awaited before.
   */
  cut(zMm: number): Loops;
  /** Box around the beams, as far as the clipping mesh reaches where its inside is kept. Empty where nothing can be left. */
  readonly box: Box3;
}

/** Makes a cutter for beams (also on shared memory). */
export function beamCutter(set: BeamSet): BeamCutter {
  const bodies = bodiesOf(set);
  // In order of their lowest points; of equal ones the first stands first.
  const order = bodies.map((_, i) => i).sort((a, b) => bodies[a]!.zLowMm - bodies[b]!.zLowMm || a - b);
  const active = new Int32Array(bodies.length);
  let activeCount = 0;
  let cursor = 0;
  let lastZ = -Infinity;
  const clipped = set.clip === null ? unitePositive : clipper(set.clip);

  function cut(zMm: number): Loops {
    assert(Number.isFinite(zMm), 'a cut height is finite');
    if (zMm < lastZ) {
      activeCount = 0;
      cursor = 0;
    }
    lastZ = zMm;
    for (; cursor < order.length && bodies[order[cursor]!]!.zLowMm <= zMm; cursor++)
      active[activeCount++] = order[cursor]!;
    const sections: Float64Array[] = [];
    let kept = 0;
    for (let k = 0; k < activeCount; k++) {
      const body = bodies[active[k]!]!;
      if (body.zHighMm < zMm) continue;
      active[kept++] = active[k]!;
      const section = body.kind === 'ball' ? ballSection(body, zMm) : frustumSection(body, zMm);
      if (section !== null) sections.push(section);
    }
    activeCount = kept;
    if (sections.length === 0) return [];
    return withoutSpecks(
      clipped(
        withoutHidden(sections).map((xy) => ({ xy, closed: true })),
        zMm,
      ),
    );
  }

  return { cut, box: clippedBox(boxOfBodies(bodies), set.clip) };
}

/** Returns a function that unites sections and keeps what the clipping mesh leaves of them, in one go. */
function clipper({ keeps, mesh }: BeamClip): (sections: Loops, zMm: number) => Loops {
  const cutter = meshCutter(mesh, meshEdges(mesh));
  return (sections, zMm) => {
    const { loops, open } = cutter.cut(zMm);
    if (open.length > 0)
      throw new PrepError('mesh-invalid', `the mesh that clips beams is open at a height of ${zMm} mm`, [
        'beams',
        'clip',
      ]);
    const area = cleanContours(loops);
    if (keeps === 'inside') return area.length === 0 ? [] : intersectLoops(sections, area);
    return area.length === 0 ? unitePositive(sections) : subtractLoops(sections, area);
  };
}

function clippedBox(box: Box3, clip: BeamClip | null): Box3 {
  if (clip === null || clip.keeps === 'outside') return box;
  const around = meshBox(clip.mesh);
  return [
    Math.max(box[0], around[0]),
    Math.max(box[1], around[1]),
    Math.max(box[2], around[2]),
    Math.min(box[3], around[3]),
    Math.min(box[4], around[4]),
    Math.min(box[5], around[5]),
  ];
}
