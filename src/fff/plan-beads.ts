/** Beads of one layer of one part. */
import type { Loops, Polyline } from '../core/polyline.ts';
import type { BeadFeature, BeadToolpath, ToolpathLayer } from '../core/toolpath.ts';
import { toGrid } from '../core/units.ts';
import { axisPaths } from '../geometry/axis-paths.ts';
import { canonicalLoops } from '../geometry/canonical-loops.ts';
import { chordalAxis } from '../geometry/chordal-axis.ts';
import { uniteSets } from '../geometry/combine-sets.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { nestLoops } from '../geometry/loop-nesting.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { roundedSideMm } from '../geometry/rounded-side.ts';
import { zoneMap } from '../geometry/zone-map.ts';
import { adhesionBeads } from './adhesion/adhesion-beads.ts';
import { raftArea, raftBeads, raftLayerCount } from './adhesion/raft-beads.ts';
import { axisBeads } from './axis-beads.ts';
import type { Bead, Unfilled } from './bead.ts';
import type { BeadUnit } from './bead-unit.ts';
import { borderCrossing } from './border-crossing.ts';
import { infillBeads } from './infill-beads.ts';
import { type InfillPart, infillParts } from './infill-parts.ts';
import { loopBeads } from './loop-beads.ts';
import { orderBeads } from './order-beads.ts';
import { overhangBeads } from './overhang-beads.ts';
import type { SeamPlace } from './seam-start.ts';
import type { BeadSettings } from './settings.ts';
import { sheetPaths } from './sheet-paths.ts';
import { plannedPiece } from './small-piece.ts';
import { splitByWidth, type WidePart } from './split-by-width.ts';
import { isShort, spotBead } from './spot-bead.ts';
import { type SupportBeads, supportBeads } from './support/support-beads.ts';
import type { Surroundings } from './surroundings.ts';
import { type TravelWays, travelWays } from './travel-ways.ts';
import { turnSpeeds } from './turn-speeds.ts';
import { isWideThroughout } from './wide-throughout.ts';

/** The areas of one layer of one part: they may touch, they do not overlap. */
export interface BeadAreas {
  readonly solid: Loops;
  readonly lattice: Loops;
  /** The convex outline of the whole part, around which shields stand; absent: nothing does. */
  readonly outline?: Loops;
  /** Of a layer below the part: the first layer of the part, which it carries; absent: none. */
  readonly footing?: Loops;
  /** What supports fill, and what of them is next to the part (`supportAreas`); absent: nothing. */
  readonly support?: Loops;
  readonly supportInterface?: Loops;
  /** Middle lines of the lattice's sheets; absent: none are known. */
  readonly middles?: Loops;
  /** The solid of the layer below, over which beads of the lattice begin; absent or null: it is not known, or there is none. */
  readonly below?: Loops | null;
  /** Faces that travels keep off; absent: none. */
  readonly faces?: Loops;
}

/** Which layer of which part; `zMm` is its upper surface. */
export interface BeadLayer {
  readonly index: number;
  readonly zMm: number;
  readonly thicknessMm: number;
  readonly partId: string;
}

/** Beads of a layer, and the area too thin for any, with its largest place. */
export interface BeadResult {
  readonly toolpaths: ToolpathLayer;
  readonly unfilledMm2: number;
  readonly unfilledAt: { readonly xMm: number; readonly yMm: number } | null;
  /** Areas that are filled at less than full density, which nobody expects to be covered; absent: none. */
  readonly sparse?: Loops;
  /** Area of supports that is too narrow for a bead, with its largest place; absent: all of it has beads. */
  readonly unsupported?: Unfilled;
  /** Pieces of support between openings that are too short for a bead, with their length; absent: none. */
  readonly shortSupport?: { readonly count: number; readonly lengthMm: number };
  /** Beads of the lattice that begin over no solid; null where what lies below is not known. */
  readonly unsupportedStarts: number | null;
  /** Travels over faces that they are to keep off; absent: the layer has no such faces. */
  readonly travelsOverFaces?: number;
}

/** An inside that is nowhere as wide as this many beads gets further loops: infill lines would be hair there. */
const INFILL_FROM_BEADS = 4;
/** An area of more loops is a lattice or porous: it has thin walls. */
const MOST_LOOPS_ROLLED = 50;
/** An area that beads leave or take too much below this is rounding. */
const ROUNDING_MM2 = 1e-4;

/**
 * Plans the beads of one layer; `loadClipping` must have been awaited.
 *
 * Both areas are filled by one recursion: what is too thin for two beads gets one of varying width along its middle; what
 * is wider gets loops along its boundary, and what is left inside them is the area of the next level, down to the infill.
 * Slivers inside the loops that are too thin for a bead make the loops beside them wider, so the strips of the beads have
 * the area of the layer; what no bead can take is measured.
 *
 * @param around - the neighbour layers; null: none is looked at, and nothing hangs or is a skin
 * @param seamPlace - the place of the region that the seams heed; null: it has none in this layer
 */
export function planBeads(
  layer: BeadLayer,
  areas: BeadAreas,
  whole: BeadSettings,
  around: Surroundings | null = null,
  seamPlace: Loops | null = null,
): BeadResult {
  const settings = layer.index === 0 ? firstLayerSettings(whole) : whole;
  const solid = planArea(areas.solid, settings, settings.perimeterCount, layer, null, around);
  const sheets = planSheets(areas, settings);
  // A lattice has the density of its design: what of it is wide is filled, however sparse the inside of dense parts is.
  const inLattice = { ...settings, infillFraction: 1 };
  const rest = planArea(sheets.rest, inLattice, settings.latticePerimeterCount, layer, 'lattice', null);
  const lattice = { units: [...sheets.units, ...rest.units], unfilled: [...sheets.unfilled, ...rest.unfilled] };
  const raft = raftOf(layer.index, areas.footing ?? [], whole);
  const support = supportOf(areas, whole, layer.index);
  const supported = [...(areas.support ?? []), ...(areas.supportInterface ?? [])];
  const onPlate = [...areas.solid, ...areas.lattice, ...(raft?.area ?? []), ...supported];
  const beside = adhesionBeads(layer, onPlate, areas.outline ?? [], whole);
  const own = [...(raft?.units ?? []), ...solid.units, ...lattice.units];
  const solidBelow = areas.below == null ? null : zoneMap([areas.below]);
  const isSupported = solidBelow === null ? null : (xMm: number, yMm: number) => solidBelow.at(xMm, yMm) === 0;
  const seam = seamOf(settings, layer.index, seamPlace);
  const order = settings.perimeterOrder;
  const pull = settings.travel?.pull;
  const ordered =
    support === null
      ? orderBeads(beside, own, order, seam, isSupported, pull)
      : [
          ...orderBeads(beside, support.units, order, null, null, pull),
          ...orderBeads([], support.contactUnits, order, null, null, pull),
          ...orderBeads([], own, order, seam, isSupported, pull),
        ];
  const below = around?.below ?? null;
  const beads = below === null ? ordered : overhangBeads(ordered, below[0] ?? [], settings);
  const travels = waysOf(beads, areas, settings);
  const { index, zMm, thicknessMm, partId } = layer;
  const flow = index === 0 ? (settings.adhesion?.firstLayer.flow ?? 1) : 1;
  const toolpaths = beads.map(
    ({ path, widthMm, feature }, n): BeadToolpath => ({
      kind: 'bead',
      params: feature,
      partId,
      regionId: null,
      path,
      feature,
      widthMm,
      heightMm: thicknessMm,
      ...(flow === 1 || feature === 'prime' ? {} : { flow }),
      ...slowTurns(path, feature, settings),
      ...(travels?.ways[n] == null ? {} : { approach: travels.ways[n] }),
    }),
  );
  let unfilledMm2 = 0;
  let largest: Unfilled | null = null;
  for (const place of [...solid.unfilled, ...lattice.unfilled]) {
    unfilledMm2 += place.areaMm2;
    if (largest === null || place.areaMm2 > largest.areaMm2) largest = place;
  }
  return {
    toolpaths: { index, zMm, thicknessMm, toolpaths },
    unfilledMm2,
    unfilledAt: largest === null ? null : { xMm: largest.xMm, yMm: largest.yMm },
    ...sparseIn(solid, rest),
    ...unsupportedIn(support?.empty ?? []),
    ...(support === null || support.short.count === 0 ? {} : { shortSupport: support.short }),
    ...(travels === null || (areas.faces ?? []).length === 0 ? {} : { travelsOverFaces: travels.overFaces }),
    unsupportedStarts:
      isSupported === null
        ? null
        : beads.filter(({ feature, path }) => feature === 'lattice' && !isSupported(path.xy[0]!, path.xy[1]!)).length,
  };
}

/** The ways to the beads of a layer; null: all are straight. */
function waysOf(
  beads: readonly Bead[],
  { solid, lattice, faces = [] }: BeadAreas,
  { travel, beadWidthMm }: BeadSettings,
): TravelWays | null {
  if (travel === undefined) return null;
  const isWithin = travel.avoid === 'perimeters' && solid.length > 0 && lattice.length > 0;
  const part = isWithin ? uniteSets(solid, lattice) : [...solid, ...lattice];
  return travelWays(beads, { solid: part, faces }, travel, beadWidthMm);
}

/** The raft in one of its layers. */
function raftOf(index: number, footing: Loops, { adhesion }: BeadSettings): { area: Loops; units: BeadUnit[] } | null {
  const raft = adhesion?.raft ?? null;
  if (raft === null || index >= raftLayerCount(raft)) return null;
  const area = raftArea(footing, raft);
  return { area, units: raftBeads(area, raft, index) };
}

/** The supports of a layer; null where none are asked for. */
function supportOf(
  { support = [], supportInterface = [] }: BeadAreas,
  settings: BeadSettings,
  layerIndex: number,
): SupportBeads | null {
  if (settings.support === undefined || (support.length === 0 && supportInterface.length === 0)) return null;
  return supportBeads({ support, contact: supportInterface }, settings.support, layerIndex);
}

function unsupportedIn(empty: readonly Unfilled[]): Pick<BeadResult, 'unsupported'> {
  const [first, ...others] = empty;
  if (first === undefined) return {};
  const largest = others.reduce((most, one) => (one.areaMm2 > most.areaMm2 ? one : most), first);
  return { unsupported: { ...largest, areaMm2: empty.reduce((sum, { areaMm2 }) => sum + areaMm2, 0) } };
}

function sparseIn(...planned: readonly PlannedArea[]): Pick<BeadResult, 'sparse'> {
  const sparse = planned.flatMap((one) => one.sparse ?? []);
  return sparse.length === 0 ? {} : { sparse };
}

function firstLayerSettings(settings: BeadSettings): BeadSettings {
  const { adhesion } = settings;
  return adhesion === undefined ? settings : { ...settings, beadWidthMm: adhesion.firstLayer.beadWidthMm };
}

interface PlannedArea {
  readonly units: BeadUnit[];
  readonly unfilled: Unfilled[];
  /** What is filled at less than full density. */
  readonly sparse?: Loops;
}

function slowTurns(
  path: Polyline,
  feature: BeadFeature,
  { turns, beadWidthMm }: BeadSettings,
): Pick<BeadToolpath, 'speedFraction'> {
  if (turns === undefined || feature !== 'lattice') return {};
  const speedFraction = turnSpeeds(path, beadWidthMm, turns);
  return speedFraction === null ? {} : { speedFraction };
}

/** Beads along the middle of sheets, and what is left of the lattice. */
function planSheets(
  { solid, lattice, middles = [] }: BeadAreas,
  settings: BeadSettings,
): PlannedArea & { readonly rest: Loops } {
  if (lattice.length === 0 || middles.length === 0) return { units: [], unfilled: [], rest: lattice };
  const dense = solid.length === 0 ? null : zoneMap([solid]);
  const isDense = (xMm: number, yMm: number) => dense !== null && dense.at(xMm, yMm) === 0;
  const { paths, rest } = sheetPaths(canonical(lattice), middles, settings, isDense);
  const units: BeadUnit[] = [];
  const unfilled: Unfilled[] = [];
  for (const path of paths) {
    const made = axisBeads(path, settings, 'lattice');
    for (const bead of made.beads) units.push({ perimeters: [[bead]], gaps: [], infill: [] });
    unfilled.push(...made.unfilled.filter(({ areaMm2 }) => areaMm2 > ROUNDING_MM2));
  }
  return { units, unfilled, rest };
}

/** Fills an area; all its beads are of one feature where one is given. */
function planArea(
  loops: Loops,
  settings: BeadSettings,
  perimeterCount: number,
  layer: BeadLayer,
  only: BeadFeature | null,
  around: Surroundings | null,
): PlannedArea {
  const units: BeadUnit[] = [];
  const unfilled: Unfilled[] = [];
  const sparse: Polyline[] = [];
  for (const { outline, holes } of nestLoops(canonical(loops))) {
    const piece = [outline, ...holes];
    const plan = (changed: BeadSettings) => {
      const one = planPiece(piece, changed, perimeterCount, layer, only, around);
      if (changed === settings) sparse.push(...(one.sparse ?? []));
      return one;
    };
    // A lattice keeps its density.
    const planned = only === null ? plannedPiece(piece, settings, plan) : plan(settings);
    units.push(...planned.units);
    unfilled.push(...planned.unfilled);
  }
  return { units, unfilled: unfilled.filter(({ areaMm2 }) => areaMm2 > ROUNDING_MM2), sparse };
}

/** Fills a connected area. */
function planPiece(
  piece: Loops,
  settings: BeadSettings,
  perimeterCount: number,
  layer: BeadLayer,
  only: BeadFeature | null,
  around: Surroundings | null,
): PlannedArea {
  const units: BeadUnit[] = [];
  const unfilled: Unfilled[] = [];
  const sparse: Polyline[] = [];
  fill(piece, 0, null, unfilled);
  return { units, unfilled, sparse };

  /** Fills a connected area of a level; `missing` receives what has got no bead. */
  function fill(area: Loops, level: number, parent: BeadUnit | null, missing: Unfilled[], infill?: BeadFeature): void {
    if (area.length <= MOST_LOOPS_ROLLED && isWideThroughout(area, settings)) {
      const unit = parent ?? { perimeters: [], gaps: [], infill: [] };
      if (parent === null) units.push(unit);
      const widestMm =
        insetLoops(area, (-INFILL_FROM_BEADS / 2) * settings.beadWidthMm).length > 0 ? Number.POSITIVE_INFINITY : 0;
      fillWide({ loops: canonical(area), areaMm2: loopsAreaMm2(area), widestMm }, level, unit, missing, infill);
      return;
    }
    const axis = chordalAxis(area, settings.minBeadWidthMm / 2);
    const { isThin, wide } = splitByWidth(axis, settings);
    const paths = axisPaths(axis, isThin);
    const crosses = paths.length === 0 ? null : borderCrossing(area);
    for (const path of paths) {
      const feature = only ?? (level === 0 ? 'external-perimeter' : 'gap-infill');
      const { beads: along, unfilled: left } = axisBeads(path, settings, feature, crosses);
      missing.push(...left);
      const isSpot = path.freeStart && path.freeEnd;
      const beads = along.flatMap((bead) => {
        if (!isSpot || !isShort(bead, settings)) return [bead];
        const spot = spotBead(area, bead, paths.length === 1 && wide.length === 0);
        if (spot.unfilled !== null) missing.push(spot.unfilled);
        return spot.bead === null ? [] : [spot.bead];
      });
      if (parent !== null) parent.gaps.push(...beads);
      else for (const bead of beads) units.push({ perimeters: [[bead]], gaps: [], infill: [] });
    }
    for (const part of wide) {
      const unit = parent ?? { perimeters: [], gaps: [], infill: [] };
      if (parent === null) units.push(unit);
      fillWide(part, level, unit, missing, infill);
    }
  }

  function fillWide(part: WidePart, level: number, unit: BeadUnit, missing: Unfilled[], infill?: BeadFeature): void {
    const { beadWidthMm } = settings;
    if (infill !== undefined) {
      fillLoops(part, level, unit, missing, infill);
      return;
    }
    if (level >= perimeterCount && part.widestMm >= INFILL_FROM_BEADS * beadWidthMm) {
      for (const piece of infillParts(part.loops, part.areaMm2, settings, around))
        fillInside(piece, level, unit, missing);
      return;
    }
    fillLoops(part, level, unit, missing);
  }

  function fillInside(piece: InfillPart, level: number, unit: BeadUnit, missing: Unfilled[]): void {
    const { area, areaMm2, fraction, angleDeg, feature } = piece;
    if (settings.infillPattern === 'concentric' && fraction >= 1 && angleDeg === null) {
      fillLoops({ loops: area, areaMm2, widestMm: 0 }, level, unit, missing, feature);
      return;
    }
    const { runs, missingMm2 } = infillBeads(area, areaMm2, settings, layer.index, piece);
    for (const run of runs) unit.infill.push(only === null ? run : run.map((bead) => ({ ...bead, feature: only })));
    // Sparse lines stand where the pattern has them: what a place has of them is judged by itself, and makes no loop wider.
    if (fraction < 1) sparse.push(...area);
    else missing.push(placeIn({ loops: area }, missingMm2));
  }

  /** Lays loops along the sides of a part; in concentric infill they are of its feature, and so is all inside them. */
  function fillLoops(part: WidePart, level: number, unit: BeadUnit, missing: Unfilled[], infill?: BeadFeature): void {
    const { beadWidthMm } = settings;
    const inner = insetLoops(part.loops, -beadWidthMm);
    const left: Unfilled[] = [];
    for (const { outline, holes } of nestLoops(inner)) fill([outline, ...holes], level + 1, unit, left, infill);
    let leftMm2 = 0;
    for (const { areaMm2 } of left) leftMm2 += areaMm2;
    const wantedMm2 = part.areaMm2 - loopsAreaMm2(inner) + leftMm2;
    const feature = only ?? infill ?? (level === 0 ? 'external-perimeter' : 'perimeter');
    // The rounded side of the outermost bead lies on the border, and its strip as much further in.
    const sideMm = feature === 'external-perimeter' ? roundedSideMm(layer.thicknessMm) : 0;
    const middle = insetLoops(part.loops, -beadWidthMm / 2 - sideMm);
    const { beads, missingMm2 } = loopBeads(middle, wantedMm2, settings, feature, sideMm);
    while (unit.perimeters.length <= level) unit.perimeters.push([]);
    unit.perimeters[level]!.push(...beads);
    missing.push(placeIn(part, missingMm2));
  }
}

/** What decides the seams of a layer; null: nothing but the way to them. */
function seamOf({ seam }: BeadSettings, layerIndex: number, place: Loops | null): SeamPlace | null {
  if (seam === undefined) return null;
  const { region } = seam;
  if (region === undefined || place === null || place.length === 0) return { seam, layerIndex, isAllowed: null };
  const map = zoneMap([place]);
  return { seam, layerIndex, isAllowed: (x, y) => map.at(x, y) >= 0 === (region.rule === 'on') };
}

/** What a part lacks as a whole, at its first point. */
function placeIn({ loops }: Pick<WidePart, 'loops'>, areaMm2: number): Unfilled {
  return { areaMm2, xMm: loops[0]!.xy[0]!, yMm: loops[0]!.xy[1]! };
}

/** The same loops in one writing, whatever their order and first points. */
function canonical(loops: Loops): Loops {
  return canonicalLoops(loops.map(({ xy }) => xy.map(toGrid)));
}
