/**
 * Judges a file as it was read back, layer by layer, with nothing from the planner but what it was told to expect. Keeps
 * two layers and one short row of numbers per layer.
 */
import type { Box3 } from '../core/mesh.ts';
import { CONTACT_MM, trackComponents } from '../volume/run-components.ts';
import { areaSteps, volumeRoomMm3 } from '../volume/volume-room.ts';
import { cellDensity } from './cell-density.ts';
import { checksNotRun } from './checks-not-run.ts';
import { findingLog, rounded, said } from './finding-log.ts';
import type { InspectedLayer } from './inspected-layer.ts';
import { type Inspection, type InspectionLayer, type LatticeDensity, verdictOf } from './inspection.ts';
import { type JudgedContours, type JudgedLayer, layerJudge } from './judge-layer.ts';
import { noteVoid, type VoidSums, voidFractions, wholeVoid } from './rules/bead-void.ts';
import { noteMisnested } from './rules/contour-orientation.ts';
import { checkDensityOff } from './rules/density-off.ts';
import { checkEnergyWindow } from './rules/energy-window.ts';
import { checkHeaderMismatch } from './rules/header-mismatch.ts';
import { type LayerStackCheck, layerStackCheck } from './rules/layer-stack.ts';
import { checkPowderTrapped } from './rules/powder-trapped.ts';
import { checkSolidLoose } from './rules/solid-loose.ts';
import { checkVolumeOff } from './rules/volume-off.ts';
import { beadGap, checkMissedShare, noteMissed, wallUnexposed, wallUnfilled } from './rules/wall-unexposed.ts';
import { rulesOf } from './rules.ts';
import type { InspectOptions, PlannedNumbers } from './settings.ts';

/** Takes the layers of one file from the bottom up. */
export interface Inspector {
  layer(layer: InspectedLayer): void;
  /**
   * The same for a layer that was judged elsewhere with this thickness: the planned one, or where nobody planned one the first rise of the
   * file (`firstRiseMm`).
   */
  judged(layer: JudgedLayer, thicknessMm: number): void;
  finish(): Inspection;
}

/** Returns what a file whose first layers lie at these heights is taken to have as its thickness; null where they do not rise. */
export function firstRiseMm(firstZMm: number, secondZMm: number): number | null {
  const riseMm = rounded(secondZMm - firstZMm);
  return riseMm > 0 ? riseMm : null;
}

/** Returns an inspector for one file. */
export function createInspector(options: InspectOptions): Inspector {
  const { expected, limits, written, planned, lattices, partial } = options;
  const log = findingLog(options.partId);
  const pieces = trackComponents({ rowSpacingMm: options.rowSpacingMm, minOverlapMm: CONTACT_MM });
  const meters = lattices.map((lattice) => ({ lattice, cells: cellDensity(lattice) }));
  const judge = layerJudge(options);
  const layers: InspectionLayer[] = [];
  let thicknessMm = expected.thicknessMm;
  let waiting: InspectedLayer | null = null;
  let stack: LayerStackCheck | null = null;
  let content: Box3 | null = null;
  let areaMm2 = 0;
  const steps = areaSteps();
  let contourLengthMm = 0;
  let lineSeen = false;
  const laser = options.process === 'lpbf';
  let missedMm2 = 0;
  /** As the planner has it, for files without boundaries. */
  let plannedMm2 = 0;
  let unfilledMm2 = 0;
  /** Beside the solid; null where nobody has measured it. */
  let outsideMm2: number | null = null;
  /** Of all layers, filled at less than full density. */
  let sparseMm2 = 0;
  /** Solid that the first layers are made without on purpose. */
  let footMm3 = 0;
  const voids: VoidSums = { voidMm2: 0, overlapMm2: 0, areaMm2: 0 };

  function add(judged: JudgedLayer): void {
    const { stacked, box, contours } = judged;
    const { index, zMm } = stacked;
    const plan = planned?.[layers.length] ?? null;
    stack ??= layerStackCheck(expected, thicknessMm, limits.layerHeightMm, partial, log);
    stack.layer(stacked);
    if (box !== null) {
      content = [
        Math.min(content?.[0] ?? Infinity, box.xMin),
        Math.min(content?.[1] ?? Infinity, box.yMin),
        Math.min(content?.[2] ?? Infinity, box.zMm),
        Math.max(content?.[3] ?? -Infinity, box.xMax),
        Math.max(content?.[4] ?? -Infinity, box.yMax),
        Math.max(content?.[5] ?? -Infinity, box.zMm),
      ];
    }
    for (const lengthMm of judged.lengthsMm) contourLengthMm += lengthMm;
    lineSeen ||= judged.polylines > 0;
    for (const one of judged.seen) log.take(one);
    if (plan !== null) {
      missedMm2 += plan.missedMm2;
      plannedMm2 += plan.solidMm2 ?? 0;
      unfilledMm2 += plan.unfilledMm2 ?? 0;
      sparseMm2 += plan.sparseMm2 ?? 0;
      footMm3 += (plan.footMm2 ?? 0) * (thicknessMm ?? 0);
      if (plan.outsideMm2 !== undefined) outsideMm2 = (outsideMm2 ?? 0) + plan.outsideMm2;
      if (laser) noteMissed(wallUnexposed, index, plan.missedMm2, limits.unexposedMm2, log);
      else noteMissed(wallUnfilled, index, plan.unfilledMm2 ?? 0, limits.unexposedMm2, log);
    }
    const islands = contours === null ? null : addContours(index, contours);
    if (plan !== null && contours !== null && !laser) {
      const denseMm2 = contours.areaMm2 - (plan.sparseMm2 ?? 0);
      noteMissed(beadGap, index, plan.missedMm2, limits.bareFraction * denseMm2, log);
      if (plan.voids !== undefined) noteVoid(voids, index, plan.voids, denseMm2, limits.voidFraction, log);
    }
    layers.push({
      index,
      zMm,
      areaMm2: contours === null ? null : rounded(contours.areaMm2),
      contours: contours?.count ?? null,
      openContours: contours?.open ?? null,
      hatchLines: written.hatches ? judged.hatchLines : null,
      hatchLengthMm: written.hatches ? rounded(judged.hatchLengthMm) : null,
      unexposedMm2: plan === null ? null : rounded(plan.missedMm2),
      exposedMm2: laser ? exposedOf(plan, contours?.areaMm2 ?? plan?.solidMm2) : null,
      doubleExposedMm2: plan === null || plan.doubleMm2 === null ? null : rounded(plan.doubleMm2),
      ...(plan?.outsideMm2 === undefined ? {} : { exposedOutsideMm2: rounded(plan.outsideMm2) }),
      islands: partial && layers.length === 0 ? null : islands,
      timeS: roundedOrNull(plan === null ? judged.timeS : plan.timeS),
      ...(plan?.voids === undefined
        ? {}
        : voidFractions({ ...plan.voids, areaMm2: (contours?.areaMm2 ?? 0) - (plan.sparseMm2 ?? 0) })),
      ...(plan?.sparseMm2 === undefined ? {} : { sparseMm2: rounded(plan.sparseMm2) }),
      ...(plan?.unsupportedStarts === undefined ? {} : { unsupportedStarts: plan.unsupportedStarts }),
      ...(plan?.travelsOverFaces === undefined ? {} : { travelsOverFaces: plan.travelsOverFaces }),
    });
  }

  /** Joins the boundaries of a layer with those below; returns its islands. */
  function addContours(index: number, { areaMm2: area, loops, places, rows, cellsMm2 }: JudgedContours): number {
    const seen = pieces.layer(index, loops, thicknessMm ?? 0, rows);
    noteMisnested(index, seen.misnested, places, log);
    cellsMm2.forEach((solidMm2, n) => {
      meters[n]?.cells.add(solidMm2);
    });
    areaMm2 += area;
    steps.add(area);
    return seen.islands;
  }

  function finish(): Inspection {
    if (waiting !== null) add(judge(waiting, thicknessMm));
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
    const solidMm2 = areaMm2 > 0 ? areaMm2 : plannedMm2;
    if (planned !== null && solidMm2 > 0) {
      const rule = laser ? wallUnexposed : wallUnfilled;
      checkMissedShare(rule, laser ? missedMm2 : unfilledMm2, solidMm2, limits.unexposedFraction, log);
      if (!laser) checkMissedShare(beadGap, missedMm2, solidMm2 - sparseMm2, 2 * limits.bareFraction, log);
      wholeVoid(voids, limits.voidFraction, log);
    }
    if (volumeMm3 !== null && options.nominalVolumeMm3 !== null && !partial) {
      const { at, stepsMm2 = steps.sumMm2 } = options.nominalCut ?? { at: 'mid' };
      const roomMm3 = volumeRoomMm3(stepsMm2, thicknessMm!, at);
      const words = nominalWords(options.nominalWords, footMm3);
      checkVolumeOff(volumeMm3, options.nominalVolumeMm3 - footMm3, roomMm3, limits.volumeRelative, log, words);
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
        ...(voids.areaMm2 > 0 ? voidFractions(voids) : {}),
        ...(outsideMm2 === null || thicknessMm === null
          ? {}
          : { exposedOutsideMm3: rounded(outsideMm2 * thicknessMm) }),
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
        thicknessMm = firstRiseMm(waiting.zMm, layer.zMm);
        add(judge(waiting, thicknessMm));
        waiting = null;
      }
      add(judge(layer, thicknessMm));
    },
    judged(layer, judgedMm) {
      thicknessMm ??= judgedMm;
      add(layer);
    },
    finish,
  };
}

/** Solid that is exposed; null where either is not known. */
function exposedOf(plan: PlannedNumbers | null, solidMm2: number | undefined): number | null {
  return plan === null || solidMm2 === undefined ? null : rounded(solidMm2 - plan.missedMm2);
}

/** What the volume of the layers is held to, where the first ones are made smaller. */
function nominalWords(words: string | undefined, footMm3: number): string | undefined {
  if (footMm3 === 0) return words;
  return `${words ?? 'the mesh'} less ${said(footMm3)} mm3 by which the first layers are made smaller (firstLayer.insetMm)`;
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
