/** The port behind which lattices and distances hide: a scalar field that is sampled plane by plane. */

/** A rectangular grid of sample points in a plane: x = x0Mm + i stepMm, y = y0Mm + j stepMm. */
export interface PlaneGrid {
  readonly x0Mm: number;
  readonly y0Mm: number;
  readonly stepMm: number;
  readonly nx: number;
  readonly ny: number;
}

/**
 * A plane that is a sum of sines along every line of its grid: a sin + b cos + c (+ a2 sin and b2 cos of the double angle) of an angle
 * that grows evenly from node to node. Plain numbers, so that kernels need no formula.
 */
export interface SinePlane {
  /** 1: three coefficients a line (a, b, c); 2: five (a, b, c, a2, b2). */
  readonly harmonics: 1 | 2;
  /** Growth of the angle from node to node in cycles, the same along x and y. */
  readonly stepCycles: number;
  /** Sine and cosine at the nodes along x (nx each) and along y (ny each). */
  readonly sinX: Float64Array;
  readonly cosX: Float64Array;
  readonly sinY: Float64Array;
  readonly cosY: Float64Array;
  /** Coefficients along x of each row: those by which `row` writes its values, in that order of operations. */
  readonly rows: Float64Array;
  /** Coefficients along y of each column. */
  readonly columns: Float64Array;
}

/**
 * A sum of products: each term a coefficient and three factors, one of X, one of Y, one of Z, each 0: 1, 1: sine, 2: cosine, 3: sine
 * or 4: cosine of the double angle.
 */
export interface WaveTerms {
  readonly coefficients: Float64Array;
  /** Three a term. */
  readonly factors: Uint8Array;
}

/** A number that is the same everywhere in a plane, or the index of a channel. */
export type PlaneNumber = { readonly constant: number } | { readonly channel: number };

/** One function of a plane of waves. */
export interface WavePart {
  readonly f: WaveTerms;
  /** Derivatives of f by X, Y and Z in radians; asked for with a slope only. */
  readonly gradient: readonly [WaveTerms, WaveTerms, WaveTerms];
  /** Channels of X, Y and Z in cycles. */
  readonly phases: readonly [number, number, number];
  /** g of the level l: f / l, f - l, or |f| / l - 1. */
  readonly form: 'ratio' | 'excess' | 'wall';
  readonly level: PlaneNumber;
  /** Null, or factors of the derivatives by whose length the level is multiplied. */
  readonly slope: readonly [number, number, number] | null;
}

/**
 * A plane made of sines of phases that vary over it. Phases and levels are polynomials over square patches: patch (p, q) spans
 * x0Mm + p edgeMm to x0Mm + (p + 1) edgeMm, likewise in y; nodes beyond the patches belong to the nearest. Each channel has, from 9 (q nx + p)
 * on, the coefficients c[3 b + a] of s^a t^b, s and t from 0 to 1 across the patch. Plain numbers, so that kernels need no formula.
 */
export interface WavePlane {
  readonly patches: {
    readonly x0Mm: number;
    readonly y0Mm: number;
    readonly edgeMm: number;
    readonly nx: number;
    readonly ny: number;
    readonly channels: readonly Float64Array[];
  };
  /** One, or two that blend: g = (1 - w) g1 + w g2 with the weight w, kept within 0 and 1. */
  readonly parts: readonly [WavePart] | readonly [WavePart, WavePart];
  readonly weight: PlaneNumber;
}

/** A field in one plane. */
export interface PlaneField {
  /** Writes the values of row j (nx values). */
  row(j: number, out: Float64Array): void;
  /** Returns the value of one node, to the last bit that which `row` writes. */
  nodeAt(i: number, j: number): number;
  /** Returns the exact value anywhere in the plane. */
  valueAt(xMm: number, yMm: number): number;
  /** Where the plane is a sum of sines: the numbers of it. */
  readonly sines?: SinePlane | null;
  /** Where the plane is made of waves: the numbers of it. */
  readonly waves?: WavePlane | null;
}

/** A scalar field in mm space. */
export interface Field {
  /**
   * Prepares one plane; the result serves until the next call. Only nodes with mask 1 (row by row; null: all) are asked for:
   * at others a row may hold anything.
   */
  plane(zMm: number, grid: PlaneGrid, mask: Uint8Array | null): PlaneField;
}

/** The solid part of a field: from <= f < to; null means unbounded. */
export interface SolidBand {
  readonly from: number | null;
  readonly to: number | null;
}
