/** The command line: finds the command, runs it, and turns errors into one line and an exit code. */
import { nearestName } from '../config/nearest-name.ts';
import { PrepError } from '../core/prep-error.ts';
import { TOOL } from '../pipeline/load/tool.ts';
import { COMMANDS } from './commands.ts';
import { commandHelp, programHelp } from './help.ts';
import { parseLine } from './options.ts';

/** Runs one command line and returns its exit code. */
export async function main(words: readonly string[]): Promise<number> {
  try {
    return await runCommand(words);
  } catch (error) {
    process.stderr.write(`trabecula: ${oneLine(error)}\n`);
    return error instanceof PrepError ? error.exitCode : 70;
  }
}

async function runCommand([name, ...words]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(programHelp(COMMANDS, TOOL.version));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    process.stdout.write(`${TOOL.version}\n`);
    return 0;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const known = COMMANDS.map((candidate) => candidate.name);
    const nearest = nearestName(name, known);
    const hint = nearest === null ? `commands: ${known.join(', ')}` : `did you mean '${nearest}'?`;
    throw new PrepError('usage', `unknown command '${name}'; ${hint}`);
  }
  const line = parseLine(name, words);
  if (line.switches.has('help')) {
    process.stdout.write(commandHelp(command));
    return 0;
  }
  const body = await command.load();
  return body.run(line);
}

function oneLine(error: unknown): string {
  if (error instanceof PrepError) return error.message.replace(/\s*\n\s*/g, ' ');
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `internal error, please report: ${text.replace(/\s*\n\s*/g, ' | ')}`;
}
