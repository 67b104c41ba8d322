/** The head of the report: what was inspected, the verdict, what it rests on, and the facts of the build. */
import { htmlText } from './html-text.ts';
import { outcomeSymbol, VERDICTS } from './outcome-mark.ts';
import type { ReportData } from './report-data.ts';
import type { RuleOutcome, RuleResult } from './rule-results.ts';

/** What each process is called. */
export const PROCESS_NAMES: Readonly<Record<ReportData['process'], string>> = {
  lpbf: 'Laser powder bed fusion',
  fff: 'Material extrusion (FFF)',
};

/** Returns the head of the page. */
export function headSection(data: ReportData, results: readonly RuleResult[]): string {
  const { inspection, tool, target, process, status, title, facts } = data;
  const { words, outcome } = VERDICTS[inspection.verdict];
  const about = [PROCESS_NAMES[process], ...(target === null ? [] : [target]), `${tool.name} ${tool.version}`];
  const notRun = results.filter((result) => result.outcome === 'not-run').length;
  const passed = results.filter((result) => result.outcome === 'passed').length;
  const rows = facts.map(({ label, value }) => `<div><dt>${htmlText(label)}</dt><dd>${htmlText(value)}</dd></div>`);
  return [
    '<header>',
    '<p class="kind">Inspection report</p>',
    `<h1>${htmlText(title)}</h1>`,
    `<p class="about">${about.map(htmlText).join(' <span aria-hidden="true">\u00b7</span> ')}</p>`,
    `<div class="verdict is-${outcome}">`,
    outcomeSymbol(outcome),
    `<div><p class="words">${words}</p><p>${restsOn(results.length - notRun, notRun)}</p></div>`,
    '</div>',
    '<ul class="counts">',
    count('error', countOf(data, 'error'), 'error', 'errors'),
    count('warning', countOf(data, 'warning'), 'warning', 'warnings'),
    count('note', countOf(data, 'note'), 'note', 'notes'),
    count('passed', passed, 'rule passed', 'rules passed'),
    count('not-run', notRun, 'check not run', 'checks not run'),
    '</ul>',
    '<p class="status"><strong>Not a medical device.</strong> Not cleared for clinical use; this report makes no clinical ' +
      `claim. Process values: <strong>${htmlText(status)}</strong>.</p>`,
    ...(rows.length === 0 ? [] : ['<dl class="facts">', ...rows, '</dl>']),
    '</header>',
  ].join('\n');
}

function countOf({ inspection }: ReportData, severity: 'error' | 'warning' | 'note'): number {
  return inspection.findings.filter((finding) => finding.severity === severity).length;
}

function restsOn(run: number, notRun: number): string {
  const were = (count: number) => `${count} ${count === 1 ? 'check' : 'checks'}`;
  if (notRun === 0) return `The verdict rests on ${were(run)}. No check was left out.`;
  return (
    `The verdict rests on ${were(run)} only: ${notRun} more ${notRun === 1 ? 'was' : 'were'} not run and ` +
    `${notRun === 1 ? 'is' : 'are'} named in <a href="#rules">the table of rules</a>.`
  );
}

/** A count of zero is grey: colour stands only where there is something to see. */
function count(outcome: RuleOutcome, number: number, one: string, many: string): string {
  const look = number === 0 ? 'none' : `is-${outcome}`;
  return `<li class="${look}">${outcomeSymbol(outcome)}<b>${number}</b> ${number === 1 ? one : many}</li>`;
}
