import { describe, expect, test } from 'vitest';
import type { PartJob } from '../../../src/pipeline/parts/part-job.ts';
import { refuseBeyondReach } from '../../../src/pipeline/parts/refuse-beyond-reach.ts';
import type { PrepareRequest } from '../../../src/pipeline/request/prepare-request.ts';

const refused = (farMm: number, outputs: readonly string[], cliDialect = 'plain') => {
  const request = { outputs, cliDialect, printer: { file: 'mine.json' } } as unknown as PrepareRequest;
  const job = { box: [farMm - 3, 5, 0, farMm, 8, 2], spec: { partId: 'a' } } as unknown as PartJob;
  try {
    refuseBeyondReach(request, job);
    return null;
  } catch (error) {
    return error;
  }
};

describe('a part far from the origin', () => {
  // 2^24 grid units of 0.1 um; 1024 mm; 2^17 units of 0.01 mm; what contours are planned in.
  test.each([
    ['cli', 1677.7216, 'plain'],
    ['ilt', 1024, 'plain'],
    ['cli', 1310.72, 'eos'],
    ['3mf-slices', 4000, 'plain'],
  ])('is taken for %s up to %d mm (%s) and refused beyond, with the printer file', (output, mm, dialect) => {
    expect(refused(mm, [output], dialect)).toBeNull();
    expect(refused(mm + 0.001, [output], dialect)).toMatchObject({
      code: 'part-off-plate',
      place: ['mine.json', 'buildVolume'],
      reason: expect.stringContaining(`exactly up to ${mm} mm`),
    });
  });

  test('the least of several files counts', () => {
    expect(refused(1024.5, ['cli', 'ilt'])).toMatchObject({ reason: expect.stringContaining('an ILT archive') });
  });
});
