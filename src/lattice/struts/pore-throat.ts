/** How thick struts may get before pores close: the void followed over a grid of samples of the distance to the axes. */
import { nearestAxis } from './strut-distance.ts';
import type { StrutGraph } from './strut-graph.ts';
import { strutIndex } from './strut-index.ts';

/** Share of the void's samples that must hang together: random struts close a few small corners long before the pores. */
const JOINED_SHARE = 0.999;
const BISECTIONS = 12;

/**
 * Returns a radius in cells, below the true limit by about 1.5 steps of the grid at most, up to which the void is one body that runs
 * through in all directions, but for a thousandth of it. Samples of one body hang together through places that are at most half
 * a step nearer to an axis, which is taken off.
 */
export function throatByGrid(graph: StrutGraph, samplesPerCell: number): number {
  const { periodCells } = graph;
  const side = Math.ceil(periodCells * samplesPerCell);
  const step = periodCells / side;
  const index = strutIndex(graph, 0);
  const distances = new Float32Array(side ** 3);
  let highest = 0;
  for (let k = 0, at = 0; k < side; k++) {
    for (let j = 0; j < side; j++) {
      for (let i = 0; i < side; i++, at++) {
        const distance = nearestAxis(index, i * step, j * step, k * step);
        distances[at] = distance;
        if (distance > highest) highest = distance;
      }
    }
  }
  let low = 0;
  let high = highest;
  for (let n = 0; n < BISECTIONS; n++) {
    const middle = 0.5 * (low + high);
    if (hangsTogether(distances, side, middle)) low = middle;
    else high = middle;
  }
  return Math.max(0, low - 0.5 * step - 1e-6);
}

/** True when the samples above the level, but for a few, are one body that runs through in x, y and z. */
function hangsTogether(distances: Float32Array, side: number, level: number): boolean {
  const size = distances.length;
  // The periods gone on the way to a sample, three digits about HOME; 0: not reached. First come, first served keeps ways short
  // and digits small: depth first wound a hundred times around a channel.
  const shift = new Uint16Array(size);
  const open = new Int32Array(size);
  let left = 0;
  for (let n = 0; n < size; n++) if (distances[n]! > level) left++;
  const wanted = JOINED_SHARE * left;
  for (let seed = 0; seed < size && left >= wanted; seed++) {
    if (shift[seed] !== 0 || !(distances[seed]! > level)) continue;
    let found = 0;
    let runs = 0;
    let count = 0;
    let next = 0;
    open[count++] = seed;
    shift[seed] = HOME;
    while (next < count) {
      const at = open[next++]!;
      found++;
      const i = at % side;
      const j = Math.floor(at / side) % side;
      const k = Math.floor(at / (side * side));
      const here = shift[at]!;
      go(i + 1 < side ? at + 1 : at + 1 - side, i + 1 < side ? here : here + 1);
      go(i > 0 ? at - 1 : at - 1 + side, i > 0 ? here : here - 1);
      go(j + 1 < side ? at + side : at + side - side * side, j + 1 < side ? here : here + BASE);
      go(j > 0 ? at - side : at - side + side * side, j > 0 ? here : here - BASE);
      go(k + 1 < side ? at + side * side : at + side * side - size, k + 1 < side ? here : here + BASE * BASE);
      go(k > 0 ? at - side * side : at - side * side + size, k > 0 ? here : here - BASE * BASE);
    }
    if (found >= wanted) return runs === 7;
    left -= found;

    function go(to: number, moved: number): void {
      if (!(distances[to]! > level)) return;
      if (shift[to] === 0) {
        shift[to] = moved;
        open[count++] = to;
      } else if (shift[to] !== moved) runs |= axesOf(shift[to]!, moved);
    }
  }
  return false;
}

const BASE = 32;
/** No period gone, in three digits of base 32 about their middle. */
const HOME = 16 * (1 + BASE + BASE * BASE);

/** The axes (1, 2, 4) along which two ways to a sample differ by whole periods. */
function axesOf(a: number, b: number): number {
  const x = a % BASE !== b % BASE ? 1 : 0;
  const y = Math.floor(a / BASE) % BASE !== Math.floor(b / BASE) % BASE ? 2 : 0;
  const z = Math.floor(a / (BASE * BASE)) !== Math.floor(b / (BASE * BASE)) ? 4 : 0;
  return x + y + z;
}
