/**
 * The colours of all drawings, in one place. Paths stand out from every fill by a contrast of at least 3 : 1 (WCAG 2.2,
 * 1.4.11) and from each other also for eyes without red or green cones; a test measures both.
 */
import type { Area } from '../core/layer.ts';
import type { ParamsKey } from '../core/toolpath.ts';
import type { Rgba } from './raster.ts';

/** A colour as SVG writes it: `#rrggbb`. */
export type HexColour = `#${string}`;

/** Background, text, frame, the nominal boundary, and the middle line of a sheet lattice. */
export const PLAIN_COLOURS = {
  paper: '#ffffff',
  ink: '#1f2329',
  frame: '#8a9099',
  boundary: '#6a717b',
  midline: '#1f2329',
} as const satisfies Readonly<Record<string, HexColour>>;

/** Fill of solid area by its kind. */
export const AREA_COLOURS: Readonly<Record<Area, HexColour>> = {
  core: '#e4e7eb',
  hull: '#ebe6ef',
  upskin: '#f6e9d2',
  downskin: '#dce9f7',
  support: '#f1f1ec',
};

/** Colour of the paths with a parameter key that every profile has. */
export const PATH_COLOURS: Readonly<Record<ParamsKey, HexColour>> = {
  'contour-outer': '#d25e02',
  'contour-inner': '#3f06a5',
  'hatch-core': '#0a87d7',
  'thin-wall': '#008f66',
};

/** Colours for other keys, in the order of their names; when they run out they start again. */
export const SPARE_COLOURS: readonly HexColour[] = ['#7b116e', '#5b2e00', '#2d0b14'];

/** Colours of beads: those of the laser paths and the spare ones, for no picture holds both; what never lies in one layer shares one. */
export const BEAD_COLOURS: Readonly<Record<ParamsKey, HexColour>> = {
  'external-perimeter': '#d25e02',
  perimeter: '#3f06a5',
  'solid-infill': '#0a87d7',
  'internal-infill': '#0a87d7',
  lattice: '#008f66',
  'gap-infill': '#7b116e',
  skirt: '#5b2e00',
  prime: '#d00040',
  brim: '#0000ff',
  'draft-shield': '#5566ff',
  raft: '#008f66',
  support: '#2d0b14',
  'support-interface': '#9878a0',
};

/** Colours of the keys of areas; contours have that of the hatch in their skin, the inside of a lattice that of its thin walls. */
const AREA_PATH_COLOURS: Readonly<Record<ParamsKey, HexColour>> = {
  'hatch-downskin': '#7b116e',
  'contour-downskin': '#7b116e',
  'hatch-upskin': '#5b2e00',
  'contour-upskin': '#5b2e00',
  'hatch-hull': '#2d0b14',
  'hatch-lattice': '#008f66',
};

const KNOWN_COLOURS: Readonly<Record<ParamsKey, HexColour>> = {
  ...PATH_COLOURS,
  ...AREA_PATH_COLOURS,
  ...BEAD_COLOURS,
};

/** Returns the colour of each parameter key, in the order of the names; give all keys of a job to have all layers alike. */
export function pathColours(keys: Iterable<ParamsKey>): ReadonlyMap<ParamsKey, HexColour> {
  const colours = new Map<ParamsKey, HexColour>();
  let spares = 0;
  for (const key of [...new Set(keys)].sort()) {
    const known = Object.hasOwn(KNOWN_COLOURS, key) ? KNOWN_COLOURS[key] : undefined;
    colours.set(key, known ?? SPARE_COLOURS[spares++ % SPARE_COLOURS.length]!);
  }
  return colours;
}

/** Returns a colour as bytes, opaque unless an opacity 0..255 is given. */
export function rgbaOf(hex: HexColour, opacity = 255): Rgba {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255, opacity];
}
