/** Name and version of this program, and the hash of its locked dependencies. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Of } from '../../store/hash.ts';

/** Folder of the package: where package.json, profiles and printers lie. */
export const PACKAGE_FOLDER = folderAbove(dirname(fileURLToPath(import.meta.url)));

/** The nearest folder above with a package.json: this file lies at another depth where all modules of the program are one. */
function folderAbove(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, 'package.json')) || parent === folder ? folder : folderAbove(parent);
}

const packageJson = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as { version: string };

/** The tool as outputs name it. */
export const TOOL = { name: 'trabecula', version: packageJson.version } as const;

/** SHA-256 of package-lock.json, or null where the package came without one. */
export function dependencyLockSha256(): string | null {
  const lock = join(PACKAGE_FOLDER, 'package-lock.json');
  return existsSync(lock) ? sha256Of(readFileSync(lock)) : null;
}
