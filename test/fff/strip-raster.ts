/** What the strips of beads cover, by squares: an account that shares nothing with the planner. */
import type { Loops } from '../../src/core/polyline.ts';
import type { BeadToolpath } from '../../src/core/toolpath.ts';

/** Shares of the area: covered by no strip, by more than one; and what is covered outside, over the area. */
export interface StripCover {
  readonly uncovered: number;
  readonly double: number;
  readonly outside: number;
}

/** Measures strips (flat at the ends of a bead, round at its bends) against an area, at the centres of squares. */
export function stripCover(area: Loops, beads: readonly BeadToolpath[], squareMm: number): StripCover {
  const xs = area.flatMap(({ xy }) => [...xy].filter((_, i) => i % 2 === 0));
  const ys = area.flatMap(({ xy }) => [...xy].filter((_, i) => i % 2 === 1));
  const x0 = Math.min(...xs) - 1;
  const y0 = Math.min(...ys) - 1;
  const columns = Math.ceil((Math.max(...xs) + 1 - x0) / squareMm);
  const rows = Math.ceil((Math.max(...ys) + 1 - y0) / squareMm);
  const inside = new Uint8Array(columns * rows);
  for (let r = 0; r < rows; r++) {
    const y = y0 + (r + 0.5) * squareMm;
    const cuts: number[] = [];
    for (const { xy } of area) {
      for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
        if (xy[i + 1]! > y === xy[j + 1]! > y) continue;
        cuts.push(xy[i]! + ((y - xy[i + 1]!) / (xy[j + 1]! - xy[i + 1]!)) * (xy[j]! - xy[i]!));
      }
    }
    cuts.sort((a, b) => a - b);
    for (let k = 0; k + 1 < cuts.length; k += 2) {
      const from = Math.ceil((cuts[k]! - x0) / squareMm - 0.5);
      const to = Math.ceil((cuts[k + 1]! - x0) / squareMm - 0.5);
      inside.fill(1, r * columns + from, r * columns + to);
    }
  }
  const count = new Uint8Array(columns * rows);
  const lastBead = new Int32Array(columns * rows).fill(-1);
  beads.forEach(({ path, widthMm }, bead) => {
    const { xy, closed } = path;
    const n = widthMm.length;
    for (let i = 0; i < (closed ? n : n - 1); i++) {
      const k = (i + 1) % n;
      const [ax, ay, dx, dy] = [xy[2 * i]!, xy[2 * i + 1]!, xy[2 * k]! - xy[2 * i]!, xy[2 * k + 1]! - xy[2 * i + 1]!];
      const square = dx * dx + dy * dy;
      const reach = Math.max(widthMm[i]!, widthMm[k]!) / 2;
      const c0 = Math.floor((Math.min(ax, ax + dx) - reach - x0) / squareMm);
      const c1 = Math.ceil((Math.max(ax, ax + dx) + reach - x0) / squareMm);
      const r0 = Math.floor((Math.min(ay, ay + dy) - reach - y0) / squareMm);
      const r1 = Math.ceil((Math.max(ay, ay + dy) + reach - y0) / squareMm);
      for (let r = Math.max(0, r0); r < Math.min(rows, r1); r++) {
        for (let c = Math.max(0, c0); c < Math.min(columns, c1); c++) {
          const px = x0 + (c + 0.5) * squareMm - ax;
          const py = y0 + (r + 0.5) * squareMm - ay;
          const t = (px * dx + py * dy) / square;
          if ((t < 0 && !closed && i === 0) || (t > 1 && !closed && i === n - 2)) continue;
          const on = Math.min(1, Math.max(0, t));
          const half = (widthMm[i]! + on * (widthMm[k]! - widthMm[i]!)) / 2;
          if (Math.hypot(px - on * dx, py - on * dy) >= half || lastBead[r * columns + c] === bead) continue;
          lastBead[r * columns + c] = bead;
          count[r * columns + c]!++;
        }
      }
    }
  });
  let total = 0;
  let [uncovered, double, outside] = [0, 0, 0];
  for (let s = 0; s < inside.length; s++) {
    total += inside[s]!;
    if (inside[s] === 1 && count[s] === 0) uncovered++;
    if (inside[s] === 1 && count[s]! > 1) double++;
    if (inside[s] === 0 && count[s]! > 0) outside++;
  }
  return { uncovered: uncovered / total, double: double / total, outside: outside / total };
}
