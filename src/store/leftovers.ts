/**
 * The side files of a build folder, and what is done with those that a broken run left behind.
 *
 * `.<name>.partial-<pid>` is an output that is being written, `.<name>.earlier-<pid>` a file of the earlier build that a
 * commit has put aside. A commit begins by writing the manifest as a partial file and ends by renaming it. So where a
 * dead process left a partial manifest its commit was broken off and is taken back; where it left none, the commit has
 * not begun or is over, and its side files are waste.
 */
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PrepError } from '../core/prep-error.ts';
import { bytesOf } from './file-source.ts';
import { digestOfFile } from './hash.ts';
import { systemCode, writeError } from './io-error.ts';
import type { FileRecord } from './manifest.ts';
import { listedOutputs } from './manifest.ts';
import { SEAL_NAMES } from './output-name.ts';

/** A side file: of which output, what for, and by which process. */
export interface SideFile {
  readonly file: string;
  readonly name: string;
  readonly kind: 'partial' | 'earlier';
  readonly pid: number;
}

/** Returns the name of a side file. */
export function sideName(name: string, kind: SideFile['kind'], pid: number): string {
  return `.${name}.${kind}-${pid}`;
}

/** Lists the side files of a folder, in order of names. */
export async function sideFiles(dir: string): Promise<SideFile[]> {
  const files = await readdir(dir).catch((cause: unknown) => {
    throw writeError(cause, dir);
  });
  return files.sort().flatMap((file) => {
    const [, name, kind, pid] = /^\.(.+)\.(partial|earlier)-([1-9][0-9]{0,8})$/.exec(file) ?? [];
    if (name === undefined || (kind !== 'partial' && kind !== 'earlier')) return [];
    return [{ file, name, kind, pid: Number(pid) }];
  });
}

/** True when a process of that number runs on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return systemCode(cause) !== 'ESRCH';
  }
}

/** True when a folder holds the file that ends a build. */
export async function isSealed(dir: string): Promise<boolean> {
  const files = await readdir(dir).catch((cause: unknown) => {
    if (systemCode(cause) === 'ENOENT') return [];
    throw writeError(cause, dir);
  });
  return files.some((file) => SEAL_NAMES.includes(file));
}

/**
 * Clears what one process left in a folder. After a commit that was broken off in the middle, the earlier build is put
 * back, byte for byte, and what the commit had put in place already is removed. Can itself be broken off and repeated.
 */
export async function clearLeftovers(dir: string, pid: number): Promise<void> {
  const mine = (await sideFiles(dir)).filter((side) => side.pid === pid);
  const seals = mine.filter(({ kind, name }) => kind === 'partial' && SEAL_NAMES.includes(name));
  if (seals.length > 0) await takeBack(dir, mine, seals);
  for (const { file } of mine) await removeFile(join(dir, file));
}

async function takeBack(dir: string, mine: readonly SideFile[], seals: readonly SideFile[]): Promise<void> {
  const earlier = mine.filter(({ kind }) => kind === 'earlier');
  const spared = new Set(mine.map(({ name }) => name));
  const earlierSeals = earlier.filter(({ name }) => SEAL_NAMES.includes(name)).map(({ file }) => file);
  for (const seal of [...earlierSeals, ...SEAL_NAMES]) {
    for (const output of await outputsOf(join(dir, seal))) spared.add(output.file);
  }
  for (const seal of seals) {
    for (const { file, sha256 } of await outputsOf(join(dir, seal.file))) {
      const path = join(dir, file);
      if (!spared.has(file) && (await hashOrNull(path)) === sha256) await removeFile(path);
    }
  }
  // The manifest comes back last, for it is what makes the folder a build.
  const sealsLast = [...earlier].sort((a, b) => sealRank(a) - sealRank(b));
  for (const { file, name } of sealsLast) await moveFile(join(dir, file), join(dir, name));
}

function sealRank({ name }: SideFile): number {
  return SEAL_NAMES.includes(name) ? 1 : 0;
}

async function outputsOf(seal: string): Promise<FileRecord[]> {
  const bytes = await bytesOf(seal).catch(nullWhenAbsent);
  return bytes === null ? [] : listedOutputs(bytes);
}

async function hashOrNull(path: string): Promise<string | null> {
  return (await digestOfFile(path).catch(nullWhenAbsent))?.sha256 ?? null;
}

function nullWhenAbsent(cause: unknown): null {
  if (cause instanceof PrepError && systemCode(cause.cause) === 'ENOENT') return null;
  throw cause;
}

/** Removes a file; one that is not there is fine. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch((cause: unknown) => {
    throw writeError(cause, path);
  });
}

/** Renames a file within its folder. */
export async function moveFile(from: string, to: string): Promise<void> {
  await rename(from, to).catch((cause: unknown) => {
    throw writeError(cause, to);
  });
}
