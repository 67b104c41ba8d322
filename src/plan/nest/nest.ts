/** Parts nested on plates by their real outlines. */
import type { BuildArea } from '../../core/build-area.ts';
import type { Loops } from '../../core/polyline.ts';
import { snapMm } from '../../core/units.ts';
import { loopsAreaMm2 } from '../../geometry/polygon-area.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { plateRoom } from './plate-room.ts';
import { type LaidShadow, type PlateState, plateState } from './plate-state.ts';
import type { NestSettings } from './settings.ts';
import { type TurnedShadow, turnedShadow } from './turned-shadow.ts';

/** A part to be nested. */
export interface NestPart {
  readonly id: string;
  /** What it covers of the plate, in its own coordinates, as `partShadow` gives it. */
  readonly shadow: Loops;
  /** Its height above the plate with what it stands on. */
  readonly heightMm: number;
  /** Where it must stand; null: wherever there is room. */
  readonly fixed: {
    readonly plate: number;
    readonly turnDeg: number;
    readonly shiftMm: readonly [number, number];
  } | null;
}

/** Where a part stands: its own coordinates are turned about 0, 0 and then moved. */
export interface NestedPart {
  readonly id: string;
  /** Number of the plate, from 0. */
  readonly plate: number;
  readonly turnDeg: number;
  readonly shiftMm: readonly [number, number];
  /** Its turn in a layer of its plate, from 0: what lies furthest down the gas flow is first, so that smoke blows over what is done. */
  readonly order: number;
}

/** A part that no empty plate has room for. */
export interface UnplacedPart {
  readonly id: string;
  /** How much it is larger than the build area along x, y and z, in the turn in which that is least; of a round area the diameters count. All 0: the area has exclusions or a form that leave no room. */
  readonly overMm: readonly [number, number, number];
  /** One line that tells it. */
  readonly reason: string;
}

/** What became of all parts. */
export interface Nesting {
  readonly plates: number;
  /** In the order in which the parts were given. */
  readonly placed: readonly NestedPart[];
  readonly unplaced: readonly UnplacedPart[];
}

/**
 * Nests parts on as many plates as they need. Parts with a place of their own have it, wherever it is (`nearParts` tells of those that are too near to others);
 * then come the others by falling area, each to the first plate that has room, in the turn and at the place that are best by `gather`. No two shadows
 * are nearer than the clearance, by exact measure, unless both have places of their own. `loadClipping` must have been awaited before.
 *
 * With a gas flow, parts stand out of line with each other along it as long as that costs no further plate.
 */
export function nestParts(parts: readonly NestPart[], area: BuildArea, settings: NestSettings): Nesting {
  const turnsOf = shadowTurns(settings);
  const nesting = nestedOnce(parts, area, settings, turnsOf);
  if (nesting.plates < 2 || settings.gasFlowDeg === null) return nesting;
  const denser = nestedOnce(parts, area, settings, turnsOf, false);
  return denser.plates < nesting.plates ? denser : nesting;
}

type TurnsOf = (shadow: Loops, turnDeg?: number) => TurnedShadow[];

function nestedOnce(
  parts: readonly NestPart[],
  area: BuildArea,
  settings: NestSettings,
  turnsOf: TurnsOf,
  outOfLine = true,
): Nesting {
  const room = plateRoom(area, settings);
  const plates: PlateState[] = [];
  const plateOf = (n: number): PlateState => {
    while (plates.length <= n) plates.push(plateState(room, outOfLine ? settings : { ...settings, gasFlowDeg: null }));
    return plates[n] as PlateState;
  };
  const found = new Map<number, { plate: number; laid: LaidShadow }>();
  const unplaced = new Map<number, UnplacedPart>();
  parts.forEach(({ shadow, fixed }, n) => {
    if (fixed === null) return;
    const [turned] = turnsOf(shadow, fixed.turnDeg) as [TurnedShadow];
    const laid = {
      shadow: turned,
      x: snapMm(turned.low[0] + fixed.shiftMm[0]),
      y: snapMm(turned.low[1] + fixed.shiftMm[1]),
    };
    plateOf(fixed.plate).lay(laid);
    found.set(n, { plate: fixed.plate, laid });
  });
  const areas = parts.map(({ shadow }) => loopsAreaMm2(shadow));
  const free = parts.map((_, n) => n).filter((n) => (parts[n] as NestPart).fixed === null);
  for (const n of free.sort((a, b) => areas[b]! - areas[a]! || a - b)) {
    const part = parts[n] as NestPart;
    const turns = turnsOf(part.shadow);
    const overZ = Math.max(0, part.heightMm - area.heightMm);
    let place: { plate: number; laid: LaidShadow } | null = null;
    for (let plate = 0; overZ === 0 && place === null; plate++) {
      const isNew = plate >= plates.length;
      const state = isNew ? plateState(room, settings) : plateOf(plate);
      const laid = state.find(turns);
      if (laid !== null) place = { plate, laid };
      else if (isNew) break;
    }
    if (place === null) {
      unplaced.set(n, tooLarge(part.id, turns.map(room.excessMm), overZ));
      continue;
    }
    plateOf(place.plate).lay(place.laid);
    found.set(n, place);
  }
  const orders = ordered([...found], settings.gasFlowDeg);
  return {
    plates: plates.length,
    placed: [...found]
      .sort(([a], [b]) => a - b)
      .map(([n, { plate, laid }]) => ({
        id: (parts[n] as NestPart).id,
        plate,
        turnDeg: laid.shadow.turnDeg,
        shiftMm: [snapMm(laid.x - laid.shadow.low[0]), snapMm(laid.y - laid.shadow.low[1])],
        order: orders.get(n) as number,
      })),
    unplaced: [...unplaced].sort(([a], [b]) => a - b).map(([, one]) => one),
  };
}

/** Shadows in the turns of the settings, or in one; kept, as variants often share a shadow and a second try uses them again. */
function shadowTurns({ turnStepDeg, squareMm }: NestSettings): TurnsOf {
  const known = new Map<Loops, Map<number, TurnedShadow>>();
  const count = turnStepDeg === null ? 1 : 360 / turnStepDeg;
  const all = Array.from({ length: count }, (_, n) => n * (turnStepDeg ?? 0));
  return (shadow, turnDeg) =>
    (turnDeg === undefined ? all : [turnDeg]).map((deg) => {
      const own = known.get(shadow) ?? new Map<number, TurnedShadow>();
      known.set(shadow, own);
      const turned = own.get(deg) ?? turnedShadow(shadow, deg, squareMm);
      own.set(deg, turned);
      return turned;
    });
}

/** The turn of each part in a layer of its plate: against the gas flow, or in the order in which they were given. */
function ordered(
  found: readonly (readonly [number, { plate: number; laid: LaidShadow }])[],
  gasFlowDeg: number | null,
): Map<number, number> {
  const [c, s] = gasFlowDeg === null ? [0, 0] : [cosineOfCycles(gasFlowDeg / 360), sineOfCycles(gasFlowDeg / 360)];
  const along = ({ shadow, x, y }: LaidShadow) => c * (x + shadow.size[0] / 2) + s * (y + shadow.size[1] / 2);
  const sorted = found.map(([n, { plate, laid }]) => ({ n, plate, along: along(laid) }));
  sorted.sort((a, b) => a.plate - b.plate || b.along - a.along || a.n - b.n);
  const orders = new Map<number, number>();
  sorted.forEach(({ n, plate }, k) => {
    orders.set(n, k - sorted.findIndex((one) => one.plate === plate));
  });
  return orders;
}

function tooLarge(id: string, excesses: readonly (readonly [number, number])[], overZ: number): UnplacedPart {
  let [x, y] = excesses[0] ?? [0, 0];
  for (const [overX, overY] of excesses) {
    if (Math.max(overX, overY) < Math.max(x, y)) [x, y] = [overX, overY];
  }
  const said = [
    ...(x > 0 ? [`${words(x)} mm in x`] : []),
    ...(y > 0 ? [`${words(y)} mm in y`] : []),
    ...(overZ > 0 ? [`${words(overZ)} mm in height`] : []),
  ];
  const reason =
    said.length > 0
      ? `the part '${id}' is larger than the build area by ${said.join(', ')}`
      : `the part '${id}' fits on no empty plate: its outline, the exclusions and the distances asked for leave no place that was found`;
  return { id, overMm: [x, y, overZ], reason };
}

/** At least what is meant, so that an excess never reads as 0. */
function words(mm: number): string {
  return String(Math.ceil(mm * 1000 - 1e-6) / 1000);
}
