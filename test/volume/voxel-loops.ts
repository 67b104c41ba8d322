/** Contours of filled squares, for tests that know the answer from the squares. */

/** Loops of the filled unit squares within n x n, solid on the left; where squares touch at a corner each loop hugs its own. */
export function voxelLoops(n: number, filled: (x: number, y: number) => boolean): Float64Array[] {
  const ends = new Map<string, [number, number][]>();
  const add = (x0: number, y0: number, x1: number, y1: number): void => {
    const key = `${x0},${y0}`;
    ends.set(key, [...(ends.get(key) ?? []), [x1, y1]]);
  };
  for (let y = 0; y < n; y++) {
    for (let x = 0; x < n; x++) {
      if (!filled(x, y)) continue;
      if (!filled(x, y - 1)) add(x, y, x + 1, y);
      if (!filled(x + 1, y)) add(x + 1, y, x + 1, y + 1);
      if (!filled(x, y + 1)) add(x + 1, y + 1, x, y + 1);
      if (!filled(x - 1, y)) add(x, y + 1, x, y);
    }
  }
  const loops: Float64Array[] = [];
  for (const key of ends.keys()) {
    while ((ends.get(key) ?? []).length > 0) loops.push(followLoop(ends, key));
  }
  return loops;
}

function followLoop(ends: Map<string, [number, number][]>, key: string): Float64Array {
  const xy: number[] = [];
  let [x, y] = key.split(',').map(Number) as [number, number];
  let dx = 0;
  let dy = 0;
  do {
    const choices = ends.get(`${x},${y}`)!;
    // The sharpest left turn keeps to the same square.
    let pick = 0;
    for (let c = 1; c < choices.length; c++) {
      if (dx * (choices[c]![1] - y) - dy * (choices[c]![0] - x) > 0) pick = c;
    }
    const [nx, ny] = choices.splice(pick, 1)[0]!;
    xy.push(x, y);
    dx = nx - x;
    dy = ny - y;
    x = nx;
    y = ny;
  } while (`${x},${y}` !== key);
  return Float64Array.from(xy);
}
