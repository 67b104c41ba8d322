import { expect, test } from 'vitest';
import { loadPrinter } from '../../../src/config/printer.ts';
import { refusePrime } from '../../../src/pipeline/parts/refuse-prime.ts';
import { extrusionProfile, PEEK_PRINTER_TEXT, PEEK_PROFILE_TEXT, withValue } from '../../config/example-files.ts';

const q = (value: number) => ({ value, source: 'uncalibrated example' });
const at = (x: number, y: number) => ({ x: q(x), y: q(y) });
const printer = loadPrinter(PEEK_PRINTER_TEXT, 'm.json');
/** 10 x 10 mm from (95, 95). */
const PART = { partId: 'a', outline: Float64Array.of(95, 95, 105, 95, 105, 105, 95, 105) };

function refuse(
  from: readonly [number, number],
  to: readonly [number, number],
  on = printer,
  more: object = { widthMm: q(0.6) },
) {
  const prime = { fromMm: at(...from), toMm: at(...to), ...more };
  const profile = extrusionProfile(withValue(PEEK_PROFILE_TEXT, ['prime'], prime), 'p.json');
  refusePrime(profile, { printer: on, profileFile: 'p.json', layerMm: 0.1, parts: [PART] });
}

test('a line half its width from the edge of the plate is taken, one nearer is refused with the distance', () => {
  expect(() => refuse([10, 0.3], [50, 0.3])).not.toThrow();
  const message =
    'p.json > prime > toMm: the line would reach 0.400 mm at (9.700, -0.400) out of the plate of generic-peek-fff';
  expect(() => refuse([10, 5], [10, -0.1])).toThrow(message);
  // 8 mm3 on 40 mm in a layer of 0.1 mm are 2 mm wide.
  expect(() => refuse([10, 0.3], [50, 0.3], printer, { volumeMm3: q(8) })).toThrow('the line would reach 0.700 mm');
});

test('a line over a place that the plate excludes is refused with the reason', () => {
  const zone = { shape: 'circle', xMm: 20, yMm: 6, diameterMm: 4, source: 'test', reason: 'a clip' };
  const clipped = loadPrinter(withValue(PEEK_PRINTER_TEXT, ['buildVolume', 'exclusions'], [zone]), 'm.json');
  const message = 'into what is excluded on the plate of generic-peek-fff (a clip)';
  expect(() => refuse([10, 5], [50, 5], clipped)).toThrow(message);
  expect(() => refuse([10, 3], [50, 3], clipped)).not.toThrow();
});

test('a line stays off a part by what its skirt reaches, 5.2 mm, and half of its own width', () => {
  expect(() => refuse([80, 89.5], [120, 89.5])).not.toThrow();
  const message = "p.json > prime: the priming line comes 5.100 mm near to the part 'a'; its skirt reaches 5.200 mm";
  expect(() => refuse([80, 89.6], [120, 89.6])).toThrow(message);
});
