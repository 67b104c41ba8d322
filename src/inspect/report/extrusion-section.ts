/** The plastic by feature: where the print's volume and time go. */
import { htmlTable, type TableColumn } from './html-table.ts';
import { htmlText } from './html-text.ts';
import type { ReportData } from './report-data.ts';
import type { ReportSection } from './report-section.ts';
import { valueCell } from './value-cell.ts';
import { NOT_MEASURED, unitText, valueText } from './value-text.ts';

const COLUMNS: readonly TableColumn[] = [
  { head: 'Feature' },
  { head: `Volume in ${unitText('mm3')}`, look: 'number' },
  { head: 'Length in mm', look: 'number' },
  { head: 'Time in s', look: 'number' },
  { head: `Largest flow in ${unitText('mm3')}/s`, look: 'number' },
];

/** Returns the section of the features; null where nothing is extruded. */
export function extrusionSection({ inspection, process }: ReportData): ReportSection | null {
  const extrusion = inspection.extrusion ?? null;
  if (extrusion === null) {
    if (process === 'lpbf') return null;
    return { id: 'extrusion', title: 'Extrusion by feature', body: `<p>${NOT_MEASURED}</p>` };
  }
  const rows = extrusion.features.map(({ feature, volumeMm3, lengthMm, timeS, maxFlowMm3PerS }) => ({
    cells: [
      htmlText(feature),
      ...[volumeMm3, lengthMm, timeS, maxFlowMm3PerS].map((value) => valueCell(valueText(value))),
    ],
  }));
  const body = rows.length === 0 ? '<p>Nothing is extruded.</p>' : htmlTable('extrusion', COLUMNS, [{ rows }]);
  return { id: 'extrusion', title: 'Extrusion by feature', body };
}
