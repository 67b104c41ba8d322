/** Values of the layers along the height. */
import { chartSvg } from '../../draw/chart-svg.ts';
import { htmlText, steadyText } from './html-text.ts';
import type { ReportChart, ReportData } from './report-data.ts';
import type { ReportSection } from './report-section.ts';
import { unitText } from './value-text.ts';

/** Returns the section of the charts. */
export function chartsSection({ charts }: ReportData): ReportSection {
  const body =
    charts.length === 0
      ? '<p>No values of layers are drawn.</p>'
      : ['<div class="charts">', ...charts.map(figure), '</div>'].join('\n');
  return { id: 'layers', title: 'Layers along the height', body };
}

function figure({ title, unit, note, series, limit }: ReportChart): string {
  const svg = chartSvg({
    title: steadyText(title),
    xLabel: 'z in mm',
    yLabel: unitText(steadyText(unit)),
    series: series.map((line) => ({ ...line, name: steadyText(line.name) })),
    limit: limit === undefined ? null : { ...limit, label: steadyText(limit.label) },
  });
  const words = note === undefined ? '' : `\n<p>${htmlText(note)}</p>`;
  return `<figure>\n<figcaption><b>${htmlText(title)}</b></figcaption>\n${svg}${words}\n</figure>`;
}
