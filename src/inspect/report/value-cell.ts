/** A value inside a cell. */
import { htmlText } from './html-text.ts';
import { NO_VALUE, NOT_MEASURED, NOTHING_SEEN } from './value-text.ts';

/** Returns a value as HTML; words that stand for no value are quiet, so that numbers catch the eye; narrow screens leave out the cell of a dash. */
export function valueCell(text: string): string {
  const html = htmlText(text);
  if (text === NO_VALUE) return `<span class="none absent">${html}</span>`;
  return text === NOT_MEASURED || text === NOTHING_SEEN ? `<span class="none">${html}</span>` : html;
}
