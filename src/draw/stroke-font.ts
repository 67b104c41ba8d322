/**
 * A font of single strokes, drawn for this project: letters, digits and the signs of captions. A glyph is a few lines on
 * a grid of whole units, each point two digits x and y; y = 2 is the base line, 6 the top of small letters, 8 the top of
 * capitals and 0 the lowest descender. A line of one point is a dot.
 */
import type { GrowableFloats } from '../geometry/growable.ts';
import { addStroke } from './stroke.ts';

const CAPITAL_UNITS = 6;
const BASE_LINE = 2;
const GAP_UNITS = 2;
const SPACE_UNITS = 3;
/** Width of the pen as a share of the height of capitals, and its least width in pixels. */
const PEN_SHARE = 0.13;
const PEN_MIN_PX = 1;
/** An empty box stands for a sign that the font lacks, so that nothing vanishes. */
const MISSING = '0208484202';

const GLYPHS: Readonly<Record<string, string>> = {
  '0': '123243473818070312',
  '1': '062822',
  '2': '07183847460242',
  '3': '0718384746354443321203 1535',
  '4': '32380444',
  '5': '480805354443321203',
  '6': '473818070312324344351504',
  '7': '084812',
  '8': '15060718384746351504031232434435',
  '9': '031232434738180706153546',
  A: '022842 1535',
  B: '02083847463505 3544433202',
  C: '4738180703123243',
  D: '02082846442202',
  E: '48080242 0535',
  F: '480802 0535',
  G: '47381807031232434525',
  H: '0208 4248 0545',
  I: '0208',
  J: '3833221203',
  K: '0208 4804 1542',
  L: '080242',
  M: '0208254842',
  N: '02084248',
  O: '123243473818070312',
  P: '02083847463505',
  Q: '123243473818070312 2442',
  R: '02083847463505 2542',
  S: '473818070615354443321203',
  T: '0848 2822',
  U: '080312324348',
  V: '082248',
  W: '0812263248',
  X: '0842 0248',
  Y: '082548 2522',
  Z: '08480242',
  a: '3526160503122233 3632',
  b: '0802 0516263533221203',
  c: '3526160503122233',
  d: '3526160503122233 3832',
  e: '043435261605031232',
  f: '281712 0626',
  g: '3526160503122233 36312000',
  h: '0802 0516263532',
  i: '0602 08',
  j: '161100 18',
  k: '0802 3603 1432',
  l: '080312',
  m: '0602 05162522 25364542',
  n: '0602 0516263532',
  o: '122233352616050312',
  p: '0600 0516263533221203',
  q: '3526160503122233 3630',
  r: '0602 051626',
  s: '3616051424332202',
  t: '181322 0626',
  u: '0603122233 3632',
  v: '062246',
  w: '0612253246',
  x: '0632 0236',
  y: '0622 4610',
  z: '06360232',
  '-': '0424',
  '.': '02',
  ',': '1301',
  ':': '02 05',
  '/': '0238',
  '(': '19070311',
  ')': '09171301',
  '=': '0333 0535',
  '%': '0248 0818170708 3343423233',
  '+': '0444 2622',
  _: '0141',
};

/** Appends the edges of a line of text, to be filled; `xPx` is its left end and `baseYPx` its base line. */
export function addText(edges: GrowableFloats, text: string, xPx: number, baseYPx: number, capHeightPx: number): void {
  const unit = capHeightPx / CAPITAL_UNITS;
  const pen = penWidthPx(capHeightPx);
  let left = xPx + 0.5 * pen;
  for (const sign of text) {
    if (sign !== ' ') {
      for (const line of glyphOf(sign).split(' ')) {
        const xy = new Float64Array(line.length);
        for (let i = 0; i < line.length; i += 2) {
          xy[i] = left + unit * Number(line[i]);
          xy[i + 1] = baseYPx - unit * (Number(line[i + 1]) - BASE_LINE);
        }
        addStroke(edges, xy, false, pen, 'round');
      }
    }
    left += unit * advanceUnits(sign);
  }
}

/** A line of text as the strokes of its signs, in units of which a capital is `perCapital` high. */
export interface TextStrokes {
  /** Points x, y of each stroke, y upward from the base line; one point is a dot. */
  readonly strokes: readonly Float64Array[];
  readonly perCapital: number;
  /** Signs that the font lacks, each once; boxes stand for them. */
  readonly missing: readonly string[];
}

/** Returns the strokes of a line of text that begins at 0, 0. */
export function textStrokes(text: string): TextStrokes {
  const strokes: Float64Array[] = [];
  const missing = new Set<string>();
  let left = 0;
  for (const sign of text) {
    if (sign !== ' ') {
      if (!Object.hasOwn(GLYPHS, sign)) missing.add(sign);
      for (const line of glyphOf(sign).split(' ')) {
        strokes.push(
          Float64Array.from(line, (digit, i) => (i % 2 === 0 ? left + Number(digit) : Number(digit) - BASE_LINE)),
        );
      }
    }
    left += advanceUnits(sign);
  }
  return { strokes, perCapital: CAPITAL_UNITS, missing: [...missing] };
}

/** Returns the width of a line of text in pixels, from the outside of its first sign to that of its last. */
export function textWidthPx(text: string, capHeightPx: number): number {
  let units = 0;
  for (const sign of text) units += advanceUnits(sign);
  return units === 0 ? 0 : ((units - GAP_UNITS) * capHeightPx) / CAPITAL_UNITS + penWidthPx(capHeightPx);
}

function penWidthPx(capHeightPx: number): number {
  return Math.max(PEN_MIN_PX, PEN_SHARE * capHeightPx);
}

function glyphOf(sign: string): string {
  return Object.hasOwn(GLYPHS, sign) ? GLYPHS[sign]! : MISSING;
}

/** How far the pen moves on after a sign. */
function advanceUnits(sign: string): number {
  if (sign === ' ') return SPACE_UNITS;
  let widest = 0;
  for (const line of glyphOf(sign).split(' ')) {
    for (let i = 0; i < line.length; i += 2) widest = Math.max(widest, Number(line[i]));
  }
  return widest + GAP_UNITS;
}
