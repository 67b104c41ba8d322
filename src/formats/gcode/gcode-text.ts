/** The lines of a file on their way to it: gathered, counted, hashed, and sealed at the end. */
import type { ByteSink, Hasher } from '../../core/ports.ts';
import { hashLine, linesLine } from './seal.ts';

/** Takes lines. */
export interface GcodeText {
  put(line: string): void;
  /** Number of the line that was put last, from 1. */
  readonly line: number;
  /** Writes what was gathered where it is enough to be worth it. */
  flushIfFull(): Promise<void>;
  /** Writes all that is left and the two lines of the seal. */
  close(): Promise<void>;
}

const FLUSH_CHARS = 128 * 1024;

/** Returns an empty text that goes to `sink`. */
export function gcodeText(sink: ByteSink, hash: Hasher): GcodeText {
  let lines: string[] = [];
  let chars = 0;
  let count = 0;

  function put(line: string): void {
    lines.push(line);
    chars += line.length + 1;
    count++;
  }

  async function flush(): Promise<void> {
    if (lines.length === 0) return;
    const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
    lines = [];
    chars = 0;
    hash.update(bytes);
    await sink.write(bytes);
  }

  return {
    put,
    get line() {
      return count;
    },
    async flushIfFull() {
      if (chars > FLUSH_CHARS) await flush();
    },
    async close() {
      // Itself and the line of the hash count too.
      put(linesLine(count + 2));
      await flush();
      await sink.write(new TextEncoder().encode(`${hashLine(hash.finish())}\n`));
    },
  };
}
