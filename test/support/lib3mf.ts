/** What the reader of the 3MF consortium says of a file, in strict mode and in a process of its own. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHECKER = fileURLToPath(new URL('../formats/threemf/lib3mf-check.mjs', import.meta.url));

/** Its verdict: slices as [z of the top, number of polygons]. */
export interface Lib3mfVerdict {
  readonly error: string | null;
  readonly warnings: number;
  readonly triangles: number;
  readonly slices: readonly (readonly [number, number])[];
}

/** Opens a 3MF file with lib3mf. */
export function lib3mf(path: string): Lib3mfVerdict {
  return JSON.parse(execFileSync(process.execPath, [CHECKER, path], { encoding: 'utf8', timeout: 60_000 }));
}
