/** A small picture of a body: its triangles shaded by how they face the light, seen from the front right and above. */
import type { TriangleMesh } from '../core/mesh.ts';
import { createRaster, type Raster } from './raster.ts';

// The camera looks from (0.48, -0.64, 0.6); these three directions are unit vectors at right angles.
const RIGHT = [0.8, 0.6, 0] as const;
const UP = [-0.36, 0.48, 0.8] as const;
const TOWARDS = [0.48, -0.64, 0.6] as const;
/** Direction to the light, a unit vector: it is brightest on top, and darker on the right than in front. */
const LIGHT = [2 / 7, -3 / 7, 6 / 7] as const;
/** Light that comes from everywhere. */
const AMBIENT = 0.35;
/** Bone. */
const COLOUR = [236, 226, 206] as const;
/** Points across a pixel, each way, that are looked at. */
const SAMPLES = 3;
/** Share of the picture that stays free at its sides. */
const MARGIN = 0.06;

/** Draws a mesh in parallel projection, as large as the picture allows; what is beside it is transparent. */
export function shadedView(mesh: TriangleMesh, widthPx: number, heightPx: number): Raster {
  const raster = createRaster(widthPx, heightPx, [0, 0, 0, 0]);
  const [w, h] = [widthPx * SAMPLES, heightPx * SAMPLES];
  const depth = new Float64Array(w * h).fill(Number.NEGATIVE_INFINITY);
  const shade = new Float64Array(w * h);
  const points = projected(mesh.positions, w, h);
  const { triangles, positions } = mesh;
  for (let t = 0; t < triangles.length; t += 3) {
    paint(points, triangles[t]!, triangles[t + 1]!, triangles[t + 2]!, shadeOf(positions, triangles, t));
  }
  average(raster, depth, shade);
  return raster;

  /** Enters one triangle: its shade wherever it is the nearest. */
  function paint(xyz: Float64Array, a: number, b: number, c: number, light: number): void {
    const [ax, ay, az] = [xyz[3 * a]!, xyz[3 * a + 1]!, xyz[3 * a + 2]!];
    const [bx, by, bz] = [xyz[3 * b]!, xyz[3 * b + 1]!, xyz[3 * b + 2]!];
    const [cx, cy, cz] = [xyz[3 * c]!, xyz[3 * c + 1]!, xyz[3 * c + 2]!];
    const twice = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (twice === 0) return;
    const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    const right = Math.min(w - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
    const low = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const high = Math.min(h - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
    for (let row = low; row <= high; row++) {
      for (let column = left; column <= right; column++) {
        const [x, y] = [column + 0.5, row + 0.5];
        const ofC = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / twice;
        const ofB = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / twice;
        if (ofB < 0 || ofC < 0 || ofB + ofC > 1) continue;
        const z = az + ofB * (bz - az) + ofC * (cz - az);
        const at = row * w + column;
        if (z <= depth[at]!) continue;
        depth[at] = z;
        shade[at] = light;
      }
    }
  }
}

/** Each point as x and y in samples from the upper left corner, and how near it is to the camera. */
function projected(positions: Float64Array, w: number, h: number): Float64Array {
  const out = new Float64Array(positions.length);
  let [xMin, xMax, yMin, yMax] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 3) {
    const x = along(positions, i, RIGHT);
    const y = -along(positions, i, UP);
    out[i] = x;
    out[i + 1] = y;
    out[i + 2] = along(positions, i, TOWARDS);
    xMin = Math.min(xMin, x);
    xMax = Math.max(xMax, x);
    yMin = Math.min(yMin, y);
    yMax = Math.max(yMax, y);
  }
  const room = 1 - 2 * MARGIN;
  const scale = Math.min((room * w) / (xMax - xMin || 1), (room * h) / (yMax - yMin || 1));
  for (let i = 0; i < out.length; i += 3) {
    out[i] = w / 2 + scale * (out[i]! - (xMin + xMax) / 2);
    out[i + 1] = h / 2 + scale * (out[i + 1]! - (yMin + yMax) / 2);
    out[i + 2]! *= scale;
  }
  return out;
}

function along(positions: Float64Array, i: number, [x, y, z]: readonly [number, number, number]): number {
  return positions[i]! * x + positions[i + 1]! * y + positions[i + 2]! * z;
}

/** How bright a triangle is, 0 to 1. */
function shadeOf(positions: Float64Array, triangles: Uint32Array, t: number): number {
  const [a, b, c] = [3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!];
  const [ux, uy, uz] = [0, 1, 2].map((k) => positions[b + k]! - positions[a + k]!) as [number, number, number];
  const [vx, vy, vz] = [0, 1, 2].map((k) => positions[c + k]! - positions[a + k]!) as [number, number, number];
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const size = Math.sqrt(nx * nx + ny * ny + nz * nz);
  if (size === 0) return AMBIENT;
  const facing = (nx * LIGHT[0] + ny * LIGHT[1] + nz * LIGHT[2]) / size;
  return AMBIENT + (1 - AMBIENT) * Math.max(0, facing);
}

/** Each pixel is the mean of its samples; opacity is the share of them that the body covers. */
function average({ width, height, rgba }: Raster, depth: Float64Array, shade: Float64Array): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let covered = 0;
      let light = 0;
      for (let k = 0; k < SAMPLES * SAMPLES; k++) {
        const row = y * SAMPLES + Math.floor(k / SAMPLES);
        const at = row * width * SAMPLES + x * SAMPLES + (k % SAMPLES);
        if (depth[at] === Number.NEGATIVE_INFINITY) continue;
        covered++;
        light += shade[at]!;
      }
      if (covered === 0) continue;
      const to = 4 * (y * width + x);
      for (let c = 0; c < 3; c++) rgba[to + c] = Math.round((COLOUR[c]! * light) / covered);
      rgba[to + 3] = Math.round((255 * covered) / (SAMPLES * SAMPLES));
    }
  }
}
