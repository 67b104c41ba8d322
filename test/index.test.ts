import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildFirst } from './support/run-cli.ts';
import { boxFile } from './support/test-meshes.ts';

buildFirst();

type Library = typeof import('trabecula');
let library: Library;
const dir = mkdtempSync(join(tmpdir(), 'trabecula-library-'));
beforeAll(async () => {
  library = await import('trabecula');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the library by its own name', () => {
  test.each(['prepare', 'slice', 'inspect', 'check', 'verify', 'implant', 'defaultContext', 'PrepError'] as const)(
    'exports %s',
    (name) => {
      expect(typeof library[name]).toBe('function');
    },
  );

  test('prepares a mesh without a context, and inspects, checks and verifies what came out', async () => {
    const input = boxFile(dir, 'block', 6, 5, 1);
    const out = join(dir, 'out');
    const [build] = await library.prepare({ input, outDir: out, profile: 'peek-implant-100um' });
    expect(build).toMatchObject({ dir: out, target: null, partId: 'block' });
    expect(build?.inspection.totals.extrudedVolumeMm3).toBeCloseTo(30, 1);
    for (const file of build?.files ?? []) expect(existsSync(join(out, file)), file).toBe(true);
    const [read] = await library.inspect({ paths: [join(out, 'block.gcode')], printer: null, profile: null });
    expect(read?.inspection.totals.extrudedVolumeMm3).toBe(build?.inspection.totals.extrudedVolumeMm3);
    expect((await library.check(input)).mesh).toMatchObject({ watertight: true });
    expect((await library.verify(out)).mismatches).toEqual([]);
  });

  test('says what cannot be by an error with code and place', async () => {
    const asked = library.prepare({ input: boxFile(dir, 'big', 300, 5, 1), outDir: join(dir, 'none') });
    await expect(asked).rejects.toMatchObject({ name: 'PrepError', code: 'part-too-large' });
    expect(existsSync(join(dir, 'none'))).toBe(false);
    const beside = library.prepare({ input: join(dir, 'case.json'), outDir: join(dir, 'none'), profile: 'x' });
    await expect(beside).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining("'profile' stands in the case"),
    });
  });

  test('writes an example case that check knows', async () => {
    const files = await library.implant('interbody', join(dir, 'example'));
    expect(files).toEqual(['interbody.stl', 'interbody-core.stl', 'case.json']);
    expect((await library.check(join(dir, 'example', 'case.json'))).summary).toContain('targets titanium, peek');
    await expect(library.implant('interbody', join(dir, 'example'))).rejects.toMatchObject({ code: 'output-exists' });
    await expect(library.implant('skull', dir)).rejects.toMatchObject({ code: 'usage' });
    expect(JSON.parse(readFileSync(join(dir, 'example', 'case.json'), 'utf8')).schema).toBe('trabecula/case@1');
  });
});
