import { expect, test } from 'vitest';
import { type Case, loadCase } from '../../../src/config/case.ts';
import { labelText } from '../../../src/formats/common-layer/header-text.ts';
import {
  caseBlock,
  identityLabel,
  identityMetadata,
  identityOf,
  identityWords,
} from '../../../src/pipeline/request/case-identity.ts';
import { CASE, FILE } from '../../config/example-case.ts';

const identity = {
  id: 'patient-7',
  side: 'left',
  level: 'L4-L5',
  revision: 'B',
  target: 'titanium',
  model: false,
} as const;

test('of a case only the pseudonym, side, level, revision and target are taken, no name and no note', () => {
  const item: Case = loadCase(JSON.stringify({ ...CASE, name: 'Jane', note: 'born in May' }), FILE);
  const own = { id: 'example', side: 'left', level: 'L4-L5', revision: 'A' };
  const [target] = item.targets;
  expect(identityOf(item, target!)).toEqual({ ...own, target: 'titanium', model: false });
  expect(identityOf(item, { ...target!, id: 'shape', model: true })).toEqual({ ...own, target: 'shape', model: true });
});

test('stands in one line for people, and in one word for labels', () => {
  expect(identityWords(identity)).toBe('case patient-7, L4-L5 left, revision B, target titanium');
  expect(identityLabel(identity)).toBe('patient-7_L4-L5_left_rev-B');
});

test('of a model both say that it is one', () => {
  const model = { ...identity, target: 'shape', model: true };
  const words = 'case patient-7, L4-L5 left, revision B, target shape (model 1:1, not an implant)';
  expect(identityWords(model)).toBe(words);
  expect(identityLabel(model)).toBe('patient-7_L4-L5_left_rev-B_model');
  expect(identityMetadata(model)).toMatchObject({ caseTarget: 'shape (model 1:1, not an implant)' });
});

test('a label has no sign that files or formats could not bear, whatever level and revision a case may have', () => {
  const label = identityLabel({ ...identity, level: 'L4/L5 + S1', revision: '2 (draft) ä' });
  expect(label).toBe('patient-7_L4-L5---S1_left_rev-2--draft---');
  expect(labelText('cage', label)).toContain(label);
});

test('as metadata each has a name of its own', () => {
  expect(identityMetadata(identity)).toEqual({
    caseId: 'patient-7',
    caseSide: 'left',
    caseLevel: 'L4-L5',
    caseRevision: 'B',
    caseTarget: 'titanium',
  });
});

test('JSON files of a build have the identity and the target; those of a bare mesh have no such block', () => {
  expect(caseBlock({ case: { identity } })).toEqual({ case: identity });
  expect(caseBlock({ case: null })).toEqual({});
});
