/** A shift of the focus and a spot that no beam has together. */
import type { LpbfPrinter } from '../../config/printer.ts';
import { parameterSetOf } from '../../config/profile-settings.ts';
import { type Finding, finding } from '../../core/finding.ts';
import { type LaserPairing, scanKeysOf } from '../keys/scan-keys.ts';

/** The rules of this file, for the report. */
export const FOCUS_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  {
    id: 'focus-beyond-spot',
    meaning: 'A beam can be as narrow as the spot of each key where its focus is shifted so far.',
  },
];

/** Shorter than that of any laser of these machines: the bound that follows is the widest. */
const SHORTEST_NM = 500;
/** So many times beyond the bound is no spot that was rounded or read off in focus, but another unit or a slip. */
const SLIP = 10;

/**
 * Returns a finding for the key whose focus is farthest beyond what its spot allows: a warning, and an error ten times beyond. A Gaussian beam of
 * radius w0 in its focus has w2 = w0^2 + (lambda z / (pi w0))^2 at the distance z, which is 2 lambda z / pi at least whatever w0 is; so with the
 * diameter d of the spot z is pi d^2 / (8 lambda) at most, and less for any real beam.
 */
export function focusFindings(pairing: LaserPairing, partId: string): Finding[] {
  const { profile, printer } = pairing;
  const lambdaMm = shortestNm(printer) * 1e-6;
  const beyond = scanKeysOf(profile).flatMap((key) => {
    const { focusMm, spotMm } = parameterSetOf(profile, key);
    const limitMm = (Math.PI * spotMm.value * spotMm.value) / (8 * lambdaMm);
    const times = Math.abs(focusMm.value) / limitMm;
    return times > 1 ? [{ key, focusMm: focusMm.value, spotMm: spotMm.value, limitMm, times }] : [];
  });
  const [worst, ...others] = beyond.sort((a, b) => b.times - a.times);
  if (worst === undefined) return [];
  const { key, focusMm, spotMm, limitMm, times } = worst;
  const limit = Number(limitMm.toPrecision(3));
  const more = others.length === 0 ? '' : ` and of ${others.length} more`;
  const hint = times > SLIP ? ': is it in another unit?' : '';
  const message = `the focus of ${key}${more} is shifted by ${focusMm} mm; no beam is as narrow as its spot of ${spotMm} mm beyond ${limit} mm from its focus${hint}`;
  const severity = times > SLIP ? 'error' : 'warning';
  return [finding('focus-beyond-spot', severity, message, { partId, measured: focusMm, limit, unit: 'mm' })];
}

function shortestNm({ lasers }: LpbfPrinter): number {
  if (lasers === undefined) return SHORTEST_NM;
  return Math.min(...lasers.map(({ wavelengthNm }) => wavelengthNm?.value ?? SHORTEST_NM));
}
