/** Paths that a file names must stay in the folder of that file. */
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { type Place, PrepError } from '../core/prep-error.ts';

/**
 * Returns the path of a file inside a folder. Throws `case-invalid` where it leads out, by steps upward or by a link, whether
 * or not there is something; `file-unreadable` where nothing is inside. `place` names who asks.
 */
export async function pathInside(folder: string, path: string, place: Place): Promise<string> {
  const joined = join(folder, path);
  const outside = () => new PrepError('case-invalid', `${path} lies outside the folder of the case`, place);
  if (isAbsolute(path) || leadsOut(folder, joined)) throw outside();
  const [from, to] = await Promise.all([realpath(folder), realpath(joined)]).catch((cause: unknown) => {
    throw new PrepError('file-unreadable', `${path} cannot be found`, place, cause);
  });
  if (leadsOut(from, to)) throw outside();
  return joined;
}

function leadsOut(from: string, to: string): boolean {
  const way = relative(from, to);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}
