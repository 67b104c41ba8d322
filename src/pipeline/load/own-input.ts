/** No output may take the place of what it is made from. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PrepError } from '../../core/prep-error.ts';

/** Throws `usage` where one of the output paths is the input, by whatever path it is named. */
export async function refuseOwnInput(inputPath: string, outputPaths: readonly string[]): Promise<void> {
  const input = await realPath(inputPath);
  for (const path of outputPaths) {
    if ((await realPath(path)) === input) throw new PrepError('usage', 'the output would replace the input', [path]);
  }
}

/** Throws `usage` where a folder that is to be written holds an input. */
export async function refuseFolderOf(inputPath: string, outDir: string): Promise<void> {
  const [input, dir] = [await realPath(inputPath), await realPath(outDir)];
  if (input === dir || dirname(input) === dir) {
    throw new PrepError('usage', `holds ${basename(input)}, which is to be inspected; choose another folder`, [outDir]);
  }
}

/** The path without links; of a file that is not there yet, that of its folder and its name. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const folder = await realpath(dirname(path)).catch(() => dirname(path));
    return join(folder, basename(path));
  }
}
