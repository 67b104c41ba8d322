/** JSON with one spelling for one value, so that it can be hashed and compared. */
import { assert } from '../core/prep-error.ts';

const MAX_DEPTH = 100;

/**
 * Returns a value as JSON: keys in order of their UTF-16 code units, two spaces of indent, shortest numbers that read
 * back the same, a line feed at the end. What JSON cannot hold (undefined, NaN, typed arrays, classes) is our own fault.
 */
export function canonicalJson(value: unknown): string {
  return `${write(value, '', 0)}\n`;
}

function write(value: unknown, indent: string, depth: number): string {
  assert(depth <= MAX_DEPTH, `JSON deeper than ${MAX_DEPTH} levels`);
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    assert(Number.isFinite(value), 'a number of a JSON file is finite');
    return JSON.stringify(value);
  }
  assert(typeof value === 'object', `JSON cannot hold a ${typeof value}`);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = Array.from(value, (item) => inner + write(item, inner, depth + 1));
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  assert(prototype === Object.prototype || prototype === null, 'JSON holds plain objects only');
  const entries = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, child]) => `${inner}${JSON.stringify(key)}: ${write(child, inner, depth + 1)}`);
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`;
}
