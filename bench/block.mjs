/** The part of the benchmarks: a 40 x 30 x 20 mm block, and the layers that it has. */
import { writeBinaryStl } from '../dist/formats/stl/write-stl.js';

/** Edges of the block in mm. */
export const BLOCK_MM = [40, 30, 20];
/** Layer thickness of the benchmarks in mm. */
export const LAYER_MM = 0.03;
/** Sheet gyroid of 2 mm and relative density 0.30, as the command line asks for it. */
export const LATTICE_OPTIONS = '--cell-type gyroid --phase sheet --cell 2 --density 0.30'.split(' ');

const CORNERS = [0, 1, 2, 3, 4, 5, 6, 7];
const FACES = [
  0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5,
];

/** Returns a box with one corner at the origin as a closed mesh. */
export function boxMesh([x, y, z]) {
  const positions = Float64Array.from(
    CORNERS.flatMap((corner) => [corner & 1 ? x : 0, corner & 2 ? y : 0, corner & 4 ? z : 0]),
  );
  return { positions, triangles: Uint32Array.from(FACES) };
}

/** Returns the block as binary STL. */
export function blockStl() {
  return writeBinaryStl(boxMesh(BLOCK_MM), 'block of the benchmarks, mm');
}
