/** Changes of the shape out of printer and profile. */
import type { Pairing } from './match.ts';
import type { Quantity } from './quantity.ts';

/** Factors along x, y and z of the plate. */
export type Factors = readonly [number, number, number];

/** What is changed of the shape of a part, without sources. */
export interface ShapeSettings {
  /** The product of the factors of printer and profile. */
  readonly scale: Factors;
  /** By how much faces that look down are raised; 0: not at all. */
  readonly raiseMm: number;
  /** A rim narrower than this, one melt width, is not kept where raising takes its whole height; 0 for a print. */
  readonly leastWidthMm: number;
}

/** The same with what it comes from, for the manifest. */
export interface ShapeRecord {
  readonly scale: {
    readonly factors: Factors;
    readonly printer: Readonly<Record<'x' | 'y' | 'z', Quantity>> | null;
    readonly profile: Readonly<Record<'x' | 'y' | 'z', Quantity>> | null;
  };
  readonly downfaceRaiseMm: Quantity | null;
}

/** Returns the changes that printer and profile ask for; null where neither says anything. */
export function shapeSettingsOf(pairing: Pairing): ShapeSettings | null {
  const { printer, profile } = pairing;
  if (printer.scale === undefined && profile.shape === undefined) return null;
  const factor = (axis: 'x' | 'y' | 'z') =>
    rounded((printer.scale?.[axis].value ?? 1) * (profile.shape?.scale?.[axis].value ?? 1));
  return {
    scale: [factor('x'), factor('y'), factor('z')],
    raiseMm: raiseOf(pairing)?.value ?? 0,
    leastWidthMm: pairing.process === 'lpbf' ? pairing.profile.meltWidthMm.value : 0,
  };
}

/** Returns the same with all sources; null where neither printer nor profile says anything. */
export function shapeRecordOf(pairing: Pairing): ShapeRecord | null {
  const settings = shapeSettingsOf(pairing);
  if (settings === null) return null;
  const { printer, profile } = pairing;
  return {
    scale: { factors: settings.scale, printer: printer.scale ?? null, profile: profile.shape?.scale ?? null },
    downfaceRaiseMm: raiseOf(pairing),
  };
}

/** Only the laser has faces that are raised: what is extruded does not melt into what is below. */
function raiseOf(pairing: Pairing): Quantity | null {
  return pairing.process === 'lpbf' ? (pairing.profile.shape?.downfaceRaiseMm ?? null) : null;
}

/** To nine digits, so that a product of decimals is one: 0.1 um over 100 m. */
function rounded(factor: number): number {
  return Math.round(factor * 1e9) / 1e9;
}
