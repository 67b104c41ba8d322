/** Takes beams apart into frustums and balls, each ball once, and finds the box around them. */
import { type BeamSet, CAP_CODES, NUMBERS_PER_BEAM } from '../core/beams.ts';
import type { Box3 } from '../core/mesh.ts';
import { type Ball, ballOf, reachOf } from './beam-ball.ts';
import { type Frustum, frustumOf } from './beam-frustum.ts';

/** A convex piece of beams. */
export type BeamBody = Frustum | Ball;

/** Returns the bodies whose union the beams are. */
export function bodiesOf({ beams, caps }: BeamSet): BeamBody[] {
  const bodies: BeamBody[] = [];
  const known = new Set<string>();
  const addBall = (ball: Ball) => {
    // Beams that meet at a node have its ball in common.
    const key = [ball.xMm, ball.yMm, ball.zMm, ball.radiusMm, ...(ball.outward ?? [])].join(' ');
    if (known.has(key)) return;
    known.add(key);
    bodies.push(ball);
  };
  for (let b = 0; b < beams.length / NUMBERS_PER_BEAM; b++) {
    const i = NUMBERS_PER_BEAM * b;
    const hasLength = beams[i] !== beams[i + 3] || beams[i + 1] !== beams[i + 4] || beams[i + 2] !== beams[i + 5];
    const frustum = hasLength ? frustumOf(beams, i) : null;
    if (frustum !== null) bodies.push(frustum);
    for (let end = 0; end < 2; end++) {
      const cap = caps[2 * b + end];
      // Without length there is no side to which half a ball could look.
      if (cap === CAP_CODES.butt || (frustum === null && cap === CAP_CODES.hemisphere)) continue;
      const radiusMm = beams[i + 6 + end]!;
      const p = i + 3 * end;
      const isHalf =
        frustum !== null && cap === CAP_CODES.hemisphere && !innerHalfIsHidden(frustum, end, caps[2 * b + 1 - end]!);
      addBall(ballOf(beams[p]!, beams[p + 1]!, beams[p + 2]!, radiusMm, isHalf ? outwardOf(frustum, end) : null));
    }
  }
  return bodies;
}

/**
 * Tells whether the inner half of the ball at an end lies within the beam anyway: the beam must not narrow, and where it is
 * shorter than the ball's radius its other end must be round. A whole ball is then the same shape as a half one, without a flat side.
 */
function innerHalfIsHidden({ r1Mm, r2Mm, lengthMm }: Frustum, end: number, otherCap: number): boolean {
  const radius = end === 0 ? r1Mm : r2Mm;
  const other = end === 0 ? r2Mm : r1Mm;
  return other >= radius && (radius <= lengthMm || otherCap !== CAP_CODES.butt);
}

function outwardOf({ towardX, towardY, level, rise }: Frustum, end: number): [number, number, number] {
  const sign = end === 0 ? -1 : 1;
  return [sign * towardX * level, sign * towardY * level, sign * rise];
}

/** Returns the box around bodies; without any it is empty (its low ends infinite, its high ends minus infinite). */
export function boxOfBodies(bodies: readonly BeamBody[]): Box3 {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  const take = (axis: 0 | 1 | 2, from: number, to: number) => {
    low[axis] = Math.min(low[axis]!, from);
    high[axis] = Math.max(high[axis]!, to);
  };
  for (const body of bodies) {
    const middle = [body.xMm, body.yMm, body.zMm] as const;
    if (body.kind === 'ball') {
      for (const axis of [0, 1, 2] as const) {
        const back = body.radiusMm * reachOf(body.outward, axis, -1);
        take(axis, middle[axis] - back, middle[axis] + body.radiusMm * reachOf(body.outward, axis, 1));
      }
      continue;
    }
    const along = outwardOf(body, 1);
    for (const axis of [0, 1, 2] as const) {
      const across = Math.sqrt(Math.max(0, 1 - along[axis]! * along[axis]!));
      const end = middle[axis] + body.lengthMm * along[axis]!;
      take(axis, middle[axis] - body.r1Mm * across, middle[axis] + body.r1Mm * across);
      take(axis, end - body.r2Mm * across, end + body.r2Mm * across);
    }
  }
  return [low[0]!, low[1]!, low[2]!, high[0]!, high[1]!, high[2]!];
}
