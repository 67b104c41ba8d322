/**
 * Judges one layer of a file by itself: all rules that need no other layer, and what the rules on the whole stack take from it. So layers
 * can be judged in any thread and in any order, and are put together in theirs.
 */
import { type LayerRows, layerRows } from '../volume/layer-rows.ts';
import { cellDensity } from './cell-density.ts';
import { shiftRoom } from './edge-crossings.ts';
import { type FindingLog, findingLog, type SeenInLayer } from './finding-log.ts';
import type { InspectedLayer } from './inspected-layer.ts';
import { type LayerBox, layerBox } from './layer-box.ts';
import { layerShape } from './layer-shape.ts';
import { checkContourDegenerate } from './rules/contour-degenerate.ts';
import { checkContourOpen } from './rules/contour-open.ts';
import { checkContourOrientation, type LoopPlace, loopPlaces } from './rules/contour-orientation.ts';
import { checkSelfIntersection } from './rules/contour-self-intersection.ts';
import { checkHatchOutside, hatchRoom } from './rules/hatch-outside.ts';
import { type StackedLayer, stackedLayer } from './rules/layer-stack.ts';
import { checkOutsideBuildArea } from './rules/outside-build-area.ts';
import { gridRoom, segmentGrid } from './segment-grid.ts';
import type { InspectOptions } from './settings.ts';

/** What decides the judgement of a layer, as plain data. */
export type JudgeOptions = Pick<
  InspectOptions,
  'partId' | 'limits' | 'written' | 'buildArea' | 'lattices' | 'rowSpacingMm'
>;

/** The boundaries of a judged layer. */
export interface JudgedContours {
  readonly areaMm2: number;
  readonly count: number;
  readonly open: number;
  /** Loops that bound an area, solid on the left, where each begins, and where they cross the rows that join layers. */
  readonly loops: readonly Float64Array[];
  readonly places: readonly LoopPlace[];
  readonly rows: LayerRows;
  /** Solid in the whole cells that the layer meets, for each lattice. */
  readonly cellsMm2: readonly Float64Array[];
}

/** A layer that was judged by itself. */
export interface JudgedLayer {
  readonly stacked: StackedLayer;
  readonly timeS: number | null;
  readonly box: LayerBox | null;
  readonly polylines: number;
  /** Length of each polyline in the order of the file. */
  readonly lengthsMm: Float64Array;
  readonly hatchLines: number;
  readonly hatchLengthMm: number;
  /** Null where the file is meant to have no boundary. */
  readonly contours: JudgedContours | null;
  readonly seen: readonly SeenInLayer[];
}

/** Judges layers; the thickness is null where nobody knows it. */
export type LayerJudge = (layer: InspectedLayer, thicknessMm: number | null) => JudgedLayer;

/** Returns the judge of one file. */
export function layerJudge(options: JudgeOptions): LayerJudge {
  const { partId, written, buildArea, lattices } = options;
  const cells = lattices.map((lattice) => cellDensity(lattice));
  const gridOf = gridRoom();
  const shifts = shiftRoom();
  const hatchesOf = hatchRoom();

  function judgeContours(layer: InspectedLayer, thicknessMm: number | null, log: FindingLog): JudgedContours {
    const { limits, rowSpacingMm } = options;
    const shape = layerShape(layer, limits.contourGapMm, limits.minAreaMm2);
    const open = checkContourOpen(shape, limits.contourGapMm, log);
    checkContourDegenerate(shape, limits.minAreaMm2, log);
    const grid = segmentGrid(shape.loops, gridOf);
    checkSelfIntersection(grid, layer.index, limits.crossingDepthMm, log, shifts);
    if (written.hatches) checkHatchOutside(layer, grid, limits.hatchOutsideMm, log, hatchesOf);
    const places = loopPlaces(shape);
    checkContourOrientation(shape, places, log);
    let areaMm2 = 0;
    for (const { line, areaMm2: signed } of shape.contourOf)
      areaMm2 += Math.abs(signed) * (line.direction === 'outer' ? 1 : -1);
    const { loops } = shape;
    return {
      areaMm2,
      count: shape.contours.length,
      open,
      loops,
      places,
      rows: layerRows(loops, rowSpacingMm),
      cellsMm2: thicknessMm === null ? [] : cells.map((one) => one.solidIn(loops, layer.zMm - thicknessMm / 2)),
    };
  }

  return (layer, thicknessMm) => {
    const log = findingLog(partId);
    const box = layerBox(layer);
    if (box !== null && buildArea !== null) checkOutsideBuildArea(layer, box, buildArea, log);
    let hatchLines = 0;
    let hatchLengthMm = 0;
    for (const { xyxy } of layer.hatches) {
      hatchLines += xyxy.length / 4;
      hatchLengthMm += lengthOfLines(xyxy);
    }
    const contours = written.boundary ? judgeContours(layer, thicknessMm, log) : null;
    return {
      stacked: stackedLayer(layer),
      timeS: layer.timeS ?? null,
      box,
      polylines: layer.polylines.length,
      lengthsMm: Float64Array.from(layer.polylines, ({ xy }) => lengthOf(xy)),
      hatchLines,
      hatchLengthMm,
      contours,
      seen: log.seenIn(layer.index),
    };
  };
}

// Square roots are the same on every machine; `Math.hypot` is not, and slow.
function lengthOf(xy: Float64Array): number {
  let length = 0;
  for (let i = 2; i < xy.length; i += 2) {
    const dx = xy[i]! - xy[i - 2]!;
    const dy = xy[i + 1]! - xy[i - 1]!;
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return length;
}

function lengthOfLines(xyxy: Float64Array): number {
  let length = 0;
  for (let i = 0; i + 3 < xyxy.length; i += 4) {
    const dx = xyxy[i + 2]! - xyxy[i]!;
    const dy = xyxy[i + 3]! - xyxy[i + 1]!;
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return length;
}
