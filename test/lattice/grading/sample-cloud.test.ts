import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleCloud, sampleInterpolator } from '../../../src/lattice/grading/sample-cloud.ts';
import { randomFrom } from '../../geometry/solids.ts';

type Sample = readonly [number, number, number, number];
const cloudOf = (samples: readonly Sample[]) => sampleCloud(Float64Array.from(samples.flat()));
const interpolated = (samples: readonly Sample[]) => sampleInterpolator(cloudOf(samples));

/** The same value by looking at every sample: inverse distance over the nearest 8, with weights that end at the ninth. */
function byHand(samples: readonly Sample[], x: number, y: number, z: number): number {
  const sorted = samples
    .map(([px, py, pz, value]) => ({ d: Math.sqrt((px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2), value }))
    .sort((a, b) => a.d - b.d);
  const end = sorted[8]?.d ?? Number.POSITIVE_INFINITY;
  let [sum, total] = [0, 0];
  for (const { d, value } of sorted.slice(0, 8)) {
    if (d <= 1e-9) return value;
    const weight = (1 / d - 1 / end) ** 2;
    sum += weight;
    total += weight * value;
  }
  return sum > 0 ? total / sum : sorted.slice(0, 8).reduce((mean, { value }) => mean + value / 8, 0);
}

function scattered(count: number, seed: number, spans: readonly [number, number, number]): Sample[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => [spans[0] * random(), spans[1] * random(), spans[2] * random(), random()]);
}

function grid(n: number, hMm: number, value: (x: number, y: number, z: number) => number): Sample[] {
  const samples: Sample[] = [];
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) samples.push([i * hMm, j * hMm, k * hMm, value(i * hMm, j * hMm, k * hMm)]);
    }
  }
  return samples;
}

test('every sample is sorted into the cells once, and none is lost', () => {
  const samples = scattered(1000, 1, [10, 20, 5]);
  const cloud = cloudOf(samples);
  expect(cloud.start.at(-1)).toBe(1000);
  const key = (sample: ArrayLike<number>) => Array.from(sample).join(' ');
  const kept = Array.from({ length: 1000 }, (_, n) => key(cloud.samples.subarray(4 * n, 4 * n + 4)));
  expect(kept.sort()).toEqual(samples.map(key).sort());
});

test('one sample speaks for everywhere', () => {
  const at = interpolated([[1, 2, 3, 0.35]]);
  expect([at(1, 2, 3), at(0, 0, 0), at(1e4, -1e4, 1e4)]).toEqual([0.35, 0.35, 0.35]);
});

test('between two samples the value goes from one to the other: a half in the middle, 1 to 9 at a quarter', () => {
  const at = interpolated([
    [0, 0, 0, 0.2],
    [10, 0, 0, 0.4],
  ]);
  expect(at(5, 0, 0)).toBeCloseTo(0.3, 12);
  // Weights 1 / 2.5^2 and 1 / 7.5^2.
  expect(at(2.5, 0, 0)).toBeCloseTo((9 * 0.2 + 0.4) / 10, 12);
  expect(Math.abs(at(4.999, 0, 0) - at(5.001, 0, 0))).toBeLessThan(1e-3);
});

describe.each<[string, Sample[]]>([
  ['scattered in space', scattered(300, 2, [10, 7, 4])],
  ['in a plane', scattered(300, 3, [10, 7, 0])],
  ['on a line', scattered(200, 4, [0, 30, 0])],
  [
    'at one place and nine others',
    [...Array.from({ length: 9 }, (): Sample => [1, 1, 1, 0.5]), ...scattered(9, 5, [3, 3, 3])],
  ],
  ['few', scattered(6, 6, [5, 5, 5])],
  ['far longer than wide', scattered(300, 7, [1000, 0.1, 0.1])],
  ['a heap with one far off', [...scattered(200, 8, [1, 1, 1]), [500, 500, 500, 0.9]]],
])('samples %s', (_, samples) => {
  const at = interpolated(samples);

  test('are met exactly', () => {
    for (const [x, y, z, value] of samples) expect(at(x, y, z)).toBe(value);
  });

  test('give what a look at every sample gives, inside of the cloud and out', () => {
    const spans = [0, 1, 2].map((a) => Math.max(...samples.map((sample) => sample[a]!)));
    const random = randomFrom(9);
    for (let n = 0; n < 300; n++) {
      const [x, y, z] = spans.map((span) => (2 * random() - 0.5) * (span + 1)) as [number, number, number];
      expect(at(x, y, z)).toBeCloseTo(byHand(samples, x, y, z), 9);
    }
  });
});

test('never leave the range of the samples', () => {
  const coordinate = fc.double({ min: -20, max: 20, noNaN: true });
  const sample = fc.tuple(coordinate, coordinate, coordinate, fc.double({ min: 0.1, max: 0.6, noNaN: true }));
  fc.assert(
    fc.property(
      fc.array(sample, { minLength: 1, maxLength: 60 }),
      fc.tuple(coordinate, coordinate, coordinate),
      (samples, point) => {
        const values = samples.map(([, , , value]) => value);
        const found = interpolated(samples)(...point);
        expect(found).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
        expect(found).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
      },
    ),
    { numRuns: 300 },
  );
});

describe('a grid of samples of a linear function, as a scan has them', () => {
  const h = 2;
  const slope = 0.05;
  const at = interpolated(grid(8, h, (x) => 0.2 + slope * x));

  test('is within a quarter of a step of it everywhere, and a ninth on average', () => {
    const random = randomFrom(11);
    let [worst, sum] = [0, 0];
    for (let n = 0; n < 3000; n++) {
      const [x, y, z] = [4 + 6 * random(), 4 + 6 * random(), 4 + 6 * random()];
      const off = Math.abs(at(x, y, z) - (0.2 + slope * x));
      worst = Math.max(worst, off);
      sum += off / 3000;
    }
    expect(worst).toBeLessThan(0.26 * slope * h);
    expect(sum).toBeLessThan(0.12 * slope * h);
  });

  test('does not jump anywhere, not even in the middle between eight samples', () => {
    const d = 1e-4;
    const random = randomFrom(12);
    for (let n = 0; n < 500; n++) {
      const [x, y, z] =
        n === 0 ? [5, 5, 5] : n === 1 ? [5, 5, 5 + d] : [4 + 6 * random(), 4 + 6 * random(), 4 + 6 * random()];
      expect(Math.abs(at(x! + d, y!, z!) - at(x! - d, y!, z!))).toBeLessThan(10 * slope * 2 * d);
    }
  });
});

test('200,000 samples are sorted and asked 100,000 times within a few seconds', () => {
  const values = new Float64Array(4 * 200_000);
  const random = randomFrom(13);
  for (let n = 0; n < values.length; n++) values[n] = 50 * random();
  const started = performance.now();
  const at = sampleInterpolator(sampleCloud(values));
  let sum = 0;
  for (let n = 0; n < 100_000; n++) sum += at(70 * random() - 10, 70 * random() - 10, 70 * random() - 10);
  expect(sum / 100_000).toBeGreaterThan(20);
  expect(performance.now() - started).toBeLessThan(15_000);
});

test.each([1, 2, 3, 4])('%d samples far apart lie in no more squares than there are samples', (count) => {
  const corners: Sample[] = [
    [0, 0, 0, 0.2],
    [300, 0, 1, 0.3],
    [0, 300, 2, 0.4],
    [300, 300, 3, 0.5],
  ];
  const some = corners.slice(0, count);
  const { counts } = cloudOf(some);
  expect(counts[0] * counts[1] * counts[2]).toBeLessThanOrEqual(8);
  for (const [x, y, z] of [
    [10, 20, 1],
    [290, 150, 2],
  ] as const) {
    expect(interpolated(some)(x, y, z)).toBeCloseTo(byHand(some, x, y, z), 9);
  }
});
