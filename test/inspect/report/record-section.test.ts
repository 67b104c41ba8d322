import { expect, test } from 'vitest';
import type { ReportRecord } from '../../../src/inspect/report/report-data.ts';
import { reportHtml } from '../../../src/inspect/report/report-html.ts';
import { exampleReport, HOSTILE } from './report-example.ts';

const RECORD: ReportRecord = {
  groups: [
    {
      title: 'Material',
      entries: [
        { label: 'Powder lot', value: 'P-17', known: '' },
        { label: 'D90', value: null, known: 'profile: 0.063 mm' },
      ],
    },
  ],
  steps: [
    {
      name: 'stress relief',
      does: 'Relieved.',
      blanks: ['temperature, C'],
      source: 'uncalibrated example',
      confirmed: false,
    },
    { name: 'inspection', does: 'Measured.', blanks: [], source: 'machine 7, run 12', confirmed: true },
  ],
};

const rows = (html: string, table: string) => [
  ...(new RegExp(`<table class="${table}">([\\s\\S]*?)</table>`).exec(html)?.[1] ?? '').matchAll(
    /<tr>(<th scope="row".*?)<\/tr>/g,
  ),
];

test('the record has a row for each entry, the value where it was given and nothing where it was not', () => {
  const html = reportHtml(exampleReport({ record: RECORD }));
  expect(html).toContain('<h2 id="build-record">');
  const [lot, grain] = rows(html, 'record').map(([, row]) => row);
  expect(lot).toContain('<td data-head="Value"><strong>P-17</strong></td>');
  expect(grain).toContain('<td data-head="Value"></td>');
  expect(grain).toContain('profile: 0.063 mm');
});

test('steps stand in their order with blanks to be filled in, and those without a confirmed source say so', () => {
  const html = reportHtml(exampleReport({ record: RECORD }));
  expect(html).toContain('1 of 2 have no confirmed source');
  const [relief, inspection] = rows(html, 'steps').map(([, row]) => row);
  expect(relief).toContain('1. stress relief');
  expect(relief).toContain('<strong>Not confirmed.</strong>');
  expect(relief).toContain('<span class="blank">temperature, C:</span>');
  expect(inspection).not.toContain('Not confirmed');
});

test('a process without powder has no such page', () => {
  expect(reportHtml(exampleReport())).not.toContain('build-record');
  expect(reportHtml(exampleReport({ record: null }))).not.toContain('build-record');
});

test('texts of others run nothing', () => {
  const entry = { label: HOSTILE, value: HOSTILE, known: HOSTILE };
  const step = { name: HOSTILE, does: HOSTILE, blanks: [HOSTILE], source: HOSTILE, confirmed: false };
  const html = reportHtml(exampleReport({ record: { groups: [{ title: HOSTILE, entries: [entry] }], steps: [step] } }));
  expect(html).not.toContain('<script');
  expect(html).not.toContain('<img src=x');
});
