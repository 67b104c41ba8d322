import { expect, test } from 'vitest';
import { base64 } from '../../../src/inspect/report/base64.ts';

test.each([0, 1, 2, 3, 24_575, 24_576, 24_577, 60_000])('%i bytes come back through the decoder of Node', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 151 + 7) & 255);
  const text = base64(bytes);
  expect(Buffer.from(text, 'base64').equals(bytes)).toBe(true);
  expect(text).toBe(Buffer.from(bytes).toString('base64'));
});
