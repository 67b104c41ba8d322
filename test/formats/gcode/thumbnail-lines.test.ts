import { expect, test } from 'vitest';
import { thumbnailLines } from '../../../src/formats/gcode/thumbnail-lines.ts';

test('a picture stands between its two comments, in rows of 78 letters that decode to its bytes', () => {
  const png = Uint8Array.from({ length: 50_000 }, (_, k) => (k * 131) % 251);
  const lines = thumbnailLines({ widthPx: 160, heightPx: 120, png });
  const letters = Math.ceil(50_000 / 3) * 4;
  expect(lines[1]).toBe(`; thumbnail begin 160x120 ${letters}`);
  expect(lines.slice(-2)).toEqual(['; thumbnail end', ';']);
  const rows = lines.slice(2, -2).map((line) => line.slice(2));
  expect(rows.slice(0, -1).every((row) => row.length === 78)).toBe(true);
  expect([...Buffer.from(rows.join(''), 'base64')]).toEqual([...png]);
});
