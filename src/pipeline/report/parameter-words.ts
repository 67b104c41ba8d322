/** Keys of profiles as people read them: `jumpSpeedMmPerS` is a jump speed in mm/s. */

/** Endings of keys that tell a unit, longer ones first. */
const UNITS: readonly (readonly [ending: string, unit: string])[] = [
  ['GPerCm3', 'g/cm3'],
  ['JPerMm3', 'J/mm3'],
  ['JPerMm', 'J/mm'],
  ['MmPerS', 'mm/s'],
  ['Mm3', 'mm3'],
  ['GPa', 'GPa'],
  ['Deg', 'deg'],
  ['Mm', 'mm'],
  ['Us', 'us'],
  ['C', 'C'],
  ['S', 's'],
  ['W', 'W'],
];

/** Groups whose keys are names, all in one unit. */
const UNIT_OF_GROUP: Readonly<Record<string, string>> = { speeds: 'mm/s' };

/** A value with its name and unit in words. */
export interface ParameterWords {
  readonly group: string;
  readonly name: string;
  readonly value: string;
}

/** Returns name, value and unit of a number or a choice that stands in a profile under a path of keys. */
export function parameterWords(path: readonly string[], value: number | string | boolean): ParameterWords {
  const names = path.map((key) => spaced(withoutUnit(key).name));
  const unit = UNIT_OF_GROUP[path[0] ?? ''] ?? withoutUnit(path.at(-1) ?? '').unit;
  const [first = '', ...rest] = names;
  const group = rest.length > 0 ? first : 'layer and track';
  return {
    group: capital(group),
    name: rest.length > 0 ? rest.join(', ') : first,
    value: unit === '' ? choiceText(value) : `${value} ${unit}`,
  };
}

function choiceText(value: number | string | boolean): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : `${value}`;
}

function withoutUnit(key: string): { name: string; unit: string } {
  for (const [ending, unit] of UNITS) {
    // An ending is a unit only after a lower-case letter or digit: `nozzleC`, not `C`.
    if (key.length > ending.length && key.endsWith(ending)) return { name: key.slice(0, -ending.length), unit };
  }
  return { name: key, unit: '' };
}

/** `jumpSpeed` as `jump speed`; words that are joined by hyphens stay so. */
function spaced(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
