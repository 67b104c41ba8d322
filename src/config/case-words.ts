/** Kinds of values that cases are made of. */
import { z } from 'zod';

/** A path as a case may hold it: relative, with forward slashes, never out of the folder of the case. */
export const insidePath = z
  .string()
  .min(1, { abort: true })
  .max(300)
  .regex(/^\P{Cc}*$/u, { error: 'must be one line without control characters' })
  .refine(staysInside, { error: 'must be a path inside the folder of the case file' });

/** Schema of the path of a mesh. */
export function meshPath(what: string) {
  return insidePath.meta({
    description: `${what}: path of an STL, 3MF, OBJ, PLY or OFF file inside the folder of the case.`,
  });
}

/** True for a relative path that never leaves its folder, whatever the system. */
function staysInside(path: string): boolean {
  if (/^[A-Za-z]:/.test(path) || /^[/\\]/.test(path)) return false;
  return path.split(/[/\\]/).every((step) => step !== '..' && step !== '');
}

/** Schema of a length above 0, or from a least one, and at most a metre. */
export function lengthMm(meaning: string, leastMm = 0) {
  const above = leastMm > 0 ? z.number().gte(leastMm) : z.number().gt(0);
  return above.lte(1000).meta({ unit: 'mm', description: `${meaning} Unit: mm.` });
}

/** Schema of an amount from 0 to 10 mm: stock, allowances, tolerances. */
export function smallMm(meaning: string) {
  return z
    .number()
    .gte(0)
    .lte(10)
    .meta({ unit: 'mm', description: `${meaning} Unit: mm.` });
}

const coordinate = z.number().gte(-1e4).lte(1e4);

/** Schema of a point or direction. */
export function point3(meaning: string) {
  return z.tuple([coordinate, coordinate, coordinate]).meta({ description: meaning });
}

/** Schema of a direction of any length. */
export function direction3(meaning: string) {
  return point3(meaning).refine((way) => way.some((step) => step !== 0), {
    error: 'must have a direction, got 0, 0, 0',
  });
}

/** Schema of a short word on labels: letters, digits and a few signs. */
export function labelWord(meaning: string, longest: number) {
  return z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[A-Za-z0-9]([A-Za-z0-9 ./+-]*[A-Za-z0-9])?$/, {
      error: 'must be letters and digits, with spaces, dots, slashes, plus or hyphens between them',
    })
    .meta({ description: meaning });
}
