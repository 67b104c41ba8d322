/** Gathers what the rules see: one finding per rule and cause, with the worst place and how often it was seen. */
import { type Finding, finding, type Severity } from '../core/finding.ts';

/** What a rule is: its id in findings, what it says, how grave it is by itself, and the unit of what it measures. */
export interface RuleDefinition {
  readonly id: string;
  readonly meaning: string;
  readonly severity: Severity;
  readonly unit: string | null;
}

/** One thing seen. Of those with the same rule and cause the one with the largest `weight` is told. */
export interface Sighting {
  readonly cause: string;
  /** When it differs from the rule's own. */
  readonly severity?: Severity;
  readonly layer: number | null;
  readonly xMm?: number;
  readonly yMm?: number;
  readonly measured: number | null;
  readonly limit: number | null;
  /** When it differs from the rule's own. */
  readonly unit?: string;
  readonly weight: number;
  /** Called only for the worst. */
  readonly message: () => string;
}

/** The log of one file. */
export interface FindingLog {
  add(rule: RuleDefinition, seen: Sighting): void;
  /** Takes what another log saw in one layer, as if it had been seen here. */
  take(seen: SeenInLayer): void;
  /** What was seen so far, for another log to take; `layer` is the one layer that all of it lies in. */
  seenIn(layer: number): readonly SeenInLayer[];
  /** Findings in the order of `rules`, then of first sight. */
  list(rules: readonly RuleDefinition[]): Finding[];
}

/** What one layer shows of one rule and cause, as plain data. */
export interface SeenInLayer {
  readonly rule: RuleDefinition;
  readonly severity: Severity;
  readonly count: number;
  readonly layer: number;
  readonly worst: Omit<Sighting, 'message'> & { readonly message: string };
}

interface Entry {
  readonly rule: RuleDefinition;
  worst: Sighting;
  severity: Severity;
  count: number;
  layers: number;
  lastLayer: number | null;
}

const GRAVITY: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

/** Returns an empty log for one part. */
export function findingLog(partId: string): FindingLog {
  const entries = new Map<string, Entry>();

  function enter(rule: RuleDefinition, seen: Sighting, severity: Severity, count: number): void {
    const key = `${rule.id} ${seen.cause}`;
    const entry = entries.get(key);
    if (entry === undefined) {
      entries.set(key, { rule, worst: seen, severity, count, layers: 1, lastLayer: seen.layer });
      return;
    }
    entry.count += count;
    if (seen.layer !== entry.lastLayer) {
      entry.layers++;
      entry.lastLayer = seen.layer;
    }
    if (seen.weight > entry.worst.weight) entry.worst = seen;
    if (GRAVITY[severity] > GRAVITY[entry.severity]) entry.severity = severity;
  }

  return {
    add: (rule, seen) => enter(rule, seen, seen.severity ?? rule.severity, 1),
    take({ rule, severity, count, worst }) {
      const { message, ...seen } = worst;
      enter(rule, { ...seen, message: () => message }, severity, count);
    },
    seenIn: (layer) =>
      [...entries.values()].map(({ rule, worst, severity, count }) => {
        const { message, ...seen } = worst;
        return { rule, severity, count, layer, worst: { ...seen, message: message() } };
      }),
    list(rules) {
      const findings: Finding[] = [];
      for (const rule of rules) {
        for (const entry of entries.values()) if (entry.rule.id === rule.id) findings.push(told(entry, partId));
      }
      return findings;
    },
  };
}

function told(entry: Entry, partId: string): Finding {
  const { rule, worst, severity, count, layers } = entry;
  const more = count > 1 ? ` (the worst of ${count}, in ${layers} ${layers === 1 ? 'layer' : 'layers'})` : '';
  return finding(rule.id, severity, worst.message() + more, {
    partId,
    layer: worst.layer,
    xMm: worst.xMm === undefined ? null : rounded(worst.xMm),
    yMm: worst.yMm === undefined ? null : rounded(worst.yMm),
    measured: worst.measured === null ? null : rounded(worst.measured),
    limit: worst.limit,
    unit: worst.unit ?? rule.unit,
  });
}

/** Returns a measured number rounded to nine decimals, the digits that mean something; never negative zero. */
export function rounded(value: number): number {
  return Math.abs(value) < 1e6 ? Math.round(value * 1e9) / 1e9 + 0 : value;
}

/** Decimals of the numbers in files: what is less is 0. */
const MOST_DIGITS = 9;

/** Returns a number for a message: at most `digits` decimals, no trailing zeros; what would read 0 and is not has as many as its first digit takes. */
export function said(value: number, digits = 4): string {
  let text = value.toFixed(digits);
  for (let more = digits + 1; more <= MOST_DIGITS && value !== 0 && Number(text) === 0; more++)
    text = value.toFixed(more);
  if (Number(text) === 0) return '0';
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
