/** The record of the build, on a page of its own: what was given, blanks to be filled in by hand, and the steps after the build. */
import { htmlTable, type TableColumn } from './html-table.ts';
import { htmlText } from './html-text.ts';
import type { ReportData, ReportRecordStep } from './report-data.ts';
import type { ReportSection } from './report-section.ts';

const ENTRIES: readonly TableColumn[] = ['Entry', 'Value', 'Known beforehand'].map((head) => ({ head }));
const STEPS: readonly TableColumn[] = ['Step', 'What is done', 'Filled in', 'Date, signature'].map((head) => ({
  head,
}));

/** Returns the section of the build record; null where the process has none. */
export function recordSection({ record }: ReportData): ReportSection | null {
  if (record == null) return null;
  const groups = record.groups.map(({ title, entries }) => ({
    title: htmlText(title),
    rows: entries.map(({ label, value, known }) => ({
      cells: [htmlText(label), value === null ? '' : `<strong>${htmlText(value)}</strong>`, htmlText(known)],
    })),
  }));
  const body = [
    '<p>An empty value was not given and is to be filled in by hand. What is known beforehand is what profile and printer say: nothing of it was measured on this build.</p>',
    htmlTable('record', ENTRIES, groups),
    ...stepsTable(record.steps, record.stepsAre ?? 'Steps after the build'),
  ].join('\n');
  return { id: 'build-record', title: 'Build record', body };
}

function stepsTable(steps: readonly ReportRecordStep[], name: string): string[] {
  if (steps.length === 0) return ['<p>The profile states no steps after the build.</p>'];
  const open = steps.filter(({ confirmed }) => !confirmed).length;
  const said =
    open === 0
      ? `${name}, in this order.`
      : `${name}, in this order. ${open} of ${steps.length} have no confirmed source: they are what is usual, and no instruction.`;
  const rows = steps.map(({ name, does, blanks, source, confirmed }, index) => ({
    cells: [
      `${index + 1}. ${htmlText(name)}`,
      `${htmlText(does)}<br>${confirmed ? '' : '<strong>Not confirmed.</strong> '}<em>Source: ${htmlText(source)}</em>`,
      blanks.map((blank) => `<span class="blank">${htmlText(blank)}:</span>`).join(''),
      '',
    ],
  }));
  return [`<p>${said}</p>`, htmlTable('steps', STEPS, [{ rows }])];
}
