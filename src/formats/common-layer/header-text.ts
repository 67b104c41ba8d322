/** The header of a Common Layer file that we write, with places for what is known only at the end. */
import { GRID_PER_MM } from '../../core/units.ts';

/** Digits of a layer count. */
const COUNT_DIGITS = 6;
/** Largest layer count that the header holds. */
export const MAX_LAYERS = 10 ** COUNT_DIGITS - 1;
/** Characters of a number in the box, sign and point included. */
const REAL_CHARACTERS = 15;

/** What fills the header. */
export interface HeaderFields {
  readonly encoding: 'binary' | 'ascii';
  readonly labels: readonly { readonly id: number; readonly text: string }[];
}

/** Header text and the byte offsets of the box and of the layer count in it. */
export interface HeaderText {
  readonly text: string;
  readonly dimensionOffset: number;
  readonly layersOffset: number;
}

/**
 * Returns the header with zeros for the box and the layer count. Order and line ends are those that every known reader
 * takes; binary geometry follows the last character, ASCII geometry begins on the next line.
 */
export function headerText({ encoding, labels }: HeaderFields): HeaderText {
  let text = `$$HEADERSTART\n$$${encoding.toUpperCase()}\n$$UNITS/${1 / GRID_PER_MM}\n$$VERSION/200\n`;
  for (const label of labels) text += `$$LABEL/${label.id},${label.text}\n`;
  text += '$$DIMENSION/';
  const dimensionOffset = text.length;
  text += `${dimensionText([0, 0, 0, 0, 0, 0])}\n$$LAYERS/`;
  const layersOffset = text.length;
  text += `${layersText(0)}\n$$HEADEREND`;
  if (encoding === 'ascii') text += '\n$$GEOMETRYSTART\n';
  return { text, dimensionOffset, layersOffset };
}

/** Returns the six numbers of the box, given in grid units, as mm in fields of fixed width. */
export function dimensionText(boxGrid: readonly number[]): string {
  return boxGrid.map(realText).join(',');
}

/** Returns the layer count in its field of fixed width. */
export function layersText(count: number): string {
  return String(count).padStart(COUNT_DIGITS, '0');
}

/** Returns a label made of the characters that need no quotes: anything else becomes an underscore. */
export function labelText(partLabel: string, key: string): string {
  return `${partLabel}_${key}`.replace(/[^A-Za-z0-9._-]/g, '_');
}

function realText(grid: number): string {
  const size = Math.abs(grid);
  const whole = String(Math.floor(size / GRID_PER_MM));
  const part = String(size % GRID_PER_MM).padStart(4, '0');
  const sign = grid < 0 ? '-' : '';
  return `${sign}${`${whole}.${part}00`.padStart(REAL_CHARACTERS - sign.length, '0')}`;
}
