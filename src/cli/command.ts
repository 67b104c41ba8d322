/** What the program needs to know of a command. */
import type { ParsedLine } from './options.ts';

/** What a command does. */
export interface CommandBody {
  /** Runs the command and returns its exit code. */
  run(line: ParsedLine): Promise<number>;
}

/** One command: what its help says, and where its body is, which is loaded only when it runs. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  /** One line for the list of commands. */
  readonly does: string;
  load(): Promise<CommandBody>;
}
