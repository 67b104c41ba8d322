/** The forms of binary files that we write: which unit the numbers have, and which commands hold them. */

/** One form of a file. */
export interface FormRules {
  /** The parameter of `$$UNITS`, and how many grid units it is. */
  readonly unitsText: string;
  readonly gridPerUnit: number;
  /**
   * Largest coordinate in grid units: up to here two neighbours of the grid are two different 32-bit floats in this unit, so
   * each coordinate can be told from the file.
   */
  readonly reachGrid: number;
  /** Hatches are short commands (131), whose ends are rounded to the unit; all coordinates are 0 to `SHORT_REACH` units. */
  readonly shortHatches: boolean;
  /** What the laser runs as a contour stands as hatch vectors that join end to end. */
  readonly contoursAsVectors: boolean;
}

/** Largest short coordinate: programs do not agree whether 16 bits have a sign, and up to here it makes no difference. */
export const SHORT_REACH = 2 ** 15 - 1;
/** Largest id and count of a short command. */
export const SHORT_MAX = 2 ** 16 - 1;

/**
 * `grid` holds whole grid units and is what every known reader takes. `section` is what stands in ILT archives: mm, and
 * contours as vectors; neighbours of the grid differ up to 1024 mm, where 32-bit floats are 0.06 um apart. `eos` has long
 * polylines and layers and short hatches, which machines of EOS ask for, in 0.01 mm as all their files seen.
 */
export const FORMS = {
  grid: { unitsText: '0.0001', gridPerUnit: 1, reachGrid: 2 ** 24, shortHatches: false, contoursAsVectors: false },
  section: {
    unitsText: '1.0',
    gridPerUnit: 10_000,
    reachGrid: 1024 * 10_000,
    shortHatches: false,
    contoursAsVectors: true,
  },
  eos: {
    unitsText: '0.01',
    gridPerUnit: 100,
    reachGrid: 2 ** 17 * 100,
    shortHatches: true,
    contoursAsVectors: false,
  },
} as const satisfies Readonly<Record<string, FormRules>>;

/** Name of a form. */
export type CommonLayerForm = keyof typeof FORMS;
