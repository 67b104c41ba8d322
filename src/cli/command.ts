/** What every command is. */
import type { CommandText } from './help.ts';
import type { ParsedLine } from './options.ts';

/** A command: its help and what it does. Returns the exit code; throws `PrepError` where it cannot go on. */
export interface Command extends CommandText {
  run(line: ParsedLine): Promise<number>;
}
