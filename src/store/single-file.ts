/** One output file that belongs to no build: written beside its target, synced, read back by the caller, renamed last. */
import { basename, dirname, join } from 'node:path';
import { createFile, syncFolder } from './build-folder.ts';
import { type FileSource, openFileSource } from './file-source.ts';
import { moveFile, removeFile, sideName } from './leftovers.ts';
import { type OutputFile, outputFile } from './output-file.ts';
import { assertOutputName } from './output-name.ts';

/** A file that appears under its name only when it is whole. */
export interface SingleFile {
  readonly file: OutputFile;
  /** Opens what was written so far for reading back; close it. */
  source(): Promise<FileSource>;
  /** Syncs the file and gives it its name, in place of an earlier one. */
  commit(): Promise<void>;
  /** Removes what was written; an earlier file stays as it was. */
  abort(): Promise<void>;
}

/** Opens a single output file; its folder must exist. */
export async function openSingleFile(path: string): Promise<SingleFile> {
  const dir = dirname(path);
  const name = basename(path);
  assertOutputName(name);
  const partial = join(dir, sideName(name, 'partial', process.pid));
  const file = outputFile(await createFile(partial, path), name, path);
  return {
    file,
    async source() {
      await file.flush();
      return openFileSource(partial, path);
    },
    async commit() {
      await file.close();
      await moveFile(partial, path);
      await syncFolder(dir);
    },
    async abort() {
      await file.discard();
      await removeFile(partial);
    },
  };
}
