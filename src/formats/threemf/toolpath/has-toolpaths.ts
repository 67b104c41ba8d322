/** Tells 3MF files with toolpaths from others. */
import type { ByteSource } from '../../../core/ports.ts';
import { PrepError } from '../../../core/prep-error.ts';
import { openPackage } from '../open-package.ts';
import { TOOLPATH_LIMITS } from './read-toolpath.ts';
import { DRAFT_LAYER_RELATION, LAYER_RELATION } from './toolpath-names.ts';

/** True where the model of a 3MF has layers of toolpaths; false also where its package is faulty, which its reader then tells. */
export async function hasToolpaths(source: ByteSource): Promise<boolean> {
  const bytes = await source.read(0, source.size);
  try {
    const fault = (reason: string) => new PrepError('threemf-invalid', reason, [source.name]);
    const pack = openPackage(bytes, fault, TOOLPATH_LIMITS);
    return [LAYER_RELATION, DRAFT_LAYER_RELATION].some((type) => pack.targetsOf(pack.rootPart, type).size > 0);
  } catch (cause) {
    if (cause instanceof PrepError) return false;
    throw cause;
  }
}
