/** The shipped profile and printer as parsed JSON, to be bent by tests. */
import { readFileSync } from 'node:fs';

/** Text of the shipped titanium profile. */
export const PROFILE_TEXT = read('profiles/ti6al4v-eli-30um.json');

/** Text of the shipped printer. */
export const PRINTER_TEXT = read('printers/generic-lpbf-250.json');

/** Returns the JSON text with the value at a path replaced; `undefined` removes it. */
export function withValue(text: string, path: readonly string[], value: unknown): string {
  const root = JSON.parse(text);
  const last = path.at(-1) ?? '';
  let node = root;
  for (const key of path.slice(0, -1)) node = node[key];
  if (value === undefined) delete node[last];
  else node[last] = value;
  return JSON.stringify(root);
}

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
