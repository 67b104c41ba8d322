/**
 * Judges a print by the moves of its file, with nothing from the planner but what it was told to expect. Keeps one short row of
 * numbers per layer. What comes before the first layer is start code: homing and priming are no part of the print.
 */
import { motionClock } from '../../geometry/motion-time.ts';
import { findingLog, rounded, said } from '../finding-log.ts';
import { layerSpacing, layerStackCheck } from '../rules/layer-stack.ts';
import { type FeatureRole, featureRole } from './feature-role.ts';
import { flowMeter } from './flow-meter.ts';
import { heaterWatch } from './heater-watch.ts';
import { pathBox } from './path-box.ts';
import { printChecksNotRun } from './print-checks-not-run.ts';
import type { HeaterSet, LayerMark, PrintCommand, PrintFileEnd, PrintMove } from './print-events.ts';
import type { PrintFeature, PrintInspection, PrintLayer } from './print-inspection.ts';
import { PRINT_RULES } from './print-rules.ts';
import { unknownCommands } from './rules/command-unknown.ts';
import { checkExtrudedVolume } from './rules/extruded-volume-off.ts';
import { checkFilamentClaim, claimedFilamentMm } from './rules/filament-claim-off.ts';
import { checkFileTruncated } from './rules/file-truncated.ts';
import { checkFlow } from './rules/flow-high.ts';
import { checkOutsideBed, extrusionOutsideBed, travelOutsideBed } from './rules/outside-bed.ts';
import type { PrintInspectOptions } from './settings.ts';

/** Takes the events of one file in its order; a visitor of a reader of G-code. */
export interface PrintInspector {
  move(move: PrintMove): void;
  temperature(set: HeaterSet): void;
  /** Nothing is checked about fans. */
  fan(): void;
  layer(mark: LayerMark): void;
  command(command: PrintCommand): void;
  dwell(seconds: number): void;
  /** What the file says of itself at its end. */
  comment(text: string): void;
  finish(end: PrintFileEnd): PrintInspection;
}

interface FeatureSum {
  name: string;
  role: FeatureRole;
  filamentMm: number;
  lengthMm: number;
  maxFlowMm3PerS: number | null;
}

interface LayerSum {
  zMm: number | null;
  heightMm: number | null;
  hasBeads: boolean;
  filamentMm: number;
  /** Of the part alone. */
  partFilamentMm: number;
  travelMm: number;
  retractions: number;
}

/** Filament below this is what is left of adding and taking away the same number. */
const DUST_MM = 1e-9;
/** Heights that differ by less are the same layer. */
const SAME_Z_MM = 1e-6;
/** Announced heights are rounded; a layer that is missing rises by far more. */
const ANNOUNCED_MM = 0.005;
const UNNAMED = 'Unnamed';
const START_CODE = 'Custom';

/** Returns an inspector for one print. */
export function createPrintInspector(options: PrintInspectOptions): PrintInspector {
  const log = findingLog(options.partId);
  const heaters = heaterWatch(options.temperatures, log);
  const unknown = unknownCommands(log);
  const clock = motionClock({
    accelerationMmPerS2: options.accelerationMmPerS2,
    junctionDeviationMm: options.junctionDeviationMm,
  });
  const flow = flowMeter();
  const [beadBox, primeBox, travelBox] = [pathBox(), pathBox(), pathBox()];
  const areaMm2 = (Math.PI / 4) * options.filamentMm * options.filamentMm;
  const features: FeatureSum[] = [];
  const byName = new Map<string | null, FeatureSum>();
  const layers: LayerSum[] = [];
  /** Layer and feature of each tag of the clock, -1 for neither. */
  const tagLayer: number[] = [];
  const tagFeature: number[] = [];
  /** Tags of the current layer by feature. */
  const tagOf = new Map<FeatureSum | null, number>();
  /** Tags of the waits since the last bead: what comes after the print, such as cooling, is no time of its last layer. */
  let waits: number[] = [];
  let current: LayerSum | null = null;
  let feature: FeatureSum | null = null;
  let featureName: string | null | undefined;
  let isMarked = false;
  /** A bead of the print was laid: what the printer does before, homing and priming where it likes, is its own affair. */
  let hasBegun = false;
  let owedMm = 0;
  let retractions = 0;
  let retractedMm = 0;
  let claimedMm: number | null = null;

  const index = (): number | null => (layers.length > 0 ? layers.length - 1 : null);

  function tag(of: FeatureSum | null): number {
    const known = tagOf.get(of);
    if (known !== undefined) return known;
    tagOf.set(of, tagLayer.length);
    tagLayer.push(layers.length - 1);
    tagFeature.push(of === null ? -1 : features.indexOf(of));
    return tagLayer.length - 1;
  }

  function beginLayer(zMm: number | null, heightMm: number | null): LayerSum {
    const layer = { zMm, heightMm, hasBeads: false, filamentMm: 0, partFilamentMm: 0, travelMm: 0, retractions: 0 };
    layers.push(layer);
    tagOf.clear();
    flow.stop();
    current = layer;
    return layer;
  }

  /** What looked like the print before the first mark of a layer was start code. */
  function forgetStart(): void {
    layers.length = 0;
    tagLayer.fill(-1);
    const unnamed = byName.get(null);
    if (unnamed !== undefined) {
      unnamed.name = START_CODE;
      unnamed.role = 'start';
      byName.delete(null);
      featureName = undefined;
    }
    const box = beadBox.box();
    if (box !== null) {
      primeBox.add(box[0], box[1], box[2], null);
      primeBox.add(box[3], box[4], box[5], null);
      beadBox.clear();
    }
    travelBox.clear();
    hasBegun = false;
    heaters.restart();
  }

  function featureOf(name: string | null): FeatureSum {
    let sum = byName.get(name);
    if (sum === undefined) {
      sum = { name: name ?? UNNAMED, role: featureRole(name), filamentMm: 0, lengthMm: 0, maxFlowMm3PerS: null };
      byName.set(name, sum);
      features.push(sum);
    }
    return sum;
  }

  function bead(move: PrintMove, of: FeatureSum, filamentMm: number): void {
    if (of.role === 'start') {
      primeBox.add(move.x0, move.y0, move.z0, null);
      primeBox.add(move.x1, move.y1, move.z1, null);
    } else {
      if (!isMarked && (current === null || Math.abs(move.z1 - current.zMm!) > SAME_Z_MM)) beginLayer(move.z1, null);
      if (current !== null && !current.hasBeads) {
        current.hasBeads = true;
        current.zMm = move.z1;
        current.heightMm ??= move.heightMm;
      }
      hasBegun = true;
      waits = [];
      beadBox.add(move.x0, move.y0, move.z0, index());
      beadBox.add(move.x1, move.y1, move.z1, index());
      if (of.role === 'part') heaters.part(index());
    }
    of.lengthMm += move.lengthMm;
    const flowMm3PerS = flow.add(filamentMm * areaMm2, move.lengthMm, move.feedMmPerS);
    if (flowMm3PerS === null) return;
    of.maxFlowMm3PerS = Math.max(of.maxFlowMm3PerS ?? 0, flowMm3PerS);
    if (options.maxFlowMm3PerS !== null) {
      checkFlow(flowMm3PerS, options.maxFlowMm3PerS, of.name, { layer: index(), xMm: move.x1, yMm: move.y1 }, log);
    }
  }

  /** Takes filament back or pushes it; returns what leaves the nozzle beyond what was pulled back before. */
  function push(eMm: number): number {
    if (eMm < 0) {
      if (owedMm === 0) {
        retractions++;
        if (current !== null) current.retractions++;
      }
      owedMm -= eMm;
      retractedMm -= eMm;
      return 0;
    }
    const back = Math.min(eMm, owedMm);
    owedMm -= back;
    if (owedMm < DUST_MM) owedMm = 0;
    return eMm - back < DUST_MM ? 0 : eMm - back;
  }

  function layerRows(seconds: Float64Array): PrintLayer[] {
    const timeS = new Float64Array(layers.length);
    for (const [of, layer] of tagLayer.entries()) if (layer >= 0) timeS[layer]! += seconds[of] ?? 0;
    let below = 0;
    return layers.map((layer, i) => {
      const { zMm } = layer;
      const heightMm = layer.heightMm ?? (zMm === null ? null : zMm - below);
      below = zMm ?? below;
      return {
        index: i,
        zMm: zMm === null ? null : rounded(zMm),
        heightMm: heightMm === null ? null : rounded(heightMm),
        extrudedMm3: rounded(layer.partFilamentMm * areaMm2),
        allExtrudedMm3: rounded(layer.filamentMm * areaMm2),
        timeS: rounded(timeS[i]!),
        travelMm: rounded(layer.travelMm),
        retractions: layer.retractions,
      };
    });
  }

  function featureRows(seconds: Float64Array): PrintFeature[] {
    const rows = new Map<string, { -readonly [K in keyof PrintFeature]: PrintFeature[K] }>();
    for (const [i, { name, filamentMm, lengthMm, maxFlowMm3PerS }] of features.entries()) {
      const row = rows.get(name) ?? { feature: name, volumeMm3: 0, lengthMm: 0, timeS: 0, maxFlowMm3PerS: null };
      rows.set(name, row);
      row.volumeMm3 += filamentMm * areaMm2;
      row.lengthMm += lengthMm;
      for (const [of, number] of tagFeature.entries()) if (number === i) row.timeS += seconds[of] ?? 0;
      if (maxFlowMm3PerS !== null) row.maxFlowMm3PerS = Math.max(row.maxFlowMm3PerS ?? 0, maxFlowMm3PerS);
    }
    return [...rows.values()]
      .filter((row) => row.volumeMm3 > 0)
      .map((row) => ({
        feature: row.feature,
        volumeMm3: rounded(row.volumeMm3),
        lengthMm: rounded(row.lengthMm),
        timeS: rounded(row.timeS),
        maxFlowMm3PerS: row.maxFlowMm3PerS === null ? null : rounded(row.maxFlowMm3PerS),
      }));
  }

  function checkLayers(): void {
    const { expected, limits, partial } = options;
    const stack = layerStackCheck(
      { ...expected, zeroLayer: false },
      expected.thicknessMm,
      limits.layerHeightMm,
      partial,
      log,
    );
    for (const [i, { zMm, hasBeads }] of layers.entries()) {
      // A layer without a bead and without a height in its comment stands nowhere: it is missing.
      if (zMm !== null) stack.layer({ index: i, zMm, isBlank: !hasBeads });
    }
    stack.finish();
    if (expected.thicknessMm === null) checkRises();
  }

  /** Without a plan the file's own words tell: a layer rises by the height that it announces. */
  function checkRises(): void {
    for (const [i, { zMm, heightMm }] of layers.entries()) {
      const below = layers[i - 1]?.zMm ?? null;
      if (zMm === null || below === null || heightMm === null || !(zMm > below)) continue;
      const rise = zMm - below;
      if (Math.abs(rise - heightMm) <= Math.max(options.limits.layerHeightMm, ANNOUNCED_MM)) continue;
      log.add(layerSpacing, {
        cause: 'announced',
        layer: i,
        measured: rise,
        limit: heightMm,
        weight: Math.abs(rise - heightMm),
        message: () =>
          `layer at z ${said(zMm)} mm is ${said(rise)} mm above the one before it and says ${said(heightMm)} mm`,
      });
    }
  }

  return {
    move(move) {
      if (move.feature !== featureName || feature === null) {
        featureName = move.feature;
        feature = featureOf(move.feature);
        flow.stop();
      }
      const of = feature;
      const filamentMm = push(move.eMm);
      if (filamentMm > 0) heaters.extrusion(index(), move.x1, move.y1);
      const isBead = filamentMm > 0 && move.lengthMm > 0;
      if (isBead) bead(move, of, filamentMm);
      else {
        flow.stop();
        if (hasBegun && move.lengthMm > 0) travelBox.add(move.x1, move.y1, move.z1, index());
        if (current !== null) current.travelMm += move.lengthMm;
      }
      of.filamentMm += filamentMm;
      if (current !== null && of.role !== 'start') current.filamentMm += filamentMm;
      if (current !== null && of.role === 'part') current.partFilamentMm += filamentMm;
      const { x0, y0, z0, x1, y1, z1, eMm } = move;
      clock.push(x1 - x0, y1 - y0, z1 - z0, eMm, move.feedMmPerS, tag(isBead ? of : null));
    },
    temperature: heaters.set,
    fan() {},
    layer(mark) {
      if (!isMarked) forgetStart();
      isMarked = true;
      beginLayer(mark.zMm, mark.heightMm);
    },
    command({ code, known }) {
      if (!known) unknown.add(code, index());
    },
    comment(text) {
      claimedMm = claimedFilamentMm(text) ?? claimedMm;
    },
    dwell(seconds) {
      waits.push(tagLayer.length);
      tagLayer.push(layers.length - 1);
      tagFeature.push(-1);
      clock.dwell(seconds, tagLayer.length - 1);
    },
    finish({ hasEnd }) {
      checkFileTruncated(hasEnd, index(), log);
      checkLayers();
      checkOutsideBed(extrusionOutsideBed, beadBox, options.bedBoxMm, log);
      if (options.bedBoxMm !== null) checkOutsideBed(travelOutsideBed, travelBox, options.bedBoxMm, log);
      const filamentMm = features.reduce((sum, row) => sum + row.filamentMm, 0);
      const partFilamentMm = features.reduce((sum, row) => sum + (row.role === 'part' ? row.filamentMm : 0), 0);
      const partMm3 = partFilamentMm * areaMm2;
      if (options.designVolumeMm3 !== null) {
        checkExtrudedVolume(partMm3, options.designVolumeMm3, options.limits.volumeRelative, log);
      }
      if (claimedMm !== null) checkFilamentClaim(filamentMm, claimedMm, log);
      heaters.finish();
      unknown.finish();
      for (const wait of waits) tagLayer[wait] = -1;
      const seconds = clock.finish();
      return {
        totals: {
          layers: layers.length,
          extrudedVolumeMm3: rounded(partMm3),
          allExtrudedMm3: rounded(filamentMm * areaMm2),
          filamentMm: rounded(filamentMm),
          timeS: rounded(seconds.reduce((sum, s) => sum + s, 0)),
          massG: options.densityGPerCm3 === null ? null : rounded((partMm3 / 1000) * options.densityGPerCm3),
        },
        features: featureRows(seconds),
        extrusionBoxMm: beadBox.box(),
        primeBoxMm: primeBox.box(),
        travelBoxMm: travelBox.box(),
        retractions,
        retractedMm: rounded(retractedMm),
        temperatures: { nozzleC: heaters.seen('nozzle'), bedC: heaters.seen('bed'), chamberC: heaters.seen('chamber') },
        layers: layerRows(seconds),
        findings: log.list(PRINT_RULES),
        checksNotRun: printChecksNotRun(options, claimedMm !== null),
      };
    },
  };
}
