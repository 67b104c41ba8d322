import { expect, test } from 'vitest';
import { shortVectors } from '../../../src/formats/common-layer/short-vectors.ts';
import { type CommonLayerOptions, commonLayerSink } from '../../../src/formats/common-layer/write-common-layer.ts';
import { hatch, IDS, memorySink, planned, region } from './job.ts';

test('ends are rounded to 0.01 mm, and a vector whose ends fall on one place goes', () => {
  const xyxy = Float64Array.of(0.1, 0.1, 0.3, 0.1, 0.501, 0.2, 0.504, 0.2, 0.6, 0.2, 0.6, 0.406);
  const { xyxy: kept, lost } = shortVectors(xyxy, 100);
  expect([...kept]).toEqual([0.1, 0.1, 0.3, 0.1, 0.6, 0.2, 0.6, 0.41]);
  expect(lost).toMatchObject({ vectors: 1, lines: 1 });
  expect(lost.lengthMm).toBeCloseTo(0.003, 9);
});

test('of a line of vectors end to end what is left still joins, and the line is not lost', () => {
  // 0.1 -> 0.103 -> 0.106 -> 0.109 -> 0.3: in 0.01 mm 10 10 11 11 30.
  const xs = [0.1, 0.103, 0.106, 0.109, 0.3];
  const xyxy = Float64Array.from(xs.slice(1).flatMap((x, i) => [xs[i] ?? 0, 0.2, x, 0.2]));
  const { xyxy: kept, lost } = shortVectors(xyxy, 100);
  expect([...kept]).toEqual([0.1, 0.2, 0.11, 0.2, 0.11, 0.2, 0.3, 0.2]);
  expect(lost).toMatchObject({ vectors: 2, lines: 0 });
});

test('the last line counts, and of several that go each counts once', () => {
  const spot = [0.401, 0.2, 0.403, 0.2, 0.403, 0.2, 0.404, 0.2];
  expect(shortVectors(Float64Array.of(...spot, 1, 1, 1.001, 1), 100).lost).toMatchObject({ vectors: 3, lines: 2 });
  expect(shortVectors(new Float64Array(0), 100).lost).toEqual({ vectors: 0, lengthMm: 0, lines: 0 });
});

test('the file has none without length, and the sink says how many it left out', async () => {
  const paths = [
    hatch('hatch-core', [0.1, 0.25, 0.4, 0.25, 0.5, 0.25, 0.5001, 0.25]),
    hatch('hatch-core', [1, 1, 1.002, 1]),
  ];
  const layer = planned(0, 0.03, 0.03, [region([0, 0, 2, 0, 2, 2, 0, 2])], paths);
  const write = async (options: Partial<CommonLayerOptions>) => {
    const file = memorySink();
    const sink = commonLayerSink(file, {
      encoding: 'binary',
      content: 'both',
      ids: IDS,
      partLabel: 'cage',
      ...options,
    });
    await sink.open({ partId: 'cage', layerCount: 1, thicknessMm: 0.03, boxMm: [0, 0, 0, 0, 0, 0] });
    await sink.layer(layer);
    await sink.close();
    return { bytes: file.bytes(), sink };
  };
  const { bytes, sink } = await write({ form: 'eos' });
  expect(sink.lost).toMatchObject({ vectors: 2, lines: 2 });
  // Boundary and hatch-core: a set of which nothing is left is no path.
  expect(sink.paths).toBe(2);
  const end = Buffer.from(bytes).toString('hex').split('8300');
  expect(end.slice(1)).toEqual(['03000100' + '0a00190028001900']);
  const plain = await write({});
  expect(plain.sink.lost).toEqual({ vectors: 0, lengthMm: 0, lines: 0 });
  expect(plain.sink.paths).toBe(3);
});
