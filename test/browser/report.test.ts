import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { reportHtml } from '../../src/inspect/report/report-html.ts';
import { exampleReport, HOSTILE, hostileReport } from '../inspect/report/report-example.ts';

/** What a page did while it was open. */
interface Visit {
  readonly page: Page;
  readonly url: string;
  /** Console messages and errors. */
  readonly messages: string[];
  readonly requests: string[];
  /** Requests that came to nothing, with the reason. */
  readonly refused: string[];
}

const SCREENS = [360, 1280, 1600];

const folder = mkdtempSync(join(tmpdir(), 'trabecula-browser-'));
let launched: Promise<Browser> | null = null;

/** Starts the browser at the first call; where it does not start, every test fails with the reason. */
function browser(): Promise<Browser> {
  launched ??= launch();
  return launched;
}

async function launch(): Promise<Browser> {
  const found = inject('chromium');
  if ('missing' in found) throw new Error(`Chromium was not unpacked: ${found.missing}`);
  return chromium.launch({
    executablePath: found.executable,
    env: { ...process.env, ...found.env } as Record<string, string>,
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  const started = await launched?.catch(() => null);
  await started?.close();
});

/** Opens a text as a file in a fresh context without network. */
async function visit<T>(html: string, width: number, look: (visit: Visit) => Promise<T>): Promise<T> {
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const context = await (await browser()).newContext({ offline: true, viewport: { width, height: 800 } });
  try {
    const page = await context.newPage();
    const seen: Visit = { page, url: pathToFileURL(file).href, messages: [], requests: [], refused: [] };
    page.on('console', (message) => seen.messages.push(message.text()));
    page.on('pageerror', (error) => seen.messages.push(error.message));
    page.on('request', (request) => seen.requests.push(request.url()));
    page.on('requestfailed', (request) => seen.refused.push(`${request.url()} ${request.failure()?.errorText}`));
    await page.goto(seen.url, { waitUntil: 'load' });
    return await look(seen);
  } finally {
    await context.close();
  }
}

/** How far the page reaches out of the screen, how wide its heading is, and how many words fill more than one line. */
function widths(page: Page): Promise<{ overflowPx: number; headingPx: number; imagePx: number; brokenWords: number }> {
  return page.evaluate(`(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('h1'));
    return {
      overflowPx: document.documentElement.scrollWidth - window.innerWidth,
      headingPx: range.getBoundingClientRect().width,
      brokenWords: [...document.querySelectorAll('.signatures tbody th, span.mark')].filter((cell) => {
        range.selectNodeContents(cell.lastChild);
        return range.getClientRects().length !== 1;
      }).length,
      imagePx: document.querySelector('img').naturalWidth,
    };
  })()`);
}

describe('the report in a browser', () => {
  test.each(SCREENS)('asks for nothing, says nothing and fits a screen of %i px', async (width) => {
    await visit(reportHtml(exampleReport()), width, async ({ page, url, messages, requests }) => {
      const { overflowPx, headingPx, imagePx, brokenWords } = await widths(page);
      expect(overflowPx).toBeLessThanOrEqual(0);
      // Without a font every word has no width, and nothing could overflow.
      expect(headingPx).toBeGreaterThan(20);
      expect(imagePx).toBe(40);
      expect(brokenWords).toBe(0);
      expect(messages).toEqual([]);
      expect(requests.filter((request) => !request.startsWith('data:'))).toEqual([url]);
    });
  });

  test('fits a narrow screen with names that nothing can break', async () => {
    const long = 'x'.repeat(300);
    const data = exampleReport({
      title: long,
      status: long,
      inputs: [{ file: long, bytes: Number.MAX_SAFE_INTEGER, sha256: 'f'.repeat(64) }],
      facts: [{ label: long, value: long }],
      parameters: [{ group: long, name: long, value: long, source: long }],
    });
    for (const width of SCREENS) {
      await visit(reportHtml(data), width, async ({ page }) => expect((await widths(page)).overflowPx).toBe(0));
    }
  });

  test('shows hostile texts and runs none of them', async () => {
    await visit(reportHtml(hostileReport()), 1280, async ({ page, url, messages, requests }) => {
      expect(await page.locator('h1').textContent()).toBe(HOSTILE.replace('\u202e', '\ufffd'));
      expect(await page.title()).toContain('FAIL, inspection report');
      expect(await page.locator('script, img:not([src^="data:"])').count()).toBe(0);
      expect(messages).toEqual([]);
      expect(requests.filter((request) => !request.startsWith('data:'))).toEqual([url]);
    });
  });

  test('lets no planted script run and no planted picture load, and the browser says so', async () => {
    const planted = `<script>document.title='owned'</script><img src="http://127.0.0.1:9/x.png" alt=""></body>`;
    const html = reportHtml(exampleReport()).replace('</body>', planted);
    await visit(html, 1280, async ({ page, messages, refused }) => {
      expect(await page.title()).toBe('plate: PASS WITH WARNINGS, inspection report');
      expect(messages.filter((message) => message.includes('Content Security Policy'))).toHaveLength(2);
      expect(refused).toEqual(['http://127.0.0.1:9/x.png csp']);
    });
  });

  test('prints on several pages of A4, upright', async () => {
    await visit(reportHtml(exampleReport()), 1280, async ({ page }) => {
      const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
      const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
      expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(boxes.length);
      expect(boxes.length).toBeGreaterThan(1);
      for (const [, width, height] of boxes) {
        // 210 by 297 mm in points of 1/72 inch.
        expect(Math.abs(Number(width) - 595.28)).toBeLessThan(0.6);
        expect(Math.abs(Number(height) - 841.89)).toBeLessThan(0.6);
      }
    });
  });

  test('asks the printer to keep headings with what they head, rows and figures whole, and heads on every page', async () => {
    await visit(reportHtml(exampleReport()), 1280, async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      const asked = await page.evaluate(`(() => {
        const of = (selector, name) => [...new Set([...document.querySelectorAll(selector)].map((e) => getComputedStyle(e)[name]))];
        return [of('h2, .group, section > p', 'breakAfter'), of('tr, figure', 'breakInside'), of('thead', 'display')];
      })()`);
      expect(asked).toEqual([['avoid'], ['avoid'], ['table-header-group']]);
    });
  });
});
