/** What beads cover of an area and outside it, by exact stretches on rows, and how far their lines leave it: shares nothing with the planner. */
import type { Loops } from '../../src/core/polyline.ts';
import type { BeadToolpath } from '../../src/core/toolpath.ts';

/** How much of a bead is taken: `own`: what has the bead's area, round ends included; `round`: with its rounded sides, at their widest. */
export type BeadMeasure = 'own' | 'round';

/** Returns the area that beads cover outside, over the area, from `count` rows. */
export function shareOutside(area: Loops, beads: readonly BeadToolpath[], measure: BeadMeasure, count = 240): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { xy } of area)
    for (let i = 1; i < xy.length; i += 2) [low, high] = [Math.min(low, xy[i]!), Math.max(high, xy[i]!)];
  const step = (high - low + 2) / count;
  const rowOf = (y: number) => Math.ceil((y - low + 1) / step - 0.382);
  const yOf = (row: number) => low - 1 + (row + 0.382) * step;
  const covered: [number, number][][] = Array.from({ length: count }, () => []);
  const cuts: number[][] = Array.from({ length: count }, () => []);
  for (const { xy } of area) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const [ya, yb] = [Math.min(xy[i + 1]!, xy[j + 1]!), Math.max(xy[i + 1]!, xy[j + 1]!)];
      for (let row = Math.max(0, rowOf(ya)); row < count && yOf(row) < yb; row++) {
        const t = (yOf(row) - xy[j + 1]!) / (xy[i + 1]! - xy[j + 1]!);
        cuts[row]!.push(xy[j]! + t * (xy[i]! - xy[j]!));
      }
    }
  }
  for (const bead of beads) {
    const { xy, closed } = bead.path;
    const n = bead.widthMm.length;
    const factor = measure === 'own' ? ownFactor(bead) : 1;
    const more = measure === 'round' ? (bead.heightMm * (1 - Math.PI / 4)) / 2 : 0;
    for (let i = 0; i < (closed ? n : n - 1); i++) {
      const k = (i + 1) % n;
      const r = (factor * (bead.widthMm[i]! + bead.widthMm[k]!)) / 4 + more;
      const [ax, ay, bx, by] = [xy[2 * i]!, xy[2 * i + 1]!, xy[2 * k]!, xy[2 * k + 1]!];
      for (let row = Math.max(0, rowOf(Math.min(ay, by) - r)); row < count && yOf(row) < Math.max(ay, by) + r; row++) {
        const span = capsuleOnRow(ax, ay, bx, by, r, yOf(row));
        if (span !== null) covered[row]!.push(span);
      }
    }
  }
  let [inside, outside] = [0, 0];
  for (let row = 0; row < count; row++) {
    const solid = cuts[row]!.sort((a, b) => a - b);
    for (let k = 0; k + 1 < solid.length; k += 2) inside += solid[k + 1]! - solid[k]!;
    let end = Number.NEGATIVE_INFINITY;
    for (const [a, b] of covered[row]!.sort((p, q) => p[0] - q[0])) {
      const from = Math.max(a, end);
      if (b <= from) continue;
      end = b;
      outside += b - from;
      for (let k = 0; k + 1 < solid.length; k += 2) {
        outside -= Math.max(0, Math.min(b, solid[k + 1]!) - Math.max(from, solid[k]!));
      }
    }
  }
  return outside / inside;
}

/** What the widths of an open bead are multiplied by so that strip and both round ends have the area of the strip. */
function ownFactor({ path: { xy, closed }, widthMm }: BeadToolpath): number {
  if (closed) return 1;
  const n = widthMm.length;
  let strip = 0;
  for (let i = 0; i + 1 < n; i++) {
    strip +=
      (Math.hypot(xy[2 * i + 2]! - xy[2 * i]!, xy[2 * i + 3]! - xy[2 * i + 1]!) * (widthMm[i]! + widthMm[i + 1]!)) / 2;
  }
  const caps = (Math.PI / 8) * (widthMm[0]! ** 2 + widthMm[n - 1]! ** 2);
  return (-strip + Math.sqrt(strip * strip + 4 * caps * strip)) / (2 * caps);
}

/** Where a row meets all points within r of a segment. */
function capsuleOnRow(ax: number, ay: number, bx: number, by: number, r: number, y: number): [number, number] | null {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const see = (x: number) => {
    from = Math.min(from, x);
    to = Math.max(to, x);
  };
  for (const [x, cy] of [
    [ax, ay],
    [bx, by],
  ] as const) {
    const square = r * r - (y - cy) ** 2;
    if (square < 0) continue;
    see(x - Math.sqrt(square));
    see(x + Math.sqrt(square));
  }
  const length = Math.hypot(bx - ax, by - ay);
  const [nx, ny] = length > 0 ? [(-(by - ay) / length) * r, ((bx - ax) / length) * r] : [0, 0];
  for (const side of [1, -1]) {
    const [y0, y1] = [ay + side * ny, by + side * ny];
    if (y0 === y1 || (y - y0) * (y - y1) > 0) continue;
    see(ax + side * nx + ((y - y0) / (y1 - y0)) * (bx - ax));
  }
  return to > from ? [from, to] : null;
}

/** Returns how far lines of beads reach out of an area, in mm, at points at most `stepMm` apart. */
export function furthestOutMm(area: Loops, beads: readonly BeadToolpath[], stepMm: number): number {
  const squareMm = 1;
  const rows = new Map<number, number[]>();
  for (const { xy } of area) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const last = Math.floor(Math.max(xy[i + 1]!, xy[j + 1]!) / squareMm);
      for (let row = Math.floor(Math.min(xy[i + 1]!, xy[j + 1]!) / squareMm); row <= last; row++) {
        if (!rows.has(row)) rows.set(row, []);
        rows.get(row)!.push(xy[j]!, xy[j + 1]!, xy[i]!, xy[i + 1]!);
      }
    }
  }
  let worst = 0;
  const look = (x: number, y: number): void => {
    const row = Math.floor(y / squareMm);
    const sides = rows.get(row) ?? [];
    let inside = false;
    for (let k = 0; k < sides.length; k += 4) {
      const [ax, ay, bx, by] = [sides[k]!, sides[k + 1]!, sides[k + 2]!, sides[k + 3]!];
      if (ay > y !== by > y && ax + ((y - ay) / (by - ay)) * (bx - ax) > x) inside = !inside;
    }
    if (inside) return;
    let near = Number.POSITIVE_INFINITY;
    for (const of of [row - 1, row, row + 1]) {
      const around = rows.get(of) ?? [];
      for (let k = 0; k < around.length; k += 4) {
        const [ax, ay, bx, by] = [around[k]!, around[k + 1]!, around[k + 2]!, around[k + 3]!];
        const square = (bx - ax) ** 2 + (by - ay) ** 2;
        const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square));
        near = Math.min(near, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
      }
    }
    worst = Math.max(worst, near);
  };
  for (const { path } of beads) {
    const n = path.xy.length / 2;
    for (let i = 0; i < (path.closed ? n : n - 1); i++) {
      const k = (i + 1) % n;
      const [ax, ay, bx, by] = [path.xy[2 * i]!, path.xy[2 * i + 1]!, path.xy[2 * k]!, path.xy[2 * k + 1]!];
      const pieces = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / stepMm));
      for (let q = 0; q < pieces; q++) look(ax + ((bx - ax) * q) / pieces, ay + ((by - ay) * q) / pieces);
      if (k === n - 1 && !path.closed) look(bx, by);
    }
  }
  return worst;
}
