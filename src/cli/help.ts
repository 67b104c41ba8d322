/** Help texts, made from the tables of commands and options. */
import { OPTIONS } from './option-table.ts';

/** What help says of one command. */
export interface CommandText {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
}

/** Help of the whole program. */
export function programHelp(commands: readonly CommandText[], version: string): string {
  const width = Math.max(...commands.map((command) => command.usage.length));
  return [
    `trabecula ${version}: prepares porous implants for the printer. Not a medical device; example profiles are uncalibrated.`,
    '',
    ...commands.map((command) => `  trabecula ${command.usage.padEnd(width)}  ${command.does}`),
    '',
    'trabecula <command> --help lists the options of a command. Exit codes: 0 fine, 1 done with an error finding,',
    '2 usage, 3 unusable input, 4 resource, 70 our own fault.',
    '',
  ].join('\n');
}

/** Help of one command with its options. */
export function commandHelp(command: CommandText): string {
  const rows = OPTIONS.filter((option) => option.commands.includes(command.name)).map((option) => ({
    left: option.takes === null ? `--${option.name}` : `--${option.name} ${option.takes}`,
    right: option.default === null ? option.help : `${option.help} (default: ${option.default})`,
  }));
  const width = Math.max(...rows.map((row) => row.left.length));
  return [
    `trabecula ${command.usage}`,
    '',
    `  ${command.does}`,
    '',
    ...rows.map((row) => `  ${row.left.padEnd(width)}  ${row.right}`),
    '',
  ].join('\n');
}
