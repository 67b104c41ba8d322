/** A bead that fills the nozzle before the part. */
import { snapMm } from '../../core/units.ts';
import type { Bead } from '../bead.ts';
import type { PrimeSettings } from './settings.ts';

/** Returns the width of the strip of a priming line; `heightMm` is that of its layer. */
export function primeWidthMm({ fromMm, toMm, amount }: PrimeSettings, heightMm: number): number {
  if (amount.by === 'width') return amount.widthMm;
  return amount.volumeMm3 / (heightMm * Math.sqrt((toMm[0] - fromMm[0]) ** 2 + (toMm[1] - fromMm[1]) ** 2));
}

/** Returns the priming line; its volume is width x height x length, or the one asked for. */
export function primeBead(prime: PrimeSettings, heightMm: number): Bead {
  const widthMm = primeWidthMm(prime, heightMm);
  const xy = Float64Array.of(...[...prime.fromMm, ...prime.toMm].map(snapMm));
  return { path: { xy, closed: false }, widthMm: Float64Array.of(widthMm, widthMm), feature: 'prime' };
}
