import { describe, expect, test } from 'vitest';
import { sectionFileName, sectionNameOf } from '../../../src/formats/ilt/section-names.ts';

describe('names of sections', () => {
  test.each([
    ['modelsection_001_st_sx.cli', 'modelsection_001', 'support, single vectors', false],
    ['modelsection_002_k_vs.cli', 'modelsection_002', 'core, hatch', false],
    ['modelsection_003_s1_vk.cli', 'modelsection_003', 'hull 1, contour', true],
    ['a_b_12_s2_uk.cli', 'a_b_12', 'hull 2, downskin contour', true],
    ['modelsection_001_s1_us.cli', 'modelsection_001', 'hull 1, downskin hatch', false],
    ['modelsection_001_s1_kv.cli', 'modelsection_001', 'hull 1, offset contour', true],
    ['modelsection_001_s1_kvu.cli', 'modelsection_001', 'hull 1, downskin offset contour', true],
    ['modelsection_001_s1_skin.cli', 'modelsection_001', 'hull 1, upskin', false],
  ])('%s', (name, part, words, isContour) => {
    expect(sectionNameOf(name)).toEqual({ part, words, isContour });
  });

  test.each(['bunny (support).cli', 'modelsection_001_s3_vs.cli', 'modelsection_001_s1_xx.cli', 'part_1_a_c1up.cli'])(
    '%s is of another scheme',
    (name) => {
      expect(sectionNameOf(name)).toBeNull();
    },
  );

  test('ours are of the scheme, also for a reader that looks at the last two words and the first number', () => {
    const name = sectionFileName(7, 'us');
    expect(name).toBe('modelsection_007_s1_us.cli');
    expect(sectionNameOf(name)?.words).toBe('hull 1, downskin hatch');
    expect(/([a-z]+_[0-9]+)_.+_.+\.cli$/.exec(name)?.[1]).toBe('modelsection_007');
    expect(/_(..?)_(..+)\.cli$/.exec(name)?.slice(1)).toEqual(['s1', 'us']);
  });
});
