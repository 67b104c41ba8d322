/** Where real test data lies: a folder beside the checkout that is not part of the project. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Path of a file or folder of the shared test data. */
export function sharedData(path: string): string {
  return fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
}

/** True where the shared test data is there; tests that need it skip aloud without it. */
export const hasSharedData = existsSync(sharedData('README.md'));
