/** The operations of which programs are made. */

/**
 * Every operation by its number. Sine and cosine take cycles; ATAN2 takes y, x; CHOOSE is a <= b ? c : d; STEP is a <= b ? 1 : 0, and
 * what is no number stays none.
 */
export const OP = {
  CONSTANT: 0,
  INPUT: 1,
  NEGATE: 2,
  ADD: 3,
  SUBTRACT: 4,
  MULTIPLY: 5,
  DIVIDE: 6,
  SINE: 7,
  COSINE: 8,
  ABS: 9,
  SQRT: 10,
  EXP: 11,
  LOG: 12,
  FLOOR: 13,
  MIN: 14,
  MAX: 15,
  ATAN2: 16,
  STEP: 17,
  CHOOSE: 18,
} as const;
