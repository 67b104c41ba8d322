import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readSources, type SourceFile } from './import-rules.ts';

const source = fileURLToPath(new URL('../../src', import.meta.url));

/** What must not reach an output, and the files that may use it because theirs is no output. */
const FORBIDDEN: readonly { readonly pattern: RegExp; readonly why: string; readonly allowedIn: readonly string[] }[] =
  [
    { pattern: /\bMath\.random\b/, why: 'random numbers', allowedIn: [] },
    {
      pattern: /\bnew Date\b|\bDate\.now\b/,
      why: 'the clock',
      // The run block of the manifest, outside of the hashed body.
      allowedIn: ['pipeline/prepare-build.ts', 'pipeline/inspect-files.ts'],
    },
    { pattern: /\bperformance\.now\b/, why: 'the clock', allowedIn: ['cli/run-context.ts'] },
    { pattern: /\btoLocale|\blocaleCompare\b|\bIntl\./, why: 'the locale', allowedIn: [] },
    {
      pattern: /\bMath\.(pow|tan|asin|acos|atan|sinh|cosh|tanh|cbrt|expm1|log1p|log2|log10)\b/,
      why: 'a function that differs between releases',
      allowedIn: [],
    },
  ];

/** One line for each forbidden use. */
function faults(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
    return FORBIDDEN.filter(({ pattern, allowedIn }) => pattern.test(code) && !allowedIn.includes(path)).map(
      ({ why }) => `${path} uses ${why}`,
    );
  });
}

describe('the same job gives the same bytes', () => {
  test('no source that makes an output uses clock, chance, locale or an unsteady function', () => {
    expect(faults(readSources(source))).toEqual([]);
  });

  test('planted uses are found', () => {
    const planted = ['Math.random()', 'new Date()', 'a.localeCompare(b)', 'Math.pow(a, 0.3)', 'performance.now()'];
    for (const text of planted) expect(faults([{ path: 'scan/a.ts', text }])).toHaveLength(1);
    expect(faults([{ path: 'scan/a.ts', text: '/* Math.random */ // new Date()' }])).toEqual([]);
  });
});
