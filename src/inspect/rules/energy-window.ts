/** The energy of each parameter key against the window that its profile gives for it. */
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';

/** The rule on energies. */
export const energyWindow: RuleDefinition = {
  id: 'energy-window',
  meaning: 'The energy of every parameter key lies within its window.',
  severity: 'warning',
  unit: null,
};

/** The energy of one key as it was planned. */
export interface KeyEnergy {
  readonly key: string;
  readonly lineEnergyJPerMm: number;
  /** Null where its lines have no spacing, as contours. */
  readonly volumeEnergyJPerMm3: number | null;
  readonly layerThicknessMm: number;
  /** Null where nobody gives one. */
  readonly window: {
    readonly measure: 'volume' | 'line';
    readonly min: number;
    readonly max: number;
    /** The layer thickness that it was found at; null: it holds for any. */
    readonly layerThicknessMm: number | null;
    readonly source: string;
  } | null;
}

/** How a key stands to its window. */
export type WindowVerdict =
  | { readonly verdict: 'inside' | 'outside'; readonly measured: number; readonly limit: number; readonly unit: string }
  | { readonly verdict: 'not checked'; readonly why: string };

/** Relative rounding of an energy and of a layer thickness. */
const ROUNDING = 1e-9;
const UNITS = { volume: 'J/mm3', line: 'J/mm' } as const;

/** Judges one key; what has no window that applies is not checked, and never inside. The limit is the end that is nearer. */
export function judgeEnergy(energy: KeyEnergy): WindowVerdict {
  const { key, window, layerThicknessMm } = energy;
  if (window === null) return { verdict: 'not checked', why: `${key} has no window with a source` };
  const { measure, min, max } = window;
  const of = window.layerThicknessMm;
  if (of !== null && Math.abs(of - layerThicknessMm) > ROUNDING * of) {
    return {
      verdict: 'not checked',
      why: `the window of ${key} is for layers of ${of} mm, these are ${layerThicknessMm} mm`,
    };
  }
  const measured = measure === 'volume' ? energy.volumeEnergyJPerMm3 : energy.lineEnergyJPerMm;
  if (measured === null) {
    return { verdict: 'not checked', why: `the window of ${key} is in J/mm3, and its lines have no spacing` };
  }
  const isInside = measured >= min * (1 - ROUNDING) && measured <= max * (1 + ROUNDING);
  const limit = Math.abs(measured - min) < Math.abs(measured - max) ? min : max;
  return { verdict: isInside ? 'inside' : 'outside', measured, limit, unit: UNITS[measure] };
}

/** Checks every key that has a window. */
export function checkEnergyWindow(energies: readonly KeyEnergy[], log: FindingLog): void {
  for (const energy of energies) {
    const { key, window } = energy;
    const found = judgeEnergy(energy);
    if (found.verdict !== 'outside' || window === null) continue;
    const { measured, limit, unit } = found;
    log.add(energyWindow, {
      cause: key,
      layer: null,
      measured,
      limit,
      unit,
      weight: 0,
      message: () =>
        `${key} brings in ${said(measured)} ${unit}, outside its window of ${window.min} to ${window.max} (${window.source})`,
    });
  }
}
