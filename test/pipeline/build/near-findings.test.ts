import { expect, test } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { nearFindings } from '../../../src/pipeline/build/near-findings.ts';
import { boxMesh } from '../../geometry/solids.ts';

const shapeOf = (factor: number) => ({ scale: [factor, factor, 1], aboutMm: [0, 0, 0] });

/** Two boxes with so much between them, scanned with a melt width of 0.12 mm. */
function between(gapMm: number, factor = 1): Promise<Finding[]> {
  const build = (partId: string, x0: number) => ({
    part: { partId },
    job: {
      spec: {
        mesh: boxMesh(x0, 0, 0, x0 + 5, 5, 2),
        shape: factor === 1 ? null : shapeOf(factor),
        paths: { kind: 'scan', settings: { meltWidthMm: 0.12 } },
      },
    },
  });
  return nearFindings([build('a', 0), build('b', 5 + gapMm)] as never);
}

test('parts that touch or are nearer than a track are an error, nearer than a millimetre a warning', async () => {
  expect(await between(0)).toMatchObject([{ rule: 'parts-near', severity: 'error', measured: 0 }]);
  expect(await between(0.1)).toMatchObject([{ severity: 'error', measured: expect.closeTo(0.1, 6), limit: 0.12 }]);
  expect(await between(0.5)).toMatchObject([{ severity: 'warning', measured: expect.closeTo(0.5, 6), limit: 1 }]);
  expect(await between(1)).toEqual([]);
});

test('what is made counts, not the design', async () => {
  // Twice as large about the origin, 0.4 mm become 0.8 mm.
  expect(await between(0.4, 2)).toMatchObject([{ severity: 'warning', measured: expect.closeTo(0.8, 6) }]);
});

test('one part alone is near to nothing', async () => {
  expect(await nearFindings([{ part: { partId: 'a' }, job: {} }] as never)).toEqual([]);
});
