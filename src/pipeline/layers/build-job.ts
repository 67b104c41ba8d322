/** Builds the stages of a job from its spec; main thread and workers call the same function. */
import type { Layer } from '../../core/layer.ts';
import type { Loops } from '../../core/polyline.ts';
import { assert } from '../../core/prep-error.ts';
import type { ToolpathLayer } from '../../core/toolpath.ts';
import { type BeadPlanner, beadPlanner } from '../../fff/bead-planner.ts';
import { beadsByRegion } from '../../fff/beads-by-region.ts';
import type { SupportAreas } from '../../fff/support/support-areas.ts';
import { measureVoids } from '../../geometry/bead-volume.ts';
import { loadClipping } from '../../geometry/clipping.ts';
import { intersectSets, uniteSets } from '../../geometry/combine-sets.ts';
import { loadKernels } from '../../geometry/contour/kernel.ts';
import { type CoverageMeter, coverageMeter } from '../../geometry/covered-area.ts';
import { loopsAreaMm2 } from '../../geometry/polygon-area.ts';
import { zonesAfterHatch } from '../../scan/hatch-parts.ts';
import { pathsByLaser } from '../../scan/lasers/paths-by-laser.ts';
import { pathsByArea } from '../../scan/paths-by-area.ts';
import { pathsByRegion } from '../../scan/paths-by-region.ts';
import { scanLayer } from '../../scan/scan-layer.ts';
import { scanTime } from '../../scan/scan-time.ts';
import { type SplitLayer, splitLayer } from './area-zones.ts';
import { surroundingsOf } from './bead-surroundings.ts';
import { type LayerCutter, layerCutter } from './cut-layers.ts';
import { denseLayer } from './dense-layer.ts';
import type { BeadSpec, JobSpec, PieceSpec, ScanSpec } from './job-spec.ts';
import { cutOf, type KeptCut, loopsOfCut } from './kept-cuts.ts';
import { keptOffBelow, keptOffPlaces } from './kept-off.ts';
import { type LayerAreas, solidIn } from './layer-areas.ts';
import type { LayerEdges } from './layer-marks.ts';
import type { LayerFigures, LayerResult, Overhang, RegionFigures } from './layer-result.ts';
import { type MadeLayers, madeLayers } from './made-shape.ts';
import { neighboursOfJob } from './neighbours-of-job.ts';
import { type SupportsOfLayer, supportLayers, supportNeighbours } from './support-layers.ts';

/** What is known of a layer beforehand: edges of the lattice's walls that a device marked, or its whole cut. */
export interface KnownOfLayer {
  readonly edges: LayerEdges | null;
  readonly cut: KeptCut | null;
}

/** The stages of a job, ready to run. */
export interface Job {
  /** Plans one layer. */
  layer(index: number, known?: KnownOfLayer | null): LayerResult;
}

/** Builds the job; waits for the polygon library and the contour kernel to load. */
export async function buildJob(spec: JobSpec): Promise<Job> {
  await loadClipping();
  await loadKernels();
  const plan = madeLayers(spec);
  const { partId, paths } = spec;
  const areaSpec = paths?.kind === 'scan' ? paths.areas : null;
  const plannerOfBeads = paths?.kind === 'beads' ? beadPlanner(paths.settings) : null;
  const measure = coverageMeter();
  // To less than a layer: a part stands on the plate unless it was lifted off it.
  const onPlate = spec.box[2] < plan.thicknessMm;
  const neighbours = neighboursOfJob(spec);
  const supported = paths?.kind === 'beads' ? supportNeighbours(paths) : { below: 0, above: 0 };
  const cutter = layerCutter(spec, plan, {
    below: Math.max(neighbours.below, supported.below, keptOffBelow(spec)),
    above: Math.max(neighbours.above, supported.above),
  });
  const supportsAt = supportsOf(paths, plan, cutter);
  const facesAt = keptOffPlaces(spec, plan, cutter.areasAt);
  const solidBelow = (index: number): Loops | null =>
    index <= plan.below || neighbours.below === 0 ? null : cutter.solidAt(index - 1);
  let footing: Loops | null = null;
  /** What the layers below a part carry: its first layer and the supports beside it. */
  const footingOf = (index: number): Loops => {
    if (index >= plan.below) return [];
    footing ??= withSupports(cutter.solidAt(plan.below), supportsAt?.(plan.below));
    return footing;
  };

  return {
    layer(index, known = null) {
      const keptSolid = known === null || known.cut === null ? null : loopsOfCut(known.cut);
      const { areas, regions } = cutter.at(index, known?.edges ?? null, keptSolid);
      const thicknessMm = plan.thicknessOf(index);
      const zMm = plan.zTopMm(index);
      const layer: Layer = { index, zMm, thicknessMm, regions, midlines: [] };
      const first = areas.open[0]?.xy;
      const split = areaSpec === null ? WHOLE : splitLayer({ index, areas, thicknessMm, onPlate }, areaSpec, cutter);
      const contours: ContourFigures = {
        envelopeMm2: loopsAreaMm2(areas.design),
        solidMm2: loopsAreaMm2(areas.solid),
        porousMm2: porousAreaMm2(areas),
        regions: spec.regions[0]?.id === null ? [] : areas.regions.map((_, n) => regionFigures(areas, n)),
        ...raisedFigures(areas),
        ...(areas.footGone === undefined ? {} : { footMm2: loopsAreaMm2(areas.footGone) }),
        openContours: areas.open.length,
        openAt: first === undefined ? null : { xMm: first[0]!, yMm: first[1]! },
        overhang: overhangIn(split),
      };
      const zones = zonesOf(spec, areas);
      const planned =
        paths === null || paths.kind === 'pieces'
          ? noPaths(layer)
          : planPaths(
              layer,
              {
                areas,
                zones,
                split,
                cutter,
                plannerOfBeads,
                seamPlace: seamPlaceOf(spec, areas),
                faces: facesAt(index, areas),
                below: solidBelow(index),
                first: plan.below,
                footing: footingOf(index),
                supports: supportsAt?.(index) ?? null,
              },
              paths,
              partId,
              measure,
            );
      const lattices = spec.regions.flatMap(({ lattice }, n) => (lattice === null ? [] : [n]));
      const porous = spec.measured ? lattices.map((n) => areas.porous(n)) : null;
      const pieces = paths?.kind === 'pieces' ? piecesOf(areas, paths) : null;
      return { layer, toolpaths: planned.toolpaths, figures: { ...contours, ...planned.figures }, pieces, porous };
    },
  };
}

function piecesOf({ envelope, solidRegions, solid }: LayerAreas, { keepCuts }: PieceSpec): LayerResult['pieces'] {
  return { envelope, kept: solidRegions, cut: keepCuts ? cutOf(solid) : null };
}

type ContourFigures = Pick<
  LayerFigures,
  'envelopeMm2' | 'solidMm2' | 'porousMm2' | 'regions' | 'raised' | 'footMm2' | 'openContours' | 'openAt' | 'overhang'
>;

function porousAreaMm2({ regions }: LayerAreas): number {
  return regions.reduce((sum, { fill, place }) => sum + (fill === 'lattice' ? loopsAreaMm2(place) : 0), 0);
}

function regionFigures(areas: LayerAreas, region: number): RegionFigures {
  const place = areas.regions[region]?.place ?? [];
  const figures = { placeMm2: loopsAreaMm2(place), solidMm2: loopsAreaMm2(solidIn(areas, region)) };
  const { raised, footGone } = areas;
  if (place.length === 0) return figures;
  return {
    ...figures,
    ...(raised === undefined ? {} : { raisedMm2: loopsAreaMm2(intersectSets(raised.removed, place)) }),
    ...(footGone === undefined ? {} : { footMm2: loopsAreaMm2(intersectSets(footGone, place)) }),
  };
}

function raisedFigures({ raised }: LayerAreas): Pick<LayerFigures, 'raised'> {
  if (raised === undefined) return {};
  const { removed, keptMm2, droppedMm2 } = raised;
  return { raised: { removedMm2: loopsAreaMm2(removed), keptMm2, droppedMm2 } };
}

/** A layer that is all core. */
const WHOLE: SplitLayer = { zones: [], overhang: null };

interface PlannedPaths {
  readonly toolpaths: ToolpathLayer;
  readonly figures: Omit<LayerFigures, keyof ContourFigures>;
}

function noPaths({ index, zMm, thicknessMm }: Layer): PlannedPaths {
  const figures = {
    missedMm2: null,
    missedAt: null,
    doubleMm2: null,
    unfilledMm2: null,
    skippedHatches: 0,
    contourLevels: null,
    hatched: null,
    timeS: null,
  };
  return { toolpaths: { index, zMm, thicknessMm, toolpaths: [] }, figures };
}

function overhangIn({ overhang }: SplitLayer): Overhang | null {
  if (overhang === null) return null;
  const { areaMm2, worst } = overhang;
  return { areaMm2, at: worst === null ? null : { xMm: worst.xMm, yMm: worst.yMm } };
}

/** A named region that has a place in a layer. */
interface Zone {
  readonly regionId: string;
  readonly place: Loops;
}

/** The regions that give material, by name. */
function zonesOf({ regions }: JobSpec, areas: LayerAreas): Zone[] {
  return regions.flatMap(({ id, fill }, n) => {
    const place = areas.regions[n]?.place ?? [];
    return id === null || place.length === 0 || fill === 'empty' || fill === 'beneath' ? [] : [{ regionId: id, place }];
  });
}

/** The place of the region that the seams of beads heed; null where there is none. */
function seamPlaceOf({ regions, paths }: JobSpec, areas: LayerAreas): Loops | null {
  const wanted = paths?.kind === 'beads' ? paths.settings.seam?.region?.id : undefined;
  const n = wanted === undefined ? -1 : regions.findIndex(({ id }) => id === wanted);
  return areas.regions[n]?.place ?? null;
}

/** What of a layer decides its paths. */
interface LayerParts {
  readonly cutter: LayerCutter;
  /** Null where no beads are planned. */
  readonly plannerOfBeads: BeadPlanner | null;
  readonly seamPlace: Loops | null;
  /** What travels keep off. */
  readonly faces: Loops;
  readonly areas: LayerAreas;
  readonly zones: readonly Zone[];
  readonly split: SplitLayer;
  /** The solid of the layer below where paths depend on it; else null, as on the plate. */
  readonly below: Loops | null;
  /** The lowest layer of the part, after those that it stands on. */
  readonly first: number;
  /** Of a layer below the part: what it carries. */
  readonly footing: Loops;
  /** Null: none are asked for. */
  readonly supports: SupportAreas | null;
}

function supportsOf(paths: JobSpec['paths'], plan: MadeLayers, cutter: LayerCutter): SupportsOfLayer | null {
  if (paths?.kind !== 'beads' || paths.supports === undefined || paths.settings.support === undefined) return null;
  return supportLayers(paths.supports, paths.settings.support, plan, cutter);
}

function planPaths(
  layer: Layer,
  parts: LayerParts,
  paths: ScanSpec | BeadSpec,
  partId: string,
  measure: CoverageMeter,
): PlannedPaths {
  if (paths.kind === 'scan') return scanPaths(layer, parts, paths, measure);
  return beadPaths(layer, parts, paths, partId, measure);
}

function scanPaths(layer: Layer, { zones, split }: LayerParts, scan: ScanSpec, measure: CoverageMeter): PlannedPaths {
  const planned = scanLayer(layer, scan.settings, split.zones);
  const { skippedHatches, contourLevels, hatched } = planned;
  const { hatch, meltWidthMm } = scan.settings;
  const leastMm = Math.max(hatch.minLengthMm, meltWidthMm);
  const byArea = pathsByArea(planned.toolpaths, zonesAfterHatch(split.zones, 'hatch-core', hatch), leastMm);
  const byRegion = pathsByRegion(byArea, zones, leastMm);
  const { share, speeds } = scan;
  const toolpaths = share === null ? byRegion : pathsByLaser(byRegion, share, speeds, leastMm);
  const measured = measure(layer, toolpaths, scan.settings.meltWidthMm, scan.exposureRowMm);
  const { bareMm2, doubleMm2, outsideMm2, worst } = measured;
  const figures = {
    missedMm2: bareMm2,
    doubleMm2,
    outsideMm2,
    unfilledMm2: null,
    missedAt: worst === null ? null : { xMm: worst.xMm, yMm: worst.yMm },
    skippedHatches,
    contourLevels,
    hatched,
    timeS: scan.recoatS + scanTime(toolpaths, scan.speeds).totalS,
  };
  return { toolpaths, figures };
}

/** Voids are estimated on rows this many times as far apart as those on which bare solid is measured. */
const VOID_ROWS = 3;

function beadPaths(
  layer: Layer,
  { areas, zones, cutter, plannerOfBeads, seamPlace, faces, below, first, footing, supports }: LayerParts,
  { settings, coverRowMm, outline }: BeadSpec,
  partId: string,
  measure: CoverageMeter,
): PlannedPaths {
  const { dense: solid, lattice } = areas.parts();
  const { index, zMm, thicknessMm } = layer;
  const beadLayer = { index, zMm, thicknessMm, partId };
  const around = surroundingsOf(index, settings, cutter, first);
  assert(plannerOfBeads !== null, 'a job of beads has their planner');
  const given = {
    solid,
    lattice,
    middles: areas.middles(),
    below,
    outline: outlineLoops(outline),
    footing,
    support: supports?.support ?? [],
    supportInterface: supports?.contact ?? [],
    faces,
  };
  const planned = plannerOfBeads(beadLayer, given, around, seamPlace);
  const { unfilledMm2, unsupportedStarts, travelsOverFaces } = planned;
  const toolpaths = beadsByRegion(planned.toolpaths, zones);
  const { sparse } = planned;
  const dense = denseLayer(layer, toolpaths, sparse);
  const { bareMm2, worst } = measure(dense.layer, dense.toolpaths, 0, coverRowMm);
  const figures = {
    ...measureVoids(dense.layer, dense.toolpaths, VOID_ROWS * coverRowMm, measure),
    ...(sparse === undefined ? {} : { sparseMm2: loopsAreaMm2(sparse) }),
    missedMm2: bareMm2,
    missedAt: worst === null ? null : { xMm: worst.xMm, yMm: worst.yMm },
    doubleMm2: null,
    unfilledMm2,
    ...(planned.unsupported === undefined ? {} : { unsupported: planned.unsupported }),
    ...(planned.shortSupport === undefined ? {} : { shortSupport: planned.shortSupport }),
    unsupportedStarts,
    ...(travelsOverFaces === undefined ? {} : { travelsOverFaces }),
    skippedHatches: 0,
    contourLevels: null,
    hatched: null,
    timeS: null,
  };
  return { toolpaths, figures };
}

function outlineLoops(outline: Float64Array | undefined): Loops {
  return outline === undefined || outline.length < 6 ? [] : [{ xy: outline, closed: true }];
}

/** What stands on a raft: the part and its supports. */
function withSupports(part: Loops, supports: SupportAreas | undefined): Loops {
  if (supports === undefined) return part;
  return [supports.support, supports.contact].filter((area) => area.length > 0).reduce(uniteSets, part);
}
