/** Light on a mesh: a wide sky, a large lamp, and what the voxels of the solid leave of both. */

/** Directions over the whole sphere from which light is taken. */
const DIRECTIONS = 240;
/** A ray starts so many voxels above the surface, and is looked at so often. */
const START_VOXELS = 1.7;
const STEP_VOXELS = 0.9;
const DARK = 0.02;
/** Triangles that meet at less than this angle share a normal at their corner: cos 40 degrees. */
const CREASE = 0.77;
const SAME_NORMAL = 0.999;
const LAMP = { strength: 8.5, sharpness: 14 };
const BOUNCE = 0.6;
/** Rounds in which each point takes the mean with its neighbours: evens out the grain of the voxels. */
const EVENING_ROUNDS = 4;

/**
 * Returns the corners of a mesh for shading: for each corner of each triangle the number of a point, and the points with
 * position and normal. Corners of one vertex share a point unless an edge runs through it.
 */
export function shadingPoints({ positions, triangles }) {
  const normals = triangleNormals(positions, triangles);
  const around = trianglesAround(positions.length / 3, triangles);
  const pointOf = new Uint32Array(triangles.length);
  const [vertex, normal] = [[], []];
  const firstOf = new Int32Array(positions.length / 3).fill(-1);
  const nextOf = [];
  const sum = [0, 0, 0];
  for (let c = 0; c < triangles.length; c++) {
    const v = triangles[c];
    smoothNormal(normals, around, v, Math.floor(c / 3), sum);
    let point = firstOf[v];
    while (point >= 0 && dot(normal, 3 * point, sum) < SAME_NORMAL) point = nextOf[point];
    if (point < 0) {
      point = vertex.length;
      vertex.push(v);
      normal.push(...sum);
      nextOf.push(firstOf[v]);
      firstOf[v] = point;
    }
    pointOf[c] = point;
  }
  return { pointOf, vertex, normal };
}

/** Returns the light at the points that are asked for, about 0 to 1.2; the lamp stands in the direction `lamp`. */
export function lightAt({ positions }, { pointOf, vertex, normal }, isWanted, voxels, lamp) {
  const cloud = softened(voxels);
  const rays = skyRays(lamp);
  const light = new Float32Array(vertex.length);
  const lowMm = [voxels.x0Mm, voxels.y0Mm, voxels.z0Mm];
  const from = [0, 0, 0];
  for (let p = 0; p < vertex.length; p++) {
    if (isWanted[p] === 0) continue;
    const at = 3 * vertex[p];
    const n = [normal[3 * p], normal[3 * p + 1], normal[3 * p + 2]];
    for (let k = 0; k < 3; k++) from[k] = (positions[at + k] - lowMm[k]) / voxels.edgeMm + START_VOXELS * n[k];
    let [sum, weight, blocked] = [0, 0, 0];
    for (const { d, radiance } of rays) {
      const cos = d[0] * n[0] + d[1] * n[1] + d[2] * n[2];
      if (cos <= 0) continue;
      const open = openness(cloud, from, d);
      sum += cos * radiance * open;
      blocked += cos * (1 - open);
      weight += cos;
    }
    light[p] = (sum + (BOUNCE * blocked * sum) / weight) / weight;
  }
  for (let round = 0; round < EVENING_ROUNDS; round++) evenOut(light, pointOf, isWanted);
  return light;
}

function evenOut(light, pointOf, isWanted) {
  const sum = light.slice();
  const count = new Uint16Array(light.length).fill(1);
  for (let c = 0; c < pointOf.length; c++) {
    const [a, b] = [pointOf[c], pointOf[c % 3 === 2 ? c - 2 : c + 1]];
    if (isWanted[a] === 0 || isWanted[b] === 0) continue;
    sum[a] += light[b];
    sum[b] += light[a];
    count[a]++;
    count[b]++;
  }
  for (let p = 0; p < light.length; p++) light[p] = sum[p] / count[p];
}

/** Sky brighter above than below, and the lamp as a soft disc; directions by the golden angle (Fibonacci sphere). */
function skyRays(lamp) {
  return Array.from({ length: DIRECTIONS }, (_, i) => {
    const z = 1 - (2 * i + 1) / DIRECTIONS;
    const out = Math.sqrt(1 - z * z);
    const turn = i * Math.PI * (3 - Math.sqrt(5));
    const d = [out * Math.cos(turn), out * Math.sin(turn), z];
    const toLamp = d[0] * lamp[0] + d[1] * lamp[1] + d[2] * lamp[2];
    const sky = z > 0 ? 0.34 + 0.22 * z : 0.34 + 0.18 * z;
    return { d, radiance: sky + LAMP.strength * Math.exp(LAMP.sharpness * (toLamp - 1)) };
  });
}

/** Share of light that comes through the cloud from outside along a direction, in voxels; the cloud ends in a ring of void. */
function openness({ share, nx, ny, nz }, from, d) {
  const [dx, dy, dz] = [STEP_VOXELS * d[0], STEP_VOXELS * d[1], STEP_VOXELS * d[2]];
  let [x, y, z] = from;
  let open = 1;
  while (x >= 0 && y >= 0 && z >= 0 && x < nx && y < ny && z < nz) {
    open *= share[Math.trunc(x) + nx * (Math.trunc(y) + ny * Math.trunc(z))];
    if (open < DARK) return 0;
    x += dx;
    y += dy;
    z += dz;
  }
  return open;
}

/** What one step through a voxel leaves of the light: solid is spread over the neighbours, so that shadows have soft rims. */
function softened({ solid, nx, ny, nz }) {
  const spread = Float32Array.from(solid, (body) => (body > 0 ? 1 : 0));
  for (const stride of [1, nx, nx * ny]) {
    const before = spread.slice();
    for (let i = stride; i < spread.length - stride; i++) {
      spread[i] = 0.25 * before[i - stride] + 0.5 * before[i] + 0.25 * before[i + stride];
    }
  }
  const share = spread.map((solidShare) => 1 - Math.min(1, 1.1 * solidShare));
  return { share, nx, ny, nz };
}

/** Normals as long as twice the triangle's area. */
function triangleNormals(positions, triangles) {
  const normals = new Float64Array(triangles.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
    const [ux, uy, uz] = [0, 1, 2].map((k) => positions[b + k] - positions[a + k]);
    const [vx, vy, vz] = [0, 1, 2].map((k) => positions[c + k] - positions[a + k]);
    normals[t] = uy * vz - uz * vy;
    normals[t + 1] = uz * vx - ux * vz;
    normals[t + 2] = ux * vy - uy * vx;
  }
  return normals;
}

function trianglesAround(vertexCount, triangles) {
  const start = new Uint32Array(vertexCount + 1);
  for (const v of triangles) start[v + 1]++;
  for (let v = 0; v < vertexCount; v++) start[v + 1] += start[v];
  const list = new Uint32Array(triangles.length);
  const fill = start.slice();
  for (let c = 0; c < triangles.length; c++) list[fill[triangles[c]]++] = Math.floor(c / 3);
  return { start, list };
}

/** Sum of the normals about a vertex that lean no further from the one of triangle `t` than the crease allows. */
function smoothNormal(normals, { start, list }, v, t, out) {
  const own = [normals[3 * t], normals[3 * t + 1], normals[3 * t + 2]];
  const ownLength = Math.sqrt(dot(own, 0, own));
  out.fill(0);
  for (let i = start[v]; i < start[v + 1]; i++) {
    const at = 3 * list[i];
    const length = Math.sqrt(normals[at] ** 2 + normals[at + 1] ** 2 + normals[at + 2] ** 2);
    if (dot(normals, at, own) < CREASE * length * ownLength) continue;
    for (let k = 0; k < 3; k++) out[k] += normals[at + k];
  }
  const length = Math.sqrt(dot(out, 0, out));
  for (let k = 0; k < 3; k++) out[k] = length > 0 ? out[k] / length : k === 2 ? 1 : 0;
}

function dot(list, at, v) {
  return list[at] * v[0] + list[at + 1] * v[1] + list[at + 2] * v[2];
}
