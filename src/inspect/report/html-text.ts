/** Text of others inside a page. */
import { xmlText } from '../../draw/svg-text.ts';

/** Signs that turn the order of what follows: with them a name can show itself as another (Unicode UAX 9, 2.1 to 2.4). */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Returns a text in which signs that turn the order are shown as U+FFFD. */
export function steadyText(text: string): string {
  return text.replace(TURNING, '\ufffd');
}

/** Returns a text that may stand between tags or in a quoted attribute and shows every sign that it holds. */
export function htmlText(text: string): string {
  return xmlText(steadyText(text));
}

/** Returns a text as a CSS string that may stand in a style element: every sign but a letter or digit is an escape. */
export function cssString(text: string): string {
  const safe = steadyText(text).replace(/[^a-zA-Z0-9]/gu, (sign) => {
    const code = sign.codePointAt(0)!;
    const shown = code < 0x20 || (code >= 0xd800 && code <= 0xdfff) ? 0xfffd : code;
    return `\\${shown.toString(16)} `;
  });
  return `"${safe}"`;
}
