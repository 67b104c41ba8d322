import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../src/cli/option-table.ts';
import { REGION_KINDS } from '../../src/config/region-kinds.ts';
import { EXIT_CODE_OF } from '../../src/core/prep-error.ts';
import { JOB_NAMES, LAYER_NAMES } from '../../src/formats/gcode/template/settings.ts';
import { PRINT_RULES, UNMADE_PRINT_CHECKS } from '../../src/inspect/print/print-rules.ts';
import { RULES, UNMADE_CHECKS } from '../../src/inspect/rules.ts';
import { DEFAULT_INSPECT_LIMITS } from '../../src/inspect/settings.ts';
import { listCells } from '../../src/pipeline/cells.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const profile = JSON.parse(read('profiles/ti6al4v-eli-30um.json'));
const profile60 = JSON.parse(read('profiles/ti6al4v-eli-60um.json'));
const peekProfile = JSON.parse(read('profiles/peek-implant-100um.json'));

interface DocsTables {
  docsTables(sources: object): Record<string, Record<string, string>>;
  fillTables(text: string, tables: Record<string, string>): string;
}
const script = new URL('../../scripts/docs-tables.mjs', import.meta.url).href;
const { docsTables, fillTables } = (await import(script)) as DocsTables;
const rules = { RULES, UNMADE_CHECKS, PRINT_RULES, UNMADE_PRINT_CHECKS, DEFAULT_INSPECT_LIMITS };
const names = { JOB_NAMES, LAYER_NAMES };
const sources = { OPTIONS, EXIT_CODE_OF, REGION_KINDS, ...names, ...rules, listCells, profile, profile60, peekProfile };

describe('tables of the documents', () => {
  test.each(Object.entries(docsTables(sources)))('those of %s are as the sources say', (document, tables) => {
    const text = read(document);
    expect(text, 'run node scripts/docs-tables.mjs').toBe(fillTables(text, tables));
  });

  test('an option that README does not know is noticed', () => {
    const more = { name: 'planted', takes: null, help: 'planted', default: null, commands: ['prepare'] };
    const tables = docsTables({ ...sources, OPTIONS: [...OPTIONS, more] })['README.md']!;
    const text = read('README.md');
    expect(fillTables(text, tables)).not.toBe(text);
    expect(fillTables(text, tables)).toContain('| `--planted` | planted |');
  });

  test('every finding that the sources can raise stands in docs/inspection.md', () => {
    const text = read('docs/inspection.md');
    const ids = new Set(RULES.map(({ id }) => id));
    for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      const source = read(join('src', name));
      for (const [, id] of source.matchAll(/\bfinding\(\s*'([a-z-]+)'/g)) ids.add(id!);
      for (const [, id] of source.matchAll(/'(mesh-[a-z-]+)', '(?:error|warning|note)'/g)) ids.add(id!);
    }
    expect(ids.size).toBeGreaterThan(RULES.length + 8);
    expect([...ids].filter((id) => !text.includes(`\`${id}\``))).toEqual([]);
  });
});

describe('links of the documents', () => {
  const documents = [
    ...readdirSync(root).filter((name) => name.endsWith('.md')),
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];

  test.each(documents)('every file that %s points at is there', (document) => {
    const targets = [...read(document).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !existsSync(join(root, dirname(document), target)))).toEqual([]);
  });
});

describe.each([profile, profile60])(
  'the rules that docs/titanium.md states hold for $id',
  ({ meltWidthMm, contour, hatch }) => {
    test('no gap opens between one contour and the next', () => {
      expect(contour.offsetMm.value).toBeLessThanOrEqual(meltWidthMm.value);
    });

    test('contours cover a wall that is too narrow for a hatch line', () => {
      const reach = hatch.offsetMm.value + hatch.spacingMm.value / 2;
      expect(reach).toBeLessThanOrEqual(meltWidthMm.value / 2 + 1e-12);
    });
  },
);
