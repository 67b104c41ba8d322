/**
 * Writes the Common Layer file of a part (extension .cli) as layers come: nominal boundary, hatches, or what the laser runs.
 * Without options, the file is what every known reader takes: LF, long binary commands without alignment, or one ASCII
 * command per line; no date, no user data, no comments.
 */
import type { LaserExposure } from '../../core/laser-file.ts';
import type { ByteSink, LayerSink, PlannedLayer } from '../../core/ports.ts';
import { assert, PrepError } from '../../core/prep-error.ts';
import { exposureKey, type ParamsKey } from '../../core/toolpath.ts';
import { type ChunkOutput, chunkOutput, flush, putText } from './chunk-output.ts';
import { cliPlusLines } from './cli-plus.ts';
import type { CommonLayerUserData } from './common-layer-file.ts';
import { asciiEncoder, binaryEncoder, type GeometryEncoder } from './encode-geometry.ts';
import { type CommonLayerForm, FORMS, type FormRules, SHORT_MAX } from './forms.ts';
import { checkShort, emptyBox, extend, type GridBox, zGridOf } from './grid-box.ts';
import { dimensionText, headerText, labelText, layersText, MAX_LAYERS } from './header-text.ts';
import { addLost, type LostVectors, NO_LOST_VECTORS, shortVectors } from './short-vectors.ts';

/** Key in `CommonLayerOptions.ids` that names the nominal boundary. */
export const BOUNDARY_KEY: ParamsKey = 'boundary';

/** Lines under these keys are rings of a hatch: vectors where a file has hatches and no contours. */
const HATCH_KEYS = 'hatch-';

const MAX_ID = 2 ** 31 - 1;

/** What a Common Layer file holds and how it is written. */
export interface CommonLayerOptions {
  readonly encoding: 'binary' | 'ascii';
  /**
   * `both`: nominal boundary (dir 1 outlines, dir 0 holes) and hatches, rings of them as vectors; `boundary`: the boundary alone; `scan`: all that the
   * laser runs, contours as dir 2 and hatches in execution order, and no boundary.
   */
  readonly content: 'both' | 'boundary' | 'scan';
  /** Id of each exposure key (`exposureKey`) as in exposure.json; `BOUNDARY_KEY` is the nominal boundary. Ids differ from each other. */
  readonly ids: ReadonlyMap<string, number>;
  /** Name of the part for the labels; characters that a label cannot hold become underscores. */
  readonly partLabel: string;
  /**
   * Writes these keys alone; `BOUNDARY_KEY` is the boundary. Layers stay those of the whole job, so that the files of several
   * filters lie layer on layer. Without it, all keys are written.
   */
  readonly keys?: ReadonlySet<string>;
  /** Form of a binary file; `grid` when left out. ASCII files have that form alone. */
  readonly form?: CommonLayerForm;
  /** Begins each item of a binary file on a 32-bit word and says so with `$$ALIGN`. Few readers know it. */
  readonly align?: boolean;
  /** Blocks of user data for the header, such as that of `medicalUserData`. Some readers hang on them. */
  readonly userData?: readonly CommonLayerUserData[];
  /**
   * Parameters by key, stated before each path that needs them, and before the first one of each layer (CLI+). Only for
   * ASCII files of content `scan`: a machine runs every line of such a file with the parameters in force.
   */
  readonly parameters?: ReadonlyMap<string, LaserExposure>;
}

/** A sink that knows how much it has written. */
export interface CommonLayerSink extends LayerSink {
  /** Polylines and sets of vectors in the file so far. */
  readonly paths: number;
  /** What a form in coarse units has left out of the file so far. */
  readonly lost: LostVectors;
}

/** What writes the paths of a layer. */
interface PathWriter {
  readonly options: CommonLayerOptions;
  readonly form: FormRules;
  readonly out: ChunkOutput;
  readonly encoder: GeometryEncoder;
  readonly box: GridBox;
  paths: number;
  lost: LostVectors;
  /** Lines of CLI+ by key; null in a plain file. */
  readonly parameterLines: ReadonlyMap<string, string> | null;
}

/**
 * Returns a sink that writes one part to `sink`. Coordinates and z are whole grid units (`$$UNITS/0.0001`), or what the form
 * has. Layers below the first one that holds anything are not written; when that one does not start at z = 0, an empty layer
 * at its base comes first, because the format gives the thickness of the first layer in no other way. Empty layers further
 * up are kept.
 */
export function commonLayerSink(sink: ByteSink, options: CommonLayerOptions): CommonLayerSink {
  const { encoding, content, ids, partLabel, align = false } = options;
  const form: FormRules = FORMS[options.form ?? 'grid'];
  assert(encoding === 'binary' || (form === FORMS.grid && !align), 'an ASCII file has no form and no alignment');
  assert(
    options.parameters === undefined || (encoding === 'ascii' && content === 'scan'),
    'CLI+ is an ASCII scan file',
  );
  const hasBoundary = content !== 'scan' && isWritten(options, BOUNDARY_KEY);
  const boundaryId = hasBoundary ? idOf(ids, BOUNDARY_KEY) : null;
  const labels = labelsOf(options, form);
  const header = headerText({
    encoding,
    unitsText: form.unitsText,
    align,
    userData: options.userData ?? [],
    labels,
  });
  const parameterLines = parameterLinesOf(options);
  const out = chunkOutput(sink);
  const encoder = encoding === 'binary' ? binaryEncoder(out, form, align) : asciiEncoder(out);
  const box = emptyBox();
  const writer: PathWriter = { options, form, out, encoder, box, paths: 0, lost: NO_LOST_VECTORS, parameterLines };
  let layers = 0;
  let baseZ = 0;
  let lastZ = 0;

  return {
    get paths() {
      return writer.paths;
    },
    get lost() {
      return writer.lost;
    },
    async open() {
      await putText(out, header.text);
    },
    async layer(planned) {
      const z = zGridOf(planned.layer.zMm, form, partLabel);
      if (layers === 0) {
        if (isEmpty(planned)) return;
        baseZ = zGridOf(planned.layer.zMm - planned.layer.thicknessMm, form, partLabel);
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
      if (boundaryId !== null) await writeBoundary(writer, planned, boundaryId, place);
      if (content !== 'boundary') await writeToolpaths(writer, planned, place);
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

function isWritten({ keys }: CommonLayerOptions, key: string): boolean {
  return keys === undefined || keys.has(key);
}

/** Returns a label for each id that the content can use, by id. */
function labelsOf(options: CommonLayerOptions, { shortHatches }: FormRules): { id: number; text: string }[] {
  const { content, ids, partLabel } = options;
  const maxId = shortHatches ? SHORT_MAX : MAX_ID;
  const labels: { id: number; text: string }[] = [];
  const used = new Set<number>();
  for (const [key, id] of ids) {
    assert(Number.isInteger(id) && id >= 0 && id <= maxId, `id ${id} of ${key} is a whole number that a file holds`);
    assert(!used.has(id), `id ${id} names one key`);
    used.add(id);
    const isBoundary = key === BOUNDARY_KEY;
    if (isWritten(options, key) && (content === 'both' || isBoundary === (content === 'boundary')))
      labels.push({ id, text: labelText(partLabel, key) });
  }
  return labels.sort((a, b) => a.id - b.id);
}

function parameterLinesOf(options: CommonLayerOptions): ReadonlyMap<string, string> | null {
  const { ids, parameters, partLabel } = options;
  if (parameters === undefined) return null;
  const keys = [...ids.keys()].filter((key) => key !== BOUNDARY_KEY && isWritten(options, key));
  return cliPlusLines(keys, parameters, partLabel);
}

function isEmpty({ layer, toolpaths }: PlannedLayer): boolean {
  return layer.regions.length === 0 && toolpaths.toolpaths.length === 0;
}

async function writeBoundary(
  writer: PathWriter,
  { layer }: PlannedLayer,
  id: number,
  place: readonly string[],
): Promise<void> {
  const { encoder, form, box } = writer;
  for (const { outline, holes } of layer.regions) {
    writer.paths += 1 + holes.length;
    extend(box, outline.xy, form, place);
    await encoder.polyline(id, 1, outline.xy, true);
    for (const hole of holes) {
      extend(box, hole.xy, form, place);
      await encoder.polyline(id, 0, hole.xy, true);
    }
  }
}

async function writeToolpaths(
  writer: PathWriter,
  { toolpaths }: PlannedLayer,
  place: readonly string[],
): Promise<void> {
  const { options, form, out, encoder, box, parameterLines } = writer;
  const { content, ids } = options;
  let stated = '';
  for (const toolpath of toolpaths.toolpaths) {
    assert(toolpath.kind !== 'bead', 'extruded beads do not go into a Common Layer file');
    const key = exposureKey(toolpath);
    const isHatch = toolpath.kind === 'hatch';
    const isRing = !isHatch && toolpath.params.startsWith(HATCH_KEYS);
    if (!isWritten(options, key) || (!isHatch && !isRing && content !== 'scan')) continue;
    const line = isHatch ? toolpath.lines.xyxy : toolpath.path.xy;
    if (isHatch && line.length === 0) continue;
    assert(!isHatch || line.length % 4 === 0, 'a hatch line has two points');
    const isLine = !isHatch && !form.contoursAsVectors && content === 'scan';
    const xyxy = isLine || isHatch ? line : vectorsOf(line, toolpath.path.closed);
    const written = isLine ? line : vectorsToWrite(writer, xyxy, place);
    if (written.length === 0) continue;
    extend(box, written, form, place);
    const lines = parameterLines?.get(key) ?? stated;
    if (lines !== stated) await putText(out, lines);
    stated = lines;
    const id = idOf(ids, key);
    writer.paths++;
    if (isLine) await encoder.polyline(id, 2, line, toolpath.path.closed);
    else await encoder.hatches(id, written);
  }
}

/** Returns vectors as the form holds them; those that have no length left in it are counted, for such a vector is a fault in the file of a machine. */
function vectorsToWrite(writer: PathWriter, xyxy: Float64Array, place: readonly string[]): Float64Array {
  const { form } = writer;
  if (!form.shortHatches) return xyxy;
  checkShort(xyxy, form, place);
  const { xyxy: kept, lost } = shortVectors(xyxy, form.gridPerUnit);
  writer.lost = addLost(writer.lost, lost);
  return kept;
}

/** Returns a line as vectors that join end to end. */
function vectorsOf(xy: Float64Array, closed: boolean): Float64Array {
  const points = xy.length / 2;
  const count = closed ? points : points - 1;
  assert(count > 0, 'an open contour has two points');
  const xyxy = new Float64Array(4 * count);
  for (let i = 0; i < count; i++) {
    const next = (i + 1) % points;
    xyxy.set(xy.subarray(2 * i, 2 * i + 2), 4 * i);
    xyxy.set(xy.subarray(2 * next, 2 * next + 2), 4 * i + 2);
  }
  return xyxy;
}

function idOf(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  assert(id !== undefined, `the key ${key} has an id`);
  return id;
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
