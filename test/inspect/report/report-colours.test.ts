import { expect, test } from 'vitest';
import { AREA_COLOURS, type HexColour, PLAIN_COLOURS, rgbaOf } from '../../../src/draw/colours.ts';
import { OUTCOME_COLOURS, PAGE_COLOURS } from '../../../src/inspect/report/report-colours.ts';

/** Contrast of WCAG 2.2. */
function contrast(a: HexColour, b: HexColour): number {
  const luminance = (hex: HexColour) => {
    const [r, g, bl] = rgbaOf(hex).map((v) =>
      v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * bl!;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((p, q) => p - q);
  return (high! + 0.05) / (low! + 0.05);
}

const { ink, paper } = PLAIN_COLOURS;
const { quiet, link, tint } = PAGE_COLOURS;
const TEXTS: [string, HexColour, HexColour][] = [
  ['quiet text', quiet, paper],
  ['quiet text on a tint', quiet, tint],
  ['a link', link, paper],
  ['text on a tint', ink, tint],
  ...Object.entries(OUTCOME_COLOURS).flatMap(([outcome, colours]): [string, HexColour, HexColour][] => [
    [`the word ${outcome}`, colours.ink, paper],
    [`the word ${outcome} on its ground`, colours.ink, colours.ground],
    [`a link on the ground of ${outcome}`, link, colours.ground],
    [`text on the ground of ${outcome}`, ink, colours.ground],
  ]),
];

test('the measure of contrast knows black on white and grey #767676 on white', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test.each(TEXTS)('%s stands out by 4.5 : 1', (_, text, ground) => {
  expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
});

test('the grid of a chart is fainter than the text', () => {
  expect(contrast(AREA_COLOURS.core, paper)).toBeLessThan(2);
});
