import { expect, test } from 'vitest';
import type { Toolpath } from '../../../src/core/toolpath.ts';
import { contour, hatch, planned, region, written } from './job.ts';

const SQUARE = [0, 0, 2, 0, 2, 2, 0, 2];

/** As exposure.json has them: the one boundary, then what is run in each region. */
const IDS = new Map([
  ['boundary', 1],
  ['contour-outer core', 2],
  ['hatch-core core', 4],
  ['contour-outer frame', 5],
  ['hatch-core frame', 7],
]);

const inRegion = (path: Toolpath, regionId: string): Toolpath => ({ ...path, regionId });

const LAYER = planned(
  0,
  0.03,
  0.03,
  [region(SQUARE)],
  [
    inRegion(contour('contour-outer', [0.1, 0.1, 1, 0.1], false), 'core'),
    inRegion(contour('contour-outer', [1, 0.1, 1.9, 0.1], false), 'frame'),
    inRegion(hatch('hatch-core', [0.1, 0.2, 1, 0.2]), 'core'),
    inRegion(hatch('hatch-core', [1, 0.2, 1.9, 0.2]), 'frame'),
  ],
);

/** Labels and geometry of an ASCII file. */
async function linesOf(content: 'both' | 'boundary' | 'scan', layer = LAYER): Promise<string[]> {
  const text = Buffer.from(await written([layer], { encoding: 'ascii', content, ids: IDS })).toString('latin1');
  return text.split('\n').filter((line) => /^\$\$(LABEL|POLYLINE|HATCHES)/.test(line));
}

test('paths bear the id of their parameters in their region, and its label names both', async () => {
  expect(await linesOf('scan')).toEqual([
    '$$LABEL/2,cage_contour-outer_core',
    '$$LABEL/4,cage_hatch-core_core',
    '$$LABEL/5,cage_contour-outer_frame',
    '$$LABEL/7,cage_hatch-core_frame',
    '$$POLYLINE/2,2,2,1000.0,1000.0,10000.0,1000.0',
    '$$POLYLINE/5,2,2,10000.0,1000.0,19000.0,1000.0',
    '$$HATCHES/4,1,1000.0,2000.0,10000.0,2000.0',
    '$$HATCHES/7,1,10000.0,2000.0,19000.0,2000.0',
  ]);
});

test('the boundary is one, whatever the regions, and hatches beside it are told apart', async () => {
  const square = '$$POLYLINE/1,1,5,0.0,0.0,20000.0,0.0,20000.0,20000.0,0.0,20000.0,0.0,0.0';
  expect((await linesOf('both')).slice(5)).toEqual([
    square,
    '$$HATCHES/4,1,1000.0,2000.0,10000.0,2000.0',
    '$$HATCHES/7,1,10000.0,2000.0,19000.0,2000.0',
  ]);
  expect(await linesOf('boundary')).toEqual(['$$LABEL/1,cage_boundary', square]);
});

test('a path of a region that has no id is a fault of ours, never another id', async () => {
  const stray = planned(0, 0.03, 0.03, [region(SQUARE)], [inRegion(hatch('hatch-core', [0.1, 0.2, 1, 0.2]), 'rim')]);
  await expect(linesOf('scan', stray)).rejects.toThrow(
    expect.objectContaining({ code: 'own-fault', message: expect.stringContaining('hatch-core rim') }),
  );
  const unnamed = planned(0, 0.03, 0.03, [region(SQUARE)], [hatch('hatch-core', [0.1, 0.2, 1, 0.2])]);
  await expect(linesOf('scan', unnamed)).rejects.toThrow(expect.objectContaining({ code: 'own-fault' }));
});
