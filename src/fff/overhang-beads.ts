/** Perimeters cut where they hang in the air. */
import type { Loops } from '../core/polyline.ts';
import { snapMm } from '../core/units.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { zoneMap } from '../geometry/zone-map.ts';
import type { Bead } from './bead.ts';
import type { BeadSettings } from './settings.ts';

/** Stretches shorter than this many beads stay with what goes before them. */
const LEAST_LENGTH = 1;

/**
 * Returns beads in the same order; those around an area are cut where the share of their width in the air crosses the limit, and what hangs is of the feature
 * `overhang-perimeter`. A cut bead goes on where it was cut, so nothing is laid twice or left out.
 */
export function overhangBeads(beads: readonly Bead[], below: Loops, settings: BeadSettings): Bead[] {
  const { bridge, beadWidthMm } = settings;
  if (bridge === undefined) return [...beads];
  const beyondMm = (bridge.overhangShare - 0.5) * beadWidthMm;
  const solid = zoneMap([Math.abs(beyondMm) < 1e-4 ? below : insetLoops(below, beyondMm)]);
  return beads.flatMap((bead) =>
    bead.feature === 'external-perimeter' || bead.feature === 'perimeter'
      ? cutBead(bead, solid, LEAST_LENGTH * beadWidthMm)
      : [bead],
  );
}

/** A stretch of a bead from one place to the next. */
interface Stretch {
  readonly xy: number[];
  readonly width: number[];
  lengthMm: number;
  isFree: boolean;
}

function cutBead(bead: Bead, solid: ReturnType<typeof zoneMap>, leastMm: number): Bead[] {
  const { path, widthMm } = bead;
  const { xy, closed } = path;
  const n = widthMm.length;
  const stretches: Stretch[] = [];
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const k = i + 1 === n ? 0 : i + 1;
    const [ax, ay, bx, by] = [xy[2 * i]!, xy[2 * i + 1]!, xy[2 * k]!, xy[2 * k + 1]!];
    const length = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
    let from = 0;
    for (const until of [...solid.crossings(ax, ay, bx, by), 1]) {
      const middle = (from + until) / 2;
      const isFree = solid.at(ax + middle * (bx - ax), ay + middle * (by - ay)) < 0;
      let last = stretches.at(-1);
      if (last === undefined || last.isFree !== isFree) {
        const startX = last === undefined ? ax : last.xy.at(-2)!;
        const startY = last === undefined ? ay : last.xy.at(-1)!;
        last = { xy: [startX, startY], width: [last?.width.at(-1) ?? widthMm[i]!], lengthMm: 0, isFree };
        stretches.push(last);
      }
      last.xy.push(
        until === 1 ? bx : snapMm(ax + until * (bx - ax)),
        until === 1 ? by : snapMm(ay + until * (by - ay)),
      );
      last.width.push(widthMm[i]! + until * (widthMm[k]! - widthMm[i]!));
      last.lengthMm += (until - from) * length;
      from = until;
    }
  }
  const joined = withoutShort(stretches, leastMm);
  if (joined.length === 1) return [joined[0]!.isFree ? { ...bead, feature: 'overhang-perimeter' } : bead];
  return joined.map(({ xy: points, width, isFree }) => ({
    path: { xy: Float64Array.from(points), closed: false },
    widthMm: Float64Array.from(width),
    feature: isFree ? 'overhang-perimeter' : bead.feature,
  }));
}

/** The stretches with short ones joined to those before them, and those of a kind to one another. */
function withoutShort(stretches: readonly Stretch[], leastMm: number): Stretch[] {
  const out: Stretch[] = [];
  for (const one of stretches) {
    const last = out.at(-1);
    if (last !== undefined && (one.isFree === last.isFree || one.lengthMm < leastMm || last.lengthMm < leastMm)) {
      if (last.lengthMm < leastMm && one.lengthMm >= last.lengthMm) last.isFree = one.isFree;
      last.xy.push(...one.xy.slice(2));
      last.width.push(...one.width.slice(1));
      last.lengthMm += one.lengthMm;
    } else out.push({ xy: [...one.xy], width: [...one.width], lengthMm: one.lengthMm, isFree: one.isFree });
  }
  return out;
}
