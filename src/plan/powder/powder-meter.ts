/** Where powder stays in a part: its voids followed from the outside on voxels, narrow throats looked at closely. */
import { type HeldVoid, heldVoids } from '../../volume/escape.ts';
import { type LongWay, longWays } from '../../volume/long-ways.ts';
import { type ThroatFound, type ThroatLook, type ThroatPlace, throatLook } from '../../volume/throat-look.ts';
import { nearDistance, type VoidGrid, type VoidLayer, voidGridBuilder, voidNodes } from '../../volume/void-grid.ts';
import type { BoxMm } from '../../volume/voxel-size.ts';
import { commonDrain, type Drain, drainOf } from './drain.ts';
import type { PowderSettings } from './settings.ts';

/** A place in the part, as it stands. */
export type PlaceMm = readonly [number, number, number];

/** Void behind a throat that is narrow on the voxels. */
export interface HeldPowder {
  readonly volumeMm3: number;
  /** Centre of the powder. */
  readonly centreMm: PlaceMm;
  /** Diameter of the largest ball that gets out; 0 where nothing does. A guess below a voxel's good until it was looked at. */
  readonly throatMm: number;
  readonly throatAtMm: PlaceMm | null;
  /** `looked`: measured on voxels of its own; `guessed`: not looked at; `none`: no way out was found. */
  readonly known: 'looked' | 'guessed' | 'none';
  readonly drain: Drain | null;
}

/** Void whose way out is long for its width. */
export interface PowderWay {
  readonly ratio: number;
  readonly lengthMm: number;
  readonly volumeMm3: number;
  readonly deepestMm: PlaceMm;
  readonly mouthMm: PlaceMm;
  readonly drain: Drain | null;
}

/** What is known of the powder in a part. */
export interface PowderMeasures {
  readonly limitMm: number;
  /** Throats below the limit and voids without a way out, of at least the least volume, largest first. */
  readonly held: readonly HeldPowder[];
  readonly ways: readonly PowderWay[];
  /** Serves all of `held` and `ways`; null where there are none. */
  readonly drain: Drain | null;
  readonly voxelMm: number;
  readonly nodes: number;
  /** Narrow throats that were not looked at because there were too many. */
  readonly notLooked: number;
  /** Share of solid and void stretches between two nodes of the grid: walls and gaps that voxels of this size do not see. */
  readonly lostSolidShare: number;
  readonly lostVoidShare: number;
  /** No void narrower than this was followed for sure. */
  readonly surelyFollowedMm: number;
}

/** Takes the layers of a part from the bottom up, once. */
export interface PowderMeter {
  readonly voxelMm: number;
  layer(layer: VoidLayer): void;
  /** Ends the first pass. */
  finish(): PowderLook;
}

/** Takes the layers once more where throats are narrow. */
export interface PowderLook {
  /** Height from which to which layers are wanted again; null: none. */
  readonly wantedMm: readonly [number, number] | null;
  layer(layer: VoidLayer): void;
  finish(): PowderMeasures;
}

/** Growth of the voxel until the part fits. */
const COARSER = 1.01;
/** Voxels of a look across the radius of the limit. */
const LOOK_ACROSS = 6;
/** Most places of one way that are looked at. */
const PLACES_OF_A_WAY = 6;
/** Half edge of the box of a look, in voxels of the first pass. */
const LOOK_REACH = 5;
/** A cut may lie this much farther, squared, than the surface: half the diagonal of a square of the grid. */
const SPACING2 = 0.5;
/** A ratio of a cube's diagonal to its edge. */
const DIAGONAL = 1.733;

/** Returns a meter for a part in a box. */
export function powderMeter(box: BoxMm, settings: PowderSettings): PowderMeter {
  const limitMm = settings.throatPerD90 * settings.d90Mm;
  let { voxelMm } = settings;
  const wideOf = (voxel: number): number => {
    const radius = limitMm / 2 / voxel;
    return Math.sqrt(radius * radius + SPACING2);
  };
  // The reach stays above what counts as wide, and no farther than it must: every cut is told to the nodes in reach.
  const reachOf = (voxel: number): number => Math.max(1, wideOf(voxel)) + 0.25;
  for (;;) {
    const [nx, ny, nz] = voidNodes(box, voxelMm, reachOf(voxelMm));
    if (nx * ny * nz <= settings.mostNodes) break;
    voxelMm *= COARSER;
  }
  const builder = voidGridBuilder(box, voxelMm, reachOf(voxelMm));
  return {
    voxelMm,
    layer: (layer) => builder.add(layer),
    finish() {
      const grid = builder.finish();
      const leastNodes = settings.leastVolumeMm3 / voxelMm ** 3;
      const ways = longWays(grid, settings.wayRatio, settings.wideWayMm).filter(({ nodes }) => nodes >= leastNodes);
      const held = heldVoids(grid, wideOf(voxelMm), leastNodes);
      return lookAt(grid, wideOf(voxelMm), held, ways, limitMm, settings);
    },
  };
}

function lookAt(
  grid: VoidGrid,
  wide: number,
  held: readonly HeldVoid[],
  ways: readonly LongWay[],
  limitMm: number,
  settings: PowderSettings,
): PowderLook {
  const { voxelMm } = grid;
  const narrow = held.filter(({ throat }) => throat !== null);
  const looks: { readonly one: HeldVoid; readonly place: ThroatPlace; readonly look: ThroatLook }[] = [];
  let notLooked = 0;
  for (const one of narrow) {
    const places = placesOf(grid, wide, one);
    if (looks.length + places.length > settings.mostLooks) {
      notLooked++;
      continue;
    }
    for (const place of places) looks.push({ one, place, look: throatLook(place, limitMm / 2 / LOOK_ACROSS) });
  }
  const low = Math.min(...looks.map(({ place }) => place.box.min[2]));
  const high = Math.max(...looks.map(({ place }) => place.box.max[2]));
  return {
    wantedMm: looks.length > 0 ? [low, high] : null,
    layer(layer) {
      for (const { look } of looks) look.layer(layer);
    },
    finish() {
      const measured = new Map<HeldVoid, ThroatFound>();
      for (const { one, look } of looks) {
        const found = look.finish();
        const before = measured.get(one);
        if (before === undefined || found.diameterMm < before.diameterMm) measured.set(one, found);
      }
      const all = held.map((one) => powderOf(grid, one, measured.get(one) ?? null));
      const found = all.filter(({ throatMm }) => throatMm < limitMm);
      const long = ways.map((way) => wayOf(grid, way));
      const share = (lost: number): number => (lost > 0 ? lost / (grid.cuts / 2) : 0);
      return {
        limitMm,
        held: found,
        ways: long,
        drain: commonDrain([...found, ...long]),
        voxelMm,
        nodes: grid.solid.length,
        notLooked,
        lostSolidShare: share(grid.lostSolids),
        lostVoidShare: share(grid.lostVoids),
        surelyFollowedMm: DIAGONAL * voxelMm,
      };
    },
  };
}

/** The narrowest places of a way, a box apart from each other: the throat by the voxels may not be the narrowest indeed. */
function placesOf(grid: VoidGrid, wide: number, { way }: HeldVoid): ThroatPlace[] {
  const { near, reach } = grid;
  const narrow = Array.from(way, (_, n) => n).filter((n) => nearDistance(near[way[n]!]!, reach) < wide);
  narrow.sort((a, b) => near[way[a]!]! - near[way[b]!]! || a - b);
  const taken: number[] = [];
  for (const n of narrow) {
    if (taken.length < PLACES_OF_A_WAY && taken.every((t) => Math.abs(t - n) > LOOK_REACH)) taken.push(n);
  }
  return taken.map((n) => placeAt(grid, way, n));
}

/** The box around a node of a way, and where the way enters and leaves it. */
function placeAt(grid: VoidGrid, way: Int32Array, at: number): ThroatPlace {
  const { voxelMm } = grid;
  const centre = pointOf(grid, way[at]!);
  const half = LOOK_REACH * voxelMm;
  const inside = (p: number): boolean => pointOf(grid, p).every((v, a) => Math.abs(v - centre[a]!) <= half - voxelMm);
  let [from, to] = [at, at];
  while (from > 0 && inside(way[from - 1]!)) from--;
  while (to + 1 < way.length && inside(way[to + 1]!)) to++;
  return {
    box: {
      min: [centre[0] - half, centre[1] - half, centre[2] - half],
      max: [centre[0] + half, centre[1] + half, centre[2] + half],
    },
    fromMm: pointOf(grid, way[from]!),
    toMm: pointOf(grid, way[to]!),
    nearMm: voxelMm,
  };
}

function powderOf(
  grid: VoidGrid,
  { throat, guess, nodes, sum, way }: HeldVoid,
  looked: ThroatFound | null,
): HeldPowder {
  const { voxelMm, originMm } = grid;
  const centre = [0, 1, 2].map((a) => originMm[a]! + (sum[a]! / nodes) * voxelMm) as unknown as PlaceMm;
  const at = throat === null ? null : (looked?.atMm ?? pointOf(grid, throat));
  const out = way.length > 0 ? pointOf(grid, way[way.length - 1]!) : null;
  return {
    volumeMm3: nodes * voxelMm ** 3,
    centreMm: centre,
    throatMm: throat === null ? 0 : looked !== null ? looked.diameterMm : 2 * guess * voxelMm,
    throatAtMm: at,
    known: throat === null ? 'none' : looked !== null ? 'looked' : 'guessed',
    drain: out === null ? null : drainOf(out[0] - centre[0], out[1] - centre[1], out[2] - centre[2]),
  };
}

function wayOf(grid: VoidGrid, { ratio, deepest, mouth, lengthMm, nodes }: LongWay): PowderWay {
  const from = pointOf(grid, deepest);
  const to = pointOf(grid, mouth);
  return {
    ratio,
    lengthMm,
    volumeMm3: nodes * grid.voxelMm ** 3,
    deepestMm: from,
    mouthMm: to,
    drain: drainOf(to[0] - from[0], to[1] - from[1], to[2] - from[2]),
  };
}

function pointOf({ nx, ny, voxelMm, originMm }: VoidGrid, p: number): PlaceMm {
  return [
    originMm[0] + (p % nx) * voxelMm,
    originMm[1] + (Math.trunc(p / nx) % ny) * voxelMm,
    originMm[2] + Math.trunc(p / (nx * ny)) * voxelMm,
  ];
}
