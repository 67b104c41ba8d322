/** A case that loads, and how it is bent for tests of what does not. */
import { expect } from 'vitest';
import { loadCase } from '../../src/config/case.ts';
import { PrepError } from '../../src/core/prep-error.ts';

/** Name of the case in messages. */
export const FILE = 'case.json';

/** A part of a porous core and a solid frame, for metal and polymer. */
export const CASE = {
  schema: 'trabecula/case@1',
  id: 'example',
  side: 'left',
  level: 'L4-L5',
  revision: 'A',
  name: 'Example',
  units: 'mm',
  parts: [
    {
      id: 'cage',
      mesh: 'meshes/cage.stl',
      regions: [
        {
          id: 'core',
          kind: 'porous',
          shape: { by: 'mesh', file: 'core.stl' },
          lattice: { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3 },
        },
        { id: 'frame', kind: 'solid', shape: { by: 'rest' } },
      ],
    },
  ],
  targets: [
    { id: 'titanium', printer: 'generic-lpbf-250', profile: 'ti6al4v-eli-30um' },
    {
      id: 'peek',
      printer: 'generic-peek-fff',
      profile: 'peek-implant-100um',
      outputs: ['gcode'],
      lattices: { core: { cellType: 'gyroid', phase: 'sheet', cellMm: 4, wallMm: 0.45 } },
    },
  ],
};

/** A shape with a volume of its own. */
export const BALL = { by: 'sphere', centreMm: [0, 0, 0], diameterMm: 4 };

/** The case with the value at a path replaced; undefined removes it. */
export function bent(path: readonly (string | number)[], value: unknown): string {
  const root = structuredClone(CASE) as never;
  let node: Record<string | number, never> = root;
  for (const key of path.slice(0, -1)) node = node[key] as never;
  const last = path.at(-1) as string | number;
  if (value === undefined) delete node[last];
  else node[last] = value as never;
  return JSON.stringify(root);
}

/** The case for one target, with other regions. */
export function withRegions(regions: readonly unknown[]) {
  return { ...CASE, parts: [{ ...CASE.parts[0], regions }], targets: [CASE.targets[0]] };
}

/** What is said of the case with the value at a path replaced. */
export function refusal(path: readonly (string | number)[], value: unknown): string {
  try {
    loadCase(bent(path, value), FILE);
  } catch (cause) {
    if (!(cause instanceof PrepError)) throw cause;
    expect(cause.code).toBe('case-invalid');
    return cause.message;
  }
  throw new Error('the case was taken');
}
