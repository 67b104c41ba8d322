/**
 * File names of the sections of an ILT archive, `<name>_<NNN>_<area>_<class>.cli` as Magics writes them. The letters are
 * German: Schraffur (hatch), Kontur, Versatz (offset), unten (below), Huelle (hull), Kern (core), Stuetze (support).
 */

/** Areas of a part by their letters. */
const AREAS: Readonly<Record<string, string>> = { st: 'support', k: 'core', s1: 'hull 1', s2: 'hull 2' };

/** Classes of vectors by their letters. */
const CLASSES: Readonly<Record<string, string>> = {
  vs: 'hatch',
  vk: 'contour',
  us: 'downskin hatch',
  uk: 'downskin contour',
  kv: 'offset contour',
  kvu: 'downskin offset contour',
  sx: 'single vectors',
  skin: 'upskin',
};

/** Classes that hold contours and nothing else. */
const CONTOURS: readonly string[] = ['vk', 'uk', 'kv', 'kvu'];

const NAME = /^(.+_\d+)_(st|k|s1|s2)_(vs|vk|us|uk|kvu|kv|sx|skin)\.cli$/;

/** What a file name tells. */
export interface SectionName {
  /** Name and number of the part. */
  readonly part: string;
  /** Area and class in words. */
  readonly words: string;
  /** True when all that it holds are contours. */
  readonly isContour: boolean;
}

/** Letters of the class of what a key exposes. */
export type SectionClass = 'vs' | 'vk' | 'us' | 'uk' | 'kv' | 'skin';

/** Returns what a file name tells, or null when it is not of this scheme. */
export function sectionNameOf(fileName: string): SectionName | null {
  const match = NAME.exec(fileName);
  if (match === null) return null;
  const [, part = '', area = '', vectors = ''] = match;
  return { part, words: `${AREAS[area]}, ${CLASSES[vectors]}`, isContour: CONTOURS.includes(vectors) };
}

/**
 * Returns the name of a section that we write. The part must not change within a number, and its letters are lower case:
 * readers take the number for that of the part. The area is hull 1, as in files without a parting of hull and core.
 */
export function sectionFileName(number: number, vectors: SectionClass): string {
  return `modelsection_${String(number).padStart(3, '0')}_s1_${vectors}.cli`;
}
