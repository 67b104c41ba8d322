/** Coordinates of large meshes as text: whole nanometres, fast and short. */
import { assert } from '../../core/prep-error.ts';
import { putIndex, type TextBuffer } from './text-buffer.ts';

const NM_PER_MM = 1_000_000;

/** Appends a length in mm with at most six decimals and no exponent: within half a nanometre. */
export function putNanometres(buffer: TextBuffer, valueMm: number): void {
  const whole = Math.round(valueMm * NM_PER_MM);
  assert(Number.isSafeInteger(whole), `${valueMm} mm is a length`);
  const magnitude = Math.abs(whole);
  const mm = Math.floor(magnitude / NM_PER_MM);
  let rest = magnitude - mm * NM_PER_MM;
  if (buffer.bytes.length < buffer.length + 32) {
    const grown = new Uint8Array(2 * buffer.bytes.length + 32);
    grown.set(buffer.bytes.subarray(0, buffer.length));
    buffer.bytes = grown;
  }
  if (whole < 0) buffer.bytes[buffer.length++] = 45;
  putIndex(buffer, mm);
  if (rest === 0) return;
  buffer.bytes[buffer.length++] = 46;
  for (let scale = NM_PER_MM / 10; rest > 0; scale /= 10) {
    const digit = Math.floor(rest / scale);
    buffer.bytes[buffer.length++] = 48 + digit;
    rest -= digit * scale;
  }
}
