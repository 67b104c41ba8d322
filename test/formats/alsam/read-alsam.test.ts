import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { UNKNOWN_EXPOSURE } from '../../../src/core/laser-file.ts';
import { PrepError } from '../../../src/core/prep-error.ts';
import { openAlsam } from '../../../src/formats/alsam/read-alsam.ts';
import { contour, hatch, memorySource, planned } from '../common-layer/job.ts';
import { readAll, refusal, written } from './job.ts';

const HEADER =
  '<Header><AmericaMakesSchemaVersion>2020-03-23</AmericaMakesSchemaVersion><LayerThickness>0.05</LayerThickness>' +
  '<AbsoluteHeight>0.25</AbsoluteHeight></Header>';
const PROFILES =
  '<VelocityProfileList>' +
  '<VelocityProfile><ID>p1</ID><Velocity>5000</Velocity><Mode>Delay</Mode><LaserOnDelay>0</LaserOnDelay></VelocityProfile>' +
  '<VelocityProfile><ID>p2</ID><Velocity>800</Velocity><Mode>Delay</Mode><LaserOnDelay>250</LaserOnDelay>' +
  '<LaserOffDelay>-5</LaserOffDelay><JumpDelay>400</JumpDelay><MarkDelay>300</MarkDelay><PolygonDelay>2.5</PolygonDelay>' +
  '</VelocityProfile></VelocityProfileList>';
const traveler = (id: string, more: string) => `<Traveler><ID>${id}</ID>${more}</Traveler>`;
const style = (id: string, profile: string, more = '') =>
  `<SegmentStyle><ID>${id}</ID><VelocityProfileID>${profile}</VelocityProfileID>${more}</SegmentStyle>`;
const STYLES =
  '<SegmentStyleList>' +
  style('s', 'p2', traveler('2', '<Power>225</Power><SpotSize>70</SpotSize>')) +
  style('t', 'p2', traveler('1', '<Power>400</Power>')) +
  style('j', 'p1') +
  '</SegmentStyleList>';
/** A path from `start x y` and its segments `style x y`; a number of segments that is not theirs may be given. */
const pathXml = (type: string, segments: readonly string[], count = segments.length - 1, more = '') => {
  const point = (x = '', y = '') => `<X>${x}</X><Y>${y}</Y>`;
  const [start = '', ...rest] = segments;
  const [, x0, y0] = start.split(' ');
  const ends = rest.map((segment) => {
    const [name, x, y] = segment.split(' ');
    return `<Segment><SegStyle>${name}</SegStyle><End>${point(x, y)}</End></Segment>`;
  });
  return (
    `<Path><Type>${type}</Type><Tag>cube</Tag><NumSegments>${count}</NumSegments>${more}` +
    `<Start>${point(x0, y0)}</Start>${ends.join('')}</Path>`
  );
};
const scan = (paths: string, { header = HEADER, profiles = PROFILES, styles = STYLES, mode = 'sequential' } = {}) =>
  `<?xml version="1.0"?><Layer>${header}${profiles}${styles}<TrajectoryList><Trajectory><TrajectoryID>1</TrajectoryID>` +
  `<PathProcessingMode>${mode}</PathProcessingMode>${paths}</Trajectory></TrajectoryList></Layer>`;
const SQUARE = ['start 0 0', 's 1.5 0', 's 1.5 1', 's -.5 1e-1', 's 0 0'];
const zipped = (entries: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, Buffer.from(text)])));

describe('a document known by hand', () => {
  test('a closed contour, with the exposure of its style and the speed of the jumps beside it', async () => {
    const { read, parts, exposures, about, tolerated } = await readAll(
      scan(pathXml('contour', [...SQUARE, 'j 5 5', 's 6 5'])),
      'scan_05.xml',
    );
    const exposure = {
      ...UNKNOWN_EXPOSURE,
      powerW: 225,
      speedMmPerS: 800,
      spotMm: 0.07,
      jumpSpeedMmPerS: 5000,
      laserOnDelayUs: 250,
      laserOffDelayUs: -5,
      jumpDelayUs: 400,
      markDelayUs: 300,
      polygonDelayUs: 2.5,
      laser: 1,
    };
    const square = {
      kind: 'line',
      part: 0,
      exposure: 0,
      closed: true,
      xy: Float64Array.of(0, 0, 1.5, 0, 1.5, 1, -0.5, 0.1),
    };
    const single = { kind: 'line', part: 0, exposure: 0, closed: false, xy: Float64Array.of(5, 5, 6, 5) };
    expect(read).toEqual([{ zMm: 0.25, thicknessMm: 0.05, paths: [square, single] }]);
    expect(parts).toEqual(['cube']);
    expect(exposures).toEqual([{ name: 's', exposure }]);
    expect([...about]).toEqual([['AmericaMakesSchemaVersion', '2020-03-23']]);
    expect(tolerated).toEqual([]);
  });

  test('each mark of a hatch is a line; another style begins another set, a jump does not', async () => {
    const { read, exposures } = await readAll(
      scan(pathXml('hatch', ['start 0 0', 's 1 0', 'j 1 1', 'j 2 1', 's 0 1', 's 0 2', 't 1 2', 'j 1 3', 's 0 3'])),
    );
    expect(read[0]?.paths).toEqual([
      { kind: 'hatch', part: 0, exposure: 0, xyxy: Float64Array.of(0, 0, 1, 0, 2, 1, 0, 1, 0, 1, 0, 2) },
      { kind: 'hatch', part: 0, exposure: 1, xyxy: Float64Array.of(0, 2, 1, 2) },
      { kind: 'hatch', part: 0, exposure: 0, xyxy: Float64Array.of(1, 3, 0, 3) },
    ]);
    expect(exposures.map(({ name, exposure }) => [name, exposure.laser])).toEqual([
      ['s', 1],
      ['t', 0],
    ]);
  });

  test('a contour is cut where its style changes', async () => {
    const { read } = await readAll(scan(pathXml('contour', ['start 0 0', 's 1 0', 's 2 0', 't 3 0'])));
    expect(read[0]?.paths.map((path) => path.kind === 'line' && [...path.xy])).toEqual([
      [0, 0, 1, 0, 2, 0],
      [2, 0, 3, 0],
    ]);
  });

  test('the jump speed of a path without jumps comes from a later path with the same style', async () => {
    const alone = pathXml('contour', ['start 0 0', 's 1 0']);
    const { exposures } = await readAll(scan(alone));
    expect(exposures.map(({ exposure }) => exposure.jumpSpeedMmPerS)).toEqual([null]);
    const both = await readAll(scan(alone + pathXml('hatch', ['start 0 0', 's 1 0', 'j 2 0', 's 3 0']) + alone));
    expect(both.exposures.map(({ exposure }) => exposure.jumpSpeedMmPerS)).toEqual([5000]);
    expect(both.read[0]?.paths.map((path) => path.kind !== 'boundary' && path.exposure)).toEqual([0, 0, 0]);
  });

  test('two jump speeds of one style are two exposures', async () => {
    const styles = STYLES.replace('</SegmentStyleList>', `${style('k', 'p2')}</SegmentStyleList>`);
    const path = (jump: string) => pathXml('hatch', ['start 0 0', 's 1 0', `${jump} 2 0`, 's 3 0']);
    const { exposures, read } = await readAll(scan(path('j') + path('k') + path('j'), { styles }));
    expect(exposures.map(({ name, exposure }) => [name, exposure.jumpSpeedMmPerS])).toEqual([
      ['s', 5000],
      ['s', 800],
    ]);
    expect(read[0]?.paths.map((layerPath) => layerPath.kind !== 'boundary' && layerPath.exposure)).toEqual([0, 1, 0]);
  });
});

describe('a .scn', () => {
  test('its documents are layers in the order of their names, and all else is passed over', async () => {
    const at = (height: string) => scan(pathXml('contour', SQUARE), { header: HEADER.replace('0.25', height) });
    const { read, tolerated } = await readAll(
      zipped({
        'x/scan_2.xml': at('0.1'),
        'x/scan_1.xml': at('0.05'),
        'x/scan_3.XML': at('0.2'),
        'x/scan_1.svg': '<svg',
      }),
    );
    expect(read.map(({ zMm }) => zMm)).toEqual([0.05, 0.1, 0.2]);
    expect(tolerated).toEqual([]);
  });

  test('its layers can be read again, and numbers of parts and exposures stay', async () => {
    const bytes = await written([
      planned(0, 0.03, 0.03, [], [contour('contour-outer', [0, 0, 1, 0, 1, 1])]),
      planned(1, 0.06, 0.03, [], [hatch('hatch-core', [0, 0, 1, 0, 0, 1, 1, 1])]),
    ]);
    const file = await openAlsam(memorySource(bytes));
    const pass = async () => {
      const layers = [];
      for await (const layer of file.layers()) layers.push(layer);
      return layers;
    };
    const first = await pass();
    expect(await pass()).toEqual(first);
    expect(file.exposures).toHaveLength(2);
    expect(file.parts).toEqual(['cage L4']);
  });

  test('without a document it is refused', async () => {
    expect((await refusal(zipped({ 'a.txt': 'x' }))).message).toBe('test.scn: has no .xml document in it');
  });
});

describe('what is tolerated is named', () => {
  test.each([
    [
      'another version',
      scan('', { header: HEADER.replace('2020-03-23', '2019-01-01') }),
      'schema version "2019-01-01"',
    ],
    ['no version', scan('', { header: HEADER.replace(/<Amer.*?Version>(.*?)<.*?>/, '') }), 'schema version ""'],
    ['no thickness', scan('', { header: HEADER.replace(/<LayerThickness>.*?<.*?>/, '') }), 'without <LayerThickness>'],
    ['no height', scan('', { header: HEADER.replace(/<AbsoluteHeight>.*?<.*?>/, '') }), 'heights are sums'],
    ['an unknown element', scan('<Gas><X>1</X>n</Gas>'), '<Gas> in <Trajectory> is not in the schema'],
    ['an attribute', scan('').replace('<Layer>', '<Layer a="1">'), 'attributes of <Layer>'],
    ['stray text', scan('hello'), 'text between the elements of <Trajectory>'],
    ['paths at the same time', scan('', { mode: 'Concurrent' }), 'PathProcessingMode "Concurrent"'],
    ['a path without count', scan(pathXml('contour', SQUARE).replace(/<Num.*?<.*?>/, '')), 'without <NumSegments>'],
    ['a path without segments', scan(pathXml('contour', ['start 0 0'])), 'a path without segments was left out'],
    ['another type', scan(pathXml('single_stripes', SQUARE)), 'a path of type "single_stripes" was read as a contour'],
    [
      'skywriting',
      scan(pathXml('contour', SQUARE, 4, '<SkyWritingMode>2</SkyWritingMode>')),
      'SkyWritingMode "2" was not read',
    ],
    [
      'a first jump',
      scan(pathXml('contour', ['start 0 0', 'j 1 0', 's 2 0'])),
      'begins with a jump that names no laser',
    ],
    [
      'a laser with a letter',
      scan(pathXml('contour', SQUARE), { styles: STYLES.replace('<ID>2</ID>', '<ID>a</ID>') }),
      'the laser with the ID "a" was read as number 0 from 0',
    ],
    [
      'two lasers',
      scan(pathXml('contour', SQUARE), {
        styles: STYLES.replace('</Traveler>', `</Traveler>${traveler('3', '<Power>9</Power>')}`),
      }),
      'of the 2 lasers of segment style "s" only the leading one, "2", was read',
    ],
    [
      'a wobble',
      scan(pathXml('contour', SQUARE), {
        styles: STYLES.replace('</Traveler>', '<Wobble><On>1</On><Freq>3000</Freq></Wobble></Traveler>'),
      }),
      'the wobble of segment style "s"',
    ],
    [
      'delays that the scanner sets',
      scan(pathXml('contour', SQUARE), { profiles: PROFILES.replaceAll('>Delay<', '>Auto<') }),
      'velocity profile "p2" leaves its delays to the scanner',
    ],
    [
      'a style without profile',
      scan(pathXml('contour', SQUARE), { styles: STYLES.replace(/<VelocityProfileID>.*?<.*?>/, '') }),
      'segment style "s" names no velocity profile',
    ],
    [
      'jumps of several speeds',
      scan(pathXml('hatch', ['start 0 0', 's 1 0', 'j 2 0', 'k 3 0', 's 4 0']), {
        styles: STYLES.replace('</SegmentStyleList>', `${style('k', 'p2')}</SegmentStyleList>`),
      }),
      'a path jumps at several speeds',
    ],
  ])('%s', async (_, text, note) => {
    const { tolerated } = await readAll(text);
    expect(tolerated).toEqual([expect.stringContaining(note)]);
  });

  test('layers out of order', async () => {
    const { tolerated } = await readAll(zipped({ 'a.xml': scan(''), 'b.xml': scan('') }));
    expect(tolerated).toEqual(['a layer at 0.25 mm follows one at 0.25 mm']);
  });

  test('heights without <AbsoluteHeight> add up on the grid', async () => {
    const text = scan('', { header: HEADER.replace(/<AbsoluteHeight>.*?<.*?>/, '').replace('0.05', '0.03') });
    const { read } = await readAll(zipped({ 'a.xml': text, 'b.xml': text, 'c.xml': text }));
    expect(read.map(({ zMm }) => zMm)).toEqual([0.03, 0.06, 0.09]);
  });

  test('the master of lasers that follow each other is the one without delay', async () => {
    const two =
      traveler('2', '<SyncDelay>70</SyncDelay><Power>130</Power>') +
      traveler('1', '<SyncDelay>0</SyncDelay><Power>222</Power>');
    const { exposures } = await readAll(
      scan(pathXml('contour', ['start 0 0', 'f 1 0']), {
        styles: `<SegmentStyleList>${style('f', 'p2', two)}</SegmentStyleList>`,
      }),
    );
    expect(exposures.map(({ exposure }) => [exposure.powerW, exposure.laser])).toEqual([[222, 0]]);
  });
});

describe('refusals', () => {
  test.each([
    ['a layer file', '<Layer><Thickness>0.05</Thickness></Layer>', /is a layer file of the OASIS baseline code/],
    ['another root', '<svg/>', /root element <svg>/],
    ['no header', scan('', { header: '' }), /has no <Header>/],
    ['two headers', scan('', { header: HEADER + HEADER }), /has <Header> twice/],
    ['neither height nor thickness', scan('', { header: '<Header/>' }), /Header: has neither/],
    ['a thickness of 0', scan('', { header: HEADER.replace('0.05', '0') }), /<LayerThickness> "0", must be above 0/],
    ['an unknown style', scan(pathXml('contour', ['start 0 0', 'x 1 0'])), /segment style "x", which its list/],
    ['an unknown profile', scan(pathXml('contour', SQUARE), { profiles: '' }), /velocity profile "p2", which it does/],
    ['a wrong count', scan(pathXml('contour', SQUARE, 5)), /says that it has 5 segments, but holds 4/],
    ['an ID twice', scan('', { profiles: PROFILES.replace('>p2<', '>p1<') }), /two <VelocityProfile> with the ID "p1"/],
    ['no ID', scan('', { styles: STYLES.replace('<ID>s</ID>', '') }), /a <SegmentStyle> without <ID>/],
    [
      'no number',
      scan(pathXml('contour', ['start 0 0', 's 1 0,5'])),
      /byte \d+ > trajectory 1 > path 1 > segment 1: has <Y> "0,5"/,
    ],
    ['an endless number', scan(pathXml('contour', ['start 0 0', 's 1 1e999'])), /<Y> "1e999", which is no number/],
    [
      'no end',
      scan(pathXml('contour', SQUARE).replace(/<End>.*?<\/End>/, '')),
      /segment 1: has a <Segment> without <End>/,
    ],
    ['two ends', scan(pathXml('contour', SQUARE).replace(/(<End>.*?<\/End>)/, '$1$1')), /<End> twice/],
    ['no style', scan(pathXml('contour', SQUARE).replace(/<SegStyle>.*?<.*?>/, '')), /without <SegStyle>/],
    ['no start', scan(pathXml('contour', SQUARE).replace(/<Start>.*?<\/Start>/, '')), /before the <Start> of its path/],
    ['two starts', scan(pathXml('contour', SQUARE).replace(/(<Start>.*?<\/Start>)/, '$1$1')), /<Start> twice/],
    ['half a point', scan(pathXml('contour', SQUARE).replace('<Y>0</Y>', '')), /<Start> without <X> or <Y>/],
    ['a value twice', scan(pathXml('contour', SQUARE).replace('<Y>0</Y>', '<X>1</X><Y>0</Y>')), /<X> twice in <Start>/],
    [
      'elements in a text',
      scan(pathXml('contour', SQUARE).replace('<Y>0<', '<Y>0<X/><')),
      /<X> in <Y>, which holds text/,
    ],
    ['a DOCTYPE', scan('').replace('<Layer>', '<!DOCTYPE Layer><Layer>'), /DOCTYPE/],
  ])('%s', async (_, text, message) => {
    const error = await refusal(text);
    expect(error.code).toBe('laser-file-invalid');
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('\n');
  });

  test('a document that breaks off anywhere', async () => {
    const text = scan(pathXml('contour', SQUARE));
    for (let length = 0; length < text.length; length++) {
      expect((await refusal(text.slice(0, length))).code).toBe('laser-file-invalid');
    }
  });

  test('a .scn that breaks off anywhere', async () => {
    const bytes = await written([planned(0, 0.03, 0.03, [], [contour('contour-outer', [0, 0, 1, 0, 1, 1])])]);
    for (let length = 0; length < bytes.length; length++) {
      expect((await refusal(bytes.subarray(0, length))).code).toBe('laser-file-invalid');
    }
  });

  test('the place names the document within the .scn', async () => {
    const { place } = await refusal(zipped({ 'a.xml': scan(''), 'b.xml': scan(pathXml('contour', SQUARE, 9)) }));
    expect(place).toEqual([
      'test.scn',
      'b.xml',
      expect.stringMatching(/^byte \d+$/),
      'trajectory 1',
      'path 1',
      'segment 5',
    ]);
  });

  test('a .scn with any one byte changed reads the same layers or is refused', async () => {
    const bytes = await written([planned(0, 0.03, 0.03, [], [contour('contour-outer', [0, 0, 1, 0, 1, 1])])]);
    const whole = (await readAll(bytes)).read;
    for (let at = 0; at < bytes.length; at++) {
      const broken = bytes.slice();
      broken[at] = (broken[at] ?? 0) ^ 0x5a;
      const result = await readAll(broken).catch((cause: unknown) => cause);
      if (result instanceof PrepError) expect(result.code).toBe('laser-file-invalid');
      else expect(result).toMatchObject({ read: whole });
    }
  });
});
