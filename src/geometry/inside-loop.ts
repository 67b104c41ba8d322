/** Whether a point lies inside a closed line. */

/** Tells whether a closed line (x, y, ... without a repeated first point) winds around a point an odd number of times. */
export function isInsideLoop(xy: Float64Array, x: number, y: number): boolean {
  let inside = false;
  const n = xy.length;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const yi = xy[i + 1]!;
    const yj = xy[j + 1]!;
    if (yi > y === yj > y) continue;
    if (x < xy[i]! + ((xy[j]! - xy[i]!) * (y - yi)) / (yj - yi)) inside = !inside;
  }
  return inside;
}

/** Returns a point just inside the solid on the left of a closed line: beside the middle of its longest side. */
export function pointBeside(xy: Float64Array, byMm: number): [number, number] {
  const n = xy.length;
  let longest = -1;
  let at = 0;
  for (let i = 0; i < n; i += 2) {
    const j = (i + 2) % n;
    const square = (xy[j]! - xy[i]!) ** 2 + (xy[j + 1]! - xy[i + 1]!) ** 2;
    if (square > longest) {
      longest = square;
      at = i;
    }
  }
  const j = (at + 2) % n;
  const length = Math.sqrt(longest);
  const dx = (xy[j]! - xy[at]!) / length;
  const dy = (xy[j + 1]! - xy[at + 1]!) / length;
  return [(xy[at]! + xy[j]!) / 2 - byMm * dy, (xy[at + 1]! + xy[j + 1]!) / 2 + byMm * dx];
}
