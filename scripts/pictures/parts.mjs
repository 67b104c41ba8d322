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

/** A face that stands so far beyond the nodes of the mesh's grid has them inside, and so keeps sharp rims. */
const BEYOND_MM = 1e-4;

/** Returns a box from a low to a high corner, both nodes of the grid. */
export function blockMesh(low, high) {
  const at = (corner) => [0, 1, 2].map((k) => (corner & (1 << k) ? high[k] + BEYOND_MM : low[k] - BEYOND_MM));
  return { positions: Float64Array.from(CORNERS.flatMap(at)), triangles: Uint32Array.from(FACES) };
}

const TUBE_SIDES = 240;

/** Returns an upright tube about the z axis. */
export function tubeMesh(innerMm, outerMm, heightMm) {
  const ring = [
    [innerMm, -BEYOND_MM],
    [outerMm, -BEYOND_MM],
    [outerMm, heightMm + BEYOND_MM],
    [innerMm, heightMm + BEYOND_MM],
  ];
  const positions = [];
  const triangles = [];
  for (let i = 0; i < TUBE_SIDES; i++) {
    const turn = (2 * Math.PI * i) / TUBE_SIDES;
    for (const [r, z] of ring) positions.push(r * Math.cos(turn), r * Math.sin(turn), z);
    for (let k = 0; k < 4; k++) {
      const [a, b] = [4 * i + k, 4 * i + ((k + 1) % 4)];
      const [c, d] = [a, b].map((v) => (v + 4) % (4 * TUBE_SIDES));
      triangles.push(a, c, b, b, c, d);
    }
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

const SHELL_SQUARES = 64;

/** Returns a plate of even height whose top and bottom are the surface `zOf(x, y)`, on 0 to `x` and 0 to `y`. */
export function plateMesh([x, y], heightMm, zOf) {
  const n = SHELL_SQUARES + 1;
  const positions = [];
  for (const lift of [0, heightMm]) {
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        const at = [i, j].map(
          (k, axis) =>
            ([x, y][axis] * k) / SHELL_SQUARES + (k === 0 ? -BEYOND_MM : k === SHELL_SQUARES ? BEYOND_MM : 0),
        );
        positions.push(...at, lift + zOf(...at));
      }
    }
  }
  const triangles = [];
  const quad = (a, b, c, d) => triangles.push(a, b, c, a, c, d);
  const node = (i, j, top) => i + n * (j + n * top);
  for (let j = 0; j < SHELL_SQUARES; j++) {
    for (let i = 0; i < SHELL_SQUARES; i++) {
      quad(node(i, j, 1), node(i + 1, j, 1), node(i + 1, j + 1, 1), node(i, j + 1, 1));
      quad(node(i, j, 0), node(i, j + 1, 0), node(i + 1, j + 1, 0), node(i + 1, j, 0));
    }
  }
  const last = SHELL_SQUARES;
  for (let k = 0; k < SHELL_SQUARES; k++) {
    quad(node(k, 0, 0), node(k + 1, 0, 0), node(k + 1, 0, 1), node(k, 0, 1));
    quad(node(k + 1, last, 0), node(k, last, 0), node(k, last, 1), node(k + 1, last, 1));
    quad(node(0, k + 1, 0), node(0, k, 0), node(0, k, 1), node(0, k + 1, 1));
    quad(node(last, k, 0), node(last, k + 1, 0), node(last, k + 1, 1), node(last, k, 1));
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}
