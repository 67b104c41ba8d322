/** The names an expression may use: one table for the parser, for messages and for lists. */

/** Every variable with what it stands for. */
export const VARIABLES = {
  X: '2 pi x / L, radians',
  Y: '2 pi y / L, radians',
  Z: '2 pi z / L, radians',
  x: 'mm from the origin of the lattice',
  y: 'mm from the origin of the lattice',
  z: 'mm from the origin of the lattice',
  L: 'edge of the unit cell in mm',
} as const;

/** Name of a variable. */
export type VariableName = keyof typeof VARIABLES;

/** Every constant; a constant is replaced by its value. */
export const CONSTANTS = { pi: Math.PI } as const;

/** How many arguments a function takes, and what it gives. */
interface FunctionEntry {
  readonly least: number;
  readonly most: number;
  readonly meaning: string;
}

/** Every function. */
export const FUNCTIONS = {
  sin: { least: 1, most: 1, meaning: 'sine of radians' },
  cos: { least: 1, most: 1, meaning: 'cosine of radians' },
  tan: { least: 1, most: 1, meaning: 'sine over cosine' },
  abs: { least: 1, most: 1, meaning: 'magnitude' },
  sqrt: { least: 1, most: 1, meaning: 'square root; a fault below 0' },
  exp: { least: 1, most: 1, meaning: 'e to this power' },
  log: { least: 1, most: 1, meaning: 'natural logarithm; a fault at 0 and below' },
  floor: { least: 1, most: 1, meaning: 'greatest whole number that is not above' },
  min: { least: 2, most: 8, meaning: 'least argument' },
  max: { least: 2, most: 8, meaning: 'greatest argument' },
  hypot: { least: 2, most: 3, meaning: 'square root of the sum of squares' },
  atan2: { least: 2, most: 2, meaning: 'atan2(y, x): angle of the point x, y in radians' },
  mod: { least: 2, most: 2, meaning: 'mod(a, b): a - b floor(a / b)' },
  step: { least: 2, most: 2, meaning: 'step(edge, a): 0 where a < edge, else 1' },
  clamp: { least: 3, most: 3, meaning: 'clamp(a, low, high): min(max(a, low), high)' },
  smoothstep: { least: 3, most: 3, meaning: 'smoothstep(from, to, a): 0 to 1 by 3 t^2 - 2 t^3' },
  mix: { least: 3, most: 3, meaning: 'mix(a, b, t): a (1 - t) + b t' },
} as const satisfies Record<string, FunctionEntry>;

/** Name of a function. */
export type FunctionName = keyof typeof FUNCTIONS;

/** Functions whose argument may stand without parentheses, as papers print it: `sin 2X`. */
export const BARE_FUNCTIONS: ReadonlySet<string> = new Set<FunctionName>(['sin', 'cos', 'tan']);

/** Tells whether a word is a variable. */
export function isVariable(word: string): word is VariableName {
  return Object.hasOwn(VARIABLES, word);
}

/** Tells whether a word is a function. */
export function isFunction(word: string): word is FunctionName {
  return Object.hasOwn(FUNCTIONS, word);
}

/** Tells whether a word is a constant. */
export function isConstant(word: string): word is keyof typeof CONSTANTS {
  return Object.hasOwn(CONSTANTS, word);
}
