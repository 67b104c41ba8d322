import { describe, expect, test } from 'vitest';
import { type LaserJob, UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import type { PlannedLayer } from '../../../src/core/ports.ts';
import type { Toolpath } from '../../../src/core/toolpath.ts';
import { layerSvgsSink } from '../../../src/formats/svg/write-layer-svgs.ts';
import { contour, hatch, line, memorySink, planned, region } from '../common-layer/job.ts';
import { refusalOf } from '../refusal.ts';

const exposure = { ...UNKNOWN_EXPOSURE, powerW: 280, speedMmPerS: 1200 };
const JOB: LaserJob = {
  tool: { name: 'trabecula', version: '1.2.3' },
  partId: 'cage',
  partLabel: 'cage <L4>',
  about: {},
  profile: { id: 'ti', name: 'Titanium' },
  keys: [
    { key: 'contour-outer', params: 'contour-outer', regionId: null, exposure: UNKNOWN_EXPOSURE },
    { key: 'hatch-core', params: 'hatch-core', regionId: null, exposure },
    { key: 'hatch-core porous', params: 'hatch-core', regionId: 'porous', exposure },
  ],
};
const COLOURS = new Map([
  ['contour-outer', '#d25e02'],
  ['hatch-core', '#0a87d7'],
]);
const SQUARE = [0, 0, 2, 0, 2, 2, 0, 2];
const HOLE = [0.5, 0.5, 0.5, 1.5, 1.5, 1.5, 1.5, 0.5];

/** Writes layers in a box and returns the files in the order in which they were finished. */
async function written(
  layers: readonly PlannedLayer[],
  boxMm: readonly [number, number, number, number, number, number] = [-1, 0, 0, 2, 3.5, 1],
): Promise<[name: string, text: string][]> {
  const files: [string, string][] = [];
  let open: { name: string; sink: ReturnType<typeof memorySink> } | null = null;
  const sink = layerSvgsSink({
    job: JOB,
    meltWidthMm: 0.12,
    colours: COLOURS,
    async file(name) {
      expect(open).toBeNull();
      open = { name, sink: memorySink() };
      return open.sink;
    },
    async finish(name) {
      expect(open?.name).toBe(name);
      if (open !== null) files.push([name, Buffer.from(open.sink.bytes()).toString('utf8')]);
      open = null;
    },
  });
  await sink.open({ partId: 'cage', layerCount: layers.length, thicknessMm: 0.03, boxMm });
  for (const layer of layers) await sink.layer(layer);
  await sink.close();
  expect(open).toBeNull();
  return files;
}

const textOf = async (...toolpaths: Toolpath[]) =>
  (await written([planned(0, 0.03, 0.03, [], toolpaths)])).map(([, text]) => text).join('');

describe('the picture of a layer', () => {
  test('is known by hand: y up by one transform, lines at the width of the track, one group a key', async () => {
    const porous: Toolpath = { ...hatch('hatch-core', [0.1, 0.25, 0.4, 0.25]), regionId: 'porous' };
    const layer = planned(
      12,
      0.39,
      0.03,
      [region(SQUARE, HOLE)],
      [
        hatch('hatch-core', [0.1, 1.75, 0.4, 1.75, 0.4, 1.8001, 0.1, 1.8001]),
        contour('contour-outer', [0.06, 0.06, 1.94, 0.06, 1.94, 1.94]),
        porous,
        contour('contour-outer', [1, 1, -0.5, 1], false),
      ],
    );
    const hatchGroup = (more: string, title: string) =>
      `<g class="hatch-core"${more} stroke="#0a87d7" stroke-opacity="0.7">\n<title>${title}</title>\n`;
    expect(await written([layer])).toEqual([
      [
        'layer-00012.svg',
        '<svg xmlns="http://www.w3.org/2000/svg" width="3.24mm" height="3.74mm" viewBox="-1.12 -3.62 3.24 3.74">\n' +
          '<title>cage &lt;L4&gt;, layer 12, z 0.39 mm</title>\n' +
          '<g transform="scale(1,-1)" fill="none" stroke-width="0.12" stroke-linecap="round" stroke-linejoin="round">\n' +
          '<g class="boundary" fill-rule="evenodd">\n<title>nominal boundary</title>\n' +
          '<path class="core" fill="#e4e7eb" d="M0 0L2 0L2 2L0 2ZM0.5 0.5L0.5 1.5L1.5 1.5L1.5 0.5Z"/>\n</g>\n' +
          `<g class="contour-outer" stroke="#d25e02" stroke-opacity="0.7">\n` +
          '<title>contour-outer</title>\n<path d="M0.06 0.06L1.94 0.06L1.94 1.94ZM1 1L-0.5 1"/>\n</g>\n' +
          hatchGroup('', 'hatch-core, 280 W, 1200 mm/s') +
          '<path d="M0.1 1.75L0.4 1.75M0.4 1.8001L0.1 1.8001"/>\n</g>\n' +
          hatchGroup(' data-region="porous"', 'hatch-core porous, 280 W, 1200 mm/s') +
          '<path d="M0.1 0.25L0.4 0.25"/>\n</g>\n</g>\n</svg>\n',
      ],
    ]);
  });

  test('of each layer has its own file and the same frame, also where the layer is empty', async () => {
    const files = await written([planned(9, 0.3, 0.03, [region(SQUARE)]), planned(10, 0.33, 0.03)]);
    expect(files.map(([name]) => name)).toEqual(['layer-00009.svg', 'layer-00010.svg']);
    const frame = (text = '') => text.slice(0, text.indexOf('\n'));
    expect(frame(files[1]?.[1])).toBe(frame(files[0]?.[1]));
    expect(files[1]?.[1]).not.toContain('<path');
  });

  test('holds every line of a long hatch, in whole units of 0.1 um', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => [0.1 + 0.2, i / 10_000, 1 / 3, i / 10_000]).flat();
    const text = await textOf(hatch('hatch-core', lines));
    expect([...text.matchAll(/M/g)]).toHaveLength(5000);
    expect(text).toContain('M0.3 0.4999L0.3333 0.4999"');
  });

  test('is the same twice', async () => {
    const layers = [planned(0, 0.03, 0.03, [region(SQUARE, HOLE)], [hatch('hatch-core', [0, 0, 1, 1])])];
    expect(await written(layers)).toEqual(await written(layers));
  });

  test('of a part without width has room for one track on each side', async () => {
    const [file] = await written([planned(0, 0.03, 0.03)], [1, 1, 0, 1, 1, 0]);
    expect(file?.[1]).toContain('width="0.24mm" height="0.24mm" viewBox="0.88 -1.12 0.24 0.24"');
  });
});

describe('refusals', () => {
  test.each([Number.NaN, Infinity, -1e300])('a coordinate of %s', async (value) => {
    const refused = { code: 'value-out-of-range', place: ['cage <L4>', 'layer 0'] };
    await expect(textOf(hatch('hatch-core', [0, 0, value, 0]))).rejects.toMatchObject(refused);
    await expect(textOf(contour('contour-outer', [0, 0, 1, value]))).rejects.toMatchObject(refused);
    await expect(written([planned(0, 0.03, 0.03, [region([0, 0, 1, 0, value, 1])])])).rejects.toMatchObject(refused);
  });

  test('a track without width, and a job without box', async () => {
    const files = { colours: COLOURS, file: async () => memorySink(), finish: async () => {} };
    for (const meltWidthMm of [0, Number.NaN, -1]) {
      expect(refusalOf(() => layerSvgsSink({ job: JOB, meltWidthMm, ...files })).code).toBe('value-out-of-range');
    }
    await expect(written([], [Infinity, 0, 0, -Infinity, 0, 0])).rejects.toMatchObject({ code: 'value-out-of-range' });
  });

  test('a key that the job does not have and a bead are our own faults', async () => {
    await expect(textOf(hatch('hatch-skin', [0, 0, 1, 0]))).rejects.toMatchObject({ code: 'own-fault' });
    const bead: Toolpath = {
      kind: 'bead',
      params: 'hatch-core',
      partId: 'cage',
      regionId: null,
      path: line(SQUARE),
      feature: 'perimeter',
      widthMm: new Float64Array(4),
      heightMm: 0.1,
    };
    await expect(textOf(bead)).rejects.toMatchObject({ code: 'own-fault' });
  });
});
