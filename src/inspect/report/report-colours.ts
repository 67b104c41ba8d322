/** Colours of the page beside those of the drawings; each text stands out from its ground by 4.5 : 1, as a test measures. */
import type { HexColour } from '../../draw/colours.ts';
import type { RuleOutcome } from './rule-results.ts';

/** Colour of the words and symbols of an outcome, and of the ground behind them. */
export const OUTCOME_COLOURS: Readonly<Record<RuleOutcome, { readonly ink: HexColour; readonly ground: HexColour }>> = {
  passed: { ink: '#0b6b3a', ground: '#eef7f1' },
  note: { ink: '#0b5c99', ground: '#eef5fb' },
  warning: { ink: '#8f4700', ground: '#fdf4e7' },
  error: { ink: '#a01c16', ground: '#fcefee' },
  'not-run': { ink: '#565d67', ground: '#f4f5f7' },
};

/** Colours of text that is less than the rest, links, rules between rows, and the ground of heads. */
export const PAGE_COLOURS = {
  quiet: '#565d67',
  link: '#0b5c99',
  rule: '#d5d9df',
  tint: '#f4f5f7',
} as const satisfies Readonly<Record<string, HexColour>>;
