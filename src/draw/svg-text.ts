/** The words of an SVG file: numbers, path data and attribute values. */
import { snapMm } from '../core/units.ts';

/** Returns a length in mm as a plain decimal with at most four places, so that points of the grid are written whole. */
export function mmText(valueMm: number): string {
  return String(snapMm(valueMm));
}

/** Returns a closed loop x0,y0,... in mm as path data. */
export function loopPathData(xyMm: Float64Array): string {
  return xyMm.length === 0 ? '' : `${linePathData(xyMm)}Z`;
}

/** Returns an open line x0,y0,... in mm as path data. */
export function linePathData(xyMm: Float64Array): string {
  return xyMm.length === 0 ? '' : `M${pointText(xyMm, ' ', 'L')}`;
}

/** Returns the points x0,y0,... in mm as the value of attribute `points`. */
export function pointsText(xyMm: Float64Array): string {
  return pointText(xyMm, ',', ' ');
}

/** Returns a text that may stand in an attribute or between tags; signs that XML 1.0 (section 2.2) forbids become U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"'\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function pointText(xyMm: Float64Array, between: string, after: string): string {
  const words: string[] = [];
  for (let i = 0; i < xyMm.length; i += 2) words.push(mmText(xyMm[i]!) + between + mmText(xyMm[i + 1]!));
  return words.join(after);
}
