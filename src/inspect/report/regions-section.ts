/** The regions of a case: what each is held to, what was measured, and its verdict. */
import type { InspectionRegion, RegionCheck, Verdict } from '../inspection.ts';
import { htmlTable, type TableColumn } from './html-table.ts';
import { htmlText } from './html-text.ts';
import { outcomeMark } from './outcome-mark.ts';
import type { ReportData } from './report-data.ts';
import type { ReportSection } from './report-section.ts';
import type { RuleOutcome } from './rule-results.ts';
import { valueCell } from './value-cell.ts';
import { measuredAndLimit, NO_VALUE, unitText, valueText } from './value-text.ts';

const COLUMNS: readonly TableColumn[] = [
  { head: 'Verdict', look: 'mark' },
  { head: 'Region' },
  { head: 'Volume', look: 'number' },
  { head: 'Check' },
  { head: 'Measured', look: 'number' },
  { head: 'Limit', look: 'number' },
  { head: 'Unit', look: 'unit' },
];

const OUTCOMES: Readonly<Record<Verdict, RuleOutcome>> = { pass: 'passed', warn: 'warning', fail: 'error' };

/** What stands in a region, in words. */
const FILLS: Readonly<Record<string, string>> = { beneath: 'as the region beneath' };

/** Returns the section of the regions; null where the build has none. */
export function regionsSection({ inspection }: ReportData): ReportSection | null {
  const { regions } = inspection;
  if (regions === undefined) return null;
  const parts = [...new Set(regions.map(({ partId }) => partId))];
  const groups = parts.map((partId) => ({
    ...(parts.length > 1 ? { title: htmlText(partId) } : {}),
    rows: regions.filter((region) => region.partId === partId).flatMap(rowsOf),
  }));
  return { id: 'regions', title: 'Regions', body: htmlTable('regions', COLUMNS, groups) };
}

/** One row for each check; a region without any has a row all the same. */
function rowsOf(region: InspectionRegion): { cells: string[] }[] {
  const checks: readonly (RegionCheck | null)[] = region.checks.length === 0 ? [null] : region.checks;
  return checks.map((check, n) => {
    const { measured, limit } = measuredAndLimit(check?.measured ?? null, check?.limit ?? null);
    return {
      cells: [
        check === null || check.verdict === null ? outcomeMark('not-run') : outcomeMark(OUTCOMES[check.verdict]),
        n === 0 ? aboutRegion(region) : `<span class="again">${htmlText(region.regionId)}</span>`,
        n === 0 && region.volumeMm3 !== null ? valueCell(`${valueText(region.volumeMm3)} ${unitText('mm3')}`) : '',
        check === null ? NO_VALUE : `<code>${htmlText(check.rule)}</code>`,
        valueCell(measured),
        valueCell(limit),
        valueCell(check?.unit == null ? NO_VALUE : unitText(check.unit)),
      ],
    };
  });
}

function aboutRegion(region: InspectionRegion): string {
  const { regionId, kind, fill, supportBan, toleranceMm, machiningStockMm, etchAllowanceMm, blastAllowanceMm } = region;
  const words = [
    kind === fill ? kind : `${kind}, ${FILLS[fill] ?? fill}`,
    ...(supportBan ? ['no supports'] : []),
    ...(toleranceMm === null ? [] : [`tolerance ${toleranceMm} mm`]),
    ...(machiningStockMm > 0 ? [`machining stock ${machiningStockMm} mm`] : []),
    ...(etchAllowanceMm > 0 ? [`etch allowance ${etchAllowanceMm} mm`] : []),
    ...(blastAllowanceMm > 0 ? [`blast allowance ${blastAllowanceMm} mm`] : []),
  ];
  return `<b>${htmlText(regionId)}</b><br>${htmlText(words.join(', '))}`;
}
