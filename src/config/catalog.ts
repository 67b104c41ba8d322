/** Finds profiles and printers by id among the files of the folders that were listed. The caller reads the files. */
import type { ErrorCode } from '../core/prep-error.ts';
import { PrepError } from '../core/prep-error.ts';
import { nearestName } from './nearest-name.ts';
import type { Printer } from './printer.ts';
import { loadPrinter } from './printer.ts';
import type { Profile } from './profile.ts';
import { loadProfile } from './profile.ts';

/** A file of a profiles or printers folder: its path as messages shall show it, and its text. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
  /** Why it could not be read, where it could not: it stops only who asks for this file. The text is empty then. */
  readonly unreadable?: PrepError;
}

/** A file of a catalogue: what it holds, or why it cannot be used. */
export interface CatalogEntry<T> {
  /** Name of the file without folder and `.json`, which is the id. */
  readonly id: string;
  readonly file: string;
  readonly text: string;
  readonly item: T | null;
  readonly problem: PrepError | null;
}

interface CatalogKind<T> {
  readonly word: 'profile' | 'printer';
  readonly unknown: ErrorCode;
  readonly invalid: ErrorCode;
  readonly load: (text: string, file: string) => T;
}

const PROFILES: CatalogKind<Profile> = {
  word: 'profile',
  unknown: 'profile-unknown',
  invalid: 'profile-invalid',
  load: loadProfile,
};

const PRINTERS: CatalogKind<Printer> = {
  word: 'printer',
  unknown: 'printer-unknown',
  invalid: 'printer-invalid',
  load: loadPrinter,
};

/** Finds a profile by id; an unknown id names the nearest known one, a broken file its problems. */
export function findProfile(id: string, files: readonly NamedText[]): CatalogEntry<Profile> & { item: Profile } {
  return find(PROFILES, id, files);
}

/** Finds a printer by id; an unknown id names the nearest known one, a broken file its problems. */
export function findPrinter(id: string, files: readonly NamedText[]): CatalogEntry<Printer> & { item: Printer } {
  return find(PRINTERS, id, files);
}

/** Lists all profile files by id, broken ones with their problem. */
export function listProfiles(files: readonly NamedText[]): CatalogEntry<Profile>[] {
  return list(PROFILES, files);
}

/** Lists all printer files by id, broken ones with their problem. */
export function listPrinters(files: readonly NamedText[]): CatalogEntry<Printer>[] {
  return list(PRINTERS, files);
}

/** Loads only the file of that id, so that a broken neighbour stops nobody. */
function find<T extends { id: string }>(kind: CatalogKind<T>, id: string, files: readonly NamedText[]) {
  const matches = files.filter(({ file }) => idOf(file) === id);
  const [match, twin] = matches;
  if (match === undefined) throw unknownId(kind, id, files);
  if (twin !== undefined) {
    throw new PrepError(kind.invalid, `the id '${id}' also stands in ${twin.file}; rename one of them`, [match.file]);
  }
  return { id, ...match, item: loadNamed(kind, match), problem: null };
}

function list<T extends { id: string }>(kind: CatalogKind<T>, files: readonly NamedText[]): CatalogEntry<T>[] {
  const ids = [...new Set(files.map(({ file }) => idOf(file)))].sort();
  return ids.flatMap((id) =>
    files
      .filter(({ file }) => idOf(file) === id)
      .map((named) => {
        try {
          return { id, ...named, item: find(kind, id, files).item, problem: null };
        } catch (cause) {
          if (!(cause instanceof PrepError)) throw cause;
          return { id, ...named, item: null, problem: cause };
        }
      }),
  );
}

function loadNamed<T extends { id: string }>(kind: CatalogKind<T>, { file, text, unreadable }: NamedText): T {
  if (unreadable !== undefined) throw unreadable;
  const item = kind.load(text, file);
  if (item.id !== idOf(file)) {
    const reason = `must be the name of the file, '${idOf(file)}', got '${item.id}'`;
    throw new PrepError(kind.invalid, reason, [file, 'id']);
  }
  return item;
}

function unknownId(kind: CatalogKind<unknown>, id: string, files: readonly NamedText[]): PrepError {
  const known = [...new Set(files.map(({ file }) => idOf(file)))].sort();
  const near = nearestName(id, known);
  const hint = near === null ? '' : `, did you mean '${near}'?`;
  const end = known.length === 0 ? 'None is known' : `Known: ${known.join(', ')}`;
  return new PrepError(kind.unknown, `unknown ${kind.word} '${id}'${hint === '' ? '.' : hint} ${end}`);
}

/** Name of a file without its folder and `.json`. */
function idOf(file: string): string {
  return (file.split(/[/\\]/).at(-1) ?? file).replace(/\.json$/, '');
}
