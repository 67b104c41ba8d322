/** The words of a command line as options. */
import { nearestName } from '../config/nearest-name.ts';
import { PrepError } from '../core/prep-error.ts';
import { OPTIONS } from './option-table.ts';

/** A parsed command line. */
export interface ParsedLine {
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
  readonly words: readonly string[];
}

/** Parses the words after the command; an unknown option names the nearest known one. */
export function parseLine(command: string, words: readonly string[]): ParsedLine {
  const known = OPTIONS.filter((option) => option.commands.includes(command));
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const rest: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '--') {
      rest.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith('--')) {
      if (word.startsWith('-') && word.length > 1)
        throw new PrepError('usage', `unknown option ${word}; options begin with two dashes`);
      rest.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = word.slice(2, equals < 0 ? undefined : equals);
    const option = known.find((candidate) => candidate.name === name);
    if (option === undefined)
      throw unknownOption(
        command,
        name,
        known.map((candidate) => candidate.name),
      );
    if (values.has(name) || switches.has(name)) throw new PrepError('usage', `--${name} is given twice`);
    if (option.takes === null) {
      if (equals >= 0) throw new PrepError('usage', `--${name} takes no value`);
      switches.add(name);
      continue;
    }
    const value = equals >= 0 ? word.slice(equals + 1) : words[++i];
    // The next option is no value: `--cell --out DIR` lacks one.
    if (value === undefined || value === '' || (equals < 0 && value.startsWith('--'))) {
      throw new PrepError('usage', `--${name} needs a value: ${option.takes}`);
    }
    values.set(name, value);
  }
  return { values, switches, words: rest };
}

function unknownOption(command: string, name: string, known: readonly string[]): PrepError {
  const nearest = nearestName(name, known);
  const hint = nearest === null ? `see trabecula ${command} --help` : `did you mean --${nearest}?`;
  return new PrepError('usage', `unknown option --${name} of ${command}: ${hint}`);
}

/** Returns a number of an option, or null where it is not given; anything else than a plain decimal is a usage error. */
export function numberOption(line: ParsedLine, name: string): number | null {
  const text = line.values.get(name);
  if (text === undefined) return null;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    throw new PrepError('usage', `--${name} must be a number, got '${text}'`);
  }
  return Number(text);
}

/** Returns one of some words, or the fallback where the option is not given. */
export function wordOption<W extends string>(line: ParsedLine, name: string, words: readonly W[], fallback: W): W {
  const text = line.values.get(name);
  if (text === undefined) return fallback;
  const found = words.find((word) => word === text);
  if (found === undefined) throw new PrepError('usage', `--${name} must be one of ${words.join(', ')}, got '${text}'`);
  return found;
}

/** Returns one of some words, or null where the option is not given. */
export function wordOrNull<W extends string>(line: ParsedLine, name: string, words: readonly W[]): W | null {
  return line.values.has(name) ? wordOption(line, name, words, words[0] as W) : null;
}
