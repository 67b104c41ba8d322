import { describe, expect, test } from 'vitest';
import { UUID_OF_URLS, uuidOf } from '../../../../src/formats/threemf/toolpath/uuid.ts';
import { sha1 } from './toolpath-job.ts';

describe('a UUID of a name', () => {
  test('is the one of RFC 9562, appendix A.4', () => {
    expect(uuidOf(sha1, '6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  test('is the one that Python (uuid.uuid5) makes of a URL', () => {
    expect(uuidOf(sha1, UUID_OF_URLS, 'urn:trabecula:x')).toBe('9594c64b-b695-5744-9f3c-7d84b8673c25');
  });

  test('from a hash that is too short is our own fault', () => {
    expect(() => uuidOf(() => new Uint8Array(15), UUID_OF_URLS, 'x')).toThrow('a SHA-1 has 20 bytes');
  });
});
