/** A bead that fills the nozzle before the part. */
import { snapMm } from '../../core/units.ts';
import type { Bead } from '../bead.ts';
import { type PrimeSettings, primeWidthMm } from './settings.ts';

/** Returns the priming line; its volume is width x height x length, or the one asked for. */
export function primeBead(prime: PrimeSettings, heightMm: number): Bead {
  const widthMm = primeWidthMm(prime, heightMm);
  const xy = Float64Array.of(...[...prime.fromMm, ...prime.toMm].map(snapMm));
  return { path: { xy, closed: false }, widthMm: Float64Array.of(widthMm, widthMm), feature: 'prime' };
}
