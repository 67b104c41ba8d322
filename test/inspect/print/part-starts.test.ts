import { describe, expect, test } from 'vitest';
import { partStarts } from '../../../src/inspect/print/part-starts.ts';
import { CLEAN_PRINT, inspectPrint, layerText } from './clean-print.ts';

const at = (...heights: (number | null)[]) => partStarts(heights.map((zMm) => ({ zMm })));

test('a part begins where the height falls back to that of the first layer', () => {
  expect(at(0.1, 0.2, 0.3)).toEqual([0]);
  expect(at(0.1, 0.2, 0.1, 0.2, 0.3, 0.1)).toEqual([0, 2, 5]);
  expect(at(0.1, null, 0.2, null, 0.1)).toEqual([0, 4]);
  // A fall to less than the plate is a fault of the file and no new part.
  expect(at(0.1, 0.2, 0.3, 0.2)).toEqual([0]);
});

describe('two parts one after the other', () => {
  // 50 mm beside the first, which the head passes above.
  const beside = (layers: string) => `G1 Z5\nG1 X60\n${layers.replace(/X([12])0/g, (_, tens) => `X${50 + 10 * tens}`)}`;
  const second = beside(`${layerText(0.2)}${layerText(0.4)}`);
  const text = CLEAN_PRINT.replace(';TYPE:Custom\nG1 E-1 F2400\nM104', `${second};TYPE:Custom\nG1 E-1 F2400\nM104`);
  const part = (layerCount: number) => ({ layerCount, thicknessMm: 0.2, firstTopMm: 0.2 });
  const rules = async (of: string, options: object) =>
    (await inspectPrint(of, { designVolumeMm3: null, ...options })).findings.map(({ rule, layer }) => [rule, layer]);

  test('are sound where each has its planned layers', async () => {
    expect(text.match(/;LAYER_CHANGE/g)).toHaveLength(5);
    expect(await rules(text, { partsInTurn: [part(3), part(2)] })).toEqual([]);
  });

  test('are sound without a plan, and a fault as one part', async () => {
    const nothing = { layerCount: null, thicknessMm: null, firstTopMm: null };
    expect(await rules(text, { expected: nothing })).toEqual([]);
    expect(await rules(text, { expected: part(5) })).toContainEqual(['layer-spacing', 3]);
  });

  test('are found out where one has too few or too many layers, or a gap', async () => {
    expect(await rules(text, { partsInTurn: [part(3), part(3)] })).toContainEqual(['layer-missing', 4]);
    expect((await rules(text, { partsInTurn: [part(2), part(2)] })).map(([rule]) => rule)).toContain('layer-surplus');
    const gap = text.replace(second, beside(layerText(0.2) + layerText(0.6)));
    expect(await rules(gap, { partsInTurn: [part(3), part(3)] })).toContainEqual(['layer-missing', 4]);
  });

  test('are found out where one is missing, or one more stands there', async () => {
    const all = [part(3), part(2), part(2)];
    expect((await rules(text, { partsInTurn: all })).map(([rule]) => rule)).toContain('layer-missing');
    expect((await rules(text, { partsInTurn: [part(3)] })).map(([rule]) => rule)).toContain('layer-surplus');
  });
});
