import { describe, expect, test } from 'vitest';
import { areaBox, buildAreaOf, laserFieldsOf } from '../../src/config/build-area.ts';
import { buildBoxOf, type LpbfPrinter, loadPrinter } from '../../src/config/printer.ts';
import { PRINTER_TEXT, withValue } from './example-files.ts';

const mm = (value: number) => ({ value, source: 'x' });

function printerWith(values: Readonly<Record<string, unknown>>): LpbfPrinter {
  const text = Object.entries(values).reduce((json, [key, value]) => withValue(json, [key], value), PRINTER_TEXT);
  const printer = loadPrinter(text, 'p.json');
  if (printer.process !== 'lpbf') throw new Error('is for lpbf');
  return printer;
}

const volume = (buildVolume: object) => printerWith({ buildVolume });

/** The message of a printer that is refused. */
function refusal(buildVolume: object): string {
  try {
    volume(buildVolume);
  } catch (error) {
    return (error as Error).message;
  }
  return 'is taken';
}

describe('the area of a build volume', () => {
  test('of a rectangle begins at its corner, or lies about its centre', () => {
    const sides = { shape: 'rectangle', xMm: mm(100), yMm: mm(60), zMm: mm(80) };
    const corner = buildAreaOf(volume({ ...sides, origin: 'corner' }));
    expect(corner.outline).toEqual({ shape: 'rectangle', xMinMm: 0, yMinMm: 0, xMaxMm: 100, yMaxMm: 60 });
    const centre = buildAreaOf(volume({ ...sides, origin: 'centre' }));
    expect(centre.outline).toEqual({ shape: 'rectangle', xMinMm: -50, yMinMm: -30, xMaxMm: 50, yMaxMm: 30 });
    expect(areaBox(centre)).toEqual([-50, -30, 0, 50, 30, 80]);
  });

  test('of a circle lies about its centre, and its box is the square around it', () => {
    const printer = volume({ shape: 'circle', diameterMm: mm(100), zMm: mm(90), origin: 'centre' });
    expect(buildAreaOf(printer)).toEqual({
      outline: { shape: 'circle', xMm: 0, yMm: 0, radiusMm: 50 },
      exclusions: [],
      heightMm: 90,
      plateUncounted: false,
    });
    expect(buildBoxOf(printer)).toEqual([-50, -50, 0, 50, 50, 90]);
  });

  test('of a polygon is its corners, turned counter-clockwise where they are not', () => {
    const corners = [
      [0, 0],
      [0, 50],
      [40, 50],
      [60, 0],
    ];
    const pointsMm = (value: unknown) => ({ shape: 'polygon', pointsMm: { value, source: 'x' }, zMm: mm(10) });
    const xy = Float64Array.of(60, 0, 40, 50, 0, 50, 0, 0);
    expect(buildAreaOf(volume(pointsMm(corners))).outline).toEqual({ shape: 'polygon', xy });
    expect(buildAreaOf(volume(pointsMm([...corners].reverse()))).outline).toEqual({ shape: 'polygon', xy });
    expect(buildBoxOf(volume(pointsMm(corners)))).toEqual([0, 0, 0, 60, 50, 10]);
  });

  test.each([
    [
      'sides that cross',
      [
        [0, 0],
        [10, 0],
        [0, 10],
        [10, 10],
      ],
      'pointsMm: must bound one area: its sides 1 and 3 meet',
    ],
    [
      'a corner on another side',
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [5, 0],
        [0, 10],
      ],
      'pointsMm: must bound one area: its sides 0 and 2 meet',
    ],
    [
      'a side that turns back',
      [
        [0, 0],
        [10, 0],
        [5, 0],
        [5, 10],
      ],
      'pointsMm: must bound one area: it turns back at the corner 1',
    ],
    [
      'a corner twice',
      [
        [0, 0],
        [10, 0],
        [10, 0],
        [5, 10],
      ],
      'pointsMm: holds the corner 1 twice',
    ],
    [
      'two corners',
      [
        [0, 0],
        [10, 0],
      ],
      'pointsMm: must hold at least 3, got 2',
    ],
    [
      'a first corner that is repeated',
      [
        [0, 0],
        [10, 0],
        [5, 10],
        [0, 0],
      ],
      'pointsMm: holds the corner 3 twice',
    ],
    [
      'no width',
      [
        [0, 0],
        [10, 0],
        [5, 1e-9],
      ],
      'pointsMm: has no area',
    ],
  ])('of a polygon with %s is none', (_, value, message) => {
    const reason = refusal({ shape: 'polygon', pointsMm: { value, source: 'x' }, zMm: mm(10) });
    expect(reason).toBe(`p.json > buildVolume > ${message}`);
  });
});

describe('the height', () => {
  const tall = { shape: 'rectangle', xMm: mm(10), yMm: mm(10), zMm: mm(300), origin: 'corner' };

  test('is less by the plate where the maker counts it, and only then', () => {
    const zIncludesPlate = { value: true, source: 'x' };
    expect(buildAreaOf(volume({ ...tall, plateThicknessMm: mm(15), zIncludesPlate }))).toMatchObject({
      heightMm: 285,
      plateUncounted: false,
    });
    expect(buildAreaOf(volume({ ...tall, plateThicknessMm: mm(15) })).heightMm).toBe(300);
    expect(buildBoxOf(volume({ ...tall, plateThicknessMm: mm(15), zIncludesPlate }))[5]).toBe(285);
  });

  test('tells where it still counts a plate of which nobody says how thick it is', () => {
    expect(buildAreaOf(volume({ ...tall, zIncludesPlate: { value: true, source: 'x' } }))).toMatchObject({
      heightMm: 300,
      plateUncounted: true,
    });
  });

  test('is not below the plate', () => {
    expect(refusal({ ...tall, plateThicknessMm: mm(300), zIncludesPlate: { value: true, source: 'x' } })).toBe(
      'p.json > buildVolume > plateThicknessMm: must be below zMm (300), which includes it, got 300',
    );
  });
});

test('exclusions keep their reasons', () => {
  const exclusions = [
    { shape: 'circle', xMm: 10, yMm: 10, diameterMm: 8, reason: 'screw', source: 'x' },
    {
      shape: 'polygon',
      pointsMm: [
        [0, 0],
        [5, 0],
        [0, 5],
      ],
      reason: 'clamp',
      source: 'x',
    },
  ];
  const printer = volume({ shape: 'rectangle', xMm: mm(99), yMm: mm(99), zMm: mm(9), origin: 'corner', exclusions });
  expect(buildAreaOf(printer).exclusions).toEqual([
    { figure: { shape: 'circle', xMm: 10, yMm: 10, radiusMm: 4 }, reason: 'screw' },
    { figure: { shape: 'polygon', xy: Float64Array.of(0, 0, 5, 0, 0, 5) }, reason: 'clamp' },
  ]);
});

test('a laser reaches what its field says, and all where nothing says', () => {
  const whole = { shape: 'rectangle', xMinMm: 0, yMinMm: 0, xMaxMm: 250, yMaxMm: 250 };
  expect(laserFieldsOf(printerWith({}))).toEqual([whole]);
  const field = { shape: 'circle', xMm: 80, yMm: 125, diameterMm: 200, source: 'x' };
  expect(laserFieldsOf(printerWith({ lasers: [{ maxPowerW: mm(400) }, { maxPowerW: mm(200), field }] }))).toEqual([
    whole,
    { shape: 'circle', xMm: 80, yMm: 125, radiusMm: 100 },
  ]);
});
