import { describe, expect, test } from 'vitest';
import { finding } from '../../../src/core/finding.ts';
import { reportHtml } from '../../../src/inspect/report/report-html.ts';
import { exampleInspection, exampleReport, HOSTILE, hostileReport } from './report-example.ts';

/** Text of every row of a table, its cells parted by ` | `. */
function rowsOf(html: string, name: string): string[] {
  const table = new RegExp(`<table class="${name}">([\\s\\S]*?)</table>`).exec(html)?.[1] ?? '';
  return [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => textOf(cell!)).join(' | '),
  );
}

function textOf(html: string): string {
  return html
    .replace(/<br>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .trim();
}

describe('the report', () => {
  test('names the part, the process, the verdict and the standing of the values', () => {
    const html = reportHtml(exampleReport());
    expect(html).toContain('<h1>plate</h1>');
    expect(html).toContain('<title>plate: PASS WITH WARNINGS, inspection report</title>');
    const head = textOf(/<header>([\s\S]*)<\/header>/.exec(html)![1]!);
    for (const words of [
      'Laser powder bed fusion',
      'titanium',
      'PASS WITH WARNINGS',
      'Not a medical device.',
      'Process values: uncalibrated example.',
      'The verdict rests on 5 checks only: 1 more was not run',
    ]) {
      expect(head).toContain(words);
    }
    expect(html).toContain('<html lang="en">');
  });

  test.each([
    { severity: null, words: 'PASS', look: 'passed' },
    { severity: 'note', words: 'PASS', look: 'passed' },
    { severity: 'warning', words: 'PASS WITH WARNINGS', look: 'warning' },
    { severity: 'error', words: 'FAIL', look: 'error' },
  ] as const)('with a finding of $severity reads $words, with a symbol of its own', ({ severity, words, look }) => {
    const findings = severity === null ? [] : [finding('contour-open', severity, 'open')];
    const html = reportHtml(exampleReport({ inspection: exampleInspection(findings) }));
    expect(html).toContain(`<p class="words">${words}</p>`);
    expect(html).toMatch(new RegExp(`<div class="verdict is-${look}">\\n<svg[^>]*><use href="#is-${look}"/></svg>`));
    expect(html).toContain(`<symbol id="is-${look}"`);
  });

  test('counts the findings, the rules that passed and the checks that were not run', () => {
    const counts = /<ul class="counts">([\s\S]*?)<\/ul>/.exec(reportHtml(exampleReport()))![1]!;
    expect([...counts.matchAll(/<li.*<\/li>/g)].map(([item]) => textOf(item))).toEqual([
      '0 errors',
      '1 warning',
      '1 note',
      '3 rules passed',
      '1 check not run',
    ]);
  });

  test('lists the findings, the worst first, with place, measured value, limit and unit', () => {
    expect(rowsOf(reportHtml(exampleReport()), 'findings').slice(1)).toEqual([
      'warning | wall-unexposed 0.02 mm2 of solid are not exposed | plate | layer 1, z 0.06 mm | 0.02 | 0.01 | mm\u00b2',
      'note | powder-trapped a closed void holds 0.0005 mm3 of powder | plate | layer 2, z 0.09 mm x 1.25, y -3.5 mm | ' +
        '0.0005 | 1 | mm\u00b3',
    ]);
  });

  test('shows every rule: broken, passed with what was measured, passed, and not run with the reason', () => {
    expect(rowsOf(reportHtml(exampleReport()), 'rules').slice(1)).toEqual([
      'passed | contour-open A boundary must end at its first point. | 0 | \u2013 | contours | \u2013',
      'passed | contour-orientation Outer boundaries run counter-clockwise. | no fault seen | \u2013 | \u2013 | \u2013',
      'warning | wall-unexposed All solid is exposed. See finding 1. | 0.02 | 0.01 | mm\u00b2 | layer 1, z 0.06 mm',
      'note | powder-trapped No void is closed off. See finding 2. | 0.0005 | 1 | mm\u00b3 | layer 2, z 0.09 mm',
      'passed | density-off The relative density is the target. | 0.301 | 0.3 | relative density | \u2013',
      'not run | overhang Not run: overhang areas are not measured yet. | not measured | \u2013 | \u2013 | \u2013',
    ]);
  });

  test('says not measured, and never zero, of what is null', () => {
    const rows = rowsOf(reportHtml(exampleReport()), 'measures');
    expect(rows).toContain('Length of contours | not measured');
    expect(rows).toContain('Size of pores | not measured');
    expect(rows).toContain('Surface | not measured');
    expect(rows).toContain('Loose solid | 0 mm\u00b3');
    expect(rows).toContain('Length of hatches | 12\u202f345.5 mm');
    expect(rows).toContain('Time | 3725 s (1 h 2 min)');
    expect(rows.join()).not.toContain('Extruded volume');
  });

  test('names every file with bytes and SHA-256', () => {
    expect(rowsOf(reportHtml(exampleReport()), 'files')).toEqual([
      'File | Bytes | SHA-256',
      'Inputs',
      `plate.stl | 684 | ${'a1'.repeat(32)}`,
      'Outputs',
      `plate.cli | 38\u202f653\u202f709 | ${'b2'.repeat(32)}`,
      `inspection.json | 900 | ${'c3'.repeat(32)}`,
    ]);
  });

  test('groups the parameters and gives each its source', () => {
    expect(rowsOf(reportHtml(exampleReport()), 'parameters').slice(1)).toEqual([
      'Hatch',
      'power | 200 W | uncalibrated example',
      'energy | 69.4 J/mm\u00b3 | power / (speed * spacing * thickness)',
      'Contour',
      'power | 120 W | data sheet, page 2',
    ]);
  });

  test('holds its pictures and charts with words for those who do not see them', () => {
    const data = exampleReport();
    const html = reportHtml(data);
    const image = Buffer.from(data.pictures[0]!.png).toString('base64');
    expect(html).toContain(
      `<img src="data:image/png;base64,${image}" width="40" height="30" alt="A blue rectangle">\n` +
        '<figcaption>Layer 1, z 0.06 mm</figcaption>',
    );
    expect(html).toContain('<desc>mm\u00b2 along z in mm. area: 3 of 3 values, least 100 at 0.03');
    expect(html).toContain('<p>Measured in the file.</p>');
  });

  test('leaves the signatures blank and says what is signed', () => {
    const html = reportHtml(exampleReport());
    expect(rowsOf(html, 'signatures')).toEqual([
      'Step | Name | Role | Date | Signature',
      'Prepared |  |  |  | ',
      'Checked |  |  |  | ',
      'Released |  |  |  | ',
    ]);
    expect(textOf(/<p class="signed">(.*)<\/p>/.exec(html)![1]!)).toMatch(
      /^plate: +PASS WITH WARNINGS, .*uncalibrated/,
    );
  });

  test('of a print shows the plastic by feature and what the heaters were set to; what is unknown is not measured', () => {
    const extrusion = {
      features: [{ feature: 'Outer wall', volumeMm3: 312.4, lengthMm: 5123, timeS: 410, maxFlowMm3PerS: null }],
      extrusionBoxMm: [1, 2, 0.2, 27, 22, 9],
      travelBoxMm: null,
      filamentMm: 130,
      allExtrudedMm3: 325.5,
      retractions: 7,
      retractedMm: 24.5,
      primeBoxMm: null,
      temperatures: { nozzleC: { min: 400, max: 410 }, bedC: { min: 130, max: 130 }, chamberC: null },
    } as const;
    const html = reportHtml(exampleReport({ process: 'fff', inspection: { ...exampleInspection(), extrusion } }));
    expect(rowsOf(html, 'extrusion')[1]).toBe('Outer wall | 312.4 | 5123 | 410 | not measured');
    const measures = rowsOf(html, 'measures');
    expect(measures).toContain('Box of the extrusion | x 1 to 27, y 2 to 22, z 0.2 to 9 mm');
    expect(measures).toContain('Extruded in all, skirt and priming too | 325.5 mm\u00b3');
    expect(measures).toContain('Temperature of the nozzle | 400 to 410 \u00b0C');
    expect(measures).toContain('Temperature of the bed | 130 \u00b0C');
    expect(measures).toContain('Temperature of the chamber | not measured');
    expect(measures).toContain('Box of the travel | not measured');
    expect(measures).toContain('Extruded volume of the part | not measured');
    expect(measures.join()).not.toContain('hatches');
    expect(reportHtml(exampleReport({ process: 'fff' }))).toContain('<p>not measured</p>');
    expect(reportHtml(exampleReport())).not.toContain('Extrusion by feature');
  });

  test('is whole where nothing is given', () => {
    const nothing = { rules: [], inputs: [], outputs: [], facts: [], parameters: [], pictures: [], charts: [] };
    const inspection = { ...exampleInspection([]), checksNotRun: [] };
    const html = reportHtml(exampleReport({ ...nothing, inspection, target: null }));
    expect(html).not.toContain('<table class="findings">');
    for (const words of ['No rule that was run found a fault.', 'No layer is drawn.', 'No file is named.']) {
      expect(html).toContain(words);
    }
    expect(html).not.toContain('undefined');
  });

  test('shows hostile texts as text: no element, attribute or style comes of them', () => {
    const html = reportHtml(hostileReport());
    const plain = reportHtml(exampleReport());
    expect(html).not.toMatch(/<script|<img src=x|onerror="|\]\]>|\u202e/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html.match(/<img /g)).toHaveLength(plain.match(/<img /g)!.length);
    expect(textOf(/<h1>(.*)<\/h1>/.exec(html)![1]!)).toBe(HOSTILE.replace('\u202e', '\ufffd'));
    const style = /<style>([\s\S]*)<\/style>/.exec(html)![1]!;
    expect(style.split('\n').find((line) => line.startsWith('@page'))).not.toMatch(/[<>&;]script|'owned'/);
  });

  test('forbids all loading but pictures in the page, and runs no script', () => {
    const html = reportHtml(exampleReport());
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
    expect(policy.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'none'",
      'img-src data:',
      "style-src 'unsafe-inline'",
    ]);
    // Stands before anything that could load.
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'));
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import|url\(|<link|<script/);
  });

  test('every link inside leads to a place that is there, and no id stands twice', () => {
    const html = reportHtml(exampleReport());
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    const links = [...html.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
  });

  test('tells a spread without a least that was not measured, and what was measured where the lattice was planned', () => {
    const inspection = exampleInspection();
    const lattice = {
      ...inspection.lattice,
      poreMm: { min: null, p5: 0.5, p50: 0.7, p95: 0.8 },
      neckMm: 0.19,
      meanVoidInterceptMm: 0.9,
      measuredIn: { boxMm: [1, 2, 3, 4, 5, 6], voxelMm: 0.08, resolved: false },
    };
    const rows = rowsOf(reportHtml(exampleReport({ inspection: { ...inspection, lattice } })), 'measures');
    expect(rows).toContain('Thickness of walls | median 0.3 mm, least 0.1 mm, 5 % below 0.2 mm, 95 % below 0.4 mm');
    expect(rows).toContain('Size of pores | median 0.7 mm, 5 % below 0.5 mm, 95 % below 0.8 mm');
    expect(rows).toContain('Largest sphere that passes through the solid | 0.19 mm');
    expect(rows).toContain('Mean void intercept length (ASTM F1854) | 0.9 mm');
    const [where] = rows.filter((row) => row.startsWith('Walls, pores and surface were measured in'));
    expect(where).toContain('x 1 to 4, y 2 to 5, z 3 to 6 mm, voxels of 0.08 mm; walls are thinner than two voxels');
  });

  test('of the same build is the same text', () => {
    expect(reportHtml(exampleReport())).toBe(reportHtml(exampleReport()));
  });

  test('refuses a verdict that does not follow from the findings', () => {
    const inspection = { ...exampleInspection(), verdict: 'pass' } as const;
    expect(() => reportHtml(exampleReport({ inspection }))).toThrow('the verdict follows from the findings');
  });
});
