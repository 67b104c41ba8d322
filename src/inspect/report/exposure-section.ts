/** The sheet of exposures: which id of which file is run with what, to be typed into the machine. */
import { htmlTable, type TableColumn } from './html-table.ts';
import { htmlText } from './html-text.ts';
import type { ReportData, ReportExposure } from './report-data.ts';
import type { ReportSection } from './report-section.ts';
import { valueCell } from './value-cell.ts';
import { NO_VALUE, unitText, valueText } from './value-text.ts';

const COLUMNS: readonly TableColumn[] = [
  { head: 'Id', look: 'number' },
  { head: 'Key' },
  { head: 'Power W', look: 'number' },
  { head: 'Speed mm/s', look: 'number' },
  { head: 'Focus mm', look: 'number' },
  { head: 'Spot mm', look: 'number' },
  { head: 'J/mm', look: 'number' },
  { head: 'J/mm\u00b2', look: 'number' },
  { head: 'J/mm\u00b3', look: 'number' },
  { head: 'Window' },
];

/** Returns the section of the exposures, by part and file; null where nothing is exposed. */
export function exposureSection({ exposures }: ReportData): ReportSection | null {
  if (exposures.length === 0) return null;
  const groups = new Map<string, ReportExposure[]>();
  for (const exposure of exposures) {
    const title = titleOf(exposure);
    const group = groups.get(title);
    if (group === undefined) groups.set(title, [exposure]);
    else group.push(exposure);
  }
  const tables = [...groups].map(([title, list]) => ({ title, rows: list.map(row) }));
  const words =
    '<p>Each path carries the id of a key; the same values stand in exposure.json, with delays and jumps. ' +
    'A key without a window with a source is not checked.</p>';
  return { id: 'exposures', title: 'Exposures', body: `${words}\n${htmlTable('exposures', COLUMNS, tables)}` };
}

function titleOf({ part, file }: ReportExposure): string {
  const of = htmlText(part);
  return file === null ? `${of}: not in a Common Layer file` : `${of}: file <code>${htmlText(file)}</code>`;
}

function row(exposure: ReportExposure): { cells: string[] } {
  const { id, key, region, powerW, speedMmPerS, focusMm, spotMm } = exposure;
  const { lineEnergyJPerMm, areaEnergyJPerMm2, volumeEnergyJPerMm3 } = exposure;
  const numbers = [powerW, speedMmPerS, focusMm, spotMm, lineEnergyJPerMm, areaEnergyJPerMm2, volumeEnergyJPerMm3];
  const name = `<code>${htmlText(key)}</code>${region === null ? '' : `<br>${htmlText(region)}`}`;
  return { cells: [String(id), name, ...numbers.map(numberCell), windowCell(exposure)] };
}

function numberCell(value: number | null): string {
  return valueCell(value === null ? NO_VALUE : valueText(value));
}

function windowCell({ window }: ReportExposure): string {
  if (window === null) return valueCell(NO_VALUE);
  const { verdict, range } = window;
  const words = range === null ? '' : `<br>${htmlText(unitText(range))}`;
  return `${verdict === 'outside' ? '<strong>outside</strong>' : htmlText(verdict)}${words}`;
}
