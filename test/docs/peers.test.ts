import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync(new URL('../../docs/peers.md', import.meta.url), 'utf8');
const rows = [...text.matchAll(/^\| (.+?) \| \[[^\]]+\]\(\.\.\/([^)]+)\) \| (.+?) \|$/gm)].map(
  ([, mistake, file, title]) => ({ mistake: mistake!, file: file!, title: title! }),
);

test('docs/peers.md has a row for each mistake', () => {
  expect(rows).toHaveLength(18);
});

test.each(rows)('$mistake: the named test exists', ({ file, title }) => {
  const source = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const titles = [...source.matchAll(/^ *test(?:\.\w+)?\(.*$|^ *\]\)\(.*$/gm)].map(([line]) => line);
  expect(titles.some((line) => line.includes(title))).toBe(true);
});
