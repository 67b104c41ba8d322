import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importFaults, importsOf, readSources } from './import-rules.ts';

const source = fileURLToPath(new URL('../../src', import.meta.url));

describe('the floors of the house', () => {
  test('no import in src runs upward, sideways or in a circle', () => {
    const files = readSources(source);
    expect(files.length).toBeGreaterThan(20);
    expect(importFaults(files)).toEqual([]);
  });

  test('a planted import upward is found', () => {
    const faults = importFaults([
      { path: 'core/a.ts', text: "import { b } from '../geometry/b.ts';" },
      { path: 'geometry/b.ts', text: '' },
    ]);
    expect(faults).toEqual(['core/a.ts imports geometry/b.ts: core must not know geometry']);
  });

  test('a planted type import sideways is found', () => {
    const faults = importFaults([
      { path: 'slicing/a.ts', text: "import type { B } from '../lattice/b.ts';" },
      { path: 'lattice/b.ts', text: '' },
    ]);
    expect(faults).toEqual(['slicing/a.ts imports lattice/b.ts: slicing must not know lattice']);
  });

  test('a planted circle inside one folder is found, through export from and dynamic import too', () => {
    const faults = importFaults([
      { path: 'core/a.ts', text: "export { b } from './b.ts';" },
      { path: 'core/b.ts', text: "const c = await import('./c.ts');" },
      { path: 'core/c.ts', text: "import {\n  a,\n} from './a.ts';" },
    ]);
    expect(faults).toEqual(['circle: core/a.ts -> core/b.ts -> core/c.ts -> core/a.ts']);
  });

  test('a planted circle of rooms is found, though no circle of files is there', () => {
    const faults = importFaults([
      { path: 'pipeline/a/one.ts', text: "import { b } from '../b/one.ts';" },
      { path: 'pipeline/b/one.ts', text: '' },
      { path: 'pipeline/b/two.ts', text: "import { a } from '../a/two.ts';" },
      { path: 'pipeline/a/two.ts', text: '' },
    ]);
    expect(faults).toEqual(['circle: pipeline/a -> pipeline/b -> pipeline/a']);
  });

  test('a planted import of a command by a room of the pipeline is found', () => {
    const faults = importFaults([
      { path: 'pipeline/prepare.ts', text: "import { a } from './a/one.ts';" },
      { path: 'pipeline/a/one.ts', text: "import { c } from '../commands.ts';" },
      { path: 'pipeline/commands.ts', text: '' },
    ]);
    expect(faults).toEqual(['circle: pipeline -> pipeline/a -> pipeline']);
  });

  test('a planted node: import in a folder that must run in a browser is found', () => {
    expect(importFaults([{ path: 'formats/a.ts', text: "import { readFileSync } from 'node:fs';" }])).toHaveLength(1);
  });

  test('config may know the settings types of a room, and nothing else of it', () => {
    const room = [
      { path: 'scan/settings.ts', text: '' },
      { path: 'scan/hatch.ts', text: '' },
    ];
    expect(
      importFaults([{ path: 'config/a.ts', text: "import type { S } from '../scan/settings.ts';" }, ...room]),
    ).toEqual([]);
    expect(
      importFaults([{ path: 'config/a.ts', text: "import { h } from '../scan/hatch.ts';" }, ...room]),
    ).toHaveLength(1);
  });

  test('imports inside comments do not count', () => {
    expect(importsOf("/** see `import x from './y.ts'` */\n// from './z.ts'\nimport './a.ts';")).toEqual(['./a.ts']);
  });
});
