/** Parts of the pictures that are made in code, standing on z = 0. */

const CORNERS = [0, 1, 2, 3, 4, 5, 6, 7];
const FACES = [
  0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5,
];
const MERIDIANS = 96;
const PARALLELS = 48;

/** Returns a box with one corner at the origin. */
export function boxMesh([x, y, z]) {
  const at = (corner) => [corner & 1 ? x : 0, corner & 2 ? y : 0, corner & 4 ? z : 0];
  return { positions: Float64Array.from(CORNERS.flatMap(at)), triangles: Uint32Array.from(FACES) };
}

/** Returns a sphere of a radius in mm. */
export function sphereMesh(radiusMm) {
  const positions = [0, 0, 0];
  for (let i = 1; i < PARALLELS; i++) {
    const polar = (Math.PI * i) / PARALLELS;
    for (let j = 0; j < MERIDIANS; j++) {
      const turn = (2 * Math.PI * j) / MERIDIANS;
      const out = radiusMm * Math.sin(polar);
      positions.push(out * Math.cos(turn), out * Math.sin(turn), radiusMm * (1 - Math.cos(polar)));
    }
  }
  positions.push(0, 0, 2 * radiusMm);
  const top = positions.length / 3 - 1;
  const at = (i, j) => 1 + (i - 1) * MERIDIANS + (j % MERIDIANS);
  const triangles = [];
  for (let j = 0; j < MERIDIANS; j++) {
    triangles.push(0, at(1, j + 1), at(1, j), top, at(PARALLELS - 1, j), at(PARALLELS - 1, j + 1));
    for (let i = 1; i < PARALLELS - 1; i++) {
      triangles.push(at(i, j), at(i, j + 1), at(i + 1, j + 1), at(i, j), at(i + 1, j + 1), at(i + 1, j));
    }
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}
