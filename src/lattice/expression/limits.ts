/** How much an expression may be. */

/** Limits of an expression; the longest formula of the built-in cells has 150 characters and 60 nodes. */
export const EXPRESSION_LIMITS = {
  /** Characters of the text. */
  characters: 4000,
  /** Operations, numbers and variables; what is written twice counts twice. */
  nodes: 1000,
  /** Parentheses, functions, signs and exponents within each other. */
  depth: 64,
  /** Size of an exponent, which is worked out by multiplication. */
  exponent: 64,
  /** A value beyond this, anywhere in a field, is a fault: differences of such values would not be numbers. */
  magnitude: 1e100,
} as const;
