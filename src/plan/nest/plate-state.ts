/** A plate while it is being filled: what lies on it, and the best place for one more shadow. */
import { GRID_PER_MM, snapMm } from '../../core/units.ts';
import { offsetLoops } from '../../geometry/clipping.ts';
import { shapeGap } from '../../geometry/outline-gap.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { type NoFit, noFit } from './no-fit.ts';
import { GROWN_MM, type PlateRoom } from './plate-room.ts';
import type { NestSettings } from './settings.ts';
import { markArea } from './squares.ts';
import { movedLoops, type TurnedShadow } from './turned-shadow.ts';

/** A shadow with the low corner of its box on the plate. */
export interface LaidShadow {
  readonly shadow: TurnedShadow;
  readonly x: number;
  readonly y: number;
}

/** A plate that can be asked for room. */
export interface PlateState {
  readonly laid: readonly LaidShadow[];
  /** Lays a shadow where it was asked for or found. */
  lay(one: LaidShadow): void;
  /** The best place of a shadow, in the best of its turns; null where there is none. */
  find(turns: readonly TurnedShadow[]): LaidShadow | null;
}

/** Of two parts one behind the other the middles are at least this share of their mean width apart across the gas flow, where there is room. */
const BESIDE_SHARE = 0.25;
const HAIR_MM = 1e-9;
/** Two coordinates as one number that sorts by the first: greater than the second can be. */
const FIRST = 8192;
/** A part found on squares is moved on by steps from this many grid units (0.8 mm) down to one. */
const LONGEST_STEP = 8192;
const ROUNDS = 3;

/** Returns an empty plate. */
export function plateState(room: PlateRoom, settings: NestSettings): PlateState {
  const { clearanceMm, gather, gasFlowDeg } = settings;
  const { frame, box } = room;
  const taken = { ...room.banned, words: room.banned.words.slice() };
  const laid: LaidShadow[] = [];
  const middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const;
  const across =
    gasFlowDeg === null ? null : ([-sineOfCycles(gasFlowDeg / 360), cosineOfCycles(gasFlowDeg / 360)] as const);
  let fits: NoFit | null = null;

  /** The lower, the better. */
  function cost({ size }: TurnedShadow, x: number, y: number): number {
    if (gather === 'bottom-left') return (y + size[1]) * FIRST + x + size[0];
    const dx = x + size[0] / 2 - middle[0];
    const dy = y + size[1] / 2 - middle[1];
    return dx * dx + dy * dy;
  }

  /** Tells whether a shadow would stand straight behind or before another one in the gas flow. */
  function inLine({ size }: TurnedShadow, x: number, y: number): boolean {
    if (across === null) return false;
    const [ax, ay] = across;
    const place = (s: readonly [number, number], px: number, py: number) => (px + s[0] / 2) * ax + (py + s[1] / 2) * ay;
    const width = (s: readonly [number, number]) => Math.abs(ax) * s[0] + Math.abs(ay) * s[1];
    return laid.some((other) => {
      const apart = Math.abs(place(size, x, y) - place(other.shadow.size, other.x, other.y));
      return apart < (BESIDE_SHARE * (width(size) + width(other.shadow.size))) / 2 - HAIR_MM;
    });
  }

  function isFree(shadow: TurnedShadow, x: number, y: number): boolean {
    return (
      room.holds(shadow, x, y) &&
      laid.every((other) => {
        const gap = shapeGap(other.shadow.shape, shadow.shape, x - other.x, y - other.y, clearanceMm);
        return gap.gapMm >= clearanceMm - HAIR_MM;
      })
    );
  }

  /** The best of all places on the squares, and of those out of line with others. */
  function onSquares(turns: readonly TurnedShadow[]): readonly (LaidShadow | null)[] {
    fits ??= noFit(taken);
    const best = cheapest();
    for (const shadow of turns) {
      const none = fits(shadow.squares);
      for (let row = 0; row < none.rows; row++) {
        const y = snapMm(frame.yMm + row * frame.squareMm);
        for (let w = 0; w < none.wordsPerRow; w++) {
          let free = ~none.words[row * none.wordsPerRow + w]!;
          while (free !== 0) {
            const column = 32 * w + 31 - Math.clz32(free & -free);
            free &= free - 1;
            if (column >= none.columns) break;
            best.take(shadow, snapMm(frame.xMm + column * frame.squareMm), y);
          }
        }
      }
    }
    return best.places;
  }

  /** The same of places flush with boxes or in the middle: where the room is too tight for squares. */
  function flush(turns: readonly TurnedShadow[]): readonly (LaidShadow | null)[] {
    const best = cheapest((shadow, x, y) => boxIsFree(shadow, x, y) && room.holds(shadow, x, y));
    for (const shadow of turns) {
      const starts = (axis: 0 | 1) => [
        box[axis],
        snapMm(middle[axis] - shadow.size[axis] / 2),
        snapMm((axis === 0 ? box[2] : box[3]) - shadow.size[axis]),
        ...laid.flatMap((other) => {
          const at = axis === 0 ? other.x : other.y;
          return [snapMm(at + other.shadow.size[axis] + clearanceMm), snapMm(at - clearanceMm - shadow.size[axis])];
        }),
      ];
      const columns = starts(0);
      for (const y of starts(1)) for (const x of columns) best.take(shadow, x, y);
    }
    return best.places;
  }

  /** Keeps the cheapest place that it is given, and the cheapest one out of line. */
  function cheapest(isAllowed: (shadow: TurnedShadow, x: number, y: number) => boolean = () => true) {
    const places: (LaidShadow | null)[] = [null, null];
    let least = Infinity;
    let leastBeside = Infinity;
    return {
      places,
      take(shadow: TurnedShadow, x: number, y: number): void {
        const price = cost(shadow, x, y);
        if (price >= leastBeside || !isAllowed(shadow, x, y)) return;
        if (price < least) {
          least = price;
          places[0] = { shadow, x, y };
        }
        if (inLine(shadow, x, y)) return;
        leastBeside = price;
        places[1] = { shadow, x, y };
      },
    };
  }

  function boxIsFree({ size }: TurnedShadow, x: number, y: number): boolean {
    return laid.every(
      (other) =>
        x >= other.x + other.shadow.size[0] + clearanceMm - HAIR_MM ||
        x + size[0] + clearanceMm <= other.x + HAIR_MM ||
        y >= other.y + other.shadow.size[1] + clearanceMm - HAIR_MM ||
        y + size[1] + clearanceMm <= other.y + HAIR_MM,
    );
  }

  /** Moves a shadow on along x and y as long as it gets better and stays free; the steps are halved down to the coordinate grid. */
  function settled({ shadow, x, y }: LaidShadow): LaidShadow {
    const outOfLine = !inLine(shadow, x, y);
    let [bestX, bestY] = [x, y];
    const tryAt = (nextX: number, nextY: number): boolean => {
      if (cost(shadow, nextX, nextY) >= cost(shadow, bestX, bestY)) return false;
      if ((outOfLine && inLine(shadow, nextX, nextY)) || !isFree(shadow, nextX, nextY)) return false;
      bestX = nextX;
      bestY = nextY;
      return true;
    };
    for (let round = 0; round < ROUNDS; round++) {
      const [beforeX, beforeY] = [bestX, bestY];
      for (let step = LONGEST_STEP; step >= 1; step /= 2) {
        const by = step / GRID_PER_MM;
        if (!tryAt(bestX, snapMm(bestY - by)) && gather === 'centre') tryAt(bestX, snapMm(bestY + by));
      }
      for (let step = LONGEST_STEP; step >= 1; step /= 2) {
        const by = step / GRID_PER_MM;
        if (!tryAt(snapMm(bestX - by), bestY) && gather === 'centre') tryAt(snapMm(bestX + by), bestY);
      }
      if (bestX === beforeX && bestY === beforeY) break;
    }
    return { shadow, x: bestX, y: bestY };
  }

  return {
    laid,
    lay(one) {
      laid.push(one);
      fits = null;
      const loops = movedLoops(one.shadow.shape.loops, one.x, one.y);
      markArea(taken, frame, clearanceMm > 0 ? offsetLoops(loops, clearanceMm + GROWN_MM) : loops);
    },
    find(turns) {
      const squares = onSquares(turns);
      const boxes = flush(turns);
      for (const sort of [1, 0] as const) {
        // Squares are kept on the safe side; even so nothing is laid that has not been measured.
        const found = [squares[sort], boxes[sort]].flatMap((one) =>
          one != null && isFree(one.shadow, one.x, one.y) ? [settled(one)] : [],
        );
        const [a, b] = found;
        if (a === undefined) continue;
        return b !== undefined && cost(b.shadow, b.x, b.y) < cost(a.shadow, a.x, a.y) ? b : a;
      }
      return null;
    },
  };
}
