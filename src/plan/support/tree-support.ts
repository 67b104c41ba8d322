/** Trees and pillars of support: round columns that lean together on their way down, as circles in each layer. */
import type { Loops, Polyline } from '../../core/polyline.ts';
import { snapMm } from '../../core/units.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { type ZoneMap, zoneMap } from '../../geometry/zone-map.ts';
import type { TreeSettings } from './settings.ts';

/** A circle of a layer. */
export interface TreeCircle {
  readonly xMm: number;
  readonly yMm: number;
  readonly radiusMm: number;
}

/** Circles by layer from the plate up, and the numbers of the tips whose branches stand on the part. */
export interface Trees {
  readonly layers: readonly (readonly TreeCircle[])[];
  readonly onPart: readonly number[];
}

interface Branch {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly tips: readonly number[];
  /** It found no way beside the part and goes straight down onto it. */
  readonly isLanding: boolean;
}

/** Branches that came to the same place are one. */
const SAME_MM = 1e-6;
/** Ways that a branch tries where it cannot stay. */
const WAYS = 16;

/**
 * Grows trees from the top down. Near its tip a branch goes straight down. Then it steps towards the nearest other one in reach, as far as it may lean, unless that
 * would bring it nearer to the part than the gap; else it stays, or steps aside. Branches that meet are one. One that finds no way beside the part goes straight down and stands on
 * it.
 *
 * @param tips - where trees touch the underside of the part: x, y, z
 * @param outlineAt - the part's clean outlines in the middle of a layer, grown by a distance
 */
export function growTrees(
  tips: readonly (readonly [number, number, number])[],
  layerMm: number,
  outlineAt: (layer: number, grownMm: number) => Loops,
  settings: TreeSettings,
): Trees {
  const { tipRadiusMm, radiusMm, taper, intoMm, straightMm, lean, joinMm, gapMm } = settings;
  const step = lean * layerMm;
  // The highest layer whose middle is no higher than the tip reaches.
  const begins = tips.map(([, , z]) => Math.floor((z + intoMm) / layerMm - 0.5));
  const layers: TreeCircle[][] = Array.from({ length: Math.max(0, ...begins.map((n) => n + 1)) }, () => []);
  const onPart: number[] = [];
  let branches: Branch[] = [];
  for (let n = layers.length - 1; n >= 0; n--) {
    const isFree = outsideOf(zoneMap([outlineAt(n, radiusMm + gapMm)]));
    const isOutside = outsideOf(zoneMap([outlineAt(n, 0)]));
    const highest = ({ tips: of }: Branch) => Math.max(...of.map((t) => tips[t]![2]));
    const lowest = ({ tips: of }: Branch) => Math.min(...of.map((t) => tips[t]![2]));
    const isStraight = (branch: Branch) => lowest(branch) - (n + 0.5) * layerMm < straightMm;
    const next: Branch[] = [];
    for (const branch of branches) {
      const radius = Math.min(
        radiusMm,
        Math.max(branch.radius, tipRadiusMm + taper * (highest(branch) - (n + 0.5) * layerMm)),
      );
      const grown = { ...branch, radius };
      if (isStraight(branch)) next.push(grown);
      else if (!branch.isLanding) {
        const place = wayDown(branch, branches, step, joinMm, isFree);
        next.push(place === null ? { ...grown, isLanding: true } : { ...grown, x: place[0], y: place[1] });
      } else next.push(grown);
    }
    branches = [];
    for (const branch of joined(next, SAME_MM)) {
      if (branch.isLanding && !isStraight(branch) && !isOutside(branch.x, branch.y)) onPart.push(...branch.tips);
      else branches.push(branch);
    }
    for (const [t, [x, y]] of tips.entries()) {
      if (begins[t] === n) branches.push({ x, y, radius: tipRadiusMm, tips: [t], isLanding: false });
    }
    layers[n] = branches.map(({ x, y, radius }) => ({ xMm: x, yMm: y, radiusMm: radius }));
  }
  return { layers, onPart: onPart.sort((a, b) => a - b) };
}

/** Returns circles as outlines with a number of corners on them. */
export function circleLoops(circles: readonly TreeCircle[], corners: number): Polyline[] {
  return circles.map(({ xMm, yMm, radiusMm }) => {
    const xy = new Float64Array(2 * corners);
    for (let k = 0; k < corners; k++) {
      xy[2 * k] = snapMm(xMm + radiusMm * cosineOfCycles(k / corners));
      xy[2 * k + 1] = snapMm(yMm + radiusMm * sineOfCycles(k / corners));
    }
    return { xy, closed: true };
  });
}

type IsFree = (x: number, y: number) => boolean;

function outsideOf(map: ZoneMap): IsFree {
  return (x, y) => map.at(x, y) !== 0;
}

/** Where a branch goes: towards the nearest other one, or down, or aside; null where each way is barred. */
function wayDown(
  { x, y, tips }: Branch,
  branches: readonly Branch[],
  step: number,
  joinMm: number,
  isFree: IsFree,
): readonly [number, number] | null {
  let [nearest, least] = [null as Branch | null, joinMm];
  for (const other of branches) {
    if (other.isLanding || other.tips[0] === tips[0]) continue;
    const distance = Math.sqrt((other.x - x) * (other.x - x) + (other.y - y) * (other.y - y));
    if (distance < least) [nearest, least] = [other, distance];
  }
  if (nearest !== null && step > 0) {
    // Both come to the middle.
    const share = Math.min(step, least / 2) / least;
    const [towardsX, towardsY] = [x + share * (nearest.x - x), y + share * (nearest.y - y)];
    if (isFree(towardsX, towardsY)) return [towardsX, towardsY];
  }
  if (isFree(x, y)) return [x, y];
  for (let k = 0; k < WAYS && step > 0; k++) {
    const [asideX, asideY] = [x + step * cosineOfCycles(k / WAYS), y + step * sineOfCycles(k / WAYS)];
    if (isFree(asideX, asideY)) return [asideX, asideY];
  }
  return null;
}

/** Makes one of branches that are nearer than a distance, at the place of the first. */
function joined(branches: readonly Branch[], withinMm: number): Branch[] {
  const out: Branch[] = [];
  for (const branch of branches) {
    const k = out.findIndex(({ x, y, isLanding }) => {
      const [dx, dy] = [x - branch.x, y - branch.y];
      return !isLanding && !branch.isLanding && dx * dx + dy * dy < withinMm * withinMm;
    });
    const first = out[k];
    if (first === undefined) out.push(branch);
    else out[k] = { ...first, radius: Math.max(first.radius, branch.radius), tips: [...first.tips, ...branch.tips] };
  }
  return out;
}
