import { expect, test } from 'vitest';
import { type OpenHole, openHoleWords } from '../../../src/geometry/repair/open-holes.ts';

const LIMITS = { holeEdges: 100, holeMm: 2.0785, slitMm: 0.01 };
const words = (...holes: OpenHole[]) => openHoleWords(holes, LIMITS);

test('no hole, no words', () => {
  expect(words()).toEqual([]);
});

test('holes are told by reason, the largest of each with its measure', () => {
  expect(words({ why: 'wide', edges: 4, acrossMm: 16.9706 })).toEqual([
    '1 hole stays open (4 edges, 17 mm across): wider than 2.08 mm',
  ]);
  expect(
    words(
      { why: 'rim', edges: 4, acrossMm: 1 },
      { why: 'edges', edges: 101, acrossMm: null },
      { why: 'edges', edges: 400, acrossMm: null },
      { why: 'twisted', edges: 3, acrossMm: 0.5 },
      { why: 'twisted', edges: 2, acrossMm: null },
    ),
  ).toEqual([
    '2 holes stay open (at most 400 edges): more than 100 edges',
    '1 hole stays open (4 edges, 1 mm across): a patch would be as large as the surface: it is the rim of a sheet',
    '2 holes stay open (at most 3 edges, 0.5 mm across): no patch fits the edges',
  ]);
});
