/** Chosen layers as drawings. */
import { base64 } from './base64.ts';
import { htmlText } from './html-text.ts';
import type { ReportData, ReportPicture } from './report-data.ts';
import type { ReportSection } from './report-section.ts';

/** Returns the section of the pictures. */
export function picturesSection({ pictures }: ReportData): ReportSection {
  const body =
    pictures.length === 0
      ? '<p>No layer is drawn.</p>'
      : ['<div class="pictures">', ...pictures.map(figure), '</div>'].join('\n');
  return { id: 'pictures', title: 'Chosen layers', body };
}

function figure({ png, widthPx, heightPx, caption, alt }: ReportPicture): string {
  const image =
    `<img src="data:image/png;base64,${base64(png)}" width="${widthPx}" height="${heightPx}" ` +
    `alt="${htmlText(alt)}">`;
  return `<figure>\n${image}\n<figcaption>${htmlText(caption)}</figcaption>\n</figure>`;
}
