/** How finely the curves of beam sections are stepped, so that neither their place nor the area within is off. */

/** Greatest distance in mm of a section's chords from the curve that they stand for. */
export const CHORD_ERROR_MM = 0.0005;

/** Arcs longer than this angle get a point between their ends, so that the area below them can be kept. */
const LEAST_BENT_RAD = 0.02;

/**
 * Returns into how many equal steps an arc is divided. A chord of angle d is r d^2 / 8 off; what is moved to keep the area
 * (`bulge`) is at most r d^2 / 6 off at its points, so 6 is taken for 8.
 *
 * @param stretch - how much farther off a chord is in the plane of the cut than at right angles to the surface
 */
export function arcSteps(angleRad: number, radiusMm: number, stretch: number): number {
  const stepRad = Math.sqrt((6 * CHORD_ERROR_MM) / (radiusMm * stretch));
  return Math.max(angleRad > LEAST_BENT_RAD ? 2 : 1, Math.ceil(angleRad / stepRad));
}

/**
 * Moves the points of an arc outward so that its chords enclose the area of the curve. Between evenly spaced points of a smooth
 * curve a chord cuts off |P' x P''| d^3 / 12, and a point stands |P''| d^2 / 2 over the chord of its neighbours; moved out by a
 * sixth of that height it gives back what one chord cuts off, up to the fourth power of the step. Ends that are corners
 * stay, so the points between them do their share.
 *
 * @param arc - u0,v0,u1,v1,... with v = 0 as the axis of symmetry
 * @param startsOnAxis - the arc goes on as its mirror image before its first point
 * @param endsOnAxis - the same after its last point
 */
export function bulge(arc: Float64Array, startsOnAxis: boolean, endsOnAxis: boolean): void {
  const last = arc.length - 2;
  const steps = last / 2;
  // Ends on the axis count half, as their other half is the mirror image's.
  const moved = steps - 1 + (startsOnAxis ? 0.5 : 0) + (endsOnAxis ? 0.5 : 0);
  if (moved <= 0) return;
  const share = steps / moved / 6;
  let u = arc[0]!;
  let v = arc[1]!;
  let beforeU = arc[2]!;
  let beforeV = -arc[3]!;
  for (let i = 0; i <= last; i += 2) {
    const afterU = i < last ? arc[i + 2]! : beforeU;
    const afterV = i < last ? arc[i + 3]! : -beforeV;
    const chordU = afterU - beforeU;
    const chordV = afterV - beforeV;
    const square = chordU * chordU + chordV * chordV;
    const isCorner = (i === 0 && !startsOnAxis) || (i === last && !endsOnAxis);
    if (!isCorner && square > 0) {
      const height = (chordU * (v - beforeV) - chordV * (u - beforeU)) / square;
      arc[i] = u - chordV * height * share;
      arc[i + 1] = v + chordU * height * share;
    }
    beforeU = u;
    beforeV = v;
    u = afterU;
    v = afterV;
  }
}
