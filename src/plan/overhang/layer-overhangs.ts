/** What of a layer hangs over the one below: islands, bridges and cantilevers. */
import type { Loops } from '../../core/polyline.ts';
import { clearanceOf } from '../../geometry/clearance.ts';
import { uniteSets } from '../../geometry/combine-sets.ts';
import { reachOfLayerMm } from '../../geometry/layer-reach.ts';
import { type NestedLoops, nestLoops } from '../../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../../geometry/polygon-area.ts';
import { bridgeSpanMm } from './bridge-span.ts';
import { furthestIn } from './furthest-in.ts';
import { hangingArea } from './hanging-area.ts';
import { piecePlaces } from './piece-places.ts';
import { REACH_ROUNDING_MM } from './reach.ts';
import type { LayerOverhangSettings } from './settings.ts';

/** A piece of a layer with nothing below it within reach. */
export interface LayerIsland {
  readonly areaMm2: number;
  /** A place in it. */
  readonly xMm: number;
  readonly yMm: number;
  readonly piece: Loops;
}

/** A piece of what lies beyond the reach of the layer below and joins what is within reach. */
export interface LayerOverhang {
  readonly kind: 'bridge' | 'cantilever';
  readonly areaMm2: number;
  /** The furthest place from what holds it. */
  readonly xMm: number;
  readonly yMm: number;
  /** How much further that place is than the reach. */
  readonly beyondMm: number;
  /** From solid to solid over a bridge; null of a cantilever. */
  readonly spanMm: number | null;
  readonly piece: Loops;
}

/** What hangs over. */
export interface LayerOverhangs {
  /** All of it, the smallest pieces too. */
  readonly area: Loops;
  readonly islands: readonly LayerIsland[];
  /** Those not smaller than the least area. */
  readonly overhangs: readonly LayerOverhang[];
}

const NOTHING: LayerOverhangs = { area: [], islands: [], overhangs: [] };
/** Area by which a piece may differ from what it was cut out of and still be all of it: ten squares of the grid. */
const SAME_AREA_MM2 = 1e-7;

/**
 * Returns what of a layer lies further than h / tan(angle) from the layer below and the supports beside it. A step of a face that is just flatter
 * than the angle leaves a thin strip. `loadClipping` must have been awaited before.
 *
 * @param layer - clean loops (`unitePositive`); so are the others
 * @param below - the layer below; null is the plate
 */
export function layerOverhangs(
  layer: Loops,
  below: Loops | null,
  supports: Loops,
  settings: LayerOverhangSettings,
): LayerOverhangs {
  if (below === null || layer.length === 0) return NOTHING;
  const held = supports.length === 0 ? below : uniteSets(below, supports);
  if (held.length === 0) return { area: layer, islands: islandsIn(nestLoops(layer)), overhangs: [] };
  const stepMm = reachOfLayerMm(settings.thicknessMm, settings.angleDeg);
  const awayMm = stepMm + REACH_ROUNDING_MM;
  const area = hangingArea(layer, held, stepMm);
  if (area.length === 0) return NOTHING;

  const wholes = new Map<string, NestedLoops[]>();
  for (const piece of nestLoops(layer)) {
    const key = boxOf(piece);
    wholes.set(key, [...(wholes.get(key) ?? []), piece]);
  }
  const loose: NestedLoops[] = [];
  const joined: NestedLoops[] = [];
  for (const piece of nestLoops(area)) {
    const own = areaOf(piece);
    // A piece of what hangs lies in one of the layer; with the same box and area it is all of it.
    const isWhole = wholes.get(boxOf(piece))?.some((whole) => Math.abs(areaOf(whole) - own) <= SAME_AREA_MM2);
    // A tip that grows begins small, so no island is too small to be told.
    if (isWhole) loose.push(piece);
    else if (own >= settings.leastAreaMm2) joined.push(piece);
  }
  return { area, islands: islandsIn(loose), overhangs: overhangsIn(joined, held, stepMm, awayMm) };
}

function islandsIn(pieces: readonly NestedLoops[]): LayerIsland[] {
  return pieces.map((piece) => {
    const { within } = piecePlaces(piece);
    const { xy } = piece.outline;
    return {
      areaMm2: areaOf(piece),
      xMm: within[0] ?? xy[0]!,
      yMm: within[1] ?? xy[1]!,
      piece: loopsOf(piece),
    };
  });
}

function overhangsIn(pieces: readonly NestedLoops[], held: Loops, stepMm: number, awayMm: number): LayerOverhang[] {
  if (pieces.length === 0) return [];
  const clearance = clearanceOf(held);
  return pieces.map((piece) => {
    const places = piecePlaces(piece);
    const furthest = furthestIn(piece, places, clearance, awayMm);
    const spanMm = bridgeSpanMm(piece, places, clearance, awayMm, furthest.awayMm);
    return {
      kind: spanMm === null ? 'cantilever' : 'bridge',
      areaMm2: areaOf(piece),
      xMm: furthest.xMm,
      yMm: furthest.yMm,
      beyondMm: furthest.awayMm - stepMm,
      spanMm,
      piece: loopsOf(piece),
    };
  });
}

function loopsOf({ outline, holes }: NestedLoops): Loops {
  return [outline, ...holes];
}

function areaOf(piece: NestedLoops): number {
  return loopsAreaMm2(loopsOf(piece));
}

/** The box of an outline as a word. */
function boxOf({ outline: { xy } }: NestedLoops): string {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    xMin = Math.min(xMin, xy[i]!);
    xMax = Math.max(xMax, xy[i]!);
    yMin = Math.min(yMin, xy[i + 1]!);
    yMax = Math.max(yMax, xy[i + 1]!);
  }
  return `${xMin} ${yMin} ${xMax} ${yMax}`;
}
