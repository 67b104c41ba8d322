/** What slicers say in comments: feature, width and height of the beads to come, and where a layer begins. */
import { decimalFromBytes } from '../xml/decimal-bytes.ts';
import type { GcodeVisitor } from './gcode-events.ts';

/** Follows the comments of a file; what it knows holds for the moves to come. */
export interface CommentReader {
  feature: string | null;
  widthMm: number | null;
  heightMm: number | null;
  /** Reads a comment that has its line for itself, from the byte after the semicolon. Returns true where it ends a print. */
  read(bytes: Uint8Array, from: number, to: number, line: number): boolean;
  /** Tells of a layer whose comments have all been read: called before each command and at the end. */
  flush(): void;
}

type Meaning = 'feature' | 'width' | 'height' | 'z' | 'layer' | 'numbered-layer' | 'end';

/**
 * PrusaSlicer and SuperSlicer write TYPE, WIDTH, HEIGHT, LAYER_CHANGE and Z; OrcaSlicer and Bambu Studio FEATURE, LINE_WIDTH,
 * LAYER_HEIGHT, CHANGE_LAYER and Z_HEIGHT; Cura LAYER with a number; Kiri:Moto `feature` and `--- layer`; Simplify3D and
 * Skeinforge `layer` with a number.
 */
const PREFIXES: readonly (readonly [bytes: Uint8Array, meaning: Meaning])[] = (
  [
    ['TYPE:', 'feature'],
    ['WIDTH:', 'width'],
    ['HEIGHT:', 'height'],
    ['Z:', 'z'],
    ['LAYER_CHANGE', 'layer'],
    ['LAYER:', 'numbered-layer'],
    ['FEATURE:', 'feature'],
    ['LINE_WIDTH:', 'width'],
    ['LAYER_HEIGHT:', 'height'],
    ['Z_HEIGHT:', 'z'],
    ['CHANGE_LAYER', 'layer'],
    ['feature ', 'feature'],
    ['--- layer ', 'numbered-layer'],
    ['layer ', 'numbered-layer'],
    ['filament used', 'end'],
    ['End of Gcode', 'end'],
    ['trabecula_config = end', 'end'],
    ['prusaslicer_config = end', 'end'],
  ] as const
).map(([text, meaning]) => [new TextEncoder().encode(text), meaning]);

const UTF8 = new TextDecoder();
const LONGEST_FEATURE = 80;

/** Returns a reader that tells `visitor` of layers and of comments without a meaning here. */
export function commentReader(visitor: GcodeVisitor): CommentReader {
  let pending: { line: number; zMm: number | null; heightMm: number | null } | null = null;

  function begin(line: number, isNumbered: boolean): void {
    // Some slicers write both kinds for one layer.
    if (pending !== null && isNumbered) return;
    reader.flush();
    pending = { line, zMm: null, heightMm: null };
  }

  const reader: CommentReader = {
    feature: null,
    widthMm: null,
    heightMm: null,
    read(bytes, start, to, line) {
      let from = start;
      while (from < to && (bytes[from] === 32 || bytes[from] === 9)) from++;
      const found = PREFIXES.find(([prefix]) => startsWith(bytes, from, to, prefix));
      if (found !== undefined) {
        const [prefix, meaning] = found;
        const at = from + prefix.length;
        if (meaning === 'feature') {
          reader.feature = UTF8.decode(bytes.subarray(at, Math.min(to, at + LONGEST_FEATURE))).trim();
          return false;
        }
        if (meaning === 'width') {
          reader.widthMm = numberAt(bytes, at, to);
          return false;
        }
        if (meaning === 'height') {
          reader.heightMm = numberAt(bytes, at, to);
          if (pending !== null) pending.heightMm = reader.heightMm;
          return false;
        }
        if (meaning === 'z' && pending !== null) {
          pending.zMm = numberAt(bytes, at, to);
          return false;
        }
        if (meaning === 'layer' || (meaning === 'numbered-layer' && numberAt(bytes, at, to) !== null)) {
          begin(line, meaning === 'numbered-layer');
          return false;
        }
      }
      visitor.comment?.(UTF8.decode(bytes.subarray(from, to)), line);
      return found !== undefined && found[1] === 'end';
    },
    flush() {
      if (pending === null) return;
      const mark = pending;
      pending = null;
      visitor.layer(mark);
    },
  };
  return reader;
}

function startsWith(bytes: Uint8Array, from: number, to: number, prefix: Uint8Array): boolean {
  if (to - from < prefix.length) return false;
  for (let i = 0; i < prefix.length; i++) if (bytes[from + i] !== prefix[i]) return false;
  return true;
}

/** The number that a comment begins with, or null: comments are for people, and no comment is an error. */
function numberAt(bytes: Uint8Array, from: number, to: number): number | null {
  let at = from;
  while (at < to && bytes[at] === 32) at++;
  let end = at;
  while (end < to && ((bytes[end]! >= 48 && bytes[end]! <= 57) || bytes[end] === 45 || bytes[end] === 46)) end++;
  const value = decimalFromBytes(bytes, at, end, 'stl');
  return Number.isFinite(value) ? value : null;
}
