/** The report on a build as one page: no script, no network, the same bytes for the same build. */
import { assert } from '../../core/prep-error.ts';
import { verdictOf } from '../inspection.ts';
import { chartsSection } from './charts-section.ts';
import { exposureSection } from './exposure-section.ts';
import { extrusionSection } from './extrusion-section.ts';
import { filesSection } from './files-section.ts';
import { findingsSection } from './findings-section.ts';
import { headSection } from './head-section.ts';
import { htmlText } from './html-text.ts';
import { measuresSection } from './measures-section.ts';
import { outcomeSymbols, VERDICTS } from './outcome-mark.ts';
import { parametersSection } from './parameters-section.ts';
import { picturesSection } from './pictures-section.ts';
import { recordSection } from './record-section.ts';
import { regionsSection } from './regions-section.ts';
import type { ReportData } from './report-data.ts';
import type { ReportSection } from './report-section.ts';
import { reportStyle } from './report-style.ts';
import { ruleResults } from './rule-results.ts';
import { rulesSection } from './rules-section.ts';
import { signaturesSection } from './signatures-section.ts';

/** Nothing is loaded but pictures that stand in the page; no script runs and no form is sent (W3C CSP level 3). */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Returns the whole page. */
export function reportHtml(data: ReportData): string {
  const { inspection, tool, title } = data;
  assert(inspection.verdict === verdictOf(inspection.findings), 'the verdict follows from the findings');
  const results = ruleResults(data);
  const sections: readonly (ReportSection | null)[] = [
    findingsSection(data),
    rulesSection(data, results),
    regionsSection(data),
    measuresSection(data),
    chartsSection(data),
    extrusionSection(data),
    picturesSection(data),
    exposureSection(data),
    parametersSection(data),
    filesSection(data),
    recordSection(data),
    signaturesSection(data),
  ];
  const shown = sections.filter((section) => section !== null);
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light">',
    `<meta name="generator" content="${htmlText(`${tool.name} ${tool.version}`)}">`,
    `<title>${htmlText(title)}: ${VERDICTS[inspection.verdict].words}, inspection report</title>`,
    `<style>\n${reportStyle(title)}</style>`,
    '</head>',
    '<body>',
    outcomeSymbols(),
    headSection(data, results),
    contents(shown),
    '<main>',
    ...shown.map(sectionHtml),
    '</main>',
    `<footer><p>${htmlText(`${tool.name} ${tool.version}`)}. The same numbers stand in inspection.json.</p></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function contents(sections: readonly ReportSection[]): string {
  const items = sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`);
  return `<nav aria-label="Contents"><ol>${items.join('')}</ol></nav>`;
}

function sectionHtml({ id, title, body }: ReportSection, index: number): string {
  const heading = `<h2 id="${id}"><span>${index + 1}</span> ${title}</h2>`;
  return `<section aria-labelledby="${id}">\n${heading}\n${body}\n</section>`;
}
