/** What went in and what came out, each file by its SHA-256. */
import { groupedDigits } from '../../draw/chart-digits.ts';
import { htmlTable, type TableColumn } from './html-table.ts';
import { htmlText } from './html-text.ts';
import type { ReportData, ReportFile } from './report-data.ts';
import type { ReportSection } from './report-section.ts';

const COLUMNS: readonly TableColumn[] = [
  { head: 'File', look: 'name' },
  { head: 'Bytes', look: 'number' },
  { head: 'SHA-256', look: 'hash' },
];

/** Returns the section of the files. */
export function filesSection({ inputs, outputs }: ReportData): ReportSection {
  const groups = [
    { title: 'Inputs', rows: inputs.map(row) },
    { title: 'Outputs', rows: outputs.map(row) },
  ].filter(({ rows }) => rows.length > 0);
  const body =
    groups.length === 0
      ? '<p>No file is named.</p>'
      : '<p>The report belongs to these files and to no others: <code>sha256sum</code> must give the same values.</p>\n' +
        htmlTable('files', COLUMNS, groups);
  return { id: 'files', title: 'Files', body };
}

function row({ file, bytes, sha256 }: ReportFile): { cells: string[] } {
  return { cells: [htmlText(file), groupedDigits(String(bytes)), `<code>${htmlText(sha256)}</code>`] };
}
