/** A camera on a mesh: which triangle each sample of the picture shows, and the shaded picture of it. */
import { lightAt, shadingPoints } from './light.mjs';

/** Samples along each side of a pixel. */
const SAMPLES = 3;
/** The eye stands so many diagonals of the part away: near enough for depth, far enough that nothing leans. */
const EYE_DIAGONALS = 3.2;
const VIEW = { turnDeg: 33, tiltDeg: 27 };

/**
 * Returns a picture of a mesh, `width` x `height` pixels of three linear values each, white where nothing is.
 *
 * @param colourOf - linear colour of a light, and of cut or own surface
 */
export function shadedView(mesh, { width, height, view = VIEW }, colourOf) {
  const camera = cameraOn(mesh.part, width, height, view);
  const xyw = projected(mesh.positions, camera);
  const shown = nearestTriangles(mesh.triangles, xyw, SAMPLES * width, SAMPLES * height);
  const points = shadingPoints(mesh);
  const isWanted = new Uint8Array(points.vertex.length);
  for (const t of shown) {
    if (t >= 0) for (let k = 0; k < 3; k++) isWanted[points.pointOf[3 * t + k]] = 1;
  }
  const light = lightAt(mesh, points, isWanted, mesh.voxels, camera.lamp);
  return averaged(mesh, { xyw, shown, light, pointOf: points.pointOf }, width, height, colourOf);
}

/** The camera looks at the middle of the part from in front and above; the lamp stands behind its left shoulder. */
function cameraOn({ positions }, width, height, { turnDeg, tiltDeg }) {
  const [turn, tilt] = [(turnDeg * Math.PI) / 180, (tiltDeg * Math.PI) / 180];
  const right = [Math.cos(turn), Math.sin(turn), 0];
  const ahead = [-Math.sin(turn) * Math.cos(tilt), Math.cos(turn) * Math.cos(tilt), -Math.sin(tilt)];
  const up = [-Math.sin(turn) * Math.sin(tilt), Math.cos(turn) * Math.sin(tilt), Math.cos(tilt)];
  const extents = [0, 1, 2].map((k) => rangeOf(positions, k));
  const middle = extents.map(([low, high]) => (low + high) / 2);
  const eyeMm = EYE_DIAGONALS * Math.sqrt(extents.reduce((sum, [low, high]) => sum + (high - low) ** 2, 0));
  const plain = { right, up, ahead, middle, eyeMm, scale: 1, left: 0, top: 0 };
  const seen = projected(positions, plain);
  const [[left, rightmost], [top, bottom]] = [rangeOf(seen, 0), rangeOf(seen, 1)];
  const scale = SAMPLES * Math.min((width - 2) / (rightmost - left), (height - 2) / (bottom - top));
  const lamp = [0, 1, 2].map((k) => -0.62 * right[k] + 0.72 * up[k] - 0.55 * ahead[k]);
  const length = Math.sqrt(lamp[0] ** 2 + lamp[1] ** 2 + lamp[2] ** 2);
  return {
    ...plain,
    scale,
    left: 0.5 * (SAMPLES * width - scale * (left + rightmost)),
    top: 0.5 * (SAMPLES * height - scale * (top + bottom)),
    lamp: lamp.map((value) => value / length),
  };
}

/** Least and largest of every third value. */
function rangeOf(values, first) {
  let [least, largest] = [Infinity, -Infinity];
  for (let i = first; i < values.length; i += 3) {
    least = Math.min(least, values[i]);
    largest = Math.max(largest, values[i]);
  }
  return [least, largest];
}

/** Places in samples from the left and the top, and nearness, which falls off linearly in the picture: 1 in the middle. */
function projected(positions, { right, up, ahead, middle, eyeMm, scale, left, top }) {
  const xyw = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    const p = [positions[i] - middle[0], positions[i + 1] - middle[1], positions[i + 2] - middle[2]];
    const along = (axis) => p[0] * axis[0] + p[1] * axis[1] + p[2] * axis[2];
    const near = 1 / (1 + along(ahead) / eyeMm);
    xyw[i] = left + scale * near * along(right);
    xyw[i + 1] = top - scale * near * along(up);
    xyw[i + 2] = near;
  }
  return xyw;
}

/** For each sample the triangle in front; -1 for none. */
function nearestTriangles(triangles, xyw, width, height) {
  const shown = new Int32Array(width * height).fill(-1);
  const nearness = new Float32Array(width * height);
  for (let t = 0; t < triangles.length / 3; t++) {
    const [a, b, c] = [3 * triangles[3 * t], 3 * triangles[3 * t + 1], 3 * triangles[3 * t + 2]];
    const [ax, ay, bx, by, cx, cy] = [xyw[a], xyw[a + 1], xyw[b], xyw[b + 1], xyw[c], xyw[c + 1]];
    const twice = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (twice >= 0) continue;
    const [x0, x1] = [Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5)), Math.min(width, Math.max(ax, bx, cx) + 0.5)];
    const [y0, y1] = [Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5)), Math.min(height, Math.max(ay, by, cy) + 0.5)];
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) {
        const [px, py] = [x + 0.5, y + 0.5];
        const u = ((bx - px) * (cy - py) - (by - py) * (cx - px)) / twice;
        const v = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) / twice;
        if (u < 0 || v < 0 || u + v > 1) continue;
        const near = u * xyw[a + 2] + v * xyw[b + 2] + (1 - u - v) * xyw[c + 2];
        const at = y * width + x;
        if (near <= nearness[at]) continue;
        nearness[at] = near;
        shown[at] = t;
      }
    }
  }
  return shown;
}

/** Colours the samples and takes their means, pixel by pixel. */
function averaged({ triangles, isCut }, { xyw, shown, light, pointOf }, width, height, colourOf) {
  const out = new Float32Array(3 * width * height);
  const share = 1 / SAMPLES ** 2;
  for (let y = 0; y < SAMPLES * height; y++) {
    for (let x = 0; x < SAMPLES * width; x++) {
      const at = 3 * (Math.floor(y / SAMPLES) * width + Math.floor(x / SAMPLES));
      const t = shown[y * SAMPLES * width + x];
      const colour = t < 0 ? [1, 1, 1] : colourOf(interpolated(3 * t, x + 0.5, y + 0.5), isCut[t] === 1);
      for (let k = 0; k < 3; k++) out[at + k] += share * colour[k];
    }
  }
  return out;

  function interpolated(corner, px, py) {
    const [a, b, c] = [3 * triangles[corner], 3 * triangles[corner + 1], 3 * triangles[corner + 2]];
    const [ax, ay, bx, by, cx, cy] = [xyw[a], xyw[a + 1], xyw[b], xyw[b + 1], xyw[c], xyw[c + 1]];
    const twice = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const u = ((bx - px) * (cy - py) - (by - py) * (cx - px)) / twice;
    const v = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) / twice;
    return u * light[pointOf[corner]] + v * light[pointOf[corner + 1]] + (1 - u - v) * light[pointOf[corner + 2]];
  }
}
