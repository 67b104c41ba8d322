/** What the figures of an orientation add up to. */
import { FIGURE, FIGURES } from './figures.ts';
import type { OrientationPart } from './part.ts';
import type { OrientationSettings, OrientationWeights } from './settings.ts';

/** Parts of a score, each a share, not weighed yet. */
export type ScoreParts = { readonly [Name in keyof OrientationWeights]: number };

/** Returns the parts of the score of a row of figures. */
export function scoreParts(
  rows: Float64Array,
  row: number,
  part: OrientationPart,
  settings: OrientationSettings,
): ScoreParts {
  const of = (k: number): number => rows[row * FIGURES + k]!;
  const surface = part.surfaceMm2;
  const hanging = of(FIGURE.lowPoints) * settings.pointContactMm2 + of(FIGURE.lowEdgeMm) * settings.edgeContactMm;
  return {
    support: of(FIGURE.supportSpaceMm3) / part.volumeMm3,
    contact: (of(FIGURE.contactMm2) + hanging) / surface,
    plate: of(FIGURE.plateMm2) / surface,
    protected: of(FIGURE.protectedMm2) / surface,
    feet: of(FIGURE.footMm2) / surface,
    height: of(FIGURE.heightMm) / part.diagonalMm,
    blade: of(FIGURE.bladeMm2) / surface,
    areaJump: of(FIGURE.largestAreaMm2) > 0 ? of(FIGURE.areaJumpMm2) / of(FIGURE.largestAreaMm2) : 0,
    thinWalls: Math.min(1, Math.max(0, of(FIGURE.slenderness) / settings.slendernessLimit - 1)),
    canals: of(FIGURE.canalTilt),
    struts: of(FIGURE.flatStruts),
    drains: of(FIGURE.drainsDown),
    anchor: of(FIGURE.anchorLack),
  };
}

/** Returns the weighed sum of the parts: the lower, the better. */
export function scoreOf(parts: ScoreParts, weights: OrientationWeights): number {
  return (
    weights.support * parts.support +
    weights.contact * parts.contact +
    weights.plate * parts.plate +
    weights.protected * parts.protected +
    weights.feet * parts.feet +
    weights.height * parts.height +
    weights.blade * parts.blade +
    weights.areaJump * parts.areaJump +
    weights.thinWalls * parts.thinWalls +
    weights.canals * parts.canals +
    weights.struts * parts.struts +
    weights.drains * parts.drains +
    weights.anchor * parts.anchor
  );
}
