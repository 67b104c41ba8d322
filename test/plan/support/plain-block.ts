/** A plain block support for tests. */
import type { BlockSettings, Teeth } from '../../../src/plan/support/settings.ts';

/** Teeth 2 mm apart, a millimetre high, that end at the part. */
export const TEETH: Teeth = { pitchMm: 2, heightMm: 1, baseMm: 2, tipMm: 0.4, intoMm: 0 };

/** Walls a millimetre apart with such teeth, and nothing else. */
export const BLOCK: BlockSettings = {
  spacingMm: 1,
  angleDeg: 0,
  head: TEETH,
  foot: TEETH,
  openings: null,
  parting: null,
  closeMm: 0.2,
  leastLengthMm: 0.2,
};
