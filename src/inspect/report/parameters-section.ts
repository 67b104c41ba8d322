/** The values of the process, each with its source. */
import { htmlTable, type TableColumn } from './html-table.ts';
import { htmlText } from './html-text.ts';
import type { ReportData, ReportParameter } from './report-data.ts';
import type { ReportSection } from './report-section.ts';
import { unitText } from './value-text.ts';

const COLUMNS: readonly TableColumn[] = [{ head: 'Parameter' }, { head: 'Value' }, { head: 'Source' }];

/** Returns the section of the parameters, by group in the order of their first sight. */
export function parametersSection({ parameters, status }: ReportData): ReportSection {
  const groups = new Map<string, ReportParameter[]>();
  for (const parameter of parameters) {
    const group = groups.get(parameter.group);
    if (group === undefined) groups.set(parameter.group, [parameter]);
    else group.push(parameter);
  }
  const tables = [...groups].map(([title, list]) => ({
    title: htmlText(title),
    rows: list.map(({ name, value, source }) => ({
      cells: [htmlText(name), htmlText(unitText(value)), htmlText(source)],
    })),
  }));
  const body =
    tables.length === 0
      ? '<p>No parameter of the process is given.</p>'
      : `<p>Status of the values: <strong>${htmlText(status)}</strong>.</p>\n${htmlTable('parameters', COLUMNS, tables)}`;
  return { id: 'parameters', title: 'Process parameters', body };
}
