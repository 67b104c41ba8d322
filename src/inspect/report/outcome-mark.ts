/** A result as symbol and word: the shapes differ, so that colour is never the only sign. */
import type { Verdict } from '../inspection.ts';
import type { RuleOutcome } from './rule-results.ts';

/** The word of each outcome. */
export const OUTCOME_WORDS: Readonly<Record<RuleOutcome, string>> = {
  passed: 'passed',
  note: 'note',
  warning: 'warning',
  error: 'error',
  'not-run': 'not run',
};

/** The words of each verdict and the outcome whose look it has. */
export const VERDICTS: Readonly<Record<Verdict, { readonly words: string; readonly outcome: RuleOutcome }>> = {
  pass: { words: 'PASS', outcome: 'passed' },
  warn: { words: 'PASS WITH WARNINGS', outcome: 'warning' },
  fail: { words: 'FAIL', outcome: 'error' },
};

/** Shapes in a box of 16 by 16: a disc with a tick, a disc with an i, a triangle, an octagon with a cross, an empty ring. */
const SHAPES: Readonly<Record<RuleOutcome, string>> = {
  passed:
    '<circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="M4.4 8.3 7 10.9l4.7-5.6" fill="none" stroke="#fff" stroke-width="1.9"/>',
  note: '<circle cx="8" cy="8" r="7.5" fill="currentColor"/><path d="M8 3.6v2M8 7v5.4" fill="none" stroke="#fff" stroke-width="2"/>',
  warning:
    '<path d="M8 .8 15.8 15H.2Z" fill="currentColor"/><path d="M8 5.6v4.6M8 11.5v2" fill="none" stroke="#fff" stroke-width="1.9"/>',
  error:
    '<path d="M4.9.5h6.2l4.4 4.4v6.2l-4.4 4.4H4.9L.5 11.1V4.9Z" fill="currentColor"/><path d="m5 5 6 6m0-6-6 6" fill="none" stroke="#fff" stroke-width="1.9"/>',
  'not-run':
    '<circle cx="8" cy="8" r="6.7" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.6 1.6"/><path d="M5 8h6" fill="none" stroke="currentColor" stroke-width="1.5"/>',
};

/** Returns the definitions of the symbols, once for a page. */
export function outcomeSymbols(): string {
  const symbols = Object.entries(SHAPES).map(
    ([id, shape]) => `<symbol id="is-${id}" viewBox="0 0 16 16">${shape}</symbol>`,
  );
  return `<svg class="symbols" width="0" height="0" aria-hidden="true">${symbols.join('')}</svg>`;
}

/** Returns the symbol of an outcome. The word must stand beside it. */
export function outcomeSymbol(outcome: RuleOutcome): string {
  return `<svg class="symbol" width="16" height="16" aria-hidden="true"><use href="#is-${outcome}"/></svg>`;
}

/** Returns symbol and word of an outcome. */
export function outcomeMark(outcome: RuleOutcome): string {
  return `<span class="mark is-${outcome}">${outcomeSymbol(outcome)}${OUTCOME_WORDS[outcome]}</span>`;
}
