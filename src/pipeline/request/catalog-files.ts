/** The files of the profiles and printers folders: the package's own, then the user's. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedText } from '../../config/catalog.ts';
import { PrepError } from '../../core/prep-error.ts';
import { textOf } from '../../store/file-source.ts';
import { PACKAGE_FOLDER } from '../load/tool.ts';

/** Reads every .json of the package's folder `kind` and of a folder of the user's; one that cannot be read says why and stops no other. */
export async function catalogFiles(kind: 'profiles' | 'printers', userFolder: string | null): Promise<NamedText[]> {
  const own = await readFolder(join(PACKAGE_FOLDER, kind), kind);
  if (userFolder === null) return own;
  return [...own, ...(await readFolder(userFolder, userFolder))];
}

async function readFolder(folder: string, shownAs: string): Promise<NamedText[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new PrepError('file-unreadable', 'the folder cannot be read', [folder], cause);
  });
  return Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => readNamed(`${shownAs}/${name}`, join(folder, name))),
  );
}

async function readNamed(file: string, path: string): Promise<NamedText> {
  try {
    return { file, text: await textOf(path) };
  } catch (cause) {
    if (!(cause instanceof PrepError)) throw cause;
    return { file, text: '', unreadable: cause };
  }
}
