/** Raises the faces of a part that look down, layer by layer, from the sections around it. */
import type { Loops } from '../core/polyline.ts';
import { intersectLoops, offsetLoops, subtractLoops, unitePositive } from '../geometry/clipping.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { withoutStrips } from '../geometry/without-strips.ts';
import { withoutSpecks } from './cut-field.ts';

/** A section whose faces that look down are raised. */
export interface RaisedSection {
  /** Clean loops. */
  readonly solid: Loops;
  /** Of what would lose its whole height: kept, as the layer under its upper face. */
  readonly keptMm2: number;
  /** Of the same: rims beside what stays that are narrower than asked, which go. */
  readonly droppedMm2: number;
}

/**
 * Returns a section with its faces that look down raised by d: a place stays where the part is solid all the way from d below. That is the
 * intersection of the part with itself moved up by up to d, cut at the same height.
 *
 * What is less than d high would vanish. Its layer under the upper face is kept, so that a floor stays at one layer at least, except for a rim: what
 * is narrower than `leastWidthMm` and lies all within that of what stays. On a round flank rims are slivers of a few micrometres.
 * `loadClipping` must have been awaited before.
 *
 * @param own - the section of the layer; clean loops, as are the others
 * @param below - the sections from a layer below down to d below, both ends among them
 * @param above - the section one layer above
 */
export function raisedSection(own: Loops, below: readonly Loops[], above: Loops, leastWidthMm: number): RaisedSection {
  const stays = tidy(below.reduce((left, one) => (left.length === 0 ? left : intersectLoops(left, one)), own));
  if (loopsAreaMm2(stays) === loopsAreaMm2(own)) return { solid: own, keptMm2: 0, droppedMm2: 0 };
  const tops = tidy(subtractLoops(above.length === 0 ? own : subtractLoops(own, above), stays));
  const kept = nestLoops(tops)
    .map(({ outline, holes }) => [outline, ...holes])
    .filter((piece) => isWide(piece, leastWidthMm) || reachesOut(piece, stays, leastWidthMm))
    .flat();
  const keptMm2 = loopsAreaMm2(kept);
  return {
    solid: kept.length === 0 ? stays : unitePositive([...stays, ...kept]),
    keptMm2,
    droppedMm2: Math.max(0, loopsAreaMm2(tops) - keptMm2),
  };
}

function isWide(piece: Loops, widthMm: number): boolean {
  return offsetLoops(piece, -widthMm / 2).length > 0;
}

/** Whether something of a piece is farther than a distance from an area. */
function reachesOut(piece: Loops, area: Loops, distanceMm: number): boolean {
  return area.length === 0 || tidy(subtractLoops(piece, offsetLoops(area, distanceMm))).length > 0;
}

function tidy(loops: Loops): Loops {
  return withoutSpecks(withoutStrips(loops));
}
