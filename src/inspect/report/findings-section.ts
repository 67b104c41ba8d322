/** All findings, worst first, each with its place, measured value and limit. */
import type { Finding } from '../../core/finding.ts';
import { htmlTable, type TableColumn } from './html-table.ts';
import { htmlText } from './html-text.ts';
import { layerText } from './layer-text.ts';
import { outcomeMark } from './outcome-mark.ts';
import type { ReportData } from './report-data.ts';
import type { ReportSection } from './report-section.ts';
import { worstFirst } from './rule-results.ts';
import { valueCell } from './value-cell.ts';
import { measuredAndLimit, NO_VALUE, unitText, valueText } from './value-text.ts';

const COLUMNS: readonly TableColumn[] = [
  { head: 'Result', look: 'mark' },
  { head: 'Rule and finding' },
  { head: 'Part', look: 'name' },
  { head: 'Place' },
  { head: 'Measured', look: 'number' },
  { head: 'Limit', look: 'number' },
  { head: 'Unit', look: 'unit' },
];

/** Returns the section of the findings. */
export function findingsSection({ inspection }: ReportData): ReportSection {
  const findings = worstFirst(inspection.findings);
  const rows = findings.map((finding, index) => ({ id: `finding-${index + 1}`, cells: cells(finding, inspection) }));
  const body =
    rows.length === 0
      ? '<p>No rule that was run found a fault.</p>'
      : `<p>Layers count from 0. Of findings with one rule and cause the worst is told.</p>\n${htmlTable('findings', COLUMNS, [{ rows }])}`;
  return { id: 'findings', title: 'Findings', body };
}

function cells(finding: Finding, inspection: ReportData['inspection']): string[] {
  const { rule, severity, message, partId, unit } = finding;
  const { measured, limit } = measuredAndLimit(finding.measured, finding.limit);
  return [
    outcomeMark(severity),
    `<code>${htmlText(rule)}</code><br>${htmlText(message)}`,
    partId === null ? 'whole job' : htmlText(partId),
    placeText(finding, inspection),
    valueCell(measured),
    valueCell(limit),
    valueCell(unit === null ? NO_VALUE : unitText(unit)),
  ];
}

function placeText({ partId, layer, xMm, yMm }: Finding, { layers }: ReportData['inspection']): string {
  const at = xMm === null || yMm === null ? [] : [`x ${valueText(xMm)}, y ${valueText(yMm)} mm`];
  const where = [...(layer === null ? [] : [layerText(layer, layers)]), ...at];
  if (where.length > 0) return where.join('<br>');
  return partId === null ? valueCell(NO_VALUE) : 'whole part';
}
