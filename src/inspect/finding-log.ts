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
  /** Findings in the order of `rules`, then of first sight. */
  list(rules: readonly RuleDefinition[]): Finding[];
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
  return {
    add(rule, seen) {
      const key = `${rule.id} ${seen.cause}`;
      const severity = seen.severity ?? rule.severity;
      const entry = entries.get(key);
      if (entry === undefined) {
        entries.set(key, { rule, worst: seen, severity, count: 1, layers: 1, lastLayer: seen.layer });
        return;
      }
      entry.count++;
      if (seen.layer !== entry.lastLayer) {
        entry.layers++;
        entry.lastLayer = seen.layer;
      }
      if (seen.weight > entry.worst.weight) entry.worst = seen;
      if (GRAVITY[severity] > GRAVITY[entry.severity]) entry.severity = severity;
    },
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

/** Returns a number for a message: at most `digits` decimals, no trailing zeros. */
export function said(value: number, digits = 4): string {
  const text = value.toFixed(digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
