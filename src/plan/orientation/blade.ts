/** Which turn about the vertical spares a part the blade: walls parallel to it are met along their whole length at once. */

/** Steep walls of an orientation, by the direction in which they face. */
export interface BladeWalls {
  clear(): void;
  /** Counts a wall with the horizontal part (x, y) of its unit normal. */
  add(x: number, y: number, areaMm2: number): void;
  /** Returns the area of walls within 15 degrees of parallel to the blade, where the part is turned by whole steps of 2.5 degrees. */
  parallelMm2(turnDeg: number): number;
  /** Returns the turn with least such area; among equals, within a hundredth of all walls, the smallest, counter-clockwise first. */
  bestTurnDeg(): number;
}

const BIN_DEG = 2.5;
const BINS = 180 / BIN_DEG;
const WITHIN_BINS = 15 / BIN_DEG;
const EQUAL = 0.01;

/** Takes the direction in which the blade travels, counter-clockwise from +x. */
export function bladeWalls(travelDeg: number): BladeWalls {
  const byFacing = new Float64Array(BINS);
  let all = 0;
  const binAt = (k: number): number => ((k % BINS) + BINS) % BINS;
  const parallelMm2 = (turnDeg: number): number => {
    const middle = -Math.round(turnDeg / BIN_DEG);
    let sum = 0;
    for (let k = middle - WITHIN_BINS; k <= middle + WITHIN_BINS; k++) sum += byFacing[binAt(k)]!;
    return sum;
  };
  return {
    clear() {
      byFacing.fill(0);
      all = 0;
    },
    add(x, y, areaMm2) {
      const facingDeg = (Math.atan2(y, x) * 180) / Math.PI - travelDeg;
      const seenMm2 = areaMm2 * Math.sqrt(x * x + y * y);
      byFacing[binAt(Math.round(facingDeg / BIN_DEG))]! += seenMm2;
      all += seenMm2;
    },
    parallelMm2,
    bestTurnDeg() {
      let least = Infinity;
      for (let k = 0; k < BINS; k++) least = Math.min(least, parallelMm2(k * BIN_DEG));
      for (let k = 0; ; k++) {
        if (parallelMm2(k * BIN_DEG) <= least + EQUAL * all) return k * BIN_DEG;
        if (parallelMm2(-k * BIN_DEG) <= least + EQUAL * all) return -k * BIN_DEG;
      }
    },
  };
}
