/** One small build of all that there is, in every format: each file is read back and must hold the same numbers. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LaserFile } from '../../src/core/laser-file.ts';
import { exposureKey } from '../../src/core/toolpath.ts';
import { openAlsam } from '../../src/formats/alsam/read-alsam.ts';
import { openCommonLayer } from '../../src/formats/common-layer/read-common-layer.ts';
import { openIlt } from '../../src/formats/ilt/read-ilt.ts';
import { openOpenVector } from '../../src/formats/open-vector/read-open-vector.ts';
import { openThreeMfToolpath } from '../../src/formats/threemf/toolpath/read-toolpath.ts';
import { openFileSource } from '../../src/store/file-source.ts';
import { PRINTER_TEXT, PROFILE_TEXT, withValue } from '../config/example-files.ts';
import { boxMesh, joined } from '../geometry/solids.ts';
import { tempFolder } from '../store/temp-folder.ts';
import { lib3mf } from '../support/lib3mf.ts';
import { areaOf, readContours } from '../support/read-contours.ts';
import { buildFirst, runCli } from '../support/run-cli.ts';
import { sharedData } from '../support/shared-data.ts';
import { stlFile } from '../support/test-meshes.ts';

buildFirst();

const q = (value: number) => ({ value, source: 'a test' });
const LAYER_MM = 0.06;
const EVERY = ['cli', 'ilt', '3mf', '3mf-slices', '3mf-mesh', '3mf-toolpath', 'ovf', 'alsam', 'stl', 'svg'];
const dir = tempFolder();
const out = join(dir, 'all');

/** The example with every area, thin sets of their own, all delays, and a seam between two lasers. */
function profileText(): string {
  const shipped = JSON.parse(PROFILE_TEXT);
  const skin = { angleDeg: q(45), layers: q(2), expansionMm: q(0.1), minWidthMm: q(0.12) };
  const set = shipped.parameters['hatch-core'];
  const parameters = { ...shipped.parameters };
  for (const [n, key] of ['hatch-upskin', 'hatch-hull', 'contour-upskin', 'contour-downskin', 'contour-2'].entries()) {
    parameters[key] = { ...set, powerW: q(100 + n), window: undefined };
  }
  const delays = { markDelayUs: q(50), polygonDelayUs: q(20), laserOnDelayUs: q(80), laserOffDelayUs: q(100) };
  return JSON.stringify({
    ...shipped,
    id: 'own',
    skins: { downskin: skin, upskin: skin, hullMm: q(0.6), transitionMm: q(0.2) },
    parameters,
    time: { ...shipped.time, ...delays },
    laserSeam: { overlapMm: q(0.2), shiftMm: q(0.3) },
  });
}

/** The example printer with two lasers whose fields overlap about its middle, where parts are put. */
function printerText(): string {
  const field = (xMinMm: number, xMaxMm: number) => ({
    maxPowerW: q(400),
    field: { shape: 'rectangle', xMinMm, yMinMm: 0, xMaxMm, yMaxMm: 250, source: 'a test' },
  });
  return withValue(withValue(PRINTER_TEXT, ['lasers'], [field(0, 150), field(100, 250)]), ['id'], 'two');
}

const TARGET = { id: 'ti', printer: 'two', profile: 'own', layerMm: LAYER_MM };
const CASE = {
  ...{ schema: 'trabecula/case@1', id: 'case-7', side: 'left', level: 'L4-L5', revision: 'A', units: 'mm' },
  name: 'A table',
  parts: [
    {
      id: 'table',
      mesh: 'table.stl',
      positionMm: { x: 121.5, y: 120 },
      regions: [
        {
          id: 'core',
          kind: 'porous',
          shape: { by: 'mesh', file: 'core.stl' },
          lattice: { cellType: 'gyroid', phase: 'sheet', cellMm: 1.2, relativeDensity: 0.4 },
        },
        { id: 'frame', kind: 'solid', shape: { by: 'rest' } },
      ],
    },
  ],
};

const OWN = ['--profiles', join(dir, 'profiles'), '--printers', join(dir, 'printers')];

/** Prepares the case with these kinds of output. */
async function prepared(to: string, outputs: readonly string[], ...options: readonly string[]): Promise<void> {
  const file = join(dir, `case-${outputs.length}.json`);
  writeFileSync(file, JSON.stringify({ ...CASE, targets: [{ ...TARGET, outputs }] }));
  const run = await runCli('prepare', file, ...OWN, '--cli-medical', '--quiet', '--out', to, ...options);
  expect([run.code, run.stderr]).toEqual([0, '']);
}

beforeAll(async () => {
  for (const [name, text] of [
    ['profiles/own.json', profileText()],
    ['printers/two.json', printerText()],
  ] as const) {
    mkdirSync(join(dir, name, '..'), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  // A table: its top hangs over its foot by 1 mm on each side; a gyroid is inside, dense solid around it, a thin fin beside it.
  stlFile(
    dir,
    'table',
    joined(boxMesh(1, 0, 0, 6, 4, 0.48), boxMesh(0, 0, 0.48, 7, 4, 1.2), boxMesh(8, 0, 0, 8.1, 4, 1.2)),
  );
  stlFile(dir, 'core', boxMesh(2, -1, 0.12, 5, 5, 1.08));
  await prepared(out, EVERY, '--cli-content', 'scan');
}, 120_000);

/** Vectors by layer and key, in whole steps of 0.1 um, in the order in which they are run. */
type ByKey = ReadonlyMap<string, readonly string[]>;

const words = (mm: ArrayLike<number>, unit = 1e4) => Array.from(mm, (v) => Math.round(v * unit) + 0).join(' ');
const pairs = (xy: ArrayLike<number>, unit?: number) =>
  Array.from({ length: xy.length / 2 - 1 }, (_, i) => words(Array.from(xy).slice(2 * i, 2 * i + 4), unit));
const fours = (xyxy: ArrayLike<number>, unit?: number) =>
  Array.from({ length: xyxy.length / 4 }, (_, i) => words(Array.from(xyxy).slice(4 * i, 4 * i + 4), unit));

interface Row {
  readonly id: number;
  readonly key: string;
  readonly region?: string;
  readonly laser?: number;
  readonly file: string | null;
}
const rowsOf = (of: string): Row[] => JSON.parse(readFileSync(join(of, 'exposure.json'), 'utf8')).keys;
const nameOf = ({ key, region, laser }: Row) =>
  exposureKey({ params: key, regionId: region ?? null, ...(laser === undefined ? {} : { laser }) });

function gather(found: Map<string, string[]>, zMm: number, key: string, vectors: readonly string[]): void {
  const place = `${Math.round(zMm * 1e4)} ${key}`;
  const list = found.get(place);
  if (list === undefined) found.set(place, [...vectors]);
  else list.push(...vectors);
}

/** What the Common Layer files of a build say that the laser runs; the nominal boundary is left out. */
async function commonLayerOf(of: string, unit?: number): Promise<ByKey> {
  const rows = rowsOf(of);
  const found = new Map<string, string[]>();
  for (const name of new Set(rows.flatMap(({ file }) => file ?? []))) {
    const source = await openFileSource(join(of, name));
    for await (const { zMm, polylines, hatches } of (await openCommonLayer(source)).layers()) {
      const nameOfId = (id: number) => nameOf(rows.find((row) => row.id === id) as Row);
      for (const { id, direction, xy } of polylines) {
        if (direction === 2) gather(found, zMm, nameOfId(id), pairs(xy, unit));
      }
      for (const { id, xyxy } of hatches) gather(found, zMm, nameOfId(id), fours(xyxy, unit));
    }
    await source.close();
  }
  return found;
}

async function laserFileOf(
  path: string,
  open: (source: Awaited<ReturnType<typeof openFileSource>>) => Promise<LaserFile>,
) {
  const source = await openFileSource(path);
  const file = await open(source);
  const found = new Map<string, string[]>();
  for await (const { zMm, paths } of file.layers()) {
    for (const path of paths) {
      if (path.kind === 'boundary') throw new Error('a boundary that would be run');
      const name = file.exposures[path.exposure ?? -1]?.name ?? '?';
      const xy = path.kind === 'line' && path.closed ? [...path.xy, path.xy[0]!, path.xy[1]!] : undefined;
      gather(found, zMm, name, path.kind === 'hatch' ? fours(path.xyxy) : pairs(xy ?? path.xy));
    }
  }
  await source.close();
  return { file, found };
}

const sorted = (found: ByKey) => [...found].map(([key, vectors]) => [key, vectors.toSorted()] as const).toSorted();
/** The same without the key, for formats that name their sections in words of their own. */
const byHeight = (found: ByKey) => {
  const merged = new Map<string, string[]>();
  for (const [place, vectors] of found) gather(merged, Number(place.split(' ')[0]) / 1e4, '', vectors);
  return sorted(merged);
};

describe('every output of one build', () => {
  test('there is one of each, and the case has all areas, both lasers and both regions', async () => {
    const names = readdirSync(out);
    for (const name of ['cli', 'ilt', '3mf', 'mesh.3mf', 'build.3mf', 'ovf', 'scn', 'stl']) {
      expect(names).toContain(`table.${name}`);
    }
    expect(names.filter((name) => name.endsWith('.svg'))).toHaveLength(20);
    const keys = new Set([...(await commonLayerOf(out)).keys()].map((place) => place.slice(place.indexOf(' ') + 1)));
    const params = new Set([...keys].map((key) => key.split(' ')[0]));
    const areas = ['core', 'hull', 'upskin', 'downskin', 'lattice'].map((area) => `hatch-${area}`);
    const contours = ['outer', 'upskin', 'downskin', '2'].map((contour) => `contour-${contour}`);
    expect([...params].toSorted()).toEqual([...areas, ...contours, 'thin-wall'].toSorted());
    for (const part of ['core', 'frame', '@0', '@1']) {
      expect(
        [...keys].some((key) => key.split(' ').includes(part)),
        part,
      ).toBe(true);
    }
  });

  test.each([
    ['table.ovf', openOpenVector],
    ['table.build.3mf', openThreeMfToolpath],
    ['table.scn', openAlsam],
  ] as const)('%s holds every vector of every key of the Common Layer file', async (name, open) => {
    const { file, found } = await laserFileOf(join(out, name), open);
    expect(file.tolerated).toEqual([]);
    expect(sorted(found)).toEqual(sorted(await commonLayerOf(out)));
  });

  test('table.ilt, which names its sections in words of its own, holds every vector of each height', async () => {
    const { file, found } = await laserFileOf(join(out, 'table.ilt'), openIlt);
    expect(file.tolerated).toEqual([]);
    expect(byHeight(found)).toEqual(byHeight(await commonLayerOf(out)));
  });

  test.each([
    ['ascii', ['--cli-encoding', 'ascii']],
    ['aligned', ['--cli-dialect', 'aligned']],
    ['plus', ['--cli-dialect', 'plus']],
    ['by key', ['--cli-files', 'by-key']],
  ])('the Common Layer file %s says the same to the last digit', async (name, options) => {
    const to = join(dir, name);
    await prepared(to, ['cli'], '--cli-content', 'scan', ...options);
    expect(sorted(await commonLayerOf(to))).toEqual(sorted(await commonLayerOf(out)));
  });

  test('that of EOS says the same but for the ends of vectors, which are rounded to 0.01 mm', async () => {
    const to = join(dir, 'eos');
    await prepared(to, ['cli'], '--cli-content', 'scan', '--cli-dialect', 'eos');
    // A vector of which both ends fall on one place has no length there, and is left out; contours keep the grid.
    const lasts = (key: string, vector: string) => {
      const [x0, y0, x1, y1] = vector.split(' ').map((v) => Math.round(Number(v) / 100));
      return key.includes('contour-') || x0 !== x1 || y0 !== y1;
    };
    const plain: ByKey = new Map(
      [...(await commonLayerOf(out))].flatMap(([key, vectors]) => {
        const lasting = vectors.filter((vector) => lasts(key, vector));
        return lasting.length === 0 ? [] : [[key, lasting] as const];
      }),
    );
    const eosVectors = await commonLayerOf(to);
    const counts = (found: ByKey) => sorted(found).map(([key, vectors]) => [key, vectors.length]);
    expect(counts(eosVectors)).toEqual(counts(plain));
    for (const [key, vectors] of plain) {
      const rounded = eosVectors.get(key) as readonly string[];
      for (const [n, vector] of vectors.entries()) {
        const other = (rounded[n] as string).split(' ').map(Number);
        // Half of 0.01 mm, in steps of 0.1 um.
        for (const [k, v] of vector.split(' ').entries())
          expect(Math.abs(Number(v) - other[k]!)).toBeLessThanOrEqual(50);
      }
    }
  });

  test('the boundary of the Common Layer file has the volume of both meshes, to a hundredth', async () => {
    const to = join(dir, 'boundary');
    await prepared(to, ['cli'], '--cli-content', 'boundary');
    const layers = readContours(join(to, 'table.cli'));
    const volumeMm3 = layers.reduce((sum, layer) => sum + areaOf(layer) * LAYER_MM, 0);
    const { totals } = JSON.parse(readFileSync(join(to, 'inspection.json'), 'utf8'));
    expect(totals.volumeMm3).toBeCloseTo(volumeMm3, 6);
    for (const name of ['table.stl', 'table.mesh.3mf']) {
      const run = await runCli('check', join(out, name), '--json');
      expect(run.code, name).toBe(0);
      const checked = JSON.parse(run.stdout);
      expect(checked.watertight).toBe(true);
      expect(Math.abs(checked.volumeMm3 / volumeMm3 - 1), `${name} ${checked.volumeMm3} ${volumeMm3}`).toBeLessThan(
        0.01,
      );
    }
  });

  test('the picture of each layer draws as many vectors as the Common Layer file has', async () => {
    const planned = new Map(
      byHeight(await commonLayerOf(out)).map(([place, vectors]) => [Number.parseInt(place, 10), vectors]),
    );
    const names = readdirSync(out)
      .filter((file) => file.endsWith('.svg'))
      .toSorted();
    for (const [index, name] of names.entries()) {
      const text = readFileSync(join(out, name), 'utf8');
      const run = text.slice(text.indexOf('</g>', text.indexOf('class="boundary"')));
      const drawn = (run.match(/ d="[^"]*"/g) ?? []).join('').match(/[LZ]/g)?.length;
      expect(drawn, name).toBe(planned.get(Math.round((index + 1) * LAYER_MM * 1e4))?.length);
    }
  });
});

describe('3MF', () => {
  test.each(['table.3mf', 'table.mesh.3mf'])('%s opens in lib3mf, strict, without a warning', (name) => {
    expect(lib3mf(join(out, name))).toMatchObject({ error: null, warnings: 0 });
  });
});

const schemas = sharedData('slice-specs');
const hasXmllint = ((): boolean => {
  try {
    execFileSync('xmllint', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!existsSync(schemas) || !hasXmllint)(
  'XSDs of the toolpath extension (needs shared/data and xmllint)',
  () => {
    /**
     * Judges a document by a schema. The import of the xml namespace, of which nothing is used, would ask the network; libxml2 does not
     * compile 2147483647 as the largest number of times.
     */
    function judge(schema: string, documents: readonly string[]): string {
      const xsd = join(dir, schema);
      writeFileSync(
        xsd,
        readFileSync(join(schemas, schema), 'utf8')
          .replace(/<xs:import [^>]*\/>/, '')
          .replaceAll('maxOccurs="2147483647"', 'maxOccurs="unbounded"'),
      );
      const files = documents.map((document, n) => {
        const file = join(dir, `document-${n}.xml`);
        writeFileSync(file, document);
        return file;
      });
      try {
        execFileSync('xmllint', ['--nonet', '--noout', '--schema', xsd, ...files], { stdio: 'pipe' });
        return '';
      } catch (cause) {
        return String((cause as { stderr?: unknown }).stderr);
      }
    }
    const entries = () => Object.entries(unzipSync(readFileSync(join(out, 'table.build.3mf'))));
    const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
    const LAYERS = '3mf_toolpath_layer_2026_03.xsd';
    const layerTexts = () =>
      entries().flatMap(([name, bytes]) =>
        name.startsWith('Toolpath/') && name.endsWith('.xml') ? [textOf(bytes)] : [],
      );

    test('every layer is valid, and one with a word that is not in the schema is not', () => {
      expect(layerTexts()).toHaveLength(20);
      expect(judge(LAYERS, layerTexts())).toBe('');
      expect(judge(LAYERS, [layerTexts()[0]!.replace('<segment ', '<segment speed="1" ')])).toContain('speed');
    });

    test('the resource in the model is valid', () => {
      const model = textOf(unzipSync(readFileSync(join(out, 'table.build.3mf')))['3D/3dmodel.model']!);
      const [, head = ''] = /<model ([^>]*)>/.exec(model) ?? [];
      const [resource = ''] = /<tp:toolpathresource[\s\S]*<\/tp:toolpathresource>/.exec(model) ?? [];
      const space = (head.match(/xmlns:[a-z]+="[^"]*"/g) ?? []).join(' ');
      const alone = resource.replace('<tp:toolpathresource', `<tp:toolpathresource ${space}`);
      expect(judge('3mf_toolpath_2026_03.xsd', [alone])).toBe('');
      expect(judge('3mf_toolpath_2026_03.xsd', [alone.replace('unitfactor=', 'unitsfactor=')])).toContain(
        'unitsfactor',
      );
    });
  },
);
