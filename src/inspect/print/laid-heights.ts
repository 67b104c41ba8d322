/** How high material stands over the plate: squares of half a millimetre, each as high as the last bead that was laid over it. */

/** The heights so far. */
export interface LaidHeights {
  /** Highest of all; 0 while nothing is laid. */
  readonly topMm: number;
  /** A bead is laid at a height. */
  lay(x0: number, y0: number, x1: number, y1: number, zMm: number): void;
  /** Height of what stands at a place; 0: nothing. */
  at(x: number, y: number): number;
  /** The highest that stands within reach of a place and above a height; null: nothing does. */
  highestWithin(x: number, y: number, reachMm: number, aboveMm: number): number | null;
}

/** Side of a square, and squares along the side of a tile. */
export const SQUARE_MM = 0.5;
const TILE = 32;
const TILE_MM = TILE * SQUARE_MM;
/** Tiles are numbered from far beyond any plate. */
const FAR = 4096;

interface Tile {
  readonly xMm: number;
  readonly yMm: number;
  readonly heights: Float64Array;
  topMm: number;
}

/** Starts with an empty plate. */
export function laidHeights(): LaidHeights {
  const tiles = new Map<number, Tile>();
  let topMm = 0;
  let lastTile: Tile | null = null;
  let lastKey = Number.NaN;

  function tileAt(x: number, y: number, isMade: boolean): Tile | null {
    const i = Math.floor(x / TILE_MM);
    const j = Math.floor(y / TILE_MM);
    const key = (j + FAR) * 2 * FAR + i + FAR;
    if (key === lastKey && lastTile !== null) return lastTile;
    let tile = tiles.get(key) ?? null;
    if (tile === null && isMade) {
      tile = { xMm: i * TILE_MM, yMm: j * TILE_MM, heights: new Float64Array(TILE * TILE), topMm: 0 };
      tiles.set(key, tile);
    }
    lastKey = key;
    lastTile = tile;
    return tile;
  }

  function raise(x: number, y: number, zMm: number): void {
    const tile = tileAt(x, y, true) as Tile;
    const square = squareOf(tile, x, y);
    if (tile.heights[square]! < zMm) tile.heights[square] = zMm;
    if (tile.topMm < zMm) tile.topMm = zMm;
  }

  return {
    get topMm() {
      return topMm;
    },
    lay(x0, y0, x1, y1, zMm) {
      if (zMm > topMm) topMm = zMm;
      const steps = stepsAlong(x0, y0, x1, y1);
      for (let k = 0; k <= steps; k++) raise(x0 + ((x1 - x0) * k) / steps, y0 + ((y1 - y0) * k) / steps, zMm);
    },
    at(x, y) {
      const tile = tileAt(x, y, false);
      return tile === null ? 0 : tile.heights[squareOf(tile, x, y)]!;
    },
    highestWithin(x, y, reachMm, aboveMm) {
      let highest: number | null = null;
      for (const tile of tiles.values()) {
        if (tile.topMm <= (highest ?? aboveMm)) continue;
        const dx = Math.max(tile.xMm - x, 0, x - tile.xMm - TILE_MM);
        const dy = Math.max(tile.yMm - y, 0, y - tile.yMm - TILE_MM);
        if (dx * dx + dy * dy >= reachMm * reachMm) continue;
        for (let square = 0; square < TILE * TILE; square++) {
          const height = tile.heights[square]!;
          if (height <= (highest ?? aboveMm)) continue;
          // By the far corner of the square: what it holds may lie there.
          const cx = tile.xMm + ((square % TILE) + 0.5) * SQUARE_MM - x;
          const cy = tile.yMm + (Math.floor(square / TILE) + 0.5) * SQUARE_MM - y;
          const farX = Math.abs(cx) + SQUARE_MM / 2;
          const farY = Math.abs(cy) + SQUARE_MM / 2;
          if (farX * farX + farY * farY < reachMm * reachMm) highest = height;
        }
      }
      return highest;
    },
  };
}

/** Steps of half a square, at least one. */
export function stepsAlong(x0: number, y0: number, x1: number, y1: number): number {
  const longest = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
  return Math.max(1, Math.ceil((2 * longest) / SQUARE_MM));
}

function squareOf(tile: Tile, x: number, y: number): number {
  const i = Math.min(TILE - 1, Math.max(0, Math.floor((x - tile.xMm) / SQUARE_MM)));
  const j = Math.min(TILE - 1, Math.max(0, Math.floor((y - tile.yMm) / SQUARE_MM)));
  return j * TILE + i;
}
