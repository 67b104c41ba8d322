import { existsSync } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outputFile } from '../../src/store/output-file.ts';
import { tempFolder } from './temp-folder.ts';

async function openOutput() {
  const path = join(tempFolder(), 'out');
  return { path, output: outputFile(await open(path, 'wx+'), 'out', path) };
}

const bytesOfText = (text: string) => new TextEncoder().encode(text);

test('what was written and patched is what stands in the file', async () => {
  const { path, output } = await openOutput();
  await output.write(bytesOfText('LAYERS/0000;'));
  await output.write(bytesOfText('body'));
  await output.patch(7, bytesOfText('0042'));
  expect(output.bytes).toBe(16);
  await output.close();
  expect(await readFile(path, 'utf8')).toBe('LAYERS/0042;body');
});

test('any mix of small and large writes, patches and flushes equals the same on one array', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('write' as const), length: fc.constantFrom(0, 1, 1000, 200_000, 262_144, 700_000) }),
    fc.record({
      kind: fc.constant('patch' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(300_000),
    }),
    fc.record({ kind: fc.constant('flush' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { path, output } = await openOutput();
      let model = Buffer.alloc(0);
      let seed = 1;
      for (const one of steps) {
        if (one.kind === 'flush') {
          await output.flush();
          continue;
        }
        const offset = one.kind === 'patch' ? Math.floor(one.at * model.length) : model.length;
        const length = one.kind === 'patch' ? Math.min(one.length, model.length - offset) : one.length;
        const bytes = Buffer.alloc(length, seed++);
        if (one.kind === 'patch') {
          await output.patch(offset, bytes);
          bytes.copy(model, offset);
        } else {
          await output.write(bytes);
          model = Buffer.concat([model, bytes]);
        }
      }
      await output.close();
      expect(output.bytes).toBe(model.length);
      expect(model.equals(await readFile(path))).toBe(true);
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('the bytes may be changed by the caller once the write is over', async () => {
  const { path, output } = await openOutput();
  const bytes = bytesOfText('abc');
  await output.write(bytes);
  bytes.fill(0);
  await output.close();
  expect(await readFile(path, 'utf8')).toBe('abc');
});

test('a patch beyond the end, a write after the close and two writes at once are our own fault', async () => {
  const { output } = await openOutput();
  await output.write(bytesOfText('abc'));
  await expect(output.patch(2, bytesOfText('xy'))).rejects.toMatchObject({ code: 'own-fault' });
  const first = output.write(new Uint8Array(1_000_000));
  await expect(output.write(new Uint8Array(1))).rejects.toThrow('two writes to out at once');
  await first;
  await output.close();
  await output.close();
  await expect(output.write(new Uint8Array(1))).rejects.toThrow('after it was closed');
});

test.skipIf(!existsSync('/dev/full'))(
  'a full disk is told as such, on write and on close (needs /dev/full)',
  async () => {
    for (const bytes of [new Uint8Array(1_000_000), new Uint8Array(10)]) {
      const output = outputFile(await open('/dev/full', 'r+'), 'part.cli', 'out/part.cli');
      const write = async () => {
        await output.write(bytes);
        await output.close();
      };
      await expect(write()).rejects.toMatchObject({
        code: 'disk-full',
        exitCode: 4,
        message: 'out/part.cli: there is no room left (ENOSPC)',
      });
      await output.discard();
    }
  },
);

describe('bytes on their way to the disk', () => {
  /** A file handle that writes nowhere; `sync` answers what is sent on its way. */
  function handleOf(sync: () => Promise<void>) {
    const calls: string[] = [];
    const handle = {
      write: async (_: Uint8Array, __: number, length: number) => ({ bytesWritten: length }),
      datasync: () => {
        calls.push('datasync');
        return sync();
      },
      sync: async () => {
        calls.push('sync');
      },
      close: async () => {
        calls.push('close');
      },
    };
    return { handle: handle as unknown as FileHandle, calls };
  }
  const MIB = 1024 * 1024;

  test('are sent once 32 MiB are written, while more are written, and synced at the end', async () => {
    let arrive: () => void = () => {};
    const { handle, calls } = handleOf(() => new Promise((resolve) => (arrive = resolve)));
    const output = outputFile(handle, 'out', 'out');
    for (let k = 0; k < 31; k++) await output.write(new Uint8Array(MIB));
    expect(calls).toEqual([]);
    for (let k = 0; k < 60; k++) await output.write(new Uint8Array(MIB));
    expect(calls).toEqual(['datasync']);
    const closed = output.close();
    arrive();
    await closed;
    expect(calls).toEqual(['datasync', 'sync', 'close']);
  });

  test('that do not arrive are a fault, even where the next sync would pass', async () => {
    const { handle } = handleOf(() => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })));
    const output = outputFile(handle, 'out', 'out');
    for (let k = 0; k < 32; k++) await output.write(new Uint8Array(MIB));
    await new Promise((resolve) => setImmediate(resolve));
    await expect(output.close()).rejects.toMatchObject({ code: 'disk-full' });
  });
});
