/**
 * Judges a file as it was read back, layer by layer, with nothing from the planner but what it was told to expect. Keeps
 * two layers and one short row of numbers per layer.
 */
import type { Box3 } from '../core/mesh.ts';
import { CONTACT_MM, trackComponents } from '../volume/run-components.ts';
import { cellDensity } from './cell-density.ts';
import { checksNotRun } from './checks-not-run.ts';
import { findingLog, rounded } from './finding-log.ts';
import type { InspectedLayer } from './inspected-layer.ts';
import { type Inspection, type InspectionLayer, type LatticeDensity, verdictOf } from './inspection.ts';
import { layerBox } from './layer-box.ts';
import { layerShape } from './layer-shape.ts';
import { checkContourDegenerate } from './rules/contour-degenerate.ts';
import { checkContourOpen } from './rules/contour-open.ts';
import { checkContourOrientation } from './rules/contour-orientation.ts';
import { checkSelfIntersection } from './rules/contour-self-intersection.ts';
import { checkDensityOff } from './rules/density-off.ts';
import { checkEnergyWindow } from './rules/energy-window.ts';
import { checkHatchOutside } from './rules/hatch-outside.ts';
import { checkHeaderMismatch } from './rules/header-mismatch.ts';
import { type LayerStackCheck, layerStackCheck } from './rules/layer-stack.ts';
import { checkOutsideBuildArea } from './rules/outside-build-area.ts';
import { checkPowderTrapped } from './rules/powder-trapped.ts';
import { checkSolidLoose } from './rules/solid-loose.ts';
import { checkVolumeOff } from './rules/volume-off.ts';
import { beadGap, checkMissedShare, noteMissed, wallUnexposed, wallUnfilled } from './rules/wall-unexposed.ts';
import { rulesOf } from './rules.ts';
import { segmentGrid } from './segment-grid.ts';
import type { InspectOptions } from './settings.ts';

/** Takes the layers of one file from the bottom up. */
export interface Inspector {
  layer(layer: InspectedLayer): void;
  finish(): Inspection;
}

/** Returns an inspector for one file. */
export function createInspector(options: InspectOptions): Inspector {
  const { expected, limits, written, planned, lattices, partial } = options;
  const log = findingLog(options.partId);
  const pieces = trackComponents({ rowSpacingMm: options.rowSpacingMm, minOverlapMm: CONTACT_MM });
  const meters = lattices.map((lattice) => ({ lattice, cells: cellDensity(lattice) }));
  const layers: InspectionLayer[] = [];
  let thicknessMm = expected.thicknessMm;
  let waiting: InspectedLayer | null = null;
  let stack: LayerStackCheck | null = null;
  let content: Box3 | null = null;
  let areaMm2 = 0;
  let topAreaMm2 = 0;
  let contourLengthMm = 0;
  let lineSeen = false;
  const laser = options.process === 'lpbf';
  let missedMm2 = 0;
  let unfilledMm2 = 0;

  function measure(layer: InspectedLayer): void {
    const plan = planned?.[layers.length] ?? null;
    stack ??= layerStackCheck(expected, thicknessMm, limits.layerHeightMm, partial, log);
    stack.layer(layer);
    const box = layerBox(layer);
    if (box !== null) {
      if (options.buildArea !== null) checkOutsideBuildArea(layer, box, options.buildArea, log);
      content = [
        Math.min(content?.[0] ?? Infinity, box.xMin),
        Math.min(content?.[1] ?? Infinity, box.yMin),
        Math.min(content?.[2] ?? Infinity, box.zMm),
        Math.max(content?.[3] ?? -Infinity, box.xMax),
        Math.max(content?.[4] ?? -Infinity, box.yMax),
        Math.max(content?.[5] ?? -Infinity, box.zMm),
      ];
    }
    for (const { xy } of layer.polylines) contourLengthMm += lengthOf(xy);
    lineSeen ||= layer.polylines.length > 0;
    if (plan !== null) {
      missedMm2 += plan.missedMm2;
      unfilledMm2 += plan.unfilledMm2 ?? 0;
      if (laser) noteMissed(wallUnexposed, layer.index, plan.missedMm2, limits.unexposedMm2, log);
      else noteMissed(wallUnfilled, layer.index, plan.unfilledMm2 ?? 0, limits.unexposedMm2, log);
    }
    const contours = written.boundary ? measureContours(layer) : null;
    if (plan !== null && contours !== null && !laser) {
      noteMissed(beadGap, layer.index, plan.missedMm2, limits.bareFraction * contours.areaMm2, log);
    }
    let hatchLines = 0;
    let hatchLengthMm = 0;
    for (const { xyxy } of layer.hatches) {
      hatchLines += xyxy.length / 4;
      hatchLengthMm += lengthOfLines(xyxy);
    }
    layers.push({
      index: layer.index,
      zMm: layer.zMm,
      areaMm2: contours === null ? null : rounded(contours.areaMm2),
      contours: contours?.count ?? null,
      openContours: contours?.open ?? null,
      hatchLines: written.hatches ? hatchLines : null,
      hatchLengthMm: written.hatches ? rounded(hatchLengthMm) : null,
      unexposedMm2: plan === null ? null : rounded(plan.missedMm2),
      exposedMm2: laser && plan !== null && contours !== null ? rounded(contours.areaMm2 - plan.missedMm2) : null,
      doubleExposedMm2: plan === null || plan.doubleMm2 === null ? null : rounded(plan.doubleMm2),
      islands: contours === null || (partial && layers.length === 0) ? null : contours.islands,
      timeS: roundedOrNull(plan === null ? (layer.timeS ?? null) : plan.timeS),
    });
  }

  function measureContours(layer: InspectedLayer) {
    const shape = layerShape(layer, limits.contourGapMm, limits.minAreaMm2);
    const open = checkContourOpen(shape, limits.contourGapMm, log);
    checkContourDegenerate(shape, limits.minAreaMm2, log);
    const grid = segmentGrid(shape.loops);
    checkSelfIntersection(grid, layer.index, limits.crossingDepthMm, log);
    if (written.hatches) checkHatchOutside(layer, grid, limits.hatchOutsideMm, log);
    const seen = pieces.layer(layer.index, shape.loops, thicknessMm ?? 0);
    checkContourOrientation(shape, seen.misnested, log);
    if (thicknessMm !== null) for (const { cells } of meters) cells.layer(shape.loops, layer.zMm - thicknessMm / 2);
    let area = 0;
    for (const { line, areaMm2: signed } of shape.contourOf)
      area += Math.abs(signed) * (line.direction === 'outer' ? 1 : -1);
    areaMm2 += area;
    if (shape.loops.length > 0) topAreaMm2 = area;
    return { areaMm2: area, count: shape.contours.length, open, islands: seen.islands };
  }

  function finish(): Inspection {
    if (waiting !== null) measure(waiting);
    stack ??= layerStackCheck(expected, thicknessMm, limits.layerHeightMm, partial, log);
    stack.finish();
    if (options.claims !== null) checkHeaderMismatch(options.claims, layers.length, content, limits, log);
    const measured = written.boundary && thicknessMm !== null;
    const volumeMm3 = measured ? areaMm2 * thicknessMm! : null;
    const densities = meters.map(
      ({ lattice, cells }): LatticeDensity => ({
        regionId: lattice.regionId,
        relativeDensity: measured && !partial ? cells.relativeDensity() : null,
        targetRelativeDensity: lattice.targetRelativeDensity,
        inFileRelativeDensity: lattice.compensated?.inFile ?? lattice.targetRelativeDensity,
        limitRelative: limits.densityRelative + lattice.unevenness,
      }),
    );
    const weights = meters.map(({ cells }) => cells.wholeMm2());
    const density = weightedMean(
      densities.map(({ relativeDensity }) => relativeDensity),
      weights,
    );
    if (planned !== null && areaMm2 > 0) {
      const rule = laser ? wallUnexposed : wallUnfilled;
      checkMissedShare(rule, laser ? missedMm2 : unfilledMm2, areaMm2, limits.unexposedFraction, log);
      if (!laser) checkMissedShare(beadGap, missedMm2, areaMm2, 2 * limits.bareFraction, log);
    }
    if (volumeMm3 !== null && options.nominalVolumeMm3 !== null && !partial) {
      const halfTop = (topAreaMm2 * thicknessMm!) / 2;
      checkVolumeOff(volumeMm3, options.nominalVolumeMm3, halfTop, limits.volumeRelative, log, options.nominalWords);
    }
    for (const { regionId, relativeDensity, inFileRelativeDensity, limitRelative } of densities) {
      // Named regions are judged where their other measures are known.
      if (relativeDensity === null || regionId !== null) continue;
      checkDensityOff(relativeDensity, inFileRelativeDensity, limitRelative, log);
    }
    if (laser) checkEnergyWindow(options.energies ?? [], log);
    const parts = measured && !partial ? pieces.finish() : null;
    if (parts !== null) {
      if (laser) {
        checkPowderTrapped(parts.closedVoids, options.trappedLimitMm3, limits.noteVolumeMm3, log);
      }
      checkSolidLoose(parts.looseSolids, limits.noteVolumeMm3, log);
    }
    const findings = log.list(rulesOf(options.process));
    const { envelopeVolumeMm3, densityGPerCm3 } = options;
    const facts = { layerCount: layers.length, thicknessMm, relativeDensityOfCells: density };
    return {
      schema: 'trabecula/inspection@1',
      tool: options.tool,
      verdict: verdictOf(findings),
      totals: {
        layers: layers.length,
        volumeMm3: roundedOrNull(volumeMm3),
        envelopeVolumeMm3: roundedOrNull(envelopeVolumeMm3),
        relativeDensity:
          volumeMm3 === null || envelopeVolumeMm3 === null || partial ? null : rounded(volumeMm3 / envelopeVolumeMm3),
        hatchLengthMm: written.hatches ? rounded(sum(layers.map((l) => l.hatchLengthMm ?? 0))) : null,
        contourLengthMm: written.boundary || lineSeen ? rounded(contourLengthMm) : null,
        extrudedVolumeMm3: null,
        // A sum without a layer would pass for the whole.
        timeS: layers.some((l) => l.timeS === null) ? null : rounded(sum(layers.map((l) => l.timeS ?? 0))),
        massG: volumeMm3 === null || densityGPerCm3 === null ? null : rounded((volumeMm3 * densityGPerCm3) / 1000),
      },
      lattice: {
        relativeDensity: roundedOrNull(density),
        targetRelativeDensity: weightedMean(
          lattices.map(({ targetRelativeDensity }) => targetRelativeDensity),
          weights,
        ),
        asBuiltRelativeDensity: roundedOrNull(
          weightedMean(
            lattices.map(({ compensated }) => compensated?.asBuilt ?? null),
            weights,
          ),
        ),
        wallMm: null,
        poreMm: null,
        throatMm: null,
        closedVoidMm3: parts === null ? null : rounded(parts.closedVoids.volumeMm3),
        looseSolidMm3: parts === null ? null : rounded(parts.looseSolids.volumeMm3),
        surfaceMm2: null,
      },
      densities,
      layers,
      findings,
      checksNotRun: checksNotRun(options, facts),
    };
  }

  return {
    layer(layer) {
      if (thicknessMm === null && stack === null) {
        if (waiting === null) {
          waiting = layer;
          return;
        }
        const rise = rounded(layer.zMm - waiting.zMm);
        thicknessMm = rise > 0 ? rise : null;
        measure(waiting);
        waiting = null;
      }
      measure(layer);
    },
    finish,
  };
}

function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value);
}

/** Mean of what is known; of one value that value, whatever its weight. Null where one of them is not known. */
function weightedMean(values: readonly (number | null)[], weights: readonly number[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length < values.length) return null;
  if (known.length === 1) return known[0] as number;
  const weight = sum(weights);
  return weight > 0 ? known.reduce((total, value, n) => total + value * (weights[n] as number), 0) / weight : null;
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function lengthOf(xy: Float64Array): number {
  let length = 0;
  for (let i = 2; i < xy.length; i += 2) length += Math.hypot(xy[i]! - xy[i - 2]!, xy[i + 1]! - xy[i - 1]!);
  return length;
}

function lengthOfLines(xyxy: Float64Array): number {
  let length = 0;
  for (let i = 0; i + 3 < xyxy.length; i += 4) {
    length += Math.hypot(xyxy[i + 2]! - xyxy[i]!, xyxy[i + 3]! - xyxy[i + 1]!);
  }
  return length;
}
