import { expect, test } from 'vitest';
import { seamFindings } from '../../../src/pipeline/bead/seam-findings.ts';
import type { RegionSpec } from '../../../src/pipeline/layers/job-spec.ts';

const region = (id: string | null) => ({ id }) as RegionSpec;
const seam = { position: 'aligned', region: { id: 'back', rule: 'on' } } as const;

test('a region that the part has is heeded in silence, one that it has not is told with those that it has', () => {
  const at = (...ids: (string | null)[]) => ({ partId: 'cage', regions: ids.map(region) });
  expect(seamFindings({ id: 'mine', seam }, at('core', 'back'))).toEqual([]);
  expect(seamFindings({ id: 'mine', seam: { position: 'aligned' } }, at('core'))).toEqual([]);
  const [told] = seamFindings({ id: 'mine', seam }, at('core', 'front'));
  expect(told).toMatchObject({ rule: 'seam-region-nowhere', severity: 'warning', partId: 'cage' });
  expect(told?.message).toContain("'back'");
  expect(told?.message).toContain('it has core, front');
  expect(seamFindings({ id: 'mine', seam }, at(null))[0]?.message).toContain('it has no regions');
});
