import { expect, test } from 'vitest';
import { repairSteps } from '../../../src/geometry/repair/repair-step.ts';

test('changes of the same kind are one step: counts add up, of sizes the largest stays', () => {
  const steps = repairSteps([
    { action: 'holes-filled', count: 1, largestMm: 5.5678, triangles: 3 },
    { action: 'triangles-turned', count: 4, largestMm: null, triangles: 4 },
    { action: 'holes-filled', count: 2, largestMm: 0.2, triangles: 2 },
  ]);
  expect(steps).toEqual([
    {
      action: 'holes-filled',
      count: 3,
      largestMm: 5.5678,
      words: '3 holes filled with 5 triangles, the largest 5.57 mm across',
    },
    { action: 'triangles-turned', count: 4, largestMm: null, words: '4 triangles turned to face as their neighbours' },
  ]);
});

test('one of a kind is said in the singular', () => {
  const [step] = repairSteps([{ action: 'vertices-joined', count: 1, largestMm: 1e-5, triangles: 0 }]);
  expect(step?.words).toBe('1 vertex of open edges joined to a neighbour, moved by at most 0.00001 mm');
});
