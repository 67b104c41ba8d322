import { expect, test } from 'vitest';
import type { Wall } from '../../../src/plan/support/block-walls.ts';
import type { BlockSettings } from '../../../src/plan/support/settings.ts';
import { wallFigures } from '../../../src/plan/support/support-figures.ts';

const TEETH = { pitchMm: 2, heightMm: 1, baseMm: 2, tipMm: 0.4, intoMm: 0 };
const BLOCK: BlockSettings = {
  spacingMm: 1,
  angleDeg: 0,
  head: TEETH,
  foot: { ...TEETH, tipMm: 0.2 },
  openings: null,
  parting: null,
  closeMm: 0.2,
  leastLengthMm: 0.2,
};
const line = { xMm: 0, yMm: 0, ux: 1, uy: 0, fromMm: 0, toMm: 10 };
const piece = { s0: 0, s1: 10, top0: 20, top1: 20, foot0: 0, foot1: 0, onPart: false, facet: 0 };
const of = (one: Partial<typeof piece>): Wall[] => [{ line, panels: [[{ ...piece, ...one }]] }];
const BY = { layerMm: 0.01, trackMm: 0.1, leastMm: 0 };

test('a wall of 10 x 20 mm on the plate loses the gaps between its teeth: half of 5 x 1.6 x 1 mm', () => {
  const figures = wallFigures(of({}), BLOCK, BY);
  expect(figures.wallAreaMm2).toBeCloseTo(200 - 4, 6);
  expect(figures.volumeMm3).toBeCloseTo(19.6, 6);
  expect(figures.contactMm2).toBeCloseTo(5 * 0.4 * 0.1, 9);
  expect(figures.plateMm2).toBeCloseTo(1, 9);
});

test('a wall on the part touches it twice; a sloped head by the length along the slope', () => {
  expect(wallFigures(of({ foot0: 5, foot1: 5, onPart: true }), BLOCK, BY).contactMm2).toBeCloseTo(
    5 * (0.4 + 0.2) * 0.1,
    9,
  );
  expect(wallFigures(of({ top1: 30 }), BLOCK, BY).contactMm2).toBeCloseTo(5 * 0.4 * 0.1 * Math.SQRT2, 9);
});

test('partings take area, and teeth where they meet them', () => {
  const parting = { everyMm: 5, gapMm: 1 };
  const figures = wallFigures(of({}), { ...BLOCK, parting }, BY);
  // Teeth about 1, 3, 5, 7, 9: that about 5 falls into the gap from 4.5 to 5.5.
  expect(figures.contactMm2).toBeCloseTo(4 * 0.4 * 0.1, 9);
  expect(figures.plateMm2).toBeCloseTo(0.8, 9);
});
