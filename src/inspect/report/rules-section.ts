/** Every rule with its result, so that a check that was not run is seen to be missing. */
import { htmlTable, type TableColumn } from './html-table.ts';
import { htmlText } from './html-text.ts';
import { layerText } from './layer-text.ts';
import { outcomeMark } from './outcome-mark.ts';
import type { ReportData } from './report-data.ts';
import type { ReportSection } from './report-section.ts';
import type { RuleResult } from './rule-results.ts';
import { valueCell } from './value-cell.ts';
import { measuredAndLimit, NO_VALUE, NOTHING_SEEN, unitText } from './value-text.ts';

const COLUMNS: readonly TableColumn[] = [
  { head: 'Result', look: 'mark' },
  { head: 'Rule' },
  { head: 'Measured', look: 'number' },
  { head: 'Limit', look: 'number' },
  { head: 'Unit', look: 'unit' },
  { head: 'Worst layer' },
];

/** Returns the section of the rules. */
export function rulesSection({ inspection }: ReportData, results: readonly RuleResult[]): ReportSection {
  const rows = results.map((result) => ({ cells: cells(result, inspection) }));
  const body =
    rows.length === 0
      ? '<p>No rule applies.</p>'
      : '<p>A rule that passed shows the largest value where the inspection keeps one.</p>\n' +
        htmlTable('rules', COLUMNS, [{ rows }]);
  return { id: 'rules', title: 'Rules', body };
}

function cells(result: RuleResult, { layers }: ReportData['inspection']): string[] {
  const { rule, outcome, unit, layer } = result;
  const nothingSeen = outcome === 'passed' && result.measured === null;
  const { measured, limit } = measuredAndLimit(result.measured, result.limit);
  return [
    outcomeMark(outcome),
    [`<code>${htmlText(rule)}</code>`, ...ruleWords(result)].join('<br>'),
    valueCell(nothingSeen ? NOTHING_SEEN : measured),
    valueCell(limit),
    valueCell(unit === null ? NO_VALUE : unitText(unit)),
    valueCell(layer === null ? NO_VALUE : layerText(layer, layers)),
  ];
}

function ruleWords({ meaning, outcome, why, findings }: RuleResult): string[] {
  const links = findings.map((index) => `<a href="#finding-${index + 1}">finding ${index + 1}</a>`);
  return [
    ...(meaning === null ? [] : [htmlText(meaning)]),
    ...(why === null
      ? []
      : [`<em>${outcome === 'not-run' ? 'Not run' : 'Not run on the file'}: ${htmlText(why)}.</em>`]),
    ...(links.length === 0 ? [] : [`See ${links.join(', ')}.`]),
  ];
}
