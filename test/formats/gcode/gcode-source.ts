/** G-code in memory, and everything that a reader tells of it. */
import type { ByteSource } from '../../../src/core/ports.ts';
import type { GcodeMove, GcodeSummary } from '../../../src/formats/gcode/gcode-events.ts';
import { readGcode } from '../../../src/formats/gcode/read-gcode.ts';

/** A file in memory. */
export function gcodeSource(data: Uint8Array | string, name = 'test.gcode'): ByteSource {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  return {
    name,
    size: bytes.length,
    read: async (offset, length) => new Uint8Array(bytes.subarray(offset, offset + length)),
  };
}

/** Everything told of a file; `log` has all events in their order. */
export interface ToldGcode {
  readonly moves: GcodeMove[];
  readonly log: string[];
  readonly summary: GcodeSummary;
}

/** Reads a file and keeps what is told. */
export async function told(data: Uint8Array | string): Promise<ToldGcode> {
  const moves: GcodeMove[] = [];
  const log: string[] = [];
  const summary = await readGcode(
    gcodeSource(data),
    {
      move(move) {
        moves.push({ ...move });
        log.push(`${move.line} move`);
      },
      temperature: ({ line, heater, celsius, wait }) =>
        log.push(`${line} ${heater} ${celsius}${wait ? ' waited for' : ''}`),
      fan: (share, line) => log.push(`${line} fan ${share}`),
      layer: ({ line, zMm, heightMm }) => log.push(`${line} layer ${zMm} ${heightMm}`),
      command: ({ line, code, known }) => log.push(`${line} ${code}${known ? '' : '?'}`),
      dwell: (seconds, line) => log.push(`${line} dwell ${seconds}`),
      comment: (text, line) => log.push(`${line} "${text}"`),
    },
    new AbortController().signal,
  );
  return { moves, log, summary };
}
