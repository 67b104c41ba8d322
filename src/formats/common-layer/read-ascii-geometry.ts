/** Reads the ASCII geometry section of a Common Layer file. Line ends are no part of the grammar and may be absent. */
import { PrepError } from '../../core/prep-error.ts';
import { coordinateRoom, millimetres, withRoom } from '../coordinates.ts';
import { decimalFromBytes } from '../xml/decimal-bytes.ts';
import { type ByteWindow, bytesLeft, byteWindow, fill, isFilled } from './byte-window.ts';
import { CLI_PLUS, commentState, withParameter } from './cli-plus.ts';
import type {
  CliPlusState,
  CommonLayerDirection,
  CommonLayerHatches,
  CommonLayerLayer,
  CommonLayerPolyline,
} from './common-layer-file.ts';
import { addItem, emptyLayer, type GeometrySection, type LayerDraft, noteId, noteZ } from './geometry-section.ts';

/** Longest keyword or number with what may follow it. */
const LOOKAHEAD = 80;
const MAX_NUMBER = 64;
const MAX_COUNT = 2 ** 31 - 1;
const LF = 10;
const CR = 13;
const DOLLAR = 36;
const COMMA = 44;
const SLASH = 47;
/** Characters of a comment that are looked at. */
const MAX_COMMENT = 200;
const LATIN = new TextDecoder('latin1');

interface Reading {
  readonly section: GeometrySection;
  readonly window: ByteWindow;
  readonly toMm: (value: number) => number;
  line: number;
  layer: LayerDraft | null;
}

/** Reads the layers of an ASCII section up to `$$GEOMETRYEND`, without which the file is truncated. */
export async function* readAsciiGeometry(section: GeometrySection): AsyncGenerator<CommonLayerLayer> {
  const { header, notes } = section;
  const window = byteWindow(section.source, section.headerEnd, section.chunkBytes);
  const reading: Reading = { section, window, toMm: millimetres(header.units), line: section.headerLine, layer: null };
  let state: CliPlusState | null = null;
  let count = 0;
  let started = false;
  for (;;) {
    const keyword = await readKeyword(reading);
    if (keyword === 'GEOMETRYSTART') {
      if (started) throw fault(reading, 'a second $$GEOMETRYSTART');
      started = true;
      continue;
    }
    if (!started) {
      notes.add('geometry start', '$$GEOMETRYSTART is missing');
      started = true;
    }
    if (keyword === 'GEOMETRYEND') break;
    if (keyword === 'LAYER') {
      const line = reading.line;
      const zMm = reading.toMm(await readNumber(reading, SLASH));
      await endCommand(reading);
      const { layer } = reading;
      if (layer !== null) yield layer;
      noteZ(section, layer?.zMm ?? null, zMm, `line ${line}`);
      reading.layer = emptyLayer(zMm);
      count++;
    } else if (keyword === 'POLYLINE' || keyword === 'HATCHES') {
      const { layer } = reading;
      if (layer === null) throw fault(reading, 'geometry comes before the first layer');
      addItem(layer, keyword === 'POLYLINE' ? await readPolyline(reading) : await readHatches(reading), state);
    } else if (CLI_PLUS.includes(keyword)) {
      notes.add('cli+', `line ${reading.line}: $$${keyword} is of the dialect CLI+, whose laser parameters were read`);
      state = withParameter(state, keyword, await readNumber(reading, SLASH));
      await endCommand(reading);
    } else {
      throw fault(reading, `unknown command $$${keyword}`);
    }
  }
  if (header.layers !== null && count !== header.layers) {
    notes.add('layers', `the header says ${header.layers} layers, the file has ${count}`);
  }
  if (reading.layer !== null) yield reading.layer;
}

async function readPolyline(reading: Reading): Promise<CommonLayerPolyline> {
  const line = reading.line;
  const id = await readWhole(reading, SLASH, -MAX_COUNT, 'id');
  const direction = await readWhole(reading, COMMA, 0, 'direction');
  if (direction > 2) throw fault(reading, `unknown direction ${direction}`, line);
  const count = await readWhole(reading, COMMA, 0, 'count');
  noteId(reading.section, id, `line ${line}`);
  return { id, direction: direction as CommonLayerDirection, xy: await readCoordinates(reading, count, 2, line) };
}

async function readHatches(reading: Reading): Promise<CommonLayerHatches> {
  const line = reading.line;
  const id = await readWhole(reading, SLASH, -MAX_COUNT, 'id');
  const count = await readWhole(reading, COMMA, 0, 'count');
  noteId(reading.section, id, `line ${line}`);
  return { id, xyxy: await readCoordinates(reading, count, 4, line) };
}

async function readCoordinates(reading: Reading, count: number, perItem: number, line: number): Promise<Float64Array> {
  const { window, toMm } = reading;
  const total = count * perItem;
  // Each number takes a comma and a digit at least.
  if (2 * total > bytesLeft(window)) {
    throw fault(reading, `truncated: ${count} items do not fit the ${bytesLeft(window)} bytes that are left`, line);
  }
  let values = coordinateRoom(total);
  for (let i = 0; i < total; i++) {
    values = withRoom(values, i + 1, total);
    while (!isReady(reading)) await fill(window, LOOKAHEAD);
    takeSeparator(reading, COMMA);
    while (!isReady(reading)) await fill(window, LOOKAHEAD);
    values[i] = toMm(takeNumber(reading));
  }
  await endCommand(reading);
  return values;
}

/** Reads the next keyword past blanks and comments. The end of the file is no place for it. */
async function readKeyword(reading: Reading): Promise<string> {
  const { window } = reading;
  for (;;) {
    while (!isReady(reading)) await fill(window, LOOKAHEAD);
    if (window.at >= window.end) throw fault(reading, 'truncated: the file ends without $$GEOMETRYEND');
    if (window.bytes[window.at] !== SLASH || window.bytes[window.at + 1] !== SLASH) break;
    await skipComment(reading);
  }
  const { bytes, at } = window;
  if (bytes[at] !== DOLLAR || bytes[at + 1] !== DOLLAR)
    throw fault(reading, `expected a command, found "${excerpt(reading)}"`);
  let end = at + 2;
  while (end < window.end && end < at + LOOKAHEAD && bytes[end]! >= 65 && bytes[end]! <= 90) end++;
  window.at = end;
  return LATIN.decode(bytes.subarray(at + 2, end));
}

/** Skips a comment, which ends at the next `//` or with its line: a comment never hides a command in silence. */
async function skipComment(reading: Reading): Promise<void> {
  const { window, section } = reading;
  window.at += 2;
  let text = '';
  for (;;) {
    if (!isFilled(window, 2)) await fill(window, 2);
    const byte = window.bytes[window.at]!;
    if (window.at >= window.end) throw fault(reading, 'truncated: the file ends in a comment');
    if (byte === SLASH && window.bytes[window.at + 1] === SLASH) {
      window.at += 2;
      takeComment(reading, text);
      return;
    }
    if (text.length < MAX_COMMENT) text += String.fromCharCode(byte);
    if (byte === LF || byte === CR) {
      section.notes.add('comment', `line ${reading.line}: a comment is not closed by // and ended with its line`);
      return;
    }
    window.at++;
  }
}

/** Gives the command before it the parameters that a comment states. */
function takeComment(reading: Reading, text: string): void {
  const { layer, section, line } = reading;
  const state = commentState(text, section.header.profiles);
  const last = layer?.commands.at(-1);
  if (state === null || last === undefined) return;
  section.notes.add('cli+ comment', `line ${line}: laser parameters in a comment (a dialect called CLI+) were read`);
  layer?.commands.splice(-1, 1, { item: last.item, state });
}

async function readWhole(reading: Reading, separator: number, least: number, what: string): Promise<number> {
  const value = await readNumber(reading, separator);
  if (!Number.isInteger(value) || value < least || value > MAX_COUNT) throw fault(reading, `has the ${what} ${value}`);
  return value;
}

async function readNumber(reading: Reading, separator: number): Promise<number> {
  while (!isReady(reading)) await fill(reading.window, LOOKAHEAD);
  takeSeparator(reading, separator);
  while (!isReady(reading)) await fill(reading.window, LOOKAHEAD);
  return takeNumber(reading);
}

/** Checks that a command has no more numbers than it announced; one comma after the last number is let pass. */
async function endCommand(reading: Reading): Promise<void> {
  const { window, line } = reading;
  while (!isReady(reading)) await fill(window, LOOKAHEAD);
  if (window.at >= window.end || window.bytes[window.at] !== COMMA) return;
  window.at++;
  while (!isReady(reading)) await fill(window, LOOKAHEAD);
  if (window.at < window.end && window.bytes[window.at] !== DOLLAR && window.bytes[window.at] !== SLASH) {
    throw fault(reading, 'has more numbers than it announced', line);
  }
  reading.section.notes.add('comma', `line ${line}: a comma after the last number was ignored`);
}

/** Skips blanks and counts lines; true when a number with its separator is at hand or the file has no more. */
function isReady(reading: Reading): boolean {
  const { window } = reading;
  while (window.at < window.end && window.bytes[window.at]! <= 32) {
    if (window.bytes[window.at] === LF) reading.line++;
    window.at++;
  }
  return isFilled(window, LOOKAHEAD);
}

function takeSeparator(reading: Reading, separator: number): void {
  const { window } = reading;
  if (window.at >= window.end) throw fault(reading, 'truncated: the file ends within a command');
  if (window.bytes[window.at] !== separator) {
    throw fault(reading, `expected "${String.fromCharCode(separator)}", found "${excerpt(reading)}"`);
  }
  window.at++;
}

function takeNumber(reading: Reading): number {
  const { window } = reading;
  const { bytes, at } = window;
  let end = at;
  let hasExponent = false;
  while (end < window.end && end < at + MAX_NUMBER && isNumberByte(bytes[end]!)) {
    hasExponent ||= bytes[end]! > 57;
    end++;
  }
  if (at >= window.end) throw fault(reading, 'truncated: the file ends within a command');
  const value = decimalFromBytes(bytes, at, end, 'stl');
  if (!Number.isFinite(value)) throw fault(reading, `expected a number, found "${excerpt(reading)}"`);
  if (hasExponent) reading.section.notes.add('exponent', `line ${reading.line}: a number with an exponent was read`);
  window.at = end;
  return value;
}

/** Digits, `+`, `-`, `.`, `E` and `e`. */
function isNumberByte(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte === 45 || byte === 46 || byte === 43 || byte === 69 || byte === 101;
}

function excerpt({ window }: Reading): string {
  return LATIN.decode(window.bytes.subarray(window.at, Math.min(window.at + 20, window.end)))
    .replace(/[^ -~]/g, ' ')
    .trim();
}

function fault(reading: Reading, reason: string, line: number = reading.line): PrepError {
  return new PrepError('common-layer-invalid', reason, [reading.section.source.name, `line ${line}`]);
}
