/** Tables of samples: x, y, z in mm and a value in each line, as spreadsheets and image tools write them. */
import { PrepError } from '../../core/prep-error.ts';

const MAX_SAMPLES = 5e6;
/** No part is larger than this; metres for millimetres, or a lost point, are found by it. */
const FARTHEST_MM = 1e6;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Reads samples as x, y, z, value, ... A first line without numbers is a heading; empty lines and lines that begin with # are
 * passed over; columns are parted by comma, semicolon, tab or spaces. Anything else throws `samples-invalid` with its line.
 */
export function readSamples(text: string, fileName: string): Float64Array {
  const values: number[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const fault = (line: number, reason: string): never => {
    throw new PrepError('samples-invalid', `line ${line + 1}: ${reason}`, [fileName]);
  };
  let isFirst = true;
  for (let n = 0; n < lines.length; n++) {
    const line = (lines[n] as string).trim();
    if (line === '' || line.startsWith('#')) continue;
    const columns = line.split(line.includes(';') ? /\s*;\s*/ : line.includes(',') ? /\s*,\s*/ : /\s+/);
    const heading = isFirst && columns.every((column) => !NUMBER.test(column));
    isFirst = false;
    if (heading) {
      const order = columns.map((column) => column.replaceAll('"', '').trim().toLowerCase());
      const named = order.slice(0, 4).filter((word) => word === 'x' || word === 'y' || word === 'z');
      if (named.length === 3 && order.slice(0, 3).join() !== 'x,y,z') {
        fault(n, `columns are x, y, z, value in that order, got ${columns.join(', ').slice(0, 80)}`);
      }
      continue;
    }
    if (columns.length !== 4) fault(n, `needs four columns x, y, z, value, got ${columns.length}`);
    for (const column of columns) {
      const value = NUMBER.test(column) ? Number(column) : Number.NaN;
      if (!Number.isFinite(value)) fault(n, `'${column.slice(0, 40)}' is no number`);
      values.push(value);
    }
    for (let axis = 0; axis < 3; axis++) {
      const at = values[values.length - 4 + axis] as number;
      if (Math.abs(at) > FARTHEST_MM) fault(n, `a coordinate of ${at} mm is beyond ${FARTHEST_MM} mm`);
    }
    if (values.length > 4 * MAX_SAMPLES) fault(n, `more than ${MAX_SAMPLES / 1e6} million samples`);
  }
  if (values.length === 0) throw new PrepError('samples-invalid', 'holds no samples', [fileName]);
  return Float64Array.from(values);
}
