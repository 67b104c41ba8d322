import { describe, expect, test } from 'vitest';
import type { LayerResult } from '../../../src/pipeline/layers/layer-result.ts';
import type { PartJob } from '../../../src/pipeline/parts/part-job.ts';
import { pathRoom } from '../../../src/pipeline/parts/path-room.ts';

/** What was found of layers in which so many contours and hatch had room, out of four contours. */
function found(layers: readonly (readonly [levels: number, hatched: boolean])[], layerCount = 2) {
  const room = pathRoom(4);
  for (const [contourLevels, hatched] of layers) {
    room.add({ figures: { contourLevels, hatched } } as LayerResult);
  }
  const job = { layerCount, spec: { partId: 'part', layers: { from: 0, to: layers.length } } } as PartJob;
  return room.findings(job).map(({ rule, severity, measured, limit, message }) => ({
    rule,
    severity,
    measured,
    limit,
    message: message.split(':')[0],
  }));
}

describe('room for paths', () => {
  test('in one layer is enough', () => {
    expect(
      found([
        [1, true],
        [4, false],
      ]),
    ).toEqual([]);
  });

  test('that contours found nowhere is told with their numbers', () => {
    const nowhere = found([
      [3, true],
      [1, true],
    ]);
    expect(nowhere).toEqual([
      {
        rule: 'contour-nowhere',
        severity: 'note',
        measured: 3,
        limit: 4,
        message: 'contour 4 of 4 found room in no layer',
      },
    ]);
    expect(
      found([
        [1, true],
        [1, true],
      ])[0]?.message,
    ).toBe('contours 2 to 4 of 4 found room in no layer');
  });

  test('that hatch found nowhere is told', () => {
    expect(
      found([
        [4, false],
        [4, false],
      ]).map(({ rule }) => rule),
    ).toEqual(['hatch-nowhere']);
  });

  test('of a band of layers says nothing of the part', () => {
    expect(found([[0, false]], 2)).toEqual([]);
  });
});
