/**
 * Marlin G-code of one part: beads as moves with relative extrusion, in PrusaSlicer's vocabulary of comments, which every
 * viewer and post-processor reads. No date and no host: the same job gives the same bytes.
 */
import type { ByteSink, LayerSink, PlannedLayer } from '../../core/ports.ts';
import { assert } from '../../core/prep-error.ts';
import type { BeadFeature, BeadToolpath } from '../../core/toolpath.ts';
import { GRID_PER_MM, toGrid } from '../../core/units.ts';
import { type MotionClock, motionClock } from '../../geometry/motion-time.ts';
import { decimalText, durationText } from './gcode-number.ts';
import type { GcodeSettings } from './settings.ts';

/** What each kind of bead is called after `;TYPE:`. */
export const FEATURE_WORDS: Readonly<Record<BeadFeature, string>> = {
  'external-perimeter': 'External perimeter',
  'overhang-perimeter': 'Overhang perimeter',
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
};

/** Name and place of the file's maker and part. */
export interface GcodeOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly partId: string;
  /** More lines of the head; absent: none. */
  readonly about?: readonly string[];
  readonly settings: GcodeSettings;
}

const FLUSH_CHARS = 128 * 1024;
const XY_DECIMALS = 3;
/** Heights are on the grid of all coordinates: a layer stands where it was planned, whatever its thickness. */
const Z_DECIMALS = 4;
const E_DECIMALS = 5;
const E_PER_MM = 100_000;
const UM_PER_MM = 1000;
/** The nozzle ends this far above the part, where the printer has room. */
const CLEARANCE_MM = 10;
/** The first way over the plate is this far above the first layer. */
const APPROACH_MM = 5;
/** A new width is announced when it differs by this much. */
const WIDTH_STEP_MM = 0.01;

/** Cross-section of a bead with rounded sides: its strip is narrower than the bead itself by height x (1 - pi / 4). */
export function beadWidthOf(stripMm: number, heightMm: number): number {
  return stripMm + heightMm * (1 - Math.PI / 4);
}

/** Returns a sink that writes one part to `sink`. Layers that hold no bead are announced all the same. */
export function gcodeSink(sink: ByteSink, options: GcodeOptions): LayerSink {
  const { settings } = options;
  const { retraction } = settings;
  const eAreaMm2 = (Math.PI / 4) * settings.filamentMm * settings.filamentMm;
  const clock: MotionClock = motionClock(settings);
  let text: string[] = [];
  let chars = 0;
  const highest = Math.floor(settings.maxZMm * GRID_PER_MM);
  // Where the nozzle stands: x and y in micrometres, not known until the first travel, z in grid units.
  let x = Number.NaN;
  let y = Number.NaN;
  let z = 0;
  let feed = -1;
  let retracted = false;
  let feature: BeadFeature | null = null;
  let region: string | null = null;
  let width = Number.NaN;
  let layerCount = 0;
  /** Filament that the beads want and that was written, in E units: the rounding of a move is made up for by the next one. */
  let wantedE = 0;
  let writtenE = 0;

  function put(line: string): void {
    text.push(line);
    chars += line.length + 1;
  }

  async function flush(): Promise<void> {
    if (text.length === 0) return;
    const bytes = new TextEncoder().encode(`${text.join('\n')}\n`);
    text = [];
    chars = 0;
    await sink.write(bytes);
  }

  /** Sets the feed rate on a line of its own where it changes, as PrusaSlicer does. */
  function setFeed(speedMmPerS: number): void {
    const perMinute = Math.round(speedMmPerS * 60);
    if (perMinute === feed) return;
    feed = perMinute;
    put(`G1 F${perMinute}`);
  }

  function pull(lengthMm: number): void {
    if (retraction.lengthMm === 0) return;
    const speed = Math.round(retraction.speedMmPerS * 60);
    put(`G1 E${decimalText(Math.round(lengthMm * E_PER_MM), E_DECIMALS)} F${speed}`);
    feed = speed;
    clock.push(0, 0, 0, lengthMm, retraction.speedMmPerS, layerCount);
  }

  /** Moves to a height in grid units, at most as high as the printer reaches. */
  function moveZ(wanted: number): void {
    const to = Math.min(wanted, Math.max(z, highest));
    if (to === z) return;
    const speed = Math.round(settings.zSpeedMmPerS * 60);
    put(`G1 Z${decimalText(to, Z_DECIMALS)} F${speed}`);
    feed = speed;
    clock.push(0, 0, (to - z) / GRID_PER_MM, 0, settings.zSpeedMmPerS, layerCount);
    z = to;
  }

  function travel(toX: number, toY: number, zGrid: number): void {
    const known = !Number.isNaN(x);
    const lengthMm = known ? Math.hypot(toX - x, toY - y) / UM_PER_MM : Number.POSITIVE_INFINITY;
    if (lengthMm > retraction.minTravelMm && !retracted && known) {
      pull(-retraction.lengthMm);
      retracted = true;
    }
    // Z first, so that the nozzle never draws over the layer that it leaves, nor over the plate on its first way.
    moveZ(zGrid + toGrid(!known ? APPROACH_MM : retracted ? retraction.liftMm : 0));
    if (lengthMm > 0) {
      const speed = Math.round(settings.travelSpeedMmPerS * 60);
      put(`G1 X${decimalText(toX, XY_DECIMALS)} Y${decimalText(toY, XY_DECIMALS)} F${speed}`);
      feed = speed;
      // The start lines leave the nozzle nobody knows where; the time counts from the origin, where readers take it to be.
      const dx = (toX - (known ? x : 0)) / UM_PER_MM;
      const dy = (toY - (known ? y : 0)) / UM_PER_MM;
      clock.push(dx, dy, 0, 0, settings.travelSpeedMmPerS, layerCount);
    }
    x = toX;
    y = toY;
    moveZ(zGrid);
    if (retracted) {
      pull(retraction.lengthMm);
      retracted = false;
    }
  }

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

  function extrude(bead: BeadToolpath, zGrid: number, firstLayer: boolean): void {
    const { xy, closed } = bead.path;
    const n = xy.length / 2;
    if (n < 2) return;
    const planned = settings.speedMmPerS[bead.params];
    assert(planned !== undefined, `the bead ${bead.params} has a speed`);
    const speed = firstLayer ? Math.min(planned, settings.firstLayerSpeedMmPerS) : planned;
    announce(bead);
    travel(Math.round(xy[0]! * UM_PER_MM), Math.round(xy[1]! * UM_PER_MM), zGrid);
    for (let k = 1; k < (closed ? n + 1 : n); k++) {
      const from = k - 1;
      const to = k === n ? 0 : k;
      const stripMm = (bead.widthMm[from]! + bead.widthMm[to]!) / 2;
      const dx = xy[2 * to]! - xy[2 * from]!;
      const dy = xy[2 * to + 1]! - xy[2 * from + 1]!;
      const areaMm2 = stripMm * bead.heightMm * settings.flow;
      wantedE += ((Math.sqrt(dx * dx + dy * dy) * areaMm2) / eAreaMm2) * E_PER_MM;
      const toX = Math.round(xy[2 * to]! * UM_PER_MM);
      const toY = Math.round(xy[2 * to + 1]! * UM_PER_MM);
      // A step below the resolution is no move; its filament goes into the next one.
      if (toX === x && toY === y) continue;
      const e = Math.round(wantedE - writtenE);
      writtenE += e;
      announceWidth(stripMm, bead.heightMm);
      setFeed(speed);
      put(`G1 X${decimalText(toX, XY_DECIMALS)} Y${decimalText(toY, XY_DECIMALS)} E${decimalText(e, E_DECIMALS)}`);
      clock.push((toX - x) / UM_PER_MM, (toY - y) / UM_PER_MM, 0, e / E_PER_MM, speed, layerCount);
      x = toX;
      y = toY;
    }
  }

  return {
    async open() {
      const { name, version } = options.tool;
      put(`; generated by ${name} ${version}`);
      put(`; part ${plainAscii(options.partId)}`);
      for (const line of options.about ?? []) put(`; ${plainAscii(line)}`);
      put('; not a medical device; see profile_status at the end');
      put('');
      put(';TYPE:Custom');
      for (const line of filledLines(settings.start, settings)) put(line);
      put('G21 ; mm');
      put('G90 ; absolute positions');
      put('M83 ; relative extrusion');
      put(
        settings.fanFraction > 0
          ? `M106 S${Math.max(1, Math.round(settings.fanFraction * 255))} ; fan`
          : 'M107 ; fan off',
      );
      put('G92 E0');
    },
    async layer({ layer, toolpaths }: PlannedLayer) {
      const zGrid = toGrid(layer.zMm);
      put(';LAYER_CHANGE');
      put(`;Z:${decimalText(zGrid, Z_DECIMALS)}`);
      put(`;HEIGHT:${decimalText(toGrid(layer.thicknessMm), Z_DECIMALS)}`);
      // A layer begins anew but for the way to it, so that its lines are the same in a band of layers as in the whole print.
      feature = null;
      region = null;
      wantedE = writtenE;
      const firstLayer = layer.index === 0;
      for (const toolpath of toolpaths.toolpaths) {
        assert(toolpath.kind === 'bead', 'only beads go into G-code');
        extrude(toolpath, zGrid, firstLayer);
        if (chars > FLUSH_CHARS) await flush();
      }
      layerCount++;
    },
    async close() {
      if (!retracted && retraction.lengthMm > 0) pull(-retraction.lengthMm);
      put(';TYPE:Custom');
      moveZ(z + toGrid(CLEARANCE_MM));
      for (const line of filledLines(settings.end, settings)) put(line);
      put('');
      for (const line of trailer(writtenE / E_PER_MM, eAreaMm2, clock, settings)) put(line);
      await flush();
    },
    async abort() {},
  };
}

/** Start or end lines with the temperatures in place; lines for a chamber go where none is heated. */
function filledLines(lines: readonly string[], { nozzleC, bedC, chamberC }: GcodeSettings): string[] {
  return lines
    .filter((line) => chamberC !== null || !/\{chamberC\}|^\s*M(141|191)\b/.test(line))
    .map((line) =>
      line
        .replaceAll('{nozzleC}', String(nozzleC))
        .replaceAll('{bedC}', String(bedC))
        .replaceAll('{chamberC}', String(chamberC)),
    );
}

/** What PrusaSlicer writes at the end, and the settings by the names that it gives them. */
function trailer(filamentMm: number, eAreaMm2: number, clock: MotionClock, settings: GcodeSettings): string[] {
  const cm3 = (filamentMm * eAreaMm2) / 1000;
  const seconds = clock.finish();
  let total = 0;
  for (const value of seconds.values()) total += value;
  return [
    `; filament used [mm] = ${filamentMm.toFixed(2)}`,
    `; filament used [cm3] = ${cm3.toFixed(4)}`,
    `; filament used [g] = ${(cm3 * settings.densityGPerCm3).toFixed(3)}`,
    `; total filament used [g] = ${(cm3 * settings.densityGPerCm3).toFixed(3)}`,
    `; estimated printing time (normal mode) = ${durationText(total)}`,
    '',
    '; trabecula_config = begin',
    ...settings.record.map(([key, value]) => `; ${key} = ${plainAscii(value)}`),
    '; trabecula_config = end',
  ];
}

/** Text as a line of a G-code file may hold it. */
function plainAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '_');
}
