import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { UNKNOWN_EXPOSURE } from '../../../../src/core/laser-file.ts';
import type { PlannedLayer } from '../../../../src/core/ports.ts';
import { readThreeMf } from '../../../../src/formats/threemf/read-threemf.ts';
import {
  type ThreeMfToolpathOptions,
  threeMfToolpathSink,
} from '../../../../src/formats/threemf/toolpath/write-toolpath.ts';
import { boxMesh, randomFrom } from '../../../geometry/solids.ts';
import { lib3mf } from '../../../support/lib3mf.ts';
import { elementsOf, schemaFaults, type XmlElement, xmlTree } from './schema-check.ts';
import { contour, hatch, JOB, layersOf, OPTIONS, partsOf, readAll, sha1, TINY, written } from './toolpath-job.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'trabecula-toolpath-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const MODEL = '3D/3dmodel.model';

function resourceOf(parts: ReadonlyMap<string, string>): XmlElement {
  const [resource] = elementsOf(xmlTree(parts.get(MODEL) ?? ''), 'toolpathresource');
  if (resource === undefined) throw new Error('the model has no toolpath');
  return resource;
}

const attributeOf = (element: XmlElement | undefined, name: string) =>
  element?.attributes.find((attribute) => attribute.name === name)?.value;

/** Layers of random paths of all kinds. */
function randomLayers(count: number, seed: number): PlannedLayer[] {
  const random = randomFrom(seed);
  const values = (length: number) =>
    Array.from({ length }, () => Math.round((random() - 0.5) * 2 * 2 ** 21) / 10_000 + 0);
  return layersOf(
    Array.from({ length: count }, () =>
      Array.from({ length: Math.floor(random() * 5) }, () => {
        const kind = random();
        if (kind < 0.4) return hatch(values(4 * Math.floor(1 + random() * 30)));
        const closed = kind < 0.7;
        const points = Math.floor((closed ? 3 : 2) + random() * 40);
        return contour(closed ? 'contour-outer' : 'wall', values(2 * points), closed);
      }),
    ),
    0.6,
  );
}

describe('the package', () => {
  test('holds a part for each layer, the model, and what relates them, in a fixed order', async () => {
    const parts = partsOf(await written(TINY));
    expect([...parts.keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'Toolpath/Layers/layer00001.xml',
      'Toolpath/Layers/layer00002.xml',
      'Toolpath/Layers/layer00003.xml',
      '3D/_rels/3dmodel.model.rels',
      MODEL,
    ]);
    expect(parts.get('[Content_Types].xml')).toContain('<Default Extension="xml" ContentType="application/xml"/>');
    const related = elementsOf(xmlTree(parts.get('3D/_rels/3dmodel.model.rels') ?? ''), 'Relationship');
    const type = 'http://schemas.3mf.io/3dmanufacturing/toolpath/2026/03/layer';
    expect(related.map((one) => ['Id', 'Target', 'Type'].map((name) => attributeOf(one, name)))).toEqual([
      ['rel1', '/Toolpath/Layers/layer00001.xml', type],
      ['rel2', '/Toolpath/Layers/layer00002.xml', type],
      ['rel3', '/Toolpath/Layers/layer00003.xml', type],
    ]);
  });

  test('says each path in whole units of 0.1 micrometre, as worked out by hand', async () => {
    const parts = partsOf(await written(TINY));
    const part = /<part id="1" uuid="([^"]*)"/.exec(parts.get('Toolpath/Layers/layer00001.xml') ?? '')?.[1];
    const profiles = elementsOf(resourceOf(parts), 'toolpathprofile').map((profile) => attributeOf(profile, 'uuid'));
    expect(parts.get('Toolpath/Layers/layer00001.xml')).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<layer xmlns="http://schemas.3mf.io/3dmanufacturing/toolpath/2026/03">\n' +
        `<parts>\n<part id="1" uuid="${part}"/>\n</parts>\n` +
        `<profiles>\n<profile id="1" uuid="${profiles[0]}"/>\n<profile id="2" uuid="${profiles[1]}"/>\n</profiles>\n` +
        '<segments>\n<segment type="loop" profileid="1" partid="1">\n' +
        '<point x="0" y="0"/>\n<point x="10000" y="0"/>\n<point x="10000" y="12345"/>\n</segment>\n' +
        '<segment type="hatch" profileid="2" partid="1">\n' +
        '<hatch x1="0" y1="0" x2="10000" y2="0"/>\n<hatch x1="-5000" y1="10000" x2="10000" y2="10000"/>\n</segment>\n' +
        '</segments>\n</layer>\n',
    );
    expect(parts.get('Toolpath/Layers/layer00002.xml')).toMatch(/^<\?xml [^>]*>\n<layer [^>]*>\n<\/layer>\n$/);
    expect(parts.get('Toolpath/Layers/layer00003.xml')).toContain(
      '<segment type="polyline" profileid="3" partid="1">\n<point x="20000" y="0"/>\n<point x="20000" y="1"/>\n</segment>',
    );
  });

  test('lists heights, lasers and profiles in the model part', async () => {
    const parts = partsOf(await written(layersOf([[], []], 0.6)));
    const resource = resourceOf(parts);
    expect(attributeOf(resource, 'unitfactor')).toBe('0.0001');
    const [layers] = elementsOf(resource, 'toolpathlayers');
    expect(attributeOf(layers, 'zbottom')).toBe('6000');
    expect(layers?.children.map((layer) => attributeOf(layer, 'ztop'))).toEqual(['6300', '6600']);
    expect(elementsOf(resource, 'lasersource').map((laser) => attributeOf(laser, 'index'))).toEqual(['0', '3']);
    const model = parts.get(MODEL) ?? '';
    expect(model).toContain(
      'name="contour-outer" laserpower="120" laserspeed="700.5" jumpspeed="5000" laserfocus="-0.0000001" spotradius="0.035" ' +
        'laserindex="3" laser:pointdistance="0.065" laser:pointexposure="40" laser:jumpdelay="30" laser:markdelay="0" ' +
        'laser:polygondelay="10" laser:laserondelay="-12.5" laser:laseroffdelay="0.3333333333333333" ' +
        'laser:skywritingrunin="0.1" laser:skywritingrunout="0.2" laser:skywritingleastangle="5"/>',
    );
    expect(model).toContain('name="hatch-core r1" laserpower="0" laserspeed="1200" laserindex="0"/>');
    expect(model).toContain('name="wall"/>');
    expect(model).toContain(' requiredextensions="p tp" recommendedextensions="laser">');
    expect(model).toContain('<metadata name="Title">Cage &lt;1&gt; &amp; more</metadata>');
  });

  test('declares our namespace only where it is used, and no lasers where none is known', async () => {
    const keys = [{ ...JOB.keys[2]!, exposure: { ...UNKNOWN_EXPOSURE, powerW: 100 } }];
    const parts = partsOf(await written([], { ...OPTIONS, job: { ...JOB, keys } }));
    expect(parts.get(MODEL)).toContain(' requiredextensions="p tp">');
    expect(parts.get(MODEL)).not.toMatch(/laser:|recommendedextensions|lasersource/);
  });

  test('relates layers to items and items to objects by UUIDs, all different', async () => {
    const meshes = [boxMesh(0, 0, 0, 1, 1, 0.09), boxMesh(5, 0, 0, 6, 1, 0.09)];
    const options: ThreeMfToolpathOptions = {
      ...OPTIONS,
      parts: meshes.map((mesh, i) => ({ partId: ['cage', 'coupon'][i]!, name: `object ${i}`, mesh })),
    };
    const bytes = await written(layersOf([[hatch([5, 0, 6, 0], 'coupon'), hatch([0, 0, 1, 0])]]), options);
    const parts = partsOf(bytes);
    const model = xmlTree(parts.get(MODEL) ?? '');
    const items = elementsOf(model, 'item');
    const layer = xmlTree(parts.get('Toolpath/Layers/layer00001.xml') ?? '');
    expect(elementsOf(layer, 'part').map((part) => attributeOf(part, 'uuid'))).toEqual(
      items.map((item) => attributeOf(item, 'UUID')),
    );
    expect(items.map((item) => attributeOf(item, 'objectid'))).toEqual(
      elementsOf(model, 'object').map((object) => attributeOf(object, 'id')),
    );
    const uuids = [...(parts.get(MODEL) ?? '').matchAll(/(?:p:UUID|uuid)="([^"]*)"/g)].map(([, uuid]) => uuid);
    expect(uuids).toHaveLength(1 + JOB.keys.length + 2 + 1 + 2);
    expect(new Set(uuids).size).toBe(uuids.length);
    const { file, layers } = await readAll(bytes);
    expect(file.parts).toEqual(['cage', 'coupon']);
    expect(layers[0]?.paths.map(({ part }) => part)).toEqual([1, 0]);
  });
});

describe('the schema of the extension', () => {
  test('has nothing against any part of a job with all kinds of paths', async () => {
    const parts = partsOf(await written(randomLayers(30, 7)));
    expect(schemaFaults(resourceOf(parts))).toEqual([]);
    const layers = [...parts].filter(([name]) => name.startsWith('Toolpath/Layers/'));
    expect(layers).toHaveLength(30);
    for (const [, text] of layers) expect(schemaFaults(xmlTree(text))).toEqual([]);
    // Beyond the schema: what XML Schema cannot say, such as the least number of points (chapter 1.3).
    const segments = layers.flatMap(([, text]) => elementsOf(xmlTree(text), 'segment'));
    const least = { loop: 3, polyline: 2, hatch: 1 };
    expect(new Set(segments.map((segment) => attributeOf(segment, 'type')))).toEqual(new Set(Object.keys(least)));
    for (const segment of segments) {
      const type = attributeOf(segment, 'type') as keyof typeof least;
      expect(segment.children.length).toBeGreaterThanOrEqual(least[type]);
      expect(new Set(segment.children.map(({ name }) => name))).toEqual(
        new Set([type === 'hatch' ? 'hatch' : 'point']),
      );
    }
  });

  test.each<[string, string, (text: string) => string]>([
    [
      'profiles before lasers',
      MODEL,
      (text) => text.replace(/(<tp:lasersources>.*<\/tp:lasersources>)(.*<\/tp:toolpathprofiles>)/s, '$2$1'),
    ],
    ['a negative height', MODEL, (text) => text.replace('ztop="300"', 'ztop="-300"')],
    ['a profile without name', MODEL, (text) => text.replace('name="wall"', '')],
    ['an unknown attribute', MODEL, (text) => text.replace('name="wall"', 'name="wall" colour="red"')],
    ['a speed of 0', MODEL, (text) => text.replace('laserspeed="1200"', 'laserspeed="0"')],
    ['a path without slash', MODEL, (text) => text.replace('path="/Tool', 'path="Tool')],
    ['a broken UUID', MODEL, (text) => text.replace(/uuid="./, 'uuid="x')],
    [
      'segments before parts',
      'Toolpath/Layers/layer00001.xml',
      (text) => text.replace(/(<parts>.*)(<segments>.*<\/segments>)/s, '$2$1'),
    ],
    ['a coordinate with a point', 'Toolpath/Layers/layer00001.xml', (text) => text.replace('x="10000"', 'x="1000.0"')],
    [
      'a coordinate of 33 bits',
      'Toolpath/Layers/layer00001.xml',
      (text) => text.replace('x="10000"', 'x="2147483648"'),
    ],
    ['an unknown type', 'Toolpath/Layers/layer00001.xml', (text) => text.replace('type="loop"', 'type="circle"')],
    ['a segment without part', 'Toolpath/Layers/layer00001.xml', (text) => text.replace(' partid="1"', '')],
  ])('the check of the tests finds %s', async (_, name, damage) => {
    const parts = partsOf(await written(TINY));
    const text = parts.get(name) ?? '';
    expect(damage(text)).not.toBe(text);
    const tree = xmlTree(damage(text));
    const element = name === MODEL ? elementsOf(tree, 'toolpathresource')[0]! : tree;
    expect(schemaFaults(element)).not.toEqual([]);
  });
});

describe('other readers of 3MF', () => {
  /** The same file for those that do not know toolpaths: it no longer requires that they do. */
  async function relaxed(): Promise<Uint8Array> {
    const parts = partsOf(await written(randomLayers(5, 3)));
    const model = (parts.get(MODEL) ?? '').replace('requiredextensions="p tp"', 'requiredextensions="p"');
    return zipSync(
      Object.fromEntries([...parts, [MODEL, model]].map(([name = '', text = '']) => [name, strToU8(text)])),
    );
  }

  test('lib3mf, strict, takes package, object and build without error or warning', async () => {
    const path = join(FOLDER, 'relaxed.3mf');
    writeFileSync(path, await relaxed());
    expect(lib3mf(path)).toMatchObject({ error: null, warnings: 0, triangles: 12 });
  });

  test('lib3mf refuses the file as it is, because it must know what a toolpath is', async () => {
    const path = join(FOLDER, 'toolpath.3mf');
    writeFileSync(path, await written(TINY));
    expect(lib3mf(path).error).toContain('required extension');
  });

  test('our reader of meshes finds the mesh, to the last bit', async () => {
    expect(readThreeMf(await relaxed(), 'relaxed.3mf').mesh).toEqual(OPTIONS.parts[0]?.mesh);
  });
});

describe('what was written reads back', () => {
  test.each([1, 2, 3])('as the same paths, heights and exposures, to the last bit (job %i)', async (seed) => {
    const planned = randomLayers(40, seed);
    const { file, layers } = await readAll(await written(planned));
    const exposures = JOB.keys.map(({ key }) => key);
    expect(layers).toEqual(
      planned.map(({ layer, toolpaths }) => ({
        zMm: Math.round(layer.zMm * 10_000) / 10_000,
        thicknessMm: 0.03,
        paths: toolpaths.toolpaths.map((path) => {
          const exposure = exposures.indexOf(path.params === 'hatch-core' ? 'hatch-core r1' : path.params);
          if (path.kind === 'hatch') return { kind: 'hatch', part: 0, exposure, xyxy: path.lines.xyxy };
          if (path.kind !== 'contour') throw new Error('is no laser path');
          return { kind: 'line', part: 0, exposure, closed: path.path.closed, xy: path.path.xy };
        }),
      })),
    );
    expect(file.exposures).toEqual(JOB.keys.map(({ key, exposure }) => ({ name: key, exposure })));
    expect(file.parts).toEqual(['cage']);
    expect(file.tolerated).toEqual([]);
    expect(Object.fromEntries(file.about)).toEqual({
      Application: 'Trabecula 0.1.0',
      Title: 'Cage <1> & more',
      'trabecula:materialProfile': 'ti6al4v',
      'trabecula:materialProfileName': 'Ti-6Al-4V',
      'trabecula:caseId': 'C-1',
      'laser 0': 'Laser 0',
      'laser 3': 'Laser 3',
    });
  });

  test('at the very ends of 32 bits', async () => {
    const most = (2 ** 31 - 1) / 10_000;
    const { layers } = await readAll(await written(layersOf([[hatch([most, -most, -most, most])]])));
    expect(layers[0]?.paths).toEqual([
      { kind: 'hatch', part: 0, exposure: 1, xyxy: Float64Array.of(most, -most, -most, most) },
    ]);
  });

  test('a hatch without lines leaves nothing behind', async () => {
    expect((await readAll(await written(layersOf([[hatch([])]])))).layers[0]?.paths).toEqual([]);
  });
});

describe('the same job', () => {
  test('gives the same bytes twice', async () => {
    expect(await written(randomLayers(20, 5))).toEqual(await written(randomLayers(20, 5)));
  });

  const uuidsOf = async (layers: readonly PlannedLayer[], options = OPTIONS) => {
    const model = partsOf(await written(layers, options)).get(MODEL) ?? '';
    const one = (pattern: RegExp) => pattern.exec(model)?.[1];
    return {
      resource: one(/<tp:toolpathresource id="1" uuid="([^"]*)"/),
      profile: one(/uuid="([^"]*)" name="contour-outer"/),
      object: one(/<object id="2" p:UUID="([^"]*)"/),
      item: one(/<item objectid="2" p:UUID="([^"]*)"/),
      build: one(/<build p:UUID="([^"]*)"/),
    };
  };

  test('keeps the UUIDs of what does not change, and changes those of what does', async () => {
    const base = await uuidsOf(TINY);
    const moved = await uuidsOf(layersOf([[contour('contour-outer', [0, 0, 1, 0, 1, 1.2346])]]));
    expect(moved).toMatchObject({ profile: base.profile, object: base.object, item: base.item });
    expect(moved.resource).not.toBe(base.resource);
    expect(moved.build).not.toBe(base.build);
    const keys = JOB.keys.map((key) => ({ ...key, exposure: { ...key.exposure, powerW: 121 } }));
    const hotter = await uuidsOf(TINY, { ...OPTIONS, job: { ...JOB, keys } });
    expect(hotter.profile).not.toBe(base.profile);
    expect(hotter.resource).not.toBe(base.resource);
    expect(hotter.object).toBe(base.object);
    const other = await uuidsOf(TINY, {
      ...OPTIONS,
      parts: [{ ...OPTIONS.parts[0]!, mesh: boxMesh(0, 0, 0, 2, 2, 0.1) }],
    });
    expect(other.profile).toBe(base.profile);
    for (const name of ['resource', 'object', 'item', 'build'] as const) expect(other[name]).not.toBe(base[name]);
  });
});

describe('limits', () => {
  const refused = (layers: readonly PlannedLayer[], options = OPTIONS) => expect(written(layers, options)).rejects;

  test.each([214_748.3648, -214_748.3648, Number.NaN, Infinity, 0.00005])(
    'a coordinate of %f mm is refused with its layer',
    async (x) => {
      await refused(layersOf([[], [hatch([0, 0, x, 0])]])).toMatchObject({
        code: 'value-out-of-range',
        place: ['cage', 'layer 1'],
      });
    },
  );

  test('a layer below 0 is refused, as the format has no negative heights', async () => {
    await refused(layersOf([[]], -0.03)).toMatchObject({ code: 'value-out-of-range', place: ['cage', 'layer 0'] });
  });

  test.each([
    ['powerW', -1],
    ['powerW', Number.NaN],
    ['speedMmPerS', 0],
    ['jumpSpeedMmPerS', 0],
    ['spotMm', 0],
    ['focusMm', Infinity],
    ['jumpDelayUs', Number.NaN],
  ])('%s of %f is refused with its key', (field, value) => {
    const keys = [{ ...JOB.keys[2]!, exposure: { ...UNKNOWN_EXPOSURE, [field]: value } }];
    expect(() => threeMfToolpathSink(null as never, { ...OPTIONS, job: { ...JOB, keys } })).toThrow(
      expect.objectContaining({ code: 'value-out-of-range', place: ['exposure', 'wall', field] }),
    );
  });

  test.each([-1, 0.5, 2 ** 31])('laser %f is refused', (laser) => {
    const keys = [{ ...JOB.keys[2]!, exposure: { ...UNKNOWN_EXPOSURE, laser } }];
    expect(() => threeMfToolpathSink(null as never, { ...OPTIONS, job: { ...JOB, keys } })).toThrow(
      /exposure > wall: has laser/,
    );
  });

  test.each<[string, PlannedLayer[]]>([
    ['a key that the job does not have', layersOf([[contour('lost', [0, 0, 1, 0, 1, 1])]])],
    ['a part that the job does not have', layersOf([[hatch([0, 0, 1, 0], 'lost')]])],
    ['a loop of two points', layersOf([[contour('wall', [0, 0, 1, 0])]])],
    ['a line of one point', layersOf([[contour('wall', [0, 0], false)]])],
    ['half a hatch line', layersOf([[hatch([0, 0, 1, 0, 1, 1])]])],
    ['a gap between layers', [...layersOf([[]]), ...layersOf([[]], 0.06)]],
    ['the same layer twice', [...layersOf([[]]), ...layersOf([[]])]],
  ])('%s is our own fault', async (_, layers) => {
    await refused(layers).toMatchObject({ code: 'own-fault' });
  });

  test('two keys of one name, and a job without a part, are our own fault', () => {
    const job = { ...JOB, keys: [JOB.keys[2]!, JOB.keys[2]!] };
    expect(() => threeMfToolpathSink(null as never, { ...OPTIONS, job })).toThrow(/differ from each other/);
    expect(() => threeMfToolpathSink(null as never, { ...OPTIONS, parts: [] })).toThrow(/has a part/);
  });

  test('a large layer is handed on in pieces, one at a time', async () => {
    let open = 0;
    let most = 0;
    const sizes: number[] = [];
    const slow = {
      async write(bytes: Uint8Array) {
        most = Math.max(most, ++open);
        await new Promise((done) => setTimeout(done, 1));
        sizes.push(bytes.length);
        open--;
      },
      async patch() {},
    };
    const random = randomFrom(11);
    const xyxy = Array.from({ length: 80_000 }, () => Math.round(random() * 1e6) / 10_000);
    const sink = threeMfToolpathSink(slow, { ...OPTIONS, sha1 });
    await sink.open({ partId: 'cage', layerCount: 1, thicknessMm: 0.03, boxMm: [0, 0, 0, 1, 1, 1] });
    for (const layer of layersOf([[hatch(xyxy)]])) await sink.layer(layer);
    await sink.close();
    expect(most).toBe(1);
    expect(sizes.length).toBeGreaterThan(8);
    expect(Math.max(...sizes)).toBeLessThan(1 << 18);
  });
});
