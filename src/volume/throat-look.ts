/** A closer look at one throat: the largest ball that passes between two places of a small box, on voxels of its own. */
import type { Loops } from '../core/polyline.ts';
import { intersectSets } from '../geometry/combine-sets.ts';
import { squaredDistances } from './distance-transform.ts';
import { layerGridBuilder } from './layer-grid.ts';
import { medialBalls, newBall } from './medial-ball.ts';
import { NO_SURFACE, refineDistances } from './refine-distance.ts';
import { gridIndex, SOLID } from './surface-grid.ts';
import type { VoidLayer } from './void-grid.ts';
import type { BoxMm } from './voxel-size.ts';

/** Where a throat is looked for. */
export interface ThroatPlace {
  readonly box: BoxMm;
  /** Places inside and outside of the throat; the ball goes from within `nearMm` of one to within `nearMm` of the other. */
  readonly fromMm: readonly [number, number, number];
  readonly toMm: readonly [number, number, number];
  readonly nearMm: number;
}

/** What was found: 0 where nothing passes. */
export interface ThroatFound {
  readonly diameterMm: number;
  /** Where the ball is narrowest; null where nothing passes. */
  readonly atMm: readonly [number, number, number] | null;
  readonly voxelMm: number;
}

/** Takes the layers again, from the bottom up; those beside the box are passed over. */
export interface ThroatLook {
  layer(layer: VoidLayer): void;
  finish(): ThroatFound;
}

/** Radii are ordered to this part of a voxel. */
const LEVELS = 64;
/** Radius in voxels, above which all counts as equally wide. */
const MOST = 64;

/** Returns a look at a place. */
export function throatLook(place: ThroatPlace, voxelMm: number): ThroatLook {
  const min = onGridPlace(place.box.min);
  const max = onGridPlace(place.box.max);
  const builder = layerGridBuilder({ min, max }, voxelMm);
  const frame: Loops = [
    {
      xy: Float64Array.of(min[0], min[1], max[0], min[1], max[0], max[1], min[0], max[1]),
      closed: true,
    },
  ];
  return {
    layer({ zLowMm, zHighMm, solid }) {
      const low = Math.max(zLowMm, min[2]);
      const high = Math.min(zHighMm, max[2]);
      if (high - low < 1e-6) return;
      const near = solid.map((xy) => ({ xy, closed: true as const }));
      builder.add({
        zLowMm: low,
        zHighMm: high,
        solid: intersectSets(near, frame).map(({ xy }) => xy),
        region: [frame[0]!.xy],
      });
    },
    finish() {
      const { grid } = builder.finish();
      const { nx, ny, nz, flags, originMm } = grid;
      const count = flags.length;
      const index = gridIndex(grid);
      const first = new Float32Array(count);
      const second = new Float32Array(count);
      squaredDistances(grid, first, second);
      const signed = refineDistances(grid, index, first, second);
      const ballAt = medialBalls(grid, index, signed);
      const ball = newBall();
      const level = new Uint16Array(count);
      const at = (p: number): [number, number, number] => [
        originMm[0] + (p % nx) * voxelMm,
        originMm[1] + (Math.trunc(p / nx) % ny) * voxelMm,
        originMm[2] + Math.trunc(p / (nx * ny)) * voxelMm,
      ];
      const isNear = (p: number, to: readonly [number, number, number]): boolean => {
        const [x, y, z] = at(p);
        return (x - to[0]) ** 2 + (y - to[1]) ** 2 + (z - to[2]) ** 2 <= place.nearMm ** 2;
      };
      for (let k = 0, p = 0; k < nz; k++) {
        for (let j = 0; j < ny; j++) {
          for (let i = 0; i < nx; i++, p++) {
            if ((flags[p]! & SOLID) !== 0) continue;
            const [x, y, z] = at(p);
            if (x < min[0] || y < min[1] || z < min[2] || x > max[0] || y > max[1] || z > max[2]) continue;
            const d = Math.abs(signed[p]!);
            if (d < NO_SURFACE) ballAt(i, j, k, ball);
            level[p] = 1 + Math.round(LEVELS * Math.min(MOST, d < NO_SURFACE ? ball.radius : MOST));
          }
        }
      }
      const found = widestWay(
        level,
        [1, -1, nx, -nx, nx * ny, -nx * ny],
        (p) => isNear(p, place.fromMm),
        (p) => isNear(p, place.toMm),
      );
      if (found === null) return { diameterMm: 0, atMm: null, voxelMm };
      return { diameterMm: (2 * voxelMm * (level[found]! - 1)) / LEVELS, atMm: at(found), voxelMm };
    },
  };
}

function onGridPlace([x, y, z]: readonly [number, number, number]): [number, number, number] {
  return [onGrid(x), onGrid(y), onGrid(z)];
}

/** Coordinates lie on the grid of a tenth of a micrometre, so that the frame meets loops exactly. */
function onGrid(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Node of least level on the widest way from any start to any end; null where there is no way. */
function widestWay(
  level: Uint16Array,
  steps: readonly number[],
  starts: (p: number) => boolean,
  ends: (p: number) => boolean,
): number | null {
  const throat = new Int32Array(level.length).fill(-1);
  const buckets: number[][] = Array.from({ length: LEVELS * MOST + 2 }, () => []);
  let top = 0;
  const add = (p: number, least: number): void => {
    throat[p] = least;
    const value = level[least]!;
    buckets[value]!.push(p);
    if (value > top) top = value;
  };
  for (let p = 0; p < level.length; p++) if (level[p] !== 0 && starts(p)) add(p, p);
  while (top > 0) {
    const p = buckets[top]!.pop();
    if (p === undefined) {
      top--;
      continue;
    }
    if (ends(p)) return throat[p]!;
    for (const step of steps) {
      const q = p + step;
      if (q < 0 || q >= level.length || level[q] === 0 || throat[q]! >= 0) continue;
      add(q, level[q]! < level[throat[p]!]! ? q : throat[p]!);
    }
  }
  return null;
}
