/** The block that people fill in by hand; it says what is signed, for it may stand alone on the last page. */
import { htmlTable, type TableColumn } from './html-table.ts';
import { htmlText } from './html-text.ts';
import { outcomeSymbol, VERDICTS } from './outcome-mark.ts';
import type { ReportData } from './report-data.ts';
import type { ReportSection } from './report-section.ts';

const COLUMNS: readonly TableColumn[] = ['Step', 'Name', 'Role', 'Date', 'Signature'].map((head) => ({ head }));
const STEPS = ['Prepared', 'Checked', 'Released'] as const;

/** Returns the section of the signatures. The program fills in nothing there. */
export function signaturesSection({ title, inspection, status }: ReportData): ReportSection {
  const { words, outcome } = VERDICTS[inspection.verdict];
  const verdict = `<strong class="is-${outcome}">${outcomeSymbol(outcome)} ${words}</strong>`;
  const signed =
    `${htmlText(title)}: ${verdict}, process values: ${htmlText(status)}. ` +
    'Signed for the files named above and for no others.';
  const rows = STEPS.map((step) => ({ cells: [step, '', '', '', ''] }));
  const body = `<p class="signed">${signed}</p>\n${htmlTable('signatures', COLUMNS, [{ rows }])}`;
  return { id: 'signatures', title: 'Signatures', body };
}
