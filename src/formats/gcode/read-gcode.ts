/**
 * Reads G-code of Marlin's kind, whoever wrote it, line by line with constant memory. Numbers are strict, words may stand close or
 * apart, comments may be in brackets, lines may have numbers and checksums. What a print means is told to a visitor.
 */
import type { ByteSource, Hasher } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import { type ByteWindow, byteWindow, fill, isFilled } from '../common-layer/byte-window.ts';
import { readingNotes } from '../reading-notes.ts';
import { BINARY_MAGIC, openBinaryGcode } from './binary/read-binary.ts';
import type { GcodeHeater, GcodeSummary, GcodeVisitor } from './gcode-events.ts';
import { isKnownCommand } from './known-commands.ts';
import { commentReader } from './read-comment.ts';
import { readExtended } from './read-extended.ts';
import { gcodeMachine } from './read-machine.ts';
import { excerpt, gcodeWords, scanWords, skipBlanks, WordFault, wordValue } from './read-words.ts';
import { sealReader } from './seal.ts';
import { ask, heat, note, type Reading, setAcceleration, setFactor, setTool, waitForAll } from './set-machine.ts';
import type { HeaterNames } from './settings.ts';

const CHUNK_BYTES = 64 * 1024;
/** No slicer writes a longer line, and a line must fit into memory. */
const LONGEST_LINE = 1024 * 1024;
const LONGEST_NAME = 40;
/** Commands that set something, and without words say what is set. */
const OFTEN_BARE: ReadonlySet<number> = new Set([92, 206, 218, 665, 666, 851]);
const LF = 10;
const SEMICOLON = 59;
const STAR = 42;
const LATIN = new TextDecoder('latin1');
/** Name and waiting of the commands that set a heater. */
const HEATERS: Readonly<Record<number, readonly [heater: GcodeHeater, wait: boolean]>> = {
  104: ['nozzle', false],
  109: ['nozzle', true],
  140: ['bed', false],
  190: ['bed', true],
  141: ['chamber', false],
  191: ['chamber', true],
};

/** What a reader may know beside the file. */
export interface GcodeReadOptions {
  /** Names of the printer's heaters, for Klipper; absent: its usual ones. */
  readonly heaterNames?: HeaterNames | null;
  /** A new SHA-256, to compare a file with the hash at its end; absent: it is not compared. */
  readonly hash?: Hasher | null;
}

/** Reads a whole file and tells `visitor` what it says; what cannot be read is an error with its line. */
export async function readGcode(
  source: ByteSource,
  visitor: GcodeVisitor,
  signal: AbortSignal,
  options: GcodeReadOptions = {},
): Promise<GcodeSummary> {
  const notes = readingNotes();
  const comments = commentReader(visitor);
  const machine = gcodeMachine(visitor, comments, notes);
  const codes = new Map<number, string>();
  const reading: Reading = {
    visitor,
    machine,
    comments,
    notes,
    words: gcodeWords(),
    codes,
    line: 0,
    hasEnd: false,
    tool: 0,
    targets: { nozzle: null, bed: null, chamber: null },
    heaterNames: options.heaterNames ?? null,
    motion: null,
  };
  let window = byteWindow(source, 0, CHUNK_BYTES);
  const refuse = (reason: string): PrepError =>
    new PrepError('gcode-invalid', reason, [source.name, `line ${Math.max(1, reading.line)}`]);
  await fill(window, 4);
  if (LATIN.decode(window.bytes.subarray(0, 4)) === BINARY_MAGIC) {
    window = byteWindow(await openBinaryGcode(source), 0, CHUNK_BYTES);
    await fill(window, 4);
  }
  const seal = sealReader(options.hash ?? null);
  let taken = 0;
  /** Hashes what has been read up to a place in the window. */
  function takeTo(at: number): void {
    const from = taken - window.offset;
    if (at > from) seal.take(window.bytes.subarray(from, at));
    taken = window.offset + at;
  }
  if (window.bytes[0] === 0xef && window.bytes[1] === 0xbb && window.bytes[2] === 0xbf) window.at = 3;
  for (;;) {
    const end = lineEnd(window);
    if ((end < 0 ? window.end : end) - window.at > LONGEST_LINE) {
      reading.line++;
      throw refuse('is longer than a line of G-code can be');
    }
    if (end < 0) {
      signal.throwIfAborted();
      takeTo(window.at);
      await fill(window, window.end - window.at + 1);
      continue;
    }
    if (window.at >= window.end) break;
    reading.line++;
    if (seal.isSealed(window.bytes, window.at, end)) {
      takeTo(window.at);
      seal.line(LATIN.decode(window.bytes.subarray(window.at, end)));
      // Of the line itself nothing is hashed where it was the hash.
      if (seal.isDone()) taken = window.offset + Math.min(end + 1, window.end);
    }
    try {
      readLine(reading, window.bytes, window.at, end);
    } catch (cause) {
      if (cause instanceof WordFault) throw refuse(cause.message);
      throw cause;
    }
    window.at = Math.min(end + 1, window.end);
  }
  takeTo(window.at);
  comments.flush();
  const sealed = seal.finish(reading.line);
  return { lines: reading.line, hasEnd: reading.hasEnd, seal: sealed, tolerated: notes.list };
}

/** Where the line at hand ends, or -1 where that is not read yet. */
function lineEnd(window: ByteWindow): number {
  const found = window.bytes.indexOf(LF, window.at);
  if (found >= 0) return found;
  return isFilled(window, window.end - window.at + 1) ? window.end : -1;
}

function readLine(reading: Reading, bytes: Uint8Array, from: number, lineEnd: number): void {
  const to = lineEnd > from && bytes[lineEnd - 1] === 13 ? lineEnd - 1 : lineEnd;
  let at = from;
  while (at < to && (bytes[at] === 32 || bytes[at] === 9)) at++;
  if (at === to) return;
  if (bytes[at] === SEMICOLON) {
    if (reading.comments.read(bytes, at + 1, to, reading.line)) reading.hasEnd = true;
    return;
  }
  at = skipLineNumber(bytes, at, to);
  for (;;) {
    at = skipBlanks(bytes, at, to);
    if (at >= to || bytes[at] === SEMICOLON || bytes[at] === STAR) return;
    reading.comments.flush();
    at = readCommand(reading, bytes, at, to);
  }
}

/** Passes `N123` and checks the checksum that such a line may have (RepRap: exclusive or of all bytes before the star). */
function skipLineNumber(bytes: Uint8Array, from: number, to: number): number {
  if ((bytes[from]! & 0xdf) !== 78 || from + 1 >= to || !isDigit(bytes[from + 1]!)) return from;
  let at = from + 1;
  while (at < to && isDigit(bytes[at]!)) at++;
  let sum = 0;
  for (let k = from; k < to && bytes[k] !== SEMICOLON; k++) {
    if (bytes[k] !== STAR) {
      sum ^= bytes[k]!;
      continue;
    }
    let said = 0;
    for (let d = k + 1; d < to && isDigit(bytes[d]!); d++) said = Math.min(1000, said * 10 + bytes[d]! - 48);
    if (said !== sum) throw new WordFault(`the checksum is ${sum}, the line says ${said}`);
    break;
  }
  return at;
}

/** Reads one command and returns where the next one may begin. */
function readCommand(reading: Reading, bytes: Uint8Array, at: number, to: number): number {
  const letter = bytes[at]! & 0xdf;
  const hasDigit = at + 1 < to && isDigit(bytes[at + 1]!);
  if (hasDigit && (letter === 71 || letter === 77 || letter === 84)) {
    let end = at + 1;
    let main = 0;
    while (end < to && isDigit(bytes[end]!)) main = Math.min(99_999, main * 10 + bytes[end++]! - 48);
    let sub = -1;
    if (end + 1 < to && bytes[end] === 46 && isDigit(bytes[end + 1]!)) {
      sub = bytes[end + 1]! - 48;
      end += 2;
    }
    if (letter === 71) return readG(reading, main, sub, bytes, end, to);
    if (letter === 77) return readM(reading, main, sub, bytes, end, to);
    reading.tool = main;
    if (main !== 0) note(reading, 'tool', `T${main}: moves of all tools are read as those of one nozzle`);
    tell(reading, 'T', main, -1, true);
    return end;
  }
  if ('XYZEIJF'.includes(String.fromCharCode(letter)) && !isName(bytes[at + 1])) {
    const end = scanWords(bytes, at, to, reading.words);
    if (reading.motion === null && (reading.words.present & ~(1 << 5)) !== 0) {
      throw new WordFault(`"${excerpt(bytes, at, to)}" comes before any command`);
    }
    go(reading, reading.motion ?? 1);
    return end;
  }
  return readUnknown(reading, bytes, at, to);
}

function readG(reading: Reading, main: number, sub: number, bytes: Uint8Array, at: number, to: number): number {
  const { machine, words } = reading;
  const end = scanWords(bytes, at, to, words);
  if (sub < 0 && main <= 3) {
    reading.motion = main;
    go(reading, main);
    return end;
  }
  // With P it is RepRapFirmware's way to set the temperatures of a tool, else Marlin's retraction by the firmware.
  if (sub < 0 && main === 10 && wordValue(words, 'P') !== null && setTool(reading)) return end;
  let known = isKnownCommand('G', main);
  if (sub > 0) {
    if (main === 92 && sub === 1) machine.resetOffsets();
    else known = false;
  } else if (main === 4) {
    reading.visitor.dwell?.(wordValue(words, 'S') ?? (wordValue(words, 'P') ?? 0) / 1000, reading.line);
  } else if (main === 17) machine.plane = 'xy';
  else if (main === 18 || main === 19) machine.plane = 'other';
  else if (main === 20) machine.units = 'inch';
  else if (main === 21) machine.units = 'mm';
  else if (main === 28) machine.home(words);
  else if (main === 90 || main === 91) {
    machine.isRelative = main === 91;
    machine.setExtrusionMode(main === 91, main === 90 ? 'G90' : 'G91');
  } else if (main === 92) machine.setPosition(words);
  tell(reading, 'G', main, sub, known);
  return end;
}

/** Carries out a move; what ended a print before it did not. */
function go(reading: Reading, motion: number): void {
  const { machine, words, line } = reading;
  const extruded = motion < 2 ? machine.line(words, line) : machine.arc(words, motion === 2, line);
  if (extruded) reading.hasEnd = false;
}

function readM(reading: Reading, main: number, sub: number, bytes: Uint8Array, at: number, to: number): number {
  const { machine, words, visitor, line } = reading;
  const heater = sub < 0 ? HEATERS[main] : undefined;
  if (heater !== undefined) {
    const end = scanWords(bytes, at, to, words);
    const celsius = wordValue(words, 'S') ?? wordValue(words, 'R');
    const tool = wordValue(words, 'T') ?? reading.tool;
    if (celsius !== null) ask(reading, heater[0], celsius);
    if (celsius === null || (heater[0] === 'nozzle' && tool !== reading.tool)) tell(reading, 'M', main, sub, true);
    else {
      heat(reading, heater[0], celsius, heater[1]);
    }
    return end;
  }
  if (sub < 0 && (main === 568 || main === 116)) {
    const end = scanWords(bytes, at, to, words);
    const told = main === 568 ? setTool(reading) : waitForAll(reading);
    if (!told) tell(reading, 'M', main, sub, true);
    return end;
  }
  if (sub < 0 && (main === 106 || main === 107)) {
    const end = scanWords(bytes, at, to, words);
    if ((wordValue(words, 'P') ?? 0) !== 0) tell(reading, 'M', main, sub, true);
    else visitor.fan(main === 107 ? 0 : Math.max(0, Math.min(1, (wordValue(words, 'S') ?? 255) / 255)), line);
    return end;
  }
  const next = skipBlanks(bytes, at, to);
  tell(reading, 'M', main, sub, isKnownCommand('M', main), OFTEN_BARE.has(main) && isEnd(bytes, next, to));
  if (main === 82 || main === 83) machine.setExtrusionMode(main === 83, main === 83 ? 'M83' : 'M82');
  else if (main === 200 || main === 220 || main === 221) {
    const end = scanWords(bytes, at, to, words);
    setFactor(reading, main);
    return end;
  } else if (sub < 0 && main === 204) {
    const end = scanWords(bytes, at, to, words);
    setAcceleration(reading);
    return end;
  } else if (main === 2 || main === 18 || main === 84 || (main === 30 && next >= to)) {
    reading.hasEnd = true;
  }
  // M2 to M9 take no text and may share a line; what follows the others is theirs, text or not.
  return main >= 2 && main < 10 ? scanWords(bytes, at, to, words) : to;
}

/** A command with a name, a macro, a host's `@` command, a single word: what is not understood is named by its text. */
function readUnknown(reading: Reading, bytes: Uint8Array, at: number, to: number): number {
  const { visitor, line, notes } = reading;
  if (bytes[at] === 37) {
    notes.add('percent', `line ${line}: a line with % was ignored`);
    return to;
  }
  let end = bytes[at] === 64 ? at + 1 : at;
  while (end < to && end < at + LONGEST_NAME && isName(bytes[end])) end++;
  if (end === at) throw new WordFault(`expected a command, found "${excerpt(bytes, at, to)}"`);
  const code = LATIN.decode(bytes.subarray(at, end));
  const known = carryOut(reading, code, LATIN.decode(bytes.subarray(end, to)));
  if (known !== 'told') visitor.command({ line, code, known: known === 'known' });
  return to;
}

/** Carries out a command with a name; `told` where the visitor heard of it as of a heater. */
function carryOut(reading: Reading, name: string, rest: string): 'told' | 'known' | 'unknown' {
  const command = readExtended(name, rest, reading.heaterNames);
  if (command === null) return 'unknown';
  const { targets } = reading;
  switch (command.does) {
    case 'set':
      ask(reading, command.heater, command.celsius);
      heat(reading, command.heater, command.celsius, false);
      return 'told';
    case 'wait': {
      const target = targets[command.heater];
      if (target === null || command.fromC <= 0) return 'known';
      heat(reading, command.heater, target, true);
      return 'told';
    }
    case 'all-off':
      for (const heater of ['bed', 'chamber', 'nozzle'] as const) heat(reading, heater, 0, false);
      return 'told';
    case 'accelerate':
      reading.visitor.acceleration?.({ line: reading.line, print: command.mmPerS2, travel: command.mmPerS2 });
      return 'known';
    case 'nothing':
      return 'known';
  }
}

function tell(
  reading: Reading,
  letter: 'G' | 'M' | 'T',
  main: number,
  sub: number,
  known: boolean,
  isBare = false,
): void {
  const key = (letter.charCodeAt(0) * 100_000 + main) * 16 + sub + 1;
  let code = reading.codes.get(key);
  if (code === undefined) {
    code = `${letter}${main}${sub < 0 ? '' : `.${sub}`}`;
    reading.codes.set(key, code);
  }
  reading.visitor.command({ line: reading.line, code, known, ...(isBare ? { isBare } : {}) });
}

/** True where nothing but a comment or a checksum follows. */
function isEnd(bytes: Uint8Array, at: number, to: number): boolean {
  return at >= to || bytes[at] === SEMICOLON || bytes[at] === STAR;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** Letters and underscores, which a word with a number does not go on with. */
function isName(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte === 95);
}
