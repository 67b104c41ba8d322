/** The header of a Common Layer file that we write, with places for what is known only at the end. */
import { assert } from '../../core/prep-error.ts';
import { GRID_PER_MM } from '../../core/units.ts';
import type { CommonLayerUserData } from './common-layer-file.ts';

/** Digits of a layer count. */
const COUNT_DIGITS = 6;
/** Largest layer count that the header holds. */
export const MAX_LAYERS = 10 ** COUNT_DIGITS - 1;
const HEADER_END = '$$HEADEREND';
/** Characters of a number in the box, sign and point included. */
const REAL_CHARACTERS = 15;

/** What fills the header. */
export interface HeaderFields {
  readonly encoding: 'binary' | 'ascii';
  /** The parameter of `$$UNITS`. */
  readonly unitsText: string;
  readonly align: boolean;
  readonly userData: readonly CommonLayerUserData[];
  readonly labels: readonly { readonly id: number; readonly text: string }[];
}

/** Header text, one byte a character, and the byte offsets of the box and of the layer count in it. */
export interface HeaderText {
  readonly text: string;
  readonly dimensionOffset: number;
  readonly layersOffset: number;
}

/**
 * Returns the header with zeros for the box and the layer count. Order and line ends are those that every known reader
 * takes; binary geometry follows the last character, ASCII geometry begins on the next line.
 */
export function headerText({ encoding, unitsText, align, userData, labels }: HeaderFields): HeaderText {
  let text = `$$HEADERSTART\n$$${encoding.toUpperCase()}\n$$UNITS/${unitsText}\n$$VERSION/200\n`;
  if (align) text += '$$ALIGN\n';
  for (const label of labels) text += `$$LABEL/${label.id},${label.text}\n`;
  for (const item of userData) text += userDataText(item);
  text += '$$DIMENSION/';
  const dimensionOffset = text.length;
  text += `${dimensionText([0, 0, 0, 0, 0, 0])}\n$$LAYERS/`;
  const layersOffset = text.length;
  text += `${layersText(0)}\n`;
  // The header ends at the end of a 32-bit word; line ends are no part of the grammar.
  if (align) while ((text.length + HEADER_END.length) % 4 > 0) text += '\n';
  text += HEADER_END;
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

/** User data go to the byte before the next `$$`, so no line end follows them. Readers by lines find them before a command. */
function userDataText({ uid, data }: CommonLayerUserData): string {
  assert(/^[ !#-~]+$/.test(uid), 'the name of user data has printable characters and no quotes');
  let text = '';
  for (const byte of data) text += String.fromCharCode(byte);
  return `$$USERDATA/"${uid}",${data.length},${text}`;
}

function realText(grid: number): string {
  const size = Math.abs(grid);
  const whole = String(Math.floor(size / GRID_PER_MM));
  const part = String(size % GRID_PER_MM).padStart(4, '0');
  const sign = grid < 0 ? '-' : '';
  return `${sign}${`${whole}.${part}00`.padStart(REAL_CHARACTERS - sign.length, '0')}`;
}
