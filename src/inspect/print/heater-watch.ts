/** Follows what the heaters are set to, and holds it against the material when the print has been read. */
import type { FindingLog } from '../finding-log.ts';
import type { Heater, HeaterSet } from './print-events.ts';
import { LEAST_EXTRUSION_C, noteExtrusionCold } from './rules/extrusion-cold.ts';
import { checkHeaterLeftOn } from './rules/heater-left-on.ts';
import { checkTemperature, noteNotWaited } from './rules/temperature-off.ts';
import type { TemperatureWindows, Window } from './settings.ts';

/** Watches three heaters. */
export interface HeaterWatch {
  set(event: HeaterSet): void;
  /** Anything leaves the nozzle. */
  extrusion(layer: number | null, xMm: number, yMm: number): void;
  /** A bead of the part is laid. */
  part(layer: number | null): void;
  /** What was taken for the part so far was not. */
  restart(): void;
  finish(): void;
  /** Least and most that a heater was set to while the part was laid, of a print without a part while anything was; null for never. */
  seen(heater: Heater): Window | null;
}

const HEATERS = ['nozzle', 'bed', 'chamber'] as const;
/** More different settings than this in one print are not told apart. */
const MAX_STATES = 1000;

/** Returns a watch over heaters that were never set. */
export function heaterWatch(windows: TemperatureWindows | null, log: FindingLog): HeaterWatch {
  const target: Record<Heater, number | null> = { nozzle: null, bed: null, chamber: null };
  const waited: Record<Heater, boolean> = { nozzle: false, bed: false, chamber: false };
  /** What the heaters were set to while the part was laid, with the first layer of it. */
  const states = new Map<string, { readonly target: Record<Heater, number | null>; readonly layer: number | null }>();
  /** The same while anything left the nozzle: what a print is told by that has no bead of a part. */
  const anyStates = new Map<string, Record<Heater, number | null>>();
  let isAnyNoted = false;
  let hasExtruded = false;
  let isNoted = false;

  const windowOf = (heater: Heater): Window | null => windows?.[`${heater}C`] ?? null;

  return {
    set({ heater, celsius, wait }) {
      target[heater] = celsius;
      if (wait && celsius > 0) waited[heater] = true;
      isNoted = false;
      isAnyNoted = false;
    },
    extrusion(layer, xMm, yMm) {
      const { nozzle } = target;
      if (nozzle === null || nozzle < LEAST_EXTRUSION_C) noteExtrusionCold(nozzle, layer, xMm, yMm, log);
      if (!isAnyNoted) {
        isAnyNoted = true;
        if (anyStates.size < MAX_STATES) anyStates.set(keyOf(target), { ...target });
      }
      if (hasExtruded) return;
      hasExtruded = true;
      for (const heater of HEATERS) {
        const celsius = target[heater];
        if (windowOf(heater) !== null && celsius !== null && celsius > 0 && !waited[heater]) {
          noteNotWaited(heater, celsius, log);
        }
      }
    },
    part(layer) {
      if (isNoted) return;
      isNoted = true;
      const key = keyOf(target);
      if (!states.has(key) && states.size < MAX_STATES) states.set(key, { target: { ...target }, layer });
    },
    restart() {
      states.clear();
      isNoted = false;
      anyStates.clear();
      isAnyNoted = false;
    },
    finish() {
      for (const heater of HEATERS) {
        const window = windowOf(heater);
        if (window !== null) {
          for (const state of states.values()) checkTemperature(heater, state.target[heater], window, state.layer, log);
        }
        checkHeaterLeftOn(heater, target[heater], log);
      }
    },
    seen(heater) {
      const targets = states.size > 0 ? [...states.values()].map((state) => state.target) : [...anyStates.values()];
      const set = targets.map((target) => target[heater]).filter((celsius) => celsius !== null);
      return set.length === 0 ? null : { min: Math.min(...set), max: Math.max(...set) };
    },
  };
}

function keyOf(target: Readonly<Record<Heater, number | null>>): string {
  return HEATERS.map((heater) => target[heater]).join(' ');
}
