/** The shipped profile and printer as parsed JSON, to be bent by tests. */
import { readFileSync } from 'node:fs';
import { loadPrinter } from '../../src/config/printer.ts';
import type { FffPrinter, LpbfPrinter } from '../../src/config/printer-schema.ts';
import { type FffProfile, type LpbfProfile, loadProfile } from '../../src/config/profile.ts';

/** Text of the shipped titanium profile. */
export const PROFILE_TEXT = read('profiles/ti6al4v-eli-30um.json');

/** Text of the shipped titanium profile with thick layers. */
export const PROFILE_60_TEXT = read('profiles/ti6al4v-eli-60um.json');

/** Text of the shipped PEEK profile. */
export const PEEK_PROFILE_TEXT = read('profiles/peek-implant-100um.json');

/** Text of the shipped filament printer. */
export const PEEK_PRINTER_TEXT = read('printers/generic-peek-fff.json');

/** Text of the shipped printer. */
export const PRINTER_TEXT = read('printers/generic-lpbf-250.json');

/** Loads a profile that must be one for the laser. */
export function laserProfile(text: string, file: string): LpbfProfile {
  const profile = loadProfile(text, file);
  if (profile.process !== 'lpbf') throw new Error(`${file} is for ${profile.process}`);
  return profile;
}

/** Loads a printer that must be one for the laser. */
export function laserPrinter(text: string, file: string): LpbfPrinter {
  const printer = loadPrinter(text, file);
  if (printer.process !== 'lpbf') throw new Error(`${file} is for ${printer.process}`);
  return printer;
}

/** Loads a profile that must be one for extrusion. */
export function extrusionProfile(text: string, file: string): FffProfile {
  const profile = loadProfile(text, file);
  if (profile.process !== 'fff') throw new Error(`${file} is for ${profile.process}`);
  return profile;
}

/** Loads a printer that must be one for extrusion. */
export function extrusionPrinter(text: string, file: string): FffPrinter {
  const printer = loadPrinter(text, file);
  if (printer.process !== 'fff') throw new Error(`${file} is for ${printer.process}`);
  return printer;
}

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
