// Lines through the patches of a plane of waves: the polynomials along a row or an edge.
import { LINE } from './waves';

/**
 * Writes the polynomials of all slots along one line into lane 0 or 1 of `line`. Along x (`up` 0) `other` is t of the patch,
 * along y it is s. Coefficients of slot k: 9 numbers a patch, patches row by row, from `channels` + k `channelBytes` on.
 */
export function putLine(
  slots: i32,
  channels: usize,
  channelBytes: usize,
  patch: i32,
  up: i32,
  other: f64,
  line: usize,
  lane: usize,
): void {
  let at = channels + <usize>patch * 72;
  const along: usize = up ? 24 : 8;
  const across: usize = up ? 8 : 24;
  let to = line + (lane << 3);
  for (let slot = 0; slot < slots; slot++) {
    store<f64>(to, across3(at, across, other));
    store<f64>(to, across3(at + along, across, other), 16);
    store<f64>(to, across3(at + 2 * along, across, other), 32);
    at += channelBytes;
    to += LINE;
  }
}

function across3(at: usize, across: usize, other: f64): f64 {
  return load<f64>(at) + other * (load<f64>(at + across) + other * load<f64>(at + 2 * across));
}

/** Copies lane 0 of a line to lane 1. */
export function doubleLine(slots: i32, line: usize): void {
  const end = line + <usize>slots * LINE;
  for (let at = line; at < end; at += 16) store<f64>(at, load<f64>(at), 8);
}
