/** What came of each rule: one row for every rule that applies, was broken, or was not run. */
import type { Finding, Severity } from '../../core/finding.ts';
import type { ReportData } from './report-data.ts';
import { ruleMeasure } from './rule-measure.ts';

/** How a rule ended. */
export type RuleOutcome = 'passed' | Severity | 'not-run';

/** One row of the table of rules. */
export interface RuleResult {
  readonly rule: string;
  /** Null where the rule is known only from a finding or from the list of what was not run. */
  readonly meaning: string | null;
  readonly outcome: RuleOutcome;
  readonly measured: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  readonly layer: number | null;
  /** Places of its findings in the list of findings. */
  readonly findings: readonly number[];
  /** Why it was not run; with a finding: why it was not run on the file. */
  readonly why: string | null;
}

const GRAVITY: Readonly<Record<Severity, number>> = { error: 2, warning: 1, note: 0 };

/** Returns the findings, worst first; those of one gravity keep their order. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => GRAVITY[b.severity] - GRAVITY[a.severity]);
}

/** Returns the rules in the order given, then those that only a finding names, then those that were only not run. */
export function ruleResults({ rules, inspection }: ReportData): RuleResult[] {
  const findings = worstFirst(inspection.findings);
  const meanings = new Map<string, string | null>(rules.map(({ id, meaning }) => [id, meaning]));
  for (const { rule } of findings) if (!meanings.has(rule)) meanings.set(rule, null);
  for (const { rule } of inspection.checksNotRun) if (!meanings.has(rule)) meanings.set(rule, null);

  return [...meanings].map(([rule, meaning]) => {
    const places = findings.flatMap((found, index) => (found.rule === rule ? [index] : []));
    const reasons = new Set(inspection.checksNotRun.filter((check) => check.rule === rule).map(({ why }) => why));
    const why = reasons.size > 0 ? [...reasons].join('; ') : null;
    const common = { rule, meaning, findings: places, why };
    const worst = places.length > 0 ? findings[places[0]!]! : null;
    if (worst !== null) {
      const { severity, measured, limit, unit, layer } = worst;
      return { ...common, outcome: severity, measured, limit, unit, layer };
    }
    if (why !== null) return { ...common, outcome: 'not-run', measured: null, limit: null, unit: null, layer: null };
    return { ...common, outcome: 'passed', ...ruleMeasure(rule, inspection) };
  });
}
