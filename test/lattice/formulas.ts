/** The nodal formulas once more, from the literature, with the library's sine; x, y and z in radians. */
const { sin, cos } = Math;

/** f of each cell by its id. */
export const FORMULA: Readonly<Record<string, (x: number, y: number, z: number) => number>> = {
  gyroid: (x, y, z) => sin(x) * cos(y) + sin(y) * cos(z) + sin(z) * cos(x),
  diamond: (x, y, z) =>
    sin(x) * sin(y) * sin(z) + sin(x) * cos(y) * cos(z) + cos(x) * sin(y) * cos(z) + cos(x) * cos(y) * sin(z),
  primitive: (x, y, z) => cos(x) + cos(y) + cos(z),
  iwp: (x, y, z) => 2 * (cos(x) * cos(y) + cos(y) * cos(z) + cos(z) * cos(x)) - (cos(2 * x) + cos(2 * y) + cos(2 * z)),
  neovius: (x, y, z) => 3 * (cos(x) + cos(y) + cos(z)) + 4 * cos(x) * cos(y) * cos(z),
  frd: (x, y, z) =>
    4 * cos(x) * cos(y) * cos(z) - (cos(2 * x) * cos(2 * y) + cos(2 * y) * cos(2 * z) + cos(2 * z) * cos(2 * x)),
  'fischer-koch-s': (x, y, z) =>
    cos(2 * x) * sin(y) * cos(z) + cos(x) * cos(2 * y) * sin(z) + sin(x) * cos(y) * cos(2 * z),
  lidinoid: (x, y, z) =>
    sin(2 * x) * cos(y) * sin(z) +
    sin(2 * y) * cos(z) * sin(x) +
    sin(2 * z) * cos(x) * sin(y) -
    cos(2 * x) * cos(2 * y) -
    cos(2 * y) * cos(2 * z) -
    cos(2 * z) * cos(2 * x) +
    0.3,
  'split-p': (x, y, z) =>
    1.1 * (sin(2 * x) * sin(z) * cos(y) + sin(2 * y) * sin(x) * cos(z) + sin(2 * z) * sin(y) * cos(x)) -
    0.2 * (cos(2 * x) * cos(2 * y) + cos(2 * y) * cos(2 * z) + cos(2 * z) * cos(2 * x)) -
    0.4 * (cos(2 * x) + cos(2 * y) + cos(2 * z)),
};
