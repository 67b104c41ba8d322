/** Reads the binary geometry section of a Common Layer file: commands 127 to 132, long and short mixed, aligned or not. */
import { PrepError } from '../../core/prep-error.ts';
import { coordinateRoom, millimetres, withRoom } from '../coordinates.ts';
import { type ByteWindow, bytesLeft, byteWindow, fill, isFilled, placeInFile } from './byte-window.ts';
import {
  type CommonLayerDirection,
  type CommonLayerHatches,
  type CommonLayerLayer,
  type CommonLayerPolyline,
  HATCHES_LONG,
  HATCHES_SHORT,
  LAYER_LONG,
  LAYER_SHORT,
  POLYLINE_LONG,
  POLYLINE_SHORT,
} from './common-layer-file.ts';
import { addItem, emptyLayer, type GeometrySection, type LayerDraft, noteId, noteZ } from './geometry-section.ts';

/** Coordinates decoded between two looks at the window. */
const BLOCK = 8192;
/** Trailing bytes that can be no command: line ends or padding of a transfer. */
const MAX_TAIL = 4;

/** Which 16-bit fields are two's complement. */
interface ShortSigns {
  readonly x: boolean;
  readonly y: boolean;
  readonly z: boolean;
}

interface Reading {
  readonly section: GeometrySection;
  readonly window: ByteWindow;
  readonly start: number;
  readonly toMm: (value: number) => number;
  signs: ShortSigns | null;
}

/** Reads the layers of a binary section. The end of the file is its end, so the layer count of the header must be met. */
export async function* readBinaryGeometry(section: GeometrySection): AsyncGenerator<CommonLayerLayer> {
  const { header, notes, source } = section;
  const start = await geometryStart(section);
  const window = byteWindow(source, start, section.chunkBytes);
  const reading: Reading = { section, window, start, toMm: millimetres(header.units), signs: null };
  let layer: LayerDraft | null = null;
  let count = 0;
  while (!(await isAtEnd(reading))) {
    const place = placeInFile(window);
    const code = await readShort(reading);
    if (code === LAYER_LONG || code === LAYER_SHORT) {
      const zMm = await readZ(reading, code === LAYER_SHORT);
      if (layer !== null) yield layer;
      noteZ(section, layer?.zMm ?? null, zMm, `byte ${place}`);
      layer = emptyLayer(zMm);
      count++;
      continue;
    }
    const isPolyline = code === POLYLINE_LONG || code === POLYLINE_SHORT;
    if (!isPolyline && code !== HATCHES_LONG && code !== HATCHES_SHORT)
      throw fault(reading, `unknown command ${code}`, place);
    if (layer === null) throw fault(reading, 'geometry comes before the first layer', place);
    if (isPolyline) addItem(layer, await readPolyline(reading, code === POLYLINE_SHORT, place), null);
    else addItem(layer, await readHatches(reading, code === HATCHES_SHORT, place), null);
  }
  if (header.layers !== null && count < header.layers) {
    throw fault(
      reading,
      `truncated: the header says ${header.layers} layers, the file ends after ${count}`,
      source.size,
    );
  }
  if (header.layers !== null && count > header.layers) {
    notes.add('layers', `the header says ${header.layers} layers, the file has ${count}`);
  }
  if (layer !== null) yield layer;
}

/** Returns where the first command stands: at once after the header, on the next 32-bit word, or after a line end. */
async function geometryStart({ source, headerEnd, header, notes }: GeometrySection): Promise<number> {
  const bytes = await source.read(headerEnd, Math.min(8, source.size - headerEnd));
  const isCommand = (at: number) => bytes[at]! >= LAYER_LONG && bytes[at]! <= HATCHES_LONG && bytes[at + 1] === 0;
  if (isCommand(0)) return headerEnd;
  const padding = (4 - (headerEnd % 4)) % 4;
  if (header.align && isCommand(padding)) {
    notes.add('header padding', `${padding} bytes between $$HEADEREND and the first 32-bit word were skipped`);
    return headerEnd + padding;
  }
  const lineEnd = bytes[0] === 13 && bytes[1] === 10 ? 2 : bytes[0] === 10 || bytes[0] === 13 ? 1 : 0;
  if (lineEnd > 0 && (isCommand(lineEnd) || bytes.length === lineEnd)) {
    notes.add('header line end', 'a line end between $$HEADEREND and the binary section was skipped');
    return headerEnd + lineEnd;
  }
  return headerEnd;
}

/** True at the end of the file, or before a few line ends or zero bytes that end it. */
async function isAtEnd({ window, section }: Reading): Promise<boolean> {
  if (!isFilled(window, MAX_TAIL + 1)) await fill(window, MAX_TAIL + 1);
  const left = window.end - window.at;
  if (left === 0) return true;
  if (left > MAX_TAIL) return false;
  for (let at = window.at; at < window.end; at++) {
    const byte = window.bytes[at]!;
    if (byte !== 0 && byte !== 10 && byte !== 13) return false;
  }
  section.notes.add('tail', `${left} bytes after the last command were ignored`);
  return true;
}

async function need(reading: Reading, length: number): Promise<void> {
  const { window } = reading;
  if (!isFilled(window, length)) await fill(window, length);
  if (window.end - window.at < length)
    throw fault(reading, 'truncated: the file ends within a command', reading.section.source.size);
}

/** Moves to the next 32-bit word of an aligned section. */
async function align(reading: Reading): Promise<void> {
  if (!reading.section.header.align) return;
  const padding = (4 - ((placeInFile(reading.window) - reading.start) % 4)) % 4;
  await need(reading, padding);
  reading.window.at += padding;
}

/** Reads a 16-bit field, which in an aligned section fills a whole word. */
async function readShort(reading: Reading): Promise<number> {
  await need(reading, 2);
  const value = reading.window.view.getUint16(reading.window.at, true);
  reading.window.at += 2;
  await align(reading);
  return value;
}

async function readLong(reading: Reading): Promise<number> {
  await need(reading, 4);
  const value = reading.window.view.getInt32(reading.window.at, true);
  reading.window.at += 4;
  return value;
}

async function readZ(reading: Reading, short: boolean): Promise<number> {
  if (short) {
    const value = await readShort(reading);
    return reading.toMm(shortSigns(reading).z ? (value << 16) >> 16 : value);
  }
  const place = placeInFile(reading.window);
  await need(reading, 4);
  const value = reading.window.view.getFloat32(reading.window.at, true);
  reading.window.at += 4;
  if (!Number.isFinite(value)) throw fault(reading, `the height of a layer is ${value}`, place);
  return reading.toMm(value);
}

async function readPolyline(reading: Reading, short: boolean, place: number): Promise<CommonLayerPolyline> {
  const id = short ? await readShort(reading) : await readLong(reading);
  const direction = short ? await readShort(reading) : await readLong(reading);
  const count = short ? await readShort(reading) : await readLong(reading);
  if (direction !== 0 && direction !== 1 && direction !== 2)
    throw fault(reading, `unknown direction ${direction}`, place);
  noteId(reading.section, id, `byte ${place}`);
  return {
    id,
    direction: direction as CommonLayerDirection,
    xy: await readCoordinates(reading, short, count, 2, place),
  };
}

async function readHatches(reading: Reading, short: boolean, place: number): Promise<CommonLayerHatches> {
  const id = short ? await readShort(reading) : await readLong(reading);
  const count = short ? await readShort(reading) : await readLong(reading);
  noteId(reading.section, id, `byte ${place}`);
  return { id, xyxy: await readCoordinates(reading, short, count, 4, place) };
}

/** Reads x,y pairs; in an aligned short command a pair shares one 32-bit word, so pairs never need padding. */
async function readCoordinates(
  reading: Reading,
  short: boolean,
  count: number,
  perItem: number,
  place: number,
): Promise<Float64Array> {
  const { window, toMm } = reading;
  const width = short ? 2 : 4;
  const total = count * perItem;
  if (count < 0) throw fault(reading, `has a negative count ${count}`, place);
  if (total * width > bytesLeft(window)) {
    throw fault(reading, `truncated: ${count} items do not fit the ${bytesLeft(window)} bytes that are left`, place);
  }
  const signs = short && total > 0 ? shortSigns(reading) : null;
  let values = coordinateRoom(total);
  for (let from = 0; from < total; from += BLOCK) {
    const to = Math.min(from + BLOCK, total);
    values = withRoom(values, to, total);
    await need(reading, (to - from) * width);
    if (signs !== null) decodeShorts(reading, values, from, to, signs);
    else if (!decodeFloats(window, values, from, to, toMm))
      throw fault(reading, 'has a coordinate that is no number', place);
  }
  return values;
}

function decodeFloats(
  window: ByteWindow,
  values: Float64Array,
  from: number,
  to: number,
  toMm: (value: number) => number,
): boolean {
  const { view } = window;
  let at = window.at;
  let allFinite = true;
  for (let i = from; i < to; i++, at += 4) {
    const value = view.getFloat32(at, true);
    allFinite &&= Number.isFinite(value);
    values[i] = toMm(value);
  }
  window.at = at;
  return allFinite;
}

function decodeShorts(reading: Reading, values: Float64Array, from: number, to: number, signs: ShortSigns): void {
  const { window, toMm, section } = reading;
  const { view } = window;
  let at = window.at;
  let largest = 0;
  for (let i = from; i < to; i += 2, at += 4) {
    const x = signs.x ? view.getInt16(at, true) : view.getUint16(at, true);
    const y = signs.y ? view.getInt16(at + 2, true) : view.getUint16(at + 2, true);
    if (x > largest) largest = x;
    if (y > largest) largest = y;
    values[i] = toMm(x);
    values[i + 1] = toMm(y);
  }
  if (largest > 0x7fff && section.header.dimensionMm === null) {
    section.notes.add('short sign', 'without $$DIMENSION short coordinates above 32767 were read as positive');
  }
  window.at = at;
}

/**
 * The specification calls 16-bit fields unsigned, but parts left of the origin are written as two's complement in real
 * files. The box of the header tells which.
 */
function shortSigns(reading: Reading): ShortSigns {
  if (reading.signs !== null) return reading.signs;
  const { header, notes } = reading.section;
  const signed = (axis: number): boolean => {
    const low = (header.dimensionMm?.[axis] ?? 0) / header.units;
    const high = (header.dimensionMm?.[axis + 3] ?? 0) / header.units;
    if (low >= -0.5) return false;
    if (low < -0x8000 - 0.5 || high > 0x7fff + 0.5) {
      throw fault(reading, 'short coordinates cannot hold the box of $$DIMENSION', placeInFile(reading.window));
    }
    notes.add('signed short', 'short coordinates were read as signed, because $$DIMENSION is negative');
    return true;
  };
  reading.signs = { x: signed(0), y: signed(1), z: signed(2) };
  return reading.signs;
}

function fault(reading: Reading, reason: string, place: number): PrepError {
  return new PrepError('common-layer-invalid', reason, [reading.section.source.name, `byte ${place}`]);
}
