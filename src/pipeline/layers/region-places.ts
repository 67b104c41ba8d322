/** Where the regions of a part lie in one cut, and how far the fill of each may reach. */
import type { RegionFill } from '../../config/region-kinds.ts';
import type { Loops } from '../../core/polyline.ts';
import { intersectSets, subtractSets, uniteSets } from '../../geometry/combine-sets.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import { withoutStrips } from '../../geometry/without-strips.ts';
import { cleanContours } from '../../slicing/clean-contours.ts';
import { beamCutter } from '../../slicing/cut-beams.ts';
import { meshCutter } from '../../slicing/cut-mesh.ts';
import type { JobSpec, StockSpec } from './job-spec.ts';
import { type RegionCutter, rectangleAround, regionCutter } from './region-body.ts';

/** The regions at one height; loops are clean, solid on the left. */
export interface RegionPlaces {
  /** The part as designed, without stock. */
  readonly design: Loops;
  /** The part with its stock. */
  readonly envelope: Loops;
  /** Ends of contours that did not close. */
  readonly open: readonly { readonly xy: Float64Array }[];
  /** Of each region, within the part's contours and less the regions before it. */
  readonly places: readonly Loops[];
  /** All that is no place of a lattice, solid or empty. */
  readonly between: Loops;
  /** What is to be empty; it reaches out of the part. */
  readonly empty: Loops;
  /** Within which the fill of each region with a lattice is cut; empty for others. */
  readonly reaches: readonly Loops[];
}

/** Lattices that meet reach into each other by this much: rounding to the grid, 0.1 um, opens no gap between their walls then. */
const OVERLAP_MM = 0.002;

/**
 * Returns a function that lays the regions out at rising or falling heights.
 *
 * No two of these areas that are put together later share a border: what is solid reaches through what is empty, a lattice reaches under
 * what is solid, and two lattices overlap by a hair. So no sliver opens where regions meet, and what is empty is taken away last.
 */
export function regionPlacer(spec: JobSpec): (zMm: number) => RegionPlaces {
  const { cut } = meshCutter(spec.mesh, spec.edges);
  const beams = spec.beams.map(beamCutter);
  const regions = spec.regions.map(({ fill, shape, stock }) => ({
    fill,
    cut: shape === null ? null : withStock(regionCutter(shape, spec.originMm), stock),
  }));
  const stocks = spec.regions.flatMap(({ stock }) => (stock === null || stock.inward ? [] : [stockCutter(stock)]));
  const lattices = regions.filter(({ fill }) => fill === 'lattice').length;

  return (zMm) => {
    const { loops, open } = cut(zMm);
    const design = beams.reduce((all, beam) => uniteSets(all, beam.cut(zMm)), cleanContours(loops));
    const envelope = stocks.reduce((all, stock) => uniteSets(all, stock(zMm)), design);
    const { places, between, empty } = placesOf(regions, zMm, envelope);
    const placeOf = (n: number) => places[n] as Loops;
    const reaches = regions.map(({ fill }, n) => {
      if (fill !== 'lattice') return [];
      if (lattices === 1) return envelope;
      return placeOf(n).length === 0 ? [] : intersectSets(envelope, insetLoops(placeOf(n), OVERLAP_MM));
    });
    return { design, envelope, open, places, between, empty, reaches };
  };
}

/**
 * The place of each region: of what is left of the part, or for one that takes no place, of the whole part. `between` is the part less its
 * lattices, found from shapes that overlap as they are told: an area that ends where another begins would share that border with it. So is
 * `empty`, all that is to be empty.
 */
function placesOf(
  regions: readonly { readonly fill: RegionFill; readonly cut: ReturnType<typeof regionCutter> | null }[],
  zMm: number,
  envelope: Loops,
): { readonly places: readonly Loops[]; readonly between: Loops; readonly empty: Loops } {
  let rest = envelope;
  let between = envelope;
  let empty: Loops = [];
  /** Shapes of all that takes a place so far. */
  let taken: Loops = [];
  /** Shapes of the solid regions so far. */
  let solids: Loops = [];
  let solidRest = false;
  const hasEmpty = regions.some(({ fill }) => fill === 'empty');
  const places = regions.map(({ fill, cut }) => {
    const shape = cut === null ? null : cut(zMm, envelope);
    if (fill === 'beneath') return shape === null ? [] : common(envelope, shape);
    const place = shape === null ? rest : common(rest, shape);
    if (fill === 'lattice' && !solidRest)
      between = less(between, shape === null ? less(envelope, solids) : less(shape, solids));
    if (fill === 'solid' && shape !== null) solids = solids.length === 0 ? shape : uniteSets(solids, shape);
    if (fill === 'empty' && envelope.length > 0)
      empty = uniteSets(empty, less(shape ?? [rectangleAround(envelope)], taken));
    if (hasEmpty && shape !== null) taken = uniteSets(taken, shape);
    solidRest ||= fill === 'solid' && shape === null;
    rest = shape === null ? [] : less(rest, shape);
    return place;
  });
  return { places, between, empty };
}

/** A region has the stock on its surface, and a bore is narrower by what stands around it. */
function withStock(cut: RegionCutter, stock: StockSpec | null): RegionCutter {
  if (stock === null) return cut;
  const body = stockCutter(stock);
  return (zMm, area) => (stock.inward ? less(cut(zMm, area), body(zMm)) : uniteSets(cut(zMm, area), body(zMm)));
}

function stockCutter({ mesh, edges }: StockSpec): (zMm: number) => Loops {
  const { cut } = meshCutter(mesh, edges);
  return (zMm) => cleanContours(cut(zMm).loops);
}

function common(area: Loops, shape: Loops): Loops {
  return area.length === 0 || shape.length === 0 ? [] : withoutStrips(intersectSets(area, shape));
}

function less(area: Loops, shape: Loops): Loops {
  return area.length === 0 || shape.length === 0 ? area : withoutStrips(subtractSets(area, shape));
}
