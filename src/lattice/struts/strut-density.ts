/** Relative density of strut lattices as a function of the struts' radius, and the radius for a density: solved, not fitted. */
import { type Place, PrepError } from '../../core/prep-error.ts';
import { type AxisRays, axisRays } from './axis-rays.ts';
import { throatByGrid } from './pore-throat.ts';
import { filletReach, type RollingBall, rollingBall } from './rolling-ball.ts';
import { intoPeriod, nearestAxis } from './strut-distance.ts';
import type { StrutCell, StrutGraph } from './strut-graph.ts';
import { type StrutIndex, strutIndex } from './strut-index.ts';

/** Rays of a cell of which one strut stands for all; of a tile of random struts; and of such a tile with fillets. */
const RAYS_ALIKE = 8192;
const RAYS_RANDOM = 65_536;
const RAYS_RANDOM_FILLET = 16_384;
/** Samples along a cell by which the throat of random struts is found. */
const THROAT_SAMPLES = 8;
/** Radii are rounded to this share of a cell, far below any effect. */
const RADIUS_QUANTUM = 1e-9;
const MAX_STEPS = 60;

/** Relative densities above `min` and up to `max`, which has the radius `maxRadiusCells`. */
export interface StrutRange {
  readonly min: number;
  readonly max: number;
  readonly maxRadiusCells: number;
}

/** What depends on a graph alone; each is found once. */
const SUMS = new WeakMap<StrutGraph, RaySums>();
const THROATS = new WeakMap<StrutGraph, number>();

/**
 * Returns the relative density of round struts, 0..1. The rays' error is below 2e-4 of it for the cells and below 5e-3 for
 * a Voronoi tile of 10 cells (test/lattice/struts/strut-density.test.ts).
 *
 * @param radiusCells - radius of the struts over the edge of a cell
 * @param filletCells - radius of the fillets over the edge of a cell
 */
export function densityOfRadius(graph: StrutGraph, radiusCells: number, filletCells = 0): number {
  return filletCells > 0 ? filletedDensity(graph, filletCells)(radiusCells) : plainDensity(graph, radiusCells);
}

/** Returns the radius, in cells, up to which pores hang together: exact for the cells, a safe bound by samples for random struts. */
export function throatOf(graph: StrutGraph | StrutCell): number {
  if ('throatCells' in graph) return graph.throatCells;
  const known = THROATS.get(graph) ?? throatByGrid(graph, THROAT_SAMPLES);
  THROATS.set(graph, known);
  return known;
}

/**
 * Returns the densities at which struts have a radius and pores hang together: a ball of the fillet's radius must still pass, so the
 * largest radius is the throat less the fillet. `max` is below `min` where the fillet is wider than the throat.
 */
export function reachableStrutDensities(graph: StrutGraph, filletCells = 0): StrutRange {
  const maxRadiusCells = Math.max(0, throatOf(graph) - filletCells);
  return rangeOf(filletedDensity(graph, filletCells), maxRadiusCells);
}

function rangeOf(density: (radius: number) => number, maxRadiusCells: number): StrutRange {
  return { min: density(RADIUS_QUANTUM), max: density(maxRadiusCells), maxRadiusCells };
}

/** Returns the radius in cells at which the lattice has the relative density; throws `density-out-of-reach` with the range. */
export function radiusOfDensity(
  graph: StrutGraph,
  relativeDensity: number,
  filletCells = 0,
  place: Place = ['lattice'],
): number {
  const density = filletedDensity(graph, filletCells);
  const range = rangeOf(density, Math.max(0, throatOf(graph) - filletCells));
  return radiusWith(density, range, relativeDensity, place);
}

/** Returns the radius at which a density that rises with it is met; throws `density-out-of-reach` with the range. */
export function radiusWith(
  density: (radiusCells: number) => number,
  range: StrutRange,
  relativeDensity: number,
  place: Place,
): number {
  if (!(relativeDensity > range.min && relativeDensity <= range.max)) {
    throw new PrepError(
      'density-out-of-reach',
      `relative density ${relativeDensity} is out of reach of these struts: they have a thickness and their pores ` +
        `hang together only between ${up3(range.min)} and ${down3(range.max)}`,
      [...place, 'relativeDensity'],
    );
  }
  let low = 0;
  let high = range.maxRadiusCells;
  let below = range.min - relativeDensity;
  let above = range.max - relativeDensity;
  let radius = high;
  for (let n = 0; n < MAX_STEPS && high - low > RADIUS_QUANTUM / 4; n++) {
    // A guarded secant of the root of the density, which is nearly straight in the radius.
    const before = radius;
    radius = (low * above - high * below) / (above - below);
    if (n > 0 && Math.abs(radius - before) < RADIUS_QUANTUM / 4) break;
    const excess = density(radius) - relativeDensity;
    if (excess === 0) break;
    if (excess < 0) {
      low = radius;
      below = excess;
      above *= radius > before ? 0.5 : 1;
    } else {
      high = radius;
      above = excess;
      below *= radius < before ? 0.5 : 1;
    }
  }
  return Math.round(radius / RADIUS_QUANTUM) * RADIUS_QUANTUM;
}

function up3(value: number): string {
  return (Math.ceil(value * 1000) / 1000).toFixed(3);
}

function down3(value: number): string {
  return (Math.floor(value * 1000) / 1000).toFixed(3);
}

/** Lengths of rays in order with the sums of their squares: the volume of any radius at once. */
interface RaySums {
  readonly sorted: Float64Array;
  readonly squares: Float64Array;
  readonly factor: number;
}

/** The share of a ray that ends at l is pi l^2 over the struts' length in a volume: l is the radius, or less where another strut is nearer. */
function plainDensity(graph: StrutGraph, radius: number): number {
  const { sorted, squares, factor } = raySums(graph);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < radius) low = middle + 1;
    else high = middle;
  }
  return factor * (squares[low]! + (sorted.length - low) * radius * radius);
}

function raySums(graph: StrutGraph): RaySums {
  const known = SUMS.get(graph);
  if (known !== undefined) return known;
  const count = graph.strutsAlike ? RAYS_ALIKE : RAYS_RANDOM;
  const { lengths, strutLengthPerVolume } = axisRays(graph, strutIndex(graph, 0), count);
  const sorted = lengths.slice().sort();
  const squares = new Float64Array(count + 1);
  for (let n = 0; n < count; n++) squares[n + 1] = squares[n]! + sorted[n]! * sorted[n]!;
  const sums = { sorted, squares, factor: (Math.PI * strutLengthPerVolume) / count };
  SUMS.set(graph, sums);
  return sums;
}

/** Returns the density with fillets as a function of the radius: what fillets add is summed along the same rays. */
function filletedDensity(graph: StrutGraph, fillet: number): (radius: number) => number {
  if (fillet <= 0) return (radius) => plainDensity(graph, radius);
  const index = strutIndex(graph, filletReach(throatOf(graph), fillet));
  const ball = rollingBall(index, fillet);
  const rays = axisRays(graph, index, graph.strutsAlike ? RAYS_ALIKE : RAYS_RANDOM_FILLET);
  return (radius) => {
    const { lengths } = rays;
    let added = 0;
    for (let n = 0; n < lengths.length; n++) {
      if (!(lengths[n]! > radius)) continue;
      const end = filletEnd(index, ball, rays, n, radius, Math.min(lengths[n]!, radius + fillet));
      added += end * end - radius * radius;
    }
    return plainDensity(graph, radius) + (Math.PI * rays.strutLengthPerVolume * added) / lengths.length;
  };
}

/** How far ray n is solid: from the strut's surface to where the value leaves the radius; it grows along the ray. */
function filletEnd(
  index: StrutIndex,
  ball: RollingBall,
  { rays }: AxisRays,
  n: number,
  radius: number,
  end: number,
): number {
  const excess = (length: number): number => {
    const [u, v, w] = [0, 1, 2].map((axis) =>
      intoPeriod(rays[6 * n + axis]! + length * rays[6 * n + 3 + axis]!, index.periodCells),
    ) as [number, number, number];
    return ball.value(u, v, w, nearestAxis(index, u, v, w), radius) - radius;
  };
  let low = radius;
  let high = end;
  let below = excess(low);
  if (below > -1e-7) return radius;
  let above = excess(high);
  if (above <= 0) return end;
  let length = high;
  for (let k = 0; k < MAX_STEPS; k++) {
    const before = length;
    length = (low * above - high * below) / (above - below);
    if (Math.abs(length - before) < 1e-6) return length;
    const value = excess(length);
    if (value < 0) {
      if (length > before) above *= 0.5;
      low = length;
      below = value;
    } else {
      if (length < before) below *= 0.5;
      high = length;
      above = value;
    }
  }
  return length;
}
