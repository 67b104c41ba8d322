/** The jail of output names: a build lies flat in its folder, and no name leads out of it. */
import { PrepError } from '../core/prep-error.ts';

/** Longest name in bytes; 255 is the limit of common disks, and a partial file's name is longer than the final one. */
const MAX_NAME_BYTES = 200;

/** Names of the files that make a folder a build (or a shard of one); written last, by the commit alone. */
export const SEAL_NAMES: readonly string[] = ['manifest.json', 'shard.json'];

/** A file that makes a folder a build or a shard. */
export type SealName = 'manifest.json' | 'shard.json';

/** Tells why a name cannot be an output's, or null when it can. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'the name is empty';
  if (name.startsWith('.')) return 'the name begins with a dot';
  if (/[/\\]/.test(name)) return 'the name leads into another folder';
  if (/\p{Cc}/u.test(name)) return 'the name holds a control character';
  if (new TextEncoder().encode(name).length > MAX_NAME_BYTES) return `the name is longer than ${MAX_NAME_BYTES} bytes`;
  return null;
}

/** Throws when a name cannot be an output's. */
export function assertOutputName(name: string): void {
  const problem = nameProblem(name) ?? (SEAL_NAMES.includes(name) ? 'the name is kept for the end of a build' : null);
  if (problem !== null) throw new PrepError('output-unwritable', problem, [JSON.stringify(name)]);
}
