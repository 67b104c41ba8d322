/** Says whether a folder is a whole build, by reading and hashing every file that its manifest lists. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PrepError } from '../core/prep-error.ts';
import { digestOfFile } from './hash.ts';
import { readError } from './io-error.ts';
import type { Manifest } from './manifest.ts';
import { readManifest } from './manifest.ts';

/** A file that is not what the manifest says. */
export interface Mismatch {
  readonly file: string;
  readonly reason: string;
}

/** What a folder was found to be; it is a whole build when there is a manifest and no mismatch. */
export interface BuildCheck {
  /** Null when there is none that can be read. */
  readonly manifest: Manifest | null;
  readonly mismatches: readonly Mismatch[];
  /** Names in the folder that the manifest does not know; leftovers of broken runs are among them. */
  readonly unlisted: readonly string[];
}

/** Hashes the outputs of a build again. Only a folder that cannot be listed throws. */
export async function verifyBuild(dir: string): Promise<BuildCheck> {
  const names = await readdir(dir).catch((cause: unknown) => {
    throw readError(cause, dir);
  });
  names.sort();
  const manifest = await readManifest(dir).catch(onlyUnreadable);
  if (manifest instanceof PrepError) {
    const reason = names.includes('manifest.json')
      ? `no build: ${manifest.message}`
      : 'is missing: this folder is no build';
    return { manifest: null, mismatches: [{ file: 'manifest.json', reason }], unlisted: names };
  }
  const mismatches: Mismatch[] = [];
  for (const { file, bytes, sha256 } of manifest.outputs) {
    const found = await digestOfFile(join(dir, file)).catch(onlyUnreadable);
    if (found instanceof PrepError) mismatches.push({ file, reason: found.reason });
    else if (found.bytes !== bytes) mismatches.push({ file, reason: `must have ${bytes} bytes, has ${found.bytes}` });
    else if (found.sha256 !== sha256) mismatches.push({ file, reason: 'was changed: its SHA-256 does not match' });
  }
  const listed = new Set(['manifest.json', ...manifest.outputs.map(({ file }) => file)]);
  return { manifest, mismatches, unlisted: names.filter((name) => !listed.has(name)) };
}

function onlyUnreadable(cause: unknown): PrepError {
  if (cause instanceof PrepError && cause.code === 'file-unreadable') return cause;
  throw cause;
}
