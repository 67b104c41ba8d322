/** Writes each planned layer as an SVG of its own, in mm: the solid and, at their true width, the tracks of the laser. */
import type { LaserJob, LaserKey } from '../../core/laser-file.ts';
import type { Region } from '../../core/layer.ts';
import type { ByteSink, JobHeader, LayerSink, PlannedLayer } from '../../core/ports.ts';
import { assert, PrepError } from '../../core/prep-error.ts';
import { exposureKey, type ParamsKey, type Toolpath } from '../../core/toolpath.ts';
import { snapMm } from '../../core/units.ts';
import { escapeXml } from '../xml/xml-text.ts';

/** Digits of a layer in the name of its file: names sort as layers do. */
const LAYER_DIGITS = 5;
const SOLID_COLOUR = '#e4e7eb';
/** Beyond this a coordinate in mm is no plain decimal with four places any more. */
const MAX_MM = 1e9;

/** What the pictures show and where they go. */
export interface LayerSvgsOptions {
  readonly job: LaserJob;
  /** Width of one melt track, the width of each line. */
  readonly meltWidthMm: number;
  /** Colour of the tracks by parameter key, as SVG writes it; every key of the job has one. */
  readonly colours: ReadonlyMap<ParamsKey, string>;
  /** Opens the file of a layer, such as `layer-00012.svg` for index 12. One is open at a time; at `abort` it is the caller's to drop. */
  file(name: string): Promise<ByteSink>;
  /** Takes back the file that was opened last: it is whole. */
  finish(name: string): Promise<void>;
}

/**
 * Returns a sink of one file a layer. All show the box of the job, wider by the width of one track on each side. In each, one
 * group holds the nominal boundary, region by region (fill rule evenodd), and one group with class and title holds what
 * is exposed with one key, in the order of the keys, not of execution. Numbers are whole units of 0.1 um.
 */
export function layerSvgsSink(options: LayerSvgsOptions): LayerSink {
  const { job, meltWidthMm, colours } = options;
  if (!(meltWidthMm > 0 && meltWidthMm < MAX_MM)) {
    throw new PrepError('value-out-of-range', `a track is ${meltWidthMm} mm wide, must be above 0`, [job.profile.id]);
  }
  const encoder = new TextEncoder();
  let start = '';

  return {
    async open(header) {
      start = startXml(header, meltWidthMm, job);
    },
    async layer(planned) {
      assert(start !== '', 'a layer comes after open');
      const name = `layer-${String(planned.layer.index).padStart(LAYER_DIGITS, '0')}.svg`;
      const place = [job.partLabel, `layer ${planned.layer.index}`];
      const sink = await options.file(name);
      await sink.write(encoder.encode(`${start}\n${headXml(planned, job, meltWidthMm)}`));
      for (const text of boundaryXml(planned.layer.regions, place)) await sink.write(encoder.encode(text));
      const byKey = toolpathsByKey(planned, job);
      for (const key of job.keys) {
        for (const text of groupXml(key, byKey.get(key.key) ?? [], colours, place))
          await sink.write(encoder.encode(text));
      }
      await sink.write(encoder.encode('</g>\n</svg>\n'));
      await options.finish(name);
    },
    async close() {},
    async abort() {},
  };
}

/** The opening tag: one user unit is 1 mm, and the box is that of the job turned over, as y points down in SVG. */
function startXml({ boxMm }: JobHeader, marginMm: number, { partLabel }: LaserJob): string {
  const [xMin, yMin, , xMax, yMax] = boxMm;
  const widthMm = xMax - xMin + 2 * marginMm;
  const heightMm = yMax - yMin + 2 * marginMm;
  if (!(widthMm > 0 && heightMm > 0 && Math.max(...boxMm.map(Math.abs)) <= MAX_MM)) {
    throw new PrepError('value-out-of-range', `nothing to draw in the box ${boxMm.join(', ')} mm`, [partLabel]);
  }
  const [width, height] = [mmText(widthMm), mmText(heightMm)];
  const view = `${mmText(xMin - marginMm)} ${mmText(-yMax - marginMm)} ${width} ${height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="${view}">`;
}

/** Title and the one group that turns y up. */
function headXml({ layer }: PlannedLayer, { partLabel }: LaserJob, meltWidthMm: number): string {
  const title = `${partLabel}, layer ${layer.index}, z ${mmText(layer.zMm)} mm`;
  const look = `fill="none" stroke-width="${mmText(meltWidthMm)}" stroke-linecap="round" stroke-linejoin="round"`;
  return `<title>${xmlText(title)}</title>\n<g transform="scale(1,-1)" ${look}>\n`;
}

function* boundaryXml(regions: readonly Region[], place: readonly string[]): Generator<string> {
  if (regions.length === 0) return;
  yield '<g class="boundary" fill-rule="evenodd">\n<title>nominal boundary</title>\n';
  for (const { area, regionId, outline, holes } of regions) {
    const data = [outline, ...holes].map(({ xy }) => pathData(checked(xy, place), true)).join('');
    const region = regionId === null ? '' : ` data-region="${xmlText(regionId)}"`;
    yield `<path class="${area}"${region} fill="${SOLID_COLOUR}" d="${data}"/>\n`;
  }
  yield '</g>\n';
}

function toolpathsByKey({ toolpaths }: PlannedLayer, job: LaserJob): ReadonlyMap<string, readonly Toolpath[]> {
  const byKey = new Map<string, Toolpath[]>(job.keys.map(({ key }) => [key, []]));
  for (const toolpath of toolpaths.toolpaths) {
    const key = exposureKey(toolpath);
    const group = byKey.get(key);
    assert(group !== undefined, `the key ${key} is one of the job`);
    group.push(toolpath);
  }
  return byKey;
}

/** All tracks of a key as one path, so that where they overlap they are no darker than elsewhere. */
function* groupXml(
  { key, params, regionId, exposure }: LaserKey,
  toolpaths: readonly Toolpath[],
  colours: ReadonlyMap<ParamsKey, string>,
  place: readonly string[],
): Generator<string> {
  if (toolpaths.length === 0) return;
  const colour = colours.get(params);
  assert(colour !== undefined, `the key ${params} has a colour`);
  const words = [key];
  if (exposure.powerW !== null) words.push(`${exposure.powerW} W`);
  if (exposure.speedMmPerS !== null) words.push(`${exposure.speedMmPerS} mm/s`);
  const region = regionId === null ? '' : ` data-region="${xmlText(regionId)}"`;
  yield `<g class="${xmlText(params)}"${region} stroke="${xmlText(colour)}" stroke-opacity="0.7">\n` +
    `<title>${xmlText(words.join(', '))}</title>\n<path d="`;
  for (const toolpath of toolpaths) {
    assert(toolpath.kind !== 'bead', 'extruded beads are not drawn as tracks of a laser');
    if (toolpath.kind === 'hatch') {
      const xyxy = checked(toolpath.lines.xyxy, place);
      const data: string[] = [];
      for (let i = 0; i < xyxy.length; i += 4) data.push(pathData(xyxy.subarray(i, i + 4), false));
      yield data.join('');
    } else {
      const { xy, closed } = toolpath.path;
      yield pathData(checked(xy, place), closed);
    }
  }
  yield '"/>\n</g>\n';
}

/** Refuses points that a plain decimal of mm does not hold. */
function checked(xy: Float64Array, place: readonly string[]): Float64Array {
  for (let i = 0; i < xy.length; i++) {
    if (!(Math.abs(xy[i]!) <= MAX_MM))
      throw new PrepError('value-out-of-range', `the coordinate ${xy[i]} mm cannot be drawn`, place);
  }
  return xy;
}

/** Returns a line as path data. */
function pathData(xy: Float64Array, closed: boolean): string {
  const words: string[] = [];
  for (let i = 0; i < xy.length; i += 2) words.push(`${mmText(xy[i]!)} ${mmText(xy[i + 1]!)}`);
  return words.length === 0 ? '' : `M${words.join('L')}${closed ? 'Z' : ''}`;
}

/** Returns whole units of 0.1 um as a plain decimal. */
function mmText(valueMm: number): string {
  return String(snapMm(valueMm));
}

/** Returns a text escaped for XML; one that XML cannot carry is a picture's title with question marks, no reason to refuse. */
function xmlText(text: string): string {
  return escapeXml(text) ?? escapeXml(text.replace(/[^ -~]/g, '?')) ?? '';
}
