/** Pieces of the sections that pass between the nodes of a grid: a stem that stands in one square is not in the mesh at all. */
import type { PlaneGrid } from '../../core/field.ts';
import type { Loops } from '../../core/polyline.ts';
import { isInsideLoop } from '../inside-loop.ts';
import { signedAreaMm2 } from '../polygon-area.ts';

/** Pieces without a node. */
export interface LostPieces {
  /** Outlines in all planes. */
  outlines: number;
  /** Of the tallest piece: planes on top of each other in which it has no node. */
  tallest: number;
  /** Where that one is, in its highest plane. */
  at: readonly [number, number, number] | null;
}

/** In steps. */
const HAIR = 1e-6;

interface Piece {
  readonly box: readonly [number, number, number, number];
  readonly planes: number;
}

/** Returns a watch for one plane after the other; loops have the solid on the left, `solid` marks the nodes of the plane that lie in it. */
export function lostPieces(grid: PlaneGrid, tally: LostPieces): (loops: Loops, solid: Uint8Array, zMm: number) => void {
  let below: readonly Piece[] = [];
  return (loops, solid, zMm) => {
    const here: Piece[] = [];
    for (const loop of loops) {
      const box = boxOf(loop.xy);
      if (signedAreaMm2(loop) <= 0 || hasNode(grid, solid, loop.xy, box)) continue;
      const planes = 1 + below.reduce((most, piece) => (meet(piece.box, box) ? Math.max(most, piece.planes) : most), 0);
      here.push({ box, planes });
      tally.outlines++;
      if (planes <= tally.tallest) continue;
      tally.tallest = planes;
      tally.at = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2, zMm];
    }
    below = here;
  };
}

function hasNode(
  { x0Mm, y0Mm, stepMm, nx, ny }: PlaneGrid,
  solid: Uint8Array,
  xy: Float64Array,
  [xMin, yMin, xMax, yMax]: Piece['box'],
): boolean {
  const from = (low: number, origin: number) => Math.max(0, Math.ceil((low - origin) / stepMm));
  const to = (high: number, origin: number, count: number) => Math.min(count - 1, Math.floor((high - origin) / stepMm));
  for (let j = from(yMin, y0Mm); j <= to(yMax, y0Mm, ny); j++) {
    for (let i = from(xMin, x0Mm); i <= to(xMax, x0Mm, nx); i++) {
      if (solid[j * nx + i] !== 0 && isAround(xy, x0Mm + i * stepMm, y0Mm + j * stepMm, HAIR * stepMm)) return true;
    }
  }
  return false;
}

/** A node on the outline counts for the piece: which side it is on has been decided where it was marked. */
function isAround(xy: Float64Array, x: number, y: number, by: number): boolean {
  return [-by, by].some((dx) => isInsideLoop(xy, x + dx, y - by) || isInsideLoop(xy, x + dx, y + by));
}

function boxOf(xy: Float64Array): Piece['box'] {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    xMin = Math.min(xMin, xy[i]!);
    yMin = Math.min(yMin, xy[i + 1]!);
    xMax = Math.max(xMax, xy[i]!);
    yMax = Math.max(yMax, xy[i + 1]!);
  }
  return [xMin, yMin, xMax, yMax];
}

function meet(a: Piece['box'], b: Piece['box']): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
