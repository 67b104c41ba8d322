import { describe, expect, test } from 'vitest';
import type { Toolpath } from '../../../src/core/toolpath.ts';
import { alsamSink } from '../../../src/formats/alsam/write-alsam.ts';
import { contour, hatch, line, memorySink, planned, region } from '../common-layer/job.ts';
import { refusalOf } from '../refusal.ts';
import { CONTOUR, HATCH, JOB, jobOf, secondReader, unzip, written } from './job.ts';

const SQUARE = [0, 0, 1, 0, 1, 1, 0, 1];

const profile = (id: string, velocity: string) =>
  `<VelocityProfile>\n<ID>${id}</ID>\n<Velocity>${velocity}</Velocity>\n<Mode>Delay</Mode>\n` +
  '<LaserOnDelay>-10</LaserOnDelay>\n<LaserOffDelay>12.5</LaserOffDelay>\n<JumpDelay>300</JumpDelay>\n' +
  '<MarkDelay>250</MarkDelay>\n<PolygonDelay>50</PolygonDelay>\n</VelocityProfile>\n';
const mark = (id: string, laser: string, power: string, spot: string) =>
  `<SegmentStyle>\n<ID>${id}</ID>\n<VelocityProfileID>${id}</VelocityProfileID>\n<LaserMode>Independent</LaserMode>\n` +
  `<Traveler>\n<ID>${laser}</ID>\n<Power>${power}</Power>\n<SpotSize>${spot}</SpotSize>\n</Traveler>\n</SegmentStyle>\n`;
const jump = (id: string) =>
  `<SegmentStyle>\n<ID>${id}</ID>\n<VelocityProfileID>${id}</VelocityProfileID>\n</SegmentStyle>\n`;
const head = (number: string, height: string) =>
  '<?xml version="1.0" encoding="UTF-8"?>\n<Layer>\n<Header>\n' +
  '<AmericaMakesSchemaVersion>2020-03-23</AmericaMakesSchemaVersion>\n' +
  `<LayerNum>${number}</LayerNum>\n<LayerThickness>0.0300</LayerThickness>\n<AbsoluteHeight>${height}</AbsoluteHeight>\n` +
  '<BuildDescription>trabecula 1.2.3; part cage L4; profile ti (Titanium); case K-17</BuildDescription>\n</Header>\n' +
  `<VelocityProfileList>\n${profile('contour-outer', '850.5')}${profile('jump: contour-outer', '5000')}` +
  `${profile('hatch-core', '1200')}${profile('jump: hatch-core', '5000')}</VelocityProfileList>\n` +
  `<SegmentStyleList>\n${mark('contour-outer', '1', '120', '35')}${jump('jump: contour-outer')}` +
  `${mark('hatch-core', '2', '280', '100')}${jump('jump: hatch-core')}</SegmentStyleList>\n`;
const segment = (style: string, x: string, y: string) =>
  `<Segment><SegStyle>${style}</SegStyle><End><X>${x}</X><Y>${y}</Y></End></Segment>\n`;

/** The paths of one layer as the second reader finds them. */
async function pathsOf(...toolpaths: Parameters<typeof planned>[4] & {}) {
  const [entry] = unzip(await written([planned(0, 0.03, 0.03, [], toolpaths)]));
  return secondReader(entry?.[1] ?? '');
}

describe('the documents of a tiny job, known by hand', () => {
  test('header, lists, marks and jumps; an empty layer has no trajectories', async () => {
    const bytes = await written([
      planned(
        0,
        0.03,
        0.03,
        [region(SQUARE)],
        [
          contour('contour-outer', [-0.1, 0.1, 0.9, 0.1, 0.9, 0.9]),
          hatch('hatch-core', [0.2, 0.25, 0.4, 0.25, 0.5001, 0.35, 0.2, 0.35]),
        ],
      ),
      planned(1, 0.06, 0.03),
    ]);
    expect(unzip(bytes)).toEqual([
      [
        'scan_00001.xml',
        `${head('1', '0.0300')}<TrajectoryList>\n<Trajectory>\n<TrajectoryID>1</TrajectoryID>\n` +
          '<PathProcessingMode>sequential</PathProcessingMode>\n' +
          '<Path>\n<Type>contour</Type>\n<Tag>cage L4</Tag>\n<NumSegments>3</NumSegments>\n' +
          '<SkyWritingMode>0</SkyWritingMode>\n<Start><X>-0.1000</X><Y>0.1000</Y></Start>\n' +
          segment('contour-outer', '0.9000', '0.1000') +
          segment('contour-outer', '0.9000', '0.9000') +
          segment('contour-outer', '-0.1000', '0.1000') +
          '</Path>\n<Path>\n<Type>hatch</Type>\n<Tag>cage L4</Tag>\n<NumSegments>3</NumSegments>\n' +
          '<SkyWritingMode>0</SkyWritingMode>\n<Start><X>0.2000</X><Y>0.2500</Y></Start>\n' +
          segment('hatch-core', '0.4000', '0.2500') +
          segment('jump: hatch-core', '0.5001', '0.3500') +
          segment('hatch-core', '0.2000', '0.3500') +
          '</Path>\n</Trajectory>\n</TrajectoryList>\n</Layer>\n',
      ],
      ['scan_00002.xml', `${head('2', '0.0600')}</Layer>\n`],
    ]);
  });

  test('names keep the order of the layers beyond the tenth, and layers that are left out leave a gap', async () => {
    const layers = [8, 9, 99].map((index) => planned(index, (index + 1) / 10, 0.1));
    const names = unzip(await written(layers)).map(([name]) => name);
    expect(names).toEqual(['scan_00009.xml', 'scan_00010.xml', 'scan_00100.xml']);
    expect([...names].sort()).toEqual(names);
  });

  test('the same job gives the same bytes', async () => {
    const layers = [planned(0, 0.03, 0.03, [], [hatch('hatch-core', [0, 0, 1, 1, 2, 1, 1, 0])])];
    expect(await written(layers)).toEqual(await written(layers));
  });
});

describe('paths', () => {
  test('contours of one key that follow each other share a path, with a jump between them', async () => {
    const [path, ...others] = await pathsOf(
      contour('contour-outer', [0, 0, 1, 0], false),
      contour('contour-outer', [2, 0, 3, 0], false),
    );
    expect(others).toEqual([]);
    expect(path?.segments).toEqual([
      'start 0.0000 0.0000',
      'contour-outer 1.0000 0.0000',
      'jump: contour-outer 2.0000 0.0000',
      'contour-outer 3.0000 0.0000',
    ]);
  });

  test('a contour that begins where another ends has a path of its own, so that they stay two', async () => {
    const paths = await pathsOf(
      contour('contour-outer', [0, 0, 1, 0], false),
      contour('contour-outer', [1, 0, 2, 0], false),
    );
    expect(paths.map(({ segments }) => segments.length)).toEqual([2, 2]);
  });

  test('hatch lines that touch need no jump', async () => {
    const [path] = await pathsOf(hatch('hatch-core', [0, 0, 1, 0, 1, 0, 1, 1]));
    expect(path?.segments).toEqual(['start 0.0000 0.0000', 'hatch-core 1.0000 0.0000', 'hatch-core 1.0000 1.0000']);
  });

  test('a new key starts a new path, and the order of execution is kept', async () => {
    const paths = await pathsOf(
      hatch('hatch-core', [0, 0, 1, 0]),
      contour('contour-outer', SQUARE),
      hatch('hatch-core', []),
      hatch('hatch-core', [0, 1, 1, 1]),
    );
    expect(paths.map(({ type, segments }) => [type, segments.length - 1])).toEqual([
      ['hatch', 1],
      ['contour', 4],
      ['hatch', 1],
    ]);
  });

  test('a path of many thousand segments is whole', async () => {
    const lines = Array.from({ length: 6000 }, (_, i) => [i, 0, i, 1]).flat();
    const [path] = await pathsOf(hatch('hatch-core', lines));
    expect(path?.segments).toHaveLength(12_000);
    expect(path?.segments.slice(-2)).toEqual(['jump: hatch-core 5999.0000 0.0000', 'hatch-core 5999.0000 1.0000']);
  });
});

describe('what the schema has no field for', () => {
  test('skywriting and focus are said in the description, and the paths have mode 3', async () => {
    const skywriting = { runInMm: 0.2, runOutMm: 0.1, leastAngleDeg: 30 };
    const job = jobOf({ 'contour-outer': CONTOUR, 'hatch-core': { ...HATCH, skywriting, focusMm: -0.5 } });
    const toolpaths = [contour('contour-outer', SQUARE), hatch('hatch-core', [0, 0, 1, 0])];
    const [entry] = unzip(await written([planned(0, 0.03, 0.03, [], toolpaths)], job));
    expect([...(entry?.[1].matchAll(/<SkyWritingMode>(.)</g) ?? [])].map(([, mode]) => mode)).toEqual(['0', '3']);
    expect(entry?.[1]).toContain(
      '; to be set for hatch-core: focus -0.5 mm; ' +
        'to be set for hatch-core: run-in 0.2 mm, run-out 0.1 mm, at corners from 30 deg</BuildDescription>',
    );
  });

  test('names are escaped, and one with a character that XML lacks is refused', async () => {
    const [entry] = unzip(
      await written(
        [planned(0, 0.03, 0.03, [], [contour('contour-outer', SQUARE)])],
        jobOf({ 'contour-outer': CONTOUR }, { partLabel: 'a<b & "c"' }),
      ),
    );
    expect(entry?.[1]).toContain('<Tag>a&lt;b &amp; &quot;c&quot;</Tag>');
    const job = jobOf({ 'contour-outer': CONTOUR }, { partLabel: 'bell \u0007' });
    expect(refusalOf(() => alsamSink(memorySink(), { job })).code).toBe('value-out-of-range');
  });

  test('a spot that nobody said is left out', async () => {
    const [entry] = unzip(await written([planned(0, 0.03, 0.03)], jobOf({ a: { ...CONTOUR, spotMm: null } })));
    expect(entry?.[1]).not.toContain('SpotSize');
  });
});

describe('refusals', () => {
  test('what the schema asks for and the profile leaves open is named for each key, before anything is written', () => {
    const job = jobOf({
      'contour-outer': { ...CONTOUR, jumpSpeedMmPerS: null, markDelayUs: null },
      'hatch-core': { ...HATCH, laser: null, powerW: 0, pointDistanceMm: 0.06 },
    });
    const { code, message } = refusalOf(() => alsamSink(memorySink(), { job }));
    expect(code).toBe('profile-invalid');
    expect(message).toBe(
      'ti: an ALSAM file needs more: contour-outer lacks jumpSpeedMmPerS, markDelayUs; hatch-core lacks laser; ' +
        'hatch-core: powerW must be above 0, got 0; ' +
        'hatch-core is exposed point by point, for which the schema has no words',
    );
  });

  test.each(['powerW', 'speedMmPerS', 'jumpSpeedMmPerS', 'laserOnDelayUs', 'laserOffDelayUs', 'jumpDelayUs'] as const)(
    '%s is needed',
    (field) => {
      const job = jobOf({ k: { ...CONTOUR, [field]: null } });
      expect(refusalOf(() => alsamSink(memorySink(), { job })).reason).toContain(`k lacks ${field}`);
    },
  );

  test.each(['markDelayUs', 'polygonDelayUs', 'laser'] as const)('%s is needed too', (field) => {
    const job = jobOf({ k: { ...CONTOUR, [field]: null } });
    expect(refusalOf(() => alsamSink(memorySink(), { job })).reason).toContain(`k lacks ${field}`);
  });

  test.each([
    ['no number', [0, 0, Number.NaN, 1]],
    ['an infinite one', [0, Infinity, 1, 1]],
    ['one beyond whole grid units', [0, 0, 1e13, 1]],
  ])('a coordinate that is %s', async (_, xyxy) => {
    await expect(written([planned(4, 0.15, 0.03, [], [hatch('hatch-core', xyxy)])])).rejects.toMatchObject({
      code: 'value-out-of-range',
      place: ['cage L4', 'layer 4'],
    });
  });

  test.each([
    ['at height 0', 0, 0, 0.03],
    ['without thickness', 0, 0.03, 0],
    ['with a number of six digits', 99_999, 0.03, 0.03],
  ])('a layer %s', async (_, index, zMm, thicknessMm) => {
    await expect(written([planned(index, zMm, thicknessMm)])).rejects.toMatchObject({ code: 'value-out-of-range' });
  });

  test('a key that the job does not have, a bead and layers that sink are our own faults', async () => {
    const own = { code: 'own-fault' };
    await expect(written([planned(0, 0.03, 0.03, [], [hatch('hatch-skin', [0, 0, 1, 0])])])).rejects.toMatchObject(own);
    const bead: Toolpath = {
      kind: 'bead',
      params: 'contour-outer',
      partId: 'cage',
      regionId: null,
      path: line(SQUARE),
      feature: 'perimeter',
      widthMm: new Float64Array(4),
      heightMm: 0.1,
    };
    await expect(written([planned(0, 0.03, 0.03, [], [bead])])).rejects.toMatchObject(own);
    await expect(written([planned(1, 0.06, 0.03), planned(0, 0.03, 0.03)])).rejects.toMatchObject(own);
    expect(refusalOf(() => alsamSink(memorySink(), { job: { ...JOB, keys: [...JOB.keys, ...JOB.keys] } })).code).toBe(
      'own-fault',
    );
  });
});
