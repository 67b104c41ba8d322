import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { readGcode } from '../../../src/formats/gcode/read-gcode.ts';
import { createPrintInspector } from '../../../src/inspect/print/print-inspector.ts';
import { hasher } from '../../../src/store/hash.ts';
import { CLEAN_PRINT_OPTIONS } from '../../inspect/print/clean-print.ts';
import { gcodeSource } from './gcode-source.ts';
import { bead, printText } from './print-job.ts';

const IGNORED = () => {};
const VISITOR = { move: IGNORED, temperature: IGNORED, fan: IGNORED, layer: IGNORED, command: IGNORED };
const sealOf = async (text: string) =>
  (await readGcode(gcodeSource(text), VISITOR, new AbortController().signal, { hash: hasher() })).seal;

/** Layers enough for several chunks of the reader and of the writer. */
const layers = Array.from({ length: 60 }, (_, k) =>
  Array.from({ length: 40 }, (_, i) => bead([20 + i, 20, 20.5 + i, 20 + (k % 7), 20 + i, 40], { closed: true })),
);

/** What the inspection finds about lines and hash, and which of the two it did not check. */
async function judged(text: string): Promise<{ readonly found: string[]; readonly notRun: string[] }> {
  const inspector = createPrintInspector({ ...CLEAN_PRINT_OPTIONS, bedBoxMm: null, designVolumeMm3: null });
  const end = await readGcode(gcodeSource(text), inspector, new AbortController().signal, { hash: hasher() });
  const { findings, checksNotRun } = inspector.finish(end);
  const isOf = (rule: string) => /^file-(lines-off|hash-off|truncated)$/.test(rule);
  return {
    found: findings
      .filter(({ rule }) => isOf(rule))
      .map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`),
    notRun: checksNotRun.map(({ rule }) => rule).filter(isOf),
  };
}

describe('the end of a file', () => {
  test('tells its lines and the SHA-256 of all before, as an independent program counts and hashes them', async () => {
    const text = await printText(layers);
    expect(text.length).toBeGreaterThan(200_000);
    const lines = text.split('\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.at(-3)).toBe(`; trabecula_lines = ${lines.length - 1}`);
    const before = text.slice(0, text.lastIndexOf('; trabecula_sha256'));
    expect(lines.at(-2)).toBe(`; trabecula_sha256 = ${createHash('sha256').update(before).digest('hex')}`);
    const seal = await sealOf(text);
    expect(seal).toEqual({
      lines: lines.length - 1,
      linesRead: lines.length - 1,
      sha256: lines.at(-2)!.slice(-64),
      sha256Read: lines.at(-2)!.slice(-64),
      hasMore: false,
    });
    expect(await judged(text)).toEqual({ found: [], notRun: [] });
  });

  test('tells of every byte that was changed, wherever it is', async () => {
    const text = await printText(layers.slice(0, 12));
    const end = text.lastIndexOf('; trabecula_lines');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: end - 1 }), async (at) => {
        // Digits and letters alone, so that the file can still be read.
        const old = text.charAt(at);
        fc.pre(/[0-8]/.test(old));
        const bent = `${text.slice(0, at)}${Number(old) + 1}${text.slice(at + 1)}`;
        // Some changes make a line that cannot be read at all.
        const seal = await sealOf(bent).catch((error: unknown) => {
          expect(error).toBeInstanceOf(PrepError);
          return null;
        });
        if (seal !== null) expect(seal.sha256Read).not.toBe(seal.sha256);
      }),
      { numRuns: 60 },
    );
  });

  test('tells of lines that are missing', async () => {
    const lines = (await printText(layers.slice(0, 2))).split('\n');
    const at = lines.findIndex((line) => /^G1 X.* E/.test(line));
    const { found } = await judged([...lines.slice(0, at), ...lines.slice(at + 3)].join('\n'));
    expect(found).toEqual([
      `error file-lines-off: the file has ${lines.length - 4} lines, at its end it says ${lines.length - 1}`,
      'error file-hash-off: the file was changed after it was written: its bytes have another hash than it says at its end',
    ]);
  });

  test('is missed in a file of ours, cut within its last comments too', async () => {
    const text = await printText(layers.slice(0, 2));
    const cutAt = async (mark: string) => judged(text.slice(0, text.lastIndexOf(mark)));
    const missing = 'error file-hash-off: the file lacks the hash that it should end with: its end is missing';
    const lines = text.split('\n').length - 1;
    const short = `error file-lines-off: the file has ${lines - 1} lines, at its end it says ${lines}`;
    expect((await cutAt('; trabecula_sha256')).found).toEqual([short, missing]);
    expect((await cutAt('; trabecula_lines')).found).toEqual([missing]);
    expect((await cutAt('; estimated printing')).found).toEqual([missing]);
    // Cut in the middle it is truncated, and that says all.
    const half = text.slice(0, text.lastIndexOf(';LAYER_CHANGE'));
    expect((await judged(half)).found).toEqual([
      'error file-truncated: nothing ends the print after its last extrusion: the file is truncated',
    ]);
  });

  test('is the end: what follows it is found', async () => {
    const text = await printText(layers.slice(0, 1));
    expect((await judged(`${text}G1 X0\n`)).found).toContain(
      'error file-hash-off: something follows the hash that the file should end with',
    );
  });

  test('is not asked of the files of others: not checked', async () => {
    const text = await printText(layers.slice(0, 1));
    const foreign = text
      .replace('; generated by trabecula', '; generated by another')
      .replace(/; trabecula_(lines|sha256).*\n/g, '');
    expect(await judged(foreign)).toEqual({ found: [], notRun: ['file-hash-off', 'file-lines-off'] });
  });
});
