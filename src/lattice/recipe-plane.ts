/** The reference of a recipe: a plane field in 64-bit arithmetic. */
import type { PlaneField, PlaneGrid } from '../core/field.ts';
import { cornerHarmonics, setHarmonics } from './harmonics.ts';
import { PATCH_COEFFICIENTS, type PlaneRecipe, type RecipePart, type Varying } from './plane-recipe.ts';
import type { PeriodicCell } from './tpms-cell.ts';

/** Returns the plane field of a recipe on a grid. */
export function recipePlane(recipe: PlaneRecipe<PeriodicCell>, grid: PlaneGrid): PlaneField {
  const { patches, parts, weight } = recipe;
  const { x0Mm, y0Mm, edgeMm, channels } = patches;
  const perEdge = 1 / edgeMm;
  const harmonics = cornerHarmonics();
  const gradient = new Float64Array(3);
  const [first, second] = parts;
  /** Where the point lies: index of the first coefficient of its patch, and its place within. */
  let base = 0;
  let s = 0;
  let t = 0;

  const valueAt = (xMm: number, yMm: number): number => {
    const u = (xMm - x0Mm) * perEdge;
    const v = (yMm - y0Mm) * perEdge;
    const p = Math.max(0, Math.min(patches.nx - 1, Math.floor(u)));
    const q = Math.max(0, Math.min(patches.ny - 1, Math.floor(v)));
    base = PATCH_COEFFICIENTS * (q * patches.nx + p);
    s = u - p;
    t = v - q;
    if (second === undefined) return partAt(first);
    const w = varyingAt(weight);
    if (w <= 0) return partAt(first);
    if (w >= 1) return partAt(second);
    return (1 - w) * partAt(first) + w * partAt(second);
  };

  const nodeAt = (i: number, j: number): number => valueAt(grid.x0Mm + i * grid.stepMm, grid.y0Mm + j * grid.stepMm);

  return {
    valueAt,
    nodeAt,
    row(j, out) {
      for (let i = 0; i < grid.nx; i++) out[i] = nodeAt(i, j);
    },
  };

  function channelAt(channel: number): number {
    const c = channels[channel]!;
    const low = c[base]! + s * (c[base + 1]! + s * c[base + 2]!);
    const middle = c[base + 3]! + s * (c[base + 4]! + s * c[base + 5]!);
    const high = c[base + 6]! + s * (c[base + 7]! + s * c[base + 8]!);
    return low + t * (middle + t * high);
  }

  function varyingAt(varying: Varying): number {
    return 'constant' in varying ? varying.constant : channelAt(varying.channel);
  }

  function partAt(part: RecipePart<PeriodicCell>): number {
    const { cell, phases, slope } = part;
    setHarmonics(harmonics, channelAt(phases[0]), channelAt(phases[1]), channelAt(phases[2]));
    if (part.form === 'excess' && cell.excess !== undefined) return cell.excess(harmonics, varyingAt(part.level));
    const f = cell.value(harmonics);
    let level = varyingAt(part.level);
    if (slope !== null) {
      cell.gradient(harmonics, gradient);
      const gx = slope[0] * gradient[0]!;
      const gy = slope[1] * gradient[1]!;
      const gz = slope[2] * gradient[2]!;
      level *= Math.sqrt(gx * gx + gy * gy + gz * gz);
    }
    if (part.form === 'excess') return f - level;
    return part.form === 'ratio' ? f / level : Math.abs(f) / level - 1;
  }
}
