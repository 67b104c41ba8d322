/** Writes an example case into a folder: all its files or none. */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PrepError } from '../core/prep-error.ts';
import { openSingleFile, type SingleFile } from '../store/single-file.ts';
import { implantFiles } from './implants.ts';

/** Writes the meshes and `case.json` of an implant type; returns their names. Files that are there need `force`. */
export async function writeImplant(type: string, outDir: string, force = false): Promise<string[]> {
  const files = await implantFiles(type);
  for (const { name } of files) {
    const path = join(outDir, name);
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory()) throw new PrepError('output-unwritable', 'is a folder', [path]);
    if (found !== null && !force) {
      throw new PrepError('output-exists', 'is there already; pass --force to replace it', [path]);
    }
  }
  await mkdir(outDir, { recursive: true }).catch((cause: unknown) => {
    throw new PrepError('output-unwritable', 'the folder cannot be made', [outDir], cause);
  });
  const opened: SingleFile[] = [];
  try {
    for (const { name, bytes } of files) {
      const single = await openSingleFile(join(outDir, name));
      opened.push(single);
      await single.file.write(bytes);
    }
    for (const single of opened) await single.commit();
  } catch (error) {
    for (const single of opened) await single.abort();
    throw error;
  }
  return files.map(({ name }) => name);
}
