/** Triply periodic minimal surfaces by their nodal approximations, as one row of a plane sees them. */

/**
 * A unit cell. With X = 2 pi x / L and so on, every surface here is, for fixed y and z,
 * f = a sin X + b cos X + c, so that a row of samples costs two multiplications a sample.
 */
export interface UnitCell {
  readonly id: string;
  readonly name: string;
  /** The formula in words, for lists and documents. */
  readonly formula: string;
  /** Level beyond which the network pinches off into closed pieces; f reaches a little further. */
  readonly pinchLevel: number;
  /** Area of f = 0 in one cell over L squared: turns a wall thickness into a density. */
  readonly areaPerCellSquare: number;
  /** Where formula and constants come from. */
  readonly source: string;
  /** Writes a, b, c for the sines and cosines of Y and Z. */
  row(sinY: number, cosY: number, sinZ: number, cosZ: number, out: Float64Array): void;
}

const GYROID: UnitCell = {
  id: 'gyroid',
  name: 'Gyroid (Schoen G)',
  formula: 'sin X cos Y + sin Y cos Z + sin Z cos X',
  pinchLevel: Math.SQRT2,
  areaPerCellSquare: 3.091444,
  source: 'Schoen, NASA TN D-5541 (1970); nodal approximation within 0.13 % of L; pinch-off at |f| = sqrt 2',
  row(sinY, cosY, sinZ, cosZ, out) {
    out[0] = cosY;
    out[1] = sinZ;
    out[2] = sinY * cosZ;
  },
};

const DIAMOND: UnitCell = {
  id: 'diamond',
  name: 'Diamond (Schwarz D)',
  formula: 'sin X sin Y sin Z + sin X cos Y cos Z + cos X sin Y cos Z + cos X cos Y sin Z',
  pinchLevel: 1,
  areaPerCellSquare: 3.837785,
  source: 'Schwarz (1890), nodal approximation; pinch-off at |f| = 1',
  row(sinY, cosY, sinZ, cosZ, out) {
    out[0] = sinY * sinZ + cosY * cosZ;
    out[1] = sinY * cosZ + cosY * sinZ;
    out[2] = 0;
  },
};

/** Every unit cell by its id. */
export const UNIT_CELLS: Readonly<Record<string, UnitCell>> = { gyroid: GYROID, diamond: DIAMOND };
