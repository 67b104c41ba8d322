/**
 * G-code of one part in the dialect of its printer: beads as moves with relative extrusion, in PrusaSlicer's vocabulary of comments,
 * which every viewer and post-processor reads. No date and no host: the same job gives the same bytes.
 */

import { decimalText } from '../../core/decimal-text.ts';
import type { ByteSink, Hasher, LayerSink, PlannedLayer } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';
import type { BeadFeature, BeadToolpath } from '../../core/toolpath.ts';
import { toGrid } from '../../core/units.ts';
import { type MotionClock, motionClock } from '../../geometry/motion-time.ts';
import { beadPath } from './bead-path.ts';
import { coolingLines, coolingSeconds, type GcodeCoolingStep } from './cooling-lines.ts';
import { dialectOf } from './dialects/dialect-of.ts';
import { durationText } from './duration-text.ts';
import { fitArcs, type PathPiece } from './fit-arcs.ts';
import { gcodeText } from './gcode-text.ts';
import { type JobLine, type JobLines, jobLines } from './job-lines.ts';
import { CENTRES_PER_MM, E_PER_MM, gcodeNozzle, UM_PER_MM, XY_DECIMALS, Z_DECIMALS } from './nozzle.ts';
import { plainAscii } from './plain-ascii.ts';
import { type PushedFilament, pushedByLines } from './pushed-by-lines.ts';
import type { GcodeSettings } from './settings.ts';
import type { TemplateKey } from './template/settings.ts';
import { type GcodeThumbnail, thumbnailLines } from './thumbnail-lines.ts';
import { trailer } from './trailer.ts';

/** What each kind of bead is called after `;TYPE:`. */
export const FEATURE_WORDS: Readonly<Record<BeadFeature, string>> = {
  'external-perimeter': 'External perimeter',
  // Its speed is its own; readers know the word of the loop that it is a part of.
  'overhang-perimeter': 'External perimeter',
  perimeter: 'Perimeter',
  'solid-infill': 'Solid infill',
  'internal-infill': 'Internal infill',
  'gap-infill': 'Gap infill',
  lattice: 'Lattice',
  'top-solid-infill': 'Top solid infill',
  'bridge-infill': 'Bridge infill',
  support: 'Support material',
  'support-interface': 'Support material interface',
  skirt: 'Skirt/Brim',
  brim: 'Skirt/Brim',
  'draft-shield': 'Draft shield',
  prime: 'Prime',
  raft: 'Raft',
};

/** Name and place of the file's maker and part. */
export interface GcodeOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly partId: string;
  /** More lines of the head; absent: none. */
  readonly about?: readonly string[];
  readonly settings: GcodeSettings;
  /** Pictures of the part; absent: none. */
  readonly thumbnails?: readonly GcodeThumbnail[];
  /** A new SHA-256, for the hash at the end of the file. */
  readonly hash: Hasher;
  /** Told at the end of beads, by what the file calls them, that go slower than planned because the hot end melts no faster. */
  readonly onSlowed?: (slowed: ReadonlyMap<string, SlowedBeads>) => void;
}

/** Beads that are slower than planned. */
export interface SlowedBeads {
  readonly lengthMm: number;
  /** Speed of the slowest. */
  readonly leastMmPerS: number;
}

/** The nozzle ends this far above the part, where the printer has room. */
const CLEARANCE_MM = 10;
/** A new width is announced when it differs by this much. */
const WIDTH_STEP_MM = 0.01;
/** Strips that differ by less are one arc: the resolution of the file. */
const SAME_STRIP_MM = 0.001;
/** A bead that is slowed for its flow goes at a whole number of these, so that a widening one does not change speed at each step. */
const SLOWED_STEP_PER_MIN = 30;
const SLOWEST_PER_MIN = 6;
/** Share by which the product of a few decimals may stand off what was meant. */
const ROUNDING = 1e-9;

/** Cross-section of a bead with rounded sides: its strip is narrower than the bead itself by height x (1 - pi / 4). */
export function beadWidthOf(stripMm: number, heightMm: number): number {
  return stripMm + heightMm * (1 - Math.PI / 4);
}

/** Writes the parts of a file. */
export interface GcodeSink extends LayerSink {
  /** Lifts the nozzle to a height above all that is finished, and keeps it there on the way to the next bead. */
  rise(zMm: number): void;
  /** Returns what a line of the file, from 1, is in the printer's own: its file, place and text; null: it is none of these. */
  ownLine(line: number): string | null;
}

/** Returns a sink that writes one part to `sink`. Layers that hold no bead are announced all the same. */
export function gcodeSink(sink: ByteSink, options: GcodeOptions): GcodeSink {
  const { settings } = options;
  const eAreaMm2 = (Math.PI / 4) * settings.filamentMm * settings.filamentMm;
  const clock: MotionClock = motionClock(settings);
  const dialect = dialectOf(settings.firmware, settings.heaterNames);
  const text = gcodeText(sink, options.hash);
  const { put } = text;
  const nozzle = gcodeNozzle(put, settings, clock);
  let lines: JobLines | null = null;
  let layerCount = 0;
  let layersInAll = 0;
  let feature: BeadFeature | null = null;
  let region: string | null = null;
  let width = Number.NaN;
  /** The way back along the last bead, for the nozzle to wipe. */
  let wipe: Float64Array | null = null;
  /** Filament that the beads want and that was written, in E units: the rounding of a move is made up for by the next one. */
  let wantedE = 0;
  let writtenE = 0;
  const slowed = new Map<BeadFeature, SlowedBeads>();
  /** Lines of the file that are the printer's own, in words. */
  const ownLines = new Map<number, string>();
  /** What the start lines push, and leave pulled back. */
  let started: PushedFilament = { pushedMm: 0, owedMm: 0 };

  function announce(bead: BeadToolpath): void {
    if (bead.regionId !== region) {
      region = bead.regionId;
      put(`;REGION:${region ?? ''}`);
    }
    if (bead.feature === feature) return;
    feature = bead.feature;
    width = Number.NaN;
    put(`;TYPE:${FEATURE_WORDS[bead.feature]}`);
  }

  function announceWidth(stripMm: number, heightMm: number): void {
    const beadMm = beadWidthOf(stripMm, heightMm);
    if (Math.abs(beadMm - width) < WIDTH_STEP_MM) return;
    width = beadMm;
    put(`;WIDTH:${decimalText(Math.round(beadMm * UM_PER_MM), XY_DECIMALS)}`);
  }

  /** Speed in mm/min of a strip that was planned with one in mm/s: no more than the hot end melts for. */
  function feedOf(plannedMmPerS: number, stripMm: number, bead: BeadToolpath, lengthMm: number): number {
    const planned = Math.round(plannedMmPerS * 60);
    const areaMm2 = stripMm * bead.heightMm * settings.flow * (bead.flow ?? 1);
    const most = (60 * settings.maxFlowMm3PerS) / areaMm2;
    if (planned <= most * (1 + ROUNDING)) return planned;
    const steps = Math.floor((most / SLOWED_STEP_PER_MIN) * (1 + ROUNDING));
    const perMin = Math.max(SLOWEST_PER_MIN, steps * SLOWED_STEP_PER_MIN);
    const before = slowed.get(bead.feature) ?? { lengthMm: 0, leastMmPerS: Number.POSITIVE_INFINITY };
    const leastMmPerS = Math.min(before.leastMmPerS, perMin / 60);
    slowed.set(bead.feature, { lengthMm: before.lengthMm + lengthMm, leastMmPerS });
    return perMin;
  }

  function accelerationOf({ params }: BeadToolpath, firstLayer: boolean): number {
    const { accelerations, accelerationMmPerS2 } = settings;
    const own = accelerations?.mmPerS2[params] ?? accelerationMmPerS2;
    return firstLayer ? Math.min(own, accelerations?.firstLayerMmPerS2 ?? own) : own;
  }

  function extrude(bead: BeadToolpath, zGrid: number, firstLayer: boolean): void {
    if (bead.path.xy.length < 4) return;
    const planned = settings.speedMmPerS[bead.params];
    assert(planned !== undefined, `the bead ${bead.params} has a speed`);
    const fullSpeed = firstLayer ? Math.min(planned, settings.firstLayerSpeedMmPerS) : planned;
    announce(bead);
    const flow = settings.flow * (bead.flow ?? 1);
    const { xy, filamentMm, stripMm, speedFraction, restMm } = beadPath(bead, flow, eAreaMm2);
    nozzle.travel(xy[0]!, xy[1]!, zGrid, wipe, bead.approach);
    nozzle.accelerate(accelerationOf(bead, firstLayer));
    const fromE = wantedE;
    let at = 0;
    for (const { to, centre } of piecesOf(xy, stripMm, speedFraction)) {
      wantedE = fromE + filamentMm[to]! * E_PER_MM;
      const e = Math.round(wantedE - writtenE);
      writtenE += e;
      announceWidth(stripMm[to]!, bead.heightMm);
      const chords = xy.subarray(2 * at + 2, 2 * to + 2);
      const feed = feedOf(fullSpeed * speedFraction[to]!, stripMm[to]!, bead, lengthOf(xy, at, to));
      nozzle.extrude(xy[2 * to]!, xy[2 * to + 1]!, e, feed, centre, chords);
      at = to;
    }
    wantedE += restMm * E_PER_MM;
    wipe = settings.retraction.wipeMm > 0 && at > 0 ? wipeWay(xy, bead.path.closed) : null;
  }

  function piecesOf(xy: Float64Array, stripMm: Float64Array, speedFraction: Float64Array): readonly PathPiece[] {
    const count = stripMm.length;
    if (settings.arcToleranceMm === null || count < 4) {
      return Array.from({ length: count - 1 }, (_, k) => ({ to: k + 1, centre: null }));
    }
    const same = (first: number, chord: number): boolean =>
      speedFraction[chord + 1] === speedFraction[first + 1] &&
      Math.abs(stripMm[chord + 1]! - stripMm[first + 1]!) <= SAME_STRIP_MM;
    // What the points were rounded by is the file's own deviation, and counts.
    const toleranceMm = settings.arcToleranceMm - 1 / UM_PER_MM;
    return fitArcs(
      xy.map((um) => um / UM_PER_MM),
      same,
      toleranceMm,
      CENTRES_PER_MM,
    );
  }

  /** Lets the part cool down by the steps of the profile; the file says so before the first. */
  function cool(steps: readonly GcodeCoolingStep[]): void {
    if (steps.length === 0) return;
    const seconds = coolingSeconds(steps);
    put(`; cooling after the print, ${durationText(seconds)}`);
    for (const line of coolingLines(steps, dialect)) put(line);
    clock.dwell(seconds, layerCount);
  }

  function putOwn(key: TemplateKey, own: readonly JobLine[]): void {
    for (const { text: words, line } of own) {
      put(words);
      if (line !== null) ownLines.set(text.line, `${settings.printerFile} > ${key} > ${line} ('${words}')`);
    }
  }

  /** What start and end lines push: pulled back by the one, it is missing in the first bead, and pulled back by us, it is no filament of the other. */
  async function ownFilamentMm(): Promise<number> {
    const lackedMm = Math.min(started.owedMm, nozzle.pushedE / E_PER_MM);
    const owedMm = settings.retraction.lengthMm + started.owedMm - lackedMm;
    const before = { lines: ['G21', 'G90', 'M83'], owedMm };
    const ended = await pushedByLines(textsOf(lines?.end ?? []), before, settings.heaterNames);
    return started.pushedMm - lackedMm + ended.pushedMm;
  }

  return {
    async open(header) {
      lines = jobLines(settings, header, options.partId, dialect);
      layersInAll = header.layerCount;
      const { name, version } = options.tool;
      put(`; generated by ${name} ${version}`);
      put(`; part ${plainAscii(options.partId)}`);
      for (const line of options.about ?? []) put(`; ${plainAscii(line)}`);
      put('; not a medical device; see profile_status at the end');
      for (const picture of options.thumbnails ?? []) for (const line of thumbnailLines(picture)) put(line);
      put('');
      put(';TYPE:Custom');
      putOwn('start', lines.start);
      started = await pushedByLines(textsOf(lines.start), { lines: [], owedMm: 0 }, settings.heaterNames);
      put('G21 ; mm');
      put('G90 ; absolute positions');
      put('M83 ; relative extrusion');
      put(dialect.fan(settings.fanFraction));
      if (settings.pressureAdvanceS !== null) {
        const advance = dialect.pressureAdvance(settings.pressureAdvanceS);
        assert(advance !== null, 'a firmware without pressure advance is asked for none');
        put(advance);
      }
      put('G92 E0');
    },
    async layer({ layer, toolpaths }: PlannedLayer) {
      const zGrid = toGrid(layer.zMm);
      put(';LAYER_CHANGE');
      put(`;Z:${decimalText(zGrid, Z_DECIMALS)}`);
      put(`;HEIGHT:${decimalText(toGrid(layer.thicknessMm), Z_DECIMALS)}`);
      if (settings.showsProgress) put(`M73 P${Math.floor((100 * layerCount) / Math.max(1, layersInAll))}`);
      putOwn('beforeLayer', lines?.layer('beforeLayer', layer.index, layer.zMm) ?? []);
      // A layer begins anew but for the way to it, so that its lines are the same in a band of layers as in the whole print.
      feature = null;
      region = null;
      wantedE = writtenE;
      nozzle.layer = layerCount;
      const firstLayer = layer.index === 0;
      for (const toolpath of toolpaths.toolpaths) {
        assert(toolpath.kind === 'bead', 'only beads go into G-code');
        extrude(toolpath, zGrid, firstLayer);
        await text.flushIfFull();
      }
      putOwn('afterLayer', lines?.layer('afterLayer', layer.index, layer.zMm) ?? []);
      layerCount++;
      nozzle.layer = layerCount;
    },
    ownLine: (line) => ownLines.get(line) ?? null,
    rise(zMm) {
      nozzle.park();
      put(';TYPE:Custom');
      feature = null;
      nozzle.hold(toGrid(zMm));
    },
    async close() {
      nozzle.park();
      put(';TYPE:Custom');
      nozzle.moveZ(nozzle.z + toGrid(CLEARANCE_MM));
      if (settings.showsProgress) put('M73 P100');
      cool(settings.cooling ?? []);
      putOwn('end', lines?.end ?? []);
      put('');
      const seconds = clock.finish();
      const ownMm = await ownFilamentMm();
      const filamentMm = nozzle.pushedE / E_PER_MM + ownMm;
      for (const line of trailer({ filamentMm, ownMm, seconds, layerCount }, settings)) put(line);
      await text.close();
      options.onSlowed?.(new Map([...slowed].map(([of, beads]) => [FEATURE_WORDS[of], beads])));
    },
    async abort() {},
  };
}

function textsOf(lines: readonly JobLine[]): string[] {
  return lines.map(({ text }) => text);
}

/** Length of a path in mm between two of its points in micrometres. */
function lengthOf(xy: Float64Array, from: number, to: number): number {
  let um = 0;
  for (let k = from; k < to; k++) {
    const dx = xy[2 * k + 2]! - xy[2 * k]!;
    const dy = xy[2 * k + 3]! - xy[2 * k + 1]!;
    um += Math.sqrt(dx * dx + dy * dy);
  }
  return um / UM_PER_MM;
}

/** The points that a nozzle at the end of a bead wipes along: on along a loop, back along a line. */
function wipeWay(xy: Float64Array, closed: boolean): Float64Array {
  const count = xy.length / 2;
  const way = new Float64Array(2 * (count - 1));
  for (let k = 0; k < count - 1; k++) {
    const from = closed ? k + 1 : count - 2 - k;
    way[2 * k] = xy[2 * from]!;
    way[2 * k + 1] = xy[2 * from + 1]!;
  }
  return way;
}
