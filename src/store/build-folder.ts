/**
 * A folder that becomes a build all at once or not at all: outputs are written beside their final names, and `commit`
 * puts them in place with the manifest last. Until then an earlier build stays untouched; a commit that is broken off is
 * taken back by the next run (see leftovers.ts).
 */
import { lstat, mkdir, open, realpath, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Spool } from '../core/ports.ts';
import { assert, PrepError } from '../core/prep-error.ts';
import type { FileSource } from './file-source.ts';
import { bytesOf, openFileSource } from './file-source.ts';
import type { Digest } from './hash.ts';
import { digestOf } from './hash.ts';
import { systemCode, writeError } from './io-error.ts';
import { clearLeftovers, isAlive, isSealed, moveFile, removeFile, sideFiles, sideName } from './leftovers.ts';
import { listedOutputs } from './manifest.ts';
import type { OutputFile } from './output-file.ts';
import { outputFile } from './output-file.ts';
import type { SealName } from './output-name.ts';
import { assertOutputName, SEAL_NAMES } from './output-name.ts';

/** Name under which a run claims a folder, so that two runs never write into one. */
const CLAIM = 'claim';

/** Folders that this process is writing into. */
const busyFolders = new Set<string>();

/** A build that is being written. Call `abort` in `finally`; after `commit` it does nothing. */
export interface BuildFolder {
  readonly dir: string;
  /** Opens a new output under its final name, which must be plain: no folder, no dot in front. */
  file(name: string): Promise<OutputFile>;
  /** Opens a place for bytes that are read again before the build ends; it is no output. */
  spool(): Promise<Spool>;
  /** Takes an output back, as if it had never been opened. */
  drop(name: string): Promise<void>;
  /** Opens an output to read back what was written so far; close it. */
  source(name: string): Promise<FileSource>;
  /** Reads an output back and returns its size and hash, as the manifest wants them. */
  digest(name: string): Promise<Digest>;
  /** Puts all outputs in place, then the manifest, whose `outputs` must list each of them. */
  commit(seal: Uint8Array, sealName?: SealName): Promise<void>;
  /** Removes everything that this run wrote; the earlier build stays as it was. */
  abort(): Promise<void>;
}

/** Opens a folder for a build. Refuses before any work: a build without `force`, a path that cannot be written. */
export async function openBuildFolder(path: string, options: { readonly force: boolean }): Promise<BuildFolder> {
  const wanted = resolve(path);
  const created = await makeFolders(wanted).catch((cause: unknown) => {
    throw writeError(cause, path);
  });
  const dir = await realpath(wanted);
  for (const name of SEAL_NAMES) {
    if ((await kindAt(join(dir, name))) !== 'folder') continue;
    await removeCreated(wanted, created);
    throw new PrepError('output-unwritable', 'is a folder', [join(path, name)]);
  }
  if (busyFolders.has(dir)) throw new PrepError('output-unwritable', 'this run writes into it already', [path]);
  busyFolders.add(dir);
  try {
    if (!options.force) await refuseBuild(dir, path);
    await claim(dir, path);
    if (!options.force) await refuseBuild(dir, path);
  } catch (cause) {
    await removeFile(join(dir, sideName(CLAIM, 'partial', process.pid))).catch(() => undefined);
    await removeCreated(wanted, created);
    busyFolders.delete(dir);
    throw cause;
  }
  return buildFolder(dir, path, wanted, created, options.force);
}

/** Throws `output-exists` where a folder holds a build; a folder that is not there holds none. */
export async function refuseBuild(dir: string, path: string = dir): Promise<void> {
  if (await isSealed(dir)) throw new PrepError('output-exists', 'holds a build; pass --force to replace it', [path]);
}

/** Refuses a folder that another live run writes into, and clears what dead runs left. */
async function claim(dir: string, path: string): Promise<void> {
  await refuseOtherRuns(dir, path);
  await clearLeftovers(dir, process.pid);
  const mark = join(dir, sideName(CLAIM, 'partial', process.pid));
  await createFile(mark, path).then((handle) => handle.close());
  await refuseOtherRuns(dir, path);
  const dead = new Set((await sideFiles(dir)).map(({ pid }) => pid).filter((pid) => pid !== process.pid));
  for (const pid of dead) await clearLeftovers(dir, pid);
  await syncFolder(dir);
}

async function refuseOtherRuns(dir: string, path: string): Promise<void> {
  const other = (await sideFiles(dir)).find(({ pid }) => pid !== process.pid && isAlive(pid));
  if (other === undefined) return;
  const reason = `process ${other.pid} is writing into it (${other.file}); wait for it, or remove that file if it is not`;
  throw new PrepError('output-unwritable', reason, [path]);
}

function buildFolder(dir: string, path: string, wanted: string, created: string | null, force: boolean): BuildFolder {
  const outputs = new Map<string, OutputFile>();
  let state: 'open' | 'committed' | 'aborted' = 'open';
  let committing: Promise<void> | null = null;
  let spools = 0;
  const at = (name: string) => join(dir, name);
  const partial = (name: string) => at(sideName(name, 'partial', process.pid));
  const earlier = (name: string) => at(sideName(name, 'earlier', process.pid));
  const shown = (name: string) => join(path, name);

  async function file(name: string): Promise<OutputFile> {
    assert(state === 'open', `${name} was opened after the build had ended`);
    assertOutputName(name);
    for (const other of outputs.keys()) {
      if (other.toLowerCase() !== name.toLowerCase()) continue;
      throw new PrepError('output-unwritable', `two outputs of one build are called '${other}' and '${name}'`, [path]);
    }
    const inTheWay = await kindAt(at(name));
    if (inTheWay === 'folder') throw new PrepError('output-unwritable', 'is a folder', [shown(name)]);
    if (inTheWay === 'file' && !force) {
      const reason = 'is there already and belongs to no build; pass --force to replace it';
      throw new PrepError('output-exists', reason, [shown(name)]);
    }
    const output = outputFile(await createFile(partial(name), shown(name)), name, shown(name));
    outputs.set(name, output);
    return output;
  }

  async function spool(): Promise<Spool> {
    assert(state === 'open', 'a spool was opened after the build had ended');
    const name = `spool-${spools++}`;
    const path = partial(name);
    const own = outputFile(await createFile(path, shown(name)), name, shown(name));
    return {
      get size() {
        return own.bytes;
      },
      write: (bytes) => own.write(bytes),
      patch: (offset, bytes) => own.patch(offset, bytes),
      async read(offset, length) {
        await own.flush();
        const opened = await openFileSource(path, shown(name));
        try {
          return await opened.read(offset, length);
        } finally {
          await opened.close();
        }
      },
      async drop() {
        await own.discard();
        await removeFile(path);
      },
    };
  }

  async function drop(name: string): Promise<void> {
    const output = outputs.get(name);
    assert(output !== undefined && state === 'open', `${name} is an output of an open build`);
    await output.discard();
    await removeFile(partial(name));
    outputs.delete(name);
  }

  async function source(name: string): Promise<FileSource> {
    const output = outputs.get(name);
    assert(output !== undefined && state === 'open', `${name} is an output of an open build`);
    await output.flush();
    return openFileSource(partial(name), shown(name));
  }

  async function digest(name: string): Promise<Digest> {
    const opened = await source(name);
    try {
      return await digestOf(opened);
    } finally {
      await opened.close();
    }
  }

  async function commit(seal: Uint8Array, sealName: SealName = 'manifest.json'): Promise<void> {
    assert(state === 'open' && committing === null, 'a build is committed once');
    assertListed(seal, outputs);
    committing = putInPlace(seal, sealName);
    await committing;
  }

  async function putInPlace(seal: Uint8Array, sealName: SealName): Promise<void> {
    for (const output of outputs.values()) await output.close();
    const sealFile = outputFile(await createFile(partial(sealName), shown(sealName)), sealName, shown(sealName));
    await sealFile.write(seal).finally(() => sealFile.close());
    await syncFolder(dir);
    await putAside();
    for (const name of outputs.keys()) await moveFile(partial(name), at(name));
    await syncFolder(dir);
    await moveFile(partial(sealName), at(sealName));
    await syncFolder(dir);
    state = 'committed';
    await clearLeftovers(dir, process.pid);
    busyFolders.delete(dir);
  }

  /** Moves the earlier build out of the way, its manifest first, and whatever stands where an output goes. */
  async function putAside(): Promise<void> {
    const names = new Set(outputs.keys());
    const seals: string[] = [];
    for (const sealName of SEAL_NAMES) {
      if ((await kindAt(at(sealName))) === 'none') continue;
      seals.push(sealName);
      for (const record of listedOutputs(await bytesOf(at(sealName)))) names.add(record.file);
    }
    for (const sealName of seals) await moveFile(at(sealName), earlier(sealName));
    await syncFolder(dir);
    for (const name of names) {
      if ((await kindAt(at(name))) === 'file') await moveFile(at(name), earlier(name));
    }
  }

  async function abort(): Promise<void> {
    await committing?.catch(() => undefined);
    if (state !== 'open') return;
    state = 'aborted';
    try {
      for (const output of outputs.values()) await output.discard();
      await clearLeftovers(dir, process.pid);
      await removeCreated(wanted, created);
    } finally {
      busyFolders.delete(dir);
    }
  }

  return { dir: path, file, spool, drop, source, digest, commit, abort };
}

/** What the manifest lists must be what was written: no output may be forgotten, none invented. */
function assertListed(seal: Uint8Array, outputs: ReadonlyMap<string, OutputFile>): void {
  const records = listedOutputs(seal);
  const names = new Set(records.map(({ file }) => file));
  assert(names.size === outputs.size, `the manifest lists ${names.size} outputs of ${outputs.size}`);
  for (const { file, bytes } of records) {
    const written = outputs.get(file)?.bytes;
    assert(written === bytes, `the manifest lists ${file} with ${bytes} bytes, written are ${written ?? 'none'}`);
  }
}

/** Opens a new file; never follows a link and never opens a file that is there. */
export function createFile(path: string, shown: string) {
  return open(path, 'wx+').catch((cause: unknown) => {
    throw writeError(cause, shown);
  });
}

async function kindAt(path: string): Promise<'none' | 'file' | 'folder'> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'file';
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return 'none';
    throw writeError(cause, path);
  }
}

/** Makes renames last through a power cut. Windows cannot open a folder and needs no such call. */
export async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(dir, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (cause) {
    throw writeError(cause, dir);
  }
}

/**
 * Makes a folder and those above it; returns the outermost one that was made, or null. `mkdir` with `recursive` is not
 * used, for it never returns where the system answers ENOENT below a folder that exists, as /proc does (Node 20).
 */
async function makeFolders(dir: string): Promise<string | null> {
  if ((await kindAt(dir)) === 'folder') return null;
  const parent = dirname(dir);
  const outermost = parent === dir ? null : await makeFolders(parent);
  try {
    await mkdir(dir);
    return outermost ?? dir;
  } catch (cause) {
    if (systemCode(cause) === 'EEXIST' && (await stat(dir)).isDirectory()) return outermost;
    await removeCreated(parent, outermost);
    throw cause;
  }
}

/** Removes the folders that `makeFolders` made, from the inside out, as long as they are empty. */
async function removeCreated(wanted: string, created: string | null): Promise<void> {
  if (created === null) return;
  for (let dir = wanted; dir.length >= created.length; dir = dirname(dir)) {
    try {
      await rmdir(dir);
    } catch (cause) {
      if (systemCode(cause) === 'ENOTEMPTY' || systemCode(cause) === 'EEXIST') return;
      throw writeError(cause, dir);
    }
  }
}
