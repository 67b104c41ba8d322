/** A profile whose seams heed a region that the part does not have. */
import type { FffProfile } from '../../config/profile.ts';
import { type Finding, finding } from '../../core/finding.ts';
import type { JobSpec } from '../layers/job-spec.ts';

/** The rules of this file, for the report. */
export const SEAM_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'seam-region-nowhere', meaning: 'The part has the region that the seams of the profile heed.' },
];

/** Returns a warning where `seam.region` of the profile names no region of the part: then seams lie by their position alone. */
export function seamFindings(
  { id, seam }: Pick<FffProfile, 'id' | 'seam'>,
  { partId, regions }: Pick<JobSpec, 'partId' | 'regions'>,
): Finding[] {
  const wanted = seam?.region?.id;
  if (wanted === undefined || regions.some((region) => region.id === wanted)) return [];
  const known = regions.flatMap((region) => region.id ?? []);
  const has = known.length === 0 ? 'it has no regions' : `it has ${known.join(', ')}`;
  const message = `the part has no region '${wanted}', which the seams heed (seam.region of ${id}); ${has}`;
  return [finding('seam-region-nowhere', 'warning', message, { partId })];
}
