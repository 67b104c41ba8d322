/**
 * Where the nozzle of a file stands and what moves it: travels with retraction, wipe and lift, moves up and down, extruding lines and arcs.
 * Positions are whole micrometres, heights units of the grid, filament whole units of 0.01 um.
 */
import { decimalText } from '../../core/decimal-text.ts';
import type { TravelWay } from '../../core/toolpath.ts';
import { GRID_PER_MM, toGrid } from '../../core/units.ts';
import type { MotionClock } from '../../geometry/motion-time.ts';
import type { PathPiece } from './fit-arcs.ts';
import { accelerationWriter } from './set-acceleration.ts';
import type { GcodeSettings } from './settings.ts';

/** Decimals of x and y. */
export const XY_DECIMALS = 3;
/** Units of x and y. */
export const UM_PER_MM = 1000;
/** Heights are on the grid of all coordinates: a layer stands where it was planned, whatever its thickness. */
export const Z_DECIMALS = 4;
/** Units of the filament. */
export const E_PER_MM = 100_000;
/** Centres of arcs are finer than their ends, so that both ends stand on the circle. */
export const CENTRES_PER_MM = 10_000;

const E_DECIMALS = 5;
const CENTRE_DECIMALS = 4;
/** The first way over the plate is this far above the first layer. */
const APPROACH_MM = 5;

const STRAIGHT = new Float64Array(0);

/** The nozzle of one file. */
export interface Nozzle {
  /** Where it stands in micrometres; NaN before the first travel. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Filament that left in all, in units. */
  readonly pushedE: number;
  /** Layer that the time is counted for. */
  layer: number;
  /**
   * Travels to a point at a height; `wipe` is the way that the nozzle may wipe along before it pulls back. On a way with points between it does not wipe: the
   * way begins where the last bead ends.
   */
  travel(toX: number, toY: number, zGrid: number, wipe: Float64Array | null, way?: TravelWay): void;
  /** Extrudes on a straight line or an arc. `chords` are the points between, for the time of an arc. */
  extrude(
    toX: number,
    toY: number,
    e: number,
    speedPerMin: number,
    arc: PathPiece['centre'],
    chords: Float64Array,
  ): void;
  /** Sets the acceleration of beads to come where the file sets any. */
  accelerate(mmPerS2: number): void;
  moveZ(zGrid: number): void;
  /** Goes up, and is at least this high on its next travel. */
  hold(zGrid: number): void;
  /** Pulls back at the end. */
  park(): void;
}

/** Returns a nozzle that nobody knows the place of. */
export function gcodeNozzle(put: (line: string) => void, settings: GcodeSettings, clock: MotionClock): Nozzle {
  const { retraction } = settings;
  const speedUp = accelerationWriter(put, settings, clock);
  const highest = Math.floor(settings.maxZMm * GRID_PER_MM);
  const travelFeed = Math.round(settings.travelSpeedMmPerS * 60);
  const pullFeed = Math.round(retraction.speedMmPerS * 60);
  let x = Number.NaN;
  let y = Number.NaN;
  let z = 0;
  /** The next travel is at least this high. */
  let heldZ = 0;
  let pushedE = 0;
  let feed = -1;
  let retracted = false;

  /** Moves filament alone, at the speed of retractions. */
  function pull(units: number): void {
    if (units === 0) return;
    put(`G1 E${decimalText(units, E_DECIMALS)} F${pullFeed}`);
    feed = pullFeed;
    speedUp.alone();
    clock.push(0, 0, 0, units / E_PER_MM, retraction.speedMmPerS, nozzle.layer);
  }

  /** Moves to a height in grid units, at most as high as the printer reaches. */
  function moveZ(wanted: number): void {
    const to = Math.min(wanted, Math.max(z, highest));
    if (to === z) return;
    const speed = Math.round(settings.zSpeedMmPerS * 60);
    speedUp.travel();
    put(`G1 Z${decimalText(to, Z_DECIMALS)} F${speed}`);
    feed = speed;
    clock.push(0, 0, (to - z) / GRID_PER_MM, 0, settings.zSpeedMmPerS, nozzle.layer);
    z = to;
  }

  /** Pulls the filament back while the nozzle goes along `way`, and the rest where it ends. */
  function wipeBack(way: Float64Array): void {
    const wanted = Math.round(retraction.lengthMm * E_PER_MM);
    const wipeUm = retraction.wipeMm * UM_PER_MM;
    // So slow that the filament is not pulled faster than it may be.
    const perMin = Math.min(travelFeed, Math.floor((retraction.wipeMm / retraction.lengthMm) * pullFeed));
    let gone = 0;
    let pulled = 0;
    let hasBegun = false;
    speedUp.again();
    for (let k = 0; k < way.length / 2 && gone < wipeUm && perMin > 0; k++) {
      const dx = way[2 * k]! - x;
      const dy = way[2 * k + 1]! - y;
      const length = Math.sqrt(dx * dx + dy * dy);
      if (length === 0) continue;
      const share = Math.min(1, (wipeUm - gone) / length);
      const [toX, toY] = [Math.round(x + dx * share), Math.round(y + dy * share)];
      gone = share < 1 ? wipeUm : gone + length;
      const until = Math.round((wanted * Math.min(gone, wipeUm)) / wipeUm);
      if (toX === x && toY === y) continue;
      if (!hasBegun) put(';WIPE_START');
      hasBegun = true;
      const at = `X${decimalText(toX, XY_DECIMALS)} Y${decimalText(toY, XY_DECIMALS)}`;
      put(`G1 ${at} E${decimalText(pulled - until, E_DECIMALS)} F${perMin}`);
      feed = perMin;
      clock.push(
        (toX - x) / UM_PER_MM,
        (toY - y) / UM_PER_MM,
        0,
        (pulled - until) / E_PER_MM,
        perMin / 60,
        nozzle.layer,
      );
      pulled = until;
      x = toX;
      y = toY;
    }
    if (hasBegun) put(';WIPE_END');
    pull(pulled - wanted);
  }

  /** Goes straight to a place without extruding. */
  function goTo(toX: number, toY: number): void {
    if (toX !== x || toY !== y) {
      speedUp.travel();
      put(`G1 X${decimalText(toX, XY_DECIMALS)} Y${decimalText(toY, XY_DECIMALS)} F${travelFeed}`);
      feed = travelFeed;
      // The start lines leave the nozzle nobody knows where; the time counts from the origin, where readers take it to be.
      const known = !Number.isNaN(x);
      const dx = (toX - (known ? x : 0)) / UM_PER_MM;
      const dy = (toY - (known ? y : 0)) / UM_PER_MM;
      clock.push(dx, dy, 0, 0, settings.travelSpeedMmPerS, nozzle.layer);
    }
    x = toX;
    y = toY;
  }

  /** Way from where the nozzle stands past points in mm to a place. */
  function wayUm(between: Float64Array, toX: number, toY: number): number {
    let sum = 0;
    let [fromX, fromY] = [x, y];
    for (let k = 0; k < between.length; k += 2) {
      const [nextX, nextY] = [between[k]! * UM_PER_MM, between[k + 1]! * UM_PER_MM];
      sum += Math.hypot(nextX - fromX, nextY - fromY);
      [fromX, fromY] = [nextX, nextY];
    }
    return sum + Math.hypot(toX - fromX, toY - fromY);
  }

  const nozzle: Nozzle & { layer: number } = {
    get x() {
      return x;
    },
    get y() {
      return y;
    },
    get z() {
      return z;
    },
    get pushedE() {
      return pushedE;
    },
    layer: 0,
    moveZ,
    accelerate: speedUp.print,
    travel(toX, toY, zGrid, wipe, way) {
      const known = !Number.isNaN(x);
      const between = known && way !== undefined ? way.via : STRAIGHT;
      const isLifted = known && way?.isLifted === true;
      const farMm = (): number => (known ? wayUm(between, toX, toY) / UM_PER_MM : Number.POSITIVE_INFINITY);
      const isPulled = farMm() > retraction.minTravelMm || isLifted;
      if (isPulled && !retracted && known && retraction.lengthMm > 0) {
        if (retraction.wipeMm > 0 && wipe !== null && between.length === 0) wipeBack(wipe);
        else pull(-Math.round(retraction.lengthMm * E_PER_MM));
        retracted = true;
      }
      // Z first, so that the nozzle never draws over the layer that it leaves, nor over the plate on its first way.
      const liftMm = Math.max(
        !known ? APPROACH_MM : retracted ? retraction.liftMm : 0,
        isLifted ? (retraction.faceLiftMm ?? 0) : 0,
      );
      moveZ(Math.max(heldZ, zGrid + toGrid(liftMm)));
      heldZ = 0;
      for (let k = 0; k < between.length; k += 2)
        goTo(Math.round(between[k]! * UM_PER_MM), Math.round(between[k + 1]! * UM_PER_MM));
      goTo(toX, toY);
      moveZ(zGrid);
      if (!retracted) return;
      const extra = Math.round(retraction.extraMm * E_PER_MM);
      pull(Math.round(retraction.lengthMm * E_PER_MM) + extra);
      pushedE += extra;
      retracted = false;
    },
    extrude(toX, toY, e, speedPerMin, arc, chords) {
      speedUp.again();
      // The feed rate stands on a line of its own where it changes, as PrusaSlicer does it.
      if (speedPerMin !== feed) put(`G1 F${speedPerMin}`);
      feed = speedPerMin;
      const at = `X${decimalText(toX, XY_DECIMALS)} Y${decimalText(toY, XY_DECIMALS)}`;
      const filament = `E${decimalText(e, E_DECIMALS)}`;
      if (arc === null) put(`G1 ${at} ${filament}`);
      else {
        const [i, j] = [Math.round(arc.i * CENTRES_PER_MM), Math.round(arc.j * CENTRES_PER_MM)];
        const centre = `I${decimalText(i, CENTRE_DECIMALS)} J${decimalText(j, CENTRE_DECIMALS)}`;
        put(`${arc.clockwise ? 'G2' : 'G3'} ${at} ${centre} ${filament}`);
      }
      const count = chords.length / 2;
      for (let k = 0; k < count; k++) {
        const dx = (chords[2 * k]! - x) / UM_PER_MM;
        const dy = (chords[2 * k + 1]! - y) / UM_PER_MM;
        clock.push(dx, dy, 0, e / E_PER_MM / count, speedPerMin / 60, nozzle.layer);
        x = chords[2 * k]!;
        y = chords[2 * k + 1]!;
      }
      pushedE += e;
    },
    hold(zGrid) {
      heldZ = zGrid;
      moveZ(zGrid);
    },
    park() {
      if (!retracted) pull(-Math.round(retraction.lengthMm * E_PER_MM));
      retracted = true;
    },
  };
  return nozzle;
}
