/**
 * Writes the Common Layer file of a part (extension .cli) as layers come: nominal boundary, hatches, or what the laser runs.
 * The form is the one that every known reader takes: LF, long binary commands without alignment, or one ASCII command per
 * line; no date, no user data, no comments.
 */
import type { ByteSink, LayerSink, PlannedLayer } from '../../core/ports.ts';
import { assert, PrepError } from '../../core/prep-error.ts';
import { exposureKey, type ParamsKey } from '../../core/toolpath.ts';
import { GRID_PER_MM, toGrid } from '../../core/units.ts';
import { chunkOutput, flush, putText } from './chunk-output.ts';
import { asciiEncoder, binaryEncoder, type GeometryEncoder } from './encode-geometry.ts';
import { dimensionText, headerText, labelText, layersText, MAX_LAYERS } from './header-text.ts';

/** Key in `CommonLayerOptions.ids` that names the nominal boundary. */
export const BOUNDARY_KEY: ParamsKey = 'boundary';

/** Largest coordinate in grid units: up to here a 32-bit float holds every whole number. */
const MAX_GRID = 2 ** 24;
const MAX_ID = 2 ** 31 - 1;

/** What a Common Layer file holds and how it is written. */
export interface CommonLayerOptions {
  readonly encoding: 'binary' | 'ascii';
  /**
   * `both`: nominal boundary (dir 1 outlines, dir 0 holes) and hatches; `boundary`: the boundary alone; `scan`: all that the
   * laser runs, contours as dir 2 and hatches in execution order, and no boundary.
   */
  readonly content: 'both' | 'boundary' | 'scan';
  /** Id of each exposure key (`exposureKey`) as in exposure.json; `BOUNDARY_KEY` is the nominal boundary. Ids differ from each other. */
  readonly ids: ReadonlyMap<string, number>;
  /** Name of the part for the labels; characters that a label cannot hold become underscores. */
  readonly partLabel: string;
}

/** Box of what was written, in grid units. */
interface GridBox {
  xMin: number;
  yMin: number;
  xMax: number;
  yMax: number;
}

/**
 * Returns a sink that writes one part to `sink`. Coordinates and z are whole grid units (`$$UNITS/0.0001`). Layers below the
 * first one that holds anything are not written; when that one does not start at z = 0, an empty layer at its base comes
 * first, because the format gives the thickness of the first layer in no other way. Empty layers further up are kept.
 */
export function commonLayerSink(sink: ByteSink, options: CommonLayerOptions): LayerSink {
  const { encoding, content, ids, partLabel } = options;
  const boundaryId = content === 'scan' ? null : idOf(ids, BOUNDARY_KEY);
  const header = headerText({ encoding, labels: labelsOf(options) });
  const out = chunkOutput(sink);
  const encoder = encoding === 'binary' ? binaryEncoder(out) : asciiEncoder(out);
  const box: GridBox = { xMin: Infinity, yMin: Infinity, xMax: -Infinity, yMax: -Infinity };
  let layers = 0;
  let baseZ = 0;
  let lastZ = 0;

  return {
    async open() {
      await putText(out, header.text);
    },
    async layer(planned) {
      const z = zGridOf(planned.layer.zMm, partLabel);
      if (layers === 0) {
        if (isEmpty(planned)) return;
        baseZ = zGridOf(planned.layer.zMm - planned.layer.thicknessMm, partLabel);
        if (baseZ !== 0) {
          await encoder.layer(baseZ);
          layers++;
        }
        assert(z > baseZ, 'a layer is above its base');
      } else {
        assert(z > lastZ, 'layers come in ascending order');
      }
      const place = [partLabel, `layer ${planned.layer.index}`];
      if (layers >= MAX_LAYERS) {
        throw new PrepError('value-out-of-range', `a Common Layer file holds at most ${MAX_LAYERS} layers`, place);
      }
      await encoder.layer(z);
      layers++;
      lastZ = z;
      if (boundaryId !== null) await writeBoundary(encoder, planned, boundaryId, box, place);
      if (content !== 'boundary') await writeToolpaths(encoder, planned, options, box, place);
    },
    async close() {
      await encoder.end();
      await flush(out);
      const flat = box.xMin === Infinity ? [0, 0, 0, 0] : [box.xMin, box.yMin, box.xMax, box.yMax];
      const dimension = dimensionText([flat[0]!, flat[1]!, baseZ, flat[2]!, flat[3]!, lastZ]);
      await sink.patch(header.dimensionOffset, asciiBytes(dimension));
      await sink.patch(header.layersOffset, asciiBytes(layersText(layers)));
    },
    async abort() {},
  };
}

/** Returns a label for each id that the content can use, by id. */
function labelsOf({ content, ids, partLabel }: CommonLayerOptions): { id: number; text: string }[] {
  const labels: { id: number; text: string }[] = [];
  const used = new Set<number>();
  for (const [key, id] of ids) {
    assert(Number.isInteger(id) && id >= 0 && id <= MAX_ID, `id ${id} of ${key} is a whole number that a file holds`);
    assert(!used.has(id), `id ${id} names one key`);
    used.add(id);
    const isBoundary = key === BOUNDARY_KEY;
    if (content === 'both' || isBoundary === (content === 'boundary'))
      labels.push({ id, text: labelText(partLabel, key) });
  }
  return labels.sort((a, b) => a.id - b.id);
}

function isEmpty({ layer, toolpaths }: PlannedLayer): boolean {
  return layer.regions.length === 0 && toolpaths.toolpaths.length === 0;
}

async function writeBoundary(
  encoder: GeometryEncoder,
  { layer }: PlannedLayer,
  id: number,
  box: GridBox,
  place: readonly string[],
): Promise<void> {
  for (const { outline, holes } of layer.regions) {
    extend(box, outline.xy, place);
    await encoder.polyline(id, 1, outline.xy, true);
    for (const hole of holes) {
      extend(box, hole.xy, place);
      await encoder.polyline(id, 0, hole.xy, true);
    }
  }
}

async function writeToolpaths(
  encoder: GeometryEncoder,
  { toolpaths }: PlannedLayer,
  { content, ids }: CommonLayerOptions,
  box: GridBox,
  place: readonly string[],
): Promise<void> {
  for (const toolpath of toolpaths.toolpaths) {
    assert(toolpath.kind !== 'bead', 'extruded beads do not go into a Common Layer file');
    if (toolpath.kind === 'hatch') {
      const { xyxy } = toolpath.lines;
      if (xyxy.length === 0) continue;
      assert(xyxy.length % 4 === 0, 'a hatch line has two points');
      extend(box, xyxy, place);
      await encoder.hatches(idOf(ids, exposureKey(toolpath)), xyxy);
    } else if (content === 'scan') {
      const { xy, closed } = toolpath.path;
      extend(box, xy, place);
      await encoder.polyline(idOf(ids, exposureKey(toolpath)), 2, xy, closed);
    }
  }
}

function idOf(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  assert(id !== undefined, `the key ${key} has an id`);
  return id;
}

/** Grows the box by points and refuses those that the file cannot hold exactly, before any of them is written. */
function extend(box: GridBox, xy: Float64Array, place: readonly string[]): void {
  assert(xy.length >= 2 && xy.length % 2 === 0, 'a line has whole points');
  for (let i = 0; i < xy.length; i += 2) {
    const x = toGrid(xy[i]!);
    const y = toGrid(xy[i + 1]!);
    if (!(Math.abs(x) <= MAX_GRID && Math.abs(y) <= MAX_GRID)) throw outOfRange(`x ${xy[i]}, y ${xy[i + 1]} mm`, place);
    if (x < box.xMin) box.xMin = x;
    if (x > box.xMax) box.xMax = x;
    if (y < box.yMin) box.yMin = y;
    if (y > box.yMax) box.yMax = y;
  }
}

function zGridOf(zMm: number, partLabel: string): number {
  const z = toGrid(zMm);
  if (!(Math.abs(z) <= MAX_GRID)) throw outOfRange(`z ${zMm} mm`, [partLabel]);
  return z;
}

function outOfRange(what: string, place: readonly string[]): PrepError {
  const reachMm = MAX_GRID / GRID_PER_MM;
  return new PrepError(
    'value-out-of-range',
    `${what} is beyond the ${reachMm} mm that a Common Layer file holds exactly`,
    place,
  );
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
