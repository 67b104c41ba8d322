/** The energy of each parameter key against the window that its profile gives for it. */
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';
import { BEYOND_WINDOW, LINE_ENERGY_BOUNDS, slipWords } from './energy-slip.ts';

/** The rule on energies. */
export const energyWindow: RuleDefinition = {
  id: 'energy-window',
  meaning:
    'The energy of every parameter key lies within its window; more than ten times beyond it, or without one a line energy beyond 0.01 to 10 J/mm, is an error.',
  severity: 'warning',
  unit: null,
};

/** The energy of one key as it was planned. */
export interface KeyEnergy {
  readonly key: string;
  readonly powerW: number;
  readonly speedMmPerS: number;
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
    /** False where the source says of itself that nobody has confirmed it: then nothing passes by it. */
    readonly confirmed: boolean;
  } | null;
}

/** How a key stands to its window. */
export type WindowVerdict =
  | { readonly verdict: 'inside' | 'outside'; readonly measured: number; readonly limit: number; readonly unit: string }
  | { readonly verdict: 'not checked'; readonly why: string; readonly measured?: number; readonly unit?: string };

/** What is said of a key inside a window that nobody has confirmed. */
export const INSIDE_UNCONFIRMED = 'inside, window unconfirmed';

/** Relative rounding of an energy and of a layer thickness. */
const ROUNDING = 1e-9;
const UNITS = { volume: 'J/mm3', line: 'J/mm' } as const;

/**
 * Judges one key; what has no window that applies is not checked, and never inside, and so is what lies inside one that nobody has confirmed. The limit is
 * the end that is nearer.
 */
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
  if (isInside && !window.confirmed) {
    const unit = UNITS[measure];
    const why = `${key}: ${INSIDE_UNCONFIRMED}: ${said(measured)} in ${min} to ${max} ${unit} (${window.source})`;
    return { verdict: 'not checked', why, measured, unit };
  }
  return { verdict: isInside ? 'inside' : 'outside', measured, limit, unit: UNITS[measure] };
}

/** Checks every key: against its window, or whether its energy can be at all. */
export function checkEnergyWindow(energies: readonly KeyEnergy[], log: FindingLog): void {
  for (const energy of energies) {
    const { key, window } = energy;
    const found = judgeEnergy(energy);
    if (found.verdict === 'inside') continue;
    if (found.verdict === 'not checked' || window === null) {
      // Inside its window, confirmed or not, it is no slip.
      if (!('measured' in found)) checkLineEnergy(energy, log);
      continue;
    }
    const { measured, limit, unit } = found;
    const { min, max, source } = window;
    const words = `${key} brings in ${said(measured)} ${unit}, outside its window of ${min} to ${max} (${source})`;
    const slipped = measured * BEYOND_WINDOW < min || measured > max * BEYOND_WINDOW;
    log.add(energyWindow, {
      cause: key,
      ...(slipped ? { severity: 'error' as const } : {}),
      layer: null,
      measured,
      limit,
      unit,
      weight: 0,
      message: () => (slipped ? `${words}, ${slipWords({ ...energy, measured, unit, min, max })}` : words),
    });
  }
}

/** Without a window that applies only what is far beyond any choice is told. */
function checkLineEnergy(energy: KeyEnergy, log: FindingLog): void {
  const { key, lineEnergyJPerMm: measured } = energy;
  const { min, max } = LINE_ENERGY_BOUNDS;
  if (measured >= min && measured <= max) return;
  const unit = UNITS.line;
  log.add(energyWindow, {
    cause: key,
    severity: 'error',
    layer: null,
    measured,
    limit: measured > max ? max : min,
    unit,
    weight: 0,
    message: () => `${key} brings in ${said(measured)} ${unit}, ${slipWords({ ...energy, measured, unit, min, max })}`,
  });
}
