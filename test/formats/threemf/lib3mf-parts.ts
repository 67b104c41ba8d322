/** What lib3mf finds of beams, functions and level sets, in a process of its own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECKER = fileURLToPath(new URL('lib3mf-parts.mjs', import.meta.url));

/** Its verdict. */
export interface Lib3mfParts {
  readonly error: string | null;
  readonly warnings: number;
  readonly meshes: readonly {
    readonly name: string;
    readonly vertices: number;
    readonly triangles: number;
    readonly beams: number;
    readonly minLength: number;
  }[];
  readonly functions: readonly string[];
  readonly levelSets: number;
  /** The same model as lib3mf writes it, in base64: what it did not understand is not there. */
  readonly rewritten: string;
}

/** Opens bytes of a 3MF file with lib3mf, strictly. */
export function lib3mfParts(bytes: Uint8Array): Lib3mfParts {
  const dir = mkdtempSync(join(tmpdir(), 'parts-'));
  try {
    const path = join(dir, 'in.3mf');
    writeFileSync(path, bytes);
    return JSON.parse(execFileSync(process.execPath, [CHECKER, path], { encoding: 'utf8', timeout: 60_000 }));
  } finally {
    rmSync(dir, { recursive: true });
  }
}
