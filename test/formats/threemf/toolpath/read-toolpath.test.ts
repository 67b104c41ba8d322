import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { UNKNOWN_EXPOSURE } from '../../../../src/core/laser-file.ts';
import { PrepError } from '../../../../src/core/prep-error.ts';
import { openThreeMfToolpath } from '../../../../src/formats/threemf/toolpath/read-toolpath.ts';
import { packageOf } from '../package-of.ts';
import {
  DRAFT,
  type HandMade,
  handMade,
  ITEM,
  LOOP,
  layerOf,
  NAMESPACE,
  OBJECT,
  OTHER,
  PROFILE,
  PROFILES,
  withSegments,
} from './hand-made.ts';
import { memorySource, readAll, TINY, written } from './toolpath-job.ts';

const CORE = { ...UNKNOWN_EXPOSURE, powerW: 200, speedMmPerS: 1000, spotMm: 0.08, laser: 1 };
const TRIANGLE = { kind: 'line', closed: true, part: 0, exposure: 0, xy: Float64Array.of(0, 0, 0.1, 0, 0.05, -0.08) };

async function toleratedOf(bytes: Uint8Array): Promise<readonly string[]> {
  return (await readAll(bytes)).file.tolerated;
}

describe('a file that follows the specification', () => {
  test('is read with heights, parts, profiles and paths, and nothing to tell of', async () => {
    const { file, layers } = await readAll(handMade());
    expect(layers).toEqual([{ zMm: 0.05, thicknessMm: 0.05, paths: [TRIANGLE] }]);
    expect(file.parts).toEqual(['bracket']);
    expect(file.exposures).toEqual([{ name: 'core', exposure: CORE }]);
    expect(Object.fromEntries(file.about)).toEqual({ Title: 'By hand', 'laser 1': 'Left', 'laser 2': 'Right' });
    expect(file.tolerated).toEqual([]);
  });

  test('has segments of all planar types, in their order', async () => {
    const { layers } = await readAll(
      withSegments(
        '<segment type="hatch" profileid="4" partid="7"><hatch x1="1" y1="2" x2="3" y2="-4"/><hatch x1="+5" y1="6" x2="7" y2="8"/></segment>' +
          `${LOOP}<segment type="polyline" profileid="4" partid="7"><point x="0" y="0"/><point y="1" x="2147483647"/></segment>`,
      ),
    );
    expect(layers[0]?.paths).toEqual([
      {
        kind: 'hatch',
        part: 0,
        exposure: 0,
        xyxy: Float64Array.of(0.001, 0.002, 0.003, -0.004, 0.005, 0.006, 0.007, 0.008),
      },
      TRIANGLE,
      { kind: 'line', closed: false, part: 0, exposure: 0, xy: Float64Array.of(0, 0, 2_147_483.647, 0.001) },
    ]);
  });

  test.each([
    ['micron', '0.1', 0.0001],
    ['millimeter', '0.001', 0.001],
    ['centimeter', '1e-4', 0.001],
    ['meter', '0.000001', 0.001],
    ['inch', '0.001', 0.0254],
    ['foot', '0.001', 0.3048],
  ])('in %s with unitfactor %s has lengths in mm', async (unit, factor, mmPerUnit) => {
    const { layers } = await readAll(
      handMade({
        model: `unit="${unit}" requiredextensions="p tp"`,
        resourceAttributes: `id="5" uuid="${OTHER}" unitfactor="${factor}" toolpathtype="planar"`,
      }),
    );
    expect(layers[0]?.zMm).toBeCloseTo(50 * mmPerUnit, 12);
    const [path] = layers[0]?.paths ?? [];
    expect(path?.kind === 'line' ? path.xy[2] : null).toBeCloseTo(100 * mmPerUnit, 12);
  });

  test('gives each layer its thickness, the first from 0 where zbottom is not said', async () => {
    const part = '/Toolpath/layer1.xml';
    const { layers } = await readAll(
      handMade({
        layers: [30, 80, 80].map((z) => `<tp:toolpathlayer ztop="${z}" path="${part}"/>`).join(''),
      }),
    );
    expect(layers.map(({ zMm, thicknessMm }) => [zMm, thicknessMm])).toEqual([
      [0.03, 0.03],
      [0.08, 0.05],
      [0.08, 0],
    ]);
  });

  test('takes the laser of a segment before that of the profile, and the default where neither says one', async () => {
    const segment = (more: string) => LOOP.replace('partid="7"', `partid="7" ${more}`);
    const bytes = handMade({
      profiles: PROFILES.replace(' laserindex="1"', ''),
      parts: {
        '/Toolpath/layer1.xml': layerOf(
          segment('') + segment('laserindex="2"') + segment('laserindex="1"') + segment('laserindex="2"'),
        ),
      },
    });
    const file = await openThreeMfToolpath(memorySource(bytes));
    for (const _ of [1, 2]) {
      const numbers: (number | null)[] = [];
      for await (const layer of file.layers())
        for (const path of layer.paths) if (path.kind !== 'boundary') numbers.push(path.exposure);
      expect(numbers).toEqual([0, 1, 0, 1]);
      expect(file.exposures).toEqual([
        { name: 'core', exposure: CORE },
        { name: 'core (laser 2)', exposure: { ...CORE, laser: 2 } },
      ]);
    }
  });

  test('tells of what it declares of its lasers', async () => {
    const { file } = await readAll(
      handMade({
        lasers:
          '<tp:lasersources><tp:lasersource index="0" name="A" minx="-10" maxx="90" miny="0" maxy="100" centerx="40" centery="50" cornerradius="50"/>' +
          '<tp:lasersource index="1" name="B"/><tp:syncgroup id="3" lasers="0 1"/></tp:lasersources>',
      }),
    );
    expect(file.about.get('laser 0')).toBe(
      'A, field x -10 to 90, y 0 to 100, corner radius 50, centre x 40, y 50 (device units)',
    );
    expect(file.tolerated).toEqual([
      'declares groups of lasers that wait for each other; who waits for whom is not kept',
    ]);
  });

  test('with several toolpaths is read as its build selects', async () => {
    const one = (id: number, part: string, name: string) =>
      `<tp:toolpathresource id="${id}" uuid="${OTHER}" unitfactor="0.001"><tp:toolpathprofiles>${PROFILES.replace('core', name)}</tp:toolpathprofiles>` +
      `<tp:toolpathlayers zbottom="20"><tp:toolpathlayer ztop="${id}" path="${part}"/></tp:toolpathlayers></tp:toolpathresource>`;
    const resources = one(30, '/Toolpath/layer1.xml', 'first') + one(40, '/Toolpath/layer1.xml', 'second');
    const second = await readAll(handMade({ resources, buildAttributes: 'tp:toolpathid="40"' }));
    expect(second.file.exposures[0]?.name).toBe('second');
    expect(second.layers[0]).toMatchObject({ zMm: 0.04, thicknessMm: 0.02 });
    expect(second.file.tolerated).toEqual(['holds 2 toolpaths; read is number 40, the one that the build selects']);
    const first = await readAll(handMade({ resources, buildAttributes: '' }));
    expect(first.file.exposures[0]?.name).toBe('first');
    expect(first.file.tolerated).toEqual(['holds 2 toolpaths; read is number 30, the first, as none is selected']);
  });

  test('names its parts by part number, then by object', async () => {
    const items = `<item objectid="9" p:UUID="${ITEM}" partnumber="P-1"/><item objectid="9" p:UUID="${OTHER}"/><item objectid="3" p:path="/3D/other.model" p:UUID="${PROFILE}"/>`;
    expect((await readAll(handMade({ items }))).file.parts).toEqual(['P-1', 'bracket', 'object 3']);
  });
});

describe('what is read all the same is named once', () => {
  test('a draft of the extension with all that is known of such files', async () => {
    const bytes = handMade({
      namespace: DRAFT,
      relation: 'http://schemas.microsoft.com/3dmanufacturing/2019/05/toolpath',
      model: '',
      resourceAttributes: 'id="5" unitfactor="0.001"',
      profiles: PROFILES + PROFILES.replace(PROFILE, OTHER),
      layers: '<tp:toolpathlayer ztop="50" path="Toolpath/layer1.xml"/>',
      contentTypes:
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>',
    });
    const { file, layers } = await readAll(bytes);
    expect(layers).toEqual([{ zMm: 0.05, thicknessMm: 0.05, paths: [TRIANGLE] }]);
    expect(file.tolerated).toEqual([
      'does not require the toolpath extension, as it must',
      'does not require the production extension, as a toolpath must',
      'is of a draft of the toolpath extension (namespace of 2019/05), read as the release candidate',
      'has a toolpath without the UUID that it must have',
      'has two profiles of the name "core"',
      'names its layer parts without the slash that begins the name of a part',
      'gives its layer parts no content type',
    ]);
  });

  test.each<[string, Partial<HandMade>, string]>([
    [
      'a parameter of another maker',
      { profiles: PROFILES.replace('/>', ' x:mode="3"/>') },
      'toolpathprofile has the attribute mode of urn:x, which is not kept',
    ],
    [
      'a wait of a whole segment',
      { profiles: PROFILES.replace('/>', ' prewaittime="3"/>') },
      'toolpathprofile has the attribute prewaittime, which is not kept',
    ],
    [
      'an attribute that no schema has',
      { resourceAttributes: `id="5" uuid="${OTHER}" unitfactor="0.001" colour="red"` },
      'toolpathresource has the attribute colour, which is not kept',
    ],
    [
      'data of a maker',
      { data: '<tp:toolpathdata><x:slicer><x:a>text</x:a></x:slicer></tp:toolpathdata>' },
      'holds data of its maker that is not kept: slicer of urn:x',
    ],
    [
      'an extension that is only recommended',
      { model: 'requiredextensions="p tp" recommendedextensions="x laser"' },
      'recommends the extension urn:x, which Trabecula does not read',
    ],
    [
      'parts named by their objects',
      { parts: { '/Toolpath/layer1.xml': layerOf(LOOP).replace(ITEM, OBJECT) } },
      'names its parts by the UUIDs of objects, not of build items',
    ],
    [
      'parts that are not in the build',
      { parts: { '/Toolpath/layer1.xml': layerOf('').replace(ITEM, OTHER) } },
      `has paths of a part ${OTHER}, which is not one item of its build`,
    ],
    [
      'an item without UUID',
      { items: `<item objectid="9"/><item objectid="9" p:UUID="${ITEM}"/>` },
      'has a build item without the UUID that it must have',
    ],
    [
      'an element of another maker',
      { parts: { '/Toolpath/layer1.xml': layerOf(LOOP.replace('</segment>', '<x:power><x:w/></x:power></segment>')) } },
      'passes over the element power of urn:x',
    ],
    [
      'data of a layer',
      { parts: { '/Toolpath/layer1.xml': layerOf(LOOP).replace('<segments>', '<data><x:q/></data><segments>') } },
      'holds data of its maker that is not kept: q of urn:x',
    ],
    [
      'hints',
      {
        parts: {
          '/Toolpath/layer1.xml': layerOf(
            LOOP.replace('partid', 'timeprediction="3" partid')
              .replace('y="0"', 'y="0" tag="7"')
              .replace('y="-80"', 'y="-80" tag="8"'),
          ),
        },
      },
      'has the hint timeprediction on paths, which is not kept',
    ],
    [
      'fractions of device units',
      {
        parts: {
          '/Toolpath/layer1.xml': layerOf(LOOP.replace('y="-80"', 'y="-80.0"').replace('x="50"', 'x="5.05e1"')),
        },
      },
      'has coordinates that are not whole device units',
    ],
    [
      'a loop that repeats its first point',
      { parts: { '/Toolpath/layer1.xml': layerOf(LOOP.replace('</segment>', '<point x="0" y="0"/></segment>')) } },
      'repeats the first point of loops at their ends',
    ],
  ])('%s', async (_, pieces, words) => {
    expect(await toleratedOf(handMade(pieces))).toContain(words);
  });

  test('a loop that repeats its first point is the loop without it', async () => {
    const { layers } = await readAll(withSegments(LOOP.replace('</segment>', '<point x="0" y="0"/></segment>')));
    expect(layers[0]?.paths).toEqual([TRIANGLE]);
  });

  test('paths of a part that the build does not place have no part', async () => {
    const { layers } = await readAll(
      handMade({ parts: { '/Toolpath/layer1.xml': layerOf(LOOP).replace(ITEM, OTHER) } }),
    );
    expect(layers[0]?.paths[0]?.part).toBeNull();
  });

  test('a power that modifiers vary is unknown, and so is a delay of ours', async () => {
    const profiles = PROFILES.replace(
      '/>',
      ' laser:jumpdelay="30"><tp:modifier attribute="laserpower" type="nonlinear" factor="f" minvalue="0" maxvalue="200"/>' +
        '<tp:modifier attribute="laser:jumpdelay" type="constant" factor="e" minvalue="0" maxvalue="60"/></tp:toolpathprofile>',
    );
    const segments =
      '<segment type="hatch" profileid="4" partid="7"><hatch x1="0" y1="0" x2="9" y2="0" f="0.5"/>' +
      '<hatch x1="0" y1="1" x2="9" y2="1" f1="0.0" f2="0.5"><sub t="0.2" f="0.8"/></hatch></segment>';
    const { file, layers } = await readAll(
      handMade({ profiles, parts: { '/Toolpath/layer1.xml': layerOf(segments) } }),
    );
    expect(file.exposures).toEqual([{ name: 'core', exposure: { ...CORE, powerW: null, jumpDelayUs: null } }]);
    expect(layers[0]?.paths).toHaveLength(1);
    expect(file.tolerated).toEqual([
      'profile "core" varies laserpower from 0 to 200 (200 where nothing is said) along its paths; it is read as unknown',
      'profile "core" varies laser:jumpdelay from 0 to 60 (30 where nothing is said) along its paths; it is read as unknown',
      'has factors that vary parameters along single vectors; they are not kept',
    ]);
  });

  test('that a path waits for other lasers', async () => {
    const bytes = handMade({
      lasers:
        '<tp:lasersources><tp:lasersource index="1" name="A"/><tp:lasersource index="2" name="B"/><tp:syncgroup id="1" lasers="1 2"/></tp:lasersources>',
      parts: { '/Toolpath/layer1.xml': layerOf(LOOP.replace('partid', 'lasersync="1" partid')) },
    });
    expect(await toleratedOf(bytes)).toContain('has paths that wait for other lasers; that they wait is not kept');
  });
});

describe('refused with the reason, in the model part', () => {
  const laser = (more: string) => `<tp:lasersources><tp:lasersource index="1" name="A" ${more}/></tp:lasersources>`;
  const modifier = (more: string) => PROFILES.replace('/>', `>${more}</tp:toolpathprofile>`);
  const MODIFIER = '<tp:modifier attribute="laserpower" type="linear" factor="f" minvalue="0" maxvalue="200"/>';

  test.each<[string, Partial<HandMade>, string]>([
    ['an extension that must be known', { model: 'requiredextensions="p tp x"' }, 'requires the extension urn:x'],
    [
      'binary geometry',
      { model: 'requiredextensions="p tp bin"' },
      'requires the extension http://schemas.3mf.io/3dmanufacturing/binary/2023/05',
    ],
    ['a prefix without namespace', { model: 'requiredextensions="p tp q"' }, 'a prefix that it does not declare'],
    ['an unknown unit', { model: 'unit="mile"' }, 'has the unknown unit "mile"'],
    ['no toolpath', { resources: '', buildAttributes: '' }, 'holds no toolpath'],
    ['a toolpath that is not there', { buildAttributes: 'tp:toolpathid="6"' }, 'selects the toolpath 6'],
    [
      'a toolpath in space',
      { resourceAttributes: `id="5" uuid="${OTHER}" unitfactor="0.001" toolpathtype="3axis"` },
      'has a toolpath of type "3axis"',
    ],
    ['no unitfactor', { resourceAttributes: `id="5" uuid="${OTHER}"` }, 'lacks attribute unitfactor'],
    ['a unitfactor of 0', { resourceAttributes: `id="5" uuid="${OTHER}" unitfactor="0"` }, 'must be a number above 0'],
    [
      'a unitfactor beyond all machines',
      { resourceAttributes: `id="5" uuid="${OTHER}" unitfactor="1e300"` },
      'has the unitfactor 1e+300',
    ],
    ['a broken UUID', { resourceAttributes: 'id="5" uuid="5" unitfactor="1"' }, 'must be a UUID'],
    ['an element that the extension does not have', { data: '<tp:toolpathfoo/>' }, 'has <toolpathfoo'],
    ['profiles twice', { data: '<tp:toolpathprofiles/>' }, 'has <toolpathprofiles> twice'],
    [
      'data of an official namespace',
      { data: '<tp:toolpathdata><p:x/></tp:toolpathdata>' },
      'only data of other namespaces',
    ],
    [
      'data of no namespace',
      { data: '<tp:toolpathdata><y xmlns=""/></tp:toolpathdata>' },
      'only data of other namespaces',
    ],
    ['text where none may stand', { data: '<tp:toolpathdata>hello</tp:toolpathdata>' }, 'has the text "hello"'],
    ['a layer without height', { layers: '<tp:toolpathlayer path="/Toolpath/layer1.xml"/>' }, 'lacks ztop'],
    ['a negative height', { layers: '<tp:toolpathlayer ztop="-1" path="/Toolpath/layer1.xml"/>' }, 'has ztop="-1"'],
    [
      'a height that falls',
      { layers: [9, 8].map((z) => `<tp:toolpathlayer ztop="${z}" path="/Toolpath/layer1.xml"/>`).join('') },
      'has ztop 8 below 9',
    ],
    [
      'a layer without relationship',
      { layers: '<tp:toolpathlayer ztop="9" path="/Toolpath/layer2.xml"/>' },
      'without a relationship to it',
    ],
    ['a relationship of another type', { relation: 'urn:x' }, 'without a relationship to it'],
    [
      'two profiles of one UUID',
      { profiles: PROFILES + PROFILES.toLowerCase().replace('core', 'b') },
      'has two profiles with the UUID',
    ],
    ['a profile without name', { profiles: PROFILES.replace('name="core"', '') }, 'lacks attribute name'],
    ['a power below 0', { profiles: PROFILES.replace('"200"', '"-1"') }, 'must be a number from 0'],
    ['a power in words', { profiles: PROFILES.replace('"200"', '"full"') }, 'has laserpower="full"'],
    [
      'half of a skywriting',
      { profiles: PROFILES.replace('/>', ' laser:skywritingrunin="1"/>') },
      'must have all attributes of skywriting or none',
    ],
    [
      'a profile of a laser that is not declared',
      { profiles: PROFILES.replace('laserindex="1"', 'laserindex="3"') },
      'lacks laser 3',
    ],
    [
      'a default laser that is not declared',
      { lasers: laser('').replace('<tp:lasersources', '<tp:lasersources default="2"') },
      'has the default laser 2',
    ],
    [
      'a laser twice',
      { lasers: laser('').replace('<tp:lasersource ', '<tp:lasersource index="1" name="B"/><tp:lasersource ') },
      'declares laser 1 twice',
    ],
    ['half a field', { lasers: laser('minx="0" maxx="9"') }, 'must have all of minx, maxx, miny, maxy or none'],
    ['a field inside out', { lasers: laser('minx="9" maxx="0" miny="0" maxy="9"') }, 'a field without area'],
    ['half a centre', { lasers: laser('centerx="9"') }, 'must have all of centerx, centery or none'],
    ['a corner radius without field', { lasers: laser('cornerradius="9"') }, 'impossible cornerradius'],
    [
      'a corner radius beyond the field',
      { lasers: laser('minx="0" maxx="9" miny="0" maxy="9" cornerradius="5"') },
      'impossible cornerradius',
    ],
    [
      'a sync group of a laser that is not declared',
      { lasers: laser('').replace('</', '<tp:syncgroup id="1" lasers="1 2"/></') },
      'a sync group with laser 2',
    ],
    [
      'a sync group that is no list',
      { lasers: laser('').replace('</', '<tp:syncgroup id="1" lasers="1, 1"/></') },
      'must be a list',
    ],
    [
      'a sync group twice',
      { lasers: laser('').replace('</', '<tp:syncgroup id="1" lasers="1"/><tp:syncgroup id="1" lasers="1"/></') },
      'has the sync group 1 twice',
    ],
    [
      'two modifiers of one attribute',
      { profiles: modifier(MODIFIER + MODIFIER.replace('"f"', '"g"')) },
      'varies laserpower twice',
    ],
    [
      'two modifiers of one factor',
      { profiles: modifier(MODIFIER + MODIFIER.replace('laserpower', 'laserspeed')) },
      'with the factor f',
    ],
    [
      'a modifier of what the profile lacks',
      { profiles: modifier(MODIFIER.replace('laserpower', 'jumpspeed')) },
      'varies jumpspeed, which the profile does not have',
    ],
    [
      'a modifier of the laser',
      { profiles: modifier(MODIFIER.replace('laserpower', 'laserindex')) },
      'a modifier of laserindex',
    ],
    [
      'a modifier that does not rise',
      { profiles: modifier(MODIFIER.replace('"200"', '"0"')) },
      'a modifier from 0 to 0',
    ],
    [
      'a modifier of another kind',
      { profiles: modifier(MODIFIER.replace('linear', 'cubic')) },
      'must be one of constant, linear, nonlinear',
    ],
    ['an item of an object that is not there', { items: '<item objectid="8"/>' }, 'refers to object 8'],
  ])('%s', async (_, pieces, words) => {
    const refusal = await readAll(handMade(pieces)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PrepError);
    expect(refusal).toMatchObject({ code: 'laser-file-invalid', reason: expect.stringContaining(words) });
    expect((refusal as PrepError).place.slice(0, 2)).toEqual(['job.3mf', '/3D/3dmodel.model']);
  });
});

describe('refused with the reason, in a layer part', () => {
  const cases: [string, string, string][] = [
    ['an unknown segment', LOOP.replace('loop', 'arc'), 'a segment of type "arc"'],
    ['a segment in space', LOOP.replace('loop', 'polyline3d'), 'a segment of type "polyline3d"'],
    ['a part that is not declared', LOOP.replace('partid="7"', 'partid="8"'), 'of part 8'],
    ['a profile that is not declared', LOOP.replace('profileid="4"', 'profileid="5"'), 'of profile 5'],
    ['a segment without part', LOOP.replace('partid="7"', ''), 'lacks attribute partid'],
    ['a laser that is not declared', LOOP.replace('partid', 'laserindex="3" partid'), 'of laser 3'],
    ['a barrier that is not declared', LOOP.replace('partid', 'lasersync="3" partid'), 'waits for sync group 3'],
    [
      'a hatch in a loop',
      LOOP.replace('</segment>', '<hatch x1="0" y1="0" x2="0" y2="0"/></segment>'),
      'has a hatch in a segment of type loop',
    ],
    ['a point in hatches', LOOP.replace('loop', 'hatch'), 'has a point in a segment of hatches'],
    ['a point of three coordinates', LOOP.replaceAll('<point', '<point3d'), 'has <point3d'],
    ['a loop of two points', LOOP.replace('<point x="0" y="0"/>', ''), 'has a loop of 2 points'],
    [
      'a loop of one point, twice',
      LOOP.replace(/<point.*(?=<\/segment>)/, '<point x="1" y="1"/><point x="1" y="1"/>'),
      'has a loop of 1 points',
    ],
    [
      'a line of one point',
      '<segment type="polyline" profileid="4" partid="7"><point x="0" y="0"/></segment>',
      'has a polyline of 1 points',
    ],
    ['hatches without a hatch', '<segment type="hatch" profileid="4" partid="7"></segment>', 'without a hatch'],
    [
      'geometry in another encoding',
      '<segment type="hatch" profileid="4" partid="7"><x:hatch x:x1="1"/></segment>',
      'whose geometry stands in <hatch of urn:x>',
    ],
    ['a point without y', LOOP.replace(' y="-80"', ''), 'lacks attribute y'],
    ['a coordinate in words', LOOP.replace('"-80"', '"low"'), 'has y="low"'],
    ['a coordinate of 33 bits', LOOP.replace('"-80"', '"-2147483649"'), 'must be a whole number of 32 bits'],
    ['no number', LOOP.replace('"-80"', '"NaN"'), 'has y="NaN"'],
    ['text in a segment', LOOP.replace('</segment>', '1 2 3</segment>'), 'has the text "1 2 3"'],
    ['an element of no namespace', `${LOOP}<y xmlns=""/>`, 'has <y> where it may not stand'],
  ];

  test.each(cases)('%s', async (_, segments, words) => {
    const refusal = await readAll(withSegments(segments)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'laser-file-invalid', reason: expect.stringContaining(words) });
    expect((refusal as PrepError).place.slice(0, 2)).toEqual(['job.3mf', '/Toolpath/layer1.xml']);
    expect((refusal as PrepError).place[2]).toMatch(/^byte \d+$/);
  });

  test.each<[string, string, string]>([
    ['a profile that the toolpath does not have', layerOf(LOOP).replace(PROFILE, OTHER), `uses the profile ${OTHER}`],
    ['a profile twice', layerOf(LOOP).replace(/(<profile .*\/>)(?=<\/profiles>)/, '$1$1'), 'has the profile 4 twice'],
    ['a part twice', layerOf(LOOP).replace(/(<part .*?\/>)(?=<\/parts>)/, '$1$1'), 'has the part 7 twice'],
    ['segments twice', layerOf(LOOP).replace('</segments>', '</segments><segments/>'), 'has <segments> twice'],
    [
      'data of an official namespace',
      layerOf('').replace('<segments>', '<data><layer/></data><segments>'),
      'only data of other namespaces',
    ],
    ['another root', '<layers xmlns="urn:x"/>', `has the root element layers of urn:x, must be layer of ${NAMESPACE}`],
    ['a DOCTYPE', '<!DOCTYPE layer><layer/>', 'has a DOCTYPE'],
    ['the end of the file in its middle', layerOf(LOOP).slice(0, -30), 'ends'],
    ['nothing', '', 'has no root element'],
  ])('%s', async (_, part, words) => {
    await expect(readAll(handMade({ parts: { '/Toolpath/layer1.xml': part } }))).rejects.toMatchObject({
      code: 'laser-file-invalid',
      reason: expect.stringContaining(words),
    });
  });
});

describe('a faulty package', () => {
  test('whose layer part is missing is refused as a package', async () => {
    const { 'Toolpath/layer1.xml': _, ...others } = unzipSync(handMade());
    await expect(readAll(zipSync(others))).rejects.toMatchObject({
      code: 'threemf-invalid',
      place: ['job.3mf', '/Toolpath/layer1.xml'],
    });
  });

  test('that is no 3MF at all is refused as a package', async () => {
    await expect(readAll(strToU8('$$HEADERSTART'))).rejects.toMatchObject({ code: 'threemf-invalid' });
  });

  test('that is a 3MF without toolpath is refused as a file of laser paths', async () => {
    const model =
      '<model xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02"><resources/><build/></model>';
    await expect(readAll(packageOf(model))).rejects.toMatchObject({ code: 'laser-file-invalid' });
  });

  test('that ends anywhere before its end is refused', async () => {
    const bytes = await written(TINY.slice(0, 1));
    for (let length = 0; length < bytes.length; length++) {
      const error = await readAll(bytes.slice(0, length)).catch((refusal: unknown) => refusal);
      expect(error, `of ${length} bytes`).toMatchObject({ code: 'threemf-invalid' });
    }
  });

  test('with any byte changed is read as it was, or refused, and ends in no other way', async () => {
    const bytes = await written(TINY.slice(0, 1));
    const { layers } = await readAll(bytes);
    let refused = 0;
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at]! + 1) & 255;
      const read = await readAll(damaged).catch((error: unknown) => error);
      if (read instanceof PrepError) refused++;
      else expect(read, `byte ${at}`).toMatchObject({ layers });
    }
    expect(refused).toBeGreaterThan(bytes.length / 2);
  });

  test('may have its parts cut or doubled in any tag: it is refused or read, and ends in no other way', async () => {
    const part = layerOf(LOOP);
    for (let at = 0; at < part.length; at += 3) {
      for (const text of [
        part.slice(0, at) + part.slice(at + 5),
        part.slice(0, at) + part.slice(Math.max(0, at - 7)),
      ]) {
        const read = await readAll(handMade({ parts: { '/Toolpath/layer1.xml': text } })).catch(
          (error: unknown) => error,
        );
        if (!(read instanceof PrepError)) expect(read).toHaveProperty('layers.length', 1);
      }
    }
  });
});
