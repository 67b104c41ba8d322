/** Open beads with just their own area by ends that are drawn back: shares nothing with the planner. */
import type { BeadToolpath } from '../../src/core/toolpath.ts';

/** Returns a bead with each end drawn back by pi / 8 of its width, so that its round ends have the area of what they leave; a bead shorter than that as a disc of its area in its middle. */
export function drawnBack(bead: BeadToolpath): BeadToolpath {
  const { path, widthMm } = bead;
  const n = widthMm.length;
  if (path.closed) return bead;
  const at = [0];
  for (let i = 1; i < n; i++) {
    const step = Math.hypot(path.xy[2 * i]! - path.xy[2 * i - 2]!, path.xy[2 * i + 1]! - path.xy[2 * i - 1]!);
    at.push(at[i - 1]! + step);
  }
  const from = (Math.PI / 8) * widthMm[0]!;
  const to = at[n - 1]! - (Math.PI / 8) * widthMm[n - 1]!;
  if (to <= from) {
    let strip = 0;
    for (let i = 1; i < n; i++) strip += ((at[i]! - at[i - 1]!) * (widthMm[i]! + widthMm[i - 1]!)) / 2;
    const x = (path.xy[0]! + path.xy[2 * n - 2]!) / 2;
    const y = (path.xy[1]! + path.xy[2 * n - 1]!) / 2;
    const disc = new Float64Array(2).fill(Math.sqrt((4 * strip) / Math.PI));
    return { ...bead, path: { xy: Float64Array.of(x, y, x + 1e-6, y), closed: false }, widthMm: disc };
  }
  const xy: number[] = [];
  const widths: number[] = [];
  for (const s of [from, ...at.filter((mm) => mm > from && mm < to), to]) {
    let i = 0;
    while (i < n - 2 && at[i + 1]! < s) i++;
    const t = (s - at[i]!) / (at[i + 1]! - at[i]!);
    for (const k of [0, 1]) xy.push(path.xy[2 * i + k]! + t * (path.xy[2 * i + 2 + k]! - path.xy[2 * i + k]!));
    widths.push(widthMm[i]! + t * (widthMm[i + 1]! - widthMm[i]!));
  }
  return { ...bead, path: { xy: Float64Array.from(xy), closed: false }, widthMm: Float64Array.from(widths) };
}
