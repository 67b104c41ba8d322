/** Laser paths of one layer. */
import type { Area, Layer, Region } from '../core/layer.ts';
import type { Loops } from '../core/polyline.ts';
import type { Toolpath, ToolpathLayer } from '../core/toolpath.ts';
import { unitePositive } from '../geometry/clipping.ts';
import { insetLoops } from '../geometry/inset-loops.ts';
import { inAreaOrder } from './area-order.ts';
import type { AreaZone } from './area-zone.ts';
import { layContours } from './contour-paths/lay-contours.ts';
import { mitredContours } from './contour-paths/mitred-contours.ts';
import { type ContourLevel, hatchArea, planContours } from './contours.ts';
import { hatchParts } from './hatch-parts.ts';
import { linesAlone } from './lines-alone.ts';
import { planPattern } from './patterns/hatch-patterns.ts';
import type { ScanSettings } from './settings.ts';
import { inSweepOrder } from './sweep-order.ts';
import { thinWalls } from './thin-walls.ts';
import { touchRoom } from './tight-places.ts';
import { vectorsOf } from './vectors-of.ts';
import { withoutHairlines } from './without-hairlines.ts';

/** Of the boundary at hand, layer by layer; nothing that comes back lies in it. */
const ROOM = touchRoom();

/** Paths of a layer, and how many hatch pieces were left out as too short. */
export interface ScanResult {
  readonly toolpaths: ToolpathLayer;
  readonly skippedHatches: number;
  /** Number of contours of which the innermost one had room somewhere. */
  readonly contourLevels: number;
  /** Whether there was room for hatch. */
  readonly hatched: boolean;
}

/**
 * Plans contours and hatch of one layer. `loadClipping` must have been awaited.
 *
 * Regions of one part that touch or overlap are exposed as one area; supports apart from the part. Parts come in the order
 * of their first region, or separate areas in the order that the hatch asks for (`inAreaOrder`), and each is done before the
 * next: contours from the outside in, then hatch, unless settings say otherwise. The outermost contour goes first because it
 * makes the surface: a track draws in the powder beside it, and the next one in finds a bed without its full share. Contours
 * before hatch holds the outline while the inside heats up.
 *
 * @param zones - those with hatch lines of their own are hatched apart; all are told apart afterwards, see `pathsByArea`
 */
export function scanLayer(layer: Layer, settings: ScanSettings, zones: readonly AreaZone[] = []): ScanResult {
  const toolpaths: Toolpath[] = [];
  let skippedHatches = 0;
  let contourLevels = 0;
  let hatched = false;
  const groups = groupRegions(layer.regions).map((group) => ({ ...group, solid: solidOf(group.regions) }));
  for (const { partId, regionId, area, solid } of inAreaOrder(groups, settings.hatch)) {
    const levels = contoursOf(solid, settings);
    contourLevels = Math.max(contourLevels, levels.findLastIndex(({ loops }) => loops.length > 0) + 1);
    const thin = planThinWalls(solid, levels, settings);
    const contours: Toolpath[] = layContours(thin.contours, settings.contourPaths, layer.index).map((laid) => ({
      kind: 'contour',
      partId,
      regionId,
      area,
      ...laid,
    }));
    if (thin.vectors.length > 0) {
      const lines = { xyxy: thin.vectors };
      contours.push({ kind: 'hatch', params: 'thin-wall', partId, regionId, area, lines });
    }
    skippedHatches += thin.skipped;
    const hatch: Toolpath[] = [];
    const inside = hatchArea(levels, settings.hatchOffsetMm);
    for (const part of hatchParts(inside, 'hatch-core', settings.hatch, area, area === 'support' ? [] : zones)) {
      const { lines, rings, skipped } = planPattern(part.place, part.hatch, layer.index);
      skippedHatches += skipped;
      const path = { params: part.params, partId, regionId, area: part.area };
      if (lines.xyxy.length > 0) hatch.push({ kind: 'hatch', ...path, lines });
      for (const ring of rings) hatch.push({ kind: 'contour', ...path, path: ring });
    }
    hatched ||= hatch.length > 0;
    const runs = settings.contourPaths?.hatchFirst === true ? [hatch, contours] : [contours, hatch];
    for (const run of runs) for (const path of run) toolpaths.push(path);
  }
  const { index, zMm, thicknessMm } = layer;
  return { toolpaths: { index, zMm, thicknessMm, toolpaths }, skippedHatches, contourLevels, hatched };
}

/** The contours of an area, outermost level first. */
function contoursOf(solid: Loops, { contour }: ScanSettings): ContourLevel[] {
  const { miterLimit } = contour;
  return miterLimit === undefined ? planContours(solid, contour) : mitredContours(solid, contour, miterLimit);
}

/**
 * Vectors of thin walls: two, half a melt width inside each face, where a wall is one to two melt widths, and one along the middle where it is
 * narrower. Where the beam compensation is half the melt width the two are the outermost contour itself, cut there; else they are laid wherever
 * the contour, cut, leaves a face alone. Both cut by lengths of their own, a stretch could fall out of either.
 */
function planThinWalls(
  solid: Loops,
  levels: readonly ContourLevel[],
  settings: ScanSettings,
): { readonly contours: readonly ContourLevel[]; readonly vectors: Float64Array; readonly skipped: number } {
  const { meltWidthMm, contour, hatch } = settings;
  const { beamCompensationMm } = contour;
  const [outermost, ...inner] = levels;
  const half = meltWidthMm / 2;
  const isHalf = beamCompensationMm === half;
  const whole = outermost?.loops ?? [];
  const inside = withoutHairlines(isHalf ? whole : insetLoops(solid, -half));
  const outer = isHalf ? inside : whole;
  const { middles, skipped, part } = thinWalls(solid, inside, meltWidthMm, hatch.minLengthMm, ROOM);
  const parted = part(outer, beamCompensationMm);
  const walls = isHalf
    ? parted.inside
    : linesAlone(inside, parted.outside, Math.abs(half - beamCompensationMm), meltWidthMm);
  const contours = [{ params: 'contour-outer', loops: parted.outside }, ...inner];
  return { contours, vectors: vectorsOf([...walls, ...inSweepOrder(middles)]), skipped };
}

/** Regions of one id never overlap; of several ids they may abut or overlap and are joined first. */
function solidOf(regions: readonly Region[]): Loops {
  const oneId = regions.every((region) => region.regionId === regions[0]?.regionId);
  return oneId ? loopsOf(regions) : unitePositive(loopsOf(regions));
}

/** Outlines and holes of regions as one set of loops. */
export function loopsOf(regions: readonly Region[]): Loops {
  return regions.flatMap((region) => [region.outline, ...region.holes]);
}

interface RegionGroup {
  readonly partId: string;
  /** The region id that all regions of the group share, else null. */
  regionId: string | null;
  readonly area: Area;
  readonly regions: Region[];
}

/** What is exposed as one: the regions of a part, its supports apart. Faces up and down are told apart later. */
function groupRegions(regions: readonly Region[]): RegionGroup[] {
  const groups: RegionGroup[] = [];
  for (const region of regions) {
    const area: Area = region.area === 'support' ? 'support' : 'core';
    const group = groups.find((known) => known.partId === region.partId && known.area === area);
    if (group === undefined) {
      groups.push({ partId: region.partId, regionId: region.regionId, area, regions: [region] });
    } else {
      group.regions.push(region);
      if (group.regionId !== region.regionId) group.regionId = null;
    }
  }
  return groups;
}
