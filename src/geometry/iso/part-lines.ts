/** The lines along x and along y through the nodes of one plane after the other, crossed with a part. */
import type { PlaneGrid } from '../../core/field.ts';
import type { TriangleMesh } from '../../core/mesh.ts';
import { growableInts, pushInt } from '../growable.ts';
import { triangleNormal } from '../triangle-normal.ts';
import {
  type LineCrossings,
  type LooseCrossings,
  looseCrossings,
  pushCrossing,
  sortCrossings,
} from './line-crossings.ts';
import { STEEP } from './part-columns.ts';

/** The lines of one plane: along x one for each row, along y one for each column of nodes. */
export interface PlaneLines {
  readonly alongX: LineCrossings;
  readonly alongY: LineCrossings;
}

/** Returns a function that crosses the lines of a plane; planes are asked for in rising order. Ties are those of the columns. */
export function partLines(mesh: TriangleMesh, grid: PlaneGrid): (zMm: number) => PlaneLines {
  const { positions: p, triangles } = mesh;
  const { nx, ny, x0Mm, y0Mm, stepMm } = grid;
  const order = byLowestPoint(mesh);
  const active = growableInts(256);
  let cursor = 0;
  const normal = new Float64Array(3);
  const from = new Float64Array(2);
  const to = new Float64Array(2);

  return (zMm) => {
    for (; cursor < order.length && lowest(order[cursor]!) < zMm; cursor++) pushInt(active, order[cursor]!);
    const rows = looseCrossings();
    const columns = looseCrossings();
    let kept = 0;
    for (let i = 0; i < active.length; i++) {
      const t = active.values[i]!;
      if (highest(t) < zMm) continue;
      active.values[kept++] = t;
      cut(t, zMm, rows, columns);
    }
    active.length = kept;
    return { alongX: sortCrossings(rows, ny), alongY: sortCrossings(columns, nx) };
  };

  function lowest(t: number): number {
    return Math.min(zOf(3 * t), zOf(3 * t + 1), zOf(3 * t + 2));
  }

  function highest(t: number): number {
    return Math.max(zOf(3 * t), zOf(3 * t + 1), zOf(3 * t + 2));
  }

  function zOf(corner: number): number {
    return p[3 * triangles[corner]! + 2]!;
  }

  /** A corner at the height of the plane counts as above it. The segment has the solid on its left. */
  function cut(t: number, zMm: number, rows: LooseCrossings, columns: LooseCrossings): void {
    let sides = 0;
    for (let side = 0; side < 3; side++) {
      const s = 3 * triangles[3 * t + side]!;
      const e = 3 * triangles[3 * t + ((side + 1) % 3)]!;
      const above = p[s + 2]! >= zMm;
      if (above === p[e + 2]! >= zMm) continue;
      const low = above ? e : s;
      const high = above ? s : e;
      const share = (zMm - p[low + 2]!) / (p[high + 2]! - p[low + 2]!);
      const point = above ? from : to;
      point[0] = p[low]! + share * (p[high]! - p[low]!);
      point[1] = p[low + 1]! + share * (p[high + 1]! - p[low + 1]!);
      sides++;
    }
    if (sides !== 2) return;
    triangleNormal(p, 3 * triangles[3 * t]!, 3 * triangles[3 * t + 1]!, 3 * triangles[3 * t + 2]!, normal);
    const least = STEEP * (normal[0]! ** 2 + normal[1]! ** 2 + normal[2]! ** 2);
    const [ax, ay] = from as unknown as [number, number];
    const [bx, by] = to as unknown as [number, number];
    const steepX = normal[0]! ** 2 >= least ? 2 : 1;
    const j1 = Math.min(ny - 1, Math.floor((Math.max(ay, by) - y0Mm) / stepMm) + 1);
    for (let j = Math.max(0, Math.floor((Math.min(ay, by) - y0Mm) / stepMm) - 1); j <= j1; j++) {
      const y = y0Mm + j * stepMm;
      if (ay >= y === by >= y) continue;
      const x = by > ay ? ax + ((y - ay) * (bx - ax)) / (by - ay) : bx + ((y - by) * (ax - bx)) / (ay - by);
      pushCrossing(rows, j, x, by > ay ? -steepX : steepX);
    }
    const steepY = normal[1]! ** 2 >= least ? 2 : 1;
    const i1 = Math.min(nx - 1, Math.floor((Math.max(ax, bx) - x0Mm) / stepMm) + 1);
    for (let i = Math.max(0, Math.floor((Math.min(ax, bx) - x0Mm) / stepMm) - 1); i <= i1; i++) {
      const x = x0Mm + i * stepMm;
      if (ax >= x === bx >= x) continue;
      const y = bx > ax ? ay + ((x - ax) * (by - ay)) / (bx - ax) : by + ((x - bx) * (ay - by)) / (ax - bx);
      pushCrossing(columns, i, y, bx > ax ? steepY : -steepY);
    }
  }
}

/** Numbers of the triangles that a plane can cut, by their lowest point. */
function byLowestPoint({ positions: p, triangles }: TriangleMesh): Uint32Array {
  const count = triangles.length / 3;
  const low = new Float64Array(count);
  const order: number[] = [];
  for (let t = 0; t < count; t++) {
    const a = p[3 * triangles[3 * t]! + 2]!;
    const b = p[3 * triangles[3 * t + 1]! + 2]!;
    const c = p[3 * triangles[3 * t + 2]! + 2]!;
    low[t] = Math.min(a, b, c);
    if (low[t]! < Math.max(a, b, c)) order.push(t);
  }
  return Uint32Array.from(order).sort((a, b) => low[a]! - low[b]! || a - b);
}
