/** Kinds of values that cases are made of. */
import { z } from 'zod';

/** A path as a case may hold it: relative, with forward slashes, never out of the folder of the case. */
export const insidePath = z
  .string()
  .min(1)
  .max(300)
  .regex(/^\P{Cc}*$/u, { error: 'must be one line without control characters' })
  .refine(staysInside, { error: 'must be a path inside the folder of the case file' });

/** True for a relative path that never leaves its folder, whatever the system. */
function staysInside(path: string): boolean {
  if (/^[A-Za-z]:/.test(path) || /^[/\\]/.test(path)) return false;
  return path.split(/[/\\]/).every((step) => step !== '..' && step !== '');
}

/** Schema of a length above 0 and at most a metre. */
export function lengthMm(meaning: string) {
  return z
    .number()
    .gt(0)
    .lte(1000)
    .meta({ unit: 'mm', description: `${meaning} Unit: mm.` });
}
